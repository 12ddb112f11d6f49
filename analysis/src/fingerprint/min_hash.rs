//! Min-hash over word shingles (A. Broder, "On the resemblance and containment of documents", 1997):
//! tells whether two texts are copies of one another, however long, from 64 numbers.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// Words in a shingle: long enough that two reports of one happening share few by chance.
const SHINGLE: usize = 3;
/// Hashes kept: the standard error of the resemblance is at most 1 / (2 * sqrt(64)) = 0.06.
const HASHES: usize = 64;
/// Below this many words a text says too little to be called a copy of another.
const FEWEST_WORDS: usize = 30;
/// Hashes in a band; texts with one equal band are compared. With 16 bands of 4, a pair of resemblance 0.7 is
/// compared with probability 0.99, one of 0.2 with 0.03.
const BAND: usize = 4;

/// Empty for a text that is too short to be a copy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct MinHash(Vec<u32>);

impl MinHash {
    /// Over the folded words of a text in their order.
    pub(crate) fn of_words<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let words: Vec<&str> = words.collect();
        if words.len() < FEWEST_WORDS {
            return Self::default();
        }
        let mut least = vec![u32::MAX; HASHES];
        for shingle in words.windows(SHINGLE) {
            let hash = xxh3_64_with_seed(shingle.join(" ").as_bytes(), 0);
            // Two halves of one hash make as many hash functions as are wanted (Kirsch and Mitzenmacher, 2006).
            let (first, second) = (hash as u32, (hash >> 32) as u32 | 1);
            for (number, slot) in least.iter_mut().enumerate() {
                let mixed = mix(first.wrapping_add((number as u32).wrapping_mul(second)));
                *slot = (*slot).min(mixed);
            }
        }
        Self(least)
    }

    pub(crate) fn sketch(&self) -> Sketch {
        Sketch(self.0.iter().map(|hash| *hash as u16).collect())
    }

    /// One number a band.
    pub(crate) fn bands(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.chunks_exact(BAND).enumerate().map(|(number, band)| {
            let bytes: Vec<u8> = band.iter().flat_map(|hash| hash.to_le_bytes()).collect();
            xxh3_64_with_seed(&bytes, number as u64)
        })
    }
}

/// A bijection, so that distinct sums stay distinct (the finalizer of MurmurHash3, public domain).
fn mix(mut value: u32) -> u32 {
    value ^= value >> 16;
    value = value.wrapping_mul(0x85eb_ca6b);
    value ^= value >> 13;
    value = value.wrapping_mul(0xc2b2_ae35);
    value ^ (value >> 16)
}

/// What is kept of a min-hash in memory: the low halves of its hashes. Two that differ are equal there once in 65,536 times.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sketch(Box<[u16]>);

/// Share of shingles in common, 0 to 1; 0 where either text is too short.
pub(crate) fn resemblance(left: &Sketch, right: &Sketch) -> f32 {
    if left.0.is_empty() || left.0.len() != right.0.len() {
        return 0.0;
    }
    let equal = left.0.iter().zip(&right.0).filter(|(left, right)| left == right).count();
    equal as f32 / left.0.len() as f32
}

#[cfg(test)]
mod tests;
