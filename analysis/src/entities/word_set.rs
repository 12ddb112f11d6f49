//! Sets of words that are asked for at every word of a text.
//!
//! The words in them are our own, so the hash need not withstand words chosen to collide, only be quick.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

pub(super) type WordSet = HashSet<&'static str, BuildHasherDefault<WordHasher>>;
pub(super) type WordMap<V> = HashMap<&'static str, V, BuildHasherDefault<WordHasher>>;

/// An odd number with its bits well mixed.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// One multiplication for each eight letters.
#[derive(Debug, Default)]
pub(super) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.write_u64(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            self.write_u64(rest.iter().fold(0, |letters, &byte| letters << 8 | u64::from(byte)));
        }
    }

    /// A `str` puts this byte behind its letters.
    fn write_u8(&mut self, byte: u8) {
        self.0 ^= u64::from(byte);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(FACTOR);
    }

    /// The table takes its places from the low bits and its tags from the high ones.
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}
