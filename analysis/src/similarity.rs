//! How alike two texts are: terms weighed by their rarity, compared by the angle between them.
//!
//! Rarity is learnt online, from the documents seen so far on top of what general English is known to
//! use, so that the first documents of an archive are compared as sensibly as the thousandth. Weights are whole numbers, so
//! that sums do not depend on the order in which they are made.

use crate::fingerprint::{Key, KeyMap, Term, TermKind};

mod background;
mod centroid;
mod phrases;

pub(crate) use centroid::Centroid;
pub(crate) use phrases::Phrases;

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
    seen: KeyMap<Key, Seen>,
}

/// Documents that hold a term.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    all: u32,
    /// Those that write it with a capital amid a sentence, and in small letters; halved together before they overflow.
    capital: u16,
    small: u16,
}

impl Seen {
    fn learn(&mut self, term: &Term) {
        self.all += 1;
        if self.capital == u16::MAX || self.small == u16::MAX {
            (self.capital, self.small) = (self.capital / 2, self.small / 2);
        }
        self.capital += u16::from(term.amid_capital);
        self.small += u16::from(term.small);
    }

    /// Written with a capital far more often than not: a name, whatever one headline does.
    fn is_proper(self, term: &Term) -> bool {
        let (capital, small) = (self.capital.max(u16::from(term.amid_capital)), self.small.max(u16::from(term.small)));
        term.kind != TermKind::Number && u32::from(capital) > 2 * u32::from(small)
    }
}

impl DocumentFrequencies {
    pub(crate) fn learn(&mut self, terms: &[Term]) {
        self.documents += 1;
        for term in terms {
            self.seen.entry(Key::of(&term.stem)).or_default().learn(term);
        }
    }

    /// Counts what a document is known by beside its words.
    pub(crate) fn learn_subjects(&mut self, keys: impl Iterator<Item = Key>) {
        keys.for_each(|key| self.seen.entry(key).or_default().all += 1);
    }

    /// How rarely a document is about this: as for a term, of which nothing is known beforehand.
    pub(crate) fn rarity_of_subject(&self, key: Key) -> f32 {
        ((background::DOCUMENTS + self.documents as f32 + 1.0) / (self.seen(key).all as f32 + 1.0)).ln().max(0.0)
    }

    /// Inverse document frequency, 0 for a term that is in nearly every document.
    #[cfg(test)]
    pub(crate) fn rarity(&self, stem: &str) -> f32 {
        self.rarity_of(stem, self.seen(Key::of(stem)).all)
    }

    fn seen(&self, key: Key) -> Seen {
        self.seen.get(&key).copied().unwrap_or_default()
    }

    fn rarity_of(&self, stem: &str, seen: u32) -> f32 {
        let seen = seen as f32 + background::documents_with(stem);
        ((background::DOCUMENTS + self.documents as f32 + 1.0) / (seen + 1.0)).ln().max(0.0)
    }

    /// A term of a text; its weight is not yet in relation to the others'.
    fn weighed<'t>(&self, term: &'t Term) -> (Part<'t>, f32) {
        let factor = match term.kind {
            TermKind::Word => 1.0,
            TermKind::Name => NAME_FACTOR,
            TermKind::Number => NUMBER_FACTOR,
        };
        let key = Key::of(&term.stem);
        let seen = self.seen(key);
        let rarity = self.rarity_of(&term.stem, seen.all);
        let part = Part {
            stem: &term.stem,
            kind: term.kind,
            lead: term.lead,
            headline: term.headline,
            proper: seen.is_proper(term),
            key,
            seen: seen.all,
            rarity,
            weight: 0,
        };
        (part, term.weight * factor * rarity)
    }

    /// The heaviest terms of a text, weighed, of length 1.
    pub(crate) fn weigh<'t>(&self, terms: &'t [Term]) -> Vector<'t> {
        let weighed = terms.iter().map(|term| self.weighed(term));
        let mut parts: Vec<(Part<'t>, f32)> = weighed.filter(|(_, weight)| *weight > 0.0).collect();
        parts.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.stem.cmp(right.0.stem)));
        parts.truncate(VECTOR_TERMS);
        let length = parts.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        let scaled = |(part, weight): (Part<'t>, f32)| Part {
            weight: (weight / length * UNIT).round().clamp(1.0, UNIT) as u16,
            ..part
        };
        Vector::of(parts.into_iter().map(scaled).collect())
    }
}

/// The `most` terms that would weigh most in an empty archive, in the order given.
pub(crate) fn heaviest(terms: Vec<Term>, most: usize) -> Vec<Term> {
    let nothing_seen = DocumentFrequencies::default();
    let mut weighed: Vec<(usize, f32)> = terms.iter().map(|term| nothing_seen.weighed(term).1).enumerate().collect();
    weighed.sort_by(|left, right| right.1.total_cmp(&left.1));
    weighed.truncate(most);
    let kept: std::collections::BTreeSet<usize> = weighed.into_iter().map(|(place, _)| place).collect();
    terms.into_iter().enumerate().filter(|(place, _)| kept.contains(place)).map(|(_, term)| term).collect()
}

/// A text's terms with their weights, the heaviest first; of length 1, or empty.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vector<'t> {
    pub(crate) parts: Vec<Part<'t>>,
    /// Places of the parts, by key.
    order: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'t> {
    pub(crate) stem: &'t str,
    pub(crate) kind: TermKind,
    pub(crate) lead: bool,
    pub(crate) headline: bool,
    /// A name by how the documents seen so far write it.
    pub(crate) proper: bool,
    pub(crate) key: Key,
    /// Documents that hold it, as far as has been learnt.
    pub(crate) seen: u32,
    /// As [`DocumentFrequencies::rarity`] tells.
    pub(crate) rarity: f32,
    /// Of [`UNIT`].
    weight: u16,
}

impl Part<'_> {
    /// 0 to 1.
    pub(crate) fn share(&self) -> f32 {
        f32::from(self.weight) / UNIT
    }
}

impl<'t> Vector<'t> {
    fn of(parts: Vec<Part<'t>>) -> Self {
        let mut order: Vec<u8> = (0..parts.len() as u8).collect();
        order.sort_unstable_by_key(|place| parts.get(usize::from(*place)).map(|part| part.key));
        Self { parts, order }
    }

    fn by_key(&self) -> impl Iterator<Item = &Part<'t>> {
        self.order.iter().filter_map(|place| self.parts.get(usize::from(*place)))
    }

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
    fn parts(&self) -> impl Iterator<Item = (Key, u16)> + '_ {
        self.keys.iter().copied().zip(self.weights.iter().copied())
    }

    /// Each term with its weight, 0 to 1.
    pub(crate) fn shares(&self) -> impl Iterator<Item = (Key, f32)> + '_ {
        self.parts().map(|(key, weight)| (key, f32::from(weight) / UNIT))
    }
}

#[cfg(test)]
mod tests;
