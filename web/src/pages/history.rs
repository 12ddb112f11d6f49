//! `/incidents/{id}/history`: every decision that ever touched an incident, by rules and by persons, the newest first.
//! Everybody may read it; who is signed in can undo from here.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use watchline_model::{Decision, DecisionId, IncidentId, Role, Subject};

use crate::error::WebError;
use crate::pages::render;
use crate::params::{Params, address};
use crate::session::{self, Editor};
use crate::state::WebState;
use crate::view::decided::{DecisionLine, Done, Undo};
use crate::view::deeds::Titles;
use crate::view::frame::{Frame, Section};
use crate::view::when::plural;

/// Decisions on a page. Whether each can be undone is tried out, so a page must not be long.
const PAGE: usize = 30;

#[derive(Template)]
#[template(path = "history.html")]
struct History {
    frame: Frame,
    done: Option<Done>,
    id: String,
    title: String,
    total: String,
    lines: Vec<DecisionLine>,
    /// Where undoing comes back to.
    here: String,
    more: Option<String>,
    signed_in: bool,
    login: String,
}

pub(crate) async fn history(
    State(state): State<WebState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    params: Params,
) -> Result<Response, WebError> {
    let id: IncidentId = id.parse().map_err(|_| WebError::missing("such incident"))?;
    let found = state.store.find_incident(id).await?.ok_or_else(|| WebError::missing(format!("incident {id}")))?;
    let path = format!("/incidents/{id}/history");
    if let Some(into) = crate::material::survivor(&state, &found).await? {
        let query: Vec<(&str, &str)> = params.pairs().collect();
        return Ok(Redirect::permanent(&address(&format!("/incidents/{into}/history"), &query)).into_response());
    }
    let editor = session::find(&state, &headers).await?.filter(|editor| editor.role >= Role::Editor);
    let all = state.store.list_decisions(&Subject::Incident(id)).await?;
    let before: Option<DecisionId> = params.get("before").and_then(|id| id.parse().ok());
    let rest = all.iter().rev().filter(|decision| before.is_none_or(|before| decision.id < before));
    let shown: Vec<Decision> = rest.take(PAGE + 1).cloned().collect();
    let last = shown.get(PAGE - 1).filter(|_| shown.len() > PAGE).map(|decision| decision.id.to_string());
    let shown: Vec<Decision> = shown.into_iter().take(PAGE).collect();
    let frame = Frame::new(&state, Section::Incidents, format!("History of {id}"), &path);
    let page = History {
        done: match &editor {
            Some(_) => Done::read(&state, &params, &path).await?,
            None => None,
        },
        frame: match &editor {
            Some(editor) => frame.edited_by(editor),
            None => frame,
        },
        title: found.title,
        total: plural(all.len() as u64, "decision"),
        lines: lines(&state, &shown, editor.as_ref()).await?,
        more: last.map(|last| address(&path, &[("before", &last)])),
        signed_in: editor.is_some(),
        login: address("/login", &[("next", &path)]),
        here: path,
        id: id.to_string(),
    };
    Ok(render(&page)?.into_response())
}

/// Decisions as lines; whether they can be undone is asked for somebody who may.
pub(crate) async fn lines(
    state: &WebState,
    decisions: &[Decision],
    editor: Option<&Editor>,
) -> Result<Vec<DecisionLine>, WebError> {
    let titles = Titles::load(state, decisions).await?;
    let mut lines = Vec::with_capacity(decisions.len());
    for decision in decisions {
        let undo = match editor {
            Some(_) if decision.undone_by.is_none() => match state.store.can_undo(decision.id).await? {
                Ok(()) => Undo::Offered,
                Err(why) => Undo::Impossible(why),
            },
            _ => Undo::NotOffered,
        };
        lines.push(DecisionLine::new(decision, &titles, undo));
    }
    Ok(lines)
}
