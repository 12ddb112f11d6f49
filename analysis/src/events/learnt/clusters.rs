//! Words of like meaning under one number: what is learnt of "leaked" holds for "spilled".
//!
//! `analysis/learnt/clusters.txt`: a line a cluster, its words between blanks; lines that begin with `#` say where they come from.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::words::number;

/// Marks the number of a cluster, so that it is no word's.
const OF_CLUSTER: u32 = 0x9e37_79b9;

/// A number of a word is its own hash.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = u64::from(number(bytes));
    }

    fn write_u32(&mut self, number: u32) {
        // Tables look at the upper bits too.
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

type Table = HashMap<u32, u32, BuildHasherDefault<AsItIs>>;

static CLUSTERS: LazyLock<Table> = LazyLock::new(|| read(include_str!("../../../learnt/clusters.txt")));

fn read(text: &str) -> Table {
    let mut clusters = Table::default();
    for (place, line) in (1u32..).zip(text.lines().filter(|line| !line.starts_with('#'))) {
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            clusters.insert(number(word.as_bytes()), place.wrapping_mul(OF_CLUSTER) ^ 1);
        }
    }
    clusters
}

/// The number of the cluster of a word in plain letters.
pub(crate) fn of(word: &[u8]) -> Option<u32> {
    CLUSTERS.get(&number(word)).copied()
}

#[cfg(test)]
mod tests;
