//! The clusters that a document meets, each with its score.

use watchline_model::Reason;

use super::clusterer::Clusterer;
use super::copies::{Copies, Looked};
use super::nearness::{Nearness, compared, nearness};
use super::reading::Reading;
use super::registry::Registry;
use super::score::{Clue, Meeting, Rivals, SAME_DAYS, SAME_WEEK, Sheet};
use super::signature::Signature;
use super::values::Sort;
use crate::similarity::Part;

/// Clusters that a whole document is compared with.
const CANDIDATES: usize = 40;
/// Clusters whose documents are compared one by one, the likest.
const COMPARED_CLUSTERS: usize = 8;
/// Between clusters that fit so nearly alike, a link decides, then nearness in time, then the score, then age.
const NEARLY_EQUAL: f32 = 0.02;

/// A cluster that a document might belong to.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub cluster: u64,
    /// Sum of the reasons' weights.
    pub score: f32,
    pub reasons: Vec<Reason>,
    /// Of all clues, by the places that [`super::clues`] gives them: what the weighing is learnt from.
    pub values: Vec<f32>,
}

/// A cluster's place and how well the document fits it.
#[derive(Debug, Clone)]
pub(super) struct Scored<'m> {
    pub(super) place: u32,
    pub(super) total: f32,
    pub(super) sheet: Sheet,
    /// Terms in common, with what each gives to the cosine.
    pub(super) shared: Vec<(&'m Part<'m>, f32)>,
    days: i64,
    nearness: Nearness,
    copied: f32,
}

impl Scored<'_> {
    fn cosine(&self) -> f32 {
        self.shared.iter().map(|(_, weight)| weight).sum()
    }
}

impl Clusterer {
    /// The clusters that a document would be compared with if it came now, the best first. Changes nothing.
    pub fn candidates(&self, document: u64, signature: &Signature) -> Vec<Candidate> {
        let vector = self.frequencies.weigh(&signature.terms);
        let reading = Reading::new(signature, &vector, &signature.keys_in_order(), &self.phrases, &self.frequencies);
        let mut copies = Copies::find(&self.registry, &self.postings, signature);
        let (mut scored, rivals) = self.score_candidates(document, &reading, &mut copies);
        scored.sort_by(|left, right| right.total.total_cmp(&left.total).then(left.place.cmp(&right.place)));
        let candidate = |scored: &Scored<'_>| Candidate {
            cluster: self.registry.cluster(scored.place).number,
            score: scored.total,
            reasons: self.reasons(&reading, &rivals, scored),
            values: scored.sheet.values.to_vec(),
        };
        scored.iter().map(candidate).collect()
    }

    /// Looks for copies among the documents of a cluster: rewritten more than a band of the min-hash allows.
    pub(super) fn compare_members(&self, place: u32, looked: &Looked, copies: &mut Copies) {
        for member in compared(self.registry.cluster(place)) {
            copies.compare(&self.registry, looked, member);
        }
    }

    /// In order of age.
    pub(super) fn score_candidates<'m>(
        &self,
        document: u64,
        reading: &'m Reading<'m>,
        copies: &mut Copies,
    ) -> (Vec<Scored<'m>>, Rivals) {
        let candidates = self.postings.candidates(reading.signature, reading.vector, CANDIDATES);
        let mut places: Vec<u32> =
            candidates.into_iter().chain(copies.clusters()).map(|place| self.registry.resolve(place)).collect();
        places.sort_unstable();
        places.dedup();
        places.retain(|place| {
            self.registry.cluster(*place).profile.documents > 0 && self.registry.may_join(document, *place)
        });
        let mut scored: Vec<Scored<'m>> = Vec::with_capacity(places.len());
        for place in places {
            let profile = &self.registry.cluster(place).profile;
            let shared = profile.centroid.compare(reading.vector);
            scored.push(Scored {
                place,
                total: 0.0,
                sheet: Sheet::new(false),
                nearness: Nearness::default(),
                shared,
                days: profile.days_apart(reading.signature.published).unwrap_or(i64::MAX),
                copied: 0.0,
            });
        }
        self.compare_documents(&mut scored, reading, copies);
        let rivals = rivals(&self.registry, reading.signature, &scored);
        for one in &mut scored {
            let sheet = self.meeting(reading, &rivals, one).sheet(false);
            one.total = sheet.total(&self.forest);
            one.sheet = sheet;
        }
        (scored, rivals)
    }

    /// Looks at the documents of the likest clusters one by one: to read them is what costs most in a large archive.
    fn compare_documents(&self, scored: &mut [Scored<'_>], reading: &Reading<'_>, copies: &mut Copies) {
        let mut likest: Vec<(f32, usize)> =
            scored.iter().map(Scored::cosine).enumerate().map(|(number, cosine)| (cosine, number)).collect();
        likest.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
        let looked = Looked::at(reading.signature);
        for (_, number) in likest.into_iter().take(COMPARED_CLUSTERS) {
            let Some(one) = scored.get_mut(number) else { continue };
            self.compare_members(one.place, &looked, copies);
            one.nearness = nearness(&self.registry, one.place, one.cosine(), reading);
        }
        for one in scored {
            one.copied = copies.of(one.place).map_or(0.0, |copy| copy.resemblance);
        }
    }

    fn meeting<'m>(&'m self, reading: &'m Reading<'m>, rivals: &'m Rivals, scored: &'m Scored<'m>) -> Meeting<'m> {
        Meeting {
            reading,
            profile: &self.registry.cluster(scored.place).profile,
            shared: &scored.shared,
            nearness: scored.nearness,
            copied: scored.copied,
            seldom_twice: self.sources.seldom_twice(reading.signature),
            rivals,
        }
    }

    pub(super) fn reasons(&self, reading: &Reading<'_>, rivals: &Rivals, scored: &Scored<'_>) -> Vec<Reason> {
        self.meeting(reading, rivals, scored).sheet(true).reasons(&self.forest)
    }
}

/// The one that fits best.
pub(super) fn best<'s, 'm>(scored: &'s [Scored<'m>]) -> Option<&'s Scored<'m>> {
    let mut best: Option<&Scored<'m>> = None;
    for one in scored {
        let better = best.is_none_or(|best| {
            let ahead = one.total - best.total;
            let fitness = |scored: &Scored<'_>| (scored.sheet.holds(Clue::LinksTo), scored.days.saturating_neg());
            ahead > NEARLY_EQUAL || (ahead >= -NEARLY_EQUAL && (fitness(one), ahead) > (fitness(best), 0.0))
        });
        if better {
            best = Some(one);
        }
    }
    best
}

/// Clusters of the same product or party, and which of the terms they hold.
fn rivals(registry: &Registry, signature: &Signature, scored: &[Scored<'_>]) -> Rivals {
    let mut rivals = Rivals::default();
    for one in scored {
        let profile = &registry.cluster(one.place).profile;
        rivals.see(one.cosine());
        let same = signature.products.iter().any(|product| profile.contains(Sort::Product, product))
            || signature.parties.iter().any(|party| profile.contains(Sort::Party, party));
        if !same {
            continue;
        }
        rivals.clusters += 1;
        rivals.of_the_day += u32::from(one.days <= SAME_DAYS);
        rivals.of_the_week += u32::from(one.days <= SAME_WEEK);
        for (part, _) in &one.shared {
            *rivals.holding.entry(part.key).or_default() += 1;
        }
    }
    rivals
}
