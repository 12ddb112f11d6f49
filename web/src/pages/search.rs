//! `/search?q=`: documents, events or incidents; facets, histogram, snippets; and when nothing is found, what to change.

mod hits;
mod nothing;
mod pager;
mod takeaway;

use askama::Template;
use axum::extract::State;
use watchline_index::{Resolution, Sort};
use watchline_model::RecordKind;

use crate::finding::{self, Counting, SearchParams};
use crate::pages::home::{Example, examples};
use crate::pages::search::hits::Hits;
pub(crate) use crate::pages::search::hits::{foreign, title};
use crate::pages::search::nothing::Remedies;
use crate::pages::search::pager::Pager;
use crate::pages::{Page, render};
use crate::params::{Params, address};
use crate::state::WebState;
use crate::view::completions::Completions;
use crate::view::facets::Facets;
use crate::view::frame::{Frame, Section};
use crate::view::histogram::{Histogram, Narrowing, Scale};
use crate::view::parts::Parts;
use crate::view::when::{grouped, plural};

#[derive(Template)]
#[template(path = "search.html")]
struct Search {
    frame: Frame,
    q: String,
    kind: &'static str,
    completions: Completions,
    tabs: Vec<Tab>,
    sorts: Vec<(&'static str, String, bool)>,
    scales: Vec<(&'static str, String, bool)>,
    /// "191 documents".
    total: String,
    /// "21 to 40" where there is more than one page.
    shown: Option<String>,
    none: bool,
    notes: Vec<Notice>,
    /// What the query is made of, and the search without each piece.
    chosen: Vec<(String, String)>,
    /// The search for anything.
    anything: String,
    remedies: Remedies,
    hits: Hits,
    histogram: Histogram,
    facets: Facets,
    /// "July 2026 to …" where the address narrows the time, and the way out of it.
    period: Option<(String, String)>,
    pager: Pager,
    alert: String,
    timeline: String,
    ways: Vec<takeaway::Way>,
    examples: Vec<Example>,
}

struct Tab {
    label: &'static str,
    address: String,
    count: String,
    current: bool,
}

/// Something in the query that was not understood.
struct Notice {
    token: String,
    /// Pieces, and whether each stands as it is typed.
    message: Vec<(String, bool)>,
    suggestion: Option<(String, String)>,
}

pub(crate) async fn search(State(state): State<WebState>, params: Params) -> Page {
    let kind = match params.get("type") {
        Some("events" | "event") => RecordKind::Event,
        Some("incidents" | "incident") => RecordKind::Incident,
        _ => RecordKind::Document,
    };
    // Days are added up to whatever is drawn.
    let asked = SearchParams { resolution: Resolution::Day, ..SearchParams::read(&params)? };
    let finding = finding::find(&state, kind, &asked, Counting::WithFacets).await?;
    let (found, q, tab) = (&finding.found, asked.q.as_str(), tab(kind));
    let (after, before, scale) = (params.text("after"), params.text("before"), params.text("histogram"));
    let (sort, limit) = (asked.sort.map_or("", Sort::as_str), params.text("limit"));
    let place = [("after", after.as_str()), ("before", before.as_str())];
    let with = |q: &str, tab: &str, sort: &str, scale: &str| {
        let pairs = [("q", q), ("type", tab), ("sort", sort), ("histogram", scale)];
        address("/search", &[&pairs[..], &place].concat())
    };
    let mut totals = Vec::with_capacity(KINDS.len());
    for (other, _, _) in KINDS {
        totals.push(if other == kind { found.total } else { finding::count(&state, other, &asked).await? });
    }
    let parts = Parts::of(q);
    let remedies =
        if found.total == 0 { Remedies::find(&state, kind, &asked, &parts).await? } else { Remedies::default() };
    let notes = finding.parsed.notes.iter().map(|note| {
        let mended = note.suggestion.as_ref().map(|suggestion| {
            let query = q.replacen(&note.token, suggestion, 1);
            (suggestion.clone(), with(&query, tab, sort, ""))
        });
        Notice { token: note.token.clone(), message: told(&note.message), suggestion: mended }
    });
    let narrowed: Vec<(&str, &str)> = [&[("type", tab), ("sort", sort)], &place[..]].concat();
    let wished = Scale::ALL.into_iter().find(|one| one.as_str() == scale);
    let to = Narrowing { path: "/search", q, pairs: &[("type", tab), ("sort", sort)], noun: tab };
    let histogram = Histogram::drawn(&found.histogram, state.now(), wished.unwrap_or(Scale::Day), &to);
    let pager = Pager::new(&params, found.total, asked.limit, found.next_cursor.as_deref(), &|page| {
        let pairs = [("q", q), ("type", tab), ("sort", sort), ("histogram", scale.as_str()), ("limit", limit.as_str())];
        address("/search", &[&pairs[..], &place, page].concat())
    });
    let scale_link = |one: &Scale| (one.as_str(), with(q, tab, sort, one.as_str()), *one == histogram.scale);
    let title = if q.is_empty() { "Search".to_owned() } else { format!("“{q}”") };
    render(&Search {
        frame: Frame::new(&state, Section::Search, title, &address("/search", &[("q", q), ("type", tab)]))
            .with_feed(address("/feed.atom", &[("q", q)])),
        kind: tab,
        completions: Completions::new(&found.facets, q),
        tabs: tabs(tab, &totals, |word| with(q, word, "", "")),
        sorts: [Sort::Newest, Sort::Oldest, Sort::Relevance]
            .map(|one| (one.as_str(), with(q, tab, one.as_str(), &scale), one == finding.sort))
            .to_vec(),
        scales: histogram.offered.iter().map(scale_link).collect(),
        total: plural(found.total, tab.trim_end_matches('s')),
        shown: pager.shown(),
        none: found.total == 0,
        notes: notes.collect(),
        chosen: parts
            .pieces()
            .take(MOST_PIECES)
            .enumerate()
            .map(|(i, part)| (part.to_owned(), with(&parts.without(i), tab, sort, "")))
            .collect(),
        anything: with("", tab, sort, ""),
        remedies,
        hits: Hits::new(&state, kind, found, q).await?,
        histogram,
        facets: Facets::new(&found.facets, q, "/search", &narrowed),
        period: period(&after, &before, address("/search", &[("q", q), ("type", tab), ("sort", sort)])),
        pager,
        alert: address("/alerts/new", &[("q", q)]),
        timeline: address("/timeline", &[("q", q)]),
        ways: takeaway::ways(q, tab),
        examples: examples(),
        q: asked.q,
    })
}

/// Pieces of a query that can be taken out by a link: each link holds all the others.
const MOST_PIECES: usize = 16;

const KINDS: [(RecordKind, &str, &str); 3] = [
    (RecordKind::Document, "documents", "Documents"),
    (RecordKind::Event, "events", "Events"),
    (RecordKind::Incident, "incidents", "Incidents"),
];

fn tabs(current: &str, totals: &[u64], leading: impl Fn(&str) -> String) -> Vec<Tab> {
    let tab = |((_, word, label), total): (&(RecordKind, &'static str, &'static str), &u64)| Tab {
        label,
        address: leading(word),
        count: grouped(*total),
        current: *word == current,
    };
    KINDS.iter().zip(totals).map(tab).collect()
}

/// A message with what stands between backquotes apart.
fn told(message: &str) -> Vec<(String, bool)> {
    let pieces = message.split('`').enumerate().map(|(place, piece)| (piece.to_owned(), place % 2 == 1));
    pieces.filter(|(piece, _)| !piece.is_empty()).collect()
}

/// The word of a kind's list.
fn tab(kind: RecordKind) -> &'static str {
    KINDS.iter().find(|(one, _, _)| *one == kind).map_or("documents", |(_, word, _)| word)
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
