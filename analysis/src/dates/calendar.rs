//! Which day, month or year is meant: arithmetic on the calendar, without any words.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::Direction;
use super::concept::{Holiday, Unit};

/// How far ahead a date without a year may lie where the words point forward.
const AHEAD_DAYS: i64 = 200;
/// A day without a year that lies so little ahead is the coming one even where nothing points forward: papers write a year to
/// a day that lies eleven months back.
const SOON_DAYS: i64 = 21;

/// A day of a month without a year.
pub(super) fn day_of_month(month: u32, day: u32, reference: NaiveDate, direction: Direction) -> Option<NaiveDate> {
    let in_year = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    let candidates = (-4..=4).filter_map(|offset| in_year(reference.year() + offset));
    let ahead = match direction {
        Direction::Past => SOON_DAYS,
        Direction::Future => AHEAD_DAYS,
    };
    nearest(candidates, reference, ahead)
}

/// As [`day_of_month`], of the years in which it falls on that weekday.
pub(super) fn day_of_month_on(
    month: u32,
    day: u32,
    weekday: Weekday,
    reference: NaiveDate,
    direction: Direction,
) -> Option<NaiveDate> {
    let plain = day_of_month(month, day, reference, direction)?;
    let on_day = (-3..=3)
        .filter_map(|offset| NaiveDate::from_ymd_opt(plain.year() + offset, month, day))
        .filter(|date| date.weekday() == weekday)
        .min_by_key(|date| (*date - plain).num_days().abs());
    Some(on_day.unwrap_or(plain))
}

/// The first day of a month without a year: the present one, or the nearest past, or, pointing forward, the nearest to come.
pub(super) fn bare_month(number: u32, reference: NaiveDate, direction: Direction) -> Option<NaiveDate> {
    let candidates = (-1..=1).filter_map(|offset| NaiveDate::from_ymd_opt(reference.year() + offset, number, 1));
    let this_month = reference.with_day(1)?;
    let ahead = match direction {
        Direction::Past => 0,
        Direction::Future => AHEAD_DAYS,
    };
    nearest(candidates, this_month, ahead)
}

/// A numbered day without a month ("the 12th").
pub(super) fn numbered_day(number: u32, reference: NaiveDate, direction: Direction) -> Option<NaiveDate> {
    let first = reference.with_day(1)?;
    let months = [-2i32, -1, 0, 1].into_iter().filter_map(|offset| {
        let shifted = shift_months(first, offset)?;
        NaiveDate::from_ymd_opt(shifted.year(), shifted.month(), number)
    });
    let ahead = if direction == Direction::Future { 31 } else { 0 };
    nearest(months, reference, ahead)
}

/// The numbered day nearest to the reference that is that weekday ("Friday the 22nd").
pub(super) fn numbered_weekday(number: u32, weekday: Weekday, reference: NaiveDate) -> Option<NaiveDate> {
    let first = reference.with_day(1)?;
    (-7i32..=7)
        .filter_map(|offset| shift_months(first, offset)?.with_day(number))
        .filter(|date| date.weekday() == weekday)
        .min_by_key(|date| (*date - reference).num_days().abs())
}

/// The latest candidate that is no further ahead than allowed.
fn nearest(candidates: impl Iterator<Item = NaiveDate>, reference: NaiveDate, ahead_days: i64) -> Option<NaiveDate> {
    candidates.filter(|date| (*date - reference).num_days() <= ahead_days).max()
}

/// "on Friday": today or the nearest past; forward: the next to come.
pub(super) fn weekday(weekday: Weekday, reference: NaiveDate, direction: Direction) -> Option<NaiveDate> {
    let back = days_back(weekday, reference);
    let offset = match direction {
        Direction::Past => -back,
        Direction::Future => 7 - back,
    };
    shift_days(reference, offset)
}

/// "last Friday" is the nearest before today, "this Friday" of this week, "next Friday" of the next.
pub(super) fn relative_weekday(weekday: Weekday, step: i32, reference: NaiveDate) -> Option<NaiveDate> {
    let back = days_back(weekday, reference);
    if step == -1 {
        return shift_days(reference, if back == 0 { -7 } else { -back });
    }
    weekday_of_week(weekday, i64::from(step), reference)
}

/// That day of the week that lies so many weeks off.
pub(super) fn weekday_of_week(weekday: Weekday, weeks: i64, reference: NaiveDate) -> Option<NaiveDate> {
    let monday = monday(reference)?;
    shift_days(monday, weeks * 7 + i64::from(weekday.num_days_from_monday()))
}

fn days_back(weekday: Weekday, reference: NaiveDate) -> i64 {
    let today = i64::from(reference.weekday().num_days_from_monday());
    (today - i64::from(weekday.num_days_from_monday())).rem_euclid(7)
}

pub(super) fn monday(date: NaiveDate) -> Option<NaiveDate> {
    shift_days(date, -i64::from(date.weekday().num_days_from_monday()))
}

