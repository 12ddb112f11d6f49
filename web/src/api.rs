//! The JSON API: what the pages show, for programs. Errors are problem+json (RFC 9457).

pub mod dto;
mod handlers;
mod openapi;
mod problem;

use serde_json::{Value, json};
use watchline_model::{DocumentId, IncidentId, RecordKind};

use crate::error::WebError;
use crate::finding::{self, Counting, Finding};
use crate::state::WebState;

pub use crate::finding::SearchParams;
pub(crate) use handlers::routes;
pub(crate) use problem::{Problem, problem};

/// What `/api/v1/documents`, `/api/v1/events` and `/api/v1/incidents` answer, and `search --json` prints.
///
/// # Errors
/// `Bad` for a cursor that this search did not give; otherwise only where store or index fail.
pub async fn search(state: &WebState, kind: RecordKind, params: &SearchParams) -> Result<Value, WebError> {
    let finding = finding::find(state, kind, params, Counting::WithFacets).await?;
    let items = match kind {
        RecordKind::Document => documents(state, &finding).await?,
        RecordKind::Event => events(state, &finding).await?,
        RecordKind::Incident => incidents(state, &finding).await?,
    };
    let mut answer = dto::found(&finding.found, items);
    answer["query"] = json!(finding.parsed.text);
    answer["notes"] = finding.parsed.notes.iter().map(dto::note).collect();
    Ok(answer)
}

async fn documents(state: &WebState, finding: &Finding) -> Result<Vec<Value>, WebError> {
    let ids: Vec<DocumentId> = finding.found.hits.iter().filter_map(|hit| hit.document).collect();
    let views = state.store.list_documents(&ids).await?;
    let of = |id: Option<DocumentId>| views.iter().find(|view| Some(view.document.id) == id);
    let items = finding.found.hits.iter().filter_map(|hit| {
        let mut item = dto::document_item(of(hit.document)?, state);
        item["snippet"] = json!(hit.snippet.iter().map(|part| part.text.as_str()).collect::<String>());
        Some(item)
    });
    Ok(items.collect())
}

async fn events(state: &WebState, finding: &Finding) -> Result<Vec<Value>, WebError> {
    let ids: Vec<DocumentId> = finding.found.hits.iter().filter_map(|hit| hit.document).collect();
    let views = state.store.list_documents(&ids).await?;
    let items = finding.found.hits.iter().filter_map(|hit| {
        let view = views.iter().find(|view| Some(view.document.id) == hit.document)?;
        dto::event_item(view, hit.event?, state)
    });
    Ok(items.collect())
}

async fn incidents(state: &WebState, finding: &Finding) -> Result<Vec<Value>, WebError> {
    let ids: Vec<IncidentId> = finding.found.hits.iter().filter_map(|hit| hit.incident).collect();
    let incidents = state.store.list_incidents(&ids).await?;
    Ok(incidents.iter().map(|incident| dto::incident_item(incident, state)).collect())
}
