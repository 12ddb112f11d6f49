//! What a date says that names only a month or a year: not on which day, but between which days.

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveTime, Utc};
use watchline_model::{Dated, Precision};

/// Its first moment and the first one after it; `None` for a date that names the day.
pub(super) fn of(dated: &Dated) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let day = dated.value.date_naive();
    let (first, months) = match dated.precision {
        Precision::Month => (day.with_day(1)?, 1),
        Precision::Year => (NaiveDate::from_ymd_opt(day.year(), 1, 1)?, 12),
        _ => return None,
    };
    let moment = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    Some((moment(first), moment(first.checked_add_months(Months::new(months))?)))
}

#[cfg(test)]
mod tests;
