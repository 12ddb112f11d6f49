//! Which phrases many documents have lately used: the form letters of databases and the standing sentences of a paper.
//!
//! Of words that stand only in such phrases a text tells nothing, however rare each of them may be. Learnt from the
//! documents as they come, by pairs of neighbouring terms; no source has a rule of its own. The pairs are counted in tables of fixed
//! size (a count-min sketch: G. Cormode and S. Muthukrishnan, 2005), which are halved every some thousand documents, so that
//! neither memory nor cost grows with the archive.

use crate::fingerprint::Key;

/// Counters of one table: the pairs of [`LATELY`] documents fill about one in two.
const COUNTERS: usize = 1 << 19;
const TABLES: usize = 2;
/// Documents after which what was counted counts half.
const LATELY: u32 = 4096;

#[derive(Debug, Clone)]
pub(crate) struct Phrases {
    counters: Vec<u16>,
    documents: u32,
}

impl Default for Phrases {
    fn default() -> Self {
        Self { counters: vec![0; COUNTERS * TABLES], documents: 0 }
    }
}

impl Phrases {
    /// Counts each pair of neighbours of a document once.
    pub(crate) fn learn(&mut self, order: &[Key]) {
        let mut pairs: Vec<u64> = order.windows(2).map(pair).collect();
        pairs.sort_unstable();
        pairs.dedup();
        for place in pairs.into_iter().flat_map(places) {
            if let Some(counter) = self.counters.get_mut(place) {
                *counter = counter.saturating_add(1);
            }
        }
        self.documents += 1;
        if self.documents.is_multiple_of(LATELY) {
            self.counters.iter_mut().for_each(|counter| *counter /= 2);
        }
    }

    /// For each term in its order, in how many documents the commoner of its two pairs has lately been seen.
    pub(crate) fn heard(&self, order: &[Key]) -> Vec<u16> {
        let counted: Vec<u16> = order.windows(2).map(|two| self.count(pair(two))).collect();
        let at = |place: Option<usize>| place.and_then(|place| counted.get(place)).copied().unwrap_or(0);
        (0..order.len()).map(|place| at(place.checked_sub(1)).max(at(Some(place)))).collect()
    }

    fn count(&self, pair: u64) -> u16 {
        places(pair).into_iter().filter_map(|place| self.counters.get(place)).min().copied().unwrap_or(0)
    }
}

fn pair(two: &[Key]) -> u64 {
    two.iter()
        .fold(0_u64, |hash, key| (hash ^ u64::from(key.number())).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
}

/// One counter a table.
fn places(pair: u64) -> [usize; TABLES] {
    let mixed = pair.wrapping_mul(0xd6e8_feb8_6659_fd93);
    [(mixed >> 45) as usize % COUNTERS, COUNTERS + (mixed >> 20) as usize % COUNTERS]
}

#[cfg(test)]
mod tests;
