//! The state of placing: clusters, lists and what is rare, all in memory and rebuilt by replay.

use std::collections::{BTreeMap, HashMap};

use super::placement::{Placement, PlacementDecision};
use super::postings::Postings;
use super::profile::Profile;
use super::score::{COPY, JOIN, REVIEW, Score, score};
use super::signature::Signature;
use crate::fingerprint::{MinHash, resemblance};
use crate::similarity::{DocumentFrequencies, Vector};

/// Between clusters that fit so nearly alike, a link decides, then nearness in time, then the score, then age.
const NEARLY_EQUAL: f32 = 0.02;

/// Places documents. The same calls in the same order leave the same state, whether a document came by
/// [`Self::place`] or, replayed, by [`Self::insert`].
#[derive(Debug)]
pub struct Clusterer {
    frequencies: DocumentFrequencies,
    postings: Postings,
    profiles: BTreeMap<u64, Profile>,
    /// Where a merged cluster's documents went.
    merged: HashMap<u64, u64>,
    /// In order of arrival; what `Postings` calls a document is a place in this list.
    arrivals: Vec<Arrival>,
    next_cluster: u64,
}

#[derive(Debug)]
struct Arrival {
    document: u64,
    cluster: u64,
    min_hash: MinHash,
    /// Of which document it is a copy.
    copy_of: Option<u64>,
}

impl Default for Clusterer {
    fn default() -> Self {
        Self::new()
    }
}

impl Clusterer {
    pub fn new() -> Self {
        Self {
            frequencies: DocumentFrequencies::default(),
            postings: Postings::new(),
            profiles: BTreeMap::new(),
            merged: HashMap::new(),
            arrivals: Vec::new(),
            next_cluster: 1,
        }
    }

    /// Replays a known placement: a rule's, or a person's.
    pub fn insert(&mut self, document: u64, cluster: u64, signature: &Signature) {
        self.frequencies.learn(&signature.terms);
        let vector = self.frequencies.weigh(&signature.terms);
        let cluster = self.resolve(cluster);
        let copy_of = self.find_copies(signature).get(&cluster).map(|copy| copy.original);
        self.remember(document, cluster, signature, &vector, copy_of);
    }

    /// Decides where a document belongs, and puts it there.
    pub fn place(&mut self, document: u64, signature: &Signature) -> Placement {
        self.frequencies.learn(&signature.terms);
        let vector = self.frequencies.weigh(&signature.terms);
        let copies = self.find_copies(signature);
        let best = self.find_best(signature, &vector, &copies);
        let nearest = best.as_ref().map_or(0.0, |(_, score)| score.total);
        let decision = match nearest {
            score if score >= JOIN => PlacementDecision::Join,
            score if score >= REVIEW => PlacementDecision::Review,
            _ => PlacementDecision::Open,
        };
        let joined = best.as_ref().map(|(cluster, _)| *cluster).filter(|_| decision == PlacementDecision::Join);
        let cluster = joined.unwrap_or(self.next_cluster);
        let copy_of = joined.and_then(|cluster| copies.get(&cluster)).map(|copy| copy.original);
        self.remember(document, cluster, signature, &vector, copy_of);
        let reasons = best.map(|(_, score)| score.reasons).unwrap_or_default();
        Placement { clusters: vec![cluster], decision, reasons, copy_of, score: nearest }
    }

    /// Puts all documents of one cluster, past and to come, into another.
    pub fn merge(&mut self, from: u64, into: u64) {
        let (from, into) = (self.resolve(from), self.resolve(into));
        if from == into {
            return;
        }
        self.next_cluster = self.next_cluster.max(from + 1).max(into + 1);
        self.merged.insert(from, into);
        if let Some(profile) = self.profiles.remove(&from) {
            self.profiles.entry(into).or_default().absorb(profile);
        }
    }

    fn resolve(&self, mut cluster: u64) -> u64 {
        while let Some(into) = self.merged.get(&cluster) {
            cluster = *into;
        }
        cluster
    }

    fn find_best(&self, signature: &Signature, vector: &Vector, copies: &BTreeMap<u64, Copy>) -> Option<(u64, Score)> {
        let mut candidates = self.postings.candidates(signature, vector);
        candidates.extend(copies.keys());
        for candidate in &mut candidates {
            *candidate = self.resolve(*candidate);
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut best: Option<(u64, Score, (bool, i64))> = None;
        for cluster in candidates {
            let Some(profile) = self.profiles.get(&cluster) else { continue };
            let copied = copies.get(&cluster).map_or(0.0, |copy| copy.resemblance);
            let scored = score(signature, vector, profile, copied);
            let days = profile.days_apart(signature.published).unwrap_or(i64::MAX);
            let fitness = (scored.is_linked(), days.saturating_neg());
            let better = best.as_ref().is_none_or(|(_, best, other)| {
                let ahead = scored.total - best.total;
                ahead > NEARLY_EQUAL || (ahead >= -NEARLY_EQUAL && (fitness, ahead) > (*other, 0.0))
            });
            if better {
                best = Some((cluster, scored, fitness));
            }
        }
        best.map(|(cluster, score, _)| (cluster, score))
    }

    /// By cluster, the document that resembles it most; the earliest among equals.
    fn find_copies(&self, signature: &Signature) -> BTreeMap<u64, Copy> {
        let mut copies: BTreeMap<u64, Copy> = BTreeMap::new();
        for number in self.postings.possible_copies(signature) {
            let arrival = &self.arrivals[number as usize];
            let resemblance = resemblance(&signature.min_hash, &arrival.min_hash);
            if resemblance < COPY {
                continue;
            }
            let original = arrival.copy_of.unwrap_or(arrival.document);
            let found = Copy { original, resemblance };
            let best = copies.entry(self.resolve(arrival.cluster)).or_insert(Copy { original, resemblance: 0.0 });
            if found.resemblance > best.resemblance {
                *best = found;
            }
        }
        copies
    }

    fn remember(&mut self, document: u64, cluster: u64, signature: &Signature, vector: &Vector, copy_of: Option<u64>) {
        self.next_cluster = self.next_cluster.max(cluster + 1);
        self.profiles.entry(cluster).or_default().add(signature, vector);
        self.postings.add(self.arrivals.len() as u64, cluster, signature, vector);
        self.arrivals.push(Arrival { document, cluster, min_hash: signature.min_hash.clone(), copy_of });
    }
}

struct Copy {
    original: u64,
    resemblance: f32,
}
