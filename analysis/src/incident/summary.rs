//! The incident in two or three sentences, each taken word for word from a document.

use std::collections::BTreeSet;

use watchline_model::incident::SummarySentence;
use watchline_model::{Event, Evidence, Modality, Taxonomy};

use super::Told;
use super::family::weight_of;
use crate::fingerprint::{split_words, stem};

const MOST_SENTENCES: usize = 3;
/// Characters of a sentence that can be shown as it is.
const FITTING: std::ops::RangeInclusive<usize> = 40..=320;
/// Two sentences that share more of their words than this say the same.
const SAME: f32 = 0.5;

/// The sentences that carry the heaviest kinds of event, one a kind, the main one first.
/// `documents` stand in order of publication.
pub(super) fn summary(documents: &[Told], taxonomy: &Taxonomy) -> Vec<SummarySentence> {
    let mut candidates: Vec<(f32, &Told, &Event)> = Vec::new();
    for told in documents.iter().filter(|told| told.copy_of.is_none()) {
        for event in told.events {
            candidates.push((worth(told, event, documents, taxonomy), told, event));
        }
    }
    // Stable: among equals the earlier document, the earlier sentence.
    candidates.sort_by(|left, right| right.0.total_cmp(&left.0));
    let mut kinds = BTreeSet::new();
    let mut chosen: Vec<(SummarySentence, BTreeSet<String>)> = Vec::new();
    for (_, told, event) in candidates {
        let words = stems(&event.evidence.quote);
        let said = chosen.iter().any(|(_, others)| alike(&words, others) > SAME);
        if chosen.len() == MOST_SENTENCES || said || !kinds.insert(&event.kind) {
            continue;
        }
        let evidence = told.cite(&event.evidence);
        chosen.push((SummarySentence { document: told.document, evidence }, words));
    }
    if chosen.is_empty() {
        return documents.iter().find_map(opening).into_iter().collect();
    }
    chosen.into_iter().map(|(sentence, _)| sentence).collect()
}

/// How well a sentence tells what happened.
fn worth(told: &Told, event: &Event, documents: &[Told], taxonomy: &Taxonomy) -> f32 {
    let tellers = documents.iter().filter(|told| told.events.iter().any(|other| other.kind == event.kind)).count();
    let mut worth = weight_of(&event.kind, taxonomy) / 10.0 + tellers as f32 / documents.len() as f32;
    if FITTING.contains(&event.evidence.quote.chars().count()) {
        worth += 0.5;
    }
    // The headline stands above the summary anyway.
    if event.evidence.start >= told.reading.body_offset() {
        worth += 1.0;
    }
    if !event.targets.is_empty() {
        worth += 0.2;
    }
    if !event.actors.is_empty() {
        worth += 0.2;
    }
    if event.date.is_some() {
        worth += 0.1;
    }
    if event.modality == Modality::Denied {
        worth -= 0.3;
    }
    worth
}

/// The first sentence of a body, where no event was found.
fn opening(told: &Told) -> Option<SummarySentence> {
    let body = told.reading.text.trim_start();
    let first = body.split('\n').next().unwrap_or_default();
    if first.is_empty() {
        return None;
    }
    let length = first.find(". ").map_or(first.len(), |end| end + 1);
    let skipped = told.reading.text.chars().count() - body.chars().count();
    let start = told.reading.body_offset() + skipped;
    let evidence = Evidence::cut(&told.reading.full_text(), start, start + first[..length].chars().count());
    Some(SummarySentence { document: told.document, evidence: told.cite(&evidence) })
}

fn stems(sentence: &str) -> BTreeSet<String> {
    split_words(sentence).map(|word| stem(&word.to_lowercase())).filter(|word| word.len() > 3).collect()
}

fn alike(left: &BTreeSet<String>, right: &BTreeSet<String>) -> f32 {
    let smaller = left.len().min(right.len());
    if smaller == 0 {
        return 0.0;
    }
    left.intersection(right).count() as f32 / smaller as f32
}
