//! Dates as people read them: "July 3, 2026", "3 July 2026 14:05 GMT", "2026年7月3日", "03.07.2026".
//!
//! Pure. A date that two readers could read differently (03/07/2026) is none.

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};
use regex::{Captures, Regex};
use watchline_model::Dated;

use crate::read::dates::{day_of, moment_of};

/// Month names by number, in the languages of the press we read; longer spellings stand first.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "janvier", "enero", "januari", "gennaio", "janeiro", "jan", "janv", "ene"],
    &["february", "februar", "février", "febrero", "februari", "febbraio", "fevereiro", "feb", "févr", "fév"],
    &["march", "märz", "mars", "marzo", "maart", "março", "mar", "mär"],
    &["april", "avril", "abril", "aprile", "apr", "avr", "abr"],
    &["may", "mai", "mayo", "mei", "maggio", "maio"],
    &["june", "juni", "juin", "junio", "giugno", "junho", "jun"],
    &["july", "juli", "juillet", "julio", "luglio", "julho", "jul", "juil"],
    &["august", "août", "agosto", "augustus", "aug", "ago"],
    &["september", "septembre", "septiembre", "settembre", "setembro", "sept", "sep"],
    &["october", "oktober", "octobre", "octubre", "ottobre", "outubro", "oct", "okt"],
    &["november", "novembre", "noviembre", "novembro", "nov"],
    &["december", "dezember", "décembre", "diciembre", "dicembre", "dezembro", "dec", "dez", "déc", "dic"],
];

const TIME: &str = r"(?:[\s,|·•–—-]*(?:at|um|à)?\s*(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>(?i:[ap]\.?\s?m\.?))?\s*\(?(?P<zone>[A-Z]{2,4}|[+\-]\d{2}:?\d{2})?\b)?";

static PATTERNS: LazyLock<[Regex; 5]> = LazyLock::new(|| {
    let names = MONTHS.iter().flat_map(|names| names.iter().copied()).collect::<Vec<_>>();
    let month = format!("(?P<month>(?i:{}))", by_length(names).join("|"));
    let pattern = |text: String| Regex::new(&text).expect("a valid pattern");
    [
        pattern(format!(r"\b{month}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>\d{{4}})\b{TIME}")),
        pattern(format!(
            r"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er)?[\s-]+(?:de\s+)?{month}\.?,?[\s-]+(?:de\s+)?(?P<year>\d{{4}})\b{TIME}"
        )),
        pattern(format!(
            r"(?P<year>\d{{4}})\s*[年년]\s*(?P<number>\d{{1,2}})\s*[月월]\s*(?P<day>\d{{1,2}})\s*[日일号號]{TIME}"
        )),
        pattern(format!(r"\b(?P<year>20\d{{2}})[-/.](?P<number>\d{{1,2}})[-/.](?P<day>\d{{1,2}})\b{TIME}")),
        pattern(format!(r"\b(?P<first>\d{{1,2}})(?P<mark>[./])(?P<second>\d{{1,2}})[./](?P<year>20\d{{2}})\b{TIME}")),
    ]
});

/// The first date in `text`; basis `published`.
pub(crate) fn find(text: &str) -> Option<Dated> {
    find_with_place(text).map(|(date, _)| date)
}

/// The first date in `text`, and the bytes where it stands.
pub(crate) fn find_with_place(text: &str) -> Option<(Dated, std::ops::Range<usize>)> {
    let mut best: Option<(Dated, std::ops::Range<usize>)> = None;
    for pattern in PATTERNS.iter() {
        for found in pattern.captures_iter(text) {
            let Some(place) = found.get(0).map(|whole| whole.range()) else { continue };
            if best.as_ref().is_some_and(|(_, known)| known.start <= place.start) {
                break;
            }
            if let Some(date) = dated(&found) {
                best = Some((date, place));
                break;
            }
        }
    }
    best
}

fn dated(found: &Captures<'_>) -> Option<Dated> {
    let number = |name: &str| found.name(name).and_then(|part| part.as_str().parse::<u32>().ok());
    let year = i32::try_from(number("year")?).ok()?;
    let (month, day) = match (found.name("month"), number("number"), found.name("mark")) {
        (Some(name), ..) => (month_number(name.as_str())?, number("day")?),
        (_, Some(month), _) => (month, number("day")?),
        (.., Some(mark)) => in_order(number("first")?, number("second")?, mark.as_str())?,
        _ => return None,
    };
    let Some(mut hour) = number("hour") else { return day_of(year, month, day) };
    match found.name("half").map(|half| half.as_str().as_bytes().first().map(u8::to_ascii_lowercase)) {
        Some(Some(b'p')) if hour < 12 => hour += 12,
        Some(Some(b'a')) if hour == 12 => hour = 0,
        _ => {}
    }
    let time = number("minute").and_then(|minute| NaiveTime::from_hms_opt(hour, minute, 0));
    match (time, NaiveDate::from_ymd_opt(year, month, day)) {
        (Some(time), Some(date)) => moment_of(date, time, found.name("zone").map(|zone| zone.as_str())),
        _ => day_of(year, month, day),
    }
}

/// Dots are written by those who put the day first; slashes by both, so one number must be above 12.
fn in_order(first: u32, second: u32, mark: &str) -> Option<(u32, u32)> {
    match (first, second) {
        _ if mark == "." => Some((second, first)),
        (13.., _) => Some((second, first)),
        (_, 13..) => Some((first, second)),
        _ if first == second => Some((first, second)),
        _ => None,
    }
}

fn month_number(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let index = MONTHS.iter().position(|names| names.contains(&name.as_str()))?;
    u32::try_from(index + 1).ok()
}

fn by_length(mut names: Vec<&'static str>) -> Vec<&'static str> {
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

#[cfg(test)]
mod tests;
