//! Days and weeks over which changes are gathered, in UTC.

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};
use watchline_model::Rhythm;
use watchline_model::date::midnight;

/// A day, or a week from Monday; `end` is the first moment after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
}

impl Period {
    /// The period in which `moment` lies; `None` where nothing is gathered.
    pub(crate) fn of(rhythm: Rhythm, moment: DateTime<Utc>) -> Option<Self> {
        let day = moment.date_naive();
        let (first, days) = match rhythm {
            Rhythm::Immediate => return None,
            Rhythm::Daily => (day, 1),
            Rhythm::Weekly => (monday_of(day), 7),
        };
        Some(Self { start: midnight(first), end: midnight(first.checked_add_days(Days::new(days))?) })
    }

    /// "21 July 2026", "week of 20 July 2026".
    pub(crate) fn label(&self) -> String {
        let day = self.start.format("%-d %B %Y");
        if self.end - self.start > chrono::TimeDelta::days(1) { format!("week of {day}") } else { day.to_string() }
    }
}

/// The last period that is over at `now`: whoever plans a digest hands over all changes since its start (or since
/// an earlier one, after a time of not running: what has been told is not told again, by its key).
pub fn last_period(rhythm: Rhythm, now: DateTime<Utc>) -> Option<Period> {
    let running = Period::of(rhythm, now)?;
    Period::of(rhythm, running.start - chrono::TimeDelta::microseconds(1))
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    let since = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(since)).unwrap_or(day)
}
