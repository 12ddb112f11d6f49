//! The only place where model types become JSON for the outside.
//!
//! Spans count characters in the body (`text`); those within the headline carry `"field": "title"` and count in
//! the title. Dates are RFC 3339, or as short as they are exact: `2026-07-10`, `2026-07`, `2026`.

mod advisory;
mod bundle;
mod extracted;
mod tags;

#[cfg(test)]
mod tests;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};
use watchline_index::{Found, Note};
use watchline_model::{Dated, Incident, Reason};
use watchline_store::{DocumentView, EntityCount, SourceView};

pub(crate) use bundle::{decision, incident_material};
pub use extracted::reading;
pub use tags::{Tags, analysis};
pub(crate) use tags::{claims, entities, event, events};

use crate::state::WebState;
use crate::view::reading::{Extent, extent};

/// RFC 3339 in UTC.
pub fn moment(at: DateTime<Utc>) -> Value {
    json!(at.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// `{value, precision, basis}`.
pub fn dated(date: &Dated) -> Value {
    json!({"value": date.value_text(), "precision": date.precision.as_str(), "basis": date.basis.as_str()})
}

/// `{rule, weight, detail}`.
pub fn reason(reason: &Reason) -> Value {
    json!({"rule": reason.rule, "weight": (f64::from(reason.weight) * 1000.0).round() / 1000.0, "detail": reason.detail})
}

pub(crate) fn note(note: &Note) -> Value {
    json!({"token": note.token, "message": note.message, "suggestion": note.suggestion})
}

/// `{total, items, facets, histogram, next_cursor}`.
pub fn found(found: &Found, items: Vec<Value>) -> Value {
    let mut facets = Map::new();
    for facet in &found.facets {
        let value =
            |(value, label, count): &(String, String, u64)| json!({"value": value, "label": label, "count": count});
        facets.insert(facet.name.to_owned(), facet.values.iter().map(value).collect());
    }
    let month = |(month, count): &(String, u64)| json!({"month": month, "count": count});
    json!({
        "total": found.total,
        "items": items,
        "facets": facets,
        "histogram": found.histogram.iter().map(month).collect::<Vec<_>>(),
        "next_cursor": found.next_cursor,
    })
}

/// A document in a list: without its text and tags.
pub fn document_item(view: &DocumentView, state: &WebState) -> Value {
    let reading = &view.version.reading;
    let mut kinds: Vec<&str> = view.events.iter().map(|event| event.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    json!({
        "id": view.document.id.0,
        "kind": view.document.kind.as_str(),
        "title": reading.title,
        "url": view.document.url,
        "address": state.address(&format!("/documents/{}", view.document.id)),
        "source": source_name(view),
        "authors": reading.authors,
        "published": reading.published.as_ref().map(|date| date.value_text()),
        "first_seen": moment(view.document.first_seen),
        "language": reading.language,
        "version": view.version.number,
        "sha256": view.version.sha256.hex(),
        "relevance": view.document.relevance.as_ref().map(|relevance| relevance.verdict.as_str()),
        "incidents": view.incidents.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "copy_of": view.copy_of.map(|id| id.0),
        "vendors": named(view, "vendor"),
        "products": named(view, "product"),
        "event_kinds": kinds,
    })
}

fn named(view: &DocumentView, kind: &str) -> Vec<String> {
    view.entities.iter().filter(|entity| entity.kind.as_str() == kind).map(|entity| entity.id.to_string()).collect()
}

fn source_name(view: &DocumentView) -> Value {
    let source = &view.source;
    json!({"id": source.id, "name": source.name, "publisher": source.publisher, "tier": source.tier.as_str()})
}

/// All that is known of a document. Third-party articles are not republished: their `text` is null, `excerpt` and
/// the quotes of their evidence stand for it.
pub fn document(view: &DocumentView, state: &WebState) -> Value {
    let mut item = document_item(view, state);
    let reading = &view.version.reading;
    let whole = extent(view.document.kind) == Extent::Whole;
    item["text"] = if whole { json!(reading.text) } else { Value::Null };
    item["excerpt"] = json!(excerpt(&reading.text));
    item["modified"] = json!(reading.modified.as_ref().map(|date| date.value_text()));
    item["site_name"] = json!(reading.site_name);
    item["canonical_url"] = json!(reading.canonical_url);
    item["warnings"] = json!(reading.warnings);
    item["advisory"] = json!(reading.advisory.as_ref().map(advisory::advisory));
    item["links"] = reading.links.iter().map(|link| json!({"url": link.url, "text": link.text})).collect();
    if let Some(relevance) = &view.document.relevance {
        item["relevance_score"] = json!((f64::from(relevance.score) * 1000.0).round() / 1000.0);
        item["relevance_reasons"] = relevance.reasons.iter().map(reason).collect();
    }
    item["entities"] = json!(entities(&view.entities, &view.mentions, reading));
    item["events"] = json!(events(&view.events, reading));
    item["claims"] = json!(claims(&view.claims, &view.events, reading));
    item["versions"] = view
        .versions
        .iter()
        .map(|meta| {
            json!({
                "number": meta.number,
                "created": moment(meta.created_at),
                "sha256": meta.sha256.hex(),
                "fetched": meta.fetched_at.map(moment),
                "page_sha256": meta.page_sha256.map(|digest| digest.hex()),
                "final_url": meta.final_url,
                "address": state.address(&format!("/documents/{}/versions/{}", view.document.id, meta.number)),
            })
        })
        .collect();
    item
}

/// The beginning of a text: whole sentences up to some 280 characters.
pub(crate) fn excerpt(text: &str) -> String {
    let beginning: String = text.chars().take(280).collect();
    if beginning.len() == text.len() {
        return beginning;
    }
    let end = beginning.rfind(". ").map(|at| at + 1).or_else(|| beginning.rfind(' ')).unwrap_or(beginning.len());
    format!("{} …", beginning[..end].trim_end())
}

/// An event as a record of its own: as `tag` prints it, with the document that tells it.
pub(crate) fn event_item(view: &DocumentView, number: usize, state: &WebState) -> Option<Value> {
    let mut item = event(view.events.get(number)?, &view.version.reading);
    item["id"] = json!(format!("d{}e{number}", view.document.id));
    item["known"] = moment(crate::view::timeline::came_out(view));
    item["document"] = json!({
        "id": view.document.id.0,
        "title": view.version.reading.title,
        "url": view.document.url,
        "address": state.address(&format!("/documents/{}", view.document.id)),
        "source": source_name(view),
        "version": view.version.number,
    });
    item["incidents"] = view.incidents.iter().map(|id| json!(id.to_string())).collect();
    Some(item)
}

/// An incident in a list.
pub fn incident_item(incident: &Incident, state: &WebState) -> Value {
    json!({
        "id": incident.id.to_string(),
        "title": incident.title,
        "address": state.address(&format!("/incidents/{}", incident.id)),
        "status": incident.status.as_str(),
        "severity": incident.severity.map(|severity| severity.as_str()),
        "summary": summary(incident),
        "first_reported": incident.first_reported.map(moment),
        "last_reported": incident.last_reported.map(moment),
        "opened": moment(incident.opened_at),
        "changed": moment(incident.changed_at),
        "document_count": incident.documents,
        "independent_sources": incident.independent_sources,
    })
}

/// The summary's quotes as one text.
pub(crate) fn summary(incident: &Incident) -> String {
    let quotes: Vec<&str> = incident.summary.iter().map(|sentence| sentence.evidence.quote.trim()).collect();
    quotes.join(" ")
}

pub(crate) fn source(view: &SourceView) -> Value {
    let (source, health) = (&view.source, &view.health);
    json!({
        "id": source.id,
        "name": source.name,
        "publisher": source.publisher,
        "tier": source.tier.as_str(),
        "kind": source.kind.as_str(),
        "url": source.url,
        "language": source.language,
        "country": source.country,
        "enabled": source.enabled,
        "configured": view.configured,
        "last_fetch": health.last_fetch.map(moment),
        "last_success": health.last_success.map(moment),
        "next_due": health.next_due.map(moment),
        "last_new_entry": health.last_new_entry.map(moment),
        "last_status": health.last_status,
        "last_error": health.last_error,
        "consecutive_failures": health.consecutive_failures,
        "documents": health.documents,
        "relevant": health.relevant,
    })
}

pub(crate) fn entity_count(count: &EntityCount) -> Value {
    json!({
        "id": count.entity.id,
        "kind": count.entity.kind.as_str(),
        "name": count.entity.name,
        "owner": count.entity.owner,
        "documents": count.documents,
        "incidents": count.incidents,
    })
}
