//! The state of placing: clusters, lists and what is rare, all in memory and rebuilt by replay.

use std::sync::{Arc, LazyLock};

use super::candidates::best;
use super::copies::{Copies, Looked};
use super::placement::{Placement, PlacementDecision, Rival};
use super::postings::Postings;
use super::reading::Reading;
use super::registry::Registry;
use super::resident::Resident;
use super::score::{Forest, JOIN, REVIEW};
use super::signature::Signature;
use super::sources::Sources;
use crate::fingerprint::Key;
use crate::similarity::{DocumentFrequencies, Phrases};

/// Places documents. The same calls in the same order leave the same state, whether a document came by
/// [`Self::place`] or, replayed, by [`Self::insert`].
#[derive(Debug)]
pub struct Clusterer {
    pub(super) frequencies: DocumentFrequencies,
    pub(super) phrases: Phrases,
    pub(super) postings: Postings,
    pub(super) registry: Registry,
    pub(super) sources: Sources,
    pub(super) forest: Arc<Forest>,
}

/// As learnt by `examples/learn_placing`.
static LEARNT: LazyLock<Arc<Forest>> =
    LazyLock::new(|| Arc::new(Forest::read(include_str!("forest.txt")).expect("the learnt trees are readable")));

impl Default for Clusterer {
    fn default() -> Self {
        Self::new()
    }
}

impl Clusterer {
    pub fn new() -> Self {
        Self::with_forest(Arc::clone(&LEARNT))
    }

    /// One that weighs by other trees than those learnt: for learning them.
    pub fn with_forest(forest: Arc<Forest>) -> Self {
        Self {
            frequencies: DocumentFrequencies::default(),
            phrases: Phrases::default(),
            postings: Postings::new(),
            registry: Registry::default(),
            sources: Sources::default(),
            forest,
        }
    }

    /// Replays a known placement: a rule's, or a person's. The home first; without any cluster nothing is remembered.
    pub fn insert(&mut self, document: u64, clusters: &[u64], signature: &Signature) {
        self.forget(document);
        let mut places = Vec::new();
        for number in clusters {
            let place = self.registry.place_of(*number);
            let place = self.registry.resolve(place);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let Some((home, also)) = places.split_first() else { return };
        let order = self.learn(signature);
        let vector = self.frequencies.weigh(&signature.terms);
        let reading = Reading::new(signature, &vector, &order, &self.phrases, &self.frequencies);
        let mut copies = Copies::find(&self.registry, &self.postings, signature);
        self.compare_members(*home, &Looked::at(signature), &mut copies);
        let copy_of = copies.of(*home).map(|copy| copy.original);
        let resident = Resident::new(document, &reading);
        self.admit(Resident { home: *home, also: also.to_vec(), copy_of, ..resident }, signature);
    }

    /// Decides where a document belongs, and puts it there.
    pub fn place(&mut self, document: u64, signature: &Signature) -> Placement {
        self.forget(document);
        let order = self.learn(signature);
        let vector = self.frequencies.weigh(&signature.terms);
        let reading = Reading::new(signature, &vector, &order, &self.phrases, &self.frequencies);
        let mut copies = Copies::find(&self.registry, &self.postings, signature);
        let (scored, rivals) = self.score_candidates(document, &reading, &mut copies);
        let best = best(&scored);
        let nearest = best.map_or(0.0, |best| best.total);
        let decision = match nearest {
            score if score >= JOIN => PlacementDecision::Join,
            score if score >= REVIEW => PlacementDecision::Review,
            _ => PlacementDecision::Open,
        };
        let nearest_reasons = best.map(|best| self.reasons(&reading, &rivals, best)).unwrap_or_default();
        let nearest_place = best.map(|best| best.place);
        let joined = nearest_place.filter(|_| decision == PlacementDecision::Join);
        let home = match joined {
            Some(place) => place,
            None => self.registry.place_of(self.registry.new_number()),
        };
        let also = self.find_also(document, &reading, joined, &scored);
        let copy_of = joined.and_then(|place| copies.of(place)).map(|copy| copy.original);
        let further: Vec<u32> = also.iter().map(|told| told.place).collect();
        let told_also = self.tell_also(&also);
        let resident = Resident { home, copy_of, also: further, ..Resident::new(document, &reading) };
        let told: Vec<_> =
            if joined.is_some() { self.tell_merges(home, &scored, &reading, &rivals) } else { Vec::new() };
        let place = self.admit(resident, signature);
        let merges = self.find_merges(home, told);
        let splits = self.find_splits(self.registry.resolve(home), place);
        let rival = nearest_place.filter(|_| decision == PlacementDecision::Review);
        Placement {
            clusters: std::iter::once(self.registry.cluster(home).number)
                .chain(told_also.iter().map(|also| also.cluster))
                .collect(),
            decision,
            reasons: nearest_reasons,
            also: told_also,
            copy_of,
            score: nearest,
            rival: rival.map(|place| Rival { cluster: self.registry.cluster(place).number, score: nearest }),
            merges,
            splits,
        }
    }

    /// Takes note of its words; answers its terms in their order.
    fn learn(&mut self, signature: &Signature) -> Vec<Key> {
        self.frequencies.learn(&signature.terms);
        self.frequencies.learn_subjects(signature.subjects().map(|(sort, id)| sort.key(id)));
        let order = signature.keys_in_order();
        self.phrases.learn(&order);
        order
    }

    fn admit(&mut self, resident: Resident, signature: &Signature) -> u32 {
        self.sources.learn(signature, &self.registry.cluster(resident.home).profile);
        self.postings.add(&resident);
        let place = self.registry.admit(resident);
        self.postings.add_text(place, signature);
        place
    }
}
