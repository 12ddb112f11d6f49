//! What of a whole document speaks for each kind: its best sentences, what rules have seen, and how the kinds stand to each other.
//!
//! A sentence is weighed by itself; whether what it seems to tell is told is seen better from all of them. Nothing is decided here.

use super::signs;

/// So many figures bear on whether a document tells a kind.
pub(super) const FIGURES: usize = 25;
/// Sentences remembered of each kind.
const BEST: usize = 3;
/// Sums are taken to lie between these.
const LEAST: f32 = -6.0;
const MOST: f32 = 5.0;
/// A sum that no sentence has.
const NO_SUM: f32 = -8.0;
/// Of the sum of the document's foremost kind.
const FOREMOST: f32 = 4.0;
/// Of the sum of all words of the document together.
const ALL_WORDS: f32 = 6.0;
/// Kinds behind this place are all the same.
const LAST_PLACE: usize = 6;

/// One kind over the sentences read so far.
#[derive(Debug, Clone, Copy)]
struct OfKind {
    /// The highest sums, with the numbers of their sentences, downwards.
    best: [(f32, usize); BEST],
    headline: Option<f32>,
    /// Chances that a sentence tells it, added up.
    chances: f32,
    /// A rule has seen it somewhere, if only in a sentence that is not weighed.
    is_ruled: bool,
    /// Sentences weighed in which a rule has seen it.
    ruled: usize,
    ruled_in_headline: bool,
    best_ruled: f32,
    /// What all words of the document together say.
    of_all: f32,
}

/// What speaks for the kinds of a document, by column of the weights.
#[derive(Debug, Clone, Default)]
pub struct KindEvidence {
    kinds: Vec<OfKind>,
    sentences: usize,
    is_note: bool,
}

impl KindEvidence {
    /// `sentences` is the number of all sentences of the document; `ruled` the columns of the kinds that rules have seen in it.
    pub fn new(columns: usize, sentences: usize, ruled: impl Iterator<Item = usize>) -> Self {
        let none = OfKind {
            best: [(NO_SUM, 0); BEST],
            headline: None,
            chances: 0.0,
            is_ruled: false,
            ruled: 0,
            ruled_in_headline: false,
            best_ruled: NO_SUM,
            of_all: 0.0,
        };
        let mut kinds = vec![none; columns];
        for column in ruled {
            if let Some(kind) = kinds.get_mut(column) {
                kind.is_ruled = true;
            }
        }
        Self { kinds, sentences: 0, is_note: signs::is_note(sentences) }
    }

    /// Adds sentence `number`: its sums by column, and the columns of what rules have seen in it.
    pub fn add(&mut self, number: usize, headline: bool, sums: &[f32], ruled: impl Iterator<Item = usize>) {
        self.sentences += 1;
        for (kind, &sum) in self.kinds.iter_mut().zip(sums) {
            if headline {
                kind.headline = Some(kind.headline.map_or(sum, |before| before.max(sum)));
            }
            kind.chances += 1.0 / (1.0 + (-sum).exp());
            if let Some(place) = kind.best.iter().position(|(best, _)| sum > *best) {
                kind.best[place..].rotate_right(1);
                kind.best[place] = (sum, number);
            }
        }
        for column in ruled {
            if let (Some(kind), Some(&sum)) = (self.kinds.get_mut(column), sums.get(column)) {
                kind.ruled += 1;
                kind.ruled_in_headline |= headline;
                kind.best_ruled = kind.best_ruled.max(sum);
            }
        }
    }

    /// What all words of the document together say, by column.
    pub fn add_all(&mut self, sums: &[f32]) {
        for (kind, &sum) in self.kinds.iter_mut().zip(sums) {
            kind.of_all = sum.clamp(-ALL_WORDS, ALL_WORDS);
        }
    }

    /// How many sentences were weighed.
    pub(super) fn sentences(&self) -> usize {
        self.sentences
    }

    pub fn is_ruled(&self, column: usize) -> bool {
        self.kinds.get(column).is_some_and(|kind| kind.is_ruled)
    }

    pub(super) fn is_note(&self) -> bool {
        self.is_note
    }

    /// The sentences that speak most for the kind, with their sums, downwards.
    pub(super) fn best(&self, column: usize) -> impl Iterator<Item = (f32, usize)> {
        self.kinds.get(column).into_iter().flat_map(|kind| kind.best).filter(|(sum, _)| *sum > NO_SUM)
    }

    /// The highest sum of a sentence.
    pub fn most(&self, column: usize) -> f32 {
        self.kinds.get(column).map_or(NO_SUM, |kind| kind.best[0].0)
    }

    /// The figures by which the kind is judged, in a fixed order.
    pub fn figures(&self, column: usize) -> [f32; FIGURES] {
        let Some(kind) = self.kinds.get(column) else { return [0.0; FIGURES] };
        let [first, second, third] = kind.best.map(|(sum, _)| sum.clamp(LEAST, MOST));
        let is = |yes: bool| f32::from(u8::from(yes));
        let count = |of: usize| of as f32;
        let (ruled, note) = (is(kind.is_ruled), is(self.is_note));
        let best_ruled = if kind.ruled > 0 { kind.best_ruled.clamp(LEAST, MOST) } else { 0.0 };
        let mine = kind.best[0].0;
        let before = |(other, of): (usize, &OfKind)| of.best[0].0 > mine || (of.best[0].0 == mine && other < column);
        let place = self.kinds.iter().enumerate().filter(|other| before(*other)).count();
        let foremost = self.kinds.iter().fold(NO_SUM, |most, of| most.max(of.best[0].0));
        let all_ruled = count(self.kinds.iter().filter(|of| of.is_ruled).count());
        [
            first,
            mine.max(0.0),
            (mine + 2.0).max(0.0),
            second,
            third,
            kind.headline.map_or(0.0, |sum| sum.clamp(LEAST, MOST)),
            kind.chances.ln_1p(),
            ruled,
            ruled * is(kind.ruled > 1),
            is(kind.ruled_in_headline),
            ruled * first,
            ruled * best_ruled,
            note,
            note * first,
            note * ruled,
            count(self.sentences).ln_1p(),
            count(place.min(LAST_PLACE)) / count(LAST_PLACE),
            is(place == 0),
            foremost.clamp(-FOREMOST, FOREMOST),
            all_ruled,
            ruled * (all_ruled - ruled),
            kind.of_all,
            kind.of_all.max(0.0),
            note * kind.of_all,
            ruled * kind.of_all,
        ]
    }
}

#[cfg(test)]
mod tests;
