//! Answers that a claim gives: who owns up to a thing has acknowledged it, who says no has denied it, with or without a verb that
//! says so.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::taxonomy::Family;
use watchline_model::{Claim, Event, EventKind, Modality, Stance};

use super::stance::{self, Cast};
use crate::events::Told;
use crate::text::Text;

const RULE: &str = "claim";

static HOLLOW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\bno (?:\w+ )?(?:evidence|indications?|signs?|wrongdoing|liability|guilt|fault)\b")
        .expect("the pattern is a constant")
});

/// Adds the answers of which no rule has told, in their place; `event` of the claims goes on to mean the same.
pub(super) fn complete(text: &Text, cast: &Cast, told: &mut Vec<Told>, claims: &mut [Claim]) {
    let mut added: Vec<Told> = Vec::new();
    for claim in claims.iter() {
        let kind = match claim.stance {
            Stance::Acknowledges | Stance::Confirms => "acknowledgement",
            Stance::Denies => "denial",
            _ => continue,
        };
        // A vendor that merely says something about the matter has not owned up to it.
        let admits = matches!(claim.rule.as_str(), "acknowledged" | "confirmed" | "blamed")
            || text.sentence_at(claim.evidence.start).is_some_and(|number| {
                stance::own_words(text.sentences[number].plain(text)) == Some(Stance::Acknowledges)
            });
        // Who only says sorry has apologised.
        let only_sorry = claim.rule == "acknowledged"
            && told
                .iter()
                .any(|told| told.event.kind.as_str() == "apology" && told.event.evidence.start == claim.evidence.start);
        if kind == "acknowledgement" && (!admits || only_sorry) {
            continue;
        }
        // To have no evidence is less than to deny; to admit no guilt is to admit nothing.
        if text
            .sentence_at(claim.evidence.start)
            .is_some_and(|number| HOLLOW.is_match(text.sentences[number].plain(text)))
        {
            continue;
        }
        let is_concerned = match &claim.party {
            Some(party) => cast.is_accused(party),
            None => claim.rule == "own-voice",
        };
        let knows = |known: &Told| {
            known.event.kind.as_str() == kind
                && (known.event.actors.is_empty()
                    || claim.party.as_ref().is_none_or(|party| known.event.actors.contains(party)))
        };
        if !is_concerned || told.iter().chain(&added).any(knows) {
            continue;
        }
        let Some(number) = text.sentence_at(claim.evidence.start) else { continue };
        added.push(Told {
            event: Event {
                kind: EventKind::from(kind),
                actors: claim.party.iter().cloned().collect(),
                targets: Vec::new(),
                date: None,
                modality: Modality::Stated,
                evidence: claim.evidence.clone(),
                rule: RULE.to_owned(),
                participants: Vec::new(),
            },
            family: Family::Response,
            sentences: vec![number],
        });
    }
    let strange = told.iter().map(|told| is_of_a_stranger(cast, told, claims)).collect::<Vec<_>>();
    if added.is_empty() && !strange.contains(&true) {
        return;
    }
    let mut all: Vec<(Option<usize>, Told)> = told
        .drain(..)
        .enumerate()
        .filter(|(index, _)| !strange[*index])
        .map(|(index, told)| (Some(index), told))
        .collect();
    all.extend(added.into_iter().map(|told| (None, told)));
    all.sort_by(|(_, a), (_, b)| (a.event.evidence.start, &a.event.kind).cmp(&(b.event.evidence.start, &b.event.kind)));
    for claim in claims.iter_mut() {
        claim.event = claim.event.and_then(|event| all.iter().position(|(was, _)| *was == Some(event)));
    }
    told.extend(all.into_iter().map(|(_, told)| told));
}

/// "Police confirmed that": a sentence in which only others than the one concerned confirm a thing is no acknowledgement of it.
fn is_of_a_stranger(cast: &Cast, told: &Told, claims: &[Claim]) -> bool {
    if told.event.kind.as_str() != "acknowledgement" || told.sentences.len() > 1 {
        return false;
    }
    let mut here = claims.iter().filter(|claim| claim.evidence.start == told.event.evidence.start).peekable();
    here.peek().is_some()
        && here.all(|claim| {
            matches!(claim.stance, Stance::Confirms | Stance::Reports)
                && claim.party.as_ref().is_none_or(|party| !cast.is_accused(party))
        })
}
