//! `/search?q=`: documents, events or incidents; facets, histogram, snippets.

mod hits;

use askama::Template;
use axum::extract::State;
use watchline_index::Sort;
use watchline_model::RecordKind;

use crate::finding::{self, Counting, SearchParams};
use crate::pages::home::{Example, examples};
use crate::pages::search::hits::Hits;
pub(crate) use crate::pages::search::hits::title;
use crate::pages::{Page, render};
use crate::params::{Params, address};
use crate::state::WebState;
use crate::view::facets::Facets;
use crate::view::frame::{Frame, Section};
use crate::view::histogram::Histogram;
use crate::view::when::grouped;

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    frame: Frame,
    q: String,
    kind: &'static str,
    tabs: Vec<(&'static str, String, bool)>,
    sorts: Vec<(&'static str, String, bool)>,
    total: String,
    none: bool,
    notes: Vec<Notice>,
    hits: Hits,
    histogram: Histogram,
    facets: Facets,
    /// "July 2026 to …" where the address narrows the time, and the way out of it.
    period: Option<(String, String)>,
    next: Option<String>,
    first: Option<String>,
    alert: String,
    files: Vec<(&'static str, String)>,
    examples: Vec<Example>,
}

/// Something in the query that was not understood.
struct Notice {
    token: String,
    message: String,
    suggestion: Option<(String, String)>,
}

pub(crate) async fn search(State(state): State<WebState>, params: Params) -> Page {
    let kind = match params.get("type") {
        Some("events" | "event") => RecordKind::Event,
        Some("incidents" | "incident") => RecordKind::Incident,
        _ => RecordKind::Document,
    };
    let asked = SearchParams::read(&params)?;
    let finding = finding::find(&state, kind, &asked, Counting::WithFacets).await?;
    let (found, q, tab) = (&finding.found, asked.q.as_str(), tab(kind));
    let (after, before) = (params.text("after"), params.text("before"));
    let sort = asked.sort.map_or("", Sort::as_str);
    let place = [("after", after.as_str()), ("before", before.as_str())];
    let with = |q: &str, tab: &str, sort: &str, cursor: &str| {
        let pairs = [("q", q), ("type", tab), ("sort", sort), ("cursor", cursor)];
        address("/search", &[&pairs[..], &place].concat())
    };
    let notes = finding.parsed.notes.iter().map(|note| {
        let mended = note.suggestion.as_ref().map(|suggestion| {
            let query = q.replacen(&note.token, suggestion, 1);
            (suggestion.clone(), with(&query, tab, sort, ""))
        });
        Notice { token: note.token.clone(), message: note.message.clone(), suggestion: mended }
    });
    let title = if q.is_empty() { "Search".to_owned() } else { format!("“{q}”") };
    let narrowed: Vec<(&str, &str)> = [&[("type", tab), ("sort", sort)], &place[..]].concat();
    render(&Search {
        frame: Frame::new(&state, Section::Search, title, &address("/search", &[("q", q), ("type", tab)]))
            .with_feed(address("/feed.atom", &[("q", q)])),
        kind: tab,
        tabs: KINDS.iter().map(|(word, label)| (*label, with(q, word, "", ""), *word == tab)).collect(),
        sorts: [Sort::Newest, Sort::Oldest, Sort::Relevance]
            .map(|one| (one.as_str(), with(q, tab, one.as_str(), ""), one == finding.sort))
            .to_vec(),
        total: grouped(found.total),
        none: found.total == 0,
        notes: notes.collect(),
        hits: Hits::new(&state, kind, found, q).await?,
        histogram: Histogram::new(
            &found.histogram,
            state.now(),
            "/search",
            &[("q", q), ("type", tab), ("sort", sort)],
            tab,
        ),
        facets: Facets::new(&found.facets, q, "/search", &narrowed),
        period: period(&after, &before, address("/search", &[("q", q), ("type", tab), ("sort", sort)])),
        next: found.next_cursor.as_deref().map(|cursor| with(q, tab, sort, cursor)),
        first: asked.cursor.is_some().then(|| with(q, tab, sort, "")),
        alert: address("/alerts/new", &[("q", q)]),
        files: FILES.iter().map(|(label, path)| (*label, address(path, &[("q", q)]))).collect(),
        examples: examples(),
        q: asked.q,
    })
}

const KINDS: [(&str, &str); 3] = [("documents", "Documents"), ("events", "Events"), ("incidents", "Incidents")];

const FILES: [(&str, &str); 8] = [
    ("Atom", "/feed.atom"),
    ("JSON Feed", "/feed.json"),
    ("Calendar", "/calendar.ics"),
    ("CSV", "/export.csv"),
    ("JSON Lines", "/export.jsonl"),
    ("STIX 2.1", "/export.stix.json"),
    ("BibTeX", "/export.bib"),
    ("API", "/api/v1/documents"),
];

fn tab(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Document => "documents",
        RecordKind::Event => "events",
        RecordKind::Incident => "incidents",
    }
}

fn period(after: &str, before: &str, out: String) -> Option<(String, String)> {
    let text = match (after, before) {
        ("", "") => return None,
        (after, "") => format!("from {after}"),
        ("", before) => format!("before {before}"),
        (after, before) => format!("from {after}, before {before}"),
    };
    Some((text, out))
}
