//! `/calendar.ics?q=` (RFC 5545): the days on which something takes effect.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use icalendar::{Calendar, Component, Event as Entry, EventLike, Property};
use watchline_model::{Basis, DocumentId, Modality, Precision, RecordKind};
use watchline_store::DocumentView;

use crate::error::WebError;
use crate::finding::{self, Counting, SearchParams};
use crate::params::Params;
use crate::state::WebState;
use crate::view::names::Names;
use crate::view::timeline::{Line, lines};

/// Events looked at: the newest that the query finds.
const EVENTS: usize = 500;

pub(crate) async fn calendar(State(state): State<WebState>, params: Params) -> Result<Response, WebError> {
    params.only(&["q"])?;
    let asked = SearchParams { limit: EVENTS, ..SearchParams::read(&params)? };
    let finding = finding::find(&state, RecordKind::Event, &asked, Counting::HitsOnly).await?;
    let mut hits: Vec<(DocumentId, usize)> =
        finding.found.hits.iter().filter_map(|hit| Some((hit.document?, hit.event?))).collect();
    hits.sort_unstable();
    let mut ids: Vec<DocumentId> = hits.iter().map(|(document, _)| *document).collect();
    ids.dedup();
    let documents = state.store.list_documents(&ids).await?;
    let names = Names::new(&documents, &state.taxonomy);
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", "-//Watchline//Watchline//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property((name, value));
    }
    calendar.name(&super::title(&asked.q));
    // Lines, so that a day told by five outlets is one entry.
    for line in lines(&documents).iter().filter(|line| line.events.iter().any(|event| hits.contains(event))) {
        if let Some(entry) = entry(line, &documents, &names, &state) {
            calendar.push(entry);
        }
    }
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8")], calendar.to_string()).into_response())
}

/// `None` unless the line has an exact day on which something takes effect or is planned.
fn entry(line: &Line, documents: &[DocumentView], names: &Names, state: &WebState) -> Option<Entry> {
    let date = line.date.filter(|date| matches!(date.precision, Precision::Day | Precision::Time))?;
    if date.basis != Basis::Effective && line.modality != Modality::Planned {
        return None;
    }
    let (document, evidence) = line.evidence.first()?;
    let view = documents.iter().find(|view| view.document.id == *document)?;
    let who = |ids: &[watchline_model::EntityId]| ids.iter().map(|id| names.name(id)).collect::<Vec<_>>().join(", ");
    let mut summary = line.kind.label();
    for (word, ids) in [("by", &line.actors), ("of", &line.targets)] {
        if !ids.is_empty() {
            summary = format!("{summary} {word} {}", who(ids));
        }
    }
    let path = view.incidents.first().map_or_else(|| format!("/documents/{document}"), |id| format!("/incidents/{id}"));
    let address = state.address(&path);
    let mut entry = Entry::new();
    entry
        .uid(&format!("d{document}s{}-{}@watchline", evidence.start, line.kind))
        .summary(&summary)
        .description(&format!("“{}” ({})\n{address}", evidence.quote, view.source.publisher))
        .append_property(Property::new("URL", address.as_str()).done())
        .timestamp(line.known);
    match date.precision {
        Precision::Time => entry.starts(date.value),
        // Without an end, a date is that whole day (RFC 5545, section 3.6.1).
        _ => entry.starts(date.value.date_naive()),
    };
    Some(entry.done())
}
