//! One answer to many questions of the queue. What cannot be done is said item by item; the rest is done.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use watchline_store::{Deciding, ReviewKey, StoreError};

use super::choice::{self, Choice};
use super::{list_address, page};
use crate::error::WebError;
use crate::pages::render;
use crate::params::Params;
use crate::session::Editor;
use crate::state::WebState;
use crate::view::decided::{Done, after};

/// Items of one form: what one page of the queue shows.
const MOST: usize = 60;

pub(crate) async fn answer_many(
    State(state): State<WebState>,
    editor: Editor,
    body: String,
) -> Result<Response, WebError> {
    let params = Params::read(&body);
    let why = params.text("why");
    let checked: Vec<String> = params.all("item").take(MOST).map(str::to_owned).collect();
    let choice = params.get("choice").and_then(Choice::read);
    let mut failed = Vec::new();
    let mut decided = Vec::new();
    match choice {
        Some(choice) if !checked.is_empty() => {
            let by = Deciding::person(&editor.name, &why, state.now());
            for item in &checked {
                match answer_one(&state, item, choice, &by).await {
                    Ok(decisions) => decided.extend(decisions),
                    Err(StoreError::Conflict(why)) => failed.push((item.clone(), why)),
                    Err(other) => return Err(other.into()),
                }
            }
        }
        Some(_) => failed.push(("Nothing is marked".to_owned(), "mark at least one item of the list".to_owned())),
        None => failed.push(("No answer is chosen".to_owned(), "choose what the marked items are".to_owned())),
    }
    let kind = params.get("kind").and_then(|kind| kind.parse().ok());
    let list = kind.map_or_else(|| "/review".to_owned(), list_address);
    if failed.is_empty() {
        let pairs: Vec<(&str, &str)> = params.get("kind").map(|kind| ("kind", kind)).into_iter().collect();
        return Ok(Redirect::to(&after("/review", &pairs, &decided)).into_response());
    }
    let told: Vec<String> = decided.iter().map(ToString::to_string).collect();
    let told =
        crate::params::address("", &[("done", &told.join(",")), ("kind", params.get("kind").unwrap_or_default())]);
    let asked = Params::read(told.trim_start_matches('?'));
    let mut page = page(&state, &editor, &asked).await?;
    page.done = Done::read(&state, &asked, &list).await?;
    page.checked = failed.iter().map(|(item, _)| item.clone()).collect();
    (page.failed, page.why) = (failed, why);
    Ok((StatusCode::CONFLICT, render(&page)?).into_response())
}

async fn answer_one(
    state: &WebState,
    item: &str,
    choice: Choice,
    by: &Deciding,
) -> Result<Vec<watchline_model::DecisionId>, StoreError> {
    let gone = || StoreError::Conflict("this question is answered already".to_owned());
    let key: ReviewKey = item.parse().map_err(|_| gone())?;
    let asked = state.store.find_review(&key).await?.ok_or_else(gone)?;
    choice::apply(&state.store, &asked, choice, by).await
}
