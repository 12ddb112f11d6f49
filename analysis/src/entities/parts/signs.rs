//! The signs by which an entity's part is judged: how it was seen, where and how often it stands, what stands around it, and what
//! it has to do with the events.

use std::collections::{BTreeMap, BTreeSet};

use watchline_model::{Claim, Entity, EntityId, EntityKind};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::super::words::is_common;
use super::super::{Found, Seen, passing};
use crate::events::Told;
use crate::text::{Text, is_word};

/// Words of an enumeration of examples, looked for this far in front of a name.
const EXAMPLES: [&[u8]; 8] =
    [b"such as ", b"including ", b"e.g. ", b"e.g., ", b" like ", b"include ", b"supports ", b"supported "];
const FAR: usize = 60;
/// How far around the first mention all words are read.
const NEAR: usize = 70;
/// Of a longer sentence so many characters to either side are read.
const LONGEST_SENTENCE: usize = 300;
/// Of more mentions the first ones are looked at.
const MOST: usize = 8;

/// `tag` says what is looked at, `value` what was seen there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign<'s> {
    pub(super) tag: &'static str,
    pub(super) value: &'s str,
    pub(super) count: f32,
}

impl Sign<'_> {
    #[expect(clippy::cast_possible_truncation, reason = "half of the hash is enough")]
    pub(super) fn number(&self) -> u32 {
        xxh3_64_with_seed(self.value.as_bytes(), xxh3_64_with_seed(self.tag.as_bytes(), 0)) as u32
    }
}

/// A vendor, product or model that may have a part.
#[derive(Debug)]
pub(super) struct Candidate<'s> {
    pub(super) id: &'s EntityId,
    pub(super) kind: EntityKind,
    pub(super) entity: &'s Entity,
    /// Somebody's claim is told, and it is this one's.
    pub(super) speaks: bool,
    /// Its own mentions, in order.
    seen: Vec<&'s Seen>,
    /// Mentions of what implies it, where it is not named itself.
    implied_by: Vec<&'s Seen>,
}

impl Candidate<'_> {
    fn first(&self) -> usize {
        self.seen.first().or(self.implied_by.first()).map_or(0, |seen| seen.start)
    }

    pub(super) fn is_named(&self) -> bool {
        !self.seen.is_empty()
    }

    /// What is its own, in the order of the mentions.
    pub(super) fn implied_by(&self) -> impl Iterator<Item = &EntityId> {
        self.implied_by.iter().map(|seen| &seen.entity)
    }

    fn mentions(&self) -> &[&Seen] {
        if self.seen.is_empty() { &self.implied_by } else { &self.seen }
    }
}

/// What one document gives to see.
pub(super) struct Scene<'s> {
    text: &'s Text,
    found: &'s Found,
    /// Entities that are named, not only implied.
    named: BTreeSet<&'s EntityId>,
    /// Sentences that tell of an event.
    telling: BTreeSet<usize>,
    actors: BTreeSet<&'s EntityId>,
    targets: BTreeSet<&'s EntityId>,
    candidates: Vec<Candidate<'s>>,
    /// It names a weakness by its number.
    is_numbered: bool,
    events: usize,
}

