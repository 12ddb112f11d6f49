//! One date as it is read, and the stretch of time that it means.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use watchline_model::Precision;

use super::Direction;
use super::calendar;
use super::concept::{DayPart, Part, Unit};

/// What was read of a date; what is missing is taken from the day of publication.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Point {
    pub(super) year: Option<i32>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    pub(super) weekday: Option<Weekday>,
    /// Settled already: "last week", "two days ago".
    pub(super) stretch: Option<Stretch>,
    pub(super) clock: Option<Clock>,
    /// Minutes east of UTC.
    pub(super) zone: Option<Zone>,
    pub(super) part: Option<Part>,
    pub(super) day_part: Option<DayPart>,
    /// The order of day and month was guessed.
    pub(super) is_ambiguous: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    Fixed(i32),
    /// With the summer time of the United States.
    UnitedStates(i32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
}

/// First moment and the moment after the last, by the clock of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) first: NaiveDateTime,
    pub(super) end: NaiveDateTime,
    /// Start of the last unit named: of "3 to 5 May" the 5th.
    pub(super) last: NaiveDateTime,
    /// In what its bounds are counted.
    pub(super) bounds: Precision,
    /// What may be shown of it: the finest single date that holds it.
    pub(super) shown: Precision,
    /// Two dates were named.
    pub(super) is_range: bool,
    pub(super) zone: Option<i32>,
}

impl Stretch {
    pub(super) fn days(first: NaiveDate, end: NaiveDate, bounds: Precision, shown: Precision) -> Self {
        let first = first.and_time(NaiveTime::MIN);
        let end = end.and_time(NaiveTime::MIN);
        let last = match bounds {
            Precision::Day => end - TimeDelta::days(1),
            Precision::Month => {
                calendar::shift_months(end.date(), -1).map_or(first, |day| day.and_time(NaiveTime::MIN))
            }
            Precision::Year => {
                calendar::shift_months(end.date(), -12).map_or(first, |day| day.and_time(NaiveTime::MIN))
            }
            Precision::Time => first,
        };
        Self { first, end, last: last.max(first), bounds, shown, is_range: false, zone: None }
    }

    pub(super) fn day(day: NaiveDate) -> Option<Self> {
        Some(Self::days(day, calendar::shift_days(day, 1)?, Precision::Day, Precision::Day))
    }

    /// The whole unit in which the date lies.
    pub(super) fn unit(date: NaiveDate, unit: Unit) -> Option<Self> {
        let (first, end) = calendar::unit_around(date, unit)?;
        let (bounds, shown) = match unit {
            Unit::Week | Unit::Weekend | Unit::Fortnight => (Precision::Day, Precision::Month),
            Unit::Month => (Precision::Month, Precision::Month),
            Unit::Quarter | Unit::Half => (Precision::Month, Precision::Year),
            Unit::Year | Unit::Decade | Unit::Century => (Precision::Year, Precision::Year),
            _ => (Precision::Day, Precision::Day),
        };
        Some(Self::days(first, end, bounds, shown))
    }

    pub(super) fn moment(moment: NaiveDateTime) -> Self {
        Self {
            first: moment,
            end: moment,
            last: moment,
            bounds: Precision::Time,
            shown: Precision::Day,
            is_range: false,
            zone: None,
        }
    }

    /// A season by the weather of the north; winter begins in December of the year.
    pub(super) fn season(season: u32, year: i32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, season * 3, 1)?;
        Some(Self::days(first, calendar::shift_months(first, 3)?, Precision::Month, Precision::Year))
    }
}

impl Point {
    pub(super) fn of(stretch: Stretch) -> Self {
        Self { stretch: Some(stretch), ..Self::default() }
    }

    pub(super) fn of_day(day: NaiveDate) -> Option<Self> {
        Some(Self::of(Stretch::day(day)?))
    }

    /// The stretch of time that is meant; `None` where that needs a reference and there is none, or where there is no such day.
    pub(super) fn resolve(&self, reference: Option<NaiveDateTime>, direction: Direction) -> Option<Stretch> {
        let today = reference.map(|moment| moment.date());
        let stretch = match self.stretch {
            Some(stretch) => stretch,
            None => self.settle(today, direction)?,
        };
        let stretch = self.narrowed(stretch, reference)?;
        Some(self.at_the_clock(stretch))
    }

    fn settle(&self, today: Option<NaiveDate>, direction: Direction) -> Option<Stretch> {
        let stretch = match (self.year, self.month, self.day, self.weekday) {
            (Some(year), Some(month), Some(day), _) => Stretch::day(NaiveDate::from_ymd_opt(year, month, day)?)?,
            (Some(year), Some(month), None, _) => Stretch::unit(NaiveDate::from_ymd_opt(year, month, 1)?, Unit::Month)?,
            (Some(year), None, None, _) => Stretch::unit(NaiveDate::from_ymd_opt(year, 1, 1)?, Unit::Year)?,
            (None, Some(month), Some(day), Some(weekday)) => {
                Stretch::day(calendar::day_of_month_on(month, day, weekday, today?, direction)?)?
            }
            (None, Some(month), Some(day), None) => {
                Stretch::day(calendar::day_of_month(month, day, today?, direction)?)?
            }
            (None, Some(month), None, _) => {
                Stretch::unit(calendar::bare_month(month, today?, direction)?, Unit::Month)?
            }
            (None, None, Some(day), Some(weekday)) => Stretch::day(calendar::numbered_weekday(day, weekday, today?)?)?,
            (None, None, Some(day), None) => Stretch::day(calendar::numbered_day(day, today?, direction)?)?,
            (None, None, None, Some(weekday)) => Stretch::day(calendar::weekday(weekday, today?, direction)?)?,
            (None, None, None, None) if self.clock.is_some() || self.day_part.is_some() => Stretch::day(today?)?,
            _ => return None,
        };
        Some(stretch)
    }

