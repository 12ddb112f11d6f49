//! CSL-JSON (citation style language, schema 1.0).

use chrono::{DateTime, Datelike, Utc};
use serde_json::{Value, json};
use watchline_model::{Dated, DocumentKind, Incident, Precision};
use watchline_store::DocumentView;

use crate::state::WebState;

pub(super) fn document(view: &DocumentView, state: &WebState) -> Value {
    let reading = &view.version.reading;
    let kind = match view.document.kind {
        DocumentKind::Article => "article-newspaper",
        DocumentKind::Post => "post",
        DocumentKind::Advisory => "report",
        DocumentKind::Statement | DocumentKind::Status => "webpage",
    };
    let mut item = json!({
        "id": format!("watchline-d{}", view.document.id),
        "type": kind,
        "title": reading.title,
        "container-title": view.source.publisher,
        "URL": view.document.url,
        "accessed": day(view.version.created_at),
        "author": reading.authors.iter().map(|author| json!({"literal": author})).collect::<Vec<_>>(),
        "archive_location": state.address(&format!("/documents/{}/versions/{}", view.document.id, view.version.number)),
    });
    if let Some(date) = &reading.published {
        item["issued"] = parts(date);
    }
    if let Some(language) = &reading.language {
        item["language"] = json!(language);
    }
    item
}

pub(crate) fn incident(incident: &Incident, state: &WebState) -> Value {
    json!({
        "id": incident.id.to_string(),
        "type": "dataset",
        "title": incident.title,
        "number": incident.id.to_string(),
        "publisher": "Watchline",
        "URL": state.address(&format!("/incidents/{}", incident.id)),
        "issued": day(incident.first_reported.unwrap_or(incident.opened_at)),
        "accessed": day(state.now()),
    })
}

fn day(at: DateTime<Utc>) -> Value {
    json!({"date-parts": [[at.year(), at.month(), at.day()]]})
}

fn parts(date: &Dated) -> Value {
    let (year, month, day) = (date.value.year(), date.value.month(), date.value.day());
    match date.precision {
        Precision::Year => json!({"date-parts": [[year]]}),
        Precision::Month => json!({"date-parts": [[year, month]]}),
        Precision::Day | Precision::Time => json!({"date-parts": [[year, month, day]]}),
    }
}
