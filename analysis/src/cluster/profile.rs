//! What a cluster is known by: the sum of its documents' signatures.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::signature::Signature;
use crate::similarity::{Centroid, Vector};

/// Different values remembered of one sort; the commonest stay.
const MOST_VALUES: usize = 300;

/// How many documents of a cluster hold each value.
#[derive(Debug, Clone, Default)]
pub(super) struct Counted {
    counts: BTreeMap<String, u32>,
}

impl Counted {
    fn add<'a>(&mut self, values: impl IntoIterator<Item = &'a String>) {
        for value in values {
            *self.counts.entry(value.clone()).or_default() += 1;
        }
        self.bound();
    }

    fn absorb(&mut self, other: Counted) {
        for (value, count) in other.counts {
            *self.counts.entry(value).or_default() += count;
        }
        self.bound();
    }

    fn bound(&mut self) {
        if self.counts.len() <= MOST_VALUES {
            return;
        }
        let mut parts: Vec<(String, u32)> = std::mem::take(&mut self.counts).into_iter().collect();
        parts.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        parts.truncate(MOST_VALUES / 2);
        self.counts = parts.into_iter().collect();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Those of `values` that at least one document in `one_in` of `documents` holds.
    pub(super) fn shared<'v>(&self, values: &'v BTreeSet<String>, documents: u32, one_in: u32) -> Vec<&'v str> {
        let held = |value: &&String| self.counts.get(*value).is_some_and(|count| count * one_in >= documents);
        values.iter().filter(held).map(String::as_str).collect()
    }

    pub(super) fn values(&self) -> BTreeSet<String> {
        self.counts.keys().cloned().collect()
    }

    pub(super) fn contains(&self, value: &str) -> bool {
        self.counts.contains_key(value)
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    pub(super) documents: u32,
    pub(super) centroid: Centroid,
    pub(super) vulnerabilities: Counted,
    /// Of databases' records.
    pub(super) weaknesses: Counted,
    pub(super) products: Counted,
    pub(super) parties: Counted,
    pub(super) event_kinds: Counted,
    pub(super) dates: Counted,
    pub(super) named_days: Counted,
    /// Written in ideographs.
    pub(super) ideographic: u32,
    pub(super) urls: Counted,
    pub(super) links: Counted,
    /// Publication of the earliest and the latest dated document.
    pub(super) span: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Profile {
    pub(super) fn add(&mut self, signature: &Signature, vector: &Vector) {
        self.documents += 1;
        self.centroid.add(vector);
        self.vulnerabilities.add(&signature.vulnerabilities);
        self.weaknesses.add(&signature.weakness);
        self.products.add(&signature.products);
        self.parties.add(&signature.parties);
        self.event_kinds.add(&signature.event_kinds);
        self.dates.add(&signature.dates);
        self.named_days.add(&signature.named_days);
        let published = signature.published.map(|published| published.format("%Y-%m-%d").to_string());
        self.named_days.add(&published);
        self.ideographic += u32::from(signature.ideographic);
        self.urls.add(&signature.url);
        self.links.add(&signature.links);
        let moment = signature.published.map(|moment| (moment, moment));
        self.span = wider(self.span, moment);
    }

    pub(super) fn absorb(&mut self, other: Profile) {
        self.documents += other.documents;
        self.centroid.absorb(other.centroid);
        self.vulnerabilities.absorb(other.vulnerabilities);
        self.weaknesses.absorb(other.weaknesses);
        self.products.absorb(other.products);
        self.parties.absorb(other.parties);
        self.event_kinds.absorb(other.event_kinds);
        self.dates.absorb(other.dates);
        self.named_days.absorb(other.named_days);
        self.ideographic += other.ideographic;
        self.urls.absorb(other.urls);
        self.links.absorb(other.links);
        self.span = wider(self.span, other.span);
    }

    /// Days between `moment` and the nearest end of the cluster's span; 0 within it, `None` where a date is
    /// missing.
    pub(super) fn days_apart(&self, moment: Option<DateTime<Utc>>) -> Option<i64> {
        let ((first, last), moment) = (self.span?, moment?);
        Some((first - moment).num_days().max((moment - last).num_days()).max(0))
    }
}

type Span = Option<(DateTime<Utc>, DateTime<Utc>)>;

fn wider(left: Span, right: Span) -> Span {
    match (left, right) {
        (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
        (span, None) | (None, span) => span,
    }
}

#[cfg(test)]
mod tests;
