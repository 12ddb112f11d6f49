//! The tree of a query into tantivy's queries. Only words score; conditions select.

use std::ops::Bound;

use chrono::{DateTime, Utc};
use tantivy::columnar::Column;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, RangeQuery, TermQuery,
    TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SegmentReader, Term};
use watchline_model::{IncidentId, RecordKind};

use crate::query::{Axis, KeywordField, Node, is_vulnerability_id};
use crate::schema::{Fields, HAPPENED_FROM, HAPPENED_TO};
use crate::tokenize::{Use, stems, tokens, words};

/// How much more a word in the title says about a record than one in its text.
const TITLE_BOOST: f32 = 2.5;

/// What tantivy shall look for.
pub(crate) fn translate(node: &Node, fields: &Fields) -> Box<dyn Query> {
    match node {
        Node::Everything => unscored(AllQuery),
        Node::Word(word) => word_query(word, fields),
        Node::Phrase(phrase) => phrase_query(phrase, fields),
        Node::Is { field, values, .. } => {
            one_of(values.iter().map(|value| Term::from_field_text(fields.keyword(*field), value)).collect())
        }
        Node::Within { axis: Axis::Published, from, to, .. } => within(fields.published, *from, *to),
        Node::Within { axis: Axis::Known, from, to, .. } => within(fields.known, *from, *to),
        Node::Within { axis: Axis::Happened, from, to, .. } => happened(*from, *to),
        Node::Not(negated) => all_of(vec![(Occur::MustNot, translate(negated, fields))]),
        Node::And(parts) => all_of(
            parts
                .iter()
                .map(|part| match part {
                    Node::Not(negated) => (Occur::MustNot, translate(negated, fields)),
                    other => (Occur::Must, translate(other, fields)),
                })
                .collect(),
        ),
        Node::Or(parts) => any_of(parts.iter().map(|part| translate(part, fields)).collect()),
    }
}

/// Records of one kind.
pub(crate) fn of_kind(kind: RecordKind, fields: &Fields) -> Box<dyn Query> {
    one_of(vec![Term::from_field_text(fields.record_kind, kind.as_str())])
}

/// Records with one of these keys.
pub(crate) fn with_keys(keys: &[String], fields: &Fields) -> Box<dyn Query> {
    one_of(keys.iter().map(|key| Term::from_field_text(fields.key, key)).collect())
}

/// Records published from a moment (inclusive) to another (exclusive).
pub(crate) fn published(from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>, fields: &Fields) -> Box<dyn Query> {
    within(fields.published, from, to)
}

/// What must and what must not hold; something must, if only everything.
pub(crate) fn all_of(mut parts: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        parts.push((Occur::Must, unscored(AllQuery)));
    }
    Box::new(BooleanQuery::new(parts))
}

fn any_of(parts: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::new(parts.into_iter().map(|part| (Occur::Should, part)).collect()))
}

fn unscored(query: impl Query) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}

fn one_of(mut terms: Vec<Term>) -> Box<dyn Query> {
    match terms.len() {
        0 => unscored(EmptyQuery),
        1 => unscored(TermQuery::new(terms.remove(0), IndexRecordOption::Basic)),
        _ => unscored(TermSetQuery::new(terms)),
    }
}

/// A word in any inflection; one that falls apart (`GPT-4o`, `禁止使用`) as a phrase of its parts. The number of
/// an incident or a vulnerability finds what is filed under it, too.
fn word_query(word: &str, fields: &Fields) -> Box<dyn Query> {
    let stems = tokens(&mut stems(Use::Query), word);
    let found = match stems.as_slice() {
        [stem] => {
            let term = |field| TermQuery::new(Term::from_field_text(field, &stem.text), IndexRecordOption::WithFreqs);
            let title = BoostQuery::new(Box::new(term(fields.title_stems)), TITLE_BOOST);
            any_of(vec![Box::new(title), Box::new(term(fields.text_stems))])
        }
        _ => phrase_query(word, fields),
    };
    let upper = word.to_uppercase();
    let filed = if let Ok(id) = upper.parse::<IncidentId>() {
        (KeywordField::Incident, id.to_string())
    } else if is_vulnerability_id(&upper) {
        (KeywordField::Vulnerability, upper)
    } else {
        return found;
    };
    any_of(vec![found, one_of(vec![Term::from_field_text(fields.keyword(filed.0), &filed.1)])])
}

fn phrase_query(phrase: &str, fields: &Fields) -> Box<dyn Query> {
    let words = tokens(&mut words(Use::Query), phrase);
    let in_field = |field: Field| -> Box<dyn Query> {
        let terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(field, &word.text)).collect();
        match terms.as_slice() {
            [] => Box::new(EmptyQuery),
            [term] => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
            _ => Box::new(PhraseQuery::new(terms)),
        }
    };
    any_of(vec![Box::new(BoostQuery::new(in_field(fields.title_words), TITLE_BOOST)), in_field(fields.text_words)])
}

fn within(field: Field, from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>) -> Box<dyn Query> {
    let term = |moment: DateTime<Utc>| Term::from_field_i64(field, moment.timestamp_micros());
    let lower = from.map_or(Bound::Unbounded, |from| Bound::Included(term(from)));
    let upper = to.map_or(Bound::Unbounded, |to| Bound::Excluded(term(to)));
    match (&lower, &upper) {
        (Bound::Unbounded, Bound::Unbounded) => unscored(AllQuery),
        _ => unscored(RangeQuery::new(lower, upper)),
    }
}

/// Records with a span that overlaps `from` to `to`. A record may have several spans, so that two range
/// queries would match the beginning of one and the end of another: the pairs are looked at one by one.
fn happened(from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>) -> Box<dyn Query> {
    let from = from.map_or(i64::MIN, |from| from.timestamp_micros());
    let to = to.map_or(i64::MAX, |to| to.timestamp_micros());
    let predicate = FunctionPredicate::from(move |segment: &SegmentReader| {
        let columns = segment.fast_fields();
        let empty = || Column::build_empty_column(segment.max_doc());
        let starts: Column<i64> = columns.column_opt(HAPPENED_FROM)?.unwrap_or_else(empty);
        let ends: Column<i64> = columns.column_opt(HAPPENED_TO)?.unwrap_or_else(empty);
        Ok(move |document: DocId| {
            let spans = starts.values_for_doc(document).zip(ends.values_for_doc(document));
            spans.into_iter().any(|(start, end)| start < to && end > from)
        })
    });
    unscored(DocPredicateQuery::from(predicate))
}
