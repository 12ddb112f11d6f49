//! `/review`: the queue of what the machine is not sure of, by the kind of question; many can be answered at once.

mod bulk;
mod choice;
mod entity;
mod item;

use askama::Template;
use axum::extract::State;
use watchline_model::{DocumentId, IncidentId};
use watchline_store::{ReviewCounts, ReviewItem, ReviewKey, ReviewKind};

use crate::error::WebError;
use crate::pages::search::title;
use crate::pages::{Page, render};
use crate::params::{Params, address};
use crate::session::Editor;
use crate::state::WebState;
use crate::view::decided::Done;
use crate::view::frame::{Frame, Section};
use crate::view::when::{When, grouped};
use choice::{Choice, bulk_offers};

pub(crate) use bulk::answer_many;
pub(crate) use item::{answer, item};

/// Questions on a page.
const PAGE: u32 = 30;

#[derive(Template)]
#[template(path = "review.html")]
struct Queue {
    frame: Frame,
    done: Option<Done>,
    /// What could not be done of a bulk action, and why.
    failed: Vec<(String, String)>,
    tabs: Vec<Tab>,
    kind: ReviewKind,
    question: &'static str,
    rows: Vec<Row>,
    more: Option<String>,
    offers: &'static [(Choice, &'static str)],
    /// Kept when a form comes back.
    why: String,
    checked: Vec<String>,
}

struct Tab {
    name: &'static str,
    address: String,
    count: String,
    current: bool,
}

/// A question in a list.
struct Row {
    key: String,
    title: String,
    /// Where it is, or what it is beside.
    beside: String,
    reason: String,
    score: String,
    since: When,
}

/// What is asked, in a sentence.
pub(crate) fn question(kind: ReviewKind) -> &'static str {
    match kind {
        ReviewKind::Relevance => "Does this document concern us: an AI vendor, product or model, and an incident?",
        ReviewKind::Placement => "Does this document belong to this incident?",
        ReviewKind::Entity => "Is this name a vendor, product or model that the taxonomy lacks?",
        ReviewKind::Duplicate => "Are these two incidents one?",
    }
}

fn name(kind: ReviewKind) -> &'static str {
    match kind {
        ReviewKind::Relevance => "Relevance",
        ReviewKind::Placement => "Placement",
        ReviewKind::Entity => "Entities",
        ReviewKind::Duplicate => "Duplicates",
    }
}

fn count(counts: ReviewCounts, kind: ReviewKind) -> u64 {
    match kind {
        ReviewKind::Relevance => counts.relevance,
        ReviewKind::Placement => counts.placement,
        ReviewKind::Entity => counts.entities,
        ReviewKind::Duplicate => counts.duplicates,
    }
}

pub(crate) fn list_address(kind: ReviewKind) -> String {
    address("/review", &[("kind", kind.as_str())])
}

pub(crate) async fn queue(State(state): State<WebState>, editor: Editor, params: Params) -> Page {
    let page = page(&state, &editor, &params).await?;
    render(&page)
}

/// The page without what a form brings along.
async fn page(state: &WebState, editor: &Editor, params: &Params) -> Result<Queue, WebError> {
    let counts = state.store.count_review().await?;
    let asked = match params.get("kind") {
        Some(word) => Some(word.parse().map_err(|_| {
            WebError::bad("kind", "is none of the queue; use one of: relevance, placement, entity, duplicate")
        })?),
        None => None,
    };
    // The first that holds anything.
    let waiting = || ReviewKind::ALL.into_iter().find(|kind| count(counts, *kind) > 0);
    let kind: ReviewKind = asked.or_else(waiting).unwrap_or(ReviewKind::Relevance);
    let before: Option<ReviewKey> = params.get("before").and_then(|key| key.parse().ok());
    let mut items = state.store.list_review(kind, before.as_ref(), PAGE + 1).await?;
    let more = items.len() > PAGE as usize;
    items.truncate(PAGE as usize);
    let last = items.last().filter(|_| more).map(|item| item.key.to_string());
    let tab = |tab: ReviewKind| Tab {
        name: name(tab),
        address: list_address(tab),
        count: grouped(count(counts, tab)),
        current: tab == kind,
    };
    Ok(Queue {
        frame: Frame::new(state, Section::Elsewhere, "Review queue", "/review").edited_by(editor),
        done: Done::read(state, params, &list_address(kind)).await?,
        failed: Vec::new(),
        tabs: ReviewKind::ALL.map(tab).into_iter().collect(),
        kind,
        question: question(kind),
        rows: rows(state, &items).await?,
        more: last.map(|key| address("/review", &[("kind", kind.as_str()), ("before", &key)])),
        offers: bulk_offers(kind),
        why: String::new(),
        checked: Vec::new(),
    })
}

async fn rows(state: &WebState, items: &[ReviewItem]) -> Result<Vec<Row>, WebError> {
    let documents: Vec<DocumentId> = items.iter().filter_map(|item| item.documents.first().copied()).collect();
    let incidents: Vec<IncidentId> = items.iter().flat_map(|item| item.incidents.iter().copied()).collect();
    let documents = state.store.list_documents(&documents).await?;
    let incidents = state.store.list_incidents(&incidents).await?;
    let row = |item: &ReviewItem| {
        let document = documents.iter().find(|view| Some(view.document.id) == item.documents.first().copied());
        let incident = |place: usize| {
            let id = item.incidents.get(place)?;
            let title = incidents.iter().find(|incident| incident.id == *id).map(|incident| incident.title.as_str());
            Some(format!("{id} {}", title.unwrap_or_default()))
        };
        let (title, beside) = match item.key.kind() {
            ReviewKind::Relevance => {
                let view = document.map(|view| (title(view), view.source.publisher.clone()));
                view.unwrap_or_default()
            }
            ReviewKind::Placement => {
                let place = match (incident(0), incident(1)) {
                    (Some(own), Some(rival)) => format!("in {own}; nearly joined {rival}"),
                    (own, rival) => format!("in {}", own.or(rival).unwrap_or_default()),
                };
                (document.map(title).unwrap_or_default(), place)
            }
            ReviewKind::Entity => {
                let entity = item.entity.as_ref();
                (
                    entity.map(|entity| format!("{} ({})", entity.name, entity.kind)).unwrap_or_default(),
                    document.map(|view| format!("latest: {}", title(view))).unwrap_or_default(),
                )
            }
            ReviewKind::Duplicate => (incident(0).unwrap_or_default(), incident(1).unwrap_or_default()),
        };
        let heaviest = item.reasons.iter().max_by(|a, b| a.weight.abs().total_cmp(&b.weight.abs()));
        Row {
            key: item.key.to_string(),
            title: if title.is_empty() { item.key.to_string() } else { title },
            beside,
            reason: heaviest.map(|reason| reason.detail.clone()).unwrap_or_default(),
            score: if item.score == 0.0 { String::new() } else { format!("{:.2}", item.score) },
            since: When::from(item.since, state.now()),
        }
    };
    Ok(items.iter().map(row).collect())
}
