//! Chinese, Japanese and Korean dates: year, month and day each behind its mark ("2026年7月10日", "去年3月", "5月3日").

use chrono::Datelike;

use super::{Parser, Point, Read};
use crate::dates::calendar;
use crate::dates::concept::{Concept, Unit};

impl Parser<'_> {
    pub(super) fn eastern(&self, at: usize) -> Read {
        let mut next = at;
        let mut point = Point::default();
        let mut is_marked = false;
        if let Some((value, digits)) = self.number(next)
            && self.is(next + 1, Concept::MarkYear)
        {
            point.year = calendar::full_year(value, digits);
            point.year?;
            next += 2;
            is_marked = true;
        } else if let Some(step) = self.period_of(next, Unit::Year) {
            point.year = Some(self.today()?.year() + step);
            next += 1;
        } else if let Some(step) = self.period_of(next, Unit::Month) {
            let month = calendar::shift_months(self.today()?.with_day(1)?, step)?;
            point.year = Some(month.year());
            point.month = Some(month.month());
            next += 1;
        }
        if point.month.is_none()
            && let Some((value @ 1..=12, _)) = self.number(next)
            && self.is(next + 1, Concept::MarkMonth)
        {
            point.month = Some(value);
            next += 2;
            is_marked = true;
        }
        if let Some((value @ 1..=31, _)) = self.number(next)
            && self.is(next + 1, Concept::MarkDay)
            && (point.year.is_none() || point.month.is_some())
        {
            // "3日前" is three days ago.
            let is_count = point.month.is_none() && self.is_any(next + 2, &[Concept::Ago, Concept::Hence]);
            if !is_count {
                point.day = Some(value);
                next += 2;
                is_marked = true;
            }
        }
        if next == at || !(is_marked || point.year.is_some()) {
            return None;
        }
        if point.day.is_none()
            && let Some(part) = self.part_word(next)
        {
            point.part = Some(part);
            next += 1;
        }
        // "3月(水曜日)" aside, a weekday in brackets only confirms.
        if point.day.is_some()
            && self.is_sign(next, b'(')
            && self.day_of_week(next + 1).is_some()
            && self.is_sign(next + 2, b')')
        {
            next += 3;
        }
        Some((point, next))
    }

    /// "上个月" of months: -1.
    pub(super) fn period_of(&self, at: usize, wanted: Unit) -> Option<i32> {
        self.find(at, |meaning| match meaning {
            Concept::Period(step, unit) if unit == wanted => Some(step),
            _ => None,
        })
    }

    /// "上周五", "先週", "지난주 화요일", "本月初".
    pub(super) fn eastern_period(&self, at: usize) -> Read {
        let (step, unit) = self.find(at, |meaning| match meaning {
            Concept::Period(step, unit) => Some((step, unit)),
            _ => None,
        })?;
        let today = self.today()?;
        if unit == Unit::Week {
            if let Some((day, _)) = self.day_of_week(at + 1) {
                return Some((Point::of_day(calendar::weekday_of_week(day, i64::from(step), today)?)?, at + 2));
            }
            // "上周" and "五", which the list joins to no weekday.
            if let Some((value @ 1..=7, _)) = self.number(at + 1)
                && self.is_tight(at + 1)
            {
                let day = chrono::Weekday::try_from(u8::try_from(value - 1).ok()?).ok()?;
                return Some((Point::of_day(calendar::weekday_of_week(day, i64::from(step), today)?)?, at + 2));
            }
        }
        let around = calendar::shift(today, step, unit)?;
        let mut point = Point::of(crate::dates::point::Stretch::unit(around, unit)?);
        let mut next = at + 1;
        if let Some(part) = self.part_word(next) {
            point.part = Some(part);
            next += 1;
        }
        Some((point, next))
    }
}
