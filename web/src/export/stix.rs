//! STIX 2.1 (OASIS standard of 10 June 2021): one bundle of identities, incidents, vulnerabilities, reports and notes.
//!
//! Identifiers are UUIDv5 in a namespace of our own, so that the same thing has the same id in every export and in
//! every installation. Objects are written as they come; only their ids are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use uuid::{Uuid, uuid};
use watchline_model::{Entity, EntityId, EntityKind, Incident, IncidentId};
use watchline_store::DocumentView;

use crate::api::dto;
use crate::error::WebError;
use crate::state::WebState;
use crate::view::timeline::came_out;

/// Never to be changed: identifiers outside depend on it.
const NAMESPACE: Uuid = uuid!("6f4f1c52-0d0b-5a8e-9a53-3f7f5f0e2b61");

pub(super) struct Bundle {
    /// Ids of identities and vulnerabilities already written.
    written: BTreeSet<String>,
    /// What each incident is related to.
    related: BTreeMap<IncidentId, BTreeSet<String>>,
    author: String,
    empty: bool,
}

type Out<'a> = &'a mut (dyn Write + Send);

impl Bundle {
    pub(super) fn new(state: &WebState) -> Self {
        let author = id("identity", &state.public_url);
        Self { written: BTreeSet::new(), related: BTreeMap::new(), author, empty: true }
    }

    pub(super) fn begin(&mut self, out: Out<'_>) -> Result<(), WebError> {
        write!(out, "{{\"type\":\"bundle\",\"id\":\"{}\",\"objects\":[", id("bundle", &self.author))?;
        let author = self.author.clone();
        let name = "Watchline";
        self.once(&author, out, |id| identity(id, name, "system", DateTime::UNIX_EPOCH))
    }

    pub(super) fn incidents(&self) -> Vec<IncidentId> {
        self.related.keys().copied().collect()
    }

    pub(super) fn document(&mut self, view: &DocumentView, state: &WebState, out: Out<'_>) -> Result<(), WebError> {
        let since = view.document.first_seen;
        let publisher = id("identity", &format!("publisher:{}", view.source.publisher));
        self.once(&publisher, out, |id| identity(id, &view.source.publisher, "organization", since))?;
        let mut refs = vec![publisher.clone()];
        for entity in &view.entities {
            if let Some(reference) = self.entity(entity, since, out)? {
                refs.push(reference);
            }
        }
        for incident in &view.incidents {
            let related = self.related.entry(*incident).or_default();
            related.extend(refs.iter().skip(1).cloned());
            refs.push(incident_id(*incident));
        }
        let report = id("report", &view.document.url);
        for (number, event) in view.events.iter().enumerate() {
            let note = id("note", &format!("{}#{}#{number}", view.document.url, view.version.number));
            let date = event.date.map_or_else(String::new, |date| format!(", {} ({})", date.human(), date.basis));
            let body = json!({
                "type": "note", "spec_version": "2.1", "id": note,
                "created": stamp(since), "modified": stamp(view.version.created_at.max(since)),
                "created_by_ref": self.author,
                "abstract": format!("{}{date}", event.kind.label()),
                "content": event.evidence.quote,
                "object_refs": [report],
            });
            self.write(&body, out)?;
        }
        self.write(&self.report(view, &report, &refs, state), out)
    }

    fn report(&self, view: &DocumentView, report: &str, refs: &[String], state: &WebState) -> Value {
        let archived = format!("/documents/{}/versions/{}", view.document.id, view.version.number);
        let title = &view.version.reading.title;
        let name = if title.is_empty() { &view.document.url } else { title };
        json!({
            "type": "report", "spec_version": "2.1", "id": report,
            "created": stamp(view.document.first_seen),
            "modified": stamp(view.version.created_at.max(view.document.first_seen)),
            "created_by_ref": self.author,
            "name": name,
            "description": dto::excerpt(&view.version.reading.text),
            "published": stamp(came_out(view)),
            "object_refs": refs,
            "external_references": [
                {"source_name": view.source.publisher, "url": view.document.url},
                {
                    "source_name": "Watchline", "url": state.address(&archived),
                    "hashes": {"SHA-256": view.version.sha256.hex()},
                },
            ],
        })
    }

