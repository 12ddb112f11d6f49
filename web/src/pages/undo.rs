//! `/review/undo`: takes decisions back, the latest first. Undoing is a decision too.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use watchline_model::DecisionId;
use watchline_store::Deciding;

use crate::error::WebError;
use crate::pages::failure;
use crate::params::Params;
use crate::session::{self, Editor};
use crate::state::WebState;

/// Decisions that one form undoes: a page of the queue.
const MOST: usize = 60;

pub(crate) async fn undo(State(state): State<WebState>, editor: Editor, body: String) -> Result<Response, WebError> {
    let params = Params::read(&body);
    match take_back(&state, &editor, &params).await {
        // Ours to mend, and to be logged.
        Err(error) if error.status().is_server_error() => Err(error),
        Err(error) => Ok(failure::leading_back(error.status(), &error.told(), session::next(params.get("next")))),
        done => done,
    }
}

async fn take_back(state: &WebState, editor: &Editor, params: &Params) -> Result<Response, WebError> {
    let mut decisions: Vec<DecisionId> = params.all("decision").take(MOST).filter_map(|id| id.parse().ok()).collect();
    if decisions.is_empty() {
        return Err(WebError::bad("decision", "is missing: nothing was named that could be undone"));
    }
    decisions.sort_unstable_by(|a, b| b.cmp(a));
    decisions.dedup();
    let by = Deciding::person(&editor.name, &params.text("why"), state.now());
    let mut undone = Vec::new();
    for decision in decisions {
        undone.push(state.store.undo_decision(decision, &by.author, &by.reasons, by.at).await?);
    }
    let (path, query) =
        session::next(params.get("next")).split_once('?').unwrap_or((session::next(params.get("next")), ""));
    let before = Params::read(query);
    let kept: Vec<(&str, &str)> = before.pairs().filter(|(name, _)| !matches!(*name, "done" | "of")).collect();
    Ok(Redirect::to(&crate::view::decided::after(path, &kept, &undone)).into_response())
}
