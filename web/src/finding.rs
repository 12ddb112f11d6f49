//! One search, as the pages, the API, the feeds and the exports all make it.

use chrono::{DateTime, NaiveDate, Utc};
use watchline_index::{Found, Parsed, Request, Resolution, Sort};
use watchline_model::{Basis, Dated, IncidentId, RecordKind};

use crate::blocking;
use crate::error::WebError;
use crate::params::Params;
use crate::state::WebState;

/// Hits on a page unless asked otherwise.
pub(crate) const PAGE: usize = 20;
/// A longer query is refused: no person types it, and parsing it costs.
pub(crate) const LONGEST_QUERY: usize = 2_000;

/// How a query names an incident.
const INCIDENT_FIELD: &str = "incident:";
/// Incidents of one query that are looked up.
const MOST_IDS: usize = 100;

/// What is asked, beside the kind of record.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchParams {
    /// In the query language; empty finds everything.
    pub q: String,
    pub after: Option<DateTime<Utc>>,
    pub before: Option<DateTime<Utc>>,
    /// `None`: what the query says, else newest.
    pub sort: Option<Sort>,
    /// 1 to 100.
    pub limit: usize,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// The width of the histogram's bars; months unless asked otherwise.
    pub resolution: Resolution,
}

impl Default for SearchParams {
    fn default() -> Self {
        Self {
            q: String::new(),
            after: None,
            before: None,
            sort: None,
            limit: PAGE,
            cursor: None,
            resolution: Resolution::Month,
        }
    }
}

impl SearchParams {
    /// Reads them from an address; an error names the one that is not understood.
    pub(crate) fn read(params: &Params) -> Result<Self, WebError> {
        let q = params.text("q");
        if q.chars().count() > LONGEST_QUERY {
            return Err(WebError::bad("q", format!("is longer than {LONGEST_QUERY} characters; shorten it")));
        }
        Ok(Self {
            q,
            after: moment(params, "after")?,
            before: moment(params, "before")?,
            sort: params.get("sort").map(sort).transpose()?,
            limit: params.get("limit").map_or(Ok(PAGE), limit)?,
            cursor: params.get("cursor").map(str::to_owned),
            resolution: params.get("histogram").map_or(Ok(Resolution::Month), resolution)?,
        })
    }

    pub(crate) fn of(q: impl Into<String>) -> Self {
        Self { q: q.into(), ..Self::default() }
    }
}

fn moment(params: &Params, name: &str) -> Result<Option<DateTime<Utc>>, WebError> {
    let Some(text) = params.get(name) else { return Ok(None) };
    // A plus sign that was not encoded arrives as a blank: `…T00:00:00 02:00`.
    let dated = Dated::parse(&text.replace(' ', "+"), Basis::Published);
    let known = dated.filter(|dated| dated.value.date_naive() > NaiveDate::MIN);
    known.map(|dated| Some(dated.value)).ok_or_else(|| {
        WebError::bad(name, format!("is not a date: `{}`; write 2026-07-10, 2026-07 or an RFC 3339 moment", cut(text)))
    })
}

fn sort(text: &str) -> Result<Sort, WebError> {
    [Sort::Relevance, Sort::Newest, Sort::Oldest].into_iter().find(|sort| sort.as_str() == text).ok_or_else(|| {
        WebError::bad("sort", format!("is not an order: `{}`; use relevance, newest or oldest", cut(text)))
    })
}

fn resolution(text: &str) -> Result<Resolution, WebError> {
    Resolution::from_word(text).ok_or_else(|| {
        WebError::bad("histogram", format!("is not a width of bars: `{}`; use day, month or year", cut(text)))
    })
}

fn limit(text: &str) -> Result<usize, WebError> {
    let number = text.parse().ok().filter(|number| (1..=100).contains(number));
    number.ok_or_else(|| WebError::bad("limit", format!("is not a number from 1 to 100: `{}`", cut(text))))
}

fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}

/// Whether facets and histogram are counted too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counting {
    HitsOnly,
    WithFacets,
}

/// The query as understood and what it found.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) parsed: Parsed,
    pub(crate) sort: Sort,
    pub(crate) found: Found,
}

/// The query with every `incident:` that was merged away replaced by the one it leads to: an old id finds what a new
/// one finds, in pages, feeds, files and the API.
async fn followed(state: &WebState, q: &str) -> Result<String, WebError> {
    let lower = q.to_ascii_lowercase();
    let (mut followed, mut copied) = (String::with_capacity(q.len()), 0);
    for (at, field) in lower.match_indices(INCIDENT_FIELD).take(MOST_IDS) {
        let value = q.get(at + field.len()..).unwrap_or_default();
        let start = at + field.len() + usize::from(value.starts_with('"'));
        let id = q.get(start..).unwrap_or_default();
        let id = id.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).next().unwrap_or_default();
        let Ok(asked) = id.parse::<IncidentId>() else { continue };
        let into = state.store.resolve_incident(asked).await?.filter(|into| *into != asked);
        if let (Some(into), Some(before)) = (into, q.get(copied..start)) {
            followed.push_str(before);
            followed.push_str(&into.to_string());
            copied = start + id.len();
        }
    }
    followed.push_str(q.get(copied..).unwrap_or_default());
    Ok(followed)
}

/// Parses and searches on a blocking thread.
pub(crate) async fn find(
    state: &WebState,
    kind: RecordKind,
    params: &SearchParams,
    counting: Counting,
) -> Result<Finding, WebError> {
    let (index, now) = (state.index.clone(), state.now());
    let params = SearchParams { q: followed(state, &params.q).await?, ..params.clone() };
    blocking::run(move || {
        let mut parsed = index.parse(&params.q, now);
        let sort = params.sort.or(parsed.sort).unwrap_or(Sort::Newest);
        let request = Request {
            parsed: &parsed,
            kind,
            sort,
            limit: params.limit,
            cursor: params.cursor.as_deref(),
            after: params.after,
            before: params.before,
            facets: counting == Counting::WithFacets,
            resolution: params.resolution,
        };
        let mut found = index.search(&request)?;
        parsed.notes.append(&mut found.notes);
        Ok(Finding { parsed, sort, found })
    })
    .await?
}

/// How many records of a kind match.
pub(crate) async fn count(state: &WebState, kind: RecordKind, params: &SearchParams) -> Result<u64, WebError> {
    // A place in one kind's list is none in another's.
    let params = SearchParams { limit: 0, cursor: None, ..params.clone() };
    Ok(find(state, kind, &params, Counting::HitsOnly).await?.found.total)
}

#[cfg(test)]
mod tests;
