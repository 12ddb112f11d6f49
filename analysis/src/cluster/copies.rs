//! Of which documents a text is a copy: syndicated, or lightly rewritten.

use std::collections::BTreeMap;

use super::postings::Postings;
use super::registry::Registry;
use super::resident::Resident;
use super::signature::Signature;
use crate::fingerprint::{Sketch, resemblance};

/// From this resemblance a text is a copy.
pub(super) const COPY: f32 = 0.3;

/// Or from this share of the shorter text that stands in the longer one: a wire report is often cut.
const CONTAINED: f32 = 0.5;

/// A text as it is compared with those that are there.
#[derive(Debug)]
pub(super) struct Looked {
    pub(super) sketch: Sketch,
    pub(super) words: u32,
}

impl Looked {
    pub(super) fn at(signature: &Signature) -> Self {
        Self { sketch: signature.min_hash.sketch(), words: signature.words }
    }

    /// The share of all that either text says that both say, and of what the shorter one says that the longer one does.
    fn compare(&self, resident: &Resident) -> (f32, f32) {
        let both = resemblance(&self.sketch, &resident.sketch);
        let (shorter, longer) = (self.words.min(resident.words) as f32, self.words.max(resident.words) as f32);
        let contained = if shorter > 0.0 { both * (shorter + longer) / ((1.0 + both) * shorter) } else { both };
        (both, contained.min(1.0))
    }
}

#[derive(Debug)]
pub(super) struct Copy {
    /// The number of the first document with this text.
    pub(super) original: u64,
    pub(super) resemblance: f32,
}

/// By cluster, the document that resembles it most; the earliest among equals.
#[derive(Debug, Default)]
pub(super) struct Copies {
    by_cluster: BTreeMap<u32, Copy>,
}

impl Copies {
    /// Those that share a band of the min-hash, wherever they are.
    pub(super) fn find(registry: &Registry, postings: &Postings, signature: &Signature) -> Self {
        let mut copies = Self::default();
        let looked = Looked::at(signature);
        for place in postings.possible_copies(signature) {
            copies.compare(registry, &looked, place);
        }
        copies
    }

    /// Looks at one document more, of a cluster that was met otherwise.
    pub(super) fn compare(&mut self, registry: &Registry, looked: &Looked, place: u32) {
        let resident = registry.resident(place);
        let (resemblance, contained) = looked.compare(resident);
        if (resemblance < COPY && contained < CONTAINED) || registry.find_document(resident.document) != Some(place) {
            return;
        }
        let original = resident.copy_of.unwrap_or(resident.document);
        let best = self.by_cluster.entry(resident.home).or_insert(Copy { original, resemblance: 0.0 });
        if resemblance > best.resemblance {
            *best = Copy { original, resemblance };
        }
    }

    pub(super) fn clusters(&self) -> impl Iterator<Item = u32> + '_ {
        self.by_cluster.keys().copied()
    }

    pub(super) fn of(&self, cluster: u32) -> Option<&Copy> {
        self.by_cluster.get(&cluster)
    }
}
