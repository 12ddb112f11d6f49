//! `/calendar.ics?q=` (RFC 5545): the days on which something takes effect.

use std::collections::HashMap;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use icalendar::{Calendar, Component, Event as Entry, EventLike, Property};
use uuid::{Uuid, uuid};
use watchline_model::{Basis, DocumentId, EntityId, Modality, Precision, RecordKind};
use watchline_store::DocumentView;

use crate::api::Problem;
use crate::error::WebError;
use crate::finding::{self, Counting, SearchParams};
use crate::params::Params;
use crate::state::WebState;
use crate::view::names::Names;
use crate::view::timeline::{Line, lines};

/// Events looked at: the newest that the query finds. Where there are more, the calendar says so.
const EVENTS: usize = 2_000;
/// Events asked of the index at once.
const BATCH: usize = 500;
/// Calendars keep an entry under its name: never to be changed.
const NAMESPACE: Uuid = uuid!("0f1bb3c4-57c5-5d0e-8a35-0d9b6d2f3c11");

pub(crate) async fn calendar(State(state): State<WebState>, params: Params) -> Result<Response, Problem> {
    let asked = SearchParams { limit: BATCH, ..SearchParams::read(&params)? };
    let (hits, total) = events(&state, &asked).await?;
    let mut ids: Vec<DocumentId> = hits.iter().map(|(document, _)| *document).collect();
    ids.dedup();
    let documents = state.store.list_documents(&ids).await?;
    let names = Names::new(&documents, &state.taxonomy);
    let mut calendar = Calendar::empty();
    for (name, value) in [("VERSION", "2.0"), ("PRODID", "-//Watchline//Watchline//EN"), ("CALSCALE", "GREGORIAN")] {
        calendar.append_property((name, value));
    }
    calendar.name(&super::title(&asked.q));
    if total > EVENTS as u64 {
        calendar.description(&format!("The newest {EVENTS} of {total} events are looked at; narrow the query for all"));
    }
    // Lines, so that a day told by five outlets is one entry.
    let told = lines(&documents);
    let told = told.iter().filter(|line| line.events.iter().any(|event| hits.binary_search(event).is_ok()));
    let mut uids = Uids::default();
    for line in told {
        if let Some(entry) = entry(line, &documents, &names, &mut uids, &state) {
            calendar.push(entry);
        }
    }
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8")], calendar.to_string()).into_response())
}

/// Document and number of each event, in order; and how many there are in all.
async fn events(state: &WebState, asked: &SearchParams) -> Result<(Vec<(DocumentId, usize)>, u64), WebError> {
    let mut asked = asked.clone();
    let mut hits = Vec::new();
    let total = loop {
        let found = finding::find(state, RecordKind::Event, &asked, Counting::HitsOnly).await?.found;
        hits.extend(found.hits.iter().filter_map(|hit| Some((hit.document?, hit.event?))));
        asked.cursor = found.next_cursor;
        if asked.cursor.is_none() || hits.len() >= EVENTS {
            break found.total;
        }
    };
    hits.truncate(EVENTS);
    hits.sort_unstable();
    Ok((hits, total))
}

/// Names of entries: of what happens, to whom, in which incident. A day that is put off moves the entry that readers
/// have, and an earlier report of the same changes nothing.
#[derive(Default)]
struct Uids(HashMap<String, u32>);

impl Uids {
    fn next(&mut self, line: &Line, home: &str) -> String {
        let list = |ids: &[EntityId]| ids.iter().map(EntityId::as_str).collect::<Vec<_>>().join(",");
        let name = format!("{home} {} {} {}", line.kind, list(&line.actors), list(&line.targets));
        let own = Uuid::new_v5(&NAMESPACE, name.as_bytes());
        let count = self.0.entry(name).or_default();
        *count += 1;
        if *count == 1 { format!("{own}@watchline") } else { format!("{own}-{count}@watchline") }
    }
}

/// `None` unless the line has an exact day on which something takes effect or is planned.
fn entry(line: &Line, documents: &[DocumentView], names: &Names, uids: &mut Uids, state: &WebState) -> Option<Entry> {
    let date = line.date.filter(|date| matches!(date.precision, Precision::Day | Precision::Time))?;
    if date.basis != Basis::Effective && line.modality != Modality::Planned {
        return None;
    }
    let (document, evidence) = line.evidence.first()?;
    let view = documents.iter().find(|view| view.document.id == *document)?;
    let who = |ids: &[EntityId]| ids.iter().map(|id| names.name(id)).collect::<Vec<_>>().join(", ");
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
        .uid(&uids.next(line, &path))
        .summary(&summary)
        .description(&format!("“{}” ({})\n{address}", evidence.quote, view.source.publisher))
        .append_property(Property::new("URL", address.as_str()).done())
        .append_property(Property::new("TRANSP", "TRANSPARENT").done())
        .timestamp(line.known);
    match date.precision {
        Precision::Time => entry.starts(date.value),
        // Without an end, a date is that whole day (RFC 5545, section 3.6.1).
        _ => entry.starts(date.value.date_naive()),
    };
    Some(entry.done())
}
