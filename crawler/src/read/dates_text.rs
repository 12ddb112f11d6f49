//! Dates as people read them: "July 3, 2026", "3 July 2026 14:05 GMT", "2026年7月3日", "03.07.2026",
//! "٣ يوليو ٢٠٢٦", in the languages of the press we read.
//!
//! Pure. A date that two readers could read differently (03/07/2026) is none, unless it is known who
//! writes: then [`Order`] says so. Years of other calendars (1447 AH) are none; Japanese eras are read.

mod clock;
mod months;
mod tokens;
mod vague;

use std::ops::Range;

use chrono::NaiveDate;
use watchline_model::Dated;

use crate::read::dates::{Stamp, day_of, stamp_of};
use tokens::{Token, tokens};
pub(crate) use vague::{find_month, find_relative};

/// Which number stands first in 03/07/2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Order {
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
}

impl Order {
    /// Of a page's language tag. English alone says nothing: Britain and America differ.
    pub(crate) fn of_language(tag: &str) -> Self {
        let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
        let primary = tag.split('-').next().unwrap_or_default();
        match (tag.as_str(), primary) {
            ("en-us" | "en-ph", _) => Self::MonthFirst,
            (_, "en") if tag.len() > 2 && tag != "en-ca" => Self::DayFirst,
            (
                _,
                "de" | "fr" | "es" | "pt" | "it" | "ru" | "nl" | "pl" | "da" | "nb" | "no" | "tr" | "uk" | "ar" | "cs"
                | "fi" | "ro" | "el" | "id" | "vi" | "sk" | "sl" | "hr" | "sr" | "bs" | "bg" | "et" | "lv" | "ca"
                | "gl" | "he" | "hi" | "bn" | "th" | "ms" | "is" | "sq" | "ka" | "hy" | "az" | "kk",
            ) => Self::DayFirst,
            _ => Self::Unknown,
        }
    }

    /// Of a host's country, where it has one that writes the day first.
    pub(crate) fn of_host(host: &str) -> Self {
        let country = host.rsplit('.').next().unwrap_or_default();
        match country {
            "uk" | "ie" | "au" | "nz" | "in" | "za" | "sg" | "de" | "at" | "ch" | "fr" | "be" | "es" | "it" | "pt"
            | "br" | "mx" | "ar" | "cl" | "nl" | "pl" | "ru" | "eu" | "dk" | "no" | "se" | "fi" | "my" | "hk"
            | "ae" | "cz" | "sk" | "si" | "hr" | "rs" | "ba" | "bg" | "ro" | "gr" | "tr" | "ua" | "by" | "ee"
            | "lv" | "lu" | "il" | "sa" | "eg" | "ma" | "ng" | "ke" | "gh" | "pk" | "bd" | "lk" | "id" | "vn"
            | "th" | "pe" | "ec" | "uy" | "ve" | "bo" | "py" | "cy" | "mt" | "cat" => Self::DayFirst,
            "us" | "gov" | "mil" => Self::MonthFirst,
            _ => Self::Unknown,
        }
    }
}

/// A date found in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) stamp: Stamp,
    /// Bytes of the text.
    pub(crate) place: Range<usize>,
}

/// The number of a month by its name, in lower case.
pub(crate) fn month(name: &str) -> Option<u32> {
    months::month(name)
}

/// The first date in `text`; basis `published`.
pub(crate) fn find(text: &str) -> Option<Dated> {
    find_with_place(text).map(|(date, _)| date)
}

/// The first date in `text`, and the bytes where it stands.
pub(crate) fn find_with_place(text: &str) -> Option<(Dated, Range<usize>)> {
    find_all(text, Order::Unknown).into_iter().next().map(|found| (found.stamp.date, found.place))
}

