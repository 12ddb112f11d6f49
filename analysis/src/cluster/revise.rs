//! What people say of placements, and what is replayed of it: merges, splits, moves, and their undoing.
//!
//! Numbers that are unknown are no fault: what is said of a document that never came is kept for when it comes, and moves of it
//! are nothing.

use std::collections::BTreeSet;

use super::clusterer::Clusterer;

impl Clusterer {
    /// Puts all documents of one cluster, past and to come, into another.
    pub fn merge(&mut self, from: u64, into: u64) {
        let (from, into) = (self.resolve(from), self.resolve(into));
        if from != into {
            self.registry.merge(from, into);
        }
    }

    /// These documents leave `from` for `into`, which may be new, or a merged number come back: a person's split or move, an
    /// undone merge, or what [`super::Placement::splits`] told.
    pub fn separate(&mut self, documents: &[u64], from: u64, into: u64) {
        let from = self.resolve(from);
        let into = self.registry.place_of(into);
        // A merged number comes back as a cluster of its own, unless it was merged into a third one.
        let resolved = self.registry.resolve(into);
        let into = if resolved == from { into } else { resolved };
        if from == into {
            return;
        }
        let places: BTreeSet<u32> =
            documents.iter().filter_map(|document| self.registry.find_document(*document)).collect();
        for place in self.registry.separate(&places, from, into) {
            self.postings.add(self.registry.resident(place));
        }
    }

    /// Cannot-link: a person took the document out of there. It never joins that cluster again, nor are their clusters
    /// merged by machine.
    pub fn keep_apart(&mut self, document: u64, cluster: u64) {
        let place = self.registry.place_of(cluster);
        self.registry.keep_document_apart(document, place);
    }

    /// A person split them or undid their merge: they are never merged by machine.
    pub fn keep_apart_clusters(&mut self, left: u64, right: u64) {
        let (left, right) = (self.registry.place_of(left), self.registry.place_of(right));
        self.registry.keep_clusters_apart(left, right);
    }

    /// Must-link: a person put it there; no machine split moves it, and what was said before against it holds no longer.
    pub fn pin(&mut self, document: u64, cluster: u64) {
        let place = self.resolve(cluster);
        self.registry.let_join(document, place);
        self.registry.pin(document);
    }

    /// The document is no longer relevant: it leaves its cluster's profile. What was learnt from it of the rarity of words
    /// stays.
    pub fn forget(&mut self, document: u64) {
        self.registry.dismiss(document);
    }

    fn resolve(&mut self, number: u64) -> u32 {
        let place = self.registry.place_of(number);
        self.registry.resolve(place)
    }
}
