//! Names that stand in no list, taken by the way a text speaks of them: "Corvid is an open-source agent framework", "the Corvid
//! plugin for WordPress", "in versions of Corvid before 1.2", "a chatbot called Corvid", "Beispielstadt Police Department".
//!
//! Such an entity is a proposal: its id is made of its name, its rule says by which construction it was seen, and an editor
//! may take it into the taxonomy. What the taxonomy names already is never proposed again: a construction that leads to a
//! known name, even one that is a common word as well, is a mention of the known entity.

mod advisories;
mod beside;
mod bodies;
mod firms;
mod flaws;
mod lexicon;
mod makers;
mod naming;
mod packages;
mod persons;
mod plugins;
mod records;
mod servers;
mod subjects;
mod taglines;

use std::collections::{BTreeMap, BTreeSet};

use watchline_model::{Entity, EntityId, EntityKind};

use super::names::{Names, slug};
use super::words::{self, Chunk, Word, chunks, is_title_case, words};
use super::{Found, Seen};
use crate::text::{Sentence, Text};

/// How the rules of proposals begin.
const RULE: &str = "coined:";
/// By these a longer name is meant even if it begins with a known one.
const OVERRIDES: [&str; 7] = [
    "content-system-plugin",
    "advisory-headline",
    "record-field",
    "quoted",
    "called",
    "scoped-package",
    "advisory-maker",
];
/// A name of more characters is a description.
const LONGEST: usize = 90;

/// Whether a mention's rule says that its entity is in no list.
pub(crate) fn is_coined(rule: &str) -> bool {
    rule.starts_with(RULE)
}

/// A name by a construction, at characters `start..end`.
#[derive(Debug, Clone)]
pub(super) struct Coined {
    pub(super) kind: EntityKind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// By which construction.
    pub(super) rule: &'static str,
    /// Who makes it, if the construction says so.
    pub(super) owner: Option<EntityId>,
    /// It is an AI system by the words of the construction.
    pub(super) ai: bool,
    /// Up to here what is said is still part of the name, though not of what it is called for short.
    pub(super) covers: usize,
}

impl Coined {
    fn new(kind: EntityKind, (start, end): (usize, usize), rule: &'static str) -> Self {
        Self { kind, start, end, rule, owner: None, ai: false, covers: end }
    }

    fn owned_by(mut self, owner: Option<EntityId>) -> Self {
        self.owner = owner;
        self
    }

    fn covering(mut self, end: usize) -> Self {
        self.covers = end;
        self
    }

    fn ai(mut self, ai: bool) -> Self {
        self.ai = ai;
        self
    }
}

/// A sentence as the constructions see it.
pub(super) struct Reader<'t> {
    text: &'t Text,
    sentence: &'t Sentence,
    words: Vec<Word<'t>>,
    chunks: Vec<Chunk>,
    title_case: bool,
    /// What is known already, of the whole text.
    seen: &'t [Seen],
}

impl<'t> Reader<'t> {
    fn new(text: &'t Text, sentence: &'t Sentence, seen: &'t [Seen]) -> Self {
        let words = words(text, sentence);
        let chunks = chunks(&words);
        let title_case = is_title_case(&words);
        Self { text, sentence, words, chunks, title_case, seen }
    }

    /// The plain letters of a word; none beyond the sentence.
    fn plain(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |word| word.plain)
    }

    fn span(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let (first, last) = (self.words.get(from)?, self.words.get(to.checked_sub(1)?)?);
        (first.start < last.end).then_some((first.start, last.end))
    }

    /// What is known at characters `start..end`.
    fn known(&self, (start, end): (usize, usize)) -> impl Iterator<Item = &'t Seen> {
        let from = self.seen.partition_point(|seen| seen.start + LONGEST < start);
        self.seen[from..].iter().take_while(move |seen| seen.start < end).filter(move |seen| seen.end > start)
    }

    /// The chunk in which word `to - 1` stands.
    fn chunk_over(&self, to: usize) -> Option<Chunk> {
        let at = self.chunks.partition_point(|chunk| chunk.to < to);
        self.chunks.get(at).copied().filter(|chunk| chunk.from < to)
    }

    /// The chunk that begins with word `from`.
    fn chunk_at(&self, from: usize) -> Option<Chunk> {
        let at = self.chunks.partition_point(|chunk| chunk.from < from);
        self.chunks.get(at).copied().filter(|chunk| chunk.from == from)
    }

    /// The characters between two words.
    fn between(&self, at: usize) -> &'t str {
        match (at.checked_sub(1).and_then(|before| self.words.get(before)), self.words.get(at)) {
            (Some(before), Some(word)) => self.text.slice(before.end, word.start),
            _ => "",
        }
    }
}

