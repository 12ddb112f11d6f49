//! Of which documents a text is a copy: syndicated, or lightly rewritten.

use std::collections::BTreeMap;

use super::postings::Postings;
use super::registry::Registry;
use super::signature::Signature;
use crate::fingerprint::{Sketch, resemblance};

/// From this resemblance a text is a copy.
pub(super) const COPY: f32 = 0.3;

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
        let sketch = signature.min_hash.sketch();
        for place in postings.possible_copies(signature) {
            copies.compare(registry, &sketch, place);
        }
        copies
    }

    /// Looks at one document more, of a cluster that was met otherwise.
    pub(super) fn compare(&mut self, registry: &Registry, sketch: &Sketch, place: u32) {
        let resident = registry.resident(place);
        let resemblance = resemblance(sketch, &resident.sketch);
        if resemblance < COPY || registry.find_document(resident.document) != Some(place) {
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
