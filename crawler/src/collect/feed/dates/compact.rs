//! Dates that are only digits: Unix time in its units, and dates run together. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Clock, moment};

/// Reads `text` if it is a number: seconds, milli-, micro- or nanoseconds of Unix time, `20260703`,
/// `20260703103000`, `2026`, and `/Date(1783074600000)/`.
pub(super) fn parse(text: &str) -> Option<DateTime<Utc>> {
    let bare = text.trim_start_matches("/date(").trim_end_matches(['/', ')']).trim_start_matches('@');
    let (digits, rest) = bare.split_at_checked(bare.bytes().take_while(u8::is_ascii_digit).count())?;
    let is_number = rest.is_empty()
        || rest.strip_prefix('.').is_some_and(|fraction| fraction.bytes().all(|byte| byte.is_ascii_digit()))
        || (text.starts_with('/') && rest.starts_with(['+', '-']));
    if !is_number || digits.is_empty() {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let year = || part(0, 4).and_then(|year| i32::try_from(year).ok());
    let clock = |second: u32| Some(Clock { hour: part(8, 10)?, minute: part(10, 12)?, second });
    match digits.len() {
        4 => moment(NaiveDate::from_ymd_opt(year()?, 1, 1)?, Clock::default(), 0),
        6 => moment(NaiveDate::from_ymd_opt(year()?, part(4, 6)?, 1)?, Clock::default(), 0),
        8 => moment(NaiveDate::from_ymd_opt(year()?, part(4, 6)?, part(6, 8)?)?, Clock::default(), 0),
        12 => moment(NaiveDate::from_ymd_opt(year()?, part(4, 6)?, part(6, 8)?)?, clock(0)?, 0),
        14 => moment(NaiveDate::from_ymd_opt(year()?, part(4, 6)?, part(6, 8)?)?, clock(part(12, 14)?)?, 0),
        9 | 10 => unix(digits.parse().ok()?),
        13 => unix(digits.parse::<i64>().ok()? / 1_000),
        16 => unix(digits.parse::<i64>().ok()? / 1_000_000),
        19 => unix(digits.parse::<i64>().ok()? / 1_000_000_000),
        _ => None,
    }
}

fn unix(seconds: i64) -> Option<DateTime<Utc>> {
    let moment = DateTime::from_timestamp(seconds, 0)?;
    super::YEARS.contains(&chrono::Datelike::year(&moment)).then_some(moment)
}