/// Adds what the constructions find, but for people, whose names are returned: who speaks for somebody is known better from that.
pub(super) fn add(text: &Text, names: &Names, found: &mut Found) -> Vec<Coined> {
    let mut coined: Vec<Coined> = Vec::new();
    for sentence in text.sentences.iter().filter(|sentence| !sentence.clutter && !sentence.wide) {
        let reader = Reader::new(text, sentence, &found.seen);
        records::find(&reader, names, &mut coined);
        advisories::find(&reader, &mut coined);
        packages::find(&reader, &mut coined);
        servers::find(&reader, &mut coined);
        naming::find(&reader, &mut coined);
        makers::find(&reader, &mut coined);
        bodies::find(&reader, &mut coined);
        subjects::find(&reader, &mut coined);
        firms::find(&reader, &mut coined);
        persons::find(&reader, &mut coined);
    }
    settle(text, names, found, coined)
}

/// Adds the people that nothing else has found.
pub(super) fn add_people(text: &Text, found: &mut Found, people: &[Coined]) {
    let free: Vec<&Coined> = people.iter().filter(|name| !found.touches(name.start, name.end)).collect();
    for name in free {
        let written = text.slice(name.start, name.end);
        let id = EntityId::new(slug(written));
        let entity = Entity { id, kind: EntityKind::Person, name: written.to_owned(), owner: None };
        found.add(&entity, name.start, name.end, format!("{RULE}{}", name.rule));
    }
    found.seen.sort_by(|a, b| (a.start, a.end, &a.entity).cmp(&(b.start, b.end, &b.entity)));
}

/// Of overlapping names the longest counts, of equals the one found first; what is known gives way to a longer name.
fn settle(text: &Text, names: &Names, found: &mut Found, mut coined: Vec<Coined>) -> Vec<Coined> {
    coined.iter_mut().for_each(|name| taglines::cut(text, name));
    coined.retain(|name| name.end > name.start && name.end - name.start <= LONGEST);
    let person = |name: &Coined| name.kind == EntityKind::Person;
    coined.sort_by_key(|name| (name.start, std::cmp::Reverse(name.end), !person(name)));
    advisories::part_makers(text, &mut coined);
    let body = |name: &Coined| name.kind == EntityKind::Organization;
    coined.sort_by_key(|name| (name.start, std::cmp::Reverse(name.end), !person(name), body(name)));
    let mut taken: Vec<Coined> = Vec::new();
    for name in coined {
        if taken.last().is_none_or(|last| last.end <= name.start) {
            taken.push(name);
        }
    }
    let (people, mut taken): (Vec<Coined>, Vec<Coined>) = taken.into_iter().partition(person);
    // Who is called a maker once is one throughout.
    let makers: BTreeSet<&str> = taken
        .iter()
        .filter(|name| name.kind == EntityKind::Vendor)
        .map(|name| text.slice(name.start, name.end))
        .collect();
    for name in taken.iter_mut().filter(|name| name.kind == EntityKind::Organization) {
        if makers.contains(text.slice(name.start, name.end)) {
            name.kind = EntityKind::Vendor;
        }
    }
    let mut proposed: BTreeMap<EntityId, Entity> = BTreeMap::new();
    for name in taken {
        let written = text.slice(name.start, name.end);
        let rule = format!("{RULE}{}", name.rule);
        let inside: Vec<&Seen> =
            found.seen.iter().filter(|seen| seen.start < name.end && name.start < seen.end).collect();
        if inside.iter().any(|seen| seen.start <= name.start && name.end <= seen.end) {
            continue;
        }
        if is_known_meant(text, names, &name, &inside) {
            continue;
        }
        let written = &without_marks(written);
        if let Some(known) = names.find(written, name.kind) {
            let known = known.clone();
            found.seen.retain(|seen| seen.end <= name.start || name.end <= seen.start);
            found.add(&known, name.start, name.end, format!("alias-{rule}"));
            continue;
        }
        // What is made keeps its maker's name beside it: "Corvid Labs Beak" names Corvid Labs, too.
        let maker = |seen: &Seen| {
            seen.kind == EntityKind::Vendor && seen.start == name.start && name.kind == EntityKind::Product
        };
        let owner =
            name.owner.clone().or_else(|| inside.iter().find(|seen| maker(seen)).map(|seen| seen.entity.clone()));
        let owner =
            owner.filter(|owner| names.is_taken(owner) || makers.iter().any(|maker| slug(maker) == owner.as_str()));
        found.seen.retain(|seen| seen.end <= name.start || name.covers.max(name.end) <= seen.start || maker(seen));
        let id = EntityId::new(slug(written));
        if id.as_str().len() < 2 {
            continue;
        }
        let entity = proposed.entry(id.clone()).or_insert_with(|| Entity {
            id: free_id(names, id, name.kind),
            kind: name.kind,
            name: written.clone(),
            owner,
        });
        if name.ai {
            found.ai.insert(entity.id.clone());
        }
        let entity = entity.clone();
        found.add(&entity, name.start, name.end, rule);
    }
    found.forget_unseen();
    found.seen.sort_by(|a, b| (a.start, a.end, &a.entity).cmp(&(b.start, b.end, &b.entity)));
    people
}

