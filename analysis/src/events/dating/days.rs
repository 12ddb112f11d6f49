//! The dates of each sentence, with those that are told from another: "the same day", "two days later".

use std::sync::LazyLock;

use chrono::{Days as Count, NaiveDate};
use regex::bytes::Regex;
use watchline_model::date::midnight;
use watchline_model::{Basis, Dated, Precision};

use crate::dates::{DateFinder, FoundDate};
use crate::text::Text;

/// How many sentences back the date may stand from which another is told.
const REACH: usize = 3;

static SAME: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:(?:on |from )?(?:the |that )(?:very )?same (?:day|morning|afternoon|evening|night)|on the day\b|(?:later )?that (?:day|evening|night|afternoon))\b",
    )
});
static LATER: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:the )?(?:(next|following) (?:day|morning)|day (after|later)|day (before|earlier)|(one|two|three|four|five|six|seven|ten|[0-9]{1,2}) (days?|weeks?) (later|earlier|before|after that|afterwards))\b",
    )
});
/// "from today", "as of this morning".
static TODAY: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(as of|as from|from|starting|effective|beginning|since|out|until|earlier) (?:today|this morning|this afternoon|tonight)\b",
    )
});
/// Longer spans that are told from another date; whole, for they are only left out.
static FAR: LazyLock<Regex> =
    LazyLock::new(|| build(r"\b(?:months?|years?|hours?|minutes?|seconds?|decades?) (?:later|earlier|before|after)\b"));
/// "the last six minutes": a length, not a day.
static LENGTH: LazyLock<Regex> = LazyLock::new(|| build(r"(?:seconds?|minutes?|hours?)$"));
/// "7,2 million": no date.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"^ ?(?:mil\b|mill|mio|mrd|milliard|billion|bn\b|%|per cent|percent|euros?|dollars?|pounds|usd|eur|francs|yen)",
    )
});
/// A weekday in a sentence that tells the rule as in force: the one before, not the one to come.
static TOOK_EFFECT: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:took effect|came into (?:force|effect)|went into (?:force|effect)|has been (?:active|in force|in place))\b[^,;]{0,20}$",
    )
});
static WEEKDAY: LazyLock<Regex> =
    LazyLock::new(|| build(r"^(?:on |since |from )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"));

fn build(pattern: &str) -> Regex {
    Regex::new(&format!("(?-u){pattern}")).expect("the patterns are constants")
}

/// Read sentence by sentence as they are asked for.
pub(in super::super) struct Days<'a> {
    text: &'a Text,
    finder: &'a DateFinder,
    reference: Option<NaiveDate>,
    own: Vec<Option<Vec<FoundDate>>>,
}

impl<'a> Days<'a> {
    pub(in super::super) fn new(text: &'a Text, finder: &'a DateFinder, reference: Option<NaiveDate>) -> Self {
        Self { text, finder, reference, own: vec![None; text.sentences.len()] }
    }

    /// The dates that stand in a sentence by themselves.
    fn own(&mut self, number: usize) -> &[FoundDate] {
        let (text, finder, reference) = (self.text, self.finder, self.reference);
        let Some(slot) = self.own.get_mut(number) else { return &[] };
        slot.get_or_insert_with(|| {
            let sentence = &text.sentences[number];
            let mut found = finder.find(text, sentence, reference);
            found.retain(|date| stands_alone(text, date));
            for date in &mut found {
                settle(text, sentence.start, date, reference);
            }
            found
        })
    }

