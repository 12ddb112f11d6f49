//! Dates told from another: weekdays, "yesterday", "two weeks ago", "in 10 days", "a year earlier".

use chrono::{NaiveDateTime, TimeDelta, Weekday};
use watchline_model::Precision;

use super::{Parser, Point, Read};
use crate::dates::calendar;
use crate::dates::concept::{Concept, DayPart, Unit};
use crate::dates::point::Stretch;
use crate::dates::scan::RawKind;

/// An amount of time: "2 years 21 days", "a few months".
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    pub(super) parts: [Option<(i32, Unit)>; 4],
    pub(super) is_vague: bool,
}

impl Parser<'_> {
    /// "Friday", "last Tuesday", "lundi dernier", "Friday next week", "next week Sunday", "两周五".
    pub(super) fn weekday(&self, at: usize) -> Read {
        if let Some(read) = self.eastern_period(at) {
            return Some(read);
        }
        let from = self.skip(at, &[Concept::The]);
        let today = self.today();
        // "this week Friday", "next week on Monday".
        if let Some((weeks, next)) = self.distance(from, Unit::Week) {
            let next = self.skip(next, &[Concept::On, Concept::The]);
            if let Some((day, _)) = self.day_of_week(next) {
                let date = calendar::weekday_of_week(day, i64::from(weeks), today?)?;
                return Some((Point::of_day(date)?, next + 1));
            }
        }
        let step = self.relative_step(from);
        let named = if step.is_some() { from + 1 } else { from };
        let (day, is_sure) = self.day_of_week(named)?;
        let of = self.skip(self.skip_sign(named + 1, b","), &[Concept::Of, Concept::On, Concept::In]);
        if let Some((weeks, next)) = self.distance(of, Unit::Week) {
            let date = calendar::weekday_of_week(day, i64::from(weeks), today?)?;
            return Some((Point::of_day(date)?, next));
        }
        if let Some(step) = step {
            return Some((Point::of_day(calendar::relative_weekday(day, step, today?)?)?, named + 1));
        }
        // The adjective stands behind.
        if !self.is_english()
            && let Some(step) = self.relative_step(named + 1)
        {
            let step = if step == 0 { return None } else { step };
            return Some((Point::of_day(calendar::relative_weekday(day, step, today?)?)?, named + 2));
        }
        let is_proven = is_sure || self.short_weekday_is_proven(named);
        is_proven.then_some((Point { weekday: Some(day), ..Point::default() }, named + 1))
    }

    /// "on Fri", "Tues 9am"; not "sun" and "sat".
    fn short_weekday_is_proven(&self, at: usize) -> bool {
        let is_capital = self.token(at).is_some_and(|token| token.is_capital);
        let is_led = at > 0 && self.is_any(at - 1, &[Concept::On, Concept::By, Concept::Until]);
        let has_time = self.clock(at + 1).is_some() || self.find(at + 1, day_part).is_some();
        (is_led && is_capital) || has_time
    }

    /// "yesterday", "tonight", "this morning", "now".
    pub(super) fn near(&self, at: usize) -> Read {
        let near = self.find(at, |meaning| match meaning {
            Concept::Near(days) => Some((days, None)),
            Concept::Night(days) => Some((days, Some(DayPart::Night))),
            _ => None,
        });
        if let Some((days, night)) = near {
            let day = calendar::shift_days(self.today()?, i64::from(days))?;
            return Some((Point { day_part: night, ..Point::of_day(day)? }, at + 1));
        }
        if self.is(at, Concept::Now) {
            let moment = Stretch::moment(self.reference?);
            return self.is_alone_or_last(at).then_some((Point::of(moment), at + 1));
        }
        let step = self.relative_step(at)?;
        let part = self.find(at + 1, day_part)?;
        let day = calendar::shift_days(self.today()?, i64::from(step))?;
        Some((Point { day_part: Some(part), ..Point::of_day(day)? }, at + 2))
    }

    /// "now" is a date only where it ends what is said.
    fn is_alone_or_last(&self, at: usize) -> bool {
        self.token(at + 1).is_none_or(|token| matches!(token.kind, RawKind::Sign(_)))
    }

    pub(super) fn offset(&self, at: usize) -> Read {
        // "vor drei Tagen", "il y a deux mois", "in 10 days", "قبل شهرين".
        let before = self.find(at, |meaning| match meaning {
            Concept::AgoBefore => Some(-1),
            Concept::InBefore => Some(1),
            _ => None,
        });
        if let Some(sign) = before
            && let Some((amount, next)) = self.amount(self.skip_about(at + 1))
            && !self.is_any(next, &[Concept::Ago, Concept::ThenBack])
        {
            let of_duration = sign == 1 && amount.is_vague && self.is_english();
            if !of_duration && !self.is_of_a_period(next) {
                return Some((self.told_from(self.reference?, amount, sign)?, next));
            }
        }
        if let Some(read) = self.stretch_of_units(at) {
            return Some(read);
        }
        if let Some(read) = self.weekdays_from_now(at) {
            return Some(read);
        }
        let (amount, next) = self.amount(at)?;
        if self.is(next, Concept::Ago) {
            return Some((self.told_from(self.reference?, amount, -1)?, next + 1));
        }
        // "two days after today", "three weeks from tomorrow".
        let sign = self.find(next, |meaning| match meaning {
            Concept::From | Concept::ThenOn | Concept::After => Some(1),
            Concept::ThenBack | Concept::Before => Some(-1),
            _ => None,
        });
        if let Some(sign) = sign
            && let Some((point, end)) = self.date(next + 1)
            && let Some(anchor) = point.resolve(self.reference, self.direction)
        {
            return Some((self.told_from(anchor.first, amount, sign)?, end));
        }
        if self.is(next, Concept::Hence) {
            return Some((self.told_from(self.reference?, amount, 1)?, next + 1));
        }
        let sign = self.find(next, |meaning| match meaning {
            Concept::ThenOn => Some(1),
            Concept::ThenBack => Some(-1),
            _ => None,
        })?;
        // "two days before the vote" needs the day of the vote.
        let needs_anchor = self.is_any(next, &[Concept::Before, Concept::After]);
        let is_last = self.token(next + 1).is_none_or(|token| matches!(token.kind, RawKind::Sign(_)));
        let anchor = match self.anchor {
            Some(anchor) => anchor.first,
            None if needs_anchor => return None,
            None => self.reference?,
        };
        (!needs_anchor || is_last).then_some((self.told_from(anchor, amount, sign)?, next + 1))
    }

    /// "the past 3 weeks", "next 5 hrs", "within 10 months".
    fn stretch_of_units(&self, at: usize) -> Read {
        let is_within = self.is(at, Concept::Within);
        let from = if is_within { self.skip(at + 1, &[Concept::The]) } else { self.skip(at, &[Concept::The]) };
        let step = self.relative_step(from).filter(|step| *step != 0);
        let counted = if step.is_some() { from + 1 } else { from };
        if !is_within && step.is_none() {
            return None;
        }
        let (amount, next) = self.amount(counted)?;
        let reference = self.reference?;
        let step = step.unwrap_or(1);
        let other = shifted(reference, amount, step)?;
        // Quarters and decades are counted whole.
        if let [Some((count, unit @ (Unit::Quarter | Unit::Decade))), None, ..] = amount.parts
            && !is_within
        {
            let this = calendar::unit_around(reference.date(), unit)?;
            let (first, end) = if step < 0 {
                (calendar::shift(this.0, -count, unit)?, this.0)
            } else {
                (this.1, calendar::shift(this.1, count, unit)?)
            };
            return Some((Point::of(Stretch::days(first, end, Precision::Month, Precision::Year)), next));
        }
        let is_clock = amount.parts.iter().flatten().any(|(_, unit)| unit.is_of_the_clock());
        let mut stretch = if is_clock {
            let (first, end) = (reference.min(other), reference.max(other));
            Stretch { first, end, last: end, ..Stretch::moment(first) }
        } else {
            let (today, other) = (reference.date(), other.date());
            let (first, end) = if step < 0 {
                (other, today)
            } else if is_within {
                (today, other)
            } else {
                (calendar::shift_days(today, 1)?, calendar::shift_days(other, 1)?)
            };
            Stretch::days(first, end, Precision::Day, Precision::Year)
        };
        if !is_clock {
            stretch.shown = finest_that_holds(&stretch);
        }
        Some((Point::of(stretch), next))
    }

    /// "two Sundays from now".
    fn weekdays_from_now(&self, at: usize) -> Read {
        let (count, next) = self.count(at)?;
        let (day, _) = self.day_of_week(next)?;
        let sign = self.find(next + 1, |meaning| match meaning {
            Concept::Ago | Concept::ThenBack => Some(-1),
            Concept::Hence | Concept::ThenOn => Some(1),
            _ => None,
        })?;
        let today = self.today()?;
        let ahead = i64::from(day.num_days_from_monday()) - i64::from(today_number(today));
        let first = if sign > 0 { (ahead - 1).rem_euclid(7) + 1 } else { -((-ahead - 1).rem_euclid(7) + 1) };
        let date = calendar::shift_days(today, first + i64::from(sign * (i32::try_from(count).ok()? - 1)) * 7)?;
        Some((Point::of_day(date)?, next + 2))
    }

    /// "in two weeks of June" tells no distance.
    fn is_of_a_period(&self, next: usize) -> bool {
        self.is(next, Concept::Of) && (self.month(next + 1).is_some() || self.unit(next + 1).is_some())
    }

    fn skip_about(&self, at: usize) -> usize {
        // "in about two weeks": a word without a meaning before a figure.
        let is_small = self.token(at).is_some_and(|token| token.kind == RawKind::Word && token.end - token.start <= 8);
        let is_filler =
            is_small && self.count(at).is_none() && self.count(at + 1).is_some() && self.unit(at + 2).is_some();
        if is_filler { at + 1 } else { at }
    }

    /// A number in figures or words, "a few".
    pub(super) fn count(&self, at: usize) -> Option<(u32, usize)> {
        if let Some((value, digits)) = self.number(at) {
            return (digits <= 4 && !self.is_glued_before(at)).then_some((value, at + 1));
        }
        let word = self.find(at, |meaning| match meaning {
            Concept::Number(number) | Concept::Several(number) => Some(number),
            _ => None,
        })?;
        if word >= 20 {
            let units_at = self.skip_sign(at + 1, b"-");
            let units = self.find(units_at, |meaning| match meaning {
                Concept::Number(number @ 1..=9) => Some(number),
                _ => None,
            });
            if let Some(units) = units {
                return Some((word + units, units_at + 1));
            }
        }
        Some((word, at + 1))
    }

    /// Numbers with their units: "2 years 21 days", "1 month and 21 days".
    pub(super) fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        let dual = self.find(at, |meaning| match meaning {
            Concept::Dual(unit) => Some(unit),
            _ => None,
        });
        if let Some(unit) = dual {
            return Some((Amount { parts: [Some((2, unit)), None, None, None], is_vague: false }, at + 1));
        }
        let mut amount = Amount { parts: [None; 4], is_vague: false };
        let mut next = at;
        for slot in 0..amount.parts.len() {
            let from = if slot > 0 && self.is(next, Concept::And) { next + 1 } else { next };
            let Some((count, unit_at)) = self.count(from) else { break };
            let Some(unit) = self.counted_unit(unit_at) else { break };
            amount.is_vague |=
                self.find(from, |meaning| matches!(meaning, Concept::Several(_)).then_some(())).is_some();
            amount.parts[slot] = Some((i32::try_from(count).ok()?, unit));
            next = unit_at + 1;
        }
        (next > at).then_some((amount, next))
    }

    fn counted_unit(&self, at: usize) -> Option<Unit> {
        self.unit(at)
            .or_else(|| self.is(at, Concept::MarkDay).then_some(Unit::Day))
            .or_else(|| self.is(at, Concept::MarkYear).then_some(Unit::Year))
    }

    /// The day that lies an amount before or behind another; no more exact than the unit that is counted.
    fn told_from(&self, anchor: NaiveDateTime, amount: Amount, sign: i32) -> Option<Point> {
        let moment = shifted(anchor, amount, sign)?;
        if amount.parts.iter().flatten().any(|(_, unit)| unit.is_of_the_clock()) {
            return Some(Point::of(Stretch::moment(moment)));
        }
        let mut stretch = Stretch::day(moment.date())?;
        let coarsest = amount.parts.iter().flatten().next()?;
        stretch.shown = match coarsest {
            (_, Unit::Day | Unit::Workday) if !amount.is_vague => Precision::Day,
            (1, Unit::Week) if !amount.is_vague => Precision::Day,
            (_, Unit::Year | Unit::Decade | Unit::Century) => Precision::Year,
            _ => Precision::Month,
        };
        Some(Point::of(stretch))
    }
}

