//! STIX 2.1 (OASIS standard of 10 June 2021): one bundle of reports, the notes that quote them, incidents, and whom and
//! what they speak of.
//!
//! # Design
//! Identifiers are UUIDv5 in a namespace of our own, so that the same thing has the same id in every export and in
//! every installation. What has an id never differs for the same `modified` either: a report is named after its number
//! and keeps the date of publication that its first version gave, since platforms join reports by name and date;
//! identities, which only carry a name, are dated at a fixed moment. Objects are written as they come; only ids are
//! kept. A document's events and claims are notes with the words as content and the archived version with its hash as
//! reference.

mod ids;
mod objects;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use watchline_model::{Entity, EntityKind, Incident, IncidentId, Version};
use watchline_store::DocumentView;

use crate::api::dto;
use crate::state::WebState;
use crate::view::evidence::archived_address;
use ids::{entity_id, id, incident_id, software_id, stamp};

pub(super) struct Bundle {
    query: String,
    /// Ids of what may be spoken of twice and is already written.
    written: BTreeSet<String>,
    /// What each incident is related to.
    related: BTreeMap<IncidentId, BTreeSet<String>>,
    author: String,
    empty: bool,
}

impl Bundle {
    pub(super) fn new(state: &WebState, query: &str) -> Self {
        Self {
            query: query.to_owned(),
            written: BTreeSet::new(),
            related: BTreeMap::new(),
            author: id("identity", &state.public_url),
            empty: true,
        }
    }

    pub(super) fn begin(&mut self, out: &mut String) {
        let own = id("bundle", &format!("{} {}", self.author, self.query));
        out.push_str(&format!("{{\"type\":\"bundle\",\"id\":\"{own}\",\"objects\":["));
        let author = self.author.clone();
        self.once(&author, out, |id| objects::identity(id, "Watchline", "system"));
    }

    pub(super) fn incidents(&self) -> Vec<IncidentId> {
        self.related.keys().copied().collect()
    }

    pub(super) fn document(
        &mut self,
        view: &DocumentView,
        first: Option<&Version>,
        state: &WebState,
        out: &mut String,
    ) {
        let publisher = id("identity", &format!("publisher:{}", view.source.publisher));
        self.once(&publisher, out, |id| objects::identity(id, &view.source.publisher, "organization"));
        let mut refs = vec![publisher];
        for entity in &view.entities {
            if let Some(reference) = self.entity(entity, state, out)
                && !refs.contains(&reference)
            {
                refs.push(reference);
            }
        }
        for incident in &view.incidents {
            let related = self.related.entry(*incident).or_default();
            related.extend(refs.iter().skip(1).cloned());
        }
        let incidents: Vec<String> = view.incidents.iter().map(|incident| incident_id(*incident)).collect();
        refs.extend(incidents.iter().cloned());
        let report = id("report", &view.document.url);
        let mut about = vec![report.clone()];
        about.extend(incidents);
        self.notes(view, &about, state, out);
        self.report(view, first, &report, &refs, state, out);
    }

    /// The words that tell each event and make each claim.
    fn notes(&mut self, view: &DocumentView, about: &[String], state: &WebState, out: &mut String) {
        let since = view.document.first_seen;
        let mut tell = |name: String, headline: String, label: &str, words: &watchline_model::Evidence| {
            let meta = words.version.and_then(|version| view.versions.iter().find(|meta| meta.id == version));
            let number = meta.map_or(view.version.number, |meta| meta.number);
            let hash = meta.map_or(view.version.sha256, |meta| meta.sha256).hex();
            let made = meta.map_or(view.version.created_at, |meta| meta.created_at);
            let own = id("note", &format!("{}#{number}#{name}#{}-{}", view.document.url, words.start, words.end));
            if !self.written.insert(own.clone()) {
                return;
            }
            let mut body = json!({
                "type": "note", "spec_version": "2.1", "id": own,
                "created": stamp(since), "modified": stamp(made.max(since)),
                "created_by_ref": self.author,
                "abstract": headline,
                "content": words.quote,
                "labels": [label],
                "object_refs": about,
                "external_references": [{
                    "source_name": "Watchline",
                    "description": format!("version {number} of document {}, archived", view.document.id),
                    "url": state.address(&archived_address(view, number, words)),
                    "hashes": {"SHA-256": hash},
                }],
            });
            speak(&mut body, view);
            write(&mut self.empty, &body, out);
        };
        for event in &view.events {
            let date = event.date.map_or_else(String::new, |date| format!(", {} ({})", date.human(), date.basis));
            tell(event.kind.to_string(), format!("{}{date}", event.kind.label()), event.kind.as_str(), &event.evidence);
        }
        for claim in &view.claims {
            let kind = claim.event.and_then(|event| view.events.get(event)).map(|event| event.kind.label());
            let about = kind.map_or_else(String::new, |kind| format!(": {kind}"));
            let headline = format!("{} {}{about}", claim.party_name, claim.stance);
            tell(headline.clone(), headline, claim.stance.as_str(), &claim.evidence);
        }
    }

