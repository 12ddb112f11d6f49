//! Names of the taxonomy in a text.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{EntityId, EntityKind, Taxonomy};

use crate::text::{Text, WIDE, is_word, plain_text};

/// A name seen in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) entity: EntityId,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) rule: String,
}

/// What a searched word is for.
#[derive(Debug, Clone)]
enum Use {
    /// A name; `exact` where it must stand in just this case and needs company.
    Name { entity: usize, exact: Option<String> },
    /// A phrase in which the entity is not meant.
    Except { entity: usize },
    /// A word that makes the entity's ambiguous names unmistakable.
    Context { entity: usize },
}

/// All names in two automata: plain letters, and scripts that have none.
#[derive(Debug)]
pub(super) struct Aliases {
    entities: Vec<EntityId>,
    kinds: Vec<EntityKind>,
    /// For each entity: those that vouch for it by being named (owner, siblings, own products).
    vouchers: Vec<BTreeSet<usize>>,
    plain: Option<AhoCorasick>,
    plain_uses: Vec<(Vec<u8>, Vec<Use>)>,
    wide: Option<AhoCorasick>,
    wide_uses: Vec<(String, Vec<Use>)>,
}

#[derive(Debug)]
struct Candidate {
    entity: usize,
    start: usize,
    end: usize,
    ambiguous: bool,
    name: String,
}

impl Aliases {
    pub(super) fn new(taxonomy: &Taxonomy, warnings: &mut Vec<String>) -> Self {
        let mut plain: BTreeMap<Vec<u8>, Vec<Use>> = BTreeMap::new();
        let mut wide: BTreeMap<String, Vec<Use>> = BTreeMap::new();
        let mut note = |word: &str, what: Use| {
            let word = word.trim();
            let letters = plain_text(word);
            if letters.is_empty() {
                return;
            }
            if letters.iter().any(|byte| *byte == WIDE || *byte == b'_' && !word.contains('_')) {
                wide.entry(word.to_lowercase()).or_default().push(what);
            } else {
                plain.entry(letters).or_default().push(what);
            }
        };
        for (number, entity) in taxonomy.entities.iter().enumerate() {
            for (name, exact) in names(entity) {
                note(name, Use::Name { entity: number, exact: exact.then(|| name.trim().to_owned()) });
            }
            for phrase in &entity.except {
                note(phrase, Use::Except { entity: number });
            }
            for word in &entity.context {
                note(word, Use::Context { entity: number });
            }
        }
        let plain_uses: Vec<_> = plain.into_iter().collect();
        let wide_uses: Vec<_> = wide.into_iter().collect();
        let mut build = |words: Vec<&[u8]>| match AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(words) {
            Ok(automaton) => Some(automaton),
            Err(error) => {
                warnings.push(format!("the names of the taxonomy make no automaton: {error}; none is searched"));
                None
            }
        };
        Self {
            entities: taxonomy.entities.iter().map(|entity| entity.id.clone()).collect(),
            kinds: taxonomy.entities.iter().map(|entity| entity.kind).collect(),
            vouchers: vouchers(taxonomy),
            plain: build(plain_uses.iter().map(|(word, _)| word.as_slice()).collect()),
            wide: build(wide_uses.iter().map(|(word, _)| word.as_bytes()).collect()),
            plain_uses,
            wide_uses,
        }
    }

    /// Names in order of their start; no two overlap.
    pub(super) fn find(&self, text: &Text) -> Vec<Hit> {
        let mut candidates = Vec::new();
        let mut excepted: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        let mut vouched: BTreeSet<usize> = BTreeSet::new();
        let mut take = |uses: &[Use], start: usize, end: usize| {
            for what in uses {
                match what {
                    Use::Name { entity, exact: None } => candidates.push(Candidate {
                        entity: *entity,
                        start,
                        end,
                        ambiguous: false,
                        name: text.slice(start, end).to_lowercase(),
                    }),
                    Use::Name { entity, exact: Some(exact) } => {
                        if text.slice(start, end) == exact {
                            candidates.push(Candidate {
                                entity: *entity,
                                start,
                                end,
                                ambiguous: true,
                                name: exact.to_lowercase(),
                            });
                        }
                    }
                    Use::Except { entity } => excepted.entry(*entity).or_default().push((start, end)),
                    Use::Context { entity } => {
                        vouched.insert(*entity);
                    }
                }
            }
        };
        if let Some(automaton) = &self.plain {
            for hit in automaton.find_overlapping_iter(text.plain()) {
                let (word, uses) = &self.plain_uses[hit.pattern().as_usize()];
                if let Some(end) = whole_word(text.plain(), hit.start(), hit.end(), word) {
                    take(uses, hit.start(), end);
                }
            }
        }
        if let Some(automaton) = self.wide.as_ref().filter(|_| !self.wide_uses.is_empty()) {
            let (lower, starts) = lower_case(text);
            for hit in automaton.find_overlapping_iter(&lower) {
                let uses = &self.wide_uses[hit.pattern().as_usize()].1;
                let place = |byte: usize| starts.partition_point(|&start| start < byte);
                take(uses, place(hit.start()), place(hit.end()));
            }
        }
        candidates.retain(|candidate| {
            !excepted
                .get(&candidate.entity)
                .is_some_and(|spans| spans.iter().any(|&(start, end)| start <= candidate.start && candidate.end <= end))
        });
        let named: BTreeSet<usize> =
            candidates.iter().filter(|candidate| !candidate.ambiguous).map(|candidate| candidate.entity).collect();
        candidates.retain(|candidate| {
            !candidate.ambiguous
                || vouched.contains(&candidate.entity)
                || named.contains(&candidate.entity)
                || !self.vouchers[candidate.entity].is_disjoint(&named)
        });
        self.longest(candidates)
    }

    /// Of overlapping names the one that begins first, of those the longest, of those a product before its vendor.
    fn longest(&self, mut candidates: Vec<Candidate>) -> Vec<Hit> {
        candidates.sort_by_key(|candidate| {
            (candidate.start, std::cmp::Reverse(candidate.end), rank(self.kinds[candidate.entity]), candidate.entity)
        });
        let mut hits: Vec<Hit> = Vec::new();
        for candidate in candidates {
            if hits.last().is_some_and(|last| candidate.start < last.end) {
                continue;
            }
            hits.push(Hit {
                entity: self.entities[candidate.entity].clone(),
                start: candidate.start,
                end: candidate.end,
                rule: format!("alias:{}", candidate.name),
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
