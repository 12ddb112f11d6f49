//! The JSON API: what the pages show, for programs. Errors are problem+json (RFC 9457).

pub mod dto;
mod fresh;
mod handlers;
mod openapi;
mod operation;
mod parameter;
mod problem;
mod reference;

use serde::Serialize;
use serde_json::Value;
use watchline_model::{DocumentId, IncidentId, RecordKind};

use self::dto::{DocumentItem, EventItem, Found, IncidentItem};
use crate::error::WebError;
use crate::finding::{self, Counting, Finding};
use crate::state::WebState;

pub use crate::finding::SearchParams;
pub(crate) use operation::routes;
pub(crate) use problem::{Problem, problem};
pub(crate) use reference::page as reference_page;

/// What `/api/v1/documents`, `/api/v1/events` and `/api/v1/incidents` answer, and `search --json` prints.
///
/// # Errors
/// `Bad` or `Conflict` for a cursor that this search did not give; otherwise only where store or index fail.
pub async fn search(state: &WebState, kind: RecordKind, params: &SearchParams) -> Result<Value, WebError> {
    fn value(found: &impl Serialize) -> Result<Value, WebError> {
        serde_json::to_value(found).map_err(|error| WebError::Broken(error.to_string()))
    }
    match kind {
        RecordKind::Document => value(&documents(state, params).await?),
        RecordKind::Event => value(&events(state, params).await?),
        RecordKind::Incident => value(&incidents(state, params).await?),
    }
}

async fn find(state: &WebState, kind: RecordKind, params: &SearchParams) -> Result<Finding, WebError> {
    finding::find(state, kind, params, Counting::WithFacets).await.map_err(|error| match error {
        // What is no cursor at all was refused before; this one was given in another order.
        WebError::Bad { parameter, .. } if parameter == "cursor" => WebError::Conflict(
            "`cursor` was not given for this order; keep `sort` from page to page, or begin with the first".to_owned(),
        ),
        error => error,
    })
}

pub(crate) async fn documents(state: &WebState, params: &SearchParams) -> Result<Found<DocumentItem>, WebError> {
    let finding = find(state, RecordKind::Document, params).await?;
    let ids: Vec<DocumentId> = finding.found.hits.iter().filter_map(|hit| hit.document).collect();
    let views = state.store.list_documents(&ids).await?;
    let items = finding.found.hits.iter().filter_map(|hit| {
        let view = views.iter().find(|view| Some(view.document.id) == hit.document)?;
        let snippet = hit.snippet.iter().map(|part| part.text.as_str()).collect();
        Some(DocumentItem { snippet: Some(snippet), ..DocumentItem::new(view, state) })
    });
    Ok(Found::new(&finding.found, &finding.parsed, items.collect()))
}

pub(crate) async fn events(state: &WebState, params: &SearchParams) -> Result<Found<EventItem>, WebError> {
    let finding = find(state, RecordKind::Event, params).await?;
    let ids: Vec<DocumentId> = finding.found.hits.iter().filter_map(|hit| hit.document).collect();
    let views = state.store.list_documents(&ids).await?;
    let items = finding.found.hits.iter().filter_map(|hit| {
        let view = views.iter().find(|view| Some(view.document.id) == hit.document)?;
        EventItem::new(view, hit.event?, state)
    });
    Ok(Found::new(&finding.found, &finding.parsed, items.collect()))
}

pub(crate) async fn incidents(state: &WebState, params: &SearchParams) -> Result<Found<IncidentItem>, WebError> {
    let finding = find(state, RecordKind::Incident, params).await?;
    let ids: Vec<IncidentId> = finding.found.hits.iter().filter_map(|hit| hit.incident).collect();
    let incidents = state.store.list_incidents(&ids).await?;
    let items = incidents.iter().map(|incident| IncidentItem::new(incident, state)).collect();
    Ok(Found::new(&finding.found, &finding.parsed, items))
}
