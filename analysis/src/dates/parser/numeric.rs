//! Dates in figures: ISO 8601, "27.11.2025", "11/27/2025", "2016-11", and years.

use super::{Parser, Point, Read};
use crate::dates::calendar;
use crate::dates::concept::{Concept, Unit};
use crate::dates::point::Stretch;
use crate::dates::scan::RawKind;

impl Parser<'_> {
    pub(super) fn numeric(&self, at: usize) -> Read {
        let (first, first_digits) = self.number(at)?;
        if self.is_glued_before(at) {
            return None;
        }
        let sign = self.separator(at + 1)?;
        let after_first = at + 2;
        // "2-Jan-2019" is read by name.
        let (second, second_digits) = self.number(after_first)?;
        if second_digits > 4 {
            return None;
        }
        let again = self.separator(after_first + 1);
        let third = if again.is_some_and(|again| again == sign || again == b',') {
            self.number(after_first + 2).map(|(value, digits)| (value, digits, after_first + 3))
        } else {
            None
        };
        if let Some((third, third_digits, end)) = third
            && (again == Some(sign) || third_digits == 4)
            && (self.ends_figures(end) || sign == b'/' && self.is_sign(end, b'-'))
        {
            return self.three(sign, (first, first_digits), (second, second_digits), (third, third_digits), at, end);
        }
        self.two(sign, (first, first_digits), (second, second_digits), at, after_first + 1)
    }

    /// "Friday 5/12": the weekday only confirms.
    pub(super) fn weekday_numeric(&self, at: usize) -> Read {
        let from = if self.relative_step(at).is_some() { at + 1 } else { at };
        let (weekday, next) = self.leading_weekday(from);
        weekday?;
        self.numeric(next)
    }

    fn three(&self, sign: u8, a: (u32, u8), b: (u32, u8), c: (u32, u8), at: usize, end: usize) -> Read {
        let whole = |year: i32, month: u32, day: u32| {
            chrono::NaiveDate::from_ymd_opt(year, month, day)?;
            Some(Point { year: Some(year), month: Some(month), day: Some(day), ..Point::default() })
        };
        if a.1 == 4 {
            if b.1 > 2 || c.1 > 2 || (sign == b'.' && !self.is_led(at)) {
                return None;
            }
            return whole(calendar::full_year(a.0, 4)?, b.0, c.0).map(|point| (point, end));
        }
        if a.1 > 2 || b.1 > 2 || !matches!(c.1, 2 | 4) {
            return None;
        }
        // Two dots and a year of two figures are as often a version.
        if sign == b'.' && c.1 == 2 && !self.is_led(at) {
            return None;
        }
        let year = calendar::full_year(c.0, c.1)?;
        let day_first = sign == b'.' || self.is_day_first();
        let (month, day) = match (a.0, b.0) {
            (first, second) if first > 12 => (second, first),
            (first, second) if second > 12 => (first, second),
            (first, second) if day_first => (second, first),
            (first, second) => (first, second),
        };
        let is_ambiguous = sign != b'.' && a.0 <= 12 && b.0 <= 12 && a.0 != b.0;
        whole(year, month, day).map(|point| (Point { is_ambiguous, ..point }, end))
    }

    /// A year and a month, or a day and a month.
    fn two(&self, sign: u8, a: (u32, u8), b: (u32, u8), at: usize, end: usize) -> Read {
        let goes_on = sign == b'/' && self.is_sign(end, b'-');
        if !(self.ends_figures(end) || goes_on) {
            return None;
        }
        // "4-22 January".
        if self.month(end).is_some() {
            return None;
        }
        let month_of = |year: u32, month: u32| {
            let year = calendar::full_year(year, 4)?;
            (1..=12).contains(&month).then_some(Point { year: Some(year), month: Some(month), ..Point::default() })
        };
        let is_dotted = sign == b'.';
        if a.1 == 4 && b.1 <= 2 && (1900..=2100).contains(&a.0) {
            // `2024.1` is a version.
            return if is_dotted { None } else { month_of(a.0, b.0).map(|point| (point, end)) };
        }
        if b.1 == 4 && a.1 <= 2 && (1900..=2100).contains(&b.0) {
            return if is_dotted && !self.is_led(at) { None } else { month_of(b.0, a.0).map(|point| (point, end)) };
        }
        if a.1 > 2 || b.1 > 2 || (a.0, b.0) == (24, 7) || (a.0, b.0) == (9, 11) {
            return None;
        }
        // Without a year a pair of figures is as often a score, a ratio or a section.
        let is_day_and_month = if sign == b'/' { a.0 > 12 || b.0 > 12 || self.is_led(at) } else { self.is_led(at) };
        let is_tight = self.is_tight(at + 1) && self.is_tight(at + 2);
        if !is_day_and_month || !is_tight || self.is(end, Concept::Counted) {
            return None;
        }
        let (month, day) = match (a.0, b.0) {
            (first, second) if first > 12 => (second, first),
            (first, second) if second > 12 => (first, second),
            (first, second) if self.is_day_first() => (second, first),
            (first, second) => (first, second),
        };
        chrono::NaiveDate::from_ymd_opt(2000, month, day)?;
        let is_ambiguous = a.0 <= 12 && b.0 <= 12 && a.0 != b.0;
        Some((Point { month: Some(month), day: Some(day), is_ambiguous, ..Point::default() }, end))
    }

    /// A word before that a date follows.
    fn is_led(&self, at: usize) -> bool {
        const LEADING: [Concept; 8] = [
            Concept::On,
            Concept::Since,
            Concept::From,
            Concept::Until,
            Concept::Between,
            Concept::Effective,
            Concept::By,
            Concept::In,
        ];
        let Some(before) = at.checked_sub(1) else { return true };
        // The second of "10/1-11/7".
        if before > 1
            && self.is_sign(before, b'-')
            && self.number(before - 1).is_some()
            && self.is_sign(before - 2, b'/')
        {
            return true;
        }
        self.is_any(before, &LEADING) || self.day_of_week(before).is_some() || self.relative_step(before) == Some(0)
    }

    fn separator(&self, at: usize) -> Option<u8> {
        match self.token(at)?.kind {
            RawKind::Sign(sign @ (b'-' | b'/' | b'.' | b',')) => Some(sign),
            _ => None,
        }
        .filter(|sign| *sign != b',' || self.is_tight(at))
        .filter(|sign| *sign != b'.' || self.is_tight(at))
    }

    /// No letter, figure or sign of a longer number hangs on.
    fn ends_figures(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        if token.is_spaced {
            return true;
        }
        match token.kind {
            RawKind::Sign(b'.' | b'/' | b'-' | b',' | b':') => self
                .token(at + 1)
                .is_none_or(|next| next.is_spaced || !matches!(next.kind, RawKind::Number { .. } | RawKind::Word)),
            RawKind::Sign(b'%') => false,
            RawKind::Sign(_) | RawKind::Wide => true,
            // `2026-06-28T04:15`.
            RawKind::Word => token.end - token.start == 1 && self.number(at + 1).is_some(),
            RawKind::Number { .. } | RawKind::Long => false,
        }
    }

    /// A year of four figures, in words, or of two behind an apostrophe, that a date before it wants.
    pub(super) fn stated_year(&self, at: usize) -> Option<(i32, usize)> {
        if let Some((value, digits)) = self.number(at) {
            let is_tight_behind = self.is_tight(at) && matches!(self.tokens[at - 1].kind, RawKind::Number { .. });
            if digits != 4 || is_tight_behind || !self.ends_year(at + 1) {
                return None;
            }
            let next = if self.unit(at + 1) == Some(Unit::Year) && !self.is_english() { at + 2 } else { at + 1 };
            return calendar::full_year(value, 4).map(|year| (year, next));
        }
        if self.is_sign(at, b'\'')
            && let Some((value, 2)) = self.number(at + 1)
            && self.is_tight(at + 1)
            && !self.is_tight(at + 2)
        {
            return calendar::full_year(value, 2).map(|year| (year, at + 2));
        }
        self.spelled_year(at)
    }

    /// "nineteen seventy eight", "two thousand and eighteen".
    fn spelled_year(&self, at: usize) -> Option<(i32, usize)> {
        let word = |at: usize| {
            self.find(at, |meaning| match meaning {
                Concept::Number(number) => i32::try_from(number).ok(),
                _ => None,
            })
        };
        let below_hundred = |at: usize| match word(at) {
            Some(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) => {
                let units_at = self.skip_sign(at + 1, b"-");
                match word(units_at) {
                    Some(units @ 1..=9) => Some((tens + units, units_at + 1)),
                    _ => Some((tens, at + 1)),
                }
            }
            Some(small) => Some((small, at + 1)),
            None => None,
        };
        let first = word(at)?;
        if self.is(at + 1, Concept::Thousand) && first <= 2 {
            let mut year = first * 1000;
            let mut next = at + 2;
            if let Some(hundreds) = word(next)
                && self.is(next + 1, Concept::Hundred)
            {
                year += hundreds * 100;
                next += 2;
            }
            let rest = if self.is(next, Concept::And) { next + 1 } else { next };
            return Some(below_hundred(rest).map_or((year, next), |(rest, next)| (year + rest, next)));
        }
        let (century, next) = below_hundred(at)?;
        if !(17..=21).contains(&century) {
            return None;
        }
        if self.is(next, Concept::Hundred) {
            return Some((century * 100, next + 1));
        }
        // "nineteen zero one" has "zero" or "oh", which are no numbers of a list.
        let (rest, next) = below_hundred(next)?;
        (10..=99).contains(&rest).then_some((century * 100 + rest, next))
    }

    fn ends_year(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        if token.is_spaced {
            return true;
        }
        match token.kind {
            RawKind::Sign(b'.' | b'/' | b'-' | b',' | b':') => self
                .token(at + 1)
                .is_none_or(|next| next.is_spaced || !matches!(next.kind, RawKind::Number { digits: 1..=3, .. })),
            RawKind::Sign(b'%') | RawKind::Number { .. } | RawKind::Long => false,
            RawKind::Word => !token.meanings.is_empty(),
            RawKind::Sign(_) | RawKind::Wide => true,
        }
    }

    /// A year alone, where the words before it want one; decades.
    pub(super) fn year(&self, at: usize) -> Read {
        if let Some(read) = self.decade(at) {
            return Some(read);
        }
        let is_named = self.unit(at) == Some(Unit::Year);
        let from = if is_named { self.skip(at + 1, &[Concept::Of]) } else { at };
        let (year, next) = self.stated_year(from)?;
        if !is_named && self.number(from).is_some() && self.is_glued_before(from) {
            return None;
        }
        let point = Point { year: Some(year), ..Point::default() };
        if is_named || (next > from + 1 && self.number(from).is_some()) {
            return Some((point, next));
        }
        const LEADING: [Concept; 14] = [
            Concept::In,
            Concept::On,
            Concept::Since,
            Concept::From,
            Concept::By,
            Concept::Until,
            Concept::Of,
            Concept::Between,
            Concept::Before,
            Concept::After,
            Concept::Effective,
            Concept::To,
            Concept::AgoBefore,
            Concept::InBefore,
        ];
        let before = at.checked_sub(1);
        let is_alone = self.tokens.len() == next - at || self.tokens.len() == next - at + 1 && before.is_none();
        let is_led = before.is_some_and(|before| {
            self.is_any(before, &LEADING)
                || self.part_word(before).is_some()
                || self.is_sign(before, b'(')
                || (before > 0 && self.is(before, Concept::And) && self.stated_year(before - 1).is_some())
        });
        let is_continental =
            !self.is_english() && !is_led && (1950..=2099).contains(&year) && self.number(from).is_some();
        if !(is_led || is_alone || is_continental) {
            return None;
        }
        let is_likely = (1700..=2100).contains(&year);
        // "in 2000 cases", "of 2000 users".
        let is_count = self.is(next, Concept::Counted)
            || (year % 100 == 0
                && self.token(next).is_some_and(|token| {
                    token.kind == RawKind::Word && !token.is_capital && token.meanings.is_empty() && token.last == b's'
                }));
        (is_likely && !is_count).then_some((point, next))
    }

    /// "the 1990s", "the '70s", "the next decade" is a period.
    fn decade(&self, at: usize) -> Read {
        let from = self.skip_sign(self.skip(at, &[Concept::The]), b"'");
        let (value, digits) = self.number(from)?;
        let mut next = from + 1;
        if self.is_sign(next, b'\'') && self.is_tight(next) {
            next += 1;
        }
        let letter = self.token(next)?;
        let is_s = !letter.is_spaced && self.is(next, Concept::Plural);
        let fits = match digits {
            4 => (1700..=2100).contains(&value),
            2 => from > at && value >= 20,
            _ => false,
        };
        if !is_s || !fits || value % 10 != 0 || self.is_glued_before(at) {
            return None;
        }
        let first = chrono::NaiveDate::from_ymd_opt(calendar::full_year(value, digits)?, 1, 1)?;
        // Of two figures the century past, until its decades come again.
        Some((Point::of(Stretch::unit(first, Unit::Decade)?), next + 1))
    }
}
