//! The last resort for an event without a date: the day, month or year in which a text sets its whole story.
//!
//! "In spring 2025 a journalist opened an account. …" tells of everything below; a longer text speaks of several times, and of
//! none of its events can one say so, unless one of its first sentences opens with the day of the harm ("At 02:11 on 9 November
//! somebody …") or it names but one day at all.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use regex::bytes::Regex;
use watchline_model::date::midnight;
use watchline_model::taxonomy::Family;
use watchline_model::{Basis, Dated, Precision};

use super::super::Told;
use super::days::Days;
use super::{AHEAD, SAYING, SAYING_BEHIND};
use crate::dates::FoundDate;
use crate::text::Text;

/// A text of more sentences does not tell one story at one time.
const LONGEST: usize = 9;
/// So many sentences at the beginning set the story.
const LEAD: usize = 3;
/// A date that begins within so many characters of a sentence opens it.
const OPENING: usize = 28;
/// Older years are those of other matters.
const OLDEST_YEARS: i32 = 2;

/// "during the 2024 election", "at Beispiel 2025": a year that stands for when it was.
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)\b(?:during|in|at|throughout|amid|around|for|since|ahead of|before) (?:[a-z'.-]+ ){0,4}(20[0-9]{2})\b",
    )
    .expect("the pattern is a constant")
});
/// The sentence recalls something else.
static OLDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:since|founded|launched|established|born|previous(?:ly)?|earlier|versions?|years? ago|had (?:already |also )?(?:been|announced))\b")
        .expect("the pattern is a constant")
});

pub(super) fn find(text: &Text, reference: Option<NaiveDate>, days: &mut Days, told: &Told) -> Option<Dated> {
    if matches!(told.family, Family::Response) {
        return None;
    }
    let own = told.sentences.iter().copied().min()?;
    let year = year(text, own, reference).filter(|_| !matches!(told.family, Family::Law | Family::Restriction));
    let body: Vec<usize> = (0..text.sentences.len())
        .filter(|&number| !text.sentences[number].headline && !text.sentences[number].clutter)
        .collect();
    let is_short = body.len() <= LONGEST;
    let first = body.first().copied().filter(|_| is_short);
    let headline = text.sentences.first().filter(|first| first.headline && is_short).map(|_| 0);
    let lead = first.into_iter().chain(headline);
    let of_story = lead.filter_map(|number| of_story(text, reference, days, number)).next();
    let is_harm = matches!(told.family, Family::Weakness | Family::Breach | Family::Misuse | Family::Service);
    if of_story.is_some() || !is_harm {
        return of_story.or(year);
    }
    let opening = body.iter().take(LEAD).find_map(|&number| opening(text, reference, days, number));
    opening.or_else(|| is_short.then(|| only(text, reference, days, &body)).flatten()).or(year)
}

/// The day with which a sentence opens that tells what was done then.
fn opening(text: &Text, reference: Option<NaiveDate>, days: &mut Days, number: usize) -> Option<Dated> {
    let sentence = &text.sentences[number];
    let plain = sentence.plain(text);
    if OLDER.is_match(plain) || AHEAD.is_match(plain) {
        return None;
    }
    let date = days.of(number).into_iter().next()?;
    let (start, end) = (date.start - sentence.start, date.end - sentence.start);
    let tells = start <= OPENING && !SAYING.is_match(&plain[..start]) && !SAYING_BEHIND.is_match(&plain[end..]);
    let fits = date.dated.precision >= Precision::Month && is_near(&date, reference);
    (tells && fits).then_some(Dated { basis: Basis::Occurred, ..date.dated })
}

/// The day of a text that names only one.
fn only(text: &Text, reference: Option<NaiveDate>, days: &mut Days, body: &[usize]) -> Option<Dated> {
    let mut only: Option<Dated> = None;
    for &number in body {
        let sentence = &text.sentences[number];
        let plain = sentence.plain(text);
        for date in days.of(number) {
            if only.is_some_and(|only| only.value != date.dated.value) {
                return None;
            }
            let is_of_another = OLDER.is_match(plain)
                || AHEAD.is_match(plain)
                || SAYING.is_match(&plain[..date.start - sentence.start])
                || SAYING_BEHIND.is_match(&plain[date.end - sentence.start..]);
            if is_of_another || date.dated.precision < Precision::Month || !is_near(&date, reference) {
                return None;
            }
            only = Some(Dated { basis: Basis::Occurred, ..date.dated });
        }
    }
    only
}

/// Neither to come nor of years ago.
fn is_near(date: &FoundDate, reference: Option<NaiveDate>) -> bool {
    let age = reference.map_or(0, |reference| reference.year() - date.dated.value.year());
    (-1..=OLDEST_YEARS).contains(&age) && reference.is_none_or(|reference| date.dated.value.date_naive() <= reference)
}

/// The only time that the sentence gives, if it is that of what is told.
fn of_story(text: &Text, reference: Option<NaiveDate>, days: &mut Days, number: usize) -> Option<Dated> {
    let sentence = &text.sentences[number];
    let plain = sentence.plain(text);
    if OLDER.is_match(plain) || AHEAD.is_match(plain) {
        return None;
    }
    let is_its_own = |date: &FoundDate| {
        let before = &plain[..date.start - sentence.start];
        // What is still to come cannot be when something happened.
        is_near(date, reference) && !SAYING.is_match(before)
    };
    match days.of(number).as_slice() {
        [only] if is_its_own(only) => Some(Dated { basis: Basis::Occurred, ..only.dated }),
        _ => None,
    }
}

fn year(text: &Text, number: usize, reference: Option<NaiveDate>) -> Option<Dated> {
    let plain = text.sentences[number].plain(text);
    let digits = YEAR.captures(plain)?.get(1)?.as_bytes();
    let year: i32 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    let age = reference?.year() - year;
    let value = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let is_near = (0..=OLDEST_YEARS).contains(&age) && !OLDER.is_match(plain);
    is_near.then(|| Dated { value: midnight(value), precision: Precision::Year, basis: Basis::Occurred })
}

#[cfg(test)]
mod tests;