    /// "early", "mid", "late", "in the morning".
    fn narrowed(&self, mut stretch: Stretch, reference: Option<NaiveDateTime>) -> Option<Stretch> {
        if let Some(part) = self.part {
            let (first, end) = (stretch.first.date(), stretch.end.date());
            if (end - first).num_days() <= 1 {
                return Some(part_of_day(stretch, part));
            }
            let (mut from, mut to) = part_of_days(first, end, part)?;
            if let Some(today) = reference.map(|moment| moment.date())
                && today > first
                && today < end
            {
                match part {
                    Part::Earlier => to = to.min(today),
                    Part::Later | Part::Rest => from = from.max(today),
                    _ => {}
                }
            }
            stretch.first = from.and_time(NaiveTime::MIN);
            stretch.end = to.and_time(NaiveTime::MIN);
            stretch.last = stretch.end - TimeDelta::days(1);
            stretch.bounds = Precision::Day;
        }
        if let Some(day_part) = self.day_part
            && self.clock.is_none()
            && (stretch.end - stretch.first).num_days() <= 1
        {
            let (from, to) = match day_part {
                DayPart::Morning => (8, 12),
                DayPart::Afternoon => (12, 16),
                DayPart::Evening => (16, 20),
                DayPart::Night => (20, 24),
            };
            let midnight = stretch.first;
            stretch.first = midnight + TimeDelta::hours(from);
            stretch.end =
                if to == 24 { midnight + TimeDelta::seconds(86_399) } else { midnight + TimeDelta::hours(to) };
            stretch.last = stretch.first;
            stretch.bounds = Precision::Time;
        }
        Some(stretch)
    }

    fn at_the_clock(&self, mut stretch: Stretch) -> Stretch {
        let Some(clock) = self.clock else { return stretch };
        let day = stretch.first.date();
        let Some(time) = NaiveTime::from_hms_opt(clock.hour, clock.minute, clock.second) else { return stretch };
        let moment = day.and_time(time);
        let zone = self.zone.map(|zone| zone.offset(day));
        stretch.first = moment;
        stretch.end = moment;
        stretch.last = moment;
        stretch.bounds = Precision::Time;
        stretch.shown = if zone.is_some() { Precision::Time } else { Precision::Day };
        stretch.zone = zone;
        stretch
    }
}

/// What "early", "mid" and "late" are of a week, a month, a year or more.
fn part_of_days(first: NaiveDate, end: NaiveDate, part: Part) -> Option<(NaiveDate, NaiveDate)> {
    let days = (end - first).num_days();
    let on = |days: i64| calendar::shift_days(first, days);
    let months = |count: i32| calendar::shift_months(first, count);
    let (half, mid_from, mid_to) = match days {
        ..=7 => (on(3)?, on(1)?, on(5)?),
        8..=40 => (on(15)?, on(9)?, on(20)?),
        300..=400 => (months(6)?, months(4)?, months(8)?),
        _ => (on(days / 2)?, on(days / 4)?, on(days * 3 / 4)?),
    };
    Some(match part {
        Part::Start if (300..=400).contains(&days) => (first, mid_from),
        Part::Start | Part::Early | Part::Earlier => (first, half),
        Part::Mid => (mid_from, mid_to),
        Part::Late | Part::Later | Part::End => (half, end),
        Part::Rest => (first, end),
    })
}

fn part_of_day(mut stretch: Stretch, part: Part) -> Stretch {
    let hours = |count: i64| stretch.first + TimeDelta::hours(count);
    let (from, to) = match part {
        Part::Start | Part::Early | Part::Earlier => (hours(0), hours(12)),
        Part::Mid => (hours(10), hours(14)),
        Part::Late | Part::Later | Part::Rest => (hours(12), hours(24)),
        Part::End => {
            let last = stretch.first + TimeDelta::seconds(86_399);
            return Stretch { shown: stretch.shown, ..Stretch::moment(last) };
        }
    };
    stretch.first = from;
    stretch.end = to;
    stretch
}

impl Zone {
    /// Minutes east of UTC on that day.
    fn offset(self, day: NaiveDate) -> i32 {
        match self {
            Self::Fixed(minutes) => minutes,
            Self::UnitedStates(minutes) if is_american_summer(day) => minutes + 60,
            Self::UnitedStates(minutes) => minutes,
        }
    }
}

/// From the second Sunday of March to the first of November (Energy Policy Act of 2005).
fn is_american_summer(day: NaiveDate) -> bool {
    let sunday = |month: u32, nth: u32| {
        NaiveDate::from_ymd_opt(day.year(), month, 1)
            .and_then(|first| calendar::nth_weekday(first, Weekday::Sun, Some(nth)))
    };
    matches!((sunday(3, 2), sunday(11, 1)), (Some(from), Some(to)) if day >= from && day < to)
}