/// Every date in `text`, in order.
pub(crate) fn find_all(text: &str, order: Order) -> Vec<Found> {
    if !may_hold_date(text) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut all = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match date_at(&tokens, at, order) {
            Some(day) => {
                let clock = clock::after(text, &tokens, day.end);
                let end = clock.as_ref().map_or(day.end, |clock| clock.end);
                let clock = clock.or_else(|| before(text, &tokens, at));
                let stamp = clock
                    .and_then(|clock| stamp_of(day.date, clock.time, clock.zone.as_deref()))
                    .or_else(|| day_of_date(day.date));
                let start = tokens.get(at).map_or(0, |token| token.place.start);
                let stop = tokens.get(end - 1).map_or(text.len(), |token| token.place.end);
                all.extend(stamp.map(|stamp| Found { stamp, place: start..stop }));
                at = end;
            }
            None => at += 1,
        }
    }
    all
}

/// A quick look: four digits make a year; two and one the rest. Han numerals are few enough to look at whole.
pub(crate) fn may_hold_date(text: &str) -> bool {
    let has_digits = text.chars().filter(|c| tokens::digit(*c).is_some()).take(4).count() == 4;
    has_digits || text.contains('年')
}

fn day_of_date(date: NaiveDate) -> Option<Stamp> {
    use chrono::Datelike as _;
    day_of(date.year(), date.month(), date.day()).map(Stamp::of)
}

/// "14:05 GMT, 3 July 2026": a time that ends right before the date.
fn before(text: &str, tokens: &[Token], at: usize) -> Option<clock::Clock> {
    (at.saturating_sub(8)..at.saturating_sub(2)).find_map(|start| {
        let clock = clock::read(text, tokens, start)?;
        let gap = tokens.get(clock.end..at)?;
        let is_near = gap.len() <= 2
            && gap
                .iter()
                .all(|token| token.word() == Some("on") || token.mark().is_some_and(|mark| ",|-·•".contains(mark)));
        is_near.then_some(clock)
    })
}

/// A day and the index of the token after it.
struct Day {
    date: NaiveDate,
    end: usize,
}

fn date_at(tokens: &[Token], at: usize, order: Order) -> Option<Day> {
    let token = tokens.get(at)?;
    // Part of a longer number, an address or a version.
    if let Some(earlier) = at.checked_sub(1).and_then(|at| tokens.get(at))
        && !token.after_blank
        && (earlier.mark().is_some_and(|mark| "/.-_$#%=".contains(mark)) && earlier_is_number(tokens, at)
            || earlier.mark() == Some('$'))
    {
        return None;
    }
    match token.number() {
        Some((year, 4)) => year_first(tokens, at, year).or_else(|| chinese_numerals(tokens, at)),
        Some((number, 1 | 2)) => day_first(tokens, at, number).or_else(|| numeric(tokens, at, number, order)),
        Some(_) => None,
        None => month_first(tokens, at).or_else(|| era(tokens, at)).or_else(|| chinese_numerals(tokens, at)),
    }
}

fn earlier_is_number(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(2).and_then(|at| tokens.get(at)).is_some_and(|token| token.number().is_some())
}

/// "July 3, 2026", "Jul. 3rd 2026".
fn month_first(tokens: &[Token], at: usize) -> Option<Day> {
    let (month, next) = month_at(tokens, at)?;
    let (day, _) = tokens.get(next)?.number().filter(|(_, digits)| *digits <= 2)?;
    let next = skip_ordinal(tokens, next + 1);
    let next = skip_marks(tokens, next, ",.-|/", 2);
    let (year, end) = year_at(tokens, next)?;
    make(year, month, day, end)
}

/// "3 July 2026", "3. Juli 2026", "3 de julio de 2026", "1er août 2026", "3-Jul-2026", "3 tháng 7, 2026".
fn day_first(tokens: &[Token], at: usize, day: u32) -> Option<Day> {
    let next = skip_ordinal(tokens, at + 1);
    let next = skip_marks(tokens, next, ".-,/|", 2);
    let next = skip_words(tokens, next, &["of", "de", "di", "do"]);
    let (month, next) = month_at(tokens, next)?;
    let next = skip_marks(tokens, next, ",.-/|", 2);
    let next = skip_words(tokens, next, &["of", "de", "del", "do", "năm"]);
    let (year, end) = year_at(tokens, next)?;
    make(year, month, day, end)
}

