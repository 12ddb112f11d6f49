//! The API's addresses.

use axum::Json;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};
use watchline_model::RecordKind;

use crate::api::{Problem, dto, openapi};
use crate::finding::{self, Counting, SearchParams};
use crate::material::{self, Asked, as_of};
use crate::pages;
use crate::params::Params;
use crate::state::WebState;

type Answer = Result<Json<Value>, Problem>;

/// Every address of the API; `openapi::OPERATIONS` describes the same ones.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/api/v1/documents", get(documents))
        .route("/api/v1/documents/{id}", get(document))
        .route("/api/v1/events", get(events))
        .route("/api/v1/incidents", get(incidents))
        .route("/api/v1/incidents/{id}", get(incident))
        .route("/api/v1/entities", get(entities))
        .route("/api/v1/entities/{slug}", get(entity))
        .route("/api/v1/sources", get(sources))
        .route("/api/v1/openapi.json", get(description))
}

async fn listing(state: &WebState, kind: RecordKind, params: &Params) -> Answer {
    params.only(&SearchParams::NAMES)?;
    Ok(Json(super::search(state, kind, &SearchParams::read(params)?).await?))
}

async fn documents(State(state): State<WebState>, params: Params) -> Answer {
    listing(&state, RecordKind::Document, &params).await
}

async fn events(State(state): State<WebState>, params: Params) -> Answer {
    listing(&state, RecordKind::Event, &params).await
}

async fn incidents(State(state): State<WebState>, params: Params) -> Answer {
    listing(&state, RecordKind::Incident, &params).await
}

async fn document(State(state): State<WebState>, Path(id): Path<String>, params: Params) -> Answer {
    params.only(&[])?;
    let view = material::document(&state, &id).await?;
    Ok(Json(dto::document(&view, &state)))
}

async fn incident(State(state): State<WebState>, Path(id): Path<String>, params: Params) -> Result<Response, Problem> {
    params.only(&["by"])?;
    let asked = match as_of::asked_moment(&state, &params)? {
        Some(dated) => as_of::incident_by(&state, &id, dated).await?,
        None => material::incident(&state, &id).await?,
    };
    match asked {
        Asked::Found(material) => Ok(Json(dto::incident_material(&material, &state)).into_response()),
        Asked::Moved(into) => {
            let address = crate::params::address(&format!("/api/v1/incidents/{into}"), &[("by", &params.text("by"))]);
            let body = Json(json!({"id": id, "merged_into": into.to_string(), "address": state.address(&address)}));
            let mut response = (StatusCode::PERMANENT_REDIRECT, body).into_response();
            if let Ok(location) = HeaderValue::from_str(&address) {
                response.headers_mut().insert(LOCATION, location);
            }
            Ok(response)
        }
    }
}

async fn entities(State(state): State<WebState>, params: Params) -> Answer {
    params.only(&[])?;
    let counts = state.store.list_entities(None).await?;
    let items: Vec<Value> = counts.iter().map(dto::entity_count).collect();
    Ok(Json(json!({"total": items.len(), "items": items})))
}

async fn entity(State(state): State<WebState>, Path(slug): Path<String>, params: Params) -> Answer {
    params.only(&[])?;
    let entity = pages::entities::find_entity(&state, &slug).await?;
    let q = pages::entities::entity_query(&entity);
    let asked = SearchParams { limit: 50, ..SearchParams::of(q.as_str()) };
    let documents = finding::find(&state, RecordKind::Document, &asked, Counting::WithFacets).await?.found;
    let found = finding::find(&state, RecordKind::Incident, &asked, Counting::HitsOnly).await?.found;
    let ids: Vec<_> = found.hits.iter().filter_map(|hit| hit.incident).collect();
    let incidents = state.store.list_incidents(&ids).await?;
    let known = state.taxonomy.entity(&entity.id);
    let owned = state.taxonomy.entities.iter().filter(|other| other.owner.as_ref() == Some(&entity.id));
    Ok(Json(json!({
        "id": entity.id,
        "kind": entity.kind.as_str(),
        "name": entity.name,
        "owner": entity.owner,
        "aliases": known.map(|known| known.aliases.clone()).unwrap_or_default(),
        "country": known.and_then(|known| known.country.clone()),
        "owns": owned.map(|other| json!({"id": other.id, "kind": other.kind.as_str(), "name": other.name})).collect::<Vec<_>>(),
        "query": q,
        "document_count": documents.total,
        "incident_count": found.total,
        "histogram": documents.histogram.iter()
            .map(|(month, count)| json!({"month": month, "count": count})).collect::<Vec<_>>(),
        "incidents": incidents.iter().map(|incident| dto::incident_item(incident, &state)).collect::<Vec<_>>(),
        "address": state.address(&crate::view::names::entity_address(&entity.id)),
    })))
}

async fn sources(State(state): State<WebState>, params: Params) -> Answer {
    params.only(&[])?;
    let views = state.store.list_sources().await?;
    let items: Vec<Value> = views.iter().map(dto::source).collect();
    Ok(Json(json!({"total": items.len(), "items": items})))
}

async fn description(State(state): State<WebState>) -> Response {
    let mut response = Json(openapi::description(&state)).into_response();
    let kind = HeaderValue::from_static("application/vnd.oai.openapi+json;version=3.1");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}
