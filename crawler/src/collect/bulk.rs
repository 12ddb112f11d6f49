//! The records that a bulk download gives, within a bound: the most recently changed are kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::collect::round::ListedItem;

/// Records of one download.
const RECORDS_MAX: usize = 20_000;
/// Their bytes in memory.
const BYTES_MAX: usize = 256 << 20;

/// Collects records in any order; gives those of the latest changes, oldest first.
#[derive(Debug, Default)]
pub(super) struct Newest {
    /// By time of change, then address.
    kept: BTreeMap<(String, String), ListedItem>,
    urls: BTreeSet<String>,
    bytes: usize,
    dropped: usize,
}

impl Newest {
    /// A record that came before under the same address is kept, and this one is not.
    pub(super) fn add(&mut self, item: ListedItem) {
        if !self.urls.insert(item.url.clone()) {
            return;
        }
        self.bytes += size(&item);
        self.kept.insert((item.revision.clone().unwrap_or_default(), item.url.clone()), item);
        while self.kept.len() > RECORDS_MAX || self.bytes > BYTES_MAX {
            let Some((_, item)) = self.kept.pop_first() else { return };
            self.bytes = self.bytes.saturating_sub(size(&item));
            self.dropped += 1;
        }
    }

    /// The items, and a warning where some had to go.
    pub(super) fn finish(self) -> (Vec<ListedItem>, Option<String>) {
        let warning = (self.dropped > 0).then(|| {
            format!("{} older records are left out; the {} changed last are kept", self.dropped, self.kept.len())
        });
        (self.kept.into_values().collect(), warning)
    }
}

fn size(item: &ListedItem) -> usize {
    item.record.as_ref().map_or(0, Vec::len) + 512
}

#[cfg(test)]
mod tests;