/// "2026-07-03", "2026/7/3", "2026. 7. 3.", "2026年7月3日", "2026년 7월 3일", "2026 July 3", "2026. július 3.",
/// "2026. gada 3. jūlijā", "2026 m. liepos 3 d.".
fn year_first(tokens: &[Token], at: usize, year: u32) -> Option<Day> {
    let divider = tokens.get(at + 1)?;
    let after_stop = skip_marks(tokens, at + 1, ".", 1);
    let start = skip_words(tokens, after_stop, &["gada", "m"]);
    if start > after_stop
        && let Some((day, 1 | 2)) = tokens.get(start).and_then(Token::number)
        && let Some((month, next)) = month_at(tokens, skip_marks(tokens, start + 1, ".", 1))
    {
        return make(year, month, day, next);
    }
    let start = if start > after_stop { start } else { at + 1 };
    if let Some((month, next)) = month_at(tokens, skip_marks(tokens, start, "-,./", 1))
        && let Some((day, 1 | 2)) = tokens.get(skip_marks(tokens, next, "-,./", 1)).and_then(Token::number)
    {
        return make(year, month, day, skip_marks(tokens, next, "-,./", 1) + 1);
    }
    let is_word = |index: usize, words: &[&str]| {
        let word = tokens.get(index).and_then(Token::word);
        word.is_some_and(|word| words.iter().any(|known| word == *known || (*known == "일" && word.starts_with("일"))))
    };
    let (month, digits) = tokens.get(at + 2)?.number()?;
    let (day, day_digits) = tokens.get(at + 4)?.number()?;
    if digits > 2 || day_digits > 2 {
        return None;
    }
    if is_word(at + 1, &["年", "년"]) && is_word(at + 3, &["月", "월"]) {
        let ends = is_word(at + 5, &["日", "일", "号", "號"]);
        return make(year, month, day, at + 5 + usize::from(ends));
    }
    let mark = divider.mark().filter(|mark| "-/.".contains(*mark))?;
    let spaced = tokens.get(at + 2)?.after_blank;
    if divider.after_blank || tokens.get(at + 3)?.mark() != Some(mark) || (spaced && mark != '.') {
        return None;
    }
    if continues(tokens, at + 5, mark) {
        return None;
    }
    // A machine's "T" between date and time is for the clock to pass over.
    make(year, month, day, at + 5)
}

/// "03.07.2026", "25/07/2026", "07/25/2026", "3-7-2026".
fn numeric(tokens: &[Token], at: usize, first: u32, order: Order) -> Option<Day> {
    let mark = tokens.get(at + 1)?.mark().filter(|mark| "./-".contains(*mark))?;
    let (second, digits) = tokens.get(at + 2)?.number()?;
    let (year, year_digits) = tokens.get(at + 4)?.number()?;
    let tight = |index: usize| tokens.get(index).is_some_and(|token| !token.after_blank);
    let spaced_dots = mark == '.' && tight(at + 1) && tight(at + 3);
    if digits > 2 || tokens.get(at + 3)?.mark() != Some(mark) || !(spaced_dots || (at + 1..at + 5).all(tight)) {
        return None;
    }
    let year = match year_digits {
        4 => year,
        // "03.07.26"; version numbers and prices look alike, so only where it is known who writes.
        2 if order != Order::Unknown && mark != '-' => 2000 + year,
        _ => return None,
    };
    if continues(tokens, at + 5, mark) {
        return None;
    }
    let (day, month) = match (first, second, order) {
        _ if mark == '.' => (first, second),
        (13.., ..) => (first, second),
        (_, 13.., _) => (second, first),
        (_, _, Order::DayFirst) => (first, second),
        (_, _, Order::MonthFirst) => (second, first),
        _ if first == second => (first, second),
        _ => return None,
    };
    make(year, month, day, at + 5)
}