impl<'s> Scene<'s> {
    pub(super) fn new(text: &'s Text, found: &'s Found, told: &'s [Told], claims: &'s [Claim]) -> Self {
        let speakers: BTreeSet<&EntityId> = claims.iter().filter_map(|claim| claim.party.as_ref()).collect();
        let mut own: BTreeMap<&EntityId, Vec<&Seen>> = BTreeMap::new();
        let mut implying: BTreeMap<&EntityId, Vec<&Seen>> = BTreeMap::new();
        for seen in found.seen.iter().chain(&found.aside.seen) {
            own.entry(&seen.entity).or_default().push(seen);
            if let Some(owner) = seen.owner.as_ref().filter(|_| is_made(seen.kind)) {
                implying.entry(owner).or_default().push(seen);
            }
        }
        let mut candidates: Vec<Candidate<'s>> = Vec::new();
        let aside = found.aside.entities.iter().filter(|(id, _)| !found.entities.contains_key(*id));
        for (id, entity) in found.entities.iter().chain(aside) {
            if !matches!(entity.kind, EntityKind::Vendor | EntityKind::Product | EntityKind::Model) {
                continue;
            }
            let seen = own.get(id).cloned().unwrap_or_default();
            let implied_by = implying.get(id).cloned().unwrap_or_default();
            candidates.push(Candidate {
                id,
                kind: entity.kind,
                entity,
                speaks: speakers.contains(id),
                seen,
                implied_by,
            });
        }
        candidates.sort_by_key(Candidate::first);
        Self {
            text,
            found,
            named: found.seen.iter().map(|seen| &seen.entity).collect(),
            telling: told.iter().flat_map(|told| told.sentences.iter().copied()).collect(),
            actors: told.iter().flat_map(|told| &told.event.actors).collect(),
            targets: told.iter().flat_map(|told| &told.event.targets).collect(),
            candidates,
            is_numbered: found.entities.values().any(|entity| entity.kind == EntityKind::Vulnerability),
            events: told.len(),
        }
    }

    pub(super) fn candidates(&self) -> &[Candidate<'s>] {
        &self.candidates
    }

