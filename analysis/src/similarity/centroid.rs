//! The sum of the vectors of a cluster: what its documents say together.

use super::{Bag, Part, Vector};
use crate::fingerprint::Key;

/// Terms of a centroid, the heaviest; cut back to half when it has grown beyond.
pub(super) const CENTROID_TERMS: usize = 1000;

#[derive(Debug, Clone, Default)]
pub(crate) struct Centroid {
    /// By key.
    pub(super) sums: Vec<(Key, u32)>,
    /// Of the sum's length; kept along, since it is asked for far more often than the sum changes.
    length_squared: u128,
}

impl Centroid {
    pub(crate) fn add(&mut self, bag: &Bag) {
        let mut parts: Vec<(Key, u32)> = bag.parts().map(|(key, weight)| (key, u32::from(weight))).collect();
        parts.sort_unstable();
        self.add_sorted(&parts);
    }

    pub(crate) fn absorb(&mut self, other: &Self) {
        self.add_sorted(&other.sums);
    }

    /// Two sorted lists become one.
    fn add_sorted(&mut self, parts: &[(Key, u32)]) {
        let mut sums = Vec::with_capacity(self.sums.len() + parts.len());
        let mut own = self.sums.iter().copied().peekable();
        for (key, weight) in parts.iter().copied() {
            while let Some(smaller) = own.next_if(|(other, _)| *other < key) {
                sums.push(smaller);
            }
            let known = own.next_if(|(other, _)| *other == key).map_or(0, |(_, sum)| sum);
            sums.push((key, known.saturating_add(weight)));
        }
        sums.extend(own);
        self.sums = sums;
        self.bound();
        self.length_squared = self.sums.iter().map(|(_, sum)| u128::from(*sum) * u128::from(*sum)).sum();
    }

    /// Keeps a large cluster's centroid from growing with the archive.
    fn bound(&mut self) {
        if self.sums.len() > CENTROID_TERMS {
            self.sums.sort_unstable_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(&right.0)));
            self.sums.truncate(CENTROID_TERMS / 2);
            self.sums.sort_unstable();
        }
        self.sums.shrink_to_fit();
    }

    pub(crate) fn holds(&self, key: Key) -> bool {
        self.sum(key).is_some()
    }

    fn sum(&self, key: Key) -> Option<u32> {
        let place = self.sums.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        self.sums.get(place).map(|(_, sum)| *sum)
    }

    /// What each shared term gives to the cosine of the angle to `vector`, the most first; together 0 to 1.
    pub(crate) fn compare<'v, 't>(&self, vector: &'v Vector<'t>) -> Vec<(&'v Part<'t>, f32)> {
        let length = (self.length_squared as f64).sqrt() as f32;
        if length == 0.0 {
            return Vec::new();
        }
        let mut shared: Vec<(&Part<'_>, f32)> = Vec::new();
        let mut sums = self.sums.iter().peekable();
        // Both lists are read once, in order: that is kinder to the memory than a search for each.
        for part in vector.by_key() {
            while sums.next_if(|(key, _)| *key < part.key).is_some() {}
            if let Some((_, sum)) = sums.next_if(|(key, _)| *key == part.key) {
                shared.push((part, part.share() * *sum as f32 / length));
            }
        }
        shared.sort_by(|left, right| right.1.total_cmp(&left.1).then_with(|| left.0.stem.cmp(right.0.stem)));
        shared
    }

    /// Cosine of the angle between two centroids, 0 to 1.
    pub(crate) fn cosine(&self, other: &Self) -> f32 {
        let lengths = (self.length_squared as f64).sqrt() * (other.length_squared as f64).sqrt();
        if lengths == 0.0 {
            return 0.0;
        }
        let shared = self.sums.iter().filter_map(|(key, sum)| Some(f64::from(*sum) * f64::from(other.sum(*key)?)));
        (shared.sum::<f64>() / lengths) as f32
    }
}
