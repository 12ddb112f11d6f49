//! Of which event a claim speaks.

use watchline_model::taxonomy::Family;
use watchline_model::{EntityId, Stance};

use super::stance::announces;
use super::verbs::Verb;
use crate::events::Told;

/// How many sentences away what is spoken of may have been told.
const REACH: usize = 3;

/// The event that is spoken of: one told in the same sentence, what happened before what was answered; else the nearest.
pub(super) fn event_for(
    told: &[Told],
    number: usize,
    verb: &Verb,
    stance: Stance,
    party: Option<&EntityId>,
) -> Option<usize> {
    let answers = |told: &Told| told.family == Family::Response;
    let here: Vec<usize> = (0..told.len()).filter(|&index| told[index].sentences.contains(&number)).collect();
    let mut event = None;
    if stance == Stance::Announces {
        let own = |index: &&usize| {
            let event = &told[**index].event;
            party.is_some_and(|party| event.actors.contains(party)) && announces(&told[**index])
        };
        event = here.iter().filter(own).min_by_key(|index| verb.distance(&told[**index])).copied();
    }
    let happening = || {
        here.iter().copied().filter(|&index| !answers(&told[index])).min_by_key(|&index| verb.distance(&told[index]))
    };
    let event = event.or_else(happening).or_else(|| here.first().copied()).or_else(|| nearest(told, number))?;
    what_is_answered(told, number, stance, event)
}

/// What was told last before, or first after.
pub(super) fn nearest(told: &[Told], number: usize) -> Option<usize> {
    let far = |&sentence: &usize| if sentence <= number { number - sentence } else { REACH + sentence - number };
    let distance = |told: &Told| told.sentences.iter().map(far).min().unwrap_or(usize::MAX);
    (0..told.len()).min_by_key(|&index| (told[index].family == Family::Response, distance(&told[index])))
}

/// What is denied or admitted is the happening, never the denial or the admission of it: where the sentence tells only the
/// answer, the nearest happening of the document, if there is one.
pub(super) fn what_is_answered(told: &[Told], number: usize, stance: Stance, event: usize) -> Option<usize> {
    let is_answer = match stance {
        Stance::Denies | Stance::Disputes | Stance::Acknowledges => {
            matches!(told[event].event.kind.as_str(), "denial" | "acknowledgement" | "apology" | "postmortem")
        }
        _ => false,
    };
    if !is_answer {
        return Some(event);
    }
    let happened = |told: &Told| {
        told.event.kind.as_str() != "vulnerability_patched"
            && matches!(told.family, Family::Weakness | Family::Breach | Family::Misuse | Family::Service | Family::Law)
    };
    // What was told before is nearer than what comes after.
    let distance = |told: &Told| {
        let far = |&sentence: &usize| if sentence <= number { number - sentence } else { 100 + sentence - number };
        told.sentences.iter().map(far).min().unwrap_or(usize::MAX)
    };
    (0..told.len())
        .filter(|&index| happened(&told[index]))
        .min_by_key(|&index| (told[index].family == Family::Law, distance(&told[index])))
}
