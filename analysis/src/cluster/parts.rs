//! What the parts of a document tell: of which further incidents a paragraph speaks.
//!
//! A paragraph that recalls an incident names its people, places and figures together; scattered over a text the same words say
//! nothing. Only a document that has a home tells of others beside it: of a first report nobody knows yet which of its words are its
//! own. Must never put a document anywhere on the strength of its subject alone.

use std::collections::BTreeMap;

use watchline_model::Reason;

use super::candidates::Scored;
use super::clusterer::Clusterer;
use super::placement::Also;
use super::reading::Reading;
use super::score::rare_weight;
use super::values::Sort;
use crate::fingerprint::TermKind;
use crate::similarity::{Part, Vector};

/// Clusters that one part is compared with, beside those that the whole met.
const PART_CANDIDATES: usize = 8;
/// A part tells of a cluster if the terms that stand there, and not in the document's home, are together so rare,
const RARE_TOGETHER: f32 = 1.1;
/// or make up so much of the part (of the squared weights of its terms),
const MOST_OF_PART: f32 = 0.6;
/// and if there are so many of them, or so many names and figures.
const TERMS_IN_PART: usize = 6;
const NAMES_IN_PART: usize = 3;
/// Terms of phrases that so many documents have lately used are those of a form, and tell nothing.
const OF_A_FORM: u16 = 3;
/// From here on writing has no spaces: its terms are pairs of neighbouring characters, and two of them make a word.
const UNSPACED: char = '\u{2e80}';
/// Further clusters of one document: beyond that it is a list.
const MOST_ALSO: usize = 6;

/// A cluster of which a part tells.
#[derive(Debug, Clone)]
pub(super) struct ToldInPart {
    pub(super) place: u32,
    /// Sum of the reasons' weights.
    score: f32,
    reasons: Vec<Reason>,
}

impl Clusterer {
    /// The clusters beside `home` that the document tells of too, the surest first.
    pub(super) fn find_also(
        &self,
        document: u64,
        reading: &Reading<'_>,
        home: Option<u32>,
        scored: &[Scored<'_>],
    ) -> Vec<ToldInPart> {
        let Some(home) = home else { return Vec::new() };
        let mut found: BTreeMap<u32, ToldInPart> = BTreeMap::new();
        for part in &reading.signature.sections {
            let vector = self.frequencies.weigh(&part.terms);
            let met = self.postings.candidates(part, &vector, PART_CANDIDATES);
            let met = met.into_iter().map(|place| self.registry.resolve(place));
            let mut places: Vec<u32> = met.chain(scored.iter().map(|one| one.place)).collect();
            places.sort_unstable();
            places.dedup();
            for place in places.into_iter().filter(|place| *place != home && self.registry.may_join(document, *place)) {
                let Some(told) = self.tells(reading, &vector, place, home) else { continue };
                if found.get(&place).is_none_or(|known| told.score > known.score) {
                    found.insert(place, told);
                }
            }
        }
        let mut found: Vec<ToldInPart> = found.into_values().collect();
        found.sort_by(|left, right| right.score.total_cmp(&left.score).then(left.place.cmp(&right.place)));
        found.truncate(MOST_ALSO);
        found
    }

    /// What a part tells of a cluster that the home does not know; `None` where that is too little.
    fn tells(&self, reading: &Reading<'_>, part: &Vector<'_>, place: u32, home: u32) -> Option<ToldInPart> {
        let profile = &self.registry.cluster(place).profile;
        let signature = reading.signature;
        let same_subject = signature.products.iter().any(|product| profile.contains(Sort::Product, product))
            || signature.parties.iter().any(|party| profile.contains(Sort::Party, party));
        if !same_subject {
            return None;
        }
        let at_home = &self.registry.cluster(home).profile.centroid;
        let shared = profile.centroid.compare(part);
        let is_of_a_form = |part: &Part<'_>| reading.told.get(&part.key).is_some_and(|told| told.heard >= OF_A_FORM);
        let own: Vec<&Part<'_>> = shared
            .iter()
            .map(|(part, _)| *part)
            .filter(|part| !at_home.holds(part.key) && !is_of_a_form(part))
            .collect();
        let (names, words): (Vec<&Part<'_>>, Vec<&Part<'_>>) = own.iter().partition(|part| part.kind != TermKind::Word);
        let weight = |parts: &[&Part<'_>]| parts.iter().map(|part| rare_weight(part)).sum::<f32>();
        let (by_names, by_words) = (weight(&names), weight(&words));
        let share: f32 = own.iter().map(|part| part.share() * part.share()).sum();
        let many = words_of(&own) >= TERMS_IN_PART || words_of(&names) >= NAMES_IN_PART;
        if !many || (by_names + by_words < RARE_TOGETHER && share < MOST_OF_PART) {
            return None;
        }
        let told = |parts: &[&Part<'_>]| {
            let stems: Vec<&str> = parts.iter().take(6).map(|part| part.stem).collect();
            format!("one paragraph: {}", stems.join(", "))
        };
        let mut reasons = vec![Reason::new("words-told-in-part", by_words, told(&words))];
        reasons.push(Reason::new("names-told-in-part", by_names, told(&names)));
        reasons.retain(|reason| reason.weight != 0.0);
        let score = reasons.iter().map(|reason| reason.weight).sum();
        Some(ToldInPart { place, score, reasons })
    }

    pub(super) fn tell_also(&self, also: &[ToldInPart]) -> Vec<Also> {
        let tell = |told: &ToldInPart| Also {
            cluster: self.registry.cluster(told.place).number,
            score: told.score,
            reasons: told.reasons.clone(),
        };
        also.iter().map(tell).collect()
    }
}

/// How many words the terms make.
fn words_of(parts: &[&Part<'_>]) -> usize {
    let is_half = |part: &&&Part<'_>| part.stem.starts_with(|first: char| first >= UNSPACED);
    let halves = parts.iter().filter(is_half).count();
    parts.len() - halves + halves / 2
}
