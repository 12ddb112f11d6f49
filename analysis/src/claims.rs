//! Who says what, and how firmly.
//!
//! A sentence makes a claim where a verb of saying has a speaker: a party of the taxonomy, a person with an employer, or one
//! of the unnamed that the press quotes ("posts on X", "a person familiar with the matter"). Bare "said" takes its stance from
//! what is said: a vendor that says that safeguards are in place announces, one that says that it was a test acknowledges.

mod speaker;
mod verbs;

use watchline_model::taxonomy::Family;
use watchline_model::{Claim, DocumentKind, EntityId, Evidence, Modality, Stance};

use crate::entities::{EntityFinder, Found};
use crate::events::{Setting, Told};
use crate::input::Input;
use crate::text::Text;
use speaker::Speaker;
use verbs::{Verb, Verbs};

/// Finds claims; built once.
#[derive(Debug)]
pub(crate) struct ClaimFinder {
    verbs: Verbs,
}

impl ClaimFinder {
    pub(crate) fn new() -> Self {
        Self { verbs: Verbs::new() }
    }

    /// Claims in the order of their evidence.
    pub(crate) fn find(
        &self,
        text: &Text,
        found: &Found,
        entities: &EntityFinder,
        told: &[Told],
        input: &Input,
        setting: &Setting,
    ) -> Vec<Claim> {
        let mut claims: Vec<Claim> = Vec::new();
        if told.is_empty() {
            return claims;
        }
        for (number, sentence) in text.sentences.iter().enumerate() {
            if sentence.clutter {
                continue;
            }
            for verb in self.verbs.find(text, sentence) {
                let Some(speaker) = speaker::find(text, found, setting, number, &verb) else { continue };
                let Some(event) = event_for(told, number, &verb, speaker.party.as_ref()) else { continue };
                let stance = stance(&verb, &speaker, told, number, event);
                let event = what_is_answered(told, number, stance, event);
                push(&mut claims, claim(text, number, &speaker, stance, event, verb.rule));
            }
        }
        if let Some(voice) = setting.voice {
            own_voice(text, entities, told, voice, &mut claims);
        } else if matches!(setting.kind, None | Some(DocumentKind::Article)) {
            outlet(told, input, &mut claims);
        }
        keep_one_admission(&mut claims);
        claims.sort_by(|a, b| {
            (a.evidence.start, a.stance, &a.party_name).cmp(&(b.evidence.start, b.stance, &b.party_name))
        });
        claims
    }
}

fn claim(text: &Text, number: usize, speaker: &Speaker, stance: Stance, event: Option<usize>, rule: &str) -> Claim {
    let sentence = &text.sentences[number];
    let quote = sentence.words(text).to_owned();
    Claim {
        party: speaker.party.clone(),
        party_name: speaker.name.clone(),
        stance,
        event,
        evidence: Evidence { version: None, start: sentence.start, end: sentence.end, quote },
        rule: rule.to_owned(),
    }
}

/// One claim for each party, stance and event; the body's words before the headline's.
fn push(claims: &mut Vec<Claim>, claim: Claim) {
    let same = |known: &&mut Claim| {
        known.party == claim.party
            && known.stance == claim.stance
            && known.event == claim.event
            && (claim.party.is_some() || known.party_name == claim.party_name)
    };
    // "said in a letter that it had found": one party, one sentence, one claim, the firmer.
    let spoken = |known: &&mut Claim| {
        known.party.is_some()
            && known.party == claim.party
            && known.event == claim.event
            && known.evidence == claim.evidence
    };
    if let Some(known) = claims.iter_mut().find(spoken) {
        if known.stance == Stance::Reports {
            *known = claim;
            return;
        }
        if claim.stance == Stance::Reports {
            return;
        }
    }
    match claims.iter_mut().find(same) {
        Some(known) if known.evidence.start == 0 && claim.evidence.start > 0 => *known = claim,
        Some(_) => {}
        None => claims.push(claim),
    }
}

/// Who acknowledges something does not confirm it besides, nor anything else in the same sentence.
fn keep_one_admission(claims: &mut Vec<Claim>) {
    let admissions: Vec<(Option<EntityId>, Option<usize>, usize)> = claims
        .iter()
        .filter(|claim| claim.stance == Stance::Acknowledges)
        .map(|claim| (claim.party.clone(), claim.event, claim.evidence.start))
        .collect();
    claims.retain(|claim| {
        claim.stance != Stance::Confirms
            || !admissions.iter().any(|(party, event, start)| {
                *party == claim.party && (*event == claim.event || *start == claim.evidence.start)
            })
    });
}

