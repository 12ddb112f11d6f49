//! "The notice said": a paper speaks for its issuer where the text says who that is; else it keeps its own name.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::EntityKind;

use super::{REACH, Speaker};
use crate::entities::{Found, Seen};
use crate::text::Text;

/// The paper by which something is said, as the last word of its name.
const PAPERS: [&str; 9] =
    ["notice", "memo", "letter", "report", "statement", "document", "email", "circular", "announcement"];

static ISSUED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:said|says|told|tells|wrote|writes|issued|sent|published|posted|circulated|released|warned|announced|informed|in an?|in its|in their)\b")
        .expect("the pattern is a constant")
});

/// The speaker with the party that issued the paper, if `speaker` is a paper named before character `before` and its issuer
/// is clear.
pub(super) fn for_issuer(text: &Text, found: &Found, number: usize, before: usize, speaker: Speaker) -> Speaker {
    let Some(paper) = PAPERS.iter().find(|paper| speaker.name.ends_with(*paper)) else { return speaker };
    let Some(issuer) = issuer(text, found, number, before, paper) else { return speaker };
    let Some(entity) = found.entities.get(&issuer.entity) else { return speaker };
    Speaker {
        party: Some(issuer.entity.clone()),
        name: format!("{} ({})", speaker.name, entity.name),
        is_hearsay: false,
        is_official: true,
        is_person: false,
    }
}

/// Whom the nearest sentence that names the paper makes its issuer.
fn issuer<'f>(text: &Text, found: &'f Found, number: usize, before: usize, paper: &str) -> Option<&'f Seen> {
    (number.saturating_sub(REACH)..=number).rev().find_map(|number| {
        let sentence = &text.sentences[number];
        let end = sentence.end.min(before);
        let plain = &text.plain()[sentence.start..end];
        let at = sentence.start + plain.windows(paper.len()).rposition(|window| window == paper.as_bytes())?;
        let parties = || found.within(sentence.start, sentence.end).iter().filter(|seen| issues(seen.kind));
        let between = |seen: &Seen| &text.plain()[seen.end.min(at)..at];
        // "Acme's notice", "an Acme memo".
        let own = |seen: &&Seen| seen.end <= at && at - seen.end < 24 && is_owned(between(seen));
        if let Some(seen) = parties().rev().find(own) {
            return Some(seen);
        }
        // "a notice from Acme".
        let behind = &text.plain()[at + paper.len()..sentence.end.max(at + paper.len())];
        if let Some(seen) = parties().find(|seen| seen.start > at && is_from(behind, seen.start - at - paper.len())) {
            return Some(seen);
        }
        // "Acme told its staff in a notice"; "Acme has told its staff …, according to an internal notice".
        let subject = parties().find(|seen| seen.end <= at && !super::is_governed(text, seen))?;
        let lead = &text.plain()[at.saturating_sub(24).max(sentence.start)..at];
        let is_internal = holds(lead, b"internal ");
        let is_in = [&b" in a "[..], b" in an "].iter().any(|words| holds(lead, words));
        let told = ISSUED.is_match(between(subject));
        (told && (is_internal || is_in)).then_some(subject)
    })
}

fn issues(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Vendor | EntityKind::Organization | EntityKind::Regulator)
}

/// Nothing but words that describe the paper stands between.
fn is_owned(between: &[u8]) -> bool {
    let rest = between.strip_prefix(b"'s ").or_else(|| between.strip_prefix(b" "));
    rest.is_some_and(|rest| {
        rest.split(|byte| *byte == b' ').all(|word| {
            word.is_empty()
                || matches!(word, b"internal" | b"staff" | b"own" | b"official" | b"short" | b"public" | b"new")
        })
    })
}

fn is_from(behind: &[u8], length: usize) -> bool {
    let Some(between) = behind.get(..length) else { return false };
    matches!(
        between,
        b" from " | b" by " | b" of " | b" issued by " | b" sent by " | b" published by " | b" signed by "
    )
}

fn holds(words: &[u8], part: &[u8]) -> bool {
    words.windows(part.len()).any(|window| window == part)
}
