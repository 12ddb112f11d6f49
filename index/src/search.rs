//! A search: what is asked and what is found.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tantivy::query::Occur;
use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument};
use watchline_model::{DocumentId, IncidentId, RecordKind};

use crate::columns::{Columns, FACETS, facet_place};
use crate::error::IndexError;
use crate::gather::{Gather, Gathered};
use crate::histogram::{Resolution, bars};
use crate::label::label;
use crate::packed::{Kept, Unpacker};
use crate::plan::{Checks, Plan};
use crate::query::{KeywordField, Names, Note, Parsed, Sort};
use crate::rank::{Place, Ranking, read_cursor, write_cursor};
use crate::schema::Fields;
use crate::snippet::Snippets;
use crate::spelling;
use crate::tokenize::Tongue;
use crate::translate::{Scoring, Statistics, all_of, translate, with_keys};

/// Values of a facet that are shown: more is a list, not a choice.
const MOST_VALUES: usize = 100;
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
    /// The width of the histogram's bars.
    pub resolution: Resolution,
}

/// What is found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// All records that match, exactly, whatever the page.
    pub total: u64,
    pub hits: Vec<Hit>,
    /// Empty unless asked for; values by falling count. A count tells how many records choosing that value would
    /// find: what is chosen in another facet holds, what is chosen in this one does not.
    pub facets: Vec<Facet>,
    /// `2026-07-03`, `2026-07` or `2026` and how many were published then, oldest first; bars without any are
    /// left out.
    pub histogram: Vec<(String, u64)>,
    /// `None` on the last page.
    pub next_cursor: Option<String>,
    /// Where nothing was found: words that no record holds, with the nearest that some hold. To be shown with those
    /// of `Parsed`.
    pub notes: Vec<Note>,
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

/// What a search looks into.
#[derive(Clone, Copy)]
pub(crate) struct Shelves<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) columns: &'a Columns,
    pub(crate) fields: &'a Fields,
    pub(crate) names: &'a Names,
    pub(crate) texts: &'a Kept,
}

pub(crate) fn search(
    shelves: Shelves<'_>,
    request: &Request<'_>,
    (ranking, after): (Ranking, Option<Place>),
) -> tantivy::Result<Found> {
    let Shelves { searcher, columns, fields, names, texts } = shelves;
    let node = &request.parsed.query.0;
    let plan = Plan::new(node, Some(request.kind), request.after, request.before);
    let limit = request.limit.min(LARGEST_PAGE);
    let chosen = if request.facets { plan.chosen() } else { Vec::new() };
    let counted = |field: &KeywordField| request.facets && !chosen.contains(field);
    let main = Gather {
        ranking,
        keep: if limit == 0 { 0 } else { limit + 1 },
        after,
        facets: (0..FACETS.len()).filter(|place| FACETS.get(*place).is_some_and(counted)).collect(),
        histogram: request.facets,
        scored: request.parsed.query.has_words(),
        checks: Checks::default(),
        columns: columns.of(searcher)?,
    };
    let (opened, counted) = (main.columns.clone(), main.facets.clone());
    let scoring = if main.scored && ranking.sort == Sort::Relevance { Scoring::Words } else { Scoring::None };
    let mut gathered = run(shelves, &plan, None, main, scoring)?;
    let mut counts: Vec<(usize, Vec<u64>)> = counted.into_iter().zip(std::mem::take(&mut gathered.facets)).collect();
    for field in chosen {
        let Some(place) = facet_place(field) else { continue };
        let aside = Gather::counting(vec![place], opened.clone(), request.parsed.now);
        counts.extend([place].into_iter().zip(run(shelves, &plan, Some(field), aside, Scoring::None)?.facets));
    }
    counts.sort_unstable_by_key(|(place, _)| *place);
    let more = gathered.hits.len() > limit;
    gathered.hits.truncate(limit);
    let next_cursor = gathered.hits.last().filter(|_| more).map(|(place, _)| write_cursor(&ranking, place));
    let (mut snippets, mut unpacker) = (Snippets::new(node), Unpacker::new(texts));
    let mut hits = Vec::with_capacity(gathered.hits.len());
    for (place, address) in gathered.hits {
        hits.push(hit(searcher, fields, &mut snippets, &mut unpacker, place.key, ranking.score(place.rank), address)?);
    }
    let notes = if gathered.total == 0 { spelling::notes(searcher, fields, node)? } else { Vec::new() };
    let facets = counts
        .into_iter()
        .filter_map(|(place, counts)| Some(facet(names, *FACETS.get(place)?, columns.texts(place, &counts))));
    let histogram = bars(&gathered.days, request.resolution);
    Ok(Found { total: gathered.total, hits, facets: facets.collect(), histogram, next_cursor, notes })
}