pub(super) fn shift_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let span = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(span) } else { date.checked_add_days(span) }
}

pub(super) fn shift_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let span = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(span) } else { date.checked_add_months(span) }
}

/// So many units on or back. `None` for units of the clock.
pub(super) fn shift(date: NaiveDate, count: i32, unit: Unit) -> Option<NaiveDate> {
    match unit {
        Unit::Day => shift_days(date, i64::from(count)),
        Unit::Workday => shift_workdays(date, count),
        Unit::Week | Unit::Weekend => shift_days(date, i64::from(count) * 7),
        Unit::Fortnight => shift_days(date, i64::from(count) * 14),
        Unit::Month => shift_months(date, count),
        Unit::Quarter => shift_months(date, count.checked_mul(3)?),
        Unit::Half => shift_months(date, count.checked_mul(6)?),
        Unit::Year => shift_months(date, count.checked_mul(12)?),
        Unit::Decade => shift_months(date, count.checked_mul(120)?),
        Unit::Century => shift_months(date, count.checked_mul(1200)?),
        Unit::Second | Unit::Minute | Unit::Hour => None,
    }
}

fn shift_workdays(mut date: NaiveDate, count: i32) -> Option<NaiveDate> {
    /// Two hundred working days are most of a year; nobody counts more.
    const MOST: u32 = 200;
    let step = i64::from(count.signum());
    let mut left = count.unsigned_abs();
    if left > MOST {
        return None;
    }
    while left > 0 {
        date = shift_days(date, step)?;
        if !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    Some(date)
}

/// First day and the day after the last of the unit in which the date lies.
pub(super) fn unit_around(date: NaiveDate, unit: Unit) -> Option<(NaiveDate, NaiveDate)> {
    let year = date.year();
    let months = |first: NaiveDate, count: i32| Some((first, shift_months(first, count)?));
    match unit {
        Unit::Day | Unit::Workday => Some((date, shift_days(date, 1)?)),
        Unit::Week => Some((monday(date)?, shift_days(monday(date)?, 7)?)),
        Unit::Fortnight => Some((monday(date)?, shift_days(monday(date)?, 14)?)),
        Unit::Weekend => Some((shift_days(monday(date)?, 5)?, shift_days(monday(date)?, 7)?)),
        Unit::Month => months(date.with_day(1)?, 1),
        Unit::Quarter => months(NaiveDate::from_ymd_opt(year, date.month0() / 3 * 3 + 1, 1)?, 3),
        Unit::Half => months(NaiveDate::from_ymd_opt(year, date.month0() / 6 * 6 + 1, 1)?, 6),
        Unit::Year => months(NaiveDate::from_ymd_opt(year, 1, 1)?, 12),
        Unit::Decade => months(NaiveDate::from_ymd_opt(year.div_euclid(10) * 10, 1, 1)?, 120),
        Unit::Century => months(NaiveDate::from_ymd_opt(year.div_euclid(100) * 100, 1, 1)?, 1200),
        Unit::Second | Unit::Minute | Unit::Hour => None,
    }
}

/// `20` and `2020` both mean 2020.
pub(super) fn full_year(number: u32, digits: u8) -> Option<i32> {
    let number = i32::try_from(number).ok()?;
    match (digits, number) {
        (2, 0..=69) => Some(2000 + number),
        (2, 70..=99) => Some(1900 + number),
        (4, 1000..=2199) => Some(number),
        _ => None,
    }
}

/// The nth of a weekday in the month that begins on `first_day`; `None`: the last of it.
pub(super) fn nth_weekday(first_day: NaiveDate, weekday: Weekday, nth: Option<u32>) -> Option<NaiveDate> {
    let ahead = (i64::from(weekday.num_days_from_monday()) - i64::from(first_day.weekday().num_days_from_monday()))
        .rem_euclid(7);
    let first = shift_days(first_day, ahead)?;
    let in_month = |date: &NaiveDate| date.month() == first_day.month();
    let weeks = match nth {
        Some(nth) => i64::from(nth) - 1,
        None if shift_days(first, 28).as_ref().is_some_and(in_month) => 4,
        None => 3,
    };
    shift_days(first, weeks * 7).filter(in_month)
}

/// A day with a name in that year.
pub(super) fn holiday(holiday: Holiday, year: i32) -> Option<NaiveDate> {
    match holiday {
        Holiday::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
        Holiday::Nth(month, weekday, nth, after) => {
            let first = NaiveDate::from_ymd_opt(year, month, 1)?;
            shift_days(nth_weekday(first, weekday, (nth > 0).then_some(nth))?, after)
        }
        Holiday::Easter(after) => shift_days(easter(year)?, after),
    }
}

/// Easter Sunday by the Gregorian rule (the anonymous algorithm printed in Nature of 20 April 1876).
fn easter(year: i32) -> Option<NaiveDate> {
    let a = year % 19;
    let (b, c) = (year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}
