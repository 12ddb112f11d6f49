//! Words, names and addresses as numbers: what an archive of a million documents keeps in memory instead of strings.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64_with_seed;

/// 32 bits of a hash. Of five million different words one in a thousand shares its number with another: too few to be
/// felt in a score, and no decision rests on one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key(u32);

impl Key {
    pub(crate) fn of(text: &str) -> Self {
        Self::of_sort(0, text)
    }

    /// The same text of another sort (an address linked to, an address of its own) is another key.
    pub(crate) fn of_sort(sort: u64, text: &str) -> Self {
        Self(xxh3_64_with_seed(text.as_bytes(), sort) as u32)
    }

    pub(crate) fn number(self) -> u32 {
        self.0
    }
}

/// Keys are hashes already: hashing them once more would buy nothing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Unhashed(u64);

impl Hasher for Unhashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    /// Spread over the high bits too, from which the table's control bytes are taken.
    fn write_u32(&mut self, value: u32) {
        self.0 = u64::from(value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A map whose keys are spread evenly or numbered; never iterated, so that its order can decide nothing.
pub(crate) type KeyMap<K, V> = HashMap<K, V, BuildHasherDefault<Unhashed>>;

#[cfg(test)]
mod tests;