/// "令和8年7月3日".
fn era(tokens: &[Token], at: usize) -> Option<Day> {
    let word = |index: usize| tokens.get(at + index).and_then(Token::word);
    let before_first = match (word(0)?, word(1)?) {
        ("令", "和") => 2018,
        ("平", "成") => 1988,
        _ => return None,
    };
    let year = if word(2) == Some("元") { 1 } else { tokens.get(at + 2)?.number()?.0 };
    let number = |index: usize| tokens.get(at + index).and_then(Token::number).map(|(number, _)| number);
    if word(3) != Some("年") || word(5) != Some("月") {
        return None;
    }
    make(before_first + year.min(99), number(4)?, number(6)?, at + 7 + usize::from(word(7) == Some("日")))
}

/// "二〇二六年七月三日".
fn chinese_numerals(tokens: &[Token], at: usize) -> Option<Day> {
    let character = |index: usize| tokens.get(index).and_then(Token::word);
    let digit = |index: usize| {
        "〇一二三四五六七八九".chars().position(|c| character(index).is_some_and(|word| word.starts_with(c)))
    };
    let mut year = 0;
    for index in at..at + 4 {
        year = year * 10 + digit(index)?;
    }
    if character(at + 4) != Some("年") {
        return None;
    }
    let number = |mut index: usize| {
        let mut value = digit(index);
        index += usize::from(value.is_some());
        if character(index) == Some("十") {
            index += 1;
            let ones = digit(index);
            index += usize::from(ones.is_some());
            value = Some(value.unwrap_or(1) * 10 + ones.unwrap_or(0));
        }
        Some((value?, index))
    };
    let (month, next) = number(at + 5)?;
    let (day, end) = if character(next) == Some("月") { number(next + 1)? } else { return None };
    let small = |value: usize| u32::try_from(value).ok();
    make(small(year)?, small(month)?, small(day)?, end + usize::from(character(end) == Some("日")))
}

/// The month named at `at` and the index after it; a full stop after it is passed over.
fn month_at(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let name = tokens.get(at)?.word()?;
    if name == "tháng" {
        let (month, 1 | 2) = tokens.get(at + 1)?.number()? else { return None };
        return Some((month, at + 2));
    }
    let two = tokens.get(at + 1).and_then(Token::word).and_then(|second| months::month_of_two(name, second));
    let (month, next) = match two {
        Some(month) => (month, at + 2),
        None => (months::month(name)?, at + 1),
    };
    Some((month, skip_marks(tokens, next, ".", 1)))
}

fn year_at(tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let (year, digits) = tokens.get(at)?.number()?;
    let is_year = digits == 4 && (1990..2100).contains(&year);
    // "3 July 2026 г." and "2026년" belong to the year.
    is_year.then_some((year, at + 1))
}

fn skip_ordinal(tokens: &[Token], at: usize) -> usize {
    let is_ordinal = tokens.get(at).is_some_and(|token| {
        let suffix = matches!(token.word(), Some("st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "e" | "o"));
        !token.after_blank && (suffix || matches!(token.mark(), Some('º' | '°')))
    });
    at + usize::from(is_ordinal)
}

fn skip_marks(tokens: &[Token], mut at: usize, marks: &str, most: usize) -> usize {
    for _ in 0..most {
        if !tokens.get(at).and_then(Token::mark).is_some_and(|mark| marks.contains(mark)) {
            break;
        }
        at += 1;
    }
    at
}

fn skip_words(tokens: &[Token], at: usize, words: &[&str]) -> usize {
    at + usize::from(tokens.get(at).and_then(Token::word).is_some_and(|word| words.contains(&word)))
}

/// Whether the run of numbers goes on ("1.2.2026.4").
fn continues(tokens: &[Token], at: usize, mark: char) -> bool {
    let tight = |index: usize| tokens.get(index).filter(|token| !token.after_blank);
    tight(at).and_then(Token::mark) == Some(mark) && tight(at + 1).is_some_and(|token| token.number().is_some())
}

fn make(year: u32, month: u32, day: u32, end: usize) -> Option<Day> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (1990..2100).contains(&year).then_some(Day { date, end })
}

#[cfg(test)]
mod tests;