    fn report(
        &mut self,
        view: &DocumentView,
        first: Option<&Version>,
        report: &str,
        refs: &[String],
        state: &WebState,
        out: &mut String,
    ) {
        let archived = format!("/documents/{}/versions/{}", view.document.id, view.version.number);
        let title = &view.version.reading.title;
        let title = if title.is_empty() { &view.document.url } else { title };
        let since = view.document.first_seen;
        let reading = first.map_or(&view.version.reading, |first| &first.reading);
        let mut body = json!({
            "type": "report", "spec_version": "2.1", "id": report,
            "created": stamp(since),
            "modified": stamp(view.version.created_at.max(since)),
            "created_by_ref": self.author,
            "name": format!("d{}: {title}", view.document.id),
            "published": stamp(reading.published.map_or(since, |date| date.value)),
            "labels": [view.document.kind.as_str()],
            "object_refs": refs,
            "external_references": [
                {"source_name": view.source.publisher, "url": view.document.url},
                {
                    "source_name": "Watchline", "external_id": format!("d{}", view.document.id),
                    "url": state.address(&archived),
                    "hashes": {"SHA-256": view.version.sha256.hex()},
                },
            ],
        });
        let excerpt = dto::excerpt(&view.version.reading.text);
        if !excerpt.is_empty() {
            body["description"] = json!(excerpt);
        }
        speak(&mut body, view);
        write(&mut self.empty, &body, out);
    }

    /// The reference to an entity, writing its object at first sight.
    fn entity(&mut self, entity: &Entity, state: &WebState, out: &mut String) -> Option<String> {
        let known = state.taxonomy.entity(&entity.id);
        let vendor = entity.owner.as_ref().and_then(|owner| state.taxonomy.entity(owner)).map(|owner| &*owner.name);
        let reference = match entity.kind {
            EntityKind::Vulnerability => id("vulnerability", entity.id.as_str()),
            EntityKind::Product | EntityKind::Model => software_id(&entity.name, vendor),
            // A place without a code is no place to STIX.
            EntityKind::Country => {
                known.and_then(|known| known.country.as_ref())?;
                id("location", entity.id.as_str())
            }
            EntityKind::Vendor | EntityKind::Organization | EntityKind::Regulator | EntityKind::Person => {
                entity_id(&entity.id)
            }
        };
        self.once(&reference, out, |id| match entity.kind {
            EntityKind::Vulnerability => objects::vulnerability(id, &entity.name),
            EntityKind::Product | EntityKind::Model => objects::software(id, &entity.name, vendor),
            EntityKind::Country => {
                let code = known.and_then(|known| known.country.as_deref()).unwrap_or_default();
                objects::location(id, &entity.name, code)
            }
            EntityKind::Person => objects::identity(id, &entity.name, "individual"),
            EntityKind::Vendor | EntityKind::Organization | EntityKind::Regulator => {
                objects::identity(id, &entity.name, "organization")
            }
        });
        Some(reference)
    }

    /// An incident, and that it is related to whom and what its documents speak of.
    pub(super) fn incident(&mut self, incident: &Incident, state: &WebState, out: &mut String) {
        let own = incident_id(incident.id);
        let severity = incident.severity.map(|severity| format!("severity-{severity}"));
        let labels: Vec<String> = [incident.status.to_string()].into_iter().chain(severity).collect();
        let mut body = json!({
            "type": "incident", "spec_version": "2.1", "id": own,
            "created": stamp(incident.opened_at),
            "modified": stamp(incident.changed_at.max(incident.opened_at)),
            "created_by_ref": self.author,
            "name": format!("{}: {}", incident.id, incident.title),
            "labels": labels,
            "external_references": [{
                "source_name": "Watchline",
                "external_id": incident.id.to_string(),
                "url": state.address(&format!("/incidents/{}", incident.id)),
            }],
        });
        let summary = dto::summary(incident);
        if !summary.is_empty() {
            body["description"] = json!(summary);
        }
        write(&mut self.empty, &body, out);
        for target in self.related.remove(&incident.id).into_iter().flatten() {
            let body = json!({
                "type": "relationship", "spec_version": "2.1",
                "id": id("relationship", &format!("{own} related-to {target}")),
                "created": stamp(incident.opened_at), "modified": stamp(incident.opened_at),
                "created_by_ref": self.author,
                "relationship_type": "related-to", "source_ref": own, "target_ref": target,
            });
            write(&mut self.empty, &body, out);
        }
    }

    pub(super) fn end(&mut self, out: &mut String) {
        out.push_str("\n]}\n");
    }

    fn once(&mut self, id: &str, out: &mut String, body: impl FnOnce(&str) -> Value) {
        if self.written.insert(id.to_owned()) {
            write(&mut self.empty, &body(id), out);
        }
    }
}

/// Its language, where that is known.
fn speak(body: &mut Value, view: &DocumentView) {
    if let Some(language) = &view.version.reading.language {
        body["lang"] = json!(language);
    }
}

fn write(empty: &mut bool, body: &Value, out: &mut String) {
    out.push_str(if std::mem::take(empty) { "\n" } else { ",\n" });
    out.push_str(&body.to_string());
}
