//! What a cluster is known by: the sum of what its documents are known by.

use chrono::{DateTime, Utc};

use super::resident::Resident;
use super::values::Sort;
use crate::fingerprint::Key;
use crate::similarity::Centroid;

/// Different values remembered; the commonest stay.
const MOST_VALUES: usize = 1200;

/// How many documents of a cluster hold each value; by sort and key.
#[derive(Debug, Clone, Default)]
struct Counted {
    counts: Vec<(u8, Key, u32)>,
}

impl Counted {
    fn add(&mut self, sort: u8, key: Key, more: u32) {
        match self.counts.binary_search_by_key(&(sort, key), |(sort, key, _)| (*sort, *key)) {
            Ok(place) => self.counts[place].2 += more,
            Err(place) => self.counts.insert(place, (sort, key, more)),
        }
        if self.counts.len() > MOST_VALUES {
            self.counts.sort_unstable_by(|left, right| right.2.cmp(&left.2).then(left.cmp(right)));
            self.counts.truncate(MOST_VALUES / 2);
            self.counts.sort_unstable();
        }
    }

    fn count(&self, sort: u8, key: Key) -> u32 {
        let place = self.counts.binary_search_by_key(&(sort, key), |(sort, key, _)| (*sort, *key));
        place.ok().and_then(|place| self.counts.get(place)).map_or(0, |(_, _, count)| *count)
    }

    fn of_sort(&self, sort: u8) -> &[(u8, Key, u32)] {
        let first = self.counts.partition_point(|(other, _, _)| *other < sort);
        let last = self.counts.partition_point(|(other, _, _)| *other <= sort);
        self.counts.get(first..last).unwrap_or_default()
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    pub(super) documents: u32,
    pub(super) centroid: Centroid,
    counted: Counted,
    /// Documents written in ideographs.
    pub(super) ideographic: u32,
    /// Publication of the earliest and the latest dated document.
    pub(super) span: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// The same with those that are dated only to a month or a year.
    pub(super) reach: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Profile {
    pub(super) fn add(&mut self, resident: &Resident) {
        self.documents += 1;
        self.centroid.add(&resident.bag);
        for (sort, key) in &resident.values {
            self.counted.add(*sort as u8, *key, 1);
        }
        self.ideographic += u32::from(resident.ideographic);
        let exact = resident.published.map(|moment| (moment, moment));
        self.span = wider(self.span, exact);
        self.reach = wider(self.reach, exact.or(resident.period));
    }

    #[cfg(test)]
    pub(super) fn add_value(&mut self, sort: Sort, value: &str) {
        self.counted.add(sort as u8, sort.key(value), 1);
    }

    pub(super) fn absorb(&mut self, other: &Self) {
        self.documents += other.documents;
        self.centroid.absorb(&other.centroid);
        other.counted.counts.iter().for_each(|(sort, key, count)| self.counted.add(*sort, *key, *count));
        self.ideographic += other.ideographic;
        self.span = wider(self.span, other.span);
        self.reach = wider(self.reach, other.reach);
    }

    pub(super) fn contains(&self, sort: Sort, value: &str) -> bool {
        self.count(sort, sort.key(value)) > 0
    }

    pub(super) fn count(&self, sort: Sort, key: Key) -> u32 {
        self.counted.count(sort as u8, key)
    }

    pub(super) fn knows_no(&self, sort: Sort) -> bool {
        self.counted.of_sort(sort as u8).is_empty()
    }

    /// Whether both know one value of a sort.
    pub(super) fn shares(&self, other: &Self, sort: Sort) -> bool {
        self.counted.of_sort(sort as u8).iter().any(|(_, key, _)| other.count(sort, *key) > 0)
    }

    /// How many different values of a sort it knows.
    pub(super) fn different(&self, sort: Sort) -> usize {
        self.counted.of_sort(sort as u8).len()
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

    /// Days that must at least lie between a period and the cluster's; `None` where nothing is known of either.
    pub(super) fn least_days_apart(&self, period: Option<(DateTime<Utc>, DateTime<Utc>)>) -> Option<i64> {
        let ((first, last), (from, to)) = (self.reach?, period?);
        Some((first - to).num_days().max((from - last).num_days()).max(0))
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
