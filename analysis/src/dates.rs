//! Dates as sentences give them, resolved against the day of publication.
//!
//! A date is never more exact than the words: "in March" is a month, "last week" the month it lies in, "earlier this
//! year" the year. Without a day of publication only whole dates are resolved. Nothing here looks at a clock.
//!
//! Design: a text is cut into words, figures and signs ([`scan`]); lists give each its meanings language by language
//! ([`lexicon`]); one grammar over meanings serves all languages ([`parser`]); what was read is settled against the reference
//! ([`point`], [`calendar`]). Each step is linear in the text.
//!
//! Consequences: a language is a list of words; a form of date that only one language has costs a rule in the grammar. What is
//! not in the lists is not seen: fiscal years, other calendars, times of day without a day.

mod calendar;
mod concept;
mod lexicon;
mod parser;
mod point;
mod scan;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use watchline_model::date::midnight;
use watchline_model::{Basis, Dated, Precision};

use crate::text::{Sentence, Text, plain_text};
use lexicon::{Language, Lexicon};
use parser::{Parser, Reading};

/// A date in a text. The basis is `effective` where the words before it say so ("from", "starting"), else `occurred`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FoundDate {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) dated: Dated,
}

/// What the words around a date say of its direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    /// Told as past or not told.
    Past,
    /// "from", "starting", "will".
    Future,
}

/// How a date bounds what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It happened then.
    Within,
    Since,
    Until,
    Before,
    After,
}

/// One expression of a text with what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateExpression {
    /// Characters `start..end` of the text.
    pub start: usize,
    pub end: usize,
    /// The one date that may be shown for it: the beginning of a range, never more exact than the words. A time of day
    /// without a zone is no moment, so it is shown as its day.
    pub dated: Dated,
    /// First moment of what is meant, by the clock of the place.
    pub first: NaiveDateTime,
    /// The moment after the last.
    pub until: NaiveDateTime,
    /// Beginning of the last unit named: of "3 to 5 May" the 5th.
    pub last: NaiveDateTime,
    /// In what `first` and `last` are counted.
    pub bounds: Precision,
    /// Two dates were named: "3 to 5 May".
    pub is_range: bool,
    /// "early", "mid", "late": `first` and `until` are a fair guess.
    pub is_part: bool,
    /// Day and month could be the other way round.
    pub is_ambiguous: bool,
    /// Minutes east of UTC, where a zone was told.
    pub offset_minutes: Option<i32>,
    pub bound: Bound,
}

impl DateExpression {
    /// `2026-07-03`, `2026-06`, `2025-10/2025-12`, `2026-07-02T14:32Z`; what is only roughly known as [`Dated::value_text`].
    pub fn value_text(&self) -> String {
        let text = |moment: NaiveDateTime| match self.bounds {
            Precision::Year => moment.format("%Y").to_string(),
            Precision::Month => moment.format("%Y-%m").to_string(),
            Precision::Day => moment.format("%Y-%m-%d").to_string(),
            Precision::Time => moment.format("%Y-%m-%dT%H:%M").to_string(),
        };
        if let (Some(offset), Precision::Time) = (self.offset_minutes, self.bounds) {
            return (self.first - TimeDelta::minutes(i64::from(offset))).format("%Y-%m-%dT%H:%MZ").to_string();
        }
        let is_stretch_of_time = self.bounds == Precision::Time && self.until > self.first;
        if self.is_part
            || is_stretch_of_time
            || (self.bounds != Precision::Time && self.bounds > self.dated.precision && self.last == self.first)
        {
            return self.dated.value_text();
        }
        if self.last > self.first { format!("{}/{}", text(self.first), text(self.last)) } else { text(self.first) }
    }

    fn of(reading: &Reading) -> Self {
        let stretch = &reading.stretch;
        let basis = if reading.is_effective { Basis::Effective } else { Basis::Occurred };
        let day = stretch.first.date();
        let value = match (stretch.shown, stretch.zone) {
            (Precision::Time, Some(zone)) => (stretch.first - TimeDelta::minutes(i64::from(zone))).and_utc(),
            (Precision::Year, _) => midnight(first_of_year(day)),
            (Precision::Month, _) => midnight(first_of_month(day)),
            _ => midnight(day),
        };
        Self {
            start: reading.start,
            end: reading.end,
            dated: Dated { value, precision: stretch.shown, basis },
            first: stretch.first,
            until: stretch.end.max(stretch.first),
            last: stretch.last.max(stretch.first),
            bounds: stretch.bounds,
            is_range: stretch.is_range,
            is_part: reading.is_part,
            is_ambiguous: reading.is_ambiguous,
            offset_minutes: stretch.zone,
            bound: reading.bound,
        }
    }
}

fn first_of_year(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(chrono::Datelike::year(&day), 1, 1).unwrap_or(day)
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    chrono::Datelike::with_day(&day, 1).unwrap_or(day)
}

/// Finds dates; built once, cheap to share.
#[derive(Debug)]
pub struct DateFinder {
    lexicon: Lexicon,
}

impl Default for DateFinder {
    fn default() -> Self {
        Self::new()
    }
}

impl DateFinder {
    pub fn new() -> Self {
        Self { lexicon: Lexicon::new() }
    }

    /// The date expressions of a text, by start; no two overlap. `language` (ISO 639-1) decides between languages that write
    /// alike; without it the common words of the text do.
    pub fn expressions(
        &self,
        text: &str,
        reference: Option<NaiveDateTime>,
        language: Option<&str>,
    ) -> Vec<DateExpression> {
        self.read(text, &plain_text(text), reference, language.and_then(hint))
    }

    /// The dates of a sentence, by start; no two overlap.
    pub(crate) fn find(&self, text: &Text, sentence: &Sentence, reference: Option<NaiveDate>) -> Vec<FoundDate> {
        let reference = reference.map(|day| day.and_time(NaiveTime::MIN));
        self.read(sentence.words(text), sentence.plain(text), reference, None)
            .into_iter()
            .map(|found| FoundDate {
                start: sentence.start + found.start,
                end: sentence.start + found.end,
                dated: found.dated,
            })
            .collect()
    }

    fn read(
        &self,
        text: &str,
        plain: &[u8],
        reference: Option<NaiveDateTime>,
        hint: Option<Language>,
    ) -> Vec<DateExpression> {
        let (tokens, language) = scan::scan(text, plain, &self.lexicon, hint);
        Parser::new(&tokens, language, reference).read().iter().map(DateExpression::of).collect()
    }
}

/// The language of a tag such as `pt-BR`; `None` for those that their letters tell.
fn hint(tag: &str) -> Option<Language> {
    match tag.split(['-', '_']).next()? {
        "en" => Some(Language::English),
        "de" => Some(Language::German),
        "fr" => Some(Language::French),
        "es" => Some(Language::Spanish),
        "pt" => Some(Language::Portuguese),
        "it" => Some(Language::Italian),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
