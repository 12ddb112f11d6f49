//! How many records were published when: counted by day, told by day, month or year.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Datelike, NaiveDate};

const MICROSECONDS_A_DAY: i64 = 86_400_000_000;
/// A span of so many days has a counter for each of them (110 years); a longer one only for those that occur.
const MOST_COUNTERS: i64 = 40_000;

/// The width of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Resolution {
    Day,
    #[default]
    Month,
    Year,
}

impl Resolution {
    /// The word as it stands in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Reads what [`Self::as_str`] writes.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Day, Self::Month, Self::Year].into_iter().find(|resolution| resolution.as_str() == word)
    }

    /// The beginning of a date that names its bar: `2026-07-03`, `2026-07`, `2026`. Years have four digits or more.
    fn name(self, date: NaiveDate) -> String {
        let year = date.year();
        match self {
            Self::Day => format!("{year:04}-{:02}-{:02}", date.month(), date.day()),
            Self::Month => format!("{year:04}-{:02}", date.month()),
            Self::Year => format!("{year:04}"),
        }
    }
}

/// Counts by day since 1970.
#[derive(Debug)]
pub(crate) enum Days {
    Each { first: i64, counts: Vec<u64> },
    Some(HashMap<i64, u64>),
}

impl Days {
    /// For moments in this span, in microseconds since 1970.
    pub(crate) fn within(least: i64, greatest: i64) -> Self {
        let (first, last) = (day(least), day(greatest));
        match usize::try_from(last.saturating_sub(first)) {
            Ok(more) if last - first < MOST_COUNTERS => Self::Each { first, counts: vec![0; more + 1] },
            _ => Self::Some(HashMap::new()),
        }
    }

    pub(crate) fn add(&mut self, moment: i64) {
        match self {
            Self::Each { first, counts } => {
                let place = usize::try_from(day(moment) - *first).ok();
                if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                    *count += 1;
                }
            }
            Self::Some(counts) => *counts.entry(day(moment)).or_default() += 1,
        }
    }

    /// Adds these counts to those of other segments.
    pub(crate) fn merge_into(self, all: &mut BTreeMap<i64, u64>) {
        let mut add = |day: i64, count: u64| *all.entry(day).or_default() += count;
        match self {
            Self::Each { first, counts } => {
                for (day, count) in (first..).zip(counts).filter(|(_, count)| *count > 0) {
                    add(day, count);
                }
            }
            Self::Some(counts) => counts.into_iter().for_each(|(day, count)| add(day, count)),
        }
    }
}

fn day(moment: i64) -> i64 {
    moment.div_euclid(MICROSECONDS_A_DAY)
}

/// Bars from the earliest to the latest; those without a record are left out.
pub(crate) fn bars(days: &BTreeMap<i64, u64>, resolution: Resolution) -> Vec<(String, u64)> {
    let mut bars: Vec<(String, u64)> = Vec::new();
    for (day, count) in days {
        let Some(date) = DateTime::from_timestamp(day.saturating_mul(86_400), 0) else { continue };
        let name = resolution.name(date.date_naive());
        match bars.last_mut() {
            Some((last, counted)) if *last == name => *counted += count,
            _ => bars.push((name, *count)),
        }
    }
    bars
}

#[cfg(test)]
mod tests;
