//! The tree of a query into tantivy's queries. Only words score; conditions select.
//!
//! A word of a query stands for all its stems, one a language (`tokenize::stem`). For the score they are one word:
//! how rare it is goes by all records that hold any of them ([`Statistics`]).

use std::collections::HashMap;
use std::ops::Bound;

use chrono::{DateTime, Utc};
use tantivy::columnar::Column;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query,
    RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Searcher, SegmentReader, Term};
use watchline_model::{IncidentId, RecordKind};

use crate::query::{Axis, KeywordField, Node, is_vulnerability_id};
use crate::record::kind_number;
use crate::schema::{Fields, HAPPENED_FROM, HAPPENED_TO};
use crate::tokenize::{Use, Variants, tokens, variants, words};

/// How much more a word in the title says about a record than one in its text.
const TITLE_BOOST: f32 = 2.5;

/// Whether hits are ordered by how well they match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scoring {
    Words,
    None,
}

/// What tantivy shall look for.
pub(crate) fn translate(node: &Node, fields: &Fields, scoring: Scoring) -> Box<dyn Query> {
    match node {
        Node::Everything => unscored(AllQuery),
        Node::Word(word) => word_query(word, fields, scoring),
        Node::Phrase(phrase) => phrase_query(phrase, fields, scoring),
        Node::Is { field, values, .. } => {
            one_of(values.iter().map(|value| Term::from_field_text(fields.keyword(*field), value)).collect())
        }
        Node::Within { axis: Axis::Published, from, to, .. } => within(fields.published, *from, *to),
        Node::Within { axis: Axis::Known, from, to, .. } => within(fields.known, *from, *to),
        Node::Within { axis: Axis::Happened, from, to, .. } => happened(*from, *to),
        Node::Not(negated) => all_of(vec![(Occur::MustNot, translate(negated, fields, Scoring::None))]),
        Node::And(parts) => all_of(
            parts
                .iter()
                .map(|part| match part {
                    Node::Not(negated) => (Occur::MustNot, translate(negated, fields, Scoring::None)),
                    other => (Occur::Must, translate(other, fields, scoring)),
                })
                .collect(),
        ),
        Node::Or(parts) => any_of(parts.iter().map(|part| translate(part, fields, scoring)).collect()),
    }
}

/// Records of one kind.
pub(crate) fn of_kind(kind: RecordKind, fields: &Fields) -> Box<dyn Query> {
    one_of(vec![Term::from_field_u64(fields.record_kind, kind_number(kind))])
}

/// Records with one of these keys.
pub(crate) fn with_keys(keys: &[String], fields: &Fields) -> Box<dyn Query> {
    one_of(keys.iter().map(|key| Term::from_field_text(fields.key, key)).collect())
}

/// What must and what must not hold; something must, if only everything.
pub(crate) fn all_of(mut parts: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    if parts.len() == 1 && parts[0].0 == Occur::Must {
        return parts.remove(0).1;
    }
    if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        parts.push((Occur::Must, unscored(AllQuery)));
    }
    Box::new(BooleanQuery::new(parts))
}

fn any_of(mut parts: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if parts.len() == 1 {
        return parts.remove(0);
    }
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
fn word_query(word: &str, fields: &Fields, scoring: Scoring) -> Box<dyn Query> {
    let found = match variants(word) {
        None => phrase_query(word, fields, scoring),
        Some(variants) => {
            let any = |terms: Vec<Term>| any_of(terms.into_iter().map(single).collect());
            let text = any(terms(&variants, fields.words, fields.stems));
            titled(text, || any(terms(&variants, fields.title_words, fields.title_stems)), scoring)
        }
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

fn terms(variants: &Variants, words: Field, stems: Field) -> Vec<Term> {
    let words = variants.words.iter().map(|word| Term::from_field_text(words, word));
    words.chain(variants.stems.iter().map(|stem| Term::from_field_text(stems, stem))).collect()
}

fn phrase_query(phrase: &str, fields: &Fields, scoring: Scoring) -> Box<dyn Query> {
    let words = tokens(&mut words(Use::Query), phrase);
    let in_field = |field: Field| -> Box<dyn Query> {
        let mut terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(field, &word.text)).collect();
        match terms.len() {
            0 => Box::new(EmptyQuery),
            1 => single(terms.remove(0)),
            _ => Box::new(PhraseQuery::new(terms)),
        }
    };
    titled(in_field(fields.words), || in_field(fields.title_words), scoring)
}

fn single(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

/// What is found in title or text; where it stands in the title it scores more.
fn titled(anywhere: Box<dyn Query>, in_title: impl Fn() -> Box<dyn Query>, scoring: Scoring) -> Box<dyn Query> {
    if scoring == Scoring::None {
        return anywhere;
    }
    let title = BoostQuery::new(in_title(), TITLE_BOOST);
    Box::new(BooleanQuery::new(vec![(Occur::Must, anywhere), (Occur::Should, Box::new(title))]))
}

/// How rare words are, a word's stems taken together.
pub(crate) struct Statistics<'a> {
    searcher: &'a Searcher,
    shared: HashMap<Term, u64>,
}

impl<'a> Statistics<'a> {
    pub(crate) fn new(searcher: &'a Searcher, node: &Node, fields: &Fields) -> tantivy::Result<Self> {
        let mut statistics = Self { searcher, shared: HashMap::new() };
        statistics.look_for(node, fields)?;
        Ok(statistics)
    }

    fn look_for(&mut self, node: &Node, fields: &Fields) -> tantivy::Result<()> {
        match node {
            Node::Word(word) => {
                let Some(variants) = variants(word) else { return Ok(()) };
                let most = self.total_num_docs()?;
                for (words, stems) in [(fields.words, fields.stems), (fields.title_words, fields.title_stems)] {
                    let terms = terms(&variants, words, stems);
                    let mut together = 0;
                    for term in &terms {
                        together += self.searcher.doc_freq(term)?;
                    }
                    self.shared.extend(terms.into_iter().map(|term| (term, together.min(most))));
                }
                Ok(())
            }
            Node::And(parts) | Node::Or(parts) => parts.iter().try_for_each(|part| self.look_for(part, fields)),
            Node::Everything | Node::Phrase(_) | Node::Is { .. } | Node::Within { .. } | Node::Not(_) => Ok(()),
        }
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        match self.shared.get(term) {
            Some(together) => Ok(*together),
            None => self.searcher.doc_freq(term),
        }
    }
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
