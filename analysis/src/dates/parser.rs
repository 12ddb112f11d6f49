//! Reads the dates of one scanned text, in order.
//!
//! Each form of date is tried at each token that can begin one, the longest reading wins. A reading looks at a bounded number
//! of tokens, so that the whole is linear in the text however it is made.

mod clock;
mod context;
mod eastern;
mod named;
mod numeric;
mod periods;
mod ranges;
mod relative;

use std::cell::Cell;

use chrono::{NaiveDateTime, Weekday};

use super::concept::{Concept, Part, Unit};
use super::lexicon::Language;
use super::point::{Point, Stretch};
use super::scan::{RawKind, Token};
use super::{Bound, Direction};

/// A date with what the words around it say of it; `start..end` are characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) stretch: Stretch,
    pub(super) is_part: bool,
    pub(super) is_ambiguous: bool,
    pub(super) is_effective: bool,
    pub(super) bound: Bound,
}

/// How many tokens before the figure or name that makes it one a date may begin: "the rest of the last".
const FARTHEST_ANCHOR: usize = 8;

/// A reading and the number of the token after it.
type Read = Option<(Point, usize)>;

#[derive(Debug)]
pub(super) struct Parser<'p> {
    tokens: &'p [Token<'p>],
    language: Language,
    reference: Option<NaiveDateTime>,
    /// What "a year earlier" starts from.
    anchor: Option<Stretch>,
    direction: Direction,
    /// The last date read, which range and time both ask for: token, direction, reading.
    last_read: Cell<Option<(usize, Direction, Read)>>,
}

