//! What a cluster is known by: the sum of what its documents are known by.

use chrono::{DateTime, Utc};

use super::resident::Resident;
use super::values::{SORTS, Sort};
use crate::fingerprint::Key;
use crate::similarity::Centroid;

/// Different values remembered of one sort; the commonest stay.
const MOST_VALUES: usize = 300;

/// How many documents of a cluster hold each value; by key.
#[derive(Debug, Clone, Default)]
struct Counted {
    counts: Vec<(Key, u32)>,
}

impl Counted {
    fn add(&mut self, key: Key, more: u32) {
        match self.counts.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(place) => self.counts[place].1 += more,
            Err(place) => self.counts.insert(place, (key, more)),
        }
        if self.counts.len() > MOST_VALUES {
            self.counts.sort_unstable_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(&right.0)));
            self.counts.truncate(MOST_VALUES / 2);
            self.counts.sort_unstable();
        }
    }

    fn count(&self, key: Key) -> u32 {
        let place = self.counts.binary_search_by_key(&key, |(key, _)| *key);
        place.ok().and_then(|place| self.counts.get(place)).map_or(0, |(_, count)| *count)
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    pub(super) documents: u32,
    pub(super) centroid: Centroid,
    counted: [Counted; SORTS],
    /// Documents written in ideographs.
    pub(super) ideographic: u32,
    /// Publication of the earliest and the latest dated document.
    pub(super) span: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Profile {
    pub(super) fn add(&mut self, resident: &Resident) {
        self.documents += 1;
        self.centroid.add(&resident.bag);
        for (sort, key) in &resident.values {
            self.counted[*sort as usize].add(*key, 1);
        }
        self.ideographic += u32::from(resident.ideographic);
        self.span = wider(self.span, resident.published.map(|moment| (moment, moment)));
    }

    pub(super) fn absorb(&mut self, other: &Self) {
        self.documents += other.documents;
        self.centroid.absorb(&other.centroid);
        for (own, others) in self.counted.iter_mut().zip(&other.counted) {
            others.counts.iter().for_each(|(key, count)| own.add(*key, *count));
        }
        self.ideographic += other.ideographic;
        self.span = wider(self.span, other.span);
    }

    pub(super) fn contains(&self, sort: Sort, value: &str) -> bool {
        self.count(sort, sort.key(value)) > 0
    }

    pub(super) fn count(&self, sort: Sort, key: Key) -> u32 {
        self.counted[sort as usize].count(key)
    }

    pub(super) fn knows_no(&self, sort: Sort) -> bool {
        self.counted[sort as usize].counts.is_empty()
    }

    /// Whether both know one value of a sort.
    pub(super) fn shares(&self, other: &Self, sort: Sort) -> bool {
        self.counted[sort as usize].counts.iter().any(|(key, _)| other.count(sort, *key) > 0)
    }

    /// How many different values of a sort it knows.
    pub(super) fn different(&self, sort: Sort) -> usize {
        self.counted[sort as usize].counts.len()
    }

    /// Those of `values` that at least one document in `one_in` holds.
    pub(super) fn shared<'v>(
        &self,
        sort: Sort,
        values: impl IntoIterator<Item = &'v String>,
        one_in: u32,
    ) -> Vec<&'v str> {
        let held = |value: &&String| {
            let count = self.count(sort, sort.key(value));
            count > 0 && count * one_in >= self.documents
        };
        values.into_iter().filter(held).map(String::as_str).collect()
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
