//! Two dates that bound a stretch: "between 3 and 5 May", "June 28 to July 2", "2021-2024". Each lends the other what it lacks.

use chrono::Datelike;
use watchline_model::Precision;

use super::{Parser, Point};
use crate::dates::concept::{Concept, Unit};
use crate::dates::point::Stretch;
use crate::dates::scan::RawKind;

/// How the range began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// "from", "between".
    Told,
    Untold,
}

impl Parser<'_> {
    /// The stretch and the token after it; the opening word is part of it.
    pub(super) fn range(&self, at: usize) -> Option<(Stretch, usize)> {
        let is_between = self.is(at, Concept::Between);
        let is_told = is_between || self.is(at, Concept::From);
        let (opening, from) = if is_told { (Opening::Told, at + 1) } else { (Opening::Untold, at) };
        let from = if is_told { self.skip(from, &[Concept::The]) } else { from };
        // "November between 19 and 20".
        if let (Some((month, _)), true) = (self.month(at), self.is_any(at + 1, &[Concept::Between, Concept::From])) {
            let (from, next) = self.day_number(at + 2)?;
            let joined = self.joint(next, true)?;
            let (to, next) = self.day_number(joined)?;
            let (point, end) = self.with_year(Point { month: Some(month), day: Some(from), ..Point::default() }, next);
            return Some((self.between(point, Point { day: Some(to), ..point })?, end));
        }
        let (first, next) = self.range_start(from, opening)?;
        // "on 18 and 19 June".
        let is_pair = is_between || (first.day.is_some() && first.month.is_none() && first.weekday.is_none());
        let joined = self.joint(next, is_pair)?;
        let joined = self.skip(joined, &[Concept::The]);
        let (last, end) = self.range_end(joined, &first, opening)?;
        // "from late May until mid-June" bounds nothing exactly: these stay two dates.
        if first.part.is_some() && last.part.is_some() {
            return None;
        }
        let stretch = self.between(first, last)?;
        Some((stretch, end))
    }

    fn range_start(&self, at: usize, opening: Opening) -> Option<(Point, usize)> {
        if opening == Opening::Told && self.is(at, Concept::Now) {
            return Some((Point::of_day(self.today()?)?, at + 1));
        }
        if let Some((point, next)) = self.date(at)
            && self.joint(next, true).is_some()
        {
            return Some((point, next));
        }
        // A month and then a range of its days: "November between 19 and 20".
        if let Some((day, next)) = self.day_number(at)
            && (opening == Opening::Told || self.joint(self.mark_behind(next), true).is_some())
            && !self.is_glued_before(at)
        {
            return Some((Point { day: Some(day), ..Point::default() }, self.mark_behind(self.skip_sign(next, b"."))));
        }
        if let Some((month, is_sure)) = self.month(at)
            && (is_sure || self.joint(at + 1, false).is_some_and(|joined| self.month(joined).is_some()))
        {
            return Some((Point { month: Some(month), ..Point::default() }, at + 1));
        }
        let (year, next) = self.stated_year(at)?;
        let is_figure = self.number(at).is_some() && !self.is_glued_before(at);
        (is_figure && (1800..=2100).contains(&year)).then_some((Point { year: Some(year), ..Point::default() }, next))
    }

    fn mark_behind(&self, at: usize) -> usize {
        if self.is(at, Concept::MarkDay) { at + 1 } else { at }
    }

    /// "to", "until", a dash, or, behind "between", "and".
    fn joint(&self, at: usize, is_between: bool) -> Option<usize> {
        if self.is(at, Concept::To) || (is_between && self.is(at, Concept::And)) {
            return Some(at + 1);
        }
        if self.is_sign(at, b'-') {
            return Some(at + 1);
        }
        let is_until = self.is_sign(at, b',') && self.is(at + 1, Concept::To);
        is_until.then_some(at + 2)
    }

    fn range_end(&self, at: usize, first: &Point, opening: Opening) -> Option<(Point, usize)> {
        let is_bare_day =
            first.day.is_some() && first.month.is_none() && first.weekday.is_none() && first.stretch.is_none();
        if self.is(at, Concept::Now) {
            return Some((Point::of_day(self.today()?)?, at + 1));
        }
        if let Some((point, next)) = self.date(at) {
            let lends = point.month.is_some() && point.day.is_some() || point.stretch.is_some();
            // Two weekdays in a dash are no range, nor is a bare day before a month alone.
            let is_numbered = opening == Opening::Told && point.day.is_some();
            if !is_bare_day || lends || is_numbered {
                return Some((point, next));
            }
            return None;
        }
        if is_bare_day {
            // "4 to 23 next month", "between 4 and 9 in June".
            let (day, next) = self.day_number(at)?;
            if opening == Opening::Told && self.is(next - 1, Concept::Th) {
                return Some((Point { day: Some(day), ..Point::default() }, next));
            }
            let (months, end) = self.distance(next, Unit::Month)?;
            let month = crate::dates::calendar::shift_months(self.today()?.with_day(1)?, months)?;
            let point =
                Point { year: Some(month.year()), month: Some(month.month()), day: Some(day), ..Point::default() };
            return Some((point, end));
        }
        if first.day.is_some() && first.month.is_some() {
            let (day, next) = self.day_number(at)?;
            let next = self.mark_behind(next);
            if self
                .token(next)
                .is_some_and(|token| !token.is_spaced && matches!(token.kind, RawKind::Sign(b':' | b'-' | b'/')))
            {
                return None;
            }
            let point = Point { month: first.month, day: Some(day), year: first.year, ..Point::default() };
            let (point, next) = if first.year.is_none() { self.with_year(point, next) } else { (point, next) };
            return Some((point, next));
        }
        if let Some((month, _)) = self.month(at)
            && first.month.is_some()
        {
            return Some(self.with_year(Point { month: Some(month), ..Point::default() }, at + 1));
        }
        if first.year.is_some() && first.stretch.is_none() {
            if let Some((year, next)) = self.stated_year(at) {
                return Some((Point { year: Some(year), ..Point::default() }, next));
            }
            // "2014-18".
            if let Some((short, 2)) = self.number(at)
                && first.month.is_none()
                && self.is_tight(at)
            {
                let year = first.year? / 100 * 100 + i32::try_from(short).ok()?;
                return (year > first.year?).then_some((Point { year: Some(year), ..Point::default() }, at + 1));
            }
        }
        None
    }

    fn between(&self, first: Point, last: Point) -> Option<Stretch> {
        let (mut first, mut last) = (first, last);
        let is_open = |point: &Point| point.stretch.is_none();
        if is_open(&first) && is_open(&last) {
            if first.month.is_none() && first.day.is_some() && first.weekday.is_none() {
                first.month = last.month;
                first.year = last.year;
            }
            if first.year.is_none() && first.month.is_some() && last.year.is_some() {
                let wraps = match (first.month, last.month) {
                    (Some(from), Some(to)) => from > to,
                    _ => false,
                };
                first.year = last.year.map(|year| if wraps { year - 1 } else { year });
            }
        } else if first.month.is_none() && first.day.is_some() && first.weekday.is_none() && is_open(&first) {
            let day = last.stretch?.first.date();
            first.month = Some(day.month());
            first.year = Some(day.year());
        }
        let from = first.resolve(self.reference, self.direction)?;
        if last.year.is_none()
            && is_open(&last)
            && (last.month.is_some() || last.weekday.is_some() || last.day.is_some())
        {
            last = self.after(last, &from)?;
        }
        let to = last.resolve(self.reference, self.direction)?;
        if to.end < from.first {
            return None;
        }
        let bounds = from.bounds.max(to.bounds);
        let mut stretch = Stretch {
            first: from.first,
            end: to.end.max(from.first),
            last: to.first.max(from.first),
            bounds,
            shown: from.shown,
            is_range: true,
            zone: from.zone.or(to.zone),
        };
        if bounds != Precision::Time {
            stretch.shown = from.shown.min(Precision::Day);
        }
        Some(stretch)
    }

    /// The first such date that does not lie before the beginning.
    fn after(&self, last: Point, from: &Stretch) -> Option<Point> {
        let start = from.first.date();
        if last.month.is_some() {
            for year in [start.year(), start.year() + 1] {
                let point = Point { year: Some(year), ..last };
                if point.resolve(self.reference, self.direction).is_some_and(|to| to.end > from.first) {
                    return Some(point);
                }
            }
            return None;
        }
        if let Some(day) = last.day {
            let point = |date: chrono::NaiveDate| {
                Some(Point { year: Some(date.year()), month: Some(date.month()), day: Some(day), ..Point::default() })
            };
            let same = start.with_day(day).filter(|date| *date >= start);
            let next = || crate::dates::calendar::shift_months(start.with_day(1)?, 1)?.with_day(day);
            return point(same.or_else(next)?);
        }
        let weekday = last.weekday?;
        let ahead = (i64::from(weekday.num_days_from_monday()) - i64::from(start.weekday().num_days_from_monday()))
            .rem_euclid(7);
        Some(Point {
            clock: last.clock,
            zone: last.zone,
            ..Point::of_day(crate::dates::calendar::shift_days(start, ahead)?)?
        })
    }
}