impl<'p> Parser<'p> {
    pub(super) fn new(tokens: &'p [Token<'p>], language: Language, reference: Option<NaiveDateTime>) -> Self {
        Self { tokens, language, reference, anchor: None, direction: Direction::Past, last_read: Cell::new(None) }
    }

    pub(super) fn read(mut self) -> Vec<Reading> {
        let mut readings = Vec::new();
        let (mut at, mut anchor) = (0, 0);
        while at < self.tokens.len() {
            if at >= anchor {
                anchor = self.next_anchor(at);
            }
            // Nothing that could be a date is near: on to where something is.
            if anchor - at > FARTHEST_ANCHOR {
                at = anchor - FARTHEST_ANCHOR;
                continue;
            }
            match if self.can_begin(at) { self.reading(at) } else { None } {
                Some((reading, next)) => {
                    if !reading.stretch.is_range {
                        self.anchor = Some(reading.stretch);
                        self.last_read.set(None);
                    }
                    readings.push(reading);
                    at = next;
                }
                None => at += 1,
            }
        }
        readings
    }

    /// The next token that makes a date one: a figure, a name of the calendar, a unit. Past the end where there is none.
    fn next_anchor(&self, at: usize) -> usize {
        let is_anchor = |token: &Token| {
            matches!(token.kind, RawKind::Number { .. })
                || token.meanings.iter().any(|meaning| {
                    matches!(
                        meaning,
                        Concept::Month { .. }
                            | Concept::Weekday { .. }
                            | Concept::Season(_)
                            | Concept::Unit(_)
                            | Concept::Dual(_)
                            | Concept::Period(..)
                            | Concept::Near(_)
                            | Concept::Night(_)
                            | Concept::Now
                            | Concept::DayPart(_)
                            | Concept::Thousand
                            | Concept::Number(17..=21)
                            | Concept::Holiday(_)
                    )
                })
        };
        let ahead = self.tokens[at..].iter().position(is_anchor);
        ahead.map_or(self.tokens.len() + FARTHEST_ANCHOR, |ahead| at + ahead)
    }

    fn can_begin(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        matches!(token.kind, RawKind::Number { .. })
            || token.meanings.iter().any(|meaning| {
                !matches!(
                    meaning,
                    Concept::Of
                        | Concept::On
                        | Concept::In
                        | Concept::And
                        | Concept::To
                        | Concept::By
                        | Concept::Since
                        | Concept::Until
                        | Concept::Before
                        | Concept::After
                        | Concept::Forward
                        | Concept::Effective
                        | Concept::EffectiveBefore
                        | Concept::Every
                        | Concept::Counted
                        | Concept::Th
                        | Concept::Plural
                        | Concept::Ago
                        | Concept::Hence
                        | Concept::ThenBack
                        | Concept::ThenOn
                        | Concept::Onward
                        | Concept::Past
                        | Concept::ToHour
                )
            })
    }

    fn reading(&mut self, at: usize) -> Option<(Reading, usize)> {
        if self.is_recurring(at) {
            return None;
        }
        self.direction = Direction::Past;
        // What stands before is read only where a date stands.
        let (probe, next) = self.range_or_point(at)?;
        let context = self.context(at, next);
        self.direction = context.direction;
        let (probe, next) = match context.direction {
            Direction::Past => (probe, next),
            Direction::Future => self.range_or_point(at)?,
        };
        let stretch = match probe {
            Found::Point(point) => point.resolve(self.reference, self.direction)?,
            Found::Settled(stretch) => stretch,
        };
        let (is_part, is_ambiguous) = match probe {
            Found::Point(point) => (point.part.is_some(), point.is_ambiguous),
            Found::Settled(_) => (false, false),
        };
        let first = self.tokens.get(at)?;
        let last = self.tokens.get(next.checked_sub(1)?)?;
        let reading = Reading {
            start: first.start,
            end: last.end,
            stretch,
            is_part,
            is_ambiguous,
            is_effective: context.is_effective,
            bound: context.bound,
        };
        (next > at).then_some((reading, next))
    }

    fn range_or_point(&self, at: usize) -> Option<(Found, usize)> {
        let range = self.range(at);
        let point = self.timed(at);
        match (range, point) {
            (Some((stretch, next)), None) => Some((Found::Settled(stretch), next)),
            (Some((stretch, next)), Some((_, other))) if next > other => Some((Found::Settled(stretch), next)),
            (_, Some((point, next))) => Some((Found::Point(point), next)),
            (None, None) => None,
        }
    }

    /// A date, with its time where one stands beside it.
    fn timed(&self, at: usize) -> Read {
        let before = self.clock_then_date(at);
        let plain = self.date(at).map(|(point, next)| self.with_clock(point, next));
        longest([before, plain])
    }

    /// A date without a time of day.
    pub(super) fn date(&self, at: usize) -> Read {
        if let Some((token, direction, read)) = self.last_read.get()
            && token == at
            && direction == self.direction
        {
            return read;
        }
        let read = self.read_date(at);
        self.last_read.set(Some((at, self.direction, read)));
        read
    }

    fn read_date(&self, at: usize) -> Read {
        longest([
            self.named(at),
            self.numeric(at),
            self.weekday_numeric(at),
            self.eastern(at),
            self.weekday(at),
            self.near(at),
            self.offset(at),
            self.period(at),
            self.part(at),
            self.year(at),
        ])
    }

    // What stands at a token.

    fn token(&self, at: usize) -> Option<&Token<'p>> {
        self.tokens.get(at)
    }

    fn find<T>(&self, at: usize, wanted: impl Fn(Concept) -> Option<T>) -> Option<T> {
        self.token(at)?.meanings.iter().find_map(|meaning| wanted(*meaning))
    }

    fn is(&self, at: usize, wanted: Concept) -> bool {
        self.token(at).is_some_and(|token| token.meanings.contains(&wanted))
    }

    fn is_any(&self, at: usize, wanted: &[Concept]) -> bool {
        self.token(at).is_some_and(|token| token.meanings.iter().any(|meaning| wanted.contains(meaning)))
    }

    fn is_sign(&self, at: usize, sign: u8) -> bool {
        self.token(at).is_some_and(|token| token.kind == RawKind::Sign(sign))
    }

    /// The token stands at once behind the one before it.
    fn is_tight(&self, at: usize) -> bool {
        at > 0 && self.token(at).is_some_and(|token| !token.is_spaced)
    }

    fn number(&self, at: usize) -> Option<(u32, u8)> {
        match self.token(at)?.kind {
            RawKind::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    fn month(&self, at: usize) -> Option<(u32, bool)> {
        self.find(at, |meaning| match meaning {
            Concept::Month { number, is_sure } => Some((number, is_sure)),
            _ => None,
        })
    }

    fn day_of_week(&self, at: usize) -> Option<(Weekday, bool)> {
        self.find(at, |meaning| match meaning {
            Concept::Weekday { day, is_sure } => Some((day, is_sure)),
            _ => None,
        })
    }

    fn unit(&self, at: usize) -> Option<Unit> {
        self.find(at, |meaning| match meaning {
            Concept::Unit(unit) => Some(unit),
            _ => None,
        })
    }

    fn relative_step(&self, at: usize) -> Option<i32> {
        self.find(at, |meaning| match meaning {
            Concept::Relative(step) => Some(step),
            _ => None,
        })
    }

    fn ordinal(&self, at: usize) -> Option<u32> {
        self.find(at, |meaning| match meaning {
            Concept::Ordinal(number) => Some(number),
            _ => None,
        })
    }

    fn part_word(&self, at: usize) -> Option<Part> {
        self.find(at, |meaning| match meaning {
            Concept::Part(part) => Some(part),
            _ => None,
        })
    }

    /// Past at most three of these.
    fn skip(&self, mut at: usize, wanted: &[Concept]) -> usize {
        for _ in 0..3 {
            if !self.is_any(at, wanted) {
                break;
            }
            at += 1;
        }
        at
    }

    fn skip_sign(&self, at: usize, signs: &[u8]) -> usize {
        match self.token(at).map(|token| token.kind) {
            Some(RawKind::Sign(sign)) if signs.contains(&sign) => at + 1,
            _ => at,
        }
    }

    fn today(&self) -> Option<chrono::NaiveDate> {
        self.reference.map(|moment| moment.date())
    }

    /// The language writes the day before the month in figures.
    fn is_day_first(&self) -> bool {
        self.language != Language::English
    }

    /// "every Monday", "each year".
    fn is_recurring(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, Concept::Every)
    }
}

/// A range is settled while it is read, since each end lends the other what it lacks.
#[derive(Debug, Clone, Copy)]
enum Found {
    Point(Point),
    Settled(Stretch),
}

/// The reading that goes furthest; of equals the first.
fn longest<const N: usize>(readings: [Read; N]) -> Read {
    let mut best: Read = None;
    for reading in readings.into_iter().flatten() {
        if best.is_none_or(|(_, next)| reading.1 > next) {
            best = Some(reading);
        }
    }
    best
}
