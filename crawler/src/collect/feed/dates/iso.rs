//! ISO 8601 and RFC 3339: calendar dates, week dates, ordinal dates, with time and offset. Pure.

use chrono::{DateTime, NaiveDate, Utc, Weekday};

use super::{Clock, moment, zones};

/// Reads `text` if it begins with a year and goes on as ISO 8601 does.
pub(super) fn parse(text: &str) -> Option<DateTime<Utc>> {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0 };
    let date = date(&mut scan)?;
    let rest = text.get(scan.at..)?;
    let time = rest.trim_start_matches(['T', 't', ' ', '_', ',', '-', '@']);
    if time.is_empty() {
        return moment(date, Clock::default(), 0);
    }
    // `2026-07-03Z` and `2026-07-03+02:00` are days with a zone.
    if rest.starts_with(['Z', 'z', '+']) {
        return moment(date, Clock::default(), zones::offset(rest, date, Clock::default())?);
    }
    let mut scan = Scan { bytes: time.as_bytes(), at: 0 };
    let clock = clock(&mut scan)?;
    let zone = time.get(scan.at..)?.trim();
    // Half a day is the business of those who know words.
    if zone.get(..2).is_some_and(|half| half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm"))
        || zone.starts_with(['a', 'p', 'A', 'P']) && zone.contains('.')
    {
        return None;
    }
    moment(date, clock, zones::offset(zone, date, clock)?)
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    /// How many digits come next.
    fn digits(&self) -> usize {
        self.bytes.iter().skip(self.at).take_while(|byte| byte.is_ascii_digit()).count()
    }

    fn number(&mut self, digits: usize) -> Option<u32> {
        let bytes = self.bytes.get(self.at..self.at + digits)?;
        let mut number = 0_u32;
        for byte in bytes {
            number = number * 10 + u32::from(byte.is_ascii_digit().then(|| byte - b'0')?);
        }
        self.at += digits;
        Some(number)
    }

    fn take(&mut self, wanted: &[u8]) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied().filter(|byte| wanted.contains(byte))?;
        self.at += 1;
        Some(byte)
    }
}

fn date(scan: &mut Scan<'_>) -> Option<NaiveDate> {
    match scan.digits() {
        4 => {}
        7 => {
            let year = i32::try_from(scan.number(4)?).ok()?;
            return NaiveDate::from_yo_opt(year, scan.number(3)?);
        }
        8 => {
            let year = i32::try_from(scan.number(4)?).ok()?;
            return NaiveDate::from_ymd_opt(year, scan.number(2)?, scan.number(2)?);
        }
        _ => return None,
    }
    let year = i32::try_from(scan.number(4)?).ok()?;
    let divider = scan.take(b"-/.");
    if scan.take(b"Ww").is_some() {
        let week = scan.number(2)?;
        let _ = scan.take(b"-");
        let day = if scan.digits() == 1 { scan.number(1)? } else { 1 };
        let weekday = Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok()?;
        return NaiveDate::from_isoywd_opt(year, week, weekday);
    }
    let Some(divider) = divider else {
        return if scan.at == scan.bytes.len() { NaiveDate::from_ymd_opt(year, 1, 1) } else { None };
    };
    match scan.digits() {
        3 => return NaiveDate::from_yo_opt(year, scan.number(3)?),
        1 | 2 => {}
        _ => return None,
    }
    let month = scan.number(scan.digits())?;
    if scan.take(&[divider]).is_none() {
        // A month, and nothing behind it.
        return if scan.at == scan.bytes.len() { NaiveDate::from_ymd_opt(year, month, 1) } else { None };
    }
    let day = match scan.digits() {
        digits @ (1 | 2) => scan.number(digits)?,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

/// `10:30:00.5`, `10:30`, `103000`, `1030`, `10`; a fraction is dropped.
fn clock(scan: &mut Scan<'_>) -> Option<Clock> {
    let mut clock = Clock::default();
    match scan.digits() {
        6 => clock = Clock { hour: scan.number(2)?, minute: scan.number(2)?, second: scan.number(2)? },
        4 => clock = Clock { hour: scan.number(2)?, minute: scan.number(2)?, second: 0 },
        digits @ (1 | 2) => {
            clock.hour = scan.number(digits)?;
            if let Some(divider) = scan.take(b":.-h") {
                clock.minute = scan.number(scan.digits().min(2)).filter(|_| scan.at > 1)?;
                if scan.take(&[divider, b':']).is_some() {
                    clock.second = scan.number(scan.digits().min(2))?;
                }
            }
        }
        _ => return None,
    }
    if scan.take(b".,:").is_some() {
        scan.at += scan.digits();
    }
    Some(clock)
}