    /// All dates of a sentence, by start.
    pub(in super::super) fn of(&mut self, number: usize) -> Vec<FoundDate> {
        let sentence = &self.text.sentences[number];
        let plain = sentence.plain(self.text);
        let mut dates = self.own(number).to_vec();
        let told: Vec<(usize, usize, i64)> = SAME
            .find_iter(plain)
            .map(|hit| (hit.start(), hit.end(), 0))
            .chain(LATER.captures_iter(plain).filter_map(|hit| {
                let all = hit.get(0)?;
                Some((all.start(), all.end(), distance(&hit)?))
            }))
            .collect();
        for (start, end, days) in told {
            let (start, end) = (sentence.start + start, sentence.start + end);
            let before =
                dates.iter().rfind(|date| date.end <= start && date.dated.precision >= Precision::Day).copied();
            let Some(from) = before.or_else(|| self.last_before(number, REACH)) else { continue };
            let day = from.dated.value.date_naive();
            let Some(value) = shifted(day, days) else { continue };
            let dated = Dated { value: midnight(value), precision: Precision::Day, basis: Basis::Occurred };
            dates.push(FoundDate { start, end, dated });
        }
        if let (Some(hit), Some(reference)) = (TODAY.captures(plain), self.reference)
            && let (Some(all), Some(word)) = (hit.get(0), hit.get(1))
        {
            let (start, end) = (sentence.start + all.start(), sentence.start + all.end());
            let is_past = matches!(word.as_bytes(), b"out" | b"until" | b"earlier");
            let basis = if is_past { Basis::Occurred } else { Basis::Effective };
            if dates.iter().all(|date| date.end <= start || end <= date.start) {
                dates.push(FoundDate {
                    start,
                    end,
                    dated: Dated { value: midnight(reference), precision: Precision::Day, basis },
                });
            }
        }
        dates.sort_by_key(|date| date.start);
        dates
    }

    /// The last whole day named in so many sentences before.
    pub(super) fn last_before(&mut self, number: usize, reach: usize) -> Option<FoundDate> {
        (number.saturating_sub(reach)..number).rev().find_map(|earlier| {
            let whole = |date: &&FoundDate| date.dated.precision >= Precision::Day;
            self.own(earlier).iter().rfind(whole).copied()
        })
    }
}

/// Whether a date is more than a length, an amount, or a step from another date.
fn stands_alone(text: &Text, date: &FoundDate) -> bool {
    let plain = text.plain();
    let words = &plain[date.start..date.end];
    let behind = &plain[date.end..plain.len().min(date.end + 16)];
    !LENGTH.is_match(words)
        && !AMOUNT.is_match(behind)
        && !FAR.is_match(words)
        && !SAME.is_match(words)
        && !LATER.is_match(words)
}

/// No time of day, and of a weekday that lies behind not the one to come.
fn settle(text: &Text, from: usize, date: &mut FoundDate, reference: Option<NaiveDate>) {
    if date.dated.precision == Precision::Time {
        date.dated = Dated { value: midnight(date.dated.value.date_naive()), precision: Precision::Day, ..date.dated };
    }
    let day = date.dated.value.date_naive();
    let plain = text.plain();
    if reference.is_some_and(|reference| day > reference)
        && WEEKDAY.is_match(&plain[date.start..date.end])
        && TOOK_EFFECT.is_match(&plain[from..date.start])
        && let Some(before) = shifted(day, -7)
    {
        date.dated.value = midnight(before);
    }
}

fn distance(hit: &regex::bytes::Captures) -> Option<i64> {
    if hit.get(1).is_some() || hit.get(2).is_some() {
        return Some(1);
    }
    if hit.get(3).is_some() {
        return Some(-1);
    }
    let words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let count = std::str::from_utf8(hit.get(4)?.as_bytes()).ok()?;
    let count: i64 = count.parse().ok().or_else(|| words.iter().position(|word| *word == count)?.try_into().ok())?;
    let unit: i64 = if hit.get(5)?.as_bytes().starts_with(b"week") { 7 } else { 1 };
    let is_back = matches!(hit.get(6)?.as_bytes(), b"earlier" | b"before");
    Some(if is_back { -(count * unit) } else { count * unit })
}

fn shifted(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Count::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }
}

#[cfg(test)]
mod tests;
