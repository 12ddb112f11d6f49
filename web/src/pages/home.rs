//! `/`: what is new.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use watchline_index::{Facet, query_examples};
use watchline_model::{Incident, IncidentId, RecordKind, Status};

use crate::error::WebError;
use crate::finding::{self, Counting, SearchParams};
use crate::material;
use crate::pages::{Page, render};
use crate::params::address;
use crate::state::WebState;
use crate::view::card::Card;
use crate::view::completions::Completions;
use crate::view::facets::Facets;
use crate::view::frame::{Frame, Section};
use crate::view::histogram::Histogram;
use crate::view::marks::StatusMark;
use crate::view::when::{grouped, plural, span};

/// Incidents on the front page.
const SHOWN: u32 = 24;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    days: Vec<Day>,
    completions: Completions,
    histogram: Histogram,
    facets: Facets,
    /// Each status with how many incidents have it, and where they are.
    statuses: Vec<(StatusMark, String, String)>,
    examples: Vec<Example>,
    /// "43 incidents", "275 documents", "27 sources".
    incidents: String,
    documents: String,
    sources: String,
    /// Of an empty archive: when the next source is due.
    waiting: String,
    more: Option<String>,
}

/// A worked example of the query language.
pub(crate) struct Example {
    pub(crate) address: String,
    pub(crate) query: &'static str,
    pub(crate) what: &'static str,
}

/// Incidents last reported on one day.
pub(crate) struct Day {
    pub(crate) iso: String,
    pub(crate) day: u32,
    /// "July 2026".
    pub(crate) month: String,
    pub(crate) weekday: String,
    pub(crate) cards: Vec<Arc<Card>>,
}

pub(crate) async fn home(State(state): State<WebState>) -> Page {
    let recent = state.store.recent_incidents(SHOWN, None).await?;
    let asked = SearchParams { limit: 1, ..SearchParams::default() };
    let found = finding::find(&state, RecordKind::Incident, &asked, Counting::WithFacets).await?.found;
    let counts = state.store.counts().await?;
    let tab = [("type", "incidents")];
    let facets: Vec<_> = found.facets.iter().filter(|facet| HOME_FACETS.contains(&facet.name)).cloned().collect();
    render(&Home {
        frame: Frame::new(&state, Section::Home, "What is new", "/").with_feed("/feed.atom"),
        days: days(&state, &recent).await?,
        completions: Completions::new(&facets, ""),
        histogram: Histogram::new(&found.histogram, state.now(), "/search", &tab, "incidents"),
        statuses: statuses(&found.facets),
        facets: Facets::new(&facets, "", "/search", &tab).short(),
        examples: examples(),
        incidents: plural(counts.incidents, "incident"),
        documents: plural(counts.documents, "document"),
        sources: plural(counts.sources, "source"),
        waiting: if recent.is_empty() { waiting(&state).await? } else { String::new() },
        more: older(&recent, SHOWN),
    })
}

const HOME_FACETS: [&str; 4] = ["vendor", "product", "event", "severity"];

/// The ladder of statuses, as a key to the marks.
fn statuses(facets: &[Facet]) -> Vec<(StatusMark, String, String)> {
    let counted = facets.iter().find(|facet| facet.name == "status");
    let count = |word: &str| {
        let values = counted.map(|facet| facet.values.as_slice()).unwrap_or_default();
        values.iter().find(|(value, _, _)| value == word).map_or(0, |(_, _, count)| *count)
    };
    let mark = |status: &Status| {
        let query = format!("status:{status}");
        let there = address("/search", &[("q", &query), ("type", "incidents")]);
        (StatusMark(*status), grouped(count(status.as_str())), there)
    };
    Status::all().iter().map(mark).collect()
}

/// When the first source is due, for a reader who waits for the first incident.
async fn waiting(state: &WebState) -> Result<String, WebError> {
    let sources = state.store.list_sources().await?;
    let watched = sources.iter().filter(|view| view.configured && view.source.enabled);
    let next = watched.filter_map(|view| view.health.next_due).min();
    Ok(match next.map(|due| (due - state.now()).num_seconds()) {
        Some(seconds) if seconds > 0 => format!("The next source is due in {}.", span(seconds)),
        Some(_) => "A source is being read now: come back in a minute.".to_owned(),
        None if sources.is_empty() => "No source is watched yet: whoever runs this adds one by its address.".to_owned(),
        None => "The sources are read for the first time as soon as the crawler runs.".to_owned(),
    })
}

pub(crate) fn examples() -> Vec<Example> {
    let example = |(query, what): &(&'static str, &'static str)| Example {
        address: address("/search", &[("q", query)]),
        query,
        what,
    };
    query_examples().iter().take(3).map(example).collect()
}

/// The day by which an incident is listed.
fn listed(incident: &Incident) -> DateTime<Utc> {
    incident.last_reported.unwrap_or(incident.opened_at)
}

/// Groups incidents, which come in order, by day.
pub(crate) async fn days(state: &WebState, incidents: &[Incident]) -> Result<Vec<Day>, WebError> {
    let cards = material::cards(state, incidents).await?;
    let mut days: Vec<(NaiveDate, Day)> = Vec::new();
    for (incident, card) in incidents.iter().zip(cards) {
        let date = listed(incident).date_naive();
        match days.last_mut() {
            Some((known, day)) if *known == date => day.cards.push(card),
            _ => days.push((date, day(date, card))),
        }
    }
    Ok(days.into_iter().map(|(_, day)| day).collect())
}

fn day(date: NaiveDate, card: Arc<Card>) -> Day {
    Day {
        iso: date.format("%Y-%m-%d").to_string(),
        day: date.day(),
        month: date.format("%B %Y").to_string(),
        weekday: date.format("%A").to_string(),
        cards: vec![card],
    }
}

/// The address of the page after a full one.
pub(crate) fn older(incidents: &[Incident], limit: u32) -> Option<String> {
    let last = incidents.last().filter(|_| incidents.len() as u64 >= u64::from(limit))?;
    Some(address("/incidents", &[("before", &format!("{}_{}", listed(last).timestamp_micros(), last.id))]))
}

/// Reads what [`older`] writes.
pub(crate) fn place(text: &str) -> Option<(DateTime<Utc>, IncidentId)> {
    let (at, id) = text.split_once('_')?;
    Some((DateTime::from_timestamp_micros(at.parse().ok()?)?, id.parse().ok()?))
}
