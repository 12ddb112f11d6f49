//! The parts of a document, each as a signature of its own: what is new stands in the lead, what is recalled in a later paragraph.
//!
//! A report of a second outage tells of the first one too, and a round-up of five: the whole says which words fall, the parts say
//! together with which others.

use std::collections::BTreeSet;

use watchline_model::EntityKind;

use super::signature::{PARTIES, PRODUCTS, Signature, dates_of, named_days_in, of_kinds, terms_of};
use crate::fingerprint::split_words;
use crate::similarity::heaviest;
use crate::text::{Sentence, Text};
use crate::{Analysis, Input};

/// Terms kept of one part.
const MOST_TERMS: usize = 40;
/// The lead is made of whole paragraphs until it has so many words.
const LEAD_WORDS: usize = 45;
/// A shorter paragraph says too little alone.
const FEWEST_WORDS: usize = 14;
/// Parts after the lead; of a longer document the later ones are left out.
const MOST_PARTS: usize = 10;

/// The lead with the headline first; empty where nothing comes after it.
pub(super) fn sections(input: &Input, text: &Text, analysis: &Analysis) -> Vec<Signature> {
    let told: Vec<&Sentence> =
        text.sentences.iter().filter(|sentence| !sentence.clutter && !sentence.headline).collect();
    let mut parts: Vec<Vec<&Sentence>> = Vec::new();
    for paragraph in told.chunk_by(|one, other| one.paragraph == other.paragraph) {
        let lead_is_short = parts.len() == 1 && parts.first().is_some_and(|lead| words(text, lead) < LEAD_WORDS);
        match parts.last_mut().filter(|_| lead_is_short) {
            Some(lead) => lead.extend(paragraph),
            None => parts.push(paragraph.to_vec()),
        }
    }
    if parts.len() < 2 {
        return Vec::new();
    }
    let (lead, rest) = parts.split_at(1);
    let long = rest.iter().filter(|part| words(text, part) >= FEWEST_WORDS).take(MOST_PARTS);
    let lead = lead.iter().map(|part| section(input, text, analysis, part, input.title));
    lead.chain(long.map(|part| section(input, text, analysis, part, ""))).collect()
}

fn words(text: &Text, part: &[&Sentence]) -> usize {
    let count = |sentence: &&Sentence| match sentence.wide {
        true => (sentence.end - sentence.start) / 2,
        false => split_words(sentence.words(text)).count(),
    };
    part.iter().map(count).sum()
}

fn section(input: &Input, text: &Text, analysis: &Analysis, part: &[&Sentence], title: &str) -> Signature {
    let headline = text.sentences.iter().filter(|sentence| sentence.headline && !title.is_empty());
    let sentences: Vec<&Sentence> = headline.chain(part.iter().copied()).collect();
    let holds = |character: usize| sentences.iter().any(|sentence| (sentence.start..sentence.end).contains(&character));
    let named: BTreeSet<&str> = analysis
        .mentions
        .iter()
        .filter(|mention| holds(mention.start))
        .map(|mention| mention.entity.as_str())
        .collect();
    let of_kind = |kinds: &[EntityKind]| -> BTreeSet<String> {
        of_kinds(analysis, kinds).filter(|id| named.contains(id.as_str())).collect()
    };
    let events: Vec<_> = analysis.events.iter().filter(|event| holds(event.evidence.start)).collect();
    let body = part.iter().map(|sentence| sentence.words(text)).collect::<Vec<&str>>().join("\n");
    Signature {
        terms: heaviest(terms_of(input, title, &body, analysis), MOST_TERMS),
        vulnerabilities: of_kind(&[EntityKind::Vulnerability]),
        products: of_kind(PRODUCTS),
        parties: of_kind(PARTIES),
        event_kinds: events.iter().map(|event| event.kind.0.clone()).collect(),
        named_days: named_days_in(input, text, &sentences),
        dates: dates_of(input, &events),
        ..Signature::default()
    }
}
