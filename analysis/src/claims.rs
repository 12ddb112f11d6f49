//! Who says what, and how firmly.
//!
//! A sentence makes a claim where a verb of saying has a speaker: a party of the taxonomy, a person, or one of the unnamed that
//! the press quotes ("posts on X", "a person familiar with the matter", "the police"). A bare "said" takes its stance from what
//! is said and from how the speaker stands to the matter: a vendor that says that safeguards are in place announces, one that
//! says that it was a test acknowledges, a regulator confirms, a plaintiff alleges. The outlet itself is no party, and what a
//! text describes without a speaker is no claim.

mod answers;
mod european_verbs;
mod judge;
mod matter;
mod nouns;
mod phrase;
mod signs;
mod speaker;
mod stance;
mod tokens;
mod verbs;
mod voice;
mod wide_verbs;

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::{Claim, DocumentKind, EntityId, Evidence, Stance};

use crate::entities::{EntityFinder, Found};
use crate::events::{Setting, Told};
use crate::text::{Sentence, Text};
use signs::{Said, Scene, Signs};
use speaker::{Hall, Speaker};
use stance::Cast;
use verbs::{Verb, Verbs};

/// A headline that names its source first: "Study: …".
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)^(?:a |new )?(study|research|report|survey|audit|investigation|researchers|police|experts|lawsuit): ",
    )
    .expect("the pattern is a constant")
});

/// Finds claims; built once.
#[derive(Debug)]
pub(crate) struct ClaimFinder {
    verbs: Verbs,
}

impl ClaimFinder {
    pub(crate) fn new() -> Self {
        Self { verbs: Verbs::new() }
    }

    /// Claims in the order of their evidence; answers that only the claims give are added to what is told.
    pub(crate) fn find(
        &self,
        text: &Text,
        found: &Found,
        entities: &EntityFinder,
        told: &mut Vec<Told>,
        setting: &Setting,
    ) -> Vec<Claim> {
        let voice = voice::voice(text, found, entities, setting);
        let cast = Cast::of(told, found, voice.as_ref().and_then(|voice| voice.party.as_ref()));
        let mut claims: Vec<Claim> = Vec::new();
        for candidate in self.candidates(text, found, voice, &cast, told, setting, false) {
            let Some(stance) = judge::judge(&candidate.signs) else { continue };
            let event = candidate.event(told, stance);
            push(&mut claims, claim(text, candidate.number, &candidate.speaker, stance, event, candidate.rule));
        }
        keep_one_admission(&mut claims);
        keep_the_named(&mut claims, text.body);
        if setting.kind != Some(DocumentKind::Status) && !told.is_empty() {
            answers::complete(text, &cast, told, &mut claims);
        }
        claims.sort_by(|a, b| {
            (a.evidence.start, a.stance, &a.party_name).cmp(&(b.evidence.start, b.stance, &b.party_name))
        });
        claims
    }

    /// What the claims are chosen from, with the names of their signs.
    pub(crate) fn weighable(
        &self,
        text: &Text,
        found: &Found,
        entities: &EntityFinder,
        told: &[Told],
        setting: &Setting,
    ) -> Vec<ClaimCandidate> {
        let voice = voice::voice(text, found, entities, setting);
        let cast = Cast::of(told, found, voice.as_ref().and_then(|voice| voice.party.as_ref()));
        let candidates = self.candidates(text, found, voice, &cast, told, setting, true);
        let shown = |candidate: Candidate| ClaimCandidate {
            party: candidate.speaker.party,
            party_name: candidate.speaker.name,
            proposed: candidate.proposed,
            quote: text.sentences[candidate.number].words(text).to_owned(),
            signs: candidate.signs.names.unwrap_or_default(),
        };
        candidates.into_iter().map(shown).collect()
    }

    /// Everybody who says something, and what the document says in its own voice.
    #[expect(clippy::too_many_arguments, reason = "the parts of one document, each of its own finder")]
    fn candidates(
        &self,
        text: &Text,
        found: &Found,
        voice: Option<Speaker>,
        cast: &Cast,
        told: &[Told],
        setting: &Setting,
        named: bool,
    ) -> Vec<Candidate> {
        let mut hall = Hall { text, found, voice, heard: Vec::new() };
        let mut said = Vec::new();
        for (number, sentence) in text.sentences.iter().enumerate() {
            if sentence.clutter {
                continue;
            }
            let verbs = self.verbs.find(text, sentence);
            if verbs.is_empty() {
                continue;
            }
            let tokens = tokens::tokens(text, sentence.start, sentence.end);
            for verb in verbs {
                let speakers = hall.speakers(number, &tokens, &verb);
                said.extend(speakers.into_iter().map(|speaker| (number, verb, speaker)));
            }
        }
        let scene = Scene::new(&hall, cast, told, setting);
        let mut candidates: Vec<Candidate> = Vec::new();
        for (number, verb, speaker) in said {
            let sentence = &text.sentences[number];
            let here: Vec<&Told> = told.iter().filter(|told| told.sentences.contains(&number)).collect();
            let content = content(text, sentence, &verb);
            let wide = sentence.wide.then(|| text.slice(verb.end, sentence.end));
            let proposed = cast.stance(&verb, &speaker, &content, wide, found, &here);
            let mut signs = Signs::new(named);
            scene.of_verb(&mut signs, number, &speaker, &Said { verb: &verb, content: &content }, proposed);
            let rule = verb.rule;
            candidates.push(Candidate { number, speaker, rule, proposed, verb: Some(verb), about: None, signs });
        }
        if let Some(voice) = &hall.voice {
            for own in voice::own_voice(&hall, told) {
                let mut signs = Signs::new(named);
                scene.of_voice(&mut signs, voice, &own);
                let (number, proposed) = (own.sentence, Some(own.stance));
                let (speaker, rule, about) = (voice.clone(), "own-voice", own.event);
                candidates.push(Candidate { number, speaker, rule, proposed, verb: None, about, signs });
            }
        }
        if let Some(source) = text.sentences.first().and_then(|first| SOURCE.captures(first.plain(text))?.get(1)) {
            let start = text.sentences[0].start;
            let name = text.slice(start + source.start(), start + source.end()).to_owned();
            let speaker = Speaker { party: None, name, is_hearsay: false, is_official: false, is_person: false };
            let mut signs = Signs::new(named);
            scene.of_source(&mut signs);
            let (number, proposed) = (0, Some(Stance::Reports));
            candidates.push(Candidate { number, speaker, rule: "source", proposed, verb: None, about: None, signs });
        }
        let all = candidates.len();
        for (before, candidate) in candidates.iter_mut().enumerate() {
            let is_told_here =
                candidate.verb.is_some() && told.iter().any(|told| told.sentences.contains(&candidate.number));
            candidate.signs.add_order(before, all, candidate.proposed, is_told_here);
        }
        candidates
    }
}

