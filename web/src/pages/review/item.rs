//! `/review/{key}`: one question with its reasons side by side; every answer leads to the next one.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use watchline_model::Reason;
use watchline_store::{Deciding, ReviewItem, ReviewKey, ReviewKind, StoreError};

use super::choice::{self, Choice, Offer};
use super::entity::Proposed;
use super::{count, list_address, name, question};
use crate::error::WebError;
use crate::pages::render;
use crate::params::Params;
use crate::session::Editor;
use crate::state::WebState;
use crate::view::contrast::{Contrast, Side};
use crate::view::decided::{Done, after};
use crate::view::frame::{Frame, Section};
use crate::view::when::{When, grouped};

/// How far the way back is known: items before the one that is shown.
const NEIGHBOURS: u32 = 120;

#[derive(Template)]
#[template(path = "review_item.html")]
struct ItemPage {
    frame: Frame,
    done: Option<Done>,
    /// What could not be done, in a sentence.
    refused: Option<String>,
    key: String,
    kind: &'static str,
    list: String,
    waiting: String,
    question: &'static str,
    since: When,
    contrast: Contrast,
    proposed: Option<Proposed>,
    parts: Vec<Part>,
    /// The score, and whether the parts add up to it.
    sum: Option<(String, &'static str)>,
    offers: Vec<Offer>,
    why: String,
    previous: Option<String>,
    next: Option<String>,
}

/// A part of the score.
struct Part {
    weight: String,
    detail: String,
    rule: String,
    /// Length of its bar, 0 to 100, and whether it speaks against.
    length: u32,
    against: bool,
}

#[derive(Template)]
#[template(path = "review_gone.html")]
struct Gone {
    frame: Frame,
    done: Option<Done>,
    list: String,
    next: Option<String>,
}

pub(crate) async fn item(
    State(state): State<WebState>,
    editor: Editor,
    Path(key): Path<String>,
    params: Params,
) -> Result<Response, WebError> {
    let key: ReviewKey = key.parse().map_err(|_| WebError::missing("such question"))?;
    show(&state, &editor, &key, &params, Typed::default()).await
}

/// What a form brought along that could not be carried out.
#[derive(Default)]
struct Typed {
    why: String,
    refused: Option<String>,
}

async fn show(
    state: &WebState,
    editor: &Editor,
    key: &ReviewKey,
    params: &Params,
    typed: Typed,
) -> Result<Response, WebError> {
    // After an answer, undoing leads back to the question that it was about.
    let here = format!("/review/{key}");
    let undo_to =
        params.get("of").and_then(|of| of.parse::<ReviewKey>().ok()).map_or(here, |of| format!("/review/{of}"));
    let done = Done::read(state, params, &undo_to).await?;
    let list = list_address(key.kind());
    let frame = |title: String| Frame::new(state, Section::Elsewhere, title, "/review").edited_by(editor);
    let Some(found) = state.store.find_review(key).await? else {
        let next = following(state, key).await?.map(|key| format!("/review/{key}"));
        let gone = Gone { frame: frame("Answered".to_owned()), done, list, next };
        let status = if typed.refused.is_some() { StatusCode::CONFLICT } else { StatusCode::NOT_FOUND };
        return Ok((status, render(&gone)?).into_response());
    };
    let (previous, next) = neighbours(state, key).await?;
    let counts = state.store.count_review().await?;
    let company = choice::company(&state.store, &found).await?;
    let proposed = match &found.entity {
        Some(entity) => Some(Proposed::load(state, &found, entity).await?),
        None => None,
    };
    let page = ItemPage {
        frame: frame(format!("Review: {}", name(key.kind()).to_lowercase())),
        done,
        kind: name(key.kind()),
        list,
        waiting: grouped(count(counts, key.kind())),
        question: question(key.kind()),
        since: When::from(found.since, state.now()),
        contrast: contrast(state, &found).await?,
        proposed,
        parts: parts(&found.reasons),
        sum: sum(&found),
        offers: choice::offers(&found, company),
        why: typed.why,
        previous: previous.map(|key| format!("/review/{key}")),
        next: next.map(|key| format!("/review/{key}")),
        key: key.to_string(),
        refused: typed.refused,
    };
    let status = if page.refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok((status, render(&page)?).into_response())
}

/// Takes the answer, and goes on.
pub(crate) async fn answer(
    State(state): State<WebState>,
    editor: Editor,
    Path(key): Path<String>,
    body: String,
) -> Result<Response, WebError> {
    let key: ReviewKey = key.parse().map_err(|_| WebError::missing("such question"))?;
    let params = Params::read(&body);
    let why = params.text("why");
    let choice = params.get("choice").and_then(Choice::read);
    let outcome = match (choice, state.store.find_review(&key).await?) {
        (_, None) => Err(StoreError::Conflict("somebody answered this question in the meantime".to_owned())),
        (None, _) => Err(StoreError::Conflict("no answer was chosen".to_owned())),
        (Some(choice), Some(found)) => {
            let said = reason(choice, &why);
            choice::apply(&state.store, &found, choice, &Deciding::person(&editor.name, &said, state.now())).await
        }
    };
    let done = match outcome {
        Ok(done) => done,
        Err(StoreError::Conflict(refused)) => {
            let typed = Typed { why, refused: Some(refused) };
            return show(&state, &editor, &key, &Params::default(), typed).await;
        }
        Err(other) => return Err(other.into()),
    };
    let of = key.to_string();
    let next = match following(&state, &key).await? {
        Some(next) => after(&format!("/review/{next}"), &[("of", &of)], &done),
        None => after("/review", &[], &done),
    };
    Ok(Redirect::to(&next).into_response())
}

/// What the editor wrote; that a name is to be listed is said in any case.
fn reason(choice: Choice, why: &str) -> String {
    match (choice, why.is_empty()) {
        (Choice::Noted, true) => "belongs into the taxonomy".to_owned(),
        (Choice::Noted, false) => format!("belongs into the taxonomy: {why}"),
        _ => why.to_owned(),
    }
}

/// The question after this one, in its kind's order; at the end the first again.
async fn following(state: &WebState, key: &ReviewKey) -> Result<Option<ReviewKey>, WebError> {
    let after = state.store.list_review(key.kind(), Some(key), 1).await?;
    let found = match after.into_iter().next() {
        Some(next) => Some(next),
        None => state.store.list_review(key.kind(), None, 1).await?.into_iter().next(),
    };
    Ok(found.map(|item| item.key).filter(|next| next != key))
}

async fn neighbours(state: &WebState, key: &ReviewKey) -> Result<(Option<ReviewKey>, Option<ReviewKey>), WebError> {
    let first = state.store.list_review(key.kind(), None, NEIGHBOURS).await?;
    let previous = first.iter().position(|item| item.key == *key).and_then(|at| first.get(at.checked_sub(1)?));
    Ok((previous.map(|item| item.key.clone()), following(state, key).await?))
}

async fn contrast(state: &WebState, item: &ReviewItem) -> Result<Contrast, WebError> {
    let mut sides = Vec::new();
    let subject = item.documents.first().copied().filter(|_| item.key.kind() != ReviewKind::Entity);
    if let Some(view) = match subject {
        Some(id) => state.store.find_document(id).await?,
        None => None,
    } {
        sides.push(Side::document(&view));
    }
    if item.key.kind() == ReviewKind::Entity {
        return Ok(Contrast::new(sides));
    }
    for (place, incident) in state.store.list_incidents(&item.incidents).await?.iter().enumerate() {
        let documents = state.store.incident_material(incident.id).await?;
        let heading = match (item.key.kind(), place) {
            (ReviewKind::Placement, 0) => "Where it is",
            (ReviewKind::Placement, _) => "Nearly joined",
            (_, 0) => "The older incident",
            (_, _) => "The younger incident",
        };
        sides.push(Side::incident(heading, incident, &documents, subject));
    }
    Ok(Contrast::new(sides))
}

/// Below this a part is shown as nothing, and a sum as right.
const NOTHING: f32 = 0.005;

fn sum(item: &ReviewItem) -> Option<(String, &'static str)> {
    let sum: f32 = item.reasons.iter().map(|reason| reason.weight).sum();
    let name = if (sum - item.score).abs() < NOTHING * 2.0 { "together" } else { "makes a score of" };
    item.reasons.iter().any(|reason| reason.weight != 0.0).then(|| (signed(item.score), name))
}

/// The heaviest first.
fn parts(reasons: &[Reason]) -> Vec<Part> {
    let mut reasons: Vec<&Reason> = reasons.iter().collect();
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    let heaviest = reasons.iter().map(|reason| reason.weight.abs()).fold(0.0_f32, f32::max);
    let part = |reason: &Reason| Part {
        weight: if reason.weight.abs() < NOTHING { String::new() } else { signed(reason.weight) },
        detail: reason.detail.clone(),
        rule: reason.rule.clone(),
        // Whole and within 0 to 100 by construction; a bar of nothing where nothing weighs.
        length: if heaviest > 0.0 {
            (reason.weight.abs() / heaviest * 100.0).round().clamp(0.0, 100.0) as u32
        } else {
            0
        },
        against: reason.weight < 0.0,
    };
    reasons.into_iter().map(part).collect()
}

fn signed(weight: f32) -> String {
    format!("{weight:+.2}").replace('-', "−")
}
