//! Times of day beside a date, and their zones.

use super::{Parser, Point, Read};
use crate::dates::concept::{Concept, DayPart};
use crate::dates::point::{Clock, Zone};
use crate::dates::scan::RawKind;

use super::relative::day_part;

/// A time of day as it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read24 {
    clock: Clock,
    /// It is one of the two halves of the day for certain.
    is_sure: bool,
}

impl Parser<'_> {
    /// "14:32 UTC on 2 July".
    pub(super) fn clock_then_date(&self, at: usize) -> Read {
        let from = self.skip(at, &[Concept::At]);
        if let Some((mut read, mut next)) = self.clock(from) {
            let zone = self.zone(next);
            next = zone.map_or(next, |(_, next)| next);
            let part = self.day_part_at(next);
            next = part.map_or(next, |(_, next)| next);
            let of = self.skip(self.skip_sign(next, b","), &[Concept::On, Concept::Of, Concept::The]);
            let (point, mut end) = self.date(of)?;
            let behind = self.day_part_at(end).filter(|_| part.is_none());
            end = behind.map_or(end, |(_, end)| end);
            if !is_a_day(&point) {
                return None;
            }
            if let Some((part, _)) = part.or(behind) {
                read.move_to(part);
            } else if let Some(part) = point.day_part {
                read.move_to(part);
            }
            return Some((Point { clock: Some(read.clock), zone: zone.map(|(zone, _)| zone), ..point }, end));
        }
        // "the morning of 29 June", "in the evening on Tuesday".
        let (part, next) = self.day_part_at(at)?;
        let of = self.skip(self.skip_sign(next, b","), &[Concept::On, Concept::Of, Concept::The]);
        let (point, end) = self.date(of)?;
        (is_a_day(&point) && (of > next)).then_some((Point { day_part: Some(part), ..point }, end))
    }

    /// The time behind a date: "tomorrow at 8am", "2 July 2026, 14:32 UTC", "2026-06-28T04:15:00Z".
    pub(super) fn with_clock(&self, mut point: Point, at: usize) -> (Point, usize) {
        if !is_a_day(&point) {
            return (point, at);
        }
        let mut at = at;
        let mut part = None;
        if let Some((day_part, next)) = self.day_part_at(at) {
            part = Some(day_part);
            point.day_part = Some(day_part);
            at = next;
        }
        let mut from = self.skip_sign(self.skip_sign(at, b",-@"), b"-");
        from = self.skip(from, &[Concept::At, Concept::In, Concept::By]);
        // The letter between date and time of ISO 8601.
        if from == at
            && self.is_tight(at)
            && self.token(at).is_some_and(|token| token.kind == RawKind::Word && token.end - token.start == 1)
        {
            from = at + 1;
        }
        let Some((mut read, next)) = self.clock(from) else { return (point, at) };
        let mut next = next;
        let zone = self.zone(next);
        next = zone.map_or(next, |(_, next)| next);
        if let Some((day_part, end)) = self.day_part_at(next)
            && part.is_none()
        {
            part = Some(day_part);
            next = end;
        }
        if let Some(part) = part.or(point.day_part) {
            read.move_to(part);
        }
        (Point { clock: Some(read.clock), zone: zone.map(|(zone, _)| zone), ..point }, next)
    }

    /// "morning", "in the afternoon", "早上".
    fn day_part_at(&self, at: usize) -> Option<(DayPart, usize)> {
        let from = self.skip(self.skip_sign(at, b","), &[Concept::In, Concept::On, Concept::At, Concept::The]);
        let part = self.find(from, day_part)?;
        Some((part, from + 1))
    }

    /// A time of day.
    pub(super) fn clock(&self, at: usize) -> Option<(Read24, usize)> {
        let noon = self.find(at, |meaning| match meaning {
            Concept::Noon => Some(12),
            Concept::Midnight => Some(0),
            _ => None,
        });
        if let Some(hour) = noon {
            return Some((Read24::sure(hour, 0, 0)?, at + 1));
        }
        if let Some(read) = self.spelled_clock(at) {
            return Some(read);
        }
        let (hour, digits) = self.number(at)?;
        if digits > 2 || hour > 24 || self.is_glued_before(at) && !self.follows_iso_letter(at) {
            return None;
        }
        let mut next = at + 1;
        let (mut minute, mut second) = (0, 0);
        let mut has_minutes = false;
        let is_parted = self.is_sign(next, b':')
            || self.is_any(next, &[Concept::HourMark])
            || (self.is_sign(next, b'.') && (self.is_half_or_clock_word(next + 2) || self.is_led_by_at(at)));
        if is_parted
            && let Some((value, 2)) = self.number(next + 1)
            && value < 60
            && (self.is_tight(next + 1) || self.is(next, Concept::HourMark))
        {
            minute = value;
            has_minutes = true;
            next += 2;
            if self.is_any(next, &[Concept::MinuteMark]) {
                next += 1;
            }
            if self.is_sign(next, b':')
                && let Some((value @ 0..=60, 2)) = self.number(next + 1)
            {
                second = value.min(59);
                next += 2;
                if self.is_sign(next, b'.') && self.is_tight(next + 1) && self.number(next + 1).is_some() {
                    next += 2;
                }
            }
        } else if self.is(next, Concept::HourMark) && self.is_tight(next) {
            has_minutes = true;
            next += 1;
        }
        if self.is(next, Concept::Am) || self.is(next, Concept::Pm) {
            let is_pm = self.is(next, Concept::Pm);
            if hour > 12 {
                return Some((Read24::sure(hour, minute, second)?, next + 1));
            }
            let hour = hour % 12 + if is_pm { 12 } else { 0 };
            return Some((Read24::sure(hour, minute, second)?, next + 1));
        }
        if self.is(next, Concept::OClock) {
            return Some((Read24::open(hour, minute, second)?, next + 1));
        }
        // A bare figure is a time only behind "at" and beside a date.
        let is_led = self.is_led_by_at(at);
        let is_bare = !has_minutes && (!is_led || self.unit(next).is_some() || self.is_sign(next, b'%'));
        if is_bare {
            return None;
        }
        let read = if has_minutes && (digits == 2 || hour > 12) {
            Read24::sure(hour, minute, second)?
        } else {
            Read24::open(hour, minute, second)?
        };
        Some((read, next))
    }

    fn is_led_by_at(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, Concept::At)
    }

    /// "half past seven", "a quarter to seven", "twenty minutes past five", "seven twenty-seven".
    fn spelled_clock(&self, at: usize) -> Option<(Read24, usize)> {
        let amount = if self.is(at, Concept::HalfHour) {
            Some((30, at + 1))
        } else if self.is(at, Concept::QuarterHour) {
            Some((15, at + 1))
        } else {
            self.count(at).filter(|(minutes, _)| *minutes < 60)
        };
        if let Some((minutes, next)) = amount {
            let next = if self.unit(next) == Some(crate::dates::concept::Unit::Minute) { next + 1 } else { next };
            let sign = if self.is(next, Concept::Past) {
                Some(1)
            } else if self.is(next, Concept::ToHour) {
                Some(-1)
            } else {
                None
            };
            if let Some(sign) = sign
                && let Some((hour @ 1..=12, end)) = self.count(next + 1)
                && self.unit(end).is_none()
                && !self.is_any(end, &[Concept::Of])
            {
                let total = i64::from(hour) * 60 + sign * i64::from(minutes);
                let total = u32::try_from(total.rem_euclid(24 * 60)).ok()?;
                return Some((Read24::open(total / 60, total % 60, 0)?, end));
            }
        }
        // Words alone are a time only behind "at".
        if !self.is_led_by_at(at) || self.number(at).is_some() {
            return None;
        }
        let (hour @ 1..=12, next) = self.count(at)? else { return None };
        if self.unit(next).is_some() {
            return None;
        }
        let minutes_at = self.skip_sign(next, b"-");
        if let Some((minute @ 10..=59, end)) = self.count(minutes_at) {
            let end = if self.unit(end) == Some(crate::dates::concept::Unit::Minute) { end + 1 } else { end };
            return Some((Read24::open(hour, minute, 0)?, end));
        }
        Some((Read24::open(hour, 0, 0)?, next))
    }

    fn follows_iso_letter(&self, at: usize) -> bool {
        at >= 2
            && self.tokens[at - 1].kind == RawKind::Word
            && matches!(self.tokens[at - 2].kind, RawKind::Number { .. })
    }

    fn is_half_or_clock_word(&self, at: usize) -> bool {
        self.is_any(at, &[Concept::Am, Concept::Pm, Concept::OClock])
    }

    /// "UTC", "PT", "+02:00", "Z".
    fn zone(&self, at: usize) -> Option<(Zone, usize)> {
        let from = self.skip_sign(at, b"(");
        let closed = |next: usize| if from > at { self.skip_sign(next, b")") } else { next };
        let named = self.find(from, |meaning| match meaning {
            Concept::Zone(minutes) => Some(Zone::Fixed(minutes)),
            Concept::ZoneUs(minutes) => Some(Zone::UnitedStates(minutes)),
            _ => None,
        });
        if let Some(zone) = named {
            if let (Zone::Fixed(0), Some((minutes, next))) = (zone, self.zone_figures(from + 1)) {
                return Some((Zone::Fixed(minutes), closed(next)));
            }
            return Some((zone, closed(from + 1)));
        }
        self.zone_figures(at).map(|(minutes, next)| (Zone::Fixed(minutes), next))
    }

    fn zone_figures(&self, at: usize) -> Option<(i32, usize)> {
        let sign = if self.is_sign(at, b'+') {
            1
        } else if self.is_sign(at, b'-') && self.is_tight(at) {
            -1
        } else {
            return None;
        };
        if !self.is_tight(at + 1) {
            return None;
        }
        let (value, digits) = self.number(at + 1)?;
        let value = i32::try_from(value).ok()?;
        let (minutes, next) = if digits == 4 {
            (value / 100 * 60 + value % 100, at + 2)
        } else if self.is_sign(at + 2, b':')
            && let Some((minutes, 2)) = self.number(at + 3)
        {
            (value * 60 + i32::try_from(minutes).ok()?, at + 4)
        } else {
            (value * 60, at + 2)
        };
        (minutes <= 14 * 60).then_some((sign * minutes, next))
    }
}

impl Read24 {
    fn sure(hour: u32, minute: u32, second: u32) -> Option<Self> {
        // 24:00 is the midnight that ends a day; it is kept within the day.
        let (hour, minute, second) = if hour == 24 { (23, 59, 59) } else { (hour, minute, second) };
        (hour < 24).then_some(Self { clock: Clock { hour, minute, second }, is_sure: true })
    }

    fn open(hour: u32, minute: u32, second: u32) -> Option<Self> {
        Some(Self { is_sure: hour > 12, ..Self::sure(hour, minute, second)? })
    }

    /// "7 in the evening" is 19:00.
    fn move_to(&mut self, part: DayPart) {
        let is_late = matches!(part, DayPart::Afternoon | DayPart::Evening | DayPart::Night);
        if !self.is_sure && is_late && self.clock.hour < 12 && self.clock.hour > 0 {
            self.clock.hour += 12;
        }
    }
}

/// A time of day belongs to a day, not to a month.
fn is_a_day(point: &Point) -> bool {
    match point.stretch {
        Some(stretch) => {
            (stretch.end - stretch.first).num_days() == 1 && stretch.bounds == watchline_model::Precision::Day
        }
        None => point.day.is_some() || point.weekday.is_some(),
    }
}
