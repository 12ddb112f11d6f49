//! Dates as pages write them for machines: ISO 8601 in all its spellings, and the RFC 822 family.
//!
//! Pure. Never claims more than is written: a time without a zone is only a day, for nobody knows which
//! moment it was.

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use regex::Regex;
use watchline_model::{Basis, Dated, Precision};

use crate::read::dates_text;

/// The web is not older, and a page dated later is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

static ISO: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})",
        r"(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+\-]\d{2}:?\d{2}|[+\-]\d{2}|[A-Z]{2,4})?)?",
    ))
    .expect("a valid pattern")
});

/// A date in any of the forms that metadata comes in; basis `published`.
pub fn parse(text: &str) -> Option<Dated> {
    let text = text.trim();
    iso(text).or_else(|| rfc822(text)).or_else(|| dates_text::find(text))
}

/// A moment for feeds, which want one: a day is its first moment.
pub(crate) fn parse_moment(text: &str) -> Option<DateTime<Utc>> {
    parse(text).map(|date| date.value)
}

/// The day in an address: `/2026/07/03/`, `/2026-07-03-title`, `/20260703/`.
pub fn in_address(url: &str) -> Option<Dated> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[/_\-](20\d{2})(?:/(\d{1,2})/(\d{1,2})|-(\d{2})-(\d{2})|(\d{2})(\d{2}))(?:[/_\-.?]|$)")
            .expect("a valid pattern")
    });
    let found = ADDRESS.captures(url)?;
    let number = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<u32>().ok());
    let year: i32 = found.get(1)?.as_str().parse().ok()?;
    let month = number(2).or(number(4)).or(number(6))?;
    let day = number(3).or(number(5)).or(number(7))?;
    day_of(year, month, day)
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
        (page, _) => page,
    }
}

pub(crate) fn day_of(year: i32, month: u32, day: u32) -> Option<Dated> {
    let date = NaiveDate::from_ymd_opt(year, month, day).filter(|date| YEARS.contains(&date.year()))?;
    Some(Dated::day(date, Basis::Published))
}

/// A moment where `zone` is understood, else the day.
pub(crate) fn moment_of(date: NaiveDate, time: NaiveTime, zone: Option<&str>) -> Option<Dated> {
    if !YEARS.contains(&date.year()) {
        return None;
    }
    let local = NaiveDateTime::new(date, time);
    Some(match zone.and_then(|zone| in_zone(local, zone)) {
        Some(moment) => Dated::time(moment, Basis::Published),
        None => Dated::day(date, Basis::Published),
    })
}

fn iso(text: &str) -> Option<Dated> {
    let found = ISO.captures(text)?;
    let number = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<u32>().ok());
    let date = NaiveDate::from_ymd_opt(found.get(1)?.as_str().parse().ok()?, number(2)?, number(3)?)?;
    let Some(hour) = number(4) else { return day_of(date.year(), date.month(), date.day()) };
    let time = NaiveTime::from_hms_opt(hour, number(5)?, number(6).unwrap_or(0).min(59))?;
    moment_of(date, time, found.get(7).map(|zone| zone.as_str()))
}

fn rfc822(text: &str) -> Option<Dated> {
    let moment = DateTime::parse_from_rfc2822(text).ok()?.with_timezone(&Utc);
    YEARS.contains(&moment.year()).then(|| Dated::time(moment, Basis::Published))
}

/// Local time to UTC, by offset or by a zone's usual abbreviation, with daylight saving where the
/// abbreviation leaves it open ("ET").
fn in_zone(local: NaiveDateTime, zone: &str) -> Option<DateTime<Utc>> {
    let zone = zone.to_ascii_uppercase();
    let hours = |hours: i32| FixedOffset::east_opt(hours * 3600);
    let offset = match zone.as_str() {
        "Z" | "UTC" | "GMT" | "WET" => hours(0),
        "BST" | "CET" | "WEST" => hours(1),
        "CEST" | "EET" | "SAST" => hours(2),
        "EEST" | "MSK" => hours(3),
        "IST" => FixedOffset::east_opt(5 * 3600 + 1800),
        "SGT" | "HKT" | "AWST" => hours(8),
        "JST" | "KST" => hours(9),
        "AEST" => hours(10),
        "AEDT" => hours(11),
        "EDT" => hours(-4),
        "EST" | "CDT" => hours(-5),
        "CST" | "MDT" => hours(-6),
        "MST" | "PDT" => hours(-7),
        "PST" => hours(-8),
        _ => numeric_offset(&zone),
    };
    if let Some(offset) = offset {
        return offset.from_local_datetime(&local).single().map(|moment| moment.with_timezone(&Utc));
    }
    let place = match zone.as_str() {
        "ET" => chrono_tz::America::New_York,
        "CT" => chrono_tz::America::Chicago,
        "MT" => chrono_tz::America::Denver,
        "PT" => chrono_tz::America::Los_Angeles,
        _ => return None,
    };
    place.from_local_datetime(&local).earliest().map(|moment| moment.with_timezone(&Utc))
}

/// `+02:00`, `+0200`, `-05`.
fn numeric_offset(zone: &str) -> Option<FixedOffset> {
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).map_or(Ok(0), str::parse).ok()?;
    FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests;
