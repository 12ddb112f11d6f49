//! Dates as feeds write them: RFC 822, RFC 3339 and ISO 8601 in all their ills, ctime, Unix time, numbers
//! divided by anything, and the words of some thirty languages. Pure.
//!
//! A moment without a zone is meant in UTC, a day is its first moment in UTC, a month its first day. What is
//! no date gives `None`: a missing date is put right by the page, a wrong one by nobody.

mod compact;
mod daytime;
mod free;
mod iso;
mod months;
mod tokens;
mod zones;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// The beginning of Unix time is what programs write for no date at all.
const YEARS: std::ops::RangeInclusive<i32> = 1971..=2099;
/// No date is longer, in bytes.
const MAX_BYTES: usize = 160;

/// The moment that `text` names. `language` (`en`, `en-GB`, `de`) tells days from months where numbers
/// do not: without one, `3/7/2026` is the seventh of March.
pub(super) fn parse(text: &str, language: Option<&str>) -> Option<DateTime<Utc>> {
    let text = super::markup::floor(text.trim(), MAX_BYTES);
    if text.contains("://") {
        return None;
    }
    if let Some(moment) = iso::parse(text) {
        return Some(moment);
    }
    let text = tokens::normal(text);
    compact::parse(&text).or_else(|| iso::parse(&text)).or_else(|| free::parse(&text, language))
}

/// An hour, a minute, a second; 24:00 and a leap second belong to what follows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Clock {
    hour: u32,
    minute: u32,
    second: u32,
}

/// Local time less its offset in seconds.
fn moment(date: NaiveDate, clock: Clock, offset_seconds: i32) -> Option<DateTime<Utc>> {
    let is_time = clock.hour < 24 || (clock.hour, clock.minute, clock.second) == (24, 0, 0);
    if !YEARS.contains(&date.year()) || !is_time || clock.minute > 59 || clock.second > 60 {
        return None;
    }
    let seconds = i64::from(clock.hour * 3600 + clock.minute * 60 + clock.second) - i64::from(offset_seconds);
    let local = NaiveDateTime::new(date, NaiveTime::MIN);
    local.checked_add_signed(TimeDelta::seconds(seconds)).map(|moment| moment.and_utc())
}

#[cfg(test)]
mod tests;