/// Somebody who says something in a sentence; whether that is a claim is still to be judged.
struct Candidate {
    number: usize,
    speaker: Speaker,
    rule: &'static str,
    /// By the rules alone.
    proposed: Option<Stance>,
    verb: Option<Verb>,
    /// The event of a sentence in the document's own voice.
    about: Option<usize>,
    signs: Signs,
}

impl Candidate {
    /// Of which of the events it speaks.
    fn event(&self, told: &[Told], stance: Stance) -> Option<usize> {
        match (&self.verb, self.about) {
            (Some(verb), _) => matter::event_for(told, self.number, verb, stance, self.speaker.party.as_ref()),
            (None, Some(event)) => matter::what_is_answered(told, self.number, stance, event),
            (None, None) => matter::nearest(told, self.number),
        }
    }
}

/// What a claim may be made of, as the weights are learnt from it.
#[derive(Debug, Clone)]
pub struct ClaimCandidate {
    pub party: Option<EntityId>,
    pub party_name: String,
    /// The stance that the rules propose.
    pub proposed: Option<Stance>,
    /// The sentence.
    pub quote: String,
    /// Names of the signs.
    pub signs: Vec<String>,
}

/// What is said: the words behind the verb, or those before it where the verb closes the sentence.
fn content(text: &Text, sentence: &Sentence, verb: &Verb) -> Vec<u8> {
    let before = text.plain()[sentence.start..verb.start].trim_ascii_end();
    let after = &text.plain()[verb.end..sentence.end.max(verb.end)];
    let goes_on =
        [&b" that "[..], b" it ", b" they ", b" in a", b" in its ", b" on ", b" he ", b" she "].iter().any(|word| {
            after.starts_with(word) || (word == b" that " && after.windows(word.len()).any(|part| part == *word))
        });
    let is_behind = verb.speaker_behind || before.ends_with(b"\"") || (before.ends_with(b",") && !goes_on);
    let is_short = after.split(|byte| *byte == b' ').filter(|word| !word.is_empty()).count() < 4;
    let opens = !before.is_empty() && (is_behind || is_short) && before.len() > 24;
    let said = if opens { before } else { after };
    said.iter().copied().filter(|byte| *byte != b'"').collect()
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
    let is_same_party = |known: &Claim| match (&known.party, &claim.party) {
        (Some(known), Some(party)) => known == party,
        (None, None) => known.party_name.eq_ignore_ascii_case(&claim.party_name),
        _ => false,
    };
    let same = |known: &&mut Claim| is_same_party(known) && known.stance == claim.stance && known.event == claim.event;
    // "said in a letter that it had found": one party, one sentence, one claim, the firmer.
    let spoken =
        |known: &&mut Claim| is_same_party(known) && known.event == claim.event && known.evidence == claim.evidence;
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

/// A paper or the headline's "researchers" stand for somebody whom the text names elsewhere with the same stance.
fn keep_the_named(claims: &mut Vec<Claim>, body: usize) {
    let stands_in = |claim: &Claim| {
        claim.party.is_none()
            && claim.rule != "source"
            && ((claim.evidence.start < body && body > 0)
                || nouns::is_paper(claim.party_name.to_lowercase().as_bytes()))
    };
    let named: Vec<Stance> = claims.iter().filter(|claim| !stands_in(claim)).map(|claim| claim.stance).collect();
    let in_headline = |claim: &Claim| claim.evidence.start < body && claim.rule != "source";
    let told_below = claims.iter().any(|claim| !in_headline(claim) && claim.party.is_none());
    claims.retain(|claim| {
        let is_told_again = named.contains(&claim.stance) || (told_below && in_headline(claim));
        !(stands_in(claim) && is_told_again)
    });
}

/// Who acknowledges something does not confirm it besides, nor anything else in the same sentence.
fn keep_one_admission(claims: &mut Vec<Claim>) {
    let admissions: Vec<(Option<EntityId>, Option<usize>, usize)> = claims
        .iter()
        .filter(|claim| claim.stance == Stance::Acknowledges && claim.party.is_some())
        .map(|claim| (claim.party.clone(), claim.event, claim.evidence.start))
        .collect();
    claims.retain(|claim| {
        claim.stance != Stance::Confirms
            || !admissions.iter().any(|(party, event, start)| {
                *party == claim.party && (*event == claim.event || *start == claim.evidence.start)
            })
    });
}

#[cfg(test)]
mod tests;
