//! What was found, by kind.

use std::sync::Arc;

use watchline_index::{Found, SnippetPart};
use watchline_model::{DocumentId, IncidentId, RecordKind};
use watchline_store::DocumentView;

use crate::error::WebError;
use crate::material::{self, as_of};
use crate::state::WebState;
use crate::view::card::Card;
use crate::view::evidence::{EvidenceMark, published};
use crate::view::marks::{Chip, modality};
use crate::view::names::Names;
use crate::view::when::When;

/// One list; the others stay empty.
#[derive(Default)]
pub(crate) struct Hits {
    pub(crate) documents: Vec<DocumentHit>,
    pub(crate) events: Vec<EventHit>,
    pub(crate) incidents: Vec<Arc<Card>>,
    /// Of incidents: "on 3 July 2026", where the query says by when it was known.
    pub(crate) known: Option<String>,
}

pub(crate) struct DocumentHit {
    pub(crate) address: String,
    pub(crate) title: String,
    /// Of the words, where it is not the page's own: a reading voice has to know.
    pub(crate) lang: Option<String>,
    pub(crate) snippet: Vec<SnippetPart>,
    pub(crate) publisher: String,
    pub(crate) tier: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) published: When,
    pub(crate) incidents: Vec<String>,
    pub(crate) copy_of: Option<DocumentId>,
    pub(crate) versions: usize,
}

pub(crate) struct EventHit {
    pub(crate) kind: String,
    pub(crate) date: Option<When>,
    pub(crate) actors: Vec<Chip>,
    pub(crate) targets: Vec<Chip>,
    pub(crate) modality: &'static str,
    pub(crate) lang: Option<String>,
    pub(crate) quote: String,
    pub(crate) evidence: EvidenceMark,
    pub(crate) title: String,
    pub(crate) address: String,
    pub(crate) incidents: Vec<String>,
}

impl Hits {
    pub(crate) async fn new(state: &WebState, kind: RecordKind, found: &Found, q: &str) -> Result<Self, WebError> {
        let mut hits = Self::default();
        if kind == RecordKind::Incident {
            let ids: Vec<IncidentId> = found.hits.iter().filter_map(|hit| hit.incident).collect();
            let incidents = state.store.list_incidents(&ids).await?;
            match as_of::asked_in(state, q) {
                Some(dated) => {
                    hits.incidents = as_of::cards_by(state, &incidents, &dated).await?;
                    hits.known = Some(as_of::when(&dated));
                }
                None => hits.incidents = material::cards(state, &incidents).await?,
            }
            return Ok(hits);
        }
        let ids: Vec<DocumentId> = found.hits.iter().filter_map(|hit| hit.document).collect();
        let views = state.store.list_documents(&ids).await?;
        let names = Names::new(&views, &state.taxonomy);
        for hit in &found.hits {
            let Some(view) = views.iter().find(|view| Some(view.document.id) == hit.document) else { continue };
            match kind {
                RecordKind::Event => hits.events.extend(hit.event.and_then(|event| event_hit(view, event, &names))),
                _ => hits.documents.push(document_hit(view, hit.snippet.clone())),
            }
        }
        Ok(hits)
    }
}

/// A title for what has none.
pub(crate) fn title(view: &DocumentView) -> String {
    let title = view.version.reading.title.trim();
    if title.is_empty() { view.document.url.clone() } else { title.to_owned() }
}

/// The language of a document, unless it is that of the page around it.
pub(crate) fn foreign(view: &DocumentView) -> Option<String> {
    view.version.reading.language.clone().filter(|language| !language.starts_with("en"))
}

pub(crate) fn document_hit(view: &DocumentView, snippet: Vec<SnippetPart>) -> DocumentHit {
    DocumentHit {
        address: format!("/documents/{}", view.document.id),
        title: title(view),
        lang: foreign(view),
        snippet,
        publisher: view.source.publisher.clone(),
        tier: view.source.tier.as_str(),
        kind: view.document.kind.as_str(),
        published: published(view),
        incidents: view.incidents.iter().map(ToString::to_string).collect(),
        copy_of: view.copy_of,
        versions: view.versions.len(),
    }
}

fn event_hit(view: &DocumentView, number: usize, names: &Names) -> Option<EventHit> {
    let event = view.events.get(number)?;
    Some(EventHit {
        kind: event.kind.label(),
        date: event.date.as_ref().map(When::dated),
        actors: names.chips(&event.actors),
        targets: names.chips(&event.targets),
        modality: modality(event.modality),
        lang: foreign(view),
        quote: event.evidence.quote.trim().to_owned(),
        evidence: EvidenceMark::of(view, &event.evidence),
        title: title(view),
        address: format!("/documents/{}", view.document.id),
        incidents: view.incidents.iter().map(ToString::to_string).collect(),
    })
}
