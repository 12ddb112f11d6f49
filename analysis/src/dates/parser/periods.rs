//! Weeks, months, quarters, seasons, years: "last week", "Q1 2026", "the first week of October", "late last year".

use chrono::{Datelike, NaiveDate};

use watchline_model::Precision;

use super::relative::finest_that_holds;
use super::{Parser, Point, Read, longest};
use crate::dates::Direction;
use crate::dates::calendar;
use crate::dates::concept::{Concept, Part, Unit};
use crate::dates::point::Stretch;

impl Parser<'_> {
    pub(super) fn period(&self, at: usize) -> Read {
        longest([
            self.relative_period(at),
            self.numbered_quarter(at),
            self.nth(at),
            self.first_of_many(at),
            self.century(at),
            self.season(at),
            self.week_of(at),
            self.weekend(at),
            self.holiday(at),
        ])
    }

    /// "last week", "la semaine prochaine", "this weekend", "the week after next".
    fn relative_period(&self, at: usize) -> Read {
        let today = self.today()?;
        let from = self.skip(at, &[Concept::The]);
        if let (Some(unit), true) = (self.unit(from), self.is_any(from + 1, &[Concept::After, Concept::ThenOn])) {
            let then = self.skip(from + 2, &[Concept::The]);
            if self.relative_step(then) == Some(1) && from > at {
                let around = calendar::shift(today, 2, unit)?;
                return Some((Point::of(Stretch::unit(around, unit)?), then + 1));
            }
        }
        let (step, unit, next) = if let (Some(step), Some(unit)) = (self.relative_step(from), self.unit(from + 1)) {
            (step, unit, from + 2)
        } else if let (Some(unit), Some(step), false) =
            (self.unit(from), self.relative_step(from + 1), self.is_english())
        {
            (step, unit, from + 2)
        } else {
            return None;
        };
        if unit.is_of_the_clock() {
            return self.relative_clock(step, unit, next);
        }
        let around = calendar::shift(unit_anchor(today, unit)?, step, unit)?;
        if unit == Unit::Day {
            return Some((Point::of_day(around)?, next));
        }
        Some((Point::of(Stretch::unit(around, unit)?), next))
    }

    /// "the last hour", "next minute".
    fn relative_clock(&self, step: i32, unit: Unit, next: usize) -> Read {
        let reference = self.reference?;
        let span = match unit {
            Unit::Second => chrono::TimeDelta::seconds(1),
            Unit::Minute => chrono::TimeDelta::minutes(1),
            _ => chrono::TimeDelta::hours(1),
        };
        let (first, end) = match step {
            -1 => (reference - span, reference),
            1 => (reference, reference + span),
            _ => return None,
        };
        Some((Point::of(Stretch { first, end, last: end, ..Stretch::moment(first) }), next))
    }

    /// "Q1 2026", "2026 Q1", "H2 2025", "the first quarter of 2026", "第一季度".
    fn numbered_quarter(&self, at: usize) -> Read {
        let (leading_year, from) = match self.stated_year(at) {
            Some((year, next)) => {
                (Some(year), self.skip(self.skip_sign(next, b"-/,"), &[Concept::The, Concept::MarkYear]))
            }
            None => (None, self.skip(at, &[Concept::The])),
        };
        let (number, unit, next) = self.quarter_words(from)?;
        let months = if unit == Unit::Quarter { 3 } else { 6 };
        if number == 0 || number * months > 12 {
            return None;
        }
        let of = self.skip(self.skip_sign(next, b"-,/"), &[Concept::Of, Concept::In, Concept::The]);
        let (year, next) = match (leading_year, self.stated_year(of), self.year_by_distance(of)) {
            (Some(year), _, _) => (year, next),
            (None, Some((year, next)), _) => (year, next),
            (None, None, Some((years, next))) => (self.today()?.year() + years, next),
            (None, None, None) => (self.nearest_year(number * months - months + 1)?, next),
        };
        let first = NaiveDate::from_ymd_opt(year, (number - 1) * months + 1, 1)?;
        Some((Point::of(Stretch::unit(first, unit)?), next))
    }

    fn quarter_words(&self, at: usize) -> Option<(u32, Unit, usize)> {
        let letter = self.find(at, |meaning| match meaning {
            Concept::QuarterLetter => Some(Unit::Quarter),
            Concept::HalfLetter => Some(Unit::Half),
            _ => None,
        });
        if let Some(unit) = letter
            && let Some((number @ 1..=4, 1)) = self.number(at + 1)
            && self.is_tight(at + 1)
        {
            return Some((number, unit, at + 2));
        }
        let (number, behind) = match self.ordinal(at) {
            Some(number) => (number, at + 1),
            None if self.is(at, Concept::Final) => (0, at + 1),
            None => {
                let (number, digits) = self.number(at)?;
                let is_th = self.is(at + 1, Concept::Th) && self.is_tight(at + 1);
                let next = if is_th { at + 2 } else { self.skip_sign(at + 1, b".") };
                (digits == 1 && (is_th || !self.is_english())).then_some((number, next))?
            }
        };
        let unit = self.unit(behind).filter(|unit| matches!(unit, Unit::Quarter | Unit::Half))?;
        // "the last quarter of 2025" is its fourth; alone it is the one before this.
        let is_of = self.is_any(behind + 1, &[Concept::Of, Concept::In]);
        match number {
            0 if is_of => Some((if unit == Unit::Quarter { 4 } else { 2 }, unit, behind + 1)),
            0 => None,
            number => Some((number, unit, behind + 1)),
        }
    }

    /// The year whose month lies nearest on the side that is spoken of.
    fn nearest_year(&self, month: u32) -> Option<i32> {
        let today = self.today()?;
        Some(calendar::bare_month(month, today, self.direction)?.year())
    }

    /// "the first Monday of May", "the third week of 2027", "the last day of this month".
    fn nth(&self, at: usize) -> Read {
        let from = self.skip(at, &[Concept::The]);
        let nth = match self.ordinal(from) {
            Some(number @ 1..=5) => Some(number),
            Some(number) if self.unit(from + 1) == Some(Unit::Week) || self.unit(from + 1) == Some(Unit::Day) => {
                Some(number)
            }
            Some(_) => return None,
            None if self.is(from, Concept::Final) => None,
            None => {
                let (number, _) = self.number(from)?;
                return if self.is(from + 1, Concept::Th) && self.is_tight(from + 1) {
                    self.nth_of(Some(number), from + 2)
                } else {
                    None
                };
            }
        };
        self.nth_of(nth, from + 1)
    }

    fn nth_of(&self, nth: Option<u32>, at: usize) -> Read {
        let weekday = self.day_of_week(at);
        let unit = self.unit(at);
        if weekday.is_none() && !matches!(unit, Some(Unit::Week | Unit::Day | Unit::Weekend | Unit::Month)) {
            return None;
        }
        let of = self.skip(self.skip_sign(at + 1, b","), &[Concept::Of, Concept::In, Concept::The]);
        if of == at + 1 && self.distance(of, Unit::Month).is_none() && self.distance(of, Unit::Year).is_none() {
            return None;
        }
        let (whole, next) = longest([self.named(of), self.eastern(of), self.relative_period(of), self.bare_year(of)])?;
        let whole = whole.resolve(self.reference, self.direction)?;
        let (first, end) = (whole.first.date(), whole.end.date());
        if let Some((day, _)) = weekday {
            let month = if nth.is_none() { calendar::shift_months(end, -1)? } else { first };
            return Some((Point::of_day(calendar::nth_weekday(month, day, nth)?)?, next));
        }
        let count = nth.map(|nth| i64::from(nth) - 1);
        let stretch = match (unit?, count) {
            (Unit::Day, Some(days)) => Stretch::day(calendar::shift_days(first, days)?)?,
            (Unit::Day, None) => Stretch::day(calendar::shift_days(end, -1)?)?,
            (Unit::Month, Some(months)) => {
                Stretch::unit(calendar::shift_months(first, i32::try_from(months).ok()?)?, Unit::Month)?
            }
            (Unit::Month, None) => Stretch::unit(calendar::shift_days(end, -1)?, Unit::Month)?,
            // The first week is the one that holds the fourth day (ISO 8601).
            (unit, Some(weeks)) => {
                let week = calendar::shift_days(first, 3 + weeks * 7)?;
                Stretch::unit(week, unit)?
            }
            (unit, None) => Stretch::unit(calendar::shift_days(end, -4)?, unit)?,
        };
        Some((Point::of(stretch), next))
    }

    /// "the first three months of 2026", "the last 3 weeks of this year".
    fn first_of_many(&self, at: usize) -> Read {
        let from = self.skip(at, &[Concept::The]);
        let is_first = self.ordinal(from) == Some(1);
        if !is_first && !self.is(from, Concept::Final) {
            return None;
        }
        let (count, unit_at) = self.count(from + 1)?;
        let unit = self.unit(unit_at)?;
        let of = self.skip(unit_at + 1, &[Concept::Of, Concept::In, Concept::The]);
        if of == unit_at + 1 && self.distance(of, Unit::Year).is_none() && self.distance(of, Unit::Month).is_none() {
            return None;
        }
        let (whole, next) = longest([self.named(of), self.relative_period(of), self.bare_year(of)])?;
        let whole = whole.resolve(self.reference, self.direction)?;
        let (mut first, mut end) = (whole.first.date(), whole.end.date());
        if unit == Unit::Week {
            first = calendar::monday(calendar::shift_days(first, 3)?)?;
            end = calendar::monday(calendar::shift_days(end, 3)?)?;
        }
        let count = i32::try_from(count).ok()?;
        let (first, end) = if is_first {
            (first, calendar::shift(first, count, unit)?)
        } else {
            (calendar::shift(end, -count, unit)?, end)
        };
        let bounds = if matches!(unit, Unit::Day | Unit::Week) { Precision::Day } else { Precision::Month };
        let mut stretch = Stretch::days(first, end, bounds, Precision::Year);
        stretch.shown = finest_that_holds(&stretch);
        Some((Point::of(stretch), next))
    }

    /// "the 15th century": from 1400.
    fn century(&self, at: usize) -> Read {
        let from = self.skip(at, &[Concept::The]);
        let (number, next) = self.day_number(from)?;
        let is_ordinal = self.is(next - 1, Concept::Th) || self.number(from).is_none();
        if self.unit(next) != Some(Unit::Century) || !is_ordinal {
            return None;
        }
        let first = NaiveDate::from_ymd_opt(i32::try_from(number).ok()? * 100 - 100, 1, 1)?;
        Some((Point::of(Stretch::unit(first, Unit::Century)?), next + 1))
    }

    pub(super) fn bare_year(&self, at: usize) -> Read {
        let from = if self.unit(at) == Some(Unit::Year) { at + 1 } else { at };
        let (year, next) = self.stated_year(from)?;
        Some((Point { year: Some(year), ..Point::default() }, next))
    }

    /// "summer 2025", "the spring of next year", "last winter".
    fn season(&self, at: usize) -> Read {
        let from = self.skip(at, &[Concept::The]);
        let step = self.relative_step(from);
        let named = if step.is_some() { from + 1 } else { from };
        let season = self.find(named, |meaning| match meaning {
            Concept::Season(season) => Some(season),
            _ => None,
        })?;
        if let Some(step) = step {
            return Some((Point::of(self.season_by_step(season, step)?), named + 1));
        }
        let of = self.skip(self.skip_sign(named + 1, b","), &[Concept::Of, Concept::In, Concept::The]);
        if let Some((year, next)) = self.stated_year(of) {
            return Some((Point::of(Stretch::season(season, year)?), next));
        }
        if let Some((years, next)) = self.year_by_distance(of) {
            return Some((Point::of(Stretch::season(season, self.today()?.year() + years)?), next));
        }
        if !self.is_english()
            && let Some(step) = self.relative_step(named + 1)
        {
            return Some((Point::of(self.season_by_step(season, step)?), named + 2));
        }
        // "in the spring", not "spring up".
        let before = at.checked_sub(1)?;
        let is_led = self.is_any(before, &[Concept::In, Concept::Since, Concept::Until, Concept::By])
            || self.part_word(before).is_some();
        if !is_led || (self.is_english() && from == at && !self.is_sign(named + 1, b'.')) {
            return None;
        }
        let year = self.nearest_year(season * 3)?;
        Some((Point::of(Stretch::season(season, year)?), named + 1))
    }

    fn season_by_step(&self, season: u32, step: i32) -> Option<Stretch> {
        let today = self.today()?;
        let this = Stretch::season(season, today.year())?;
        let year = match step {
            -1 if this.end.date() <= today => today.year(),
            -1 => today.year() - 1,
            1 if this.first.date() > today => today.year(),
            1 => today.year() + 1,
            _ => today.year(),
        };
        Stretch::season(season, year)
    }

    /// "the week of April 10", "week 31", "the week starting on 4 February".
    fn week_of(&self, at: usize) -> Read {
        let from = self.skip(at, &[Concept::The]);
        let unit = self.unit(from).filter(|unit| matches!(unit, Unit::Week | Unit::Weekend))?;
        if unit == Unit::Week
            && let Some((number @ 1..=53, _)) = self.number(from + 1)
            && !self.is_sign(from + 2, b':')
        {
            let first = NaiveDate::from_isoywd_opt(self.today()?.year(), number, chrono::Weekday::Mon)?;
            return Some((Point::of(Stretch::unit(first, Unit::Week)?), from + 2));
        }
        let of = self.skip(from + 1, &[Concept::Of, Concept::Effective, Concept::On, Concept::The]);
        if of == from + 1 {
            return None;
        }
        let (point, next) = longest([self.named(of), self.numeric(of)])?;
        point.day?;
        let day = point.resolve(self.reference, self.direction)?;
        Some((Point::of(Stretch::unit(day.first.date(), unit)?), next))
    }

    /// "over the weekend", "the weekend".
    fn weekend(&self, at: usize) -> Read {
        let from = self.skip(at, &[Concept::The]);
        if self.unit(from) != Some(Unit::Weekend) || from == at {
            return None;
        }
        let today = self.today()?;
        let this = calendar::unit_around(today, Unit::Weekend)?;
        let is_told = at > 0 && self.is_any(at - 1, &[Concept::In, Concept::On]);
        let back = this.0 > today && is_told && self.direction == Direction::Past;
        let around = if back { calendar::shift_days(today, -7)? } else { today };
        Some((Point::of(Stretch::unit(around, Unit::Weekend)?), from + 1))
    }

    /// "Christmas", "Thanksgiving 2025", "last Easter".
    fn holiday(&self, at: usize) -> Read {
        let step = self.relative_step(at);
        let named = if step.is_some() { at + 1 } else { at };
        let holiday = self.find(named, |meaning| match meaning {
            Concept::Holiday(holiday) => Some(holiday),
            _ => None,
        })?;
        let of = self.skip(self.skip_sign(named + 1, b","), &[Concept::Of, Concept::In]);
        if let Some((year, next)) = self.stated_year(of) {
            return Some((Point::of_day(calendar::holiday(holiday, year)?)?, next));
        }
        if let Some((years, next)) = self.year_by_distance(of) {
            let year = self.today()?.year() + years;
            return Some((Point::of_day(calendar::holiday(holiday, year)?)?, next));
        }
        let today = self.today()?;
        let is_ahead = step == Some(1) || (step.is_none() && self.direction == Direction::Future);
        let mut day = calendar::holiday(holiday, today.year())?;
        if step == Some(0) {
            return Some((Point::of_day(day)?, named + 1));
        }
        if is_ahead && day < today {
            day = calendar::holiday(holiday, today.year() + 1)?;
        } else if !is_ahead && day > today {
            day = calendar::holiday(holiday, today.year() - 1)?;
        }
        Some((Point::of_day(day)?, named + 1))
    }

    /// "early June", "the end of 2026", "late last year", "Ende letzten Jahres", "mid-2025".
    pub(super) fn part(&self, at: usize) -> Read {
        let part = self.part_word(at)?;
        let mut next = self.skip_sign(at + 1, b"-");
        next = self.skip(next, &[Concept::In, Concept::Of, Concept::The]);
        let today = self.today();
        if matches!(part, Part::Rest)
            && let (Some(unit), Some(today)) = (self.unit(next), today)
            && !unit.is_of_the_clock()
        {
            return Some((Point { part: Some(part), ..Point::of(Stretch::unit(today, unit)?) }, next + 1));
        }
        let (point, end) = longest([
            self.named(next),
            self.relative_period(next),
            self.eastern_period(next),
            self.numbered_quarter(next),
            self.season(next),
            self.bare_year(next),
            self.near(next),
            self.weekday(next),
        ])?;
        Some((Point { part: Some(part), ..point }, end))
    }
}

/// Months and longer are counted from their first day, so that no day is too late for the month before.
fn unit_anchor(today: NaiveDate, unit: Unit) -> Option<NaiveDate> {
    match unit {
        Unit::Month | Unit::Quarter | Unit::Half | Unit::Year | Unit::Decade | Unit::Century => today.with_day(1),
        _ => Some(today),
    }
}