    /// Calls `note` for every sign of the candidate, always in the same order.
    pub(super) fn signs(&self, candidate: &Candidate<'s>, note: &mut dyn FnMut(Sign<'_>)) {
        let mut is = |tag: &'static str, value: &str| note(Sign { tag, value, count: 1.0 });
        is("kind", candidate.kind.as_str());
        is("speaks", yes(candidate.speaks));
        is("id", candidate.id.as_str());
        is("aside", yes(self.found.aside.entities.contains_key(candidate.id)));
        is("named", named(candidate));
        is("often", amount(candidate.mentions().len()));
        is("sentences", amount(self.text.sentences.len()));
        is("numbered", yes(self.is_numbered));
        is("events", amount(self.events));
        is("ai", yes(self.found.ai.contains(candidate.id)));
        self.place(candidate, &mut is);
        self.company(candidate, &mut is);
        self.role(candidate, &mut is);
        self.surroundings(candidate, note);
    }

    /// Where it stands.
    fn place(&self, candidate: &Candidate<'s>, is: &mut dyn FnMut(&'static str, &str)) {
        let mentions = candidate.mentions();
        let body = self.text.body;
        let in_headline = mentions.iter().any(|seen| seen.start < body);
        is(
            "headline",
            match (in_headline, body) {
                (_, 0) => "none",
                (true, _) => "named",
                (false, _) => "not named",
            },
        );
        if in_headline {
            is("headline only", yes(mentions.iter().all(|seen| seen.start < body)));
        }
        let first = mentions.iter().find(|seen| seen.start >= body).map(|seen| seen.start);
        let headlines = usize::from(self.text.sentences.first().is_some_and(|sentence| sentence.headline));
        let opening = first.and_then(|first| self.text.sentence_at(first)).map(|at| at.saturating_sub(headlines));
        is("sentence", opening.map_or("none", amount));
        let from = candidate.first().saturating_sub(if in_headline { 0 } else { body });
        let length = self.text.length().saturating_sub(body).max(1);
        is("quarter", if in_headline { "headline" } else { amount(from * 4 / length + 1) });
        let opens = mentions.iter().take(MOST).any(|seen| {
            self.text.sentence_at(seen.start).is_some_and(|at| self.text.sentences[at].start == seen.start)
        });
        is("opens a sentence", yes(opens));
        is("opens the text", yes(candidate.first() == 0));
    }

    /// What else is named.
    fn company(&self, candidate: &Candidate<'s>, is: &mut dyn FnMut(&'static str, &str)) {
        let alike = || self.candidates.iter().filter(|other| other.kind == candidate.kind);
        let rank = alike().take_while(|other| other.id != candidate.id).count();
        is("others", amount(alike().count() - 1));
        is("rank", amount(rank));
        let most = alike().map(|other| other.mentions().len()).max().unwrap_or(0);
        is("named most", yes(candidate.mentions().len() == most && alike().count() > 1));
        let owner = candidate.entity.owner.as_ref();
        let owner_named = owner.is_some_and(|owner| self.named.contains(owner));
        is(
            "owner",
            if owner.is_none() {
                "none"
            } else if owner_named {
                "named"
            } else {
                "implied"
            },
        );
        is("owns", amount(candidate.implied_by().collect::<BTreeSet<_>>().len()));
        let head = self.text.body;
        let heads = |kinds: &[EntityKind]| {
            self.found.seen.iter().take_while(|seen| seen.start < head).any(|seen| {
                kinds.contains(&seen.kind)
                    && seen.entity != *candidate.id
                    && seen.owner.as_ref() != Some(candidate.id)
                    && owner != Some(&seen.entity)
            })
        };
        is("headline names other product", yes(heads(&[EntityKind::Product, EntityKind::Model])));
        is("headline names other vendor", yes(heads(&[EntityKind::Vendor])));
        let implying: BTreeSet<&EntityId> = candidate.implied_by().filter(|_| candidate.seen.is_empty()).collect();
        implying.into_iter().take(MOST).for_each(|id| is("implied by", id.as_str()));
        let mut rules: Vec<&str> = candidate.seen.iter().map(|seen| rule(&seen.rule)).collect();
        rules.sort_unstable();
        rules.dedup();
        rules.into_iter().for_each(|rule| is("rule", rule));
    }

    /// What it has to do with the events.
    fn role(&self, candidate: &Candidate<'s>, is: &mut dyn FnMut(&'static str, &str)) {
        let implying = || candidate.implied_by();
        is("actor", yes(self.actors.contains(candidate.id)));
        is("target", yes(self.targets.contains(candidate.id)));
        is("its own are targets", yes(implying().any(|id| self.targets.contains(id) || self.actors.contains(id))));
        let telling = candidate
            .mentions()
            .iter()
            .filter_map(|seen| self.text.sentence_at(seen.start))
            .any(|sentence| self.telling.contains(&sentence));
        is("in an event", yes(telling));
    }

    /// What stands around its mentions; each mention gives its part.
    fn surroundings(&self, candidate: &Candidate<'s>, note: &mut dyn FnMut(Sign<'_>)) {
        let mentions = candidate.mentions();
        let mentions = &mentions[..mentions.len().min(MOST)];
        let part = 1.0 / mentions.len().max(1) as f32;
        for seen in mentions {
            self.around(seen, &mut |tag, value| note(Sign { tag, value, count: part }));
        }
        if let Some(first) = mentions.first() {
            self.near(first, &mut |value| note(Sign { tag: "near", value, count: 0.5 }));
        }
    }

    /// The words of the sentence around a mention.
    fn near(&self, seen: &Seen, is: &mut dyn FnMut(&str)) {
        let Some(sentence) = self.text.sentence_at(seen.start).map(|at| self.text.sentences[at]) else { return };
        let plain = self.text.plain();
        let from = sentence.start.max(seen.start.saturating_sub(NEAR));
        let to = sentence.end.min(seen.end + NEAR);
        for side in [&plain[from..seen.start], &plain[seen.end.min(to)..to]] {
            for word in side.split(|byte| !is_word(*byte)).filter(|word| word.len() > 2) {
                is(std::str::from_utf8(word).unwrap_or(""));
            }
        }
    }

    fn around(&self, seen: &Seen, is: &mut dyn FnMut(&'static str, &str)) {
        let plain = self.text.plain();
        let (before, second) = words_before(plain, seen.start);
        let (behind, next) = words_behind(plain, seen.end);
        is("before", before);
        is("behind", behind);
        is("second before", second);
        is("second behind", next);
        let at = |place: Option<usize>| place.and_then(|at| plain.get(at)).copied().map_or("none", sign);
        is("sign before", at(seen.start.checked_sub(1)));
        is("sign behind", at(Some(seen.end)));
        is("possessive", yes(plain[seen.end..].starts_with(b"'s")));
        is("common", yes(std::str::from_utf8(&plain[seen.start..seen.end]).is_ok_and(is_common)));
        is("passing", yes(passing::is_passing(self.text, seen)));
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let next_start = seen.end + 1;
        let joined = plain.get(seen.end) == Some(&b' ') && capital(self.text.slice(next_start, next_start + 1));
        is("capital behind", yes(joined));
        let last = seen.start.saturating_sub(1);
        let word_before = last.saturating_sub(before.len());
        let joined = plain.get(last) == Some(&b' ')
            && !before.is_empty()
            && capital(self.text.slice(word_before, word_before + 1));
        is("capital before", yes(joined));
        let Some(sentence) = self.text.sentence_at(seen.start).map(|at| self.text.sentences[at]) else { return };
        let (from, to) = (
            sentence.start.max(seen.start.saturating_sub(LONGEST_SENTENCE)),
            sentence.end.min(seen.end + LONGEST_SENTENCE).max(seen.end),
        );
        let left = &plain[from.max(seen.start.saturating_sub(FAR))..seen.start];
        is("an example", yes(EXAMPLES.iter().any(|words| left.windows(words.len()).any(|part| part == *words))));
        let lead = &plain[from..seen.start];
        let open = lead.iter().filter(|byte| **byte == b'(').count();
        let closed = lead.iter().filter(|byte| **byte == b')').count();
        is("in brackets", yes(open > closed));
        let commas = plain[from..to].iter().filter(|byte| **byte == b',').count();
        is("commas", amount(commas));
        let beside = self.found.within(from, to);
        let others: BTreeSet<&EntityId> =
            beside.iter().filter(|other| is_made(other.kind)).map(|other| &other.entity).collect();
        is("made beside", amount(others.len()));
        let makers: BTreeSet<&EntityId> =
            beside.iter().filter(|other| other.kind == EntityKind::Vendor).map(|other| &other.entity).collect();
        is("makers beside", amount(makers.len()));
    }
}

