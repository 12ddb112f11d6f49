//! Names of the taxonomy in a text.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{EntityId, EntityKind, Taxonomy};

use crate::text::{Text, WIDE, WordTrie, is_word, plain_text};

/// A name seen in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) entity: EntityId,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: String,
}

/// What a searched word is for.
#[derive(Debug, Default)]
struct Uses {
    names: Vec<Name>,
    /// Entities that are not meant where it stands.
    excepts: Vec<usize>,
}

/// A name of an entity; `exact` where it must stand in just this case and needs company.
#[derive(Debug, Clone)]
struct Name {
    entity: usize,
    exact: Option<String>,
}

/// All names in two indices: plain letters, and scripts that have none.
#[derive(Debug)]
pub(super) struct Aliases {
    entities: Vec<EntityId>,
    kinds: Vec<EntityKind>,
    /// For each entity: those that vouch for it by being named (owner, siblings, own products).
    vouchers: Vec<BTreeSet<usize>>,
    /// For each entity the words that make its ambiguous names unmistakable; those of other scripts count on behind the plain.
    contexts: Vec<Vec<usize>>,
    plain: WordTrie,
    plain_words: Vec<Vec<u8>>,
    plain_uses: Vec<Uses>,
    wide: Option<AhoCorasick>,
    wide_uses: Vec<Uses>,
}

#[derive(Debug)]
struct Candidate {
    entity: usize,
    start: usize,
    end: usize,
    ambiguous: bool,
}

/// What one text holds.
#[derive(Debug)]
struct Sightings {
    candidates: Vec<Candidate>,
    /// An entity, and a span in which it is not meant.
    excepted: Vec<(usize, usize, usize)>,
    /// The words that were seen, by number.
    words: Vec<bool>,
}

impl Sightings {
    fn take(&mut self, text: &Text, word: usize, uses: &Uses, start: usize, end: usize) {
        self.words[word] = true;
        for name in &uses.names {
            if name.exact.as_ref().is_none_or(|exact| text.slice(start, end) == exact) {
                self.candidates.push(Candidate { entity: name.entity, start, end, ambiguous: name.exact.is_some() });
            }
        }
        self.excepted.extend(uses.excepts.iter().map(|&entity| (entity, start, end)));
    }

    /// `excepted` is in order by now, and no span of it longer than `longest`.
    fn is_excepted(&self, candidate: &Candidate, longest: usize) -> bool {
        let place =
            |&(entity, start, _): &(usize, usize, usize)| (entity, start) <= (candidate.entity, candidate.start);
        let before = &self.excepted[..self.excepted.partition_point(place)];
        before
            .iter()
            .rev()
            .take_while(|(entity, start, _)| *entity == candidate.entity && candidate.end <= start + longest)
            .any(|&(_, _, end)| candidate.end <= end)
    }
}

/// What a word is for, and the entities to which it is context.
type Gathered = (Uses, BTreeSet<usize>);

/// The words of one script while they are gathered.
#[derive(Debug, Default)]
struct Words {
    uses: BTreeMap<Vec<u8>, Gathered>,
}

impl Words {
    /// The words, their uses, and for each the entities to which it is context.
    fn split(self) -> (Vec<Vec<u8>>, Vec<Uses>, Vec<BTreeSet<usize>>) {
        let (mut words, mut uses, mut contexts) = (Vec::new(), Vec::new(), Vec::new());
        for (word, (what, context)) in self.uses {
            words.push(word);
            uses.push(what);
            contexts.push(context);
        }
        (words, uses, contexts)
    }
}

impl Aliases {
    pub(super) fn new(taxonomy: &Taxonomy, warnings: &mut Vec<String>) -> Self {
        let (mut plain, mut wide) = (Words::default(), Words::default());
        let mut note = |word: &str, put: &mut dyn FnMut(&mut Gathered)| {
            let word = word.trim();
            let letters = plain_text(word);
            if letters.is_empty() {
                return;
            }
            if letters.iter().any(|byte| *byte == WIDE || *byte == b'_' && !word.contains('_')) {
                put(wide.uses.entry(word.to_lowercase().into_bytes()).or_default());
            } else {
                put(plain.uses.entry(letters).or_default());
            }
        };
        for (number, entity) in taxonomy.entities.iter().enumerate() {
            for (name, exact) in names(entity) {
                let exact = exact.then(|| name.trim().to_owned());
                note(name, &mut |word| word.0.names.push(Name { entity: number, exact: exact.clone() }));
            }
            for phrase in &entity.except {
                note(phrase, &mut |word| word.0.excepts.push(number));
            }
            for context in &entity.context {
                note(context, &mut |word| {
                    word.1.insert(number);
                });
            }
        }
        let (plain_words, plain_uses, plain_contexts) = plain.split();
        let (wide_words, wide_uses, wide_contexts) = wide.split();
        let wide = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(&wide_words);
        if let Err(error) = &wide {
            warnings.push(format!(
                "the names of the taxonomy make no automaton: {error}; those in Chinese are not searched"
            ));
        }
        let mut contexts = vec![Vec::new(); taxonomy.entities.len()];
        for (word, entities) in plain_contexts.iter().chain(&wide_contexts).enumerate() {
            entities.iter().for_each(|&entity| contexts[entity].push(word));
        }
        Self {
            entities: taxonomy.entities.iter().map(|entity| entity.id.clone()).collect(),
            kinds: taxonomy.entities.iter().map(|entity| entity.kind).collect(),
            vouchers: vouchers(taxonomy),
            contexts,
            plain: WordTrie::new(plain_words.iter().map(Vec::as_slice)),
            plain_words,
            plain_uses,
            wide: wide.ok().filter(|_| !wide_uses.is_empty()),
            wide_uses,
        }
    }