/// Whether a known name at the beginning or the end is what is meant, and the rest only says more of it.
fn is_known_meant(text: &Text, names: &Names, name: &Coined, inside: &[&Seen]) -> bool {
    let made = |seen: &Seen| matches!(seen.kind, EntityKind::Product | EntityKind::Model);
    let is_body = matches!(name.kind, EntityKind::Organization | EntityKind::Vendor);
    let listed = OVERRIDES.contains(&name.rule) || names.find(text.slice(name.start, name.end), name.kind).is_some();
    if is_of_known_parts(text, name, inside) || is_explained(text, name, inside) {
        return true;
    }
    inside.iter().any(|seen| {
        // "Dutch Camera Board", "Give Corvid": a place or a verb in front.
        let front = text.slice(name.start, seen.start).trim().to_lowercase();
        let last = seen.end == name.end
            && (made(seen) && !listed && front.split(' ').all(words::is_common)
                || name.kind == EntityKind::Organization
                    && matches!(seen.kind, EntityKind::Organization | EntityKind::Regulator));
        // "Corvid Labs Inc.", "Corvid Labs Europe", "Corvid Docker", "Corvid in the cloud".
        let maker = is_body && seen.kind == EntityKind::Vendor;
        let product = made(seen) && !listed && text.slice(seen.end, seen.end + 1) == " ";
        last || seen.start == name.start && (maker || product)
    })
}

/// "Corvid Labs Beak", of a maker and its product that are both known: no third thing is meant.
fn is_of_known_parts(text: &Text, name: &Coined, inside: &[&Seen]) -> bool {
    let [maker, made] = inside else { return false };
    name.kind == EntityKind::Product
        && maker.kind == EntityKind::Vendor
        && matches!(made.kind, EntityKind::Product | EntityKind::Model)
        && maker.start == name.start
        && made.end == name.end
        && made.owner.as_ref() == Some(&maker.entity)
        && text.slice(maker.end, made.start).trim().is_empty()
}

/// "Corvid Eye smart glasses" in a field of a record: a known product, and in small letters what it is.
fn is_explained(text: &Text, name: &Coined, inside: &[&Seen]) -> bool {
    let rest = |seen: &&&Seen| text.slice(seen.end, name.end).to_owned();
    let said = |rest: &str| {
        rest.starts_with(' ')
            && !rest.chars().any(char::is_uppercase)
            && !["system", "algorithm", "engine", "tool", "model", "bot"].iter().any(|end| rest.ends_with(end))
    };
    name.rule == "record-field"
        && inside
            .iter()
            .filter(|seen| seen.start == name.start && seen.kind == EntityKind::Product)
            .any(|seen| said(&rest(&seen)))
}

/// "Corvid(R) Toolkit" is called "Corvid Toolkit".
fn without_marks(written: &str) -> String {
    ["(R)", "(TM)", "(r)", "(tm)"].iter().fold(written.to_owned(), |name, mark| name.replace(mark, ""))
}

/// An id that means something else in the taxonomy gets the kind behind it.
fn free_id(names: &Names, id: EntityId, kind: EntityKind) -> EntityId {
    if names.is_taken(&id) { EntityId::new(format!("{id}-{}", kind.as_str())) } else { id }
}

#[cfg(test)]
mod tests;
