//! A learnt reader of sentences beside the rules: it knows more of the world's words than they do (docs/adr/0010).
//!
//! For each kind of event it weighs the words of a sentence, what is like them in meaning, and what the rules have seen there. From all
//! its sentences the document is then judged: a kind that much speaks for is told though no sentence alone is enough, one that hardly
//! anything speaks for is not told though a rule has seen it. What it tells of is countered, folded, dated and given roles as what
//! rules tell of; its evidence is the sentence.

pub(crate) mod clusters;
mod evidence;
mod judge;
mod signs;
mod weights;
pub(crate) mod words;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::taxonomy::{Family, Side};
use watchline_model::{DocumentKind, EntityKind, EventKind, Taxonomy};

use super::{Sighting, counter};
use crate::entities::{Found, Seen};
use crate::relevance;
use crate::text::{Sentence, Text};
pub use evidence::KindEvidence;
use signs::Sign;
use words::Word;

/// Begins the names of its rules.
const OF_THE_LEARNT: &str = watchline_model::Event::OF_THE_LEARNT;
/// Raised when the weights are learnt anew.
const VERSION: u32 = 1;
/// Beside what tells it already, so much more must speak for a kind in a sentence of a note, in logarithms of odds …
const MORE_OF_A_NOTE: f32 = 1.6;
/// … and of a report: what each of its many sentences adds wrongly adds up.
const MORE_OF_A_REPORT: f32 = 1.2;
/// Logarithms of the odds from which a document tells what no rule has seen, and up to which it does not tell what one has.
const NOTE: Bounds = Bounds { told_from: 0.0, untold_to: -0.5 };
const REPORT: Bounds = Bounds { told_from: -0.6, untold_to: -1.0 };
/// A database's record and a status page have a grammar of their own, which the rules know.
const RECORD: Bounds = Bounds { told_from: 0.0, untold_to: -1.0 };
/// So many sentences of a report must speak of AI for what is learnt to make it relevant.
const SENTENCES_ON_AI: usize = 2;
/// No sentence is evidence for a kind that speaks less for it.
const LEAST_SUM: f32 = -1.0;
/// Sentences with fewer words of a language say too little: a date line, a vector of scores.
const LEAST_WORDS: usize = 4;
const SHORTEST_WORD: usize = 3;

/// Kinds that need the words of the party concerned.
const ANSWERS: [&str; 3] = ["acknowledgement", "apology", "denial"];

/// Somebody says something, or speaks in the first person.
static WORDS_OF_A_PARTY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?-u)\b(?:sa(?:id|ys?|ying)|t(?:old|ells?)|wr(?:ote|ites?)|call(?:ed|s)|insist\w*|statements?|spokes\w+|according|post(?:s|ed)?|den(?:y|ie[sd])|reject\w*|disput\w*|admi(?:t|ssion)\w*|conced\w*|confirm\w*|acknowledg\w*|apolog\w*|sorry|regret\w*|forgive\w*|we|our|us|i)\b|""#,
    )
    .expect("the pattern is a constant")
});

/// "What nobody denies": no denial.
static NOBODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:nobody|no one|none|neither)\b[^,;:]{0,30}\b(?:den(?:y|ies|ied)|disput|reject|contest)")
        .expect("the pattern is a constant")
});

/// A sentence as it is weighed: what the weights are learnt from.
#[derive(Debug, Clone)]
pub struct KindSentence {
    /// Numbers of the signs of its words.
    pub signs: Vec<u32>,
    /// Numbers of the signs of the whole.
    pub whole: Vec<u32>,
    /// Number of the sign of its document.
    pub document: u32,
    /// How many sentences its document has, those among them that are not weighed.
    pub sentences: usize,
    /// How much more must speak for a kind in its document, in logarithms of odds.
    pub more: f32,
    /// The kinds that rules have seen in it.
    pub ruled: Vec<EventKind>,
    pub headline: bool,
    pub text: String,
}

#[derive(Debug, Clone, Copy)]
struct Bounds {
    told_from: f32,
    untold_to: f32,
}

/// Weighs sentences; built once.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// By column of the weights; `None` where the taxonomy has no such kind.
    kinds: Vec<Option<Kind>>,
}

#[derive(Debug)]
struct Kind {
    kind: EventKind,
    family: Family,
    actor: Side,
    target: Side,
    rule: String,
}

/// Room that is used again from sentence to sentence.
#[derive(Debug, Default)]
struct Room {
    words: Vec<Word>,
    signs: Vec<Sign>,
    sums: Vec<f32>,
}

