//! Dates as sentences give them, resolved against the day of publication.
//!
//! A date is never more exact than the words: "in March" is a month, "last week" the month it lies in, "earlier this
//! year" the year. Without a day of publication only whole dates are resolved.

mod calendar;
mod chinese;
mod english;

use chrono::NaiveDate;
use watchline_model::date::midnight;
use watchline_model::{Basis, Dated, Precision};

use crate::text::{Sentence, Text};

/// A date in a text. The basis is `effective` where the words before it say so ("from", "starting"), else `occurred`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FoundDate {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) dated: Dated,
}

/// A day, month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) first_day: NaiveDate,
    pub(crate) precision: Precision,
}

/// What the words around a date say of its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Told as past or not told.
    Past,
    /// "from", "starting", "will".
    Future,
}

/// Finds dates; built once.
#[derive(Debug)]
pub(crate) struct DateFinder {
    english: english::English,
    chinese: chinese::Chinese,
}

impl DateFinder {
    pub(crate) fn new() -> Self {
        Self { english: english::English::new(), chinese: chinese::Chinese::new() }
    }

    /// The dates of a sentence, by start; no two overlap.
    pub(crate) fn find(&self, text: &Text, sentence: &Sentence, reference: Option<NaiveDate>) -> Vec<FoundDate> {
        let mut found = self.english.find(sentence.plain(text), reference);
        if sentence.wide {
            found.extend(self.chinese.find(sentence.words(text), reference));
        }
        // The longest of those that begin first.
        found.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
        let mut kept: Vec<FoundDate> = Vec::new();
        for hit in found {
            if kept.last().is_none_or(|last| sentence.start + hit.start >= last.end) {
                let basis = if hit.effective { Basis::Effective } else { Basis::Occurred };
                let value = midnight(hit.resolved.first_day);
                let dated = Dated { value, precision: hit.resolved.precision, basis };
                kept.push(FoundDate { start: sentence.start + hit.start, end: sentence.start + hit.end, dated });
            }
        }
        kept
    }
}

/// A date within one sentence, in characters of it.
#[derive(Debug, Clone, Copy)]
struct Hit {
    start: usize,
    end: usize,
    resolved: Resolved,
    effective: bool,
}

#[cfg(test)]
mod tests;