    /// The reference to an entity, writing its object at first sight; `None` for what STIX has no object for.
    fn entity(&mut self, entity: &Entity, since: DateTime<Utc>, out: Out<'_>) -> Result<Option<String>, WebError> {
        let reference = match entity.kind {
            EntityKind::Vulnerability => id("vulnerability", entity.id.as_str()),
            EntityKind::Vendor | EntityKind::Organization | EntityKind::Regulator | EntityKind::Person => {
                entity_id(&entity.id)
            }
            EntityKind::Product | EntityKind::Model | EntityKind::Country => return Ok(None),
        };
        self.once(&reference, out, |id| match entity.kind {
            EntityKind::Vulnerability => vulnerability(id, &entity.name, since),
            EntityKind::Person => identity(id, &entity.name, "individual", since),
            _ => identity(id, &entity.name, "organization", since),
        })?;
        Ok(Some(reference))
    }

    pub(super) fn end(&mut self, incidents: &[Incident], state: &WebState, out: Out<'_>) -> Result<(), WebError> {
        let known: BTreeSet<IncidentId> = incidents.iter().map(|incident| incident.id).collect();
        for incident in incidents {
            let own = incident_id(incident.id);
            let body = json!({
                "type": "incident", "spec_version": "2.1", "id": own,
                "created": stamp(incident.opened_at),
                "modified": stamp(incident.changed_at.max(incident.opened_at)),
                "created_by_ref": self.author,
                "name": format!("{}: {}", incident.id, incident.title),
                "description": dto::summary(incident),
                "labels": [incident.status.as_str()],
                "external_references": [{
                    "source_name": "Watchline",
                    "external_id": incident.id.to_string(),
                    "url": state.address(&format!("/incidents/{}", incident.id)),
                }],
            });
            self.write(&body, out)?;
        }
        let related: Vec<(IncidentId, BTreeSet<String>)> = std::mem::take(&mut self.related).into_iter().collect();
        for (incident, targets) in related.into_iter().filter(|(incident, _)| known.contains(incident)) {
            let at = incidents.iter().find(|one| one.id == incident).map_or(DateTime::UNIX_EPOCH, |one| one.opened_at);
            for target in targets {
                let source = incident_id(incident);
                let body = json!({
                    "type": "relationship", "spec_version": "2.1",
                    "id": id("relationship", &format!("{source} related-to {target}")),
                    "created": stamp(at), "modified": stamp(at),
                    "created_by_ref": self.author,
                    "relationship_type": "related-to", "source_ref": source, "target_ref": target,
                });
                self.write(&body, out)?;
            }
        }
        out.write_all(b"\n]}\n")?;
        Ok(())
    }

    fn once(&mut self, id: &str, out: Out<'_>, body: impl FnOnce(&str) -> Value) -> Result<(), WebError> {
        if self.written.insert(id.to_owned()) { self.write(&body(id), out) } else { Ok(()) }
    }

    fn write(&mut self, body: &Value, out: Out<'_>) -> Result<(), WebError> {
        let comma = if std::mem::take(&mut self.empty) { "\n" } else { ",\n" };
        write!(out, "{comma}{body}")?;
        Ok(())
    }
}

fn id(kind: &str, name: &str) -> String {
    format!("{kind}--{}", Uuid::new_v5(&NAMESPACE, format!("{kind}:{name}").as_bytes()))
}

fn entity_id(entity: &EntityId) -> String {
    id("identity", &format!("entity:{entity}"))
}

fn incident_id(incident: IncidentId) -> String {
    id("incident", &incident.to_string())
}

/// Milliseconds and Z, as the standard asks.
fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

fn identity(id: &str, name: &str, class: &str, since: DateTime<Utc>) -> Value {
    json!({
        "type": "identity", "spec_version": "2.1", "id": id, "created": stamp(since), "modified": stamp(since),
        "name": name, "identity_class": class,
    })
}

fn vulnerability(id: &str, name: &str, since: DateTime<Utc>) -> Value {
    let scheme = if name.to_ascii_uppercase().starts_with("CVE-") { "cve" } else { "advisory" };
    json!({
        "type": "vulnerability", "spec_version": "2.1", "id": id, "created": stamp(since), "modified": stamp(since),
        "name": name, "external_references": [{"source_name": scheme, "external_id": name}],
    })
}
