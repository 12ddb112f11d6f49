//! How alike two texts are: terms weighed by their rarity, compared by the angle between them.
//!
//! Rarity is learnt online, from the documents seen so far on top of what general English is known to
//! use, so that the first documents of an archive are compared as sensibly as the thousandth.

use std::collections::HashMap;

use crate::fingerprint::{Term, TermKind};

mod background;

/// Names and numbers weigh more than words of the same rarity: they tell happenings of one sort apart.
const NAME_FACTOR: f32 = 1.6;
const NUMBER_FACTOR: f32 = 2.2;
/// Terms of a text that are compared, the heaviest.
const VECTOR_TERMS: usize = 90;
/// Terms of a centroid, the heaviest; cut back to half when it has grown beyond.
const CENTROID_TERMS: usize = 1000;

/// In how many documents each term has been seen.
#[derive(Debug, Clone, Default)]
pub(crate) struct DocumentFrequencies {
    documents: f32,
    seen: HashMap<String, f32>,
}

impl DocumentFrequencies {
    pub(crate) fn learn(&mut self, terms: &[Term]) {
        self.documents += 1.0;
        for term in terms {
            match self.seen.get_mut(&term.stem) {
                Some(count) => *count += 1.0,
                None => {
                    self.seen.insert(term.stem.clone(), 1.0);
                }
            }
        }
    }

    /// Inverse document frequency, 0 for a term that is in nearly every document.
    pub(crate) fn rarity(&self, stem: &str) -> f32 {
        let seen = self.seen.get(stem).copied().unwrap_or(0.0) + background::documents_with(stem);
        ((background::DOCUMENTS + self.documents + 1.0) / (seen + 1.0)).ln().max(0.0)
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
    pub(crate) fn weigh(&self, terms: &[Term]) -> Vector {
        let weighed = terms.iter().map(|term| (term.stem.clone(), self.weight(term)));
        let mut parts: Vec<(String, f32)> = weighed.filter(|(_, weight)| *weight > 0.0).collect();
        parts.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        parts.truncate(VECTOR_TERMS);
        let length = parts.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut parts {
                *weight /= length;
            }
        }
        Vector { parts }
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
pub(crate) struct Vector {
    pub(crate) parts: Vec<(String, f32)>,
}

/// The sum of the vectors of a cluster.
#[derive(Debug, Clone, Default)]
pub(crate) struct Centroid {
    sums: HashMap<String, f32>,
    /// Of the sum's length; kept along, since it is asked for far more often than the sum changes.
    length_squared: f32,
}

impl Centroid {
    pub(crate) fn add(&mut self, vector: &Vector) {
        for (stem, weight) in &vector.parts {
            self.add_part(stem, *weight);
        }
        self.bound();
    }

    pub(crate) fn absorb(&mut self, other: Centroid) {
        for (stem, weight) in other.into_parts() {
            self.add_part(&stem, weight);
        }
        self.bound();
    }

    fn add_part(&mut self, stem: &str, weight: f32) {
        let sum = match self.sums.get_mut(stem) {
            Some(sum) => sum,
            None => self.sums.entry(stem.to_owned()).or_default(),
        };
        self.length_squared += (2.0 * *sum + weight) * weight;
        *sum += weight;
    }

    /// The heaviest first. In a fixed order, because sums of floats depend on it and placing must not depend on a hash seed.
    fn into_parts(self) -> Vec<(String, f32)> {
        let mut parts: Vec<(String, f32)> = self.sums.into_iter().collect();
        parts.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        parts
    }

    /// Keeps a large cluster's centroid from growing with the archive.
    fn bound(&mut self) {
        if self.sums.len() <= CENTROID_TERMS {
            return;
        }
        let parts = std::mem::take(self).into_parts();
        for (stem, weight) in parts.iter().take(CENTROID_TERMS / 2) {
            self.add_part(stem, *weight);
        }
    }

    /// Cosine of the angle to `vector`, 0 to 1, with what each shared term gives to it, the most first.
    pub(crate) fn compare<'v>(&self, vector: &'v Vector) -> (f32, Vec<(&'v str, f32)>) {
        let length = self.length_squared.max(0.0).sqrt();
        if length == 0.0 {
            return (0.0, Vec::new());
        }
        let shared_with =
            |(stem, weight): &'v (String, f32)| Some((stem.as_str(), weight * self.sums.get(stem)? / length));
        let mut shared: Vec<(&str, f32)> = vector.parts.iter().filter_map(shared_with).collect();
        shared.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.cmp(right.0)));
        (shared.iter().map(|(_, weight)| weight).sum(), shared)
    }
}

#[cfg(test)]
mod tests;
