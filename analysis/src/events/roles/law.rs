//! Whom a suit, a fine, an inquiry meets where the sentence does not name it: "the company", or nobody at all.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::{EntityId, EntityKind};

use super::{REACH, is_object};
use crate::entities::{Found, Seen};
use crate::events::Sighting;
use crate::text::Text;

static COMPANY: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:the|its) (?:[a-z-]+ )?(?:company|firm|vendor|maker|start-?up|developer|lab|laboratory|provider|operator)\b|\bit was (?:sued|fined|ordered)\b|\b(?:sued|fined|against|investigating|investigate) (?:it|them)\b",
    )
});
static THING: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:the|its|this|that) (?:[a-z-]+ )?(?:chatbot|assistant|tool|app|model|product|service|agent|generator)s?\b",
    )
});
/// The sentence says whom it meets, though no name of ours: nothing may be guessed.
static SOMEONE: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:against|sued|sues|suing|fined|fines|into|investigating|charged|prosecute\w*|arrested|indicted|convicted) (?:[^ ,;:.]+ ){0,3}?[^ ,;:.]+",
    )
});

fn build(pattern: &str) -> Regex {
    Regex::new(&format!("(?-u){pattern}")).expect("the patterns are constants")
}

/// The vendor or product of the sentences before, where it is unmistakable.
pub(super) fn met(text: &Text, found: &Found, sighting: &Sighting) -> Option<EntityId> {
    if !matches!(sighting.kind.as_str(), "lawsuit_filed" | "fine" | "investigation_opened" | "ruling") {
        return None;
    }
    let sentence = &text.sentences[sighting.sentence];
    let plain = sentence.plain(text);
    if COMPANY.is_match(plain) {
        let named = subject(text, found, sighting.sentence, |seen| seen.kind == EntityKind::Vendor);
        return named.map(|seen| seen.entity.clone()).or_else(|| only_vendor(text, found, sighting.sentence));
    }
    if THING.is_match(plain) {
        let is_made = |seen: &Seen| matches!(seen.kind, EntityKind::Product | EntityKind::Model);
        return subject(text, found, sighting.sentence, is_made).map(|seen| seen.entity.clone());
    }
    if sighting.kind.as_str() != "investigation_opened" || SOMEONE.is_match(plain) {
        return None;
    }
    only_vendor(text, found, sighting.sentence)
}

/// The nearest sentence before that has one: its subject, else its first.
fn subject<'f>(text: &Text, found: &'f Found, sentence: usize, wanted: impl Fn(&Seen) -> bool) -> Option<&'f Seen> {
    before(text, sentence).find_map(|number| {
        let sentence = &text.sentences[number];
        let here = || found.within(sentence.start, sentence.end).iter().filter(|seen| wanted(seen));
        here().find(|seen| !is_object(text, seen)).or_else(|| here().next())
    })
}

/// The vendor, if the sentences before speak of one alone.
fn only_vendor(text: &Text, found: &Found, sentence: usize) -> Option<EntityId> {
    let mut vendors: Vec<EntityId> = before(text, sentence)
        .flat_map(|number| {
            let sentence = &text.sentences[number];
            found.within(sentence.start, sentence.end)
        })
        .filter_map(|seen| match seen.kind {
            EntityKind::Vendor => Some(seen.entity.clone()),
            EntityKind::Product | EntityKind::Model => seen.owner.clone(),
            _ => None,
        })
        .collect();
    vendors.sort();
    vendors.dedup();
    if vendors.len() == 1 { vendors.pop() } else { None }
}

fn before(text: &Text, sentence: usize) -> impl Iterator<Item = usize> {
    let headline = text.sentences.first().filter(|first| first.headline && sentence > 0).map(|_| 0);
    (sentence.saturating_sub(REACH)..sentence).rev().chain(headline)
}

#[cfg(test)]
mod tests;