impl Reader {
    pub(super) fn new(taxonomy: &Taxonomy) -> Self {
        let known = |column: &weights::Column| {
            let definition = taxonomy.events.iter().find(|event| event.id.as_str() == column.kind)?;
            // Who did it to whom stands as the first rule of the kind has it.
            let first = definition.patterns.first();
            Some(Kind {
                kind: definition.id.clone(),
                family: definition.family,
                actor: first.map_or(Side::None, |pattern| pattern.actor),
                target: first.map_or(Side::None, |pattern| pattern.target),
                rule: format!("{OF_THE_LEARNT}{}@{VERSION}", definition.id),
            })
        };
        Self { kinds: weights::shipped().columns.iter().map(known).collect() }
    }

    /// Adds what the rules have not seen, and takes away what the document as a whole speaks against.
    pub(super) fn read(&self, text: &Text, found: &Found, kind: Option<DocumentKind>, sightings: &mut Vec<Sighting>) {
        if self.kinds.is_empty() || sentences_on_ai(text, found, 1) == 0 {
            return;
        }
        let weights = weights::shipped();
        let column = |sighting: &Sighting| weights.columns.iter().position(|of| of.kind == sighting.kind.as_str());
        let ruled: Vec<(usize, usize)> =
            sightings.iter().filter_map(|sighting| Some((sighting.sentence, column(sighting)?))).collect();
        let mut room = Room::default();
        let (document, more) = (signs::of_document(text.sentences.len()), more_of(text));
        let mut evidence =
            KindEvidence::new(self.kinds.len(), text.sentences.len(), ruled.iter().map(|(_, column)| *column));
        let mut strong: Vec<(usize, usize)> = Vec::new();
        let mut all: BTreeSet<u32> = BTreeSet::new();
        for (number, sentence) in text.sentences.iter().enumerate() {
            if !is_read(text, found, sentence, &mut room) {
                continue;
            }
            all.extend(room.signs.iter().map(|sign| sign.number));
            let here = || sightings.iter().filter(move |sighting| sighting.sentence == number);
            weights.sums(&room.signs, whole(sentence, here()).chain([document]), &mut room.sums);
            let mut ruled_here: Vec<usize> =
                ruled.iter().filter(|(at, _)| *at == number).map(|(_, column)| *column).collect();
            ruled_here.sort_unstable();
            ruled_here.dedup();
            let is_strong = |(at, _): &(usize, &f32)| {
                room.sums[*at] >= weights.columns[*at].told_from + more && !ruled_here.contains(at)
            };
            strong.extend(room.sums.iter().enumerate().filter(is_strong).map(|(at, _)| (number, at)));
            evidence.add(number, sentence.headline, &room.sums, ruled_here.iter().copied());
        }
        evidence.add_all(&weights::of_texts().sums_of_all(&all));
        let read = text.sentences.iter().filter(|sentence| !sentence.clutter).count();
        let bounds = match kind {
            Some(DocumentKind::Advisory | DocumentKind::Status) => RECORD,
            _ if evidence.is_note() => NOTE,
            _ => REPORT,
        };
        for (at, column) in weights.columns.iter().enumerate() {
            let Some(odds) = judge::shipped().odds(&evidence, &column.kind, at) else { continue };
            // Of a text that is mostly in another script too little is weighed to doubt the rules.
            if evidence.is_ruled(at) && odds < bounds.untold_to && evidence.sentences() * 2 >= read {
                sightings.retain(|sighting| sighting.kind.as_str() != column.kind);
                continue;
            }
            let Some(kind) = self.kinds.get(at).and_then(Option::as_ref) else { continue };
            if odds < bounds.told_from || evidence.most(at) < LEAST_SUM {
                continue;
            }
            let mut sighting = |number: usize| {
                is_read(text, found, text.sentences.get(number)?, &mut room)
                    .then(|| kind.sighting(text, number, &room, at))
                    .flatten()
            };
            let told: Vec<Sighting> =
                strong.iter().filter(|(_, of)| *of == at).filter_map(|(number, _)| sighting(*number)).collect();
            if told.is_empty() && !evidence.is_ruled(at) {
                let best = evidence.best(at).filter(|(sum, _)| *sum >= LEAST_SUM);
                sightings.extend(best.filter_map(|(_, number)| sighting(number)).take(1));
            }
            sightings.extend(told);
        }
    }
}

