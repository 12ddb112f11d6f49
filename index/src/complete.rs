//! Completing what somebody types into a search field.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};
use watchline_model::RecordKind;

use crate::columns::facet_place;
use crate::query::{FieldKind, KeywordField, Place, Proposal, of_value, place, propose};
use crate::search::Shelves;
use crate::tokenize::fold;
use crate::translate::of_kind;

/// Words of the index that are proposed.
const MOST_WORDS: usize = 4;
/// Terms of the index that are looked at for one completion.
const MOST_LOOKED_AT: usize = 50_000;
/// Proposals that are counted before the best are chosen.
const MOST_COUNTED: usize = 24;

/// What may stand in the place of what is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// First byte of the query that a candidate takes the place of, and …
    pub from: usize,
    /// … the first one after it.
    pub to: usize,
    /// The likeliest first.
    pub candidates: Vec<Candidate>,
}

/// One thing that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Takes the place of what is typed: `vendor:`, `vendor:anthropic`, `leak`.
    pub text: String,
    /// For people: `Anthropic`.
    pub label: String,
    /// Documents that have this value; `None` for what is no value.
    pub count: Option<u64>,
    /// The whole query with the candidate in its place, for a field's `datalist`.
    pub query: String,
}

/// At most `limit` candidates for what stands before a cursor, in bytes.
pub(crate) fn complete(
    shelves: Shelves<'_>,
    query: &str,
    cursor: usize,
    limit: usize,
    now: DateTime<Utc>,
) -> tantivy::Result<Completion> {
    let Some(place) = place(query, cursor) else {
        let at = query.floor_char_boundary(cursor);
        return Ok(Completion { from: at, to: at, candidates: Vec::new() });
    };
    let mut proposals = propose(&place, shelves.names, now);
    proposals.extend(held(shelves, &place)?);
    let mut counted = Vec::new();
    for proposal in proposals {
        let count = match &proposal.counted {
            Some((field, value)) if counted.len() < MOST_COUNTED => Some(count(shelves, *field, value)?),
            Some(_) => break,
            None => None,
        };
        counted.push((proposal, count));
    }
    // What nothing has is proposed last; names of fields, which have no count, stay in front.
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(count.unwrap_or(u64::MAX)));
    counted.dedup_by(|(a, _), (b, _)| a.text == b.text);
    counted.truncate(limit);
    let candidates = counted.into_iter().map(|(Proposal { text, label, .. }, count)| {
        let (before, after) = (query.get(..place.span.start), query.get(place.span.end..));
        let query = [before, Some(text.as_str()), after].into_iter().flatten().collect();
        Candidate { query, text, label, count }
    });
    Ok(Completion { from: place.span.start, to: place.span.end, candidates: candidates.collect() })
}

/// What only the index knows: words, sources, numbers of vulnerabilities and incidents.
fn held(shelves: Shelves<'_>, place: &Place) -> tantivy::Result<Vec<Proposal>> {
    let Shelves { searcher, columns, fields, .. } = shelves;
    match &place.field {
        None => {
            let typed = fold(&place.typed);
            if typed.chars().count() < 2 || typed.contains(' ') {
                return Ok(Vec::new());
            }
            let mut words = beginning(searcher, fields.words, &typed)?;
            words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let proposal = |(word, _): (String, u64)| Proposal { text: word.clone(), label: word, counted: None };
            Ok(words.into_iter().filter(|(word, _)| *word != typed).take(MOST_WORDS).map(proposal).collect())
        }
        Some((FieldKind::Keyword(field), head)) => {
            let of = |value: &str| of_value(head, *field, value, value);
            match field {
                KeywordField::Source => {
                    let typed = place.typed.to_lowercase();
                    let known = facet_place(*field).map(|facet| columns.all_texts(facet)).unwrap_or_default();
                    Ok(known.iter().filter(|value| value.contains(&typed)).map(|value| of(value)).collect())
                }
                KeywordField::Vulnerability | KeywordField::Incident => {
                    let mut values = beginning(searcher, fields.keyword(*field), &place.typed.to_uppercase())?;
                    values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
                    Ok(values.iter().take(MOST_COUNTED).map(|(value, _)| of(value)).collect())
                }
                _ => Ok(Vec::new()),
            }
        }
        Some(_) => Ok(Vec::new()),
    }
}

/// Terms of a field that begin so, with how many records have them.
fn beginning(searcher: &Searcher, field: Field, prefix: &str) -> tantivy::Result<Vec<(String, u64)>> {
    let mut found: HashMap<String, u64> = HashMap::new();
    let mut looked_at = 0;
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().range().ge(prefix.as_bytes()).into_stream()?;
        while looked_at < MOST_LOOKED_AT && terms.advance() {
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            if !term.starts_with(prefix) {
                break;
            }
            looked_at += 1;
            *found.entry(term.to_owned()).or_default() += u64::from(terms.value().doc_freq);
        }
    }
    Ok(found.into_iter().collect())
}

/// Documents with a value.
fn count(shelves: Shelves<'_>, field: KeywordField, value: &str) -> tantivy::Result<u64> {
    let term = Term::from_field_text(shelves.fields.keyword(field), value);
    let value: Box<dyn Query> = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
    let kind = of_kind(RecordKind::Document, shelves.fields);
    let both = BooleanQuery::new(vec![(Occur::Must, value), (Occur::Must, kind)]);
    Ok(shelves.searcher.search(&both, &Count)? as u64)
}

#[cfg(test)]
mod tests;