pub(super) fn day_part(meaning: Concept) -> Option<DayPart> {
    match meaning {
        Concept::DayPart(part) => Some(part),
        _ => None,
    }
}

fn today_number(today: chrono::NaiveDate) -> u32 {
    let weekday: Weekday = chrono::Datelike::weekday(&today);
    weekday.num_days_from_monday()
}

/// The amount is added largest unit first, as it is said.
fn shifted(from: NaiveDateTime, amount: Amount, sign: i32) -> Option<NaiveDateTime> {
    let mut moment = from;
    for (count, unit) in amount.parts.into_iter().flatten() {
        let count = count.checked_mul(sign)?;
        moment = match unit {
            Unit::Second => moment.checked_add_signed(TimeDelta::try_seconds(i64::from(count))?)?,
            Unit::Minute => moment.checked_add_signed(TimeDelta::try_minutes(i64::from(count))?)?,
            Unit::Hour => moment.checked_add_signed(TimeDelta::try_hours(i64::from(count))?)?,
            _ => calendar::shift(moment.date(), count, unit)?.and_time(moment.time()),
        };
    }
    Some(moment)
}

/// The month or the year in which all of it lies; the year of its beginning where none does.
pub(super) fn finest_that_holds(stretch: &Stretch) -> Precision {
    let last = stretch.end.date().pred_opt().unwrap_or(stretch.end.date());
    let (first, month) =
        (stretch.first.date(), |day: chrono::NaiveDate| (chrono::Datelike::year(&day), chrono::Datelike::month(&day)));
    if first == last {
        Precision::Day
    } else if month(first) == month(last) {
        Precision::Month
    } else {
        Precision::Year
    }
}