pub(super) fn is_made(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Product | EntityKind::Model)
}

fn named(candidate: &Candidate<'_>) -> &'static str {
    match (candidate.seen.is_empty(), candidate.implied_by.is_empty()) {
        (false, true) => "itself",
        (false, false) => "itself and its own",
        (true, _) => "its own only",
    }
}

/// "alias:corvid" is an alias; of constructions each is a rule.
fn rule(rule: &str) -> &str {
    if rule.starts_with("alias:") { "alias" } else { rule }
}

fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

fn amount(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "4",
        6..=9 => "6",
        _ => "10",
    }
}

fn sign(byte: u8) -> &'static str {
    match byte {
        b' ' | b'\n' => "space",
        b'(' => "(",
        b')' => ")",
        b',' => ",",
        b'.' => ".",
        b':' => ":",
        b';' => ";",
        b'-' => "-",
        b'/' => "/",
        b'"' => "quote",
        b'\'' => "'",
        b'|' => "|",
        b'[' | b']' => "[",
        b'@' => "@",
        _ => "other",
    }
}

/// The two words in front, nearest first; none beyond the end of a line.
fn words_before(plain: &[u8], start: usize) -> (&str, &str) {
    let (first, from) = word_before(plain, start);
    (first, word_before(plain, from).0)
}

fn word_before(plain: &[u8], start: usize) -> (&str, usize) {
    let near = &plain[start.saturating_sub(3)..start];
    let gap = near.iter().rev().take_while(|byte| !is_word(**byte) && **byte != b'\n' && **byte != b'.').count();
    let end = start - gap;
    let length = plain[..end].iter().rev().take_while(|byte| is_word(**byte)).take(20).count();
    (std::str::from_utf8(&plain[end - length..end]).unwrap_or(""), end - length)
}

/// The two words behind, nearest first.
fn words_behind(plain: &[u8], end: usize) -> (&str, &str) {
    let (first, to) = word_behind(plain, end);
    (first, word_behind(plain, to).0)
}

fn word_behind(plain: &[u8], end: usize) -> (&str, usize) {
    let near = &plain[end..(end + 3).min(plain.len())];
    let gap = near.iter().take_while(|byte| !is_word(**byte) && **byte != b'\n' && **byte != b'.').count();
    let start = end + gap;
    let length = plain[start..].iter().take_while(|byte| is_word(**byte)).take(20).count();
    (std::str::from_utf8(&plain[start..start + length]).unwrap_or(""), start + length)
}
