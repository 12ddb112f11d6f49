//! The incident's title: one of its documents' headlines, word for word.

use std::collections::{BTreeMap, BTreeSet};

use watchline_model::{DocumentKind, EntityKind, Tier};

use super::Told;
use crate::fingerprint::{split_words, stem};

/// Only the first documents may name an incident: a title that changed with every report could not be cited.
const CANDIDATES: usize = 6;
/// Headlines of more characters than this are put last.
const LONGEST: usize = 140;
/// For each of two vendors, products or models that a headline names.
const NAMED: f32 = 0.15;
const ASKED: f32 = 0.3;
/// An incident is named by how it began, where the headlines are alike.
const LATER: f32 = 0.03;

/// The headline whose words most publishers use, independent press first; empty if no document has one.
/// `documents` stand in order of publication.
pub(super) fn headline(documents: &[Told]) -> String {
    let titled = documents.iter().filter(|told| !told.reading.title.trim().is_empty());
    let candidates: Vec<&Told> = titled.take(CANDIDATES).collect();
    let publishers: BTreeSet<&str> = candidates.iter().map(|told| told.publisher).collect();
    let mut used: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for told in &candidates {
        for word in stems(&told.reading.title) {
            used.entry(word).or_default().insert(told.publisher);
        }
    }
    let mut best: Option<(f32, &str)> = None;
    for (place, told) in candidates.into_iter().enumerate() {
        let words = stems(&told.reading.title);
        let shared: usize = words.iter().filter_map(|word| used.get(word)).map(BTreeSet::len).sum();
        let mut score = shared as f32 / (words.len().max(4) as f32 * publishers.len() as f32) + preference(told);
        if told.reading.title.chars().count() > LONGEST {
            score -= 1.0;
        }
        score += clearness(told) - LATER * place as f32;
        // The earlier one wins among equals.
        if best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, without_site(told)));
        }
    }
    best.map(|(_, title)| title.to_owned()).unwrap_or_default()
}

/// A headline that names whom it is about tells more than a play on words; a question tells nothing.
fn clearness(told: &Told) -> f32 {
    let title = told.reading.title.to_lowercase();
    let named = told.entities.iter().filter(|entity| {
        let kind = matches!(entity.kind, EntityKind::Vendor | EntityKind::Product | EntityKind::Model);
        kind && title.contains(&entity.name.split(' ').next().unwrap_or_default().to_lowercase())
    });
    let named = named.count().min(2) as f32 * NAMED;
    let asked = title.trim_end().ends_with(['?', '？']);
    named - if asked { ASKED } else { 0.0 }
}

/// "Quay Post: Clerk leaks" and "Clerk leaks | Quay Post" without the paper's name.
fn without_site<'a>(told: &Told<'a>) -> &'a str {
    let title = told.reading.title.trim();
    let site = |part: &str| {
        let part = part.trim();
        let names = [Some(told.publisher), told.reading.site_name.as_deref()];
        names.into_iter().flatten().any(|name| !name.is_empty() && name.eq_ignore_ascii_case(part))
    };
    for separator in [": ", " | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((_, after)) = title.split_once(separator).filter(|(before, _)| site(before)) {
            return after.trim();
        }
        if let Some((before, _)) = title.rsplit_once(separator).filter(|(_, after)| site(after)) {
            return before.trim();
        }
    }
    title
}

/// Who should name it: a paper rather than the vendor that it is about, a statement rather than a status line.
fn preference(told: &Told) -> f32 {
    let by_kind = match told.kind {
        DocumentKind::Article => 0.3,
        DocumentKind::Advisory => 0.25,
        DocumentKind::Statement => 0.15,
        DocumentKind::Status | DocumentKind::Post => 0.0,
    };
    let independent = !matches!(told.tier, Tier::Vendor | Tier::Community) && told.voice.is_none();
    by_kind + if independent { 0.2 } else { 0.0 }
}

fn stems(title: &str) -> BTreeSet<String> {
    split_words(title).map(str::to_lowercase).filter(|word| word.chars().count() > 2).map(|word| stem(&word)).collect()
}
