//! `/incidents/{id}/merge?with=`: both side by side before they are made one.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use watchline_model::{Incident, IncidentId};
use watchline_store::{Deciding, StoreError};

use crate::error::WebError;
use crate::pages::render;
use crate::params::{Params, address};
use crate::session::Editor;
use crate::state::WebState;
use crate::view::contrast::{Contrast, Side};
use crate::view::decided::after;
use crate::view::frame::{Frame, Section};

#[derive(Template)]
#[template(path = "merge.html")]
struct Merge {
    frame: Frame,
    refused: Option<String>,
    id: String,
    /// The one that stays: opened first.
    survivor: String,
    /// Its address will lead to the survivor.
    other: String,
    contrast: Contrast,
    with: String,
    why: String,
}

pub(crate) async fn ask(
    State(state): State<WebState>,
    editor: Editor,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, WebError> {
    let (own, other) = match pair(&state, &id, &params).await? {
        Ok(pair) => pair,
        Err(_) => {
            // The edit page says what is wrong, with what was typed.
            let with = params.text("with");
            return Ok(
                Redirect::to(&address(&format!("/incidents/{id}/edit"), &[("find_other", &with)])).into_response()
            );
        }
    };
    show(&state, &editor, &own, &other, &params, None).await
}

/// The two, each followed to the one that stands; or what is wrong.
async fn pair(state: &WebState, id: &str, params: &Params) -> Result<Result<(Incident, Incident), String>, WebError> {
    let own: IncidentId = id.parse().map_err(|_| WebError::missing("such incident"))?;
    let own = state.store.resolve_incident(own).await?.ok_or_else(|| WebError::missing(format!("incident {own}")))?;
    let other = match super::incident_named(state, &params.text("with")).await? {
        Ok(other) if other == own => return Ok(Err(format!("{own} cannot be merged with itself"))),
        Ok(other) => other,
        Err(why) => return Ok(Err(why)),
    };
    let mut both = state.store.list_incidents(&[own, other]).await?.into_iter();
    match (both.next(), both.next()) {
        (Some(own), Some(other)) => Ok(Ok((own, other))),
        _ => Err(WebError::missing(format!("incident {other}"))),
    }
}

async fn show(
    state: &WebState,
    editor: &Editor,
    own: &Incident,
    other: &Incident,
    params: &Params,
    refused: Option<String>,
) -> Result<Response, WebError> {
    let age = |incident: &Incident| (incident.opened_at, incident.id);
    let (survivor, leaving) = if age(own) <= age(other) { (own, other) } else { (other, own) };
    let mut sides = Vec::new();
    for (heading, incident) in [("Stays", survivor), ("Will lead there", leaving)] {
        let documents = state.store.incident_material(incident.id).await?;
        sides.push(Side::incident(heading, incident, &documents, None));
    }
    let page = Merge {
        frame: Frame::new(state, Section::Incidents, format!("Merge {} and {}", own.id, other.id), "/review")
            .edited_by(editor),
        id: own.id.to_string(),
        survivor: survivor.id.to_string(),
        other: leaving.id.to_string(),
        contrast: Contrast::new(sides),
        with: other.id.to_string(),
        why: params.text("why"),
        refused,
    };
    let status = if page.refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok((status, render(&page)?).into_response())
}

pub(crate) async fn merge(
    State(state): State<WebState>,
    editor: Editor,
    Path(id): Path<String>,
    body: String,
) -> Result<Response, WebError> {
    let params = Params::read(&body);
    let (own, other) = pair(&state, &id, &params).await?.map_err(WebError::Conflict)?;
    let by = Deciding::person(&editor.name, &params.text("why"), state.now());
    match state.store.merge_incidents(own.id, other.id, &by).await {
        Ok(decided) => {
            let stands = decided.incident.unwrap_or(own.id);
            Ok(Redirect::to(&after(&format!("/incidents/{stands}/edit"), &[], &[decided.decision])).into_response())
        }
        Err(StoreError::Conflict(why)) => show(&state, &editor, &own, &other, &params, Some(why)).await,
        Err(other) => Err(other.into()),
    }
}