    /// Names in order of their start; no two overlap.
    pub(super) fn find(&self, text: &Text) -> Vec<Hit> {
        let count = self.plain_uses.len() + self.wide_uses.len();
        let mut seen = Sightings { candidates: Vec::new(), excepted: Vec::new(), words: vec![false; count] };
        self.plain.find(text.plain(), |word, start, end| {
            if let Some(end) = whole_word(text.plain(), start, end, &self.plain_words[word]) {
                seen.take(text, word, &self.plain_uses[word], start, end);
            }
        });
        if let Some(automaton) = self.wide.as_ref().filter(|_| has_other_script(text.plain())) {
            let (lower, starts) = lower_case(text);
            for hit in automaton.find_overlapping_iter(&lower) {
                let word = hit.pattern().as_usize();
                let place = |byte: usize| starts.partition_point(|&start| start < byte);
                let (start, end) = (place(hit.start()), place(hit.end()));
                seen.take(text, self.plain_uses.len() + word, &self.wide_uses[word], start, end);
            }
        }
        let mut candidates = std::mem::take(&mut seen.candidates);
        seen.excepted.sort_unstable();
        let longest = seen.excepted.iter().map(|(_, start, end)| end - start).max().unwrap_or(0);
        candidates.retain(|candidate| !seen.is_excepted(candidate, longest));
        if candidates.iter().any(|candidate| candidate.ambiguous) {
            let named: BTreeSet<usize> =
                candidates.iter().filter(|candidate| !candidate.ambiguous).map(|candidate| candidate.entity).collect();
            candidates.retain(|candidate| {
                !candidate.ambiguous
                    || named.contains(&candidate.entity)
                    || self.contexts[candidate.entity].iter().any(|&word| seen.words[word])
                    || !self.vouchers[candidate.entity].is_disjoint(&named)
            });
        }
        self.longest(text, candidates)
    }

    /// Of overlapping names the one that begins first, of those the longest, of those a product before its vendor.
    fn longest(&self, text: &Text, mut candidates: Vec<Candidate>) -> Vec<Hit> {
        candidates.sort_by_key(|candidate| {
            (candidate.start, std::cmp::Reverse(candidate.end), rank(self.kinds[candidate.entity]), candidate.entity)
        });
        let mut hits: Vec<Hit> = Vec::new();
        for candidate in candidates {
            if hits.last().is_some_and(|last| candidate.start < last.end) {
                continue;
            }
            let name = text.slice(candidate.start, candidate.end).to_lowercase();
            hits.push(Hit {
                entity: self.entities[candidate.entity].clone(),
                start: candidate.start,
                end: candidate.end,
                rule: format!("alias:{name}"),
            });
        }
        hits
    }
}

fn names(entity: &TaxonomyEntity) -> impl Iterator<Item = (&str, bool)> {
    let is_ambiguous = entity.ambiguous.contains(&entity.name);
    std::iter::once((entity.name.as_str(), is_ambiguous))
        .chain(entity.aliases.iter().map(|alias| (alias.as_str(), false)))
        .chain(entity.ambiguous.iter().filter(|name| **name != entity.name).map(|name| (name.as_str(), true)))
}

fn vouchers(taxonomy: &Taxonomy) -> Vec<BTreeSet<usize>> {
    let number: BTreeMap<&EntityId, usize> =
        taxonomy.entities.iter().enumerate().map(|(number, entity)| (&entity.id, number)).collect();
    let mut family: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let owner_of = |entity: &TaxonomyEntity| entity.owner.as_ref().and_then(|owner| number.get(owner)).copied();
    for (child, entity) in taxonomy.entities.iter().enumerate() {
        if let Some(owner) = owner_of(entity) {
            family.entry(owner).or_default().extend([owner, child]);
        }
    }
    taxonomy
        .entities
        .iter()
        .enumerate()
        .map(|(number, entity)| {
            let mut around = owner_of(entity).and_then(|owner| family.get(&owner)).cloned().unwrap_or_default();
            around.extend(family.get(&number).into_iter().flatten());
            around
        })
        .collect()
}

fn rank(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::Product => 0,
        EntityKind::Model => 1,
        EntityKind::Vendor => 2,
        _ => 3,
    }
}

/// The end of the name if it stands there as a whole word: a plural s is taken in, a version number that goes on ("GPT-4" in
/// "GPT-4.5") makes it another name.
fn whole_word(plain: &[u8], start: usize, end: usize, word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let last = *word.last()?;
    if start > 0 && is_word(first) && is_word(plain[start - 1]) {
        return None;
    }
    let next = plain.get(end).copied();
    let after = plain.get(end + 1).copied();
    if !is_word(last) || !next.is_some_and(is_word) {
        let goes_on = last.is_ascii_digit() && next == Some(b'.') && after.is_some_and(|byte| byte.is_ascii_digit());
        return (!goes_on).then_some(end);
    }
    let plural = next == Some(b's') && last.is_ascii_alphabetic() && last != b's' && word.len() > 3;
    (plural && !after.is_some_and(is_word)).then_some(end)
}

/// Whether letters stand in the text that have no plain form; without them no name of another script does.
fn has_other_script(plain: &[u8]) -> bool {
    plain.iter().any(|&byte| byte == WIDE || byte == b'_')
}

/// The text in lower case, with the byte offset of each of its characters (as many as before) and of the end.
fn lower_case(text: &Text) -> (String, Vec<usize>) {
    let mut lower = String::with_capacity(text.full().len());
    let mut starts = Vec::with_capacity(text.length() + 1);
    for character in text.full().chars() {
        starts.push(lower.len());
        lower.extend(character.to_lowercase());
    }
    starts.push(lower.len());
    (lower, starts)
}
