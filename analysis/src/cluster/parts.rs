//! What the parts of a document tell: of which further incidents a paragraph speaks.
//!
//! A paragraph that recalls an incident names its people, places and figures together; scattered over a text the same words say
//! nothing. Must never put a document anywhere on the strength of its subject alone.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::Scored;
use super::clusterer::Clusterer;
use super::placement::Also;
use super::score::{Meeting, Rivals, Score, score};
use super::signature::Signature;
use crate::fingerprint::{Key, TermKind};
use crate::similarity::{Part, Vector};

/// Clusters that one part is compared with.
const PART_CANDIDATES: usize = 8;
/// A part tells of a cluster if so much of it (of the squared weights of its terms) stands there and not in the document's home,
const TOLD_IN_PART: f32 = 0.42;
/// in so many terms,
const TERMS_IN_PART: usize = 6;
/// of which so many are names or figures.
const NAMES_IN_PART: usize = 2;
/// Below this score, by which the rest of it is weighed, they are of another matter.
const PART: f32 = 0.3;
/// A document tells of a second cluster, too, that it would have joined had there been no better one,
const ALSO_WHOLE: f32 = 0.34;
/// by words that the better one does not hold.
const ALSO_OWN_WORDS: f32 = 0.12;
/// Further clusters of one document: beyond that it is a list.
const MOST_ALSO: usize = 6;

impl Clusterer {
    /// The clusters beside `home` that the document tells of too, the surest first: those of which a part after the lead tells, and
    /// those that the whole would have joined for words that `home` does not hold.
    pub(super) fn find_also(
        &self,
        document: u64,
        signature: &Signature,
        home: Option<u32>,
        scored: &[Scored],
    ) -> Vec<(u32, Score)> {
        let mut found: BTreeMap<u32, Score> = BTreeMap::new();
        for part in signature.sections.iter().skip(1) {
            let part = whole(signature, part);
            let vector = self.frequencies.weigh(&part.terms);
            for place in self.postings.candidates(&part, &vector, PART_CANDIDATES) {
                let place = self.registry.resolve(place);
                if Some(place) == home || !self.registry.may_join(document, place) {
                    continue;
                }
                let Some(score) = self.score_part(&part, &vector, place, home) else { continue };
                if found.get(&place).is_none_or(|known| score.total > known.total) {
                    found.insert(place, score);
                }
            }
        }
        let best = scored.iter().find(|one| Some(one.place) == home);
        let known: BTreeSet<Key> = best.iter().flat_map(|best| &best.shared).map(|(key, _)| *key).collect();
        for one in scored.iter().filter(|one| one.score.total >= ALSO_WHOLE && Some(one.place) != home) {
            let own = one.shared.iter().filter(|(key, _)| !known.contains(key)).map(|(_, weight)| weight);
            if best.is_some() && own.sum::<f32>() >= ALSO_OWN_WORDS {
                found.entry(one.place).or_insert_with(|| one.score.clone());
            }
        }
        let mut found: Vec<(u32, Score)> = found.into_iter().collect();
        found.sort_by(|left, right| right.1.total.total_cmp(&left.1.total).then(left.0.cmp(&right.0)));
        found.truncate(MOST_ALSO);
        found
    }

    /// The score of a part against a cluster of which it tells; `None` against any other.
    fn score_part(&self, part: &Signature, vector: &Vector<'_>, place: u32, home: Option<u32>) -> Option<Score> {
        let profile = &self.registry.cluster(place).profile;
        let shared = profile.centroid.compare(vector);
        let at_home = home.map(|home| &self.registry.cluster(home).profile.centroid);
        let own = shared.iter().filter(|(part, _)| at_home.is_none_or(|home| !home.holds(part.key)));
        let own: Vec<&Part<'_>> = own.map(|(part, _)| *part).collect();
        let told: f32 = own.iter().map(|part| part.share() * part.share()).sum();
        let names = own.iter().filter(|part| part.kind != TermKind::Word).count();
        if told < TOLD_IN_PART || own.len() < TERMS_IN_PART || names < NAMES_IN_PART || profile.documents == 0 {
            return None;
        }
        let nearest = shared.iter().map(|(_, weight)| weight).sum();
        let rivals = Rivals::default();
        let meeting =
            Meeting { signature: part, vector, profile, shared: &shared, nearest, copied: 0.0, rivals: &rivals };
        let stems: Vec<&str> = own.iter().take(6).map(|part| part.stem).collect();
        let mut score = score(&meeting);
        if score.total < PART || !(score.holds("shared-products") || score.holds("shared-parties")) {
            return None;
        }
        score.add("told-in-part", told, format!("one paragraph: {}", stems.join(", ")));
        Some(score)
    }

    pub(super) fn tell_also(&self, also: &[(u32, Score)]) -> Vec<Also> {
        let tell = |(place, score): &(u32, Score)| Also {
            cluster: self.registry.cluster(*place).number,
            score: score.total,
            reasons: score.reasons.clone(),
        };
        also.iter().map(tell).collect()
    }
}

/// A part with what it has in common with the whole.
fn whole(signature: &Signature, part: &Signature) -> Signature {
    Signature {
        published: signature.published,
        language: signature.language.clone(),
        ideographic: signature.ideographic,
        ..part.clone()
    }
}
