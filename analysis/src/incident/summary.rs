//! The incident in two or three sentences, each taken word for word from a document.
//!
//! The first one says what happened; what followed comes in the order in which it became known. A sentence that cannot stand
//! alone (a row of a table, "It says …", a line about another case) is taken only where there is nothing better.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use watchline_model::incident::SummarySentence;
use watchline_model::taxonomy::Family;
use watchline_model::{DocumentId, Event, Evidence, Modality, Taxonomy};

use super::Told;
use super::family::{family_of, weight_of};
use super::headline::headline;
use crate::fingerprint::{split_words, stem};

const MOST_SENTENCES: usize = 3;
/// Characters of a sentence that can be shown as it is.
const FITTING: std::ops::RangeInclusive<usize> = 40..=320;
/// Two sentences that share more of their words than this say the same.
const SAME: f32 = 0.5;
/// What a sentence gains that says all that the incident's headline says.
const HEADLINED: f32 = 1.5;

/// The sentences that carry the heaviest kinds of event, one a kind, the main one first.
/// `documents` stand in order of publication.
pub(super) fn summary(documents: &[Told], taxonomy: &Taxonomy) -> Vec<SummarySentence> {
    let title = stems(&headline(documents));
    let mut candidates: Vec<(f32, &Told, &Event)> = Vec::new();
    for told in documents.iter().filter(|told| told.copy_of.is_none()) {
        for event in told.events {
            let headlined = HEADLINED * share(&title, &stems(&event.evidence.quote));
            candidates.push((worth(told, event, documents, taxonomy) + headlined, told, event));
        }
    }
    // Stable: among equals the earlier document, the earlier sentence.
    candidates.sort_by(|left, right| right.0.total_cmp(&left.0));
    let mut kinds = BTreeSet::new();
    let mut chosen: Vec<(SummarySentence, BTreeSet<String>)> = Vec::new();
    for (_, told, event) in candidates {
        let words = stems(&event.evidence.quote);
        let said = chosen.iter().any(|(_, others)| alike(&words, others) > SAME);
        // A weak sentence may open a summary that would be empty without it; it never goes on with one.
        let weak = !chosen.is_empty() && weakness(&event.evidence.quote) > 0.0;
        if chosen.len() == MOST_SENTENCES || said || weak || !kinds.insert(&event.kind) {
            continue;
        }
        let evidence = told.cite(&event.evidence);
        let evidence = without_dateline(told, evidence);
        chosen.push((SummarySentence { document: told.document, evidence }, words));
    }
    if let Some((_, followed)) = chosen.split_first_mut() {
        let place = |document: DocumentId| documents.iter().position(|told| told.document == document);
        followed.sort_by_key(|(sentence, _)| (place(sentence.document), sentence.evidence.start));
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
    if begins(event, taxonomy) {
        worth += 0.5;
    }
    if is_lead(told, event) {
        worth += 0.4;
    }
    worth - weakness(&event.evidence.quote)
}

/// What happened, rather than what followed upon it.
fn begins(event: &Event, taxonomy: &Taxonomy) -> bool {
    match family_of(&event.kind, taxonomy) {
        Some(Family::Response) => false,
        Some(Family::Law) => event.kind.as_str() == "lawsuit_filed",
        _ => true,
    }
}

/// In the first paragraph, where a report says what it is about.
fn is_lead(told: &Told, event: &Event) -> bool {
    let body = told.reading.body_offset();
    let first = told.reading.text.split("\n\n").next().unwrap_or_default().chars().count();
    (body..body + first).contains(&event.evidence.start)
}

/// How badly a sentence stands alone.
fn weakness(quote: &str) -> f32 {
    static LEANING: OnceLock<Regex> = OnceLock::new();
    static ELSEWHERE: OnceLock<Regex> = OnceLock::new();
    let leaning =
        LEANING.get_or_init(|| fixed(r"\A\W*((in|of|from|by|with|after|before|at|on|to|about|for) (it|them|him|her|this|that|these|those)|it|its|they|their|he|his|she|her|this|these|that|those|such|but|and|so|here|there)\b"));
    let elsewhere = ELSEWHERE
        .get_or_init(|| fixed(r"\b(unrelated|another case|other case|unlike|differs? from|not the old one)\b"));
    let ended = quote.trim_end().ends_with(['.', '!', '?', '。', '！', '？', '"', '”', '\'', '’', ')']);
    let mut weakness = 0.0;
    if !ended || quote.contains(" | ") {
        weakness += 1.0;
    }
    if leaning.is_match(quote) {
        weakness += 0.5;
    }
    if elsewhere.is_match(quote) {
        weakness += 1.5;
    }
    weakness
}

/// "HOLLIN, April 8 - The board …" from "The board" on: where a story was filed is no part of the sentence.
fn without_dateline(told: &Told, evidence: Evidence) -> Evidence {
    static DATELINE: OnceLock<Regex> = OnceLock::new();
    let dateline = DATELINE.get_or_init(|| {
        fixed(
            r"\A(?-i:[A-Z][A-Z .'’-]+)(, [A-Za-z .]+)?,? (?-i:[A-Z][a-z]{2,8})\.? [0-9]{1,2} (\([^)]{1,30}\) )?[-–—] ",
        )
    });
    let Some(skipped) = dateline.find(&evidence.quote) else { return evidence };
    let start = evidence.start + skipped.as_str().chars().count();
    Evidence { version: evidence.version, ..Evidence::cut(&told.reading.full_text(), start, evidence.end) }
}

fn fixed(pattern: &str) -> Regex {
    let built = RegexBuilder::new(pattern).case_insensitive(true).build();
    built.expect("a fixed expression, compiled by every test of this module")
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

/// How much of `title` stands among `words`, from 0 to 1.
fn share(title: &BTreeSet<String>, words: &BTreeSet<String>) -> f32 {
    title.intersection(words).count() as f32 / title.len().max(1) as f32
}

fn alike(left: &BTreeSet<String>, right: &BTreeSet<String>) -> f32 {
    let smaller = left.len().min(right.len());
    if smaller == 0 {
        return 0.0;
    }
    left.intersection(right).count() as f32 / smaller as f32
}
