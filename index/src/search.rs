//! A search: what is asked and what is found.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use tantivy::query::Occur;
use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument};
use watchline_model::{DocumentId, IncidentId, RecordKind};

use crate::error::IndexError;
use crate::gather::{FACETS, Gather};
use crate::label::label;
use crate::query::{KeywordField, Names, Parsed, Sort};
use crate::rank::{Place, Ranking, read_cursor, write_cursor};
use crate::schema::Fields;
use crate::snippet::Snippets;
use crate::translate::{all_of, of_kind, published, translate, with_keys};

/// Values of a facet that are shown: more is a list, not a choice.
const MOST_VALUES: usize = 200;
/// Hits on a page, at most: each costs a look into the stored text.
const LARGEST_PAGE: usize = 1000;

/// What is asked.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    pub parsed: &'a Parsed,
    pub kind: RecordKind,
    pub sort: Sort,
    /// Hits on a page, at most 1,000; 0 for counts only.
    pub limit: usize,
    /// `Found::next_cursor` of the page before.
    pub cursor: Option<&'a str>,
    /// Published at or after this moment, beside what the query says.
    pub after: Option<DateTime<Utc>>,
    /// Published before this moment.
    pub before: Option<DateTime<Utc>>,
    /// Whether facets and histogram are counted.
    pub facets: bool,
}

/// What is found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// All records that match, exactly, whatever the page.
    pub total: u64,
    pub hits: Vec<Hit>,
    /// Empty unless asked for; values by falling count.
    pub facets: Vec<Facet>,
    /// `2026-07` and how many were published then, oldest first; months without any are left out.
    pub histogram: Vec<(String, u64)>,
    /// `None` on the last page.
    pub next_cursor: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub key: String,
    pub document: Option<DocumentId>,
    /// The first of the record's incidents.
    pub incident: Option<IncidentId>,
    /// Which of the document's events, where the record is one; counts from 0.
    pub event: Option<usize>,
    /// A passage of the text around the words that were looked for.
    pub snippet: Vec<SnippetPart>,
    /// 0 unless sorted by relevance.
    pub score: f32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnippetPart {
    pub text: String,
    pub highlighted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// `vendor`, `product`, `event`, `status`, `severity`, `tier`, `source`, `language`, `country`, `kind`.
    pub name: &'static str,
    /// Value as typed in a query, label for people, count.
    pub values: Vec<(String, String, u64)>,
}

/// The order of a request's hits, and the place after which they begin.
pub(crate) fn ranking(request: &Request<'_>) -> Result<(Ranking, Option<Place>), IndexError> {
    match request.cursor {
        Some(cursor) => {
            read_cursor(cursor, request.sort, request.parsed.now).map(|(ranking, place)| (ranking, Some(place)))
        }
        None => Ok((Ranking::new(request.sort, request.parsed.now), None)),
    }
}

pub(crate) fn search(
    searcher: &Searcher,
    fields: &Fields,
    names: &Names,
    request: &Request<'_>,
    (ranking, after): (Ranking, Option<Place>),
) -> tantivy::Result<Found> {
    let node = &request.parsed.query.0;
    let mut parts = vec![(Occur::Must, of_kind(request.kind, fields)), (Occur::Must, translate(node, fields))];
    if request.after.is_some() || request.before.is_some() {
        parts.push((Occur::Must, published(request.after, request.before, fields)));
    }
    let limit = request.limit.min(LARGEST_PAGE);
    let gather = Gather {
        ranking,
        keep: if limit == 0 { 0 } else { limit + 1 },
        after,
        facets: request.facets,
        scored: request.parsed.query.has_words(),
    };
    let mut gathered = searcher.search(&all_of(parts), &gather)?;
    let more = gathered.hits.len() > limit;
    gathered.hits.truncate(limit);
    let next_cursor = gathered.hits.last().filter(|_| more).map(|(place, _)| write_cursor(&ranking, place));
    let mut snippets = Snippets::new(node);
    let mut hits = Vec::with_capacity(gathered.hits.len());
    for (place, address) in gathered.hits {
        hits.push(hit(searcher, fields, &mut snippets, place.key, ranking.score(place.rank), address)?);
    }
    let facets = FACETS.iter().zip(gathered.facets).map(|(field, counts)| facet(names, *field, counts)).collect();
    let histogram = gathered.months.into_iter().map(|(month, count)| (month_text(month), count)).collect();
    Ok(Found { total: gathered.total, hits, facets, histogram, next_cursor })
}

/// Which of the records with these keys match, in the order given.
pub(crate) fn matches(
    searcher: &Searcher,
    fields: &Fields,
    parsed: &Parsed,
    keys: &[String],
) -> tantivy::Result<Vec<String>> {
    let wanted: HashSet<&str> = keys.iter().map(String::as_str).collect();
    let mut parts = vec![(Occur::Must, translate(&parsed.query.0, fields))];
    // Where most records are asked for, as in a batch of alerts, looking up each key costs more than it saves.
    if wanted.len() as u64 * 4 < searcher.num_docs() {
        parts.push((Occur::Must, with_keys(keys, fields)));
    }
    let gather = Gather {
        ranking: Ranking::new(Sort::Newest, parsed.now),
        keep: usize::MAX,
        after: None,
        facets: false,
        scored: false,
    };
    let hits = searcher.search(&all_of(parts), &gather)?.hits;
    let found: HashSet<String> = hits.into_iter().map(|(place, _)| place.key).collect();
    Ok(keys.iter().filter(|key| found.contains(*key)).cloned().collect())
}

fn hit(
    searcher: &Searcher,
    fields: &Fields,
    snippets: &mut Snippets,
    key: String,
    score: f32,
    address: DocAddress,
) -> tantivy::Result<Hit> {
    let document: TantivyDocument = searcher.doc(address)?;
    let incident = document.get_first(fields.keyword(KeywordField::Incident)).and_then(|value| value.as_str());
    let text = document.get_first(fields.text_words).and_then(|value| value.as_str()).unwrap_or_default();
    Ok(Hit {
        document: document.get_first(fields.document).and_then(|value| value.as_i64()).map(DocumentId),
        incident: incident.and_then(|id| id.parse().ok()),
        event: event_number(&key),
        snippet: snippets.cut(text),
        key,
        score,
    })
}

/// `d12e3` -> 3.
fn event_number(key: &str) -> Option<usize> {
    key.strip_prefix('d')?.split_once('e')?.1.parse().ok()
}

fn facet(names: &Names, field: KeywordField, counts: HashMap<String, u64>) -> Facet {
    let mut values: Vec<(String, String, u64)> =
        counts.into_iter().map(|(value, count)| (value.clone(), label(names, field, &value), count)).collect();
    values.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)).then_with(|| a.0.cmp(&b.0)));
    values.truncate(MOST_VALUES);
    Facet { name: field.column(), values }
}

fn month_text(month: u64) -> String {
    format!("{:04}-{:02}", month / 12, month % 12 + 1)
}

#[cfg(test)]
mod tests;
