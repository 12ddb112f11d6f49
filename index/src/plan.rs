//! A query cut into what is looked up and what is checked of each record found, and into the choices made in facets.
//!
//! # Design
//! Kinds of record and periods hold for many records each: to look them up costs more than to check them of
//! what the rest of the query finds, and the columns they stand in are read anyway. They are looked up only
//! where nothing else is.
//!
//! A facet's counts tell what choosing another of its values would find. So for each facet in which something
//! is chosen the query runs once more without that choice, for the counts of this facet alone.

use chrono::{DateTime, Utc};
use tantivy::query::{Occur, Query};
use watchline_model::RecordKind;

use crate::columns::facet_place;
use crate::query::{Axis, KeywordField, Node};
use crate::record::kind_number;
use crate::schema::Fields;
use crate::translate::{Scoring, all_of, of_kind, translate};

/// From (inclusive) to (exclusive), in microseconds since 1970.
pub(crate) type Period = (i64, i64);

/// What is checked of each record that was looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Checks {
    pub(crate) kind: Option<u64>,
    pub(crate) published: Vec<Period>,
    pub(crate) known: Vec<Period>,
    pub(crate) happened: Vec<Period>,
}

/// A query in parts that must all hold.
pub(crate) struct Plan<'a> {
    node: &'a Node,
    kind: Option<RecordKind>,
    parts: Vec<&'a Node>,
    /// Beside the parts: the period that a request asks for.
    period: Option<Node>,
}

impl<'a> Plan<'a> {
    pub(crate) fn new(
        node: &'a Node,
        kind: Option<RecordKind>,
        after: Option<DateTime<Utc>>,
        before: Option<DateTime<Utc>>,
    ) -> Self {
        let parts = match node {
            Node::Everything => Vec::new(),
            Node::And(parts) => parts.iter().collect(),
            other => vec![other],
        };
        let period = (after.is_some() || before.is_some()).then_some(Node::Within {
            axis: Axis::Published,
            from: after,
            to: before,
            shown: String::new(),
        });
        Self { node, kind, parts, period }
    }

    pub(crate) fn node(&self) -> &'a Node {
        self.node
    }

    /// The facets in which something is chosen.
    pub(crate) fn chosen(&self) -> Vec<KeywordField> {
        let mut fields: Vec<KeywordField> = Vec::new();
        for field in self.parts.iter().filter_map(|part| choice(part)) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// What to look up and what to check, without what is chosen in one facet.
    pub(crate) fn query(
        &self,
        without: Option<KeywordField>,
        fields: &Fields,
        scoring: Scoring,
    ) -> (Box<dyn Query>, Checks) {
        let kept = || {
            let chosen = |part: &&&Node| without.is_none() || choice(part) != without;
            self.parts.iter().filter(chosen).copied().chain(&self.period)
        };
        let driven = kept().any(is_lookup);
        let (mut checks, mut lookups) = (Checks::default(), Vec::new());
        for part in kept() {
            match part {
                Node::Within { axis, from, to, .. } if driven => checks.add(*axis, *from, *to),
                Node::Not(negated) => lookups.push((Occur::MustNot, translate(negated, fields, Scoring::None))),
                other => lookups.push((Occur::Must, translate(other, fields, scoring))),
            }
        }
        if let Some(kind) = self.kind {
            if driven {
                checks.kind = Some(kind_number(kind));
            } else {
                lookups.push((Occur::Must, of_kind(kind, fields)));
            }
        }
        (all_of(lookups), checks)
    }
}

impl Checks {
    fn add(&mut self, axis: Axis, from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>) {
        let period =
            (from.map_or(i64::MIN, |from| from.timestamp_micros()), to.map_or(i64::MAX, |to| to.timestamp_micros()));
        match axis {
            Axis::Published => self.published.push(period),
            Axis::Known => self.known.push(period),
            Axis::Happened => self.happened.push(period),
        }
    }
}

/// The facet in which a part of a query chooses one or more values.
fn choice(part: &Node) -> Option<KeywordField> {
    match part {
        Node::Is { field, .. } => facet_place(*field).map(|_| *field),
        Node::Or(parts) => {
            let mut fields = parts.iter().map(choice);
            let first = fields.next()??;
            fields.all(|field| field == Some(first)).then_some(first)
        }
        _ => None,
    }
}

/// Whether a part is found by looking up words or values, which few records have.
fn is_lookup(part: &Node) -> bool {
    match part {
        Node::Word(_) | Node::Phrase(_) | Node::Is { .. } => true,
        Node::And(parts) => parts.iter().any(is_lookup),
        Node::Or(parts) => parts.iter().all(is_lookup),
        Node::Everything | Node::Within { .. } | Node::Not(_) => false,
    }
}

#[cfg(test)]
mod tests;
