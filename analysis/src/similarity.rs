//! How alike two texts are: terms weighed by their rarity, compared by the angle between them.
//!
//! Rarity is learnt online, from the documents seen so far on top of what general English is known to
//! use, so that the first documents of an archive are compared as sensibly as the thousandth. Weights are whole numbers, so
//! that sums do not depend on the order in which they are made.

use crate::fingerprint::{Key, KeyMap, Term, TermKind};

mod background;
mod centroid;

pub(crate) use centroid::Centroid;

/// Names and numbers weigh more than words of the same rarity: they tell happenings of one sort apart.
const NAME_FACTOR: f32 = 1.6;
const NUMBER_FACTOR: f32 = 2.2;
/// Terms of a text that are compared, the heaviest.
const VECTOR_TERMS: usize = 90;
/// A weight of 1, as a whole number.
const UNIT: f32 = 65_535.0;

/// In how many documents each term has been seen.
#[derive(Debug, Clone, Default)]
pub(crate) struct DocumentFrequencies {
    documents: u32,
    seen: KeyMap<Key, u32>,
}

impl DocumentFrequencies {
    pub(crate) fn learn(&mut self, terms: &[Term]) {
        self.documents += 1;
        for term in terms {
            *self.seen.entry(Key::of(&term.stem)).or_default() += 1;
        }
    }

    /// Inverse document frequency, 0 for a term that is in nearly every document.
    pub(crate) fn rarity(&self, stem: &str) -> f32 {
        let seen = self.seen.get(&Key::of(stem)).copied().unwrap_or(0) as f32 + background::documents_with(stem);
        ((background::DOCUMENTS + self.documents as f32 + 1.0) / (seen + 1.0)).ln().max(0.0)
    }

    fn weight(&self, term: &Term) -> f32 {
        let factor = match term.kind {
            TermKind::Word => 1.0,
            TermKind::Name => NAME_FACTOR,
            TermKind::Number => NUMBER_FACTOR,
        };
        term.weight * factor * self.rarity(&term.stem)
    }

    /// The heaviest terms of a text, weighed, of length 1.
    pub(crate) fn weigh<'t>(&self, terms: &'t [Term]) -> Vector<'t> {
        let weighed = terms.iter().map(|term| (term, self.weight(term)));
        let mut parts: Vec<(&Term, f32)> = weighed.filter(|(_, weight)| *weight > 0.0).collect();
        parts.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.stem.cmp(&right.0.stem)));
        parts.truncate(VECTOR_TERMS);
        let length = parts.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        let part = |(term, weight): (&'t Term, f32)| Part {
            stem: &term.stem,
            kind: term.kind,
            lead: term.lead,
            key: Key::of(&term.stem),
            weight: (weight / length * UNIT).round().clamp(1.0, UNIT) as u16,
        };
        Vector { parts: parts.into_iter().map(part).collect() }
    }
}

/// The `most` terms that would weigh most in an empty archive, in the order given.
pub(crate) fn heaviest(terms: Vec<Term>, most: usize) -> Vec<Term> {
    let nothing_seen = DocumentFrequencies::default();
    let mut weighed: Vec<(usize, f32)> = terms.iter().map(|term| nothing_seen.weight(term)).enumerate().collect();
    weighed.sort_by(|left, right| right.1.total_cmp(&left.1));
    weighed.truncate(most);
    let kept: std::collections::BTreeSet<usize> = weighed.into_iter().map(|(place, _)| place).collect();
    terms.into_iter().enumerate().filter(|(place, _)| kept.contains(place)).map(|(_, term)| term).collect()
}

/// A text's terms with their weights, the heaviest first; of length 1, or empty.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vector<'t> {
    pub(crate) parts: Vec<Part<'t>>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'t> {
    pub(crate) stem: &'t str,
    pub(crate) kind: TermKind,
    pub(crate) lead: bool,
    pub(crate) key: Key,
    /// Of [`UNIT`].
    weight: u16,
}

impl Part<'_> {
    /// 0 to 1.
    pub(crate) fn share(&self) -> f32 {
        f32::from(self.weight) / UNIT
    }
}

impl Vector<'_> {
    /// What is kept of it: 6 bytes a term.
    pub(crate) fn bag(&self) -> Bag {
        Bag {
            keys: self.parts.iter().map(|part| part.key).collect(),
            weights: self.parts.iter().map(|part| part.weight).collect(),
        }
    }
}

/// A vector without its words, the heaviest first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bag {
    pub(crate) keys: Box<[Key]>,
    weights: Box<[u16]>,
}

impl Bag {
    /// To a vector of these weights (0 to 1); 0 to 1.
    pub(crate) fn cosine(&self, weights: &KeyMap<Key, f32>) -> f32 {
        let shared = self.parts().filter_map(|(key, weight)| Some(f32::from(weight) / UNIT * weights.get(&key)?));
        shared.sum()
    }

    fn parts(&self) -> impl Iterator<Item = (Key, u16)> + '_ {
        self.keys.iter().copied().zip(self.weights.iter().copied())
    }
}

#[cfg(test)]
mod tests;
