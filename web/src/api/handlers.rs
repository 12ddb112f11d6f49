//! What the API's addresses answer. Their parameters have been checked against the table.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use watchline_model::{RecordKind, SourceId};

use crate::api::dto::{
    self, Bundle, Completion, Document, DocumentItem, DocumentVersion, EntityItem, EventItem, Found, IncidentItem,
    Listing,
};
use crate::api::{Problem, openapi};
use crate::blocking;
use crate::error::WebError;
use crate::finding::{self, Counting, SearchParams};
use crate::material::{self, Asked, as_of};
use crate::pages;
use crate::params::{Params, address};
use crate::state::WebState;

/// Proposals unless asked otherwise: a list that is taken in at a glance.
pub(super) const CANDIDATES: usize = 8;

type Answer<T> = Result<Json<T>, Problem>;

pub(super) async fn documents(State(state): State<WebState>, params: Params) -> Answer<Found<DocumentItem>> {
    Ok(Json(super::documents(&state, &SearchParams::read(&params)?).await?))
}

pub(super) async fn events(State(state): State<WebState>, params: Params) -> Answer<Found<EventItem>> {
    Ok(Json(super::events(&state, &SearchParams::read(&params)?).await?))
}

pub(super) async fn incidents(State(state): State<WebState>, params: Params) -> Answer<Found<IncidentItem>> {
    Ok(Json(super::incidents(&state, &SearchParams::read(&params)?).await?))
}

/// Blanks at the end of what is typed matter: after one, a new word begins.
pub(super) async fn complete(State(state): State<WebState>, params: Params) -> Answer<Completion> {
    let typed = params.raw("q").unwrap_or_default().to_owned();
    let number = |name| params.get(name).and_then(|number| number.parse::<usize>().ok());
    let at = number("at").and_then(|at| typed.char_indices().nth(at)).map_or(typed.len(), |(byte, _)| byte);
    let limit = number("limit").unwrap_or(CANDIDATES);
    let (index, now) = (state.index.clone(), state.now());
    let completed =
        blocking::run(move || index.complete(&typed, at, limit, now).map(|found| Completion::new(&typed, found)));
    Ok(Json(completed.await??))
}

pub(super) async fn document(State(state): State<WebState>, Path(id): Path<String>) -> Answer<Document> {
    let view = material::document(&state, &id).await?;
    Ok(Json(Document::new(&view, &state)))
}

pub(super) async fn version(
    State(state): State<WebState>,
    Path((id, number)): Path<(String, String)>,
) -> Answer<DocumentVersion> {
    let view = material::document(&state, &id).await?;
    let version = pages::version::find(&state, &view, &number).await?;
    let found = DocumentVersion::new(&view, &version, &state);
    Ok(Json(found.ok_or_else(|| WebError::missing(format!("such version of document {}", view.document.id)))?))
}

pub(super) async fn incident(
    State(state): State<WebState>,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, Problem> {
    let asked = match as_of::asked_moment(&state, &params)? {
        Some(dated) => as_of::incident_by(&state, &id, dated).await?,
        None => material::incident(&state, &id).await?,
    };
    match asked {
        Asked::Found(material) => Ok(Json(Bundle::new(&material, &state)).into_response()),
        Asked::Moved(into) => {
            let address = address(&format!("/api/v1/incidents/{into}"), &[("by", &params.text("by"))]);
            let body = Json(json!({"id": id, "merged_into": into.to_string(), "address": state.address(&address)}));
            let mut response = (StatusCode::PERMANENT_REDIRECT, body).into_response();
            if let Ok(location) = HeaderValue::from_str(&address) {
                response.headers_mut().insert(LOCATION, location);
            }
            Ok(response)
        }
    }
}

pub(super) async fn entities(State(state): State<WebState>) -> Answer<Listing<EntityItem>> {
    let counts = state.store.list_entities(None).await?;
    Ok(Json(Listing::new(counts.iter().map(EntityItem::new).collect())))
}

pub(super) async fn entity(State(state): State<WebState>, Path(slug): Path<String>) -> Answer<dto::Entity> {
    let entity = pages::entities::find_entity(&state, &slug).await?;
    let q = pages::entities::entity_query(&entity);
    let asked = SearchParams { limit: 50, ..SearchParams::of(q.as_str()) };
    let documents = finding::find(&state, RecordKind::Document, &asked, Counting::WithFacets).await?.found;
    let found = finding::find(&state, RecordKind::Incident, &asked, Counting::HitsOnly).await?.found;
    let ids: Vec<_> = found.hits.iter().filter_map(|hit| hit.incident).collect();
    let incidents = state.store.list_incidents(&ids).await?;
    Ok(Json(dto::Entity::new(&entity, q, &documents, (found.total, &incidents), &state)))
}

pub(super) async fn sources(State(state): State<WebState>) -> Answer<Listing<dto::Source>> {
    let views = state.store.list_sources().await?;
    Ok(Json(Listing::new(views.iter().map(dto::Source::new).collect())))
}

pub(super) async fn source(State(state): State<WebState>, Path(id): Path<String>) -> Answer<dto::Source> {
    let found = state.store.find_source(&SourceId::from(id.as_str())).await?;
    Ok(Json(dto::Source::new(&found.ok_or_else(|| WebError::missing("such source"))?)))
}

pub(super) async fn description(State(state): State<WebState>) -> Response {
    let mut response = Json(openapi::description(&state)).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(openapi::CONTENT_TYPE));
    response
}