fn run(
    shelves: Shelves<'_>,
    plan: &Plan<'_>,
    without: Option<KeywordField>,
    gather: Gather,
    scoring: Scoring,
) -> tantivy::Result<Gathered> {
    let Shelves { searcher, fields, .. } = shelves;
    let (query, checks) = plan.query(without, fields, scoring);
    let gather = Gather { checks, ..gather };
    match scoring {
        Scoring::None => searcher.search(&query, &gather),
        Scoring::Words => {
            let statistics = Statistics::new(searcher, plan.node(), fields)?;
            searcher.search_with_statistics_provider(&query, &gather, &statistics)
        }
    }
}

/// Which of the records with these keys match, in the order given.
pub(crate) fn matches(shelves: Shelves<'_>, parsed: &Parsed, keys: &[String]) -> tantivy::Result<Vec<String>> {
    let Shelves { searcher, columns, fields, .. } = shelves;
    let wanted: HashSet<&str> = keys.iter().map(String::as_str).collect();
    let mut parts = vec![(Occur::Must, translate(&parsed.query.0, fields, Scoring::None))];
    // Where most records are asked for, as in a batch of alerts, looking up each key costs more than it saves.
    if wanted.len() as u64 * 4 < searcher.num_docs() {
        parts.push((Occur::Must, with_keys(keys, fields)));
    }
    let gather = Gather { keep: usize::MAX, ..Gather::counting(Vec::new(), columns.of(searcher)?, parsed.now) };
    let hits = searcher.search(&all_of(parts), &gather)?.hits;
    let found: HashSet<String> = hits.into_iter().map(|(place, _)| place.key).collect();
    Ok(keys.iter().filter(|key| found.contains(*key)).cloned().collect())
}

fn hit(
    searcher: &Searcher,
    fields: &Fields,
    snippets: &mut Snippets,
    unpacker: &mut Unpacker<'_>,
    key: String,
    score: f32,
    address: DocAddress,
) -> tantivy::Result<Hit> {
    let document: TantivyDocument = searcher.doc(address)?;
    let incident = document.get_first(fields.keyword(KeywordField::Incident)).and_then(|value| value.as_str());
    let text = unpacker.unpack(document.get_first(fields.text).and_then(|value| value.as_bytes()).unwrap_or_default());
    let languages = document.get_all(fields.keyword(KeywordField::Language));
    let languages: Vec<&str> = languages.filter_map(|value| value.as_str()).collect();
    Ok(Hit {
        document: document_of(&key),
        incident: incident.and_then(|id| id.parse().ok()),
        event: event_number(&key),
        snippet: snippets.cut(&text, &Tongue::of(&languages)),
        key,
        score,
    })
}

/// `d12`, `d12e3` -> 12.
fn document_of(key: &str) -> Option<DocumentId> {
    let rest = key.strip_prefix('d')?;
    rest.split_once('e').map_or(rest, |(number, _)| number).parse().ok().map(DocumentId)
}

/// `d12e3` -> 3.
fn event_number(key: &str) -> Option<usize> {
    key.strip_prefix('d')?.split_once('e')?.1.parse().ok()
}

fn facet(names: &Names, field: KeywordField, counts: Vec<(Arc<str>, u64)>) -> Facet {
    let labelled = |(value, count): (Arc<str>, u64)| (value.to_string(), label(names, field, &value), count);
    let mut values: Vec<(String, String, u64)> = counts.into_iter().map(labelled).collect();
    values.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)).then_with(|| a.0.cmp(&b.0)));
    values.truncate(MOST_VALUES);
    Facet { name: field.column(), values }
}

#[cfg(test)]
mod tests;
