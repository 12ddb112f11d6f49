//! Which day, month or year is meant: arithmetic on the calendar, without any words.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use watchline_model::Precision;

use super::{Direction, Resolved};

/// How far ahead a date without a year may lie where the words point forward.
const AHEAD_DAYS: i64 = 200;
/// A day without a year that lies so little ahead is the coming one even where nothing points forward: papers write a year to
/// a day that lies eleven months back.
const SOON_DAYS: i64 = 21;

pub(super) fn day(first_day: NaiveDate) -> Resolved {
    Resolved { first_day, precision: Precision::Day }
}

pub(super) fn month(year: i32, month: u32) -> Option<Resolved> {
    Some(Resolved { first_day: NaiveDate::from_ymd_opt(year, month, 1)?, precision: Precision::Month })
}

pub(super) fn month_of(date: NaiveDate) -> Option<Resolved> {
    month(date.year(), date.month())
}

pub(super) fn year(year: i32) -> Option<Resolved> {
    Some(Resolved { first_day: NaiveDate::from_ymd_opt(year, 1, 1)?, precision: Precision::Year })
}

/// A day of a month without a year.
pub(super) fn day_of_month(
    month: u32,
    day_number: u32,
    reference: NaiveDate,
    direction: Direction,
) -> Option<Resolved> {
    let in_year = |year: i32| NaiveDate::from_ymd_opt(year, month, day_number);
    let candidates = (-4..=4).filter_map(|offset| in_year(reference.year() + offset));
    let ahead = match direction {
        Direction::Past => SOON_DAYS,
        Direction::Future => AHEAD_DAYS,
    };
    nearest(candidates, reference, ahead).map(day)
}

/// A month without a year: the present one, or the nearest past, or, pointing forward, the nearest to come.
pub(super) fn bare_month(number: u32, reference: NaiveDate, direction: Direction) -> Option<Resolved> {
    let candidates = (-1..=1).filter_map(|offset| NaiveDate::from_ymd_opt(reference.year() + offset, number, 1));
    let this_month = reference.with_day(1)?;
    let ahead = match direction {
        Direction::Past => 0,
        Direction::Future => AHEAD_DAYS,
    };
    nearest(candidates, this_month, ahead).and_then(month_of)
}

/// A numbered day without a month ("the 12th").
pub(super) fn numbered_day(number: u32, reference: NaiveDate, direction: Direction) -> Option<Resolved> {
    let months = [-1i32, 0, 1].into_iter().filter_map(|offset| {
        let shifted = shift_months(reference.with_day(1)?, offset)?;
        NaiveDate::from_ymd_opt(shifted.year(), shifted.month(), number)
    });
    let ahead = if direction == Direction::Future { 31 } else { 0 };
    nearest(months, reference, ahead).map(day)
}

/// The latest candidate that is no further ahead than allowed.
fn nearest(candidates: impl Iterator<Item = NaiveDate>, reference: NaiveDate, ahead_days: i64) -> Option<NaiveDate> {
    candidates.filter(|date| (*date - reference).num_days() <= ahead_days).max()
}

/// Which of the weekdays is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// "on Friday": today or the nearest past; forward: the next to come.
    Plain,
    /// "last Friday": the nearest before today.
    Last,
    /// "this Friday": of this week.
    This,
    /// "next Friday": of next week.
    Next,
}

pub(super) fn weekday(weekday: Weekday, which: Which, reference: NaiveDate, direction: Direction) -> Option<Resolved> {
    let today = i64::from(reference.weekday().num_days_from_monday());
    let wanted = i64::from(weekday.num_days_from_monday());
    let back = (today - wanted).rem_euclid(7);
    let offset = match (which, direction) {
        (Which::Plain, Direction::Past) => -back,
        (Which::Plain, Direction::Future) => 7 - back,
        (Which::Last, _) => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        (Which::This, _) => wanted - today,
        (Which::Next, _) => wanted - today + 7,
    };
    shift_days(reference, offset).map(day)
}

pub(super) fn shift_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let span = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(span) } else { date.checked_add_days(span) }
}

pub(super) fn shift_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let span = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(span) } else { date.checked_add_months(span) }
}

/// `20` and `2020` both mean 2020; years outside 1900 to 2099 mean nothing here.
pub(super) fn full_year(number: i32) -> Option<i32> {
    match number {
        0..=69 => Some(2000 + number),
        70..=99 => Some(1900 + number),
        1900..=2099 => Some(number),
        _ => None,
    }
}

/// The nth of a weekday in the month that begins on `first_day`; `None`: the last of it.
pub(super) fn nth_weekday(first_day: NaiveDate, weekday: Weekday, nth: Option<i64>) -> Option<Resolved> {
    let ahead = (i64::from(weekday.num_days_from_monday()) - i64::from(first_day.weekday().num_days_from_monday()))
        .rem_euclid(7);
    let first = shift_days(first_day, ahead)?;
    let in_month = |date: &NaiveDate| date.month() == first_day.month();
    let weeks = match nth {
        Some(nth) => nth - 1,
        None if shift_days(first, 28).as_ref().is_some_and(in_month) => 4,
        None => 3,
    };
    shift_days(first, weeks * 7).filter(in_month).map(day)
}