/// The event that is spoken of: one told in the same sentence, what happened before what was answered; else the nearest
/// earlier, else the first.
fn event_for(told: &[Told], number: usize, verb: &Verb, party: Option<&EntityId>) -> Option<usize> {
    let answers = |told: &Told| told.family == Family::Response;
    let here: Vec<usize> = (0..told.len()).filter(|&index| told[index].sentences.contains(&number)).collect();
    if verb.stance == Some(Stance::Announces) || verb.stance.is_none() {
        let own = |index: &&usize| {
            let event = &told[**index].event;
            party.is_some_and(|party| event.actors.contains(party)) && announces(&told[**index])
        };
        if let Some(index) = here.iter().filter(own).min_by_key(|index| verb.distance(&told[**index])) {
            return Some(*index);
        }
    }
    let happening =
        here.iter().copied().filter(|&index| !answers(&told[index])).min_by_key(|&index| verb.distance(&told[index]));
    if let Some(index) = happening.or_else(|| here.first().copied()) {
        return Some(index);
    }
    // Not in this sentence: only a firm stance is worth a reach beyond it.
    verb.stance.filter(|stance| *stance != Stance::Reports)?;
    let near = |index: &usize| {
        told[*index]
            .sentences
            .iter()
            .filter(|&&sentence| sentence < number)
            .map(|sentence| number - sentence)
            .min()
            .unwrap_or(usize::MAX)
    };
    (0..told.len()).filter(|index| !answers(&told[*index]) && near(index) <= 3).min_by_key(near)
}

/// What is denied or admitted is the happening, never the denial or the admission of it: where the sentence tells only the
/// answer, the nearest happening of the document, if there is one.
fn what_is_answered(told: &[Told], number: usize, stance: Stance, event: usize) -> Option<usize> {
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

/// What its actor announces by saying it.
fn announces(told: &Told) -> bool {
    matches!(told.family, Family::Restriction)
        || matches!(
            told.event.kind.as_str(),
            "mitigation"
                | "policy_change"
                | "user_notification"
                | "vulnerability_patched"
                | "postmortem"
                | "guidance_issued"
        )
}

fn stance(verb: &Verb, speaker: &Speaker, told: &[Told], number: usize, event: usize) -> Stance {
    if let Some(stance) = verb.stance {
        // What somebody unnamed "confirmed" is still a report.
        return match stance {
            Stance::Confirms | Stance::Acknowledges if speaker.party.is_none() && !speaker.is_official => {
                Stance::Reports
            }
            _ => stance,
        };
    }
    let event = &told[event];
    let is_actor = speaker.party.as_ref().is_some_and(|party| event.event.actors.contains(party));
    if is_actor && announces(event) {
        return Stance::Announces;
    }
    let says = |kind: &str| {
        told.iter().any(|told| {
            told.event.kind.as_str() == kind
                && told.sentences.contains(&number)
                && speaker.party.as_ref().is_some_and(|party| told.event.actors.contains(party))
        })
    };
    if says("denial") {
        return Stance::Denies;
    }
    if says("acknowledgement") || says("apology") {
        return Stance::Acknowledges;
    }
    let grave = matches!(event.family, Family::Weakness | Family::Breach | Family::Misuse);
    if speaker.is_hearsay && grave {
        return Stance::Alleges;
    }
    // A vendor that tells of what others did to it accuses them.
    if grave
        && speaker.party.is_some()
        && !is_actor
        && matches!(event.event.kind.as_str(), "model_extraction" | "fraudulent_accounts")
    {
        return Stance::Alleges;
    }
    Stance::Reports
}

/// A vendor's own statement: it announces and acknowledges without a verb of saying.
fn own_voice(text: &Text, entities: &EntityFinder, told_all: &[Told], voice: &EntityId, claims: &mut Vec<Claim>) {
    let name = entities.known(voice).map_or_else(|| voice.as_str().to_owned(), |entity| entity.name.clone());
    let speaker = Speaker { party: Some(voice.clone()), name, is_hearsay: false, is_official: true };
    for (index, told) in told_all.iter().enumerate() {
        let stance = match told.event.kind.as_str() {
            "acknowledgement" | "apology" | "postmortem" => Stance::Acknowledges,
            "denial" => Stance::Denies,
            _ if announces(told) => Stance::Announces,
            _ => Stance::Confirms,
        };
        // What others say of it is not confirmed by being repeated.
        if stance == Stance::Confirms && told.event.modality != Modality::Stated {
            continue;
        }
        let own = told.event.actors.is_empty() || told.event.actors.contains(voice) || stance == Stance::Confirms;
        if own && let Some(&number) = told.sentences.first() {
            let event = what_is_answered(told_all, number, stance, index);
            let mut claim = claim(text, number, &speaker, stance, event, "own-voice");
            claim.evidence = told.event.evidence.clone();
            push(claims, claim);
        }
    }
}

/// The outlet itself reports the first thing that happened.
fn outlet(told: &[Told], input: &Input, claims: &mut Vec<Claim>) {
    let main = (0..told.len()).find(|&index| told[index].family != Family::Response).unwrap_or(0);
    let host = input.url.and_then(|url| url.split("://").nth(1)).and_then(|rest| rest.split(['/', ':', '?']).next());
    let name = host.map_or("the article", |host| host.trim_start_matches("www."));
    claims.push(Claim {
        party: None,
        party_name: name.to_owned(),
        stance: Stance::Reports,
        event: Some(main),
        evidence: told[main].event.evidence.clone(),
        rule: "outlet".to_owned(),
    });
}

#[cfg(test)]
mod tests;
