//! Days and months by name: "Monday, 3 May 2026", "July 10", "the 12th", "March 2025", "last September".

use chrono::Datelike;

use super::{Parser, Point, Read, longest};
use crate::dates::calendar;
use crate::dates::concept::Concept;
use crate::dates::scan::RawKind;

/// Small words that may stand between day, month and year.
const GLUE: [Concept; 2] = [Concept::Of, Concept::The];
/// Before a month that might be another word.
const BEFORE_A_MONTH: [Concept; 15] = [
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
    Concept::EffectiveBefore,
    Concept::The,
];

impl Parser<'_> {
    pub(super) fn named(&self, at: usize) -> Read {
        longest([self.day_month(at), self.month_day(at), self.numbered_day(at), self.bare_month(at)])
    }

    /// "[Monday,] the 3rd of May[, 2026]".
    fn day_month(&self, at: usize) -> Read {
        let (weekday, mut next) = self.leading_weekday(at);
        next = self.skip(next, &[Concept::The]);
        let (day, mut after) = self.day_number(next)?;
        if self.unit(after) == Some(crate::dates::concept::Unit::Day) && self.is(after + 1, Concept::Of) {
            after += 1;
        }
        let mut after = self.skip(self.skip_sign(after, b".,-/"), &GLUE);
        if let Some(behind) = self.skip_mark(after, &[Concept::MarkMonth]) {
            after = behind;
        }
        let (month, is_sure) = self.month(after)?;
        let token = self.token(after)?;
        // "10 may fail".
        if !is_sure && !token.is_capital && matches!(month, 3 | 5) && self.number(after + 1).is_none() {
            let is_last = self.token(after + 1).is_none_or(|token| matches!(token.kind, RawKind::Sign(_)));
            let is_of = self.is_any(after - 1, &[Concept::Of, Concept::Th]);
            if !is_last && !is_of {
                return None;
            }
        }
        let point = Point { month: Some(month), day: Some(day), weekday, ..Point::default() };
        Some(self.with_year(point, after + 1))
    }

    /// "[Monday,] May 3rd[, 2026]", "2026 May 3".
    fn month_day(&self, at: usize) -> Read {
        let (leading_year, from) = match self.stated_year(at) {
            Some((year, next)) if self.month(self.skip_sign(next, b"-/ ,")).is_some() => {
                (Some(year), self.skip_sign(next, b"-/ ,"))
            }
            _ => (None, at),
        };
        let (weekday, next) = self.leading_weekday(from);
        let (month, is_sure) = self.month(next)?;
        let name = self.token(next)?;
        let after = self.skip(self.skip_sign(next + 1, b".-/,"), &[Concept::The]);
        let (day, end) = self.day_number(after)?;
        if self.is_sign(end, b':') && self.is_tight(end) {
            return None;
        }
        // "may 10 times".
        let is_proven = name.is_capital
            || self.is(end - 1, Concept::Th)
            || (at > 0 && self.is_any(at - 1, &BEFORE_A_MONTH))
            || self.stated_year(self.skip_sign(end, b",")).is_some()
            || self.token(end).is_none_or(|token| !matches!(token.kind, RawKind::Word));
        if !is_sure && matches!(month, 3 | 5) && !is_proven && weekday.is_none() {
            return None;
        }
        let point = Point { year: leading_year, month: Some(month), day: Some(day), weekday, ..Point::default() };
        Some(if leading_year.is_some() { (point, end) } else { self.with_year(point, end) })
    }

    /// "the 12th", "Friday the 22nd", "the 20th of next month".
    fn numbered_day(&self, at: usize) -> Read {
        let (weekday, next) = self.leading_weekday(at);
        let from = self.skip(next, &[Concept::The]);
        let (day, after) = self.day_number(from)?;
        let is_ordinal = self.is(after - 1, Concept::Th) || self.number(from).is_none();
        let of = self.skip(after, &[Concept::Of, Concept::In, Concept::The]);
        if let Some((month, end)) = self.month_by_distance(of)
            && (of > after || is_ordinal || self.number(from).is_some())
        {
            let first = self.today().and_then(|today| calendar::shift_months(today.with_day(1)?, month))?;
            return Some((Point::of_day(first.with_day(day)?)?, end));
        }
        let is_told = from > next || weekday.is_some() || (at > 0 && self.is_any(at - 1, &[Concept::On, Concept::The]));
        let is_word = self.number(from).is_none();
        // "the first" and "the second" are seldom days; "the 12th-century" is none.
        // "on Sunday 31!"
        let ends =
            self.token(after).is_none_or(|token| matches!(token.kind, RawKind::Sign(b'.' | b',' | b'!' | b'?' | b')')));
        let is_ordinal = is_ordinal || (weekday.is_some() && ends && day > 12);
        if !is_ordinal
            || !is_told
            || (is_word && weekday.is_none())
            || (self.is_sign(after, b'-') && self.is_tight(after))
        {
            return None;
        }
        let follows = self.token(after).map(|token| token.kind);
        // "the 12th floor" is no day.
        let is_counting = matches!(follows, Some(RawKind::Word))
            && weekday.is_none()
            && self.token(after).is_some_and(|token| token.meanings.is_empty());
        if is_counting {
            return None;
        }
        Some((Point { day: Some(day), weekday, ..Point::default() }, after))
    }

    /// "March 2025", "in March", "last September", "June next year".
    fn bare_month(&self, at: usize) -> Read {
        if let Some(step) = self.relative_step(at)
            && let Some((month, _)) = self.month(at + 1)
            && self.day_number(at + 2).is_none()
        {
            let today = self.today()?;
            let year = match step {
                -1 if month < today.month() => today.year(),
                -1 => today.year() - 1,
                0 => today.year(),
                _ if month > today.month() => today.year(),
                _ => today.year() + 1,
            };
            return Some((Point { year: Some(year), month: Some(month), ..Point::default() }, at + 2));
        }
        if let Some((year, next)) = self.stated_year(at)
            && let Some((month, _)) = self.month(self.skip_sign(next, b"-/,"))
        {
            let end = self.skip_sign(next, b"-/,") + 1;
            return Some((Point { year: Some(year), month: Some(month), ..Point::default() }, end));
        }
        let (month, is_sure) = self.month(at)?;
        let token = self.token(at)?;
        let point = Point { month: Some(month), ..Point::default() };
        let (dated, end) = self.with_year(point, at + 1);
        if dated.year.is_some() {
            return Some((dated, end));
        }
        let of = self.skip(at + 1, &[Concept::Of, Concept::The]);
        if let Some((years, end)) = self.year_by_distance(of) {
            let year = self.today()?.year() + years;
            return Some((Point { year: Some(year), ..point }, end));
        }
        let before = if at > 1 && self.is_sign(at - 1, b'-') { at - 2 } else { at.saturating_sub(1) };
        let is_led = at > 0 && (self.is_any(at - 1, &BEFORE_A_MONTH) || self.part_word(before).is_some());
        let is_joined = at > 1 && self.is_any(at - 1, &[Concept::And]) && self.month(at - 2).is_some();
        // "April Moss", and the verbs "may" and "march".
        let is_name =
            self.token(at + 1).is_some_and(|next| next.is_capital && next.is_spaced && next.meanings.is_empty());
        let is_proven = is_sure || ((is_led || is_joined) && !is_name && (token.is_capital || !matches!(month, 3 | 5)));
        is_proven.then_some((point, at + 1))
    }

    /// Months from the present one: "next month".
    fn month_by_distance(&self, at: usize) -> Option<(i32, usize)> {
        self.distance(at, crate::dates::concept::Unit::Month)
    }

    pub(super) fn year_by_distance(&self, at: usize) -> Option<(i32, usize)> {
        self.distance(at, crate::dates::concept::Unit::Year)
    }

    /// "last year", "año pasado", "去年": how many units from now.
    pub(super) fn distance(&self, at: usize, wanted: crate::dates::concept::Unit) -> Option<(i32, usize)> {
        let period = self.find(at, |meaning| match meaning {
            Concept::Period(step, unit) if unit == wanted => Some(step),
            _ => None,
        });
        if let Some(step) = period {
            return Some((step, at + 1));
        }
        if let (Some(step), Some(unit)) = (self.relative_step(at), self.unit(at + 1)) {
            return (unit == wanted).then_some((step, at + 2));
        }
        if self.unit(at) == Some(wanted) && !self.is_english() {
            return Some((self.relative_step(at + 1)?, at + 2));
        }
        None
    }

    pub(super) fn is_english(&self) -> bool {
        self.language == crate::dates::lexicon::Language::English
    }

    /// "Monday," before a date; the weekday and what follows it.
    pub(super) fn leading_weekday(&self, at: usize) -> (Option<chrono::Weekday>, usize) {
        let from = if self.relative_step(at) == Some(0) || self.is(at, Concept::The) { at + 1 } else { at };
        let Some((day, _)) = self.day_of_week(from) else { return (None, at) };
        let next = self.skip_sign(self.skip_sign(from + 1, b".,-("), b"-(");
        (Some(day), self.skip(next, &[Concept::The, Concept::On]))
    }

    /// 1 to 31, as a figure ("3", "3rd", "1º") or in words ("third", "twenty-first"), and the token after it.
    pub(super) fn day_number(&self, at: usize) -> Option<(u32, usize)> {
        if let Some((value, digits)) = self.number(at) {
            let fits = digits <= 2 && (1..=31).contains(&value) && !self.is_glued_before(at);
            if !fits {
                return None;
            }
            let mut next = at + 1;
            if (self.is(next, Concept::Th) || self.is_sign(next, 0x81)) && self.is_tight(next) {
                next += 1;
            }
            return Some((value, next));
        }
        let tens = self.find(at, |meaning| match meaning {
            Concept::Number(number @ (20 | 30)) => Some(number),
            _ => None,
        });
        if let Some(tens) = tens {
            let units_at = self.skip_sign(at + 1, b"-");
            let units = self.ordinal(units_at).or_else(|| self.small_number(units_at)).filter(|units| *units < 10);
            return units
                .map(|units| (tens + units, units_at + 1))
                .or(Some((tens, at + 1)))
                .filter(|(day, _)| *day <= 31);
        }
        self.ordinal(at).map(|day| (day, at + 1))
    }

    /// One to nineteen in words.
    fn small_number(&self, at: usize) -> Option<u32> {
        self.find(at, |meaning| match meaning {
            Concept::Number(number @ 1..=19) => Some(number),
            _ => None,
        })
    }

    /// A figure that hangs on a word, a sign or another figure: `GPT-4-0613`, `$20`, `1.20`.
    pub(super) fn is_glued_before(&self, at: usize) -> bool {
        if !self.is_tight(at) {
            return false;
        }
        match self.tokens[at - 1].kind {
            RawKind::Sign(b'(' | b'[' | b'"' | b'\'' | b'|' | b',' | b'@' | b'>' | 0x81) => false,
            RawKind::Sign(b'-' | b'.' | b'/') => {
                // "2-9 June", "10/1-11/7".
                let is_joined = self.is_sign(at - 1, b'-')
                    && at.checked_sub(2).is_some_and(|before| {
                        let is_day = matches!(self.tokens[before].kind, RawKind::Number { digits: 1..=2, .. });
                        (is_day && !self.is_tight(before))
                            || (self.number(before).is_some() && before > 0 && self.is_sign(before - 1, b'/'))
                    });
                if is_joined {
                    return false;
                }
                // "Fri-Jun-15": a month or a weekday is no name of a model.
                let before = at.checked_sub(2);
                !before.is_some_and(|before| {
                    self.month(before).is_some() || self.day_of_week(before).is_some() || self.tokens[at - 1].is_spaced
                })
            }
            RawKind::Sign(b':') => at < 2 || !matches!(self.tokens[at - 2].kind, RawKind::Word),
            RawKind::Sign(_) => true,
            RawKind::Word => self.month(at - 1).is_none() && self.tokens[at - 1].meanings.is_empty(),
            RawKind::Wide => false,
            RawKind::Number { .. } | RawKind::Long => true,
        }
    }

    fn skip_mark(&self, at: usize, marks: &[Concept]) -> Option<usize> {
        self.is_any(at, marks).then_some(at + 1)
    }

    /// The year behind a day and a month, where one stands there.
    pub(super) fn with_year(&self, point: Point, at: usize) -> (Point, usize) {
        let from = self.skip(self.skip_sign(at, b".,-/"), &[Concept::Of, Concept::The, Concept::In]);
        for start in [at, from, self.skip_sign(self.skip_sign(at, b"."), b",")] {
            if let Some((year, next)) = self.stated_year(start) {
                return (Point { year: Some(year), ..point }, next);
            }
        }
        let of = self.skip(at, &[Concept::Of, Concept::The]);
        if let (Some((years, next)), Some(today)) = (self.year_by_distance(of), self.today()) {
            return (Point { year: Some(today.year() + years), ..point }, next);
        }
        (point, at)
    }
}