impl Kind {
    /// At the word that says most for it, unless its sentence or what stands before takes it back.
    fn sighting(&self, text: &Text, number: usize, room: &Room, column: usize) -> Option<Sighting> {
        let sentence = &text.sentences[number];
        let plain = sentence.plain(text);
        let mut for_it = vec![0i32; room.words.len()];
        for sign in &room.signs {
            if let Some(sum) = for_it.get_mut(sign.word as usize) {
                *sum += weights::shipped().of(sign.number, column);
            }
        }
        let (best, _) = for_it.iter().enumerate().max_by_key(|&(at, sum)| (*sum, std::cmp::Reverse(at)))?;
        let word = room.words.get(best)?;
        if counter::is_struck_out(plain) || (ANSWERS.contains(&self.kind.as_str()) && !WORDS_OF_A_PARTY.is_match(plain))
        {
            return None;
        }
        if self.kind.as_str() == "denial" && NOBODY.is_match(plain) {
            return None;
        }
        let (start, end) = (word.start - sentence.start, word.end.min(sentence.end) - sentence.start);
        if counter::is_countered(plain, start, end, self.kind.as_str(), self.family) {
            return None;
        }
        Some(Sighting {
            kind: self.kind.clone(),
            family: self.family,
            sentence: number,
            start: sentence.start + start,
            end: sentence.start + end,
            actor: self.actor,
            target: self.target,
            rule: self.rule.clone(),
        })
    }
}

/// How many sentences, up to `most`, name a product or model of AI or speak of AI: that a maker is named, who makes much else, is
/// not enough.
fn sentences_on_ai(text: &Text, found: &Found, most: usize) -> usize {
    let is_made = |seen: &Seen| matches!(seen.kind, EntityKind::Product | EntityKind::Model);
    let names_ai = |sentence: &Sentence| {
        let mut named = found.within(sentence.start, sentence.end).iter();
        named.any(|seen| is_made(seen) && found.ai.contains(&seen.entity))
    };
    let speaks_of_ai =
        |sentence: &&Sentence| !sentence.clutter && (names_ai(sentence) || relevance::has_ai_word(sentence, text));
    text.sentences.iter().filter(speaks_of_ai).take(most).count()
}

/// Whether what is learnt of the document bears on its relevance: in a note always, in a report if several sentences are on AI.
pub(crate) fn bears_on_relevance(text: &Text, found: &Found) -> bool {
    signs::is_note(text.sentences.len()) || sentences_on_ai(text, found, SENTENCES_ON_AI) == SENTENCES_ON_AI
}

/// Whether it was told by the learnt reader.
pub(crate) fn is_learnt(rule: &str) -> bool {
    rule.starts_with(OF_THE_LEARNT)
}

fn more_of(text: &Text) -> f32 {
    if signs::is_note(text.sentences.len()) { MORE_OF_A_NOTE } else { MORE_OF_A_REPORT }
}

/// Whether the sentence can be weighed; its signs are then in the room.
fn is_read(text: &Text, found: &Found, sentence: &Sentence, room: &mut Room) -> bool {
    if sentence.clutter || sentence.wide {
        return false;
    }
    words::read(text, found, sentence, &mut room.words);
    let is_of_a_language = |word: &&Word| word.cluster != word.stem && word.end - word.start >= SHORTEST_WORD;
    if room.words.iter().filter(is_of_a_language).take(LEAST_WORDS).count() < LEAST_WORDS {
        return false;
    }
    signs::read(&room.words, &mut room.signs);
    true
}

/// The signs of the sentence as a whole.
fn whole<'s>(sentence: &Sentence, ruled: impl Iterator<Item = &'s Sighting>) -> impl Iterator<Item = u32> {
    let mut kinds: Vec<&str> = ruled.map(|sighting| sighting.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds: Vec<u32> = kinds.into_iter().map(signs::of_rule).collect();
    sentence.headline.then(signs::of_headline).into_iter().chain(kinds)
}

/// The sentences of a document that can be weighed, with what the rules have seen in them.
pub(super) fn sentences(text: &Text, found: &Found, ruled: &[Sighting]) -> Vec<KindSentence> {
    let mut room = Room::default();
    let mut sentences = Vec::new();
    for (number, sentence) in text.sentences.iter().enumerate() {
        if !is_read(text, found, sentence, &mut room) {
            continue;
        }
        let here = || ruled.iter().filter(move |sighting| sighting.sentence == number);
        sentences.push(KindSentence {
            signs: room.signs.iter().map(|sign| sign.number).collect(),
            whole: whole(sentence, here()).collect(),
            document: signs::of_document(text.sentences.len()),
            sentences: text.sentences.len(),
            more: more_of(text),
            ruled: here().map(|sighting| sighting.kind.clone()).collect(),
            headline: sentence.headline,
            text: sentence.words(text).to_owned(),
        });
    }
    sentences
}

#[cfg(test)]
mod tests;
