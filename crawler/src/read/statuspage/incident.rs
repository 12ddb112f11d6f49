//! An incident in the terms of no single system, read from the record of any.
//!
//! Statuspage: `name`, `impact`, `components`, `incident_updates`; incident.io, Instatus, Better Stack and Rootly name the same
//! things otherwise.

use serde_json::Value;
use watchline_model::{Basis, Dated};

use crate::read::lenient::{list, text};
use crate::read::{collapse, dates};

const UPDATES_MAX: usize = 200;
const COMPONENTS_MAX: usize = 60;

#[derive(Debug, Default)]
pub(super) struct Incident {
    pub(super) name: String,
    /// `minor`, `MAJOROUTAGE`, … as the record words it.
    pub(super) impact: Option<String>,
    /// Names of what is affected.
    pub(super) components: Vec<String>,
    /// The states in which components are or were: `degraded_performance`, …
    pub(super) component_states: Vec<String>,
    pub(super) started: Option<Dated>,
    pub(super) created: Option<Dated>,
    pub(super) updated: Option<Dated>,
    /// In the order of time.
    pub(super) updates: Vec<Update>,
    pub(super) warnings: Vec<String>,
}

#[derive(Debug, Default)]
pub(super) struct Update {
    /// Lower case: `investigating`, …; empty where none is given.
    pub(super) status: String,
    /// As written: plain text, markdown or HTML.
    pub(super) body: String,
    pub(super) shown: Option<Dated>,
    pub(super) written: Option<Dated>,
}

/// `None` for what is no incident.
pub(super) fn incident(record: &Value) -> Option<Incident> {
    let report = record.get("report").unwrap_or(record);
    let report = report.get("attributes").unwrap_or(report);
    let name = collapse(&first(report, &["name", "title"])?);
    let keys = ["incident_updates", "updates", "events", "messages", "last_update_message", "status", "report_type"];
    if name.is_empty() || !keys.iter().any(|key| record.get(key).or(report.get(key)).is_some()) {
        return None;
    }
    let mut incident = Incident {
        name,
        impact: first(report, &["impact", "current_worst_impact", "aggregate_state", "severity"]),
        started: moment(report, &["started_at", "started", "starts_at", "startedAt"]),
        created: moment(report, &["created_at", "createdAt", "published_at"]),
        updated: moment(report, &["updated_at", "updatedAt", "last_update_at"]),
        ..Incident::default()
    };
    for key in ["affected_components", "affected_resources", "affectedComponents"] {
        list(report, key).iter().for_each(|component| add_component(&mut incident, component));
    }
    // Statuspage gives these the state of today, which may be another incident's.
    list(report, "components").iter().for_each(|component| add_name(&mut incident, component));
    let updates = ["incident_updates", "updates", "events", "messages"];
    let raw: Vec<&Value> = updates.iter().flat_map(|key| list(record, key).iter()).collect();
    for update in raw.iter().take(UPDATES_MAX) {
        let update = update.get("attributes").unwrap_or(update);
        for key in ["affected_components", "affected_resources", "component_statuses"] {
            list(update, key).iter().for_each(|component| add_component(&mut incident, component));
        }
        incident.updates.push(read_update(update));
    }
    if raw.len() > UPDATES_MAX {
        incident.warnings.push(format!("{} updates; the first {UPDATES_MAX} of the record are kept", raw.len()));
    }
    add_what_stands_apart(&mut incident, report);
    // Records give the newest first; of two at one time the later listed is the earlier.
    incident.updates.reverse();
    incident.updates.sort_by_key(|update| update.shown.or(update.written).map(|date| date.value));
    Some(incident)
}

fn read_update(update: &Value) -> Update {
    let written = moment(update, &["created_at", "createdAt", "published_at", "started", "timestamp", "updated_at"]);
    Update {
        status: first(update, &["status", "to_status", "incident_status", "state"]).unwrap_or_default().to_lowercase(),
        body: first(update, &["body", "message", "message_string", "markdown", "description", "event"])
            .unwrap_or_default(),
        shown: moment(update, &["display_at"]).or(written),
        written,
    }
}

/// A report of causes, and the last message of lists that give no more.
fn add_what_stands_apart(incident: &mut Incident, report: &Value) {
    if let Some(body) = first(report, &["postmortem_body"]).filter(|_| !has_state(incident, "postmortem")) {
        let written = moment(report, &["postmortem_published_at", "postmortem_body_last_updated_at"]);
        incident.updates.insert(0, Update { status: "postmortem".to_owned(), body, shown: written, written });
    }
    if incident.updates.is_empty() {
        let status = first(report, &["status"]).unwrap_or_default().to_lowercase();
        let written = incident.updated.or(incident.started).or(incident.created);
        let body = first(report, &["last_update_message"]).unwrap_or_default();
        if !status.is_empty() || !body.is_empty() {
            incident.updates.push(Update { status, body, shown: written, written });
        }
    }
}

fn has_state(incident: &Incident, status: &str) -> bool {
    incident.updates.iter().any(|update| update.status == status)
}

fn add_name(incident: &mut Incident, component: &Value) {
    let name =
        first(component, &["name", "component_name", "public_name"]).or_else(|| component.as_str().map(str::to_owned));
    let name = name.map(|name| collapse(&name)).unwrap_or_default();
    if !name.is_empty() && incident.components.len() < COMPONENTS_MAX && !incident.components.contains(&name) {
        incident.components.push(name);
    }
}

fn add_component(incident: &mut Incident, component: &Value) {
    add_name(incident, component);
    for key in ["new_status", "old_status", "status", "current_status", "component_status"] {
        if let Some(state) = first(component, &[key]).map(|state| state.to_lowercase())
            && incident.component_states.len() < COMPONENTS_MAX
            && !incident.component_states.contains(&state)
        {
            incident.component_states.push(state);
        }
    }
}

fn first(value: &Value, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| text(value, key))
}

fn moment(value: &Value, keys: &[&str]) -> Option<Dated> {
    let date = keys.iter().find_map(|key| dates::parse(&text(value, key)?))?;
    Some(date.with_basis(Basis::Published))
}
