//! One search, as the pages, the API, the feeds and the exports all make it.

use chrono::{DateTime, NaiveDate, Utc};
use watchline_index::{Found, Parsed, Request, Sort};
use watchline_model::{Basis, Dated, RecordKind};

use crate::blocking;
use crate::error::WebError;
use crate::params::Params;
use crate::state::WebState;

/// Hits on a page unless asked otherwise.
pub(crate) const PAGE: usize = 20;
/// A longer query is refused: no person types it, and parsing it costs.
const LONGEST_QUERY: usize = 2_000;

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
}

impl Default for SearchParams {
    fn default() -> Self {
        Self { q: String::new(), after: None, before: None, sort: None, limit: PAGE, cursor: None }
    }
}

impl SearchParams {
    /// The names under which these stand in an address.
    pub(crate) const NAMES: [&'static str; 6] = ["q", "after", "before", "sort", "limit", "cursor"];

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

/// Parses and searches on a blocking thread.
pub(crate) async fn find(
    state: &WebState,
    kind: RecordKind,
    params: &SearchParams,
    counting: Counting,
) -> Result<Finding, WebError> {
    let (index, params, now) = (state.index.clone(), params.clone(), state.now());
    blocking::run(move || {
        let parsed = index.parse(&params.q, now);
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
        };
        let found = index.search(&request)?;
        Ok(Finding { parsed, sort, found })
    })
    .await?
}

#[cfg(test)]
mod tests;
