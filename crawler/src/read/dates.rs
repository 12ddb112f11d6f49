//! Dates as pages write them for machines: ISO 8601 in all its spellings, and the RFC 822 family.
//!
//! Pure. Never claims more than is written: a time without a zone is only a day, for nobody knows which
//! moment it was.

mod zones;

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use regex::Regex;
use watchline_model::{Basis, Dated, Precision};

use crate::read::dates_text::{self, Order};

/// The web is not older, and a page dated later is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// A longer value is no date.
const MACHINE_DATE_MAX_BYTES: usize = 120;

static ISO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})",
        r"(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+\-]\d{2}:?\d{2}|[+\-]\d{2}|[A-Z]{2,4})?)?",
    ))
    .expect("a valid pattern")
});

/// A date with the offset from UTC that it was written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) date: Dated,
    /// `None` where only a day is known.
    pub(crate) offset_minutes: Option<i32>,
}

impl Stamp {
    /// A date without a zone.
    pub(crate) fn of(date: Dated) -> Self {
        Self { date, offset_minutes: None }
    }

    fn of_moment(moment: DateTime<FixedOffset>) -> Self {
        let date = Dated::time(moment.with_timezone(&Utc), Basis::Published);
        Self { date, offset_minutes: Some(moment.offset().local_minus_utc() / 60) }
    }

    /// The day as the publisher's own calendar showed it.
    pub(crate) fn local_day(&self) -> NaiveDate {
        (self.date.value + TimeDelta::minutes(i64::from(self.offset_minutes.unwrap_or(0)))).date_naive()
    }
}

/// A date in any of the forms that metadata comes in; basis `published`.
pub fn parse(text: &str) -> Option<Dated> {
    parse_stamp(text, Order::Unknown).map(|stamp| stamp.date)
}

/// As [`parse`], with the zone it was written in; `order` reads 03/07/2026.
pub(crate) fn parse_stamp(text: &str, order: Order) -> Option<Stamp> {
    let text = text.trim();
    if text.len() > MACHINE_DATE_MAX_BYTES {
        return None;
    }
    iso(text)
        .or_else(|| rfc822(text))
        .or_else(|| unix(text))
        .or_else(|| dates_text::find_all(text, order).into_iter().next().map(|found| found.stamp))
}

/// The day in an address: `/2026/07/03/`, `/2026-07-03-title`, `/20260703/`, `/2026/jul/03/`; as Chinese outlets
/// write it: `/2026/0703/`, `/2026-07/03/`, `/t20260703_1.html`.
pub fn in_address(url: &str) -> Option<Dated> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"[/_\-]t?(20\d{2})(?:(?:/(\d{1,2}|[a-z]{3,9})/(\d{1,2})|-(\d{2})[-/](\d{2})|(\d{2})(\d{2}))(?:[/_\-.?]|$)",
            r"|/(\d{2})(\d{2})/)",
        ))
        .expect("a valid pattern")
    });
    let found = ADDRESS.captures(url)?;
    let number = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<u32>().ok());
    let year: i32 = found.get(1)?.as_str().parse().ok()?;
    let named = || found.get(2).and_then(|name| dates_text::month(name.as_str()));
    let month = number(2).or_else(named).or(number(4)).or(number(6)).or(number(8))?;
    let day = number(3).or(number(5)).or(number(7)).or(number(9))?;
    day_of(year, month, day)
}

/// The month in an address that names no day: `/2026/07/title`, `/2026/jul/title`.
pub(crate) fn month_in_address(url: &str) -> Option<Dated> {
    static ADDRESS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"/(20\d{2})/(\d{1,2}|[a-z]{3,9})/[^/?#]*[^/?#\d]").expect("a valid pattern"));
    let found = ADDRESS.captures(url)?;
    let (year, month) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    let month = month.parse().ok().or_else(|| dates_text::month(month))?;
    Dated::month(year.parse().ok()?, month, Basis::Published)
}

/// The page's date, made exact by the feed's: the feed's moment counts where the page names only the
/// day and both mean the same one, and where the page names none.
pub(crate) fn with_feed_hint(page: Option<Dated>, feed: Option<DateTime<Utc>>) -> Option<Dated> {
    match (page, feed) {
        (None, feed) => feed.map(|moment| Dated::time(moment, Basis::Published)),
        (Some(page), Some(feed)) if page.precision == Precision::Day => {
            let apart = (feed - (page.value + TimeDelta::hours(12))).abs();
            let is_exact = feed.time() != NaiveTime::MIN;
            Some(if apart <= TimeDelta::hours(36) && is_exact { Dated::time(feed, Basis::Published) } else { page })
        }
        (Some(page), Some(feed)) if page.precision == Precision::Month => {
            let is_within = page.value <= feed && feed < page.end() + TimeDelta::days(1);
            Some(if is_within { Dated::time(feed, Basis::Published) } else { page })
        }
        (page, _) => page,
    }
}

pub(crate) fn day_of(year: i32, month: u32, day: u32) -> Option<Dated> {
    let date = NaiveDate::from_ymd_opt(year, month, day).filter(|date| YEARS.contains(&date.year()))?;
    Some(Dated::day(date, Basis::Published))
}

/// A moment where `zone` is understood, else the day.
pub(crate) fn stamp_of(date: NaiveDate, time: NaiveTime, zone: Option<&str>) -> Option<Stamp> {
    if !YEARS.contains(&date.year()) {
        return None;
    }
    let local = NaiveDateTime::new(date, time);
    let moment = zone.and_then(|zone| zones::in_zone(local, zone));
    Some(moment.map_or(Stamp::of(Dated::day(date, Basis::Published)), Stamp::of_moment))
}

fn iso(text: &str) -> Option<Stamp> {
    let found = ISO.captures(text)?;
    let number = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<u32>().ok());
    let date = NaiveDate::from_ymd_opt(found.get(1)?.as_str().parse().ok()?, number(2)?, number(3)?)?;
    let Some(hour) = number(4) else { return day_of(date.year(), date.month(), date.day()).map(Stamp::of) };
    let time = NaiveTime::from_hms_opt(hour, number(5)?, number(6).unwrap_or(0).min(59))?;
    let zone = found.get(7).map(|zone| zone.as_str());
    // Content systems write midnight UTC for a day without a time.
    if time == NaiveTime::MIN && zone.is_some_and(is_utc) {
        return day_of(date.year(), date.month(), date.day()).map(Stamp::of);
    }
    stamp_of(date, time, zone)
}

fn is_utc(zone: &str) -> bool {
    matches!(zone.to_ascii_uppercase().as_str(), "Z" | "UTC" | "GMT" | "+00:00" | "+0000" | "+00" | "-00:00")
}

fn rfc822(text: &str) -> Option<Stamp> {
    let moment = DateTime::parse_from_rfc2822(text).ok()?;
    YEARS.contains(&moment.year()).then(|| Stamp::of_moment(moment))
}

/// Seconds or milliseconds since 1970, as data attributes have them.
fn unix(text: &str) -> Option<Stamp> {
    if !matches!(text.len(), 10 | 13) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let moment = DateTime::from_timestamp(if text.len() == 13 { number / 1000 } else { number }, 0)?;
    YEARS
        .contains(&moment.year())
        .then(|| Stamp { date: Dated::time(moment, Basis::Published), offset_minutes: Some(0) })
}

#[cfg(test)]
mod tests;
