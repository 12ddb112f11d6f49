//! `/documents/{id}/edit`: whether it concerns us, where it belongs, and what it tells of.

mod deed;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use watchline_model::{EntityId, EventKind, RelevanceVerdict};
use watchline_store::{Deciding, DocumentView};

use super::lookup::{self, Candidate};
use crate::error::WebError;
use crate::material;
use crate::pages::document::marks;
use crate::pages::render;
use crate::pages::search::title;
use crate::params::Params;
use crate::session::Editor;
use crate::state::WebState;
use crate::view::decided::{Done, after};
use crate::view::evidence::published;
use crate::view::frame::{Frame, Section};
use crate::view::reading::{self, Extent, Paragraph};
use crate::view::when::{When, plural};

#[derive(Template)]
#[template(path = "edit_document.html")]
struct EditDocument {
    frame: Frame,
    done: Option<Done>,
    refused: Option<String>,
    id: String,
    title: String,
    publisher: String,
    at: When,
    verdicts: Vec<(&'static str, bool)>,
    verdict_reasons: Vec<(String, String)>,
    /// Id and title.
    incidents: Vec<(String, String)>,
    into: String,
    find: String,
    candidates: Vec<Candidate>,
    entities: Vec<Tagged>,
    /// Id and name, for the field's suggestions.
    known: Vec<(String, String)>,
    kinds: Vec<Tagged>,
    all_kinds: Vec<(String, String, bool)>,
    add_entity: String,
    quote: String,
    /// The whole text, which only editors see: a quote is copied from it.
    paragraphs: Vec<Paragraph>,
    headline: String,
    typed: (String, String),
}

/// A tag with a box to take it away.
struct Tagged {
    value: String,
    text: String,
    note: String,
    checked: bool,
}

impl EditDocument {
    fn why(&self, form: &str) -> &str {
        if self.typed.0 == form { &self.typed.1 } else { "" }
    }
}

pub(crate) async fn ask(
    State(state): State<WebState>,
    editor: Editor,
    Path(id): Path<String>,
    params: Params,
) -> Result<Response, WebError> {
    let view = material::document(&state, &id).await?;
    show(&state, &editor, &view, &params, None).await
}

async fn show(
    state: &WebState,
    editor: &Editor,
    view: &DocumentView,
    params: &Params,
    refused: Option<String>,
) -> Result<Response, WebError> {
    let path = format!("/documents/{}/edit", view.document.id);
    let incidents = state.store.list_incidents(&view.incidents).await?;
    let verdict = view.document.relevance.as_ref().map(|relevance| relevance.verdict);
    let chosen = match params.get("do") {
        Some("relevance") => params.get("value").and_then(|word| word.parse().ok()).or(verdict),
        _ => verdict,
    };
    let reasons = view.document.relevance.iter().flat_map(|relevance| &relevance.reasons);
    let find = params.text("find");
    let kind = params.text("kind");
    let page = EditDocument {
        frame: Frame::new(state, Section::Elsewhere, format!("Change: {}", title(view)), &path).edited_by(editor),
        done: Done::read(state, params, &path).await?,
        id: view.document.id.to_string(),
        title: title(view),
        publisher: view.source.publisher.clone(),
        at: published(view),
        verdicts: RelevanceVerdict::all().iter().map(|one| (one.as_str(), Some(*one) == chosen)).collect(),
        verdict_reasons: reasons.map(|reason| (format!("{:+.2}", reason.weight), reason.detail.clone())).collect(),
        incidents: incidents.into_iter().map(|incident| (incident.id.to_string(), incident.title)).collect(),
        into: params.get("take").or(params.get("into")).unwrap_or_default().to_owned(),
        candidates: lookup::find(state, &find, &view.incidents).await?,
        find,
        entities: entities(view, params),
        known: state.taxonomy.entities.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
        kinds: kinds(view, params),
        all_kinds: state
            .taxonomy
            .events
            .iter()
            .map(|one| (one.id.to_string(), one.id.label(), one.id.as_str() == kind))
            .collect(),
        add_entity: params.text("add_entity"),
        quote: params.text("quote"),
        paragraphs: reading::paragraphs(&view.version.reading, &marks(view), Extent::Whole),
        headline: view.version.reading.title.clone(),
        typed: (params.text("do"), params.text("why")),
        refused,
    };
    let status = if page.refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok((status, render(&page)?).into_response())
}

fn entities(view: &DocumentView, params: &Params) -> Vec<Tagged> {
    let tagged = |entity: &watchline_model::Entity| {
        let mentions = view.mentions.iter().filter(|mention| mention.entity == entity.id).count();
        Tagged {
            value: entity.id.to_string(),
            text: entity.name.clone(),
            note: format!("{}, {}", entity.kind, plural(mentions as u64, "mention")),
            checked: params.all("entity").any(|id| EntityId::from(id) == entity.id),
        }
    };
    view.entities.iter().map(tagged).collect()
}

fn kinds(view: &DocumentView, params: &Params) -> Vec<Tagged> {
    let mut kinds: Vec<&EventKind> = view.events.iter().map(|event| &event.kind).collect();
    kinds.sort();
    kinds.dedup();
    let tagged = |kind: &EventKind| {
        let told: Vec<&watchline_model::Event> = view.events.iter().filter(|event| event.kind == *kind).collect();
        Tagged {
            value: kind.to_string(),
            text: kind.label(),
            note: told.first().map_or_else(String::new, |event| format!("“{}”", event.evidence.quote.trim())),
            checked: params.all("event").any(|id| id == kind.as_str()),
        }
    };
    kinds.into_iter().map(tagged).collect()
}

/// Takes any of the page's forms; `do` names it.
pub(crate) async fn change(
    State(state): State<WebState>,
    editor: Editor,
    Path(id): Path<String>,
    body: String,
) -> Result<Response, WebError> {
    let params = Params::read(&body);
    let view = material::document(&state, &id).await?;
    let by = Deciding::person(&editor.name, &params.text("why"), state.now());
    match deed::carry_out(&state, &view, &params, &by).await? {
        Ok(done) => {
            let path = format!("/documents/{}/edit", view.document.id);
            Ok(Redirect::to(&after(&path, &[], &done)).into_response())
        }
        Err(refused) => show(&state, &editor, &view, &params, Some(refused)).await,
    }
}
