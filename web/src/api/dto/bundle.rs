//! An incident with everything its page shows.

use serde_json::{Value, json};
use watchline_model::{Decision, DocumentId, Evidence};

use super::tags::{claim, evidence};
use super::{dated, document_item, entities, incident_item, moment, reason};
use crate::material::IncidentMaterial;
use crate::state::WebState;
use crate::view::decided::DecisionLine;
use crate::view::timeline::Line;

/// `{id, title, status, severity, summary, status_path[], response_clock, entities[], events[], claims[], documents[],
/// decisions[], …}`; events are the lines of the timeline, each with the words of every document that tells it.
pub(crate) fn incident_material(material: &IncidentMaterial, state: &WebState) -> Value {
    let incident = &material.incident;
    let mut value = incident_item(incident, state);
    value["as_of"] = json!(material.as_of.as_ref().map(|then| moment(then.moment)));
    value["severity_reasons"] = incident.severity_reasons.iter().map(reason).collect();
    value["summary_evidence"] =
        incident.summary.iter().filter_map(|part| told(material, part.document, &part.evidence)).collect();
    value["status_path"] = incident
        .status_path
        .iter()
        .map(|step| {
            json!({
                "status": step.status.as_str(),
                "at": moment(step.at),
                "party_name": step.party_name,
                "evidence": told(material, step.document, &step.evidence),
            })
        })
        .collect();
    let clock = &material.clock;
    value["response_clock"] = json!({
        "alleged": clock.alleged.map(moment),
        "acknowledged": clock.acknowledged.map(moment),
        "mitigated": clock.mitigated.map(moment),
        "fixed": clock.fixed.map(moment),
    });
    value["entities"] = json!(all_entities(material));
    value["events"] = material.lines.iter().map(|line| event(material, line)).collect();
    value["claims"] = json!(all_claims(material));
    value["documents"] = material.documents.iter().map(|view| document_item(view, state)).collect();
    value["decisions"] = material.decisions.iter().map(decision).collect();
    value
}

/// Evidence with the document and version it stands in.
fn told(material: &IncidentMaterial, id: DocumentId, words: &Evidence) -> Option<Value> {
    let view = material.document(id)?;
    let mut value = evidence(words, &view.version.reading);
    let meta = words.version.and_then(|version| view.versions.iter().find(|meta| meta.id == version));
    value["document"] = json!(id.0);
    value["version"] = json!(meta.map_or(view.version.number, |meta| meta.number));
    value["sha256"] = json!(meta.map_or(view.version.sha256, |meta| meta.sha256).hex());
    value["source"] = json!(view.source.id);
    Some(value)
}

fn event(material: &IncidentMaterial, line: &Line) -> Value {
    let told_by: Vec<Value> =
        line.evidence.iter().filter_map(|(document, words)| told(material, *document, words)).collect();
    json!({
        "kind": line.kind,
        "date": line.date.as_ref().map(dated),
        "known": moment(line.known),
        "actors": line.actors,
        "targets": line.targets,
        "modality": line.modality.as_str(),
        "evidence": told_by.first(),
        "told_by": told_by,
    })
}

/// Each entity once; `mentions` are counted, since spans mean nothing across documents.
fn all_entities(material: &IncidentMaterial) -> Vec<Value> {
    let mut known: Vec<Value> = Vec::new();
    for view in &material.documents {
        for mut entity in entities(&view.entities, &view.mentions, &view.version.reading) {
            let mentions = entity["mentions"].as_array().map_or(0, Vec::len);
            match known.iter_mut().find(|one| one["id"] == entity["id"]) {
                Some(one) => {
                    one["mention_count"] = json!(one["mention_count"].as_u64().unwrap_or(0) + mentions as u64);
                    one["documents"] = json!(one["documents"].as_u64().unwrap_or(0) + 1);
                }
                None => {
                    entity["mention_count"] = json!(mentions);
                    entity["documents"] = json!(1);
                    if let Some(entity) = entity.as_object_mut() {
                        entity.remove("mentions");
                    }
                    known.push(entity);
                }
            }
        }
    }
    known
}

/// Claims of all documents; `event` is the place in the incident's `events[]`.
fn all_claims(material: &IncidentMaterial) -> Vec<Value> {
    let mut claims = Vec::new();
    for view in &material.documents {
        for one in &view.claims {
            let event = one.event.map(|event| (view.document.id, event));
            let place = event.and_then(|event| material.lines.iter().position(|line| line.events.contains(&event)));
            let mut value = claim(one, place, &view.events, &view.version.reading);
            value["evidence"] = json!(told(material, view.document.id, &one.evidence));
            value["at"] = moment(crate::view::timeline::came_out(view));
            claims.push(value);
        }
    }
    claims
}

/// `{id, kind, subject, author, author_kind, at, reasons[], undone, undone_by, undoes}`.
pub(crate) fn decision(decision: &Decision) -> Value {
    json!({
        "id": decision.id.0,
        "kind": decision.kind.as_str(),
        "subject": {"kind": decision.subject.kind(), "id": decision.subject.id()},
        "author": decision.author.to_string(),
        "author_kind": DecisionLine::author_kind(&decision.author),
        "at": moment(decision.at),
        "reasons": decision.reasons.iter().map(reason).collect::<Vec<_>>(),
        "undone": decision.undone_by.is_some(),
        "undone_by": decision.undone_by.map(|id| id.0),
        "undoes": decision.undoes.map(|id| id.0),
    })
}
