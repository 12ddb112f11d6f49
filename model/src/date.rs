//! Dates as the press gives them: with a precision, and with what they are the date of.

use chrono::{DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::word::words;

words! {
    /// How exactly a date is known. Never show more than this.
    Precision { Year = "year", Month = "month", Day = "day", Time = "time" }
}

words! {
    /// What the date is the date of.
    Basis {
        Occurred = "occurred",
        Effective = "effective",
        Announced = "announced",
        FirstReported = "first_reported",
        Published = "published",
    }
}

/// A moment, or the first moment of the day, month or year that is known; always UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Dated {
    pub value: DateTime<Utc>,
    pub precision: Precision,
    pub basis: Basis,
}

impl Dated {
    /// The day itself, at precision `day`.
    pub fn day(date: NaiveDate, basis: Basis) -> Self {
        Self { value: midnight(date), precision: Precision::Day, basis }
    }

    pub fn time(value: DateTime<Utc>, basis: Basis) -> Self {
        Self { value, precision: Precision::Time, basis }
    }

    /// `None` where month is not 1 to 12 or the year is out of chrono's range.
    pub fn month(year: i32, month: u32, basis: Basis) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(Self { value: midnight(date), precision: Precision::Month, basis })
    }

    pub fn year(year: i32, basis: Basis) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year, 1, 1)?;
        Some(Self { value: midnight(date), precision: Precision::Year, basis })
    }

    /// The first moment after the span that this date covers: a month ends where the next begins.
    pub fn end(&self) -> DateTime<Utc> {
        let date = self.value.date_naive();
        let next = match self.precision {
            Precision::Year => NaiveDate::from_ymd_opt(date.year().saturating_add(1), 1, 1),
            Precision::Month => date.with_day(1).and_then(|first| first.checked_add_months(Months::new(1))),
            Precision::Day => date.checked_add_days(Days::new(1)),
            Precision::Time => return self.value,
        };
        next.map_or(self.value, midnight)
    }

    /// The last microsecond that this date can mean: "3 July" may be as late as the evening. What is ordered by it
    /// never calls a day earlier than an hour of that day.
    pub fn latest(&self) -> DateTime<Utc> {
        match self.precision {
            Precision::Time => self.value,
            Precision::Day | Precision::Month | Precision::Year => self.end() - chrono::TimeDelta::microseconds(1),
        }
    }

    /// As the API prints it: RFC 3339 for a time, else `2026-07-10`, `2026-07`, `2026`.
    pub fn value_text(&self) -> String {
        match self.precision {
            Precision::Year => self.value.format("%Y").to_string(),
            Precision::Month => self.value.format("%Y-%m").to_string(),
            Precision::Day => self.value.format("%Y-%m-%d").to_string(),
            Precision::Time => self.value.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        }
    }

    /// As [`Self::value_text`], a time in the zone it was written in: minutes east of UTC.
    pub fn value_text_at(&self, offset_minutes: Option<i32>) -> String {
        let zone = offset_minutes.and_then(|minutes| FixedOffset::east_opt(minutes.checked_mul(60)?));
        match (self.precision, zone) {
            (Precision::Time, Some(zone)) => {
                self.value.with_timezone(&zone).to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
            }
            _ => self.value_text(),
        }
    }

    /// Reads what [`Self::value_text`] writes, and any RFC 3339 moment; `None` for anything else.
    pub fn parse(text: &str, basis: Basis) -> Option<Self> {
        let text = text.trim();
        if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
            return Some(Self::time(moment.with_timezone(&Utc), basis));
        }
        if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Some(Self::day(date, basis));
        }
        let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || !digits(year) || month.is_some_and(|month| month.len() > 2 || !digits(month)) {
            return None;
        }
        match month {
            Some(month) => Self::month(year.parse().ok()?, month.parse().ok()?, basis),
            None => Self::year(year.parse().ok()?, basis),
        }
    }

    pub fn with_basis(self, basis: Basis) -> Self {
        Self { basis, ..self }
    }

    /// For people: "10 July 2026", "July 2026", "2026".
    pub fn human(&self) -> String {
        match self.precision {
            Precision::Year => self.value.format("%Y").to_string(),
            Precision::Month => self.value.format("%B %Y").to_string(),
            Precision::Day => self.value.format("%-d %B %Y").to_string(),
            Precision::Time => self.value.format("%-d %B %Y %H:%M UTC").to_string(),
        }
    }
}

/// The first moment of a day in UTC.
pub fn midnight(date: NaiveDate) -> DateTime<Utc> {
    date.and_time(chrono::NaiveTime::MIN).and_utc()
}

#[cfg(test)]
mod tests;
