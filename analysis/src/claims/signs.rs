//! What of a sentence, its speaker and its document bears on the stance that is taken there.
//!
//! Each sign is a name and a value ("verb=said", "cue=denial"); [`super::judge`] weighs them. Nothing is decided here.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use watchline_model::{DocumentKind, EntityKind, Stance};
use xxhash_rust::xxh3::xxh3_64;

use super::nouns;
use super::speaker::{Hall, Speaker};
use super::stance::{self, Cast, Side};
use super::verbs::Verb;
use super::voice::Own;
use crate::events::learnt::clusters;
use crate::events::{Setting, Told};

/// Words of what is said beyond this one are not looked at.
const MOST_WORDS: usize = 24;

/// Words that open a clause in which somebody's saying is told in passing.
const CLAUSES: [&[u8]; 14] = [
    b"after", b"when", b"while", b"as", b"since", b"because", b"that", b"which", b"who", b"if", b"before", b"where",
    b"by", b"how",
];

/// A paper, a broadcaster: reports, and is no party.
static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:news|newspaper|magazine|times|post|tribune|journal|herald|guardian|gazette|telegraph|chronicle|reuters|associated press|bloomberg|bbc|cnn|nbc|abc|cbs|npr|reporting|media|independent|outlet|broadcaster|journalists?|reporters?)\b",
    )
    .expect("the pattern is a constant")
});

/// The signs of one candidate, as numbers; their names are kept only for learning.
#[derive(Debug, Default)]
pub(super) struct Signs {
    pub(super) numbers: Vec<u64>,
    pub(super) names: Option<Vec<String>>,
    scratch: Vec<u8>,
}

impl Signs {
    pub(super) fn new(named: bool) -> Self {
        Self { names: named.then(Vec::new), ..Self::default() }
    }

    /// The number of a sign by its name.
    pub(super) fn number(name: &[u8]) -> u64 {
        xxh3_64(name)
    }

    fn add(&mut self, parts: &[&[u8]]) {
        self.scratch.clear();
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                self.scratch.push(if place == 1 { b'=' } else { b'+' });
            }
            self.scratch.extend(part.iter().map(|&byte| if byte.is_ascii_graphic() { byte } else { b'_' }));
        }
        let number = Self::number(&self.scratch);
        if self.numbers.contains(&number) {
            return;
        }
        self.numbers.push(number);
        if let Some(names) = &mut self.names {
            names.push(String::from_utf8_lossy(&self.scratch).into_owned());
        }
    }

    /// `parts` alone, and with each of `others`.
    fn add_with(&mut self, parts: [&[u8]; 2], others: &[&[u8]]) {
        self.add(&parts);
        for other in others {
            self.add(&[parts[0], parts[1], other]);
        }
    }
}

impl Signs {
    /// The signs of a candidate that is one of `all`, `before` of them before it; `is_told_here` if its sentence tells an event.
    pub(super) fn add_order(&mut self, before: usize, all: usize, proposed: Option<Stance>, is_told_here: bool) {
        let proposed = proposed.map_or("none", Stance::as_str).as_bytes();
        if !is_told_here {
            self.add_with([b"here", b"none"], &[proposed]);
        }
        self.add_with([b"nth", few(before)], &[proposed]);
        self.add(&[b"of", few(all), proposed]);
    }
}

fn few(count: usize) -> &'static [u8] {
    match count {
        0 => b"0",
        1 => b"1",
        2 => b"2",
        3 | 4 => b"3",
        5..=7 => b"5",
        _ => b"many",
    }
}

/// What is known of the document as a whole.
pub(super) struct Scene<'a> {
    pub(super) hall: &'a Hall<'a>,
    pub(super) cast: &'a Cast,
    pub(super) told: &'a [Told],
    pub(super) setting: &'a Setting<'a>,
    /// Kinds and families of what is told anywhere.
    pub(super) kinds: BTreeSet<&'a str>,
}

/// The verb of saying and what it governs.
pub(super) struct Said<'a> {
    pub(super) verb: &'a Verb,
    /// Plain letters.
    pub(super) content: &'a [u8],
}

impl<'a> Scene<'a> {
    pub(super) fn new(hall: &'a Hall<'a>, cast: &'a Cast, told: &'a [Told], setting: &'a Setting<'a>) -> Self {
        let kinds = told.iter().flat_map(|told| [told.event.kind.as_str(), told.family.as_str()]).collect();
        Self { hall, cast, told, setting, kinds }
    }

