//! What the words before and behind a date say: whether it is to come, takes effect, or bounds a stretch.

use super::Parser;
use crate::dates::concept::Concept;
use crate::dates::scan::RawKind;
use crate::dates::{Bound, Direction};

/// How many words before a date may point forward.
const NEAR_TOKENS: usize = 14;
/// How many small words may stand between "effective" and its date.
const MOST_SMALL_WORDS: usize = 4;

#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub(super) direction: Direction,
    pub(super) is_effective: bool,
    pub(super) bound: Bound,
}

impl Parser<'_> {
    /// Of the date in tokens `at..next`.
    pub(super) fn context(&self, at: usize, next: usize) -> Context {
        let is_effective = self.is_effective(at, next);
        let mut is_forward = is_effective || (at > 0 && self.is_any(at - 1, &[Concept::By, Concept::From]));
        for back in (at.saturating_sub(NEAR_TOKENS)..at).rev() {
            is_forward |= self.is(back, Concept::Forward);
            // A sentence before says nothing of this one.
            if self.is_sign(back, b'.') && self.token(back + 1).is_some_and(|token| token.is_spaced && token.is_capital)
            {
                break;
            }
        }
        // Where the verb comes last.
        if !is_forward && self.token(next).is_some_and(|token| matches!(token.kind, RawKind::Wide)) {
            is_forward = (next..next + NEAR_TOKENS).any(|ahead| self.is(ahead, Concept::Forward));
        }
        Context {
            direction: if is_forward { Direction::Future } else { Direction::Past },
            is_effective,
            bound: self.bound(at, next),
        }
    }

    fn is_effective(&self, at: usize, next: usize) -> bool {
        const SMALL: [Concept; 5] = [Concept::On, Concept::In, Concept::The, Concept::Of, Concept::By];
        if self.is_any(next, &[Concept::Onward]) && !self.is(next, Concept::On) {
            return true;
        }
        // "7月10日起".
        let is_wide = self.token(next).is_some_and(|token| token.kind == RawKind::Wide && !token.is_spaced);
        if is_wide && self.is(next, Concept::Effective) {
            return true;
        }
        // The range or the date may hold the word itself: "from 3 to 5 May".
        if self.is(at, Concept::Effective) {
            return true;
        }
        let mut back = at;
        for _ in 0..MOST_SMALL_WORDS {
            let Some(before) = back.checked_sub(1) else { return false };
            if self.is_any(before, &[Concept::Effective, Concept::EffectiveBefore]) {
                return true;
            }
            if !self.is_any(before, &SMALL) && self.part_word(before).is_none() {
                return false;
            }
            back = before;
        }
        false
    }

    /// "since March", "before 2010": the date bounds what is told.
    fn bound(&self, at: usize, next: usize) -> Bound {
        // "more than two weeks before yesterday".
        if at > 0 && self.is(at - 1, Concept::More) {
            let any = |wanted: &[Concept]| (at..next).any(|inside| self.is_any(inside, wanted));
            if any(&[Concept::ThenBack, Concept::Before, Concept::Ago]) {
                return Bound::Before;
            }
            if any(&[Concept::ThenOn, Concept::After, Concept::Hence]) {
                return Bound::After;
            }
        }
        let mut back = at;
        for _ in 0..2 {
            let Some(before) = back.checked_sub(1) else { return Bound::Within };
            if self.is(before, Concept::Since) {
                return Bound::Since;
            }
            if self.is(before, Concept::Until) {
                return Bound::Until;
            }
            if self.is(before, Concept::Before) {
                return Bound::Before;
            }
            if self.is(before, Concept::After) {
                return Bound::After;
            }
            if !self.is_any(before, &[Concept::The, Concept::On]) {
                return Bound::Within;
            }
            back = before;
        }
        Bound::Within
    }
}
