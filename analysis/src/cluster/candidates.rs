//! The clusters that a document meets, each with its score.

use watchline_model::Reason;

use super::clusterer::Clusterer;
use super::copies::Copies;
use super::registry::{Cluster, Registry};
use super::score::{Meeting, Rivals, SAME_DAYS, SAME_WEEK, Score, score};
use super::signature::Signature;
use super::values::Sort;
use crate::fingerprint::{Key, KeyMap, Sketch};
use crate::similarity::{Part, Vector};

/// Clusters that a whole document is compared with.
const CANDIDATES: usize = 40;
/// Documents of a cluster that are compared one by one: the first, and the latest of the others.
const COMPARED_MEMBERS: usize = 10;
/// Below this cosine to the cluster none of its documents is worth comparing.
const WORTH_COMPARING: f32 = 0.08;
/// Between clusters that fit so nearly alike, a link decides, then nearness in time, then the score, then age.
const NEARLY_EQUAL: f32 = 0.02;

/// A cluster that a document might belong to.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub cluster: u64,
    /// Sum of the reasons' weights.
    pub score: f32,
    pub reasons: Vec<Reason>,
}

/// A cluster's place and how well the document fits it.
#[derive(Debug, Clone)]
pub(super) struct Scored {
    pub(super) place: u32,
    pub(super) score: Score,
    /// Terms in common, with what each gives to the cosine.
    pub(super) shared: Vec<(Key, f32)>,
    days: i64,
}

impl Clusterer {
    /// The clusters that a document would be compared with if it came now, the best first. Changes nothing.
    pub fn candidates(&self, document: u64, signature: &Signature) -> Vec<Candidate> {
        let vector = self.frequencies.weigh(&signature.terms);
        let mut copies = Copies::find(&self.registry, &self.postings, signature);
        let mut scored = self.score_candidates(document, signature, &vector, &mut copies);
        scored.sort_by(|left, right| right.score.total.total_cmp(&left.score.total).then(left.place.cmp(&right.place)));
        let candidate = |scored: Scored| Candidate {
            cluster: self.registry.cluster(scored.place).number,
            score: scored.score.total,
            reasons: scored.score.reasons,
        };
        scored.into_iter().map(candidate).collect()
    }

    /// Looks for copies among the documents of a cluster: rewritten more than a band of the min-hash allows.
    pub(super) fn compare_members(&self, place: u32, sketch: &Sketch, copies: &mut Copies) {
        for member in compared(self.registry.cluster(place)) {
            copies.compare(&self.registry, sketch, member);
        }
    }

    /// In order of age.
    pub(super) fn score_candidates(
        &self,
        document: u64,
        signature: &Signature,
        vector: &Vector<'_>,
        copies: &mut Copies,
    ) -> Vec<Scored> {
        let candidates = self.postings.candidates(signature, vector, CANDIDATES);
        let mut places: Vec<u32> =
            candidates.into_iter().chain(copies.clusters()).map(|place| self.registry.resolve(place)).collect();
        places.sort_unstable();
        places.dedup();
        places.retain(|place| {
            self.registry.cluster(*place).profile.documents > 0 && self.registry.may_join(document, *place)
        });
        let shared: Vec<Vec<(&Part<'_>, f32)>> =
            places.iter().map(|place| self.registry.cluster(*place).profile.centroid.compare(vector)).collect();
        let sketch = signature.min_hash.sketch();
        places.iter().for_each(|place| self.compare_members(*place, &sketch, copies));
        let copies = &*copies;
        let rivals = rivals(&self.registry, signature, &places, &shared);
        let weights: KeyMap<Key, f32> = vector.parts.iter().map(|part| (part.key, part.share())).collect();
        let score_one = |(place, shared): (&u32, &Vec<(&Part<'_>, f32)>)| {
            let profile = &self.registry.cluster(*place).profile;
            let meeting = Meeting {
                signature,
                vector,
                profile,
                shared,
                nearest: nearest(&self.registry, *place, shared, &weights),
                copied: copies.of(*place).map_or(0.0, |copy| copy.resemblance),
                rivals: &rivals,
            };
            let days = profile.days_apart(signature.published).unwrap_or(i64::MAX);
            let shared = shared.iter().map(|(part, weight)| (part.key, *weight)).collect();
            Scored { place: *place, score: score(&meeting), shared, days }
        };
        places.iter().zip(&shared).map(score_one).collect()
    }
}

/// The one that fits best.
pub(super) fn best(scored: &[Scored]) -> Option<&Scored> {
    let mut best: Option<&Scored> = None;
    for one in scored {
        let better = best.is_none_or(|best| {
            let ahead = one.score.total - best.score.total;
            let fitness = |scored: &Scored| (scored.score.is_linked(), scored.days.saturating_neg());
            ahead > NEARLY_EQUAL || (ahead >= -NEARLY_EQUAL && (fitness(one), ahead) > (fitness(best), 0.0))
        });
        if better {
            best = Some(one);
        }
    }
    best
}

/// Clusters of the same product or party, and which of the terms they hold.
fn rivals(registry: &Registry, signature: &Signature, places: &[u32], shared: &[Vec<(&Part<'_>, f32)>]) -> Rivals {
    let mut rivals = Rivals::default();
    for (place, shared) in places.iter().zip(shared) {
        let profile = &registry.cluster(*place).profile;
        let same = signature.products.iter().any(|product| profile.contains(Sort::Product, product))
            || signature.parties.iter().any(|party| profile.contains(Sort::Party, party));
        if !same {
            continue;
        }
        rivals.clusters += 1;
        let days = profile.days_apart(signature.published).unwrap_or(i64::MAX);
        rivals.of_the_day += u32::from(days <= SAME_DAYS);
        rivals.of_the_week += u32::from(days <= SAME_WEEK);
        for (part, _) in shared {
            *rivals.holding.entry(part.key).or_default() += 1;
        }
    }
    rivals
}

/// Cosine to the likest of the documents compared.
fn nearest(registry: &Registry, place: u32, shared: &[(&Part<'_>, f32)], weights: &KeyMap<Key, f32>) -> f32 {
    let cosine: f32 = shared.iter().map(|(_, weight)| weight).sum();
    let cluster = registry.cluster(place);
    if cluster.members.len() < 2 || cosine < WORTH_COMPARING {
        return cosine;
    }
    compared(cluster).map(|member| registry.resident(member).bag.cosine(weights)).fold(cosine, f32::max)
}

/// Places of the documents that are compared one by one.
fn compared(cluster: &Cluster) -> impl Iterator<Item = u32> + '_ {
    let latest = cluster.members.len().saturating_sub(COMPARED_MEMBERS - 1).max(1);
    cluster.members.iter().take(1).chain(cluster.members.iter().skip(latest)).copied()
}