    /// The signs of a speaker's verb in sentence `number`, for which the rules propose `proposed`.
    pub(super) fn of_verb(
        &self,
        signs: &mut Signs,
        number: usize,
        speaker: &Speaker,
        said: &Said,
        proposed: Option<Stance>,
    ) {
        let text = self.hall.text;
        let sentence = &text.sentences[number];
        let verb = said.verb;
        let side = name_of(self.cast.side(speaker, self.hall.found));
        let proposed = proposed.map_or("none", Stance::as_str).as_bytes();
        signs.add(&[b"bias", b""]);
        signs.add_with([b"proposed", proposed], &[side, verb.rule.as_bytes()]);
        signs.add_with([b"rule", verb.rule.as_bytes()], &[side]);
        let word = &text.plain()[verb.start..verb.end];
        if sentence.wide {
            signs.add(&[b"verb", text.slice(verb.start, verb.end).as_bytes()]);
        } else {
            signs.add_with([b"verb", &word[..word.len().min(24)]], &[side]);
            if let Some(cluster) = words(word).last().and_then(clusters::of) {
                signs.add_with([b"verb-like", significant(&digits(cluster))], &[side]);
            }
        }
        self.of_speaker(signs, speaker, side);
        self.of_place(signs, number, proposed);
        let before = &text.plain()[sentence.start..verb.start];
        let after = &text.plain()[verb.end..sentence.end.max(verb.end)];
        if let Some(next) = words(after).next() {
            signs.add_with([b"next", next], &[verb.rule.as_bytes()]);
        }
        if let Some(last) = words(before).last() {
            signs.add(&[b"before", last]);
        }
        if verb.speaker_behind {
            signs.add(&[b"order", b"behind"]);
        }
        let clause = before.rsplit(|byte| matches!(byte, b',' | b';' | b':' | b'"')).next().unwrap_or(before);
        for word in words(clause).filter(|word| CLAUSES.contains(word)) {
            signs.add_with([b"clause", word], &[verb.rule.as_bytes()]);
        }
        let marks = before.iter().filter(|byte| **byte == b'"').count();
        if marks % 2 == 1 {
            signs.add(&[b"quoted", b"within"]);
        } else if marks > 0 || after.contains(&b'"') {
            signs.add_with([b"quoted", b"beside"], &[side, proposed]);
        }
        self.of_content(signs, said.content, side);
        if sentence.wide {
            for cue in stance::cues_wide(text.slice(verb.end, sentence.end)) {
                signs.add_with([b"cue", cue.as_bytes()], &[side]);
            }
        }
        self.of_events(signs, number, speaker);
    }

    /// The signs of what the document may say in its own voice.
    pub(super) fn of_voice(&self, signs: &mut Signs, speaker: &Speaker, own: &Own) {
        let text = self.hall.text;
        let stance = own.stance.as_str().as_bytes();
        signs.add(&[b"bias", b""]);
        let ruled: &[u8] = if own.is_ruled { b"ruled" } else { b"open" };
        signs.add(&[if own.is_ruled { b"voice" } else { b"open-voice" }, stance]);
        let kind = own.event.map_or("none", |event| self.told[event].event.kind.as_str());
        signs.add(&[b"voice-event", stance, kind.as_bytes()]);
        for kind in &self.kinds {
            signs.add(&[b"voice-document", stance, kind.as_bytes()]);
        }
        for cue in stance::cues(text.sentences[own.sentence].plain(text)) {
            signs.add(&[b"voice-cue", stance, cue.as_bytes()]);
        }
        let mut cues: BTreeSet<&str> = BTreeSet::new();
        for sentence in text.sentences.iter().filter(|sentence| !sentence.headline && !sentence.clutter) {
            cues.extend(stance::cues(sentence.plain(text)));
            if sentence.wide {
                cues.extend(stance::cues_wide(sentence.words(text)));
            }
        }
        for cue in cues {
            signs.add(&[b"voice-any", stance, cue.as_bytes()]);
        }
        let person: &[u8] = if speaker.is_person { b"person" } else { b"body" };
        signs.add(&[b"voice-of", stance, person]);
        signs.add(&[b"voice-kind", stance, self.kind()]);
        signs.add(&[b"voice-kind", ruled, self.kind()]);
    }

    /// The signs of a headline that names its source first.
    pub(super) fn of_source(&self, signs: &mut Signs) {
        signs.add(&[b"bias", b""]);
        signs.add(&[b"voice", b"reports"]);
        signs.add(&[b"source", b"headline"]);
        if self.told.is_empty() {
            signs.add(&[b"document", b"eventless"]);
        }
    }

    fn of_speaker(&self, signs: &mut Signs, speaker: &Speaker, side: &[u8]) {
        signs.add(&[b"side", side]);
        let kind = speaker.party.as_ref().map_or("none", |party| {
            self.hall.found.entities.get(party).map_or("unknown", |entity| match entity.kind {
                EntityKind::Vendor => "vendor",
                EntityKind::Regulator => "regulator",
                EntityKind::Organization => "organization",
                EntityKind::Person => "person",
                _ => "other",
            })
        });
        signs.add(&[b"party", kind.as_bytes(), if speaker.is_person { b"person" } else { b"body" }]);
        if speaker.is_hearsay {
            signs.add(&[b"speaker", b"hearsay"]);
        }
        if speaker.is_official {
            signs.add(&[b"speaker", b"official"]);
        }
        if self.hall.voice.as_ref().is_some_and(|voice| voice.party == speaker.party && voice.party.is_some()) {
            signs.add(&[b"speaker", b"voice"]);
        }
        if speaker.party.is_none() && !speaker.is_person {
            let plain = speaker.name.to_lowercase();
            if let Some(noun) = plain.rsplit(' ').next() {
                signs.add(&[b"noun", noun.as_bytes()]);
            }
            if !nouns::speaks(plain.as_bytes()) {
                signs.add(&[b"noun-known", b"no"]);
            }
            signs.add(&[b"words", count(plain.split(' ').count())]);
        }
        if OUTLET.is_match(&speaker.name) {
            signs.add(&[b"name", b"outlet"]);
        }
        let starts = speaker.name.starts_with(char::is_uppercase);
        signs.add(&[b"name", if starts { b"capital" } else { b"small" }]);
    }

    /// Where in the document, and in how long a one; `proposed` may mean another thing in a short one.
    fn of_place(&self, signs: &mut Signs, number: usize, proposed: &[u8]) {
        let sentence = &self.hall.text.sentences[number];
        let first_of_body = self.hall.text.sentences.iter().position(|sentence| !sentence.headline).unwrap_or(0);
        let place: &[u8] = if sentence.headline {
            b"headline"
        } else if number == first_of_body {
            b"first"
        } else if number < first_of_body + 3 {
            b"early"
        } else {
            b"late"
        };
        signs.add(&[b"place", place]);
        let length: &[u8] = match self.hall.text.sentences.len() - first_of_body {
            0..=3 => b"short",
            4..=8 => b"middling",
            _ => b"long",
        };
        signs.add_with([b"length", length], &[proposed]);
        signs.add(&[b"kind", self.kind()]);
    }

    /// A document whose kind nobody gave is read like an article.
    fn kind(&self) -> &'static [u8] {
        self.setting.kind.map_or("article", DocumentKind::as_str).as_bytes()
    }

    fn of_content(&self, signs: &mut Signs, content: &[u8], side: &[u8]) {
        for cue in stance::cues(content) {
            signs.add_with([b"cue", cue.as_bytes()], &[side]);
        }
        for word in words(content).take(MOST_WORDS).filter(|word| word.len() > 1) {
            signs.add(&[b"word", word]);
            // What is learnt of a word holds for those of like meaning.
            if let Some(cluster) = clusters::of(word) {
                signs.add(&[b"like", significant(&digits(cluster))]);
            }
        }
    }

    fn of_events(&self, signs: &mut Signs, number: usize, speaker: &Speaker) {
        for told in self.told.iter().filter(|told| told.sentences.contains(&number)) {
            signs.add(&[b"here", told.event.kind.as_str().as_bytes()]);
            signs.add(&[b"family", told.family.as_str().as_bytes()]);
            if let Some(party) = &speaker.party {
                if told.event.actors.contains(party) {
                    signs.add(&[b"does", told.event.kind.as_str().as_bytes()]);
                }
                if told.event.targets.contains(party) {
                    signs.add(&[b"suffers", told.event.kind.as_str().as_bytes()]);
                }
            }
        }
        if self.told.is_empty() {
            signs.add(&[b"document", b"eventless"]);
        }
        for kind in &self.kinds {
            signs.add(&[b"document", kind.as_bytes()]);
        }
        for (name, is) in
            [(&b"quarrel"[..], self.cast.is_quarrel), (b"failure", self.cast.is_failure), (b"suit", self.cast.is_suit)]
        {
            if is {
                signs.add(&[b"about", name]);
            }
        }
    }
}

fn words(plain: &[u8]) -> impl Iterator<Item = &[u8]> {
    plain
        .split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'\'')
        .filter(|word| !word.is_empty() && word.len() < 20)
}

/// Without the zeros in front.
fn significant(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|&&digit| digit == b'0').count();
    digits.get(zeros..).unwrap_or_default()
}

/// Eight hexadecimal digits.
fn digits(number: u32) -> [u8; 8] {
    std::array::from_fn(|at| b"0123456789abcdef"[(number >> (28 - 4 * at) & 15) as usize])
}

fn count(of: usize) -> &'static [u8] {
    match of {
        0 | 1 => b"1",
        2 => b"2",
        3 => b"3",
        4 | 5 => b"5",
        _ => b"many",
    }
}

fn name_of(side: Side) -> &'static [u8] {
    match side {
        Side::Accused => b"accused",
        Side::Accuser => b"accuser",
        Side::Authority => b"authority",
        Side::Other => b"other",
    }
}

#[cfg(test)]
mod tests;
