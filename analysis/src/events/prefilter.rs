//! Which patterns can match a sentence at all: one pass over it for the words they cannot do without.
//!
//! It may name too many patterns, never too few.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::literals::{self, BOUNDARY, Clause, Required};
use crate::text::{WordTrie, is_word};

/// So much of a word is looked for: what begins like it is rarely another, and the tree stays small.
const LONGEST: usize = 8;

/// Words that stand in every other sentence: a clause that one of them meets tells little, and costs at each of them.
const COMMON: [&str; 40] = [
    "a", "after", "an", "and", "are", "as", "at", "be", "been", "by", "do", "for", "from", "had", "has", "have", "in",
    "into", "is", "it", "its", "no", "not", "of", "on", "or", "over", "that", "the", "their", "this", "to", "under",
    "up", "was", "were", "which", "who", "will", "with",
];

#[derive(Debug)]
pub(super) struct Prefilter {
    /// Words that can only begin a word of the text.
    trie: WordTrie,
    /// For each word of the tree the clauses that it meets.
    clauses_of_word: Vec<Vec<Met>>,
    clauses: Vec<Place>,
    /// For each alternative its pattern and how many clauses it has.
    alternatives: Vec<(u32, u32)>,
    /// For each pattern whether all its matches begin with a word of the tree.
    is_led: Vec<bool>,
    /// Words that may stand within others, and for each the patterns that it calls for.
    within: Option<AhoCorasick>,
    patterns_of_word: Vec<Vec<usize>>,
    /// Patterns that may match anywhere.
    always: Vec<usize>,
}

/// Where a clause stands.
#[derive(Debug, Clone, Copy)]
struct Place {
    alternative: u32,
    /// How many clauses stand before it there.
    before: u32,
    /// A match begins where its word does.
    leads: bool,
}

/// A clause, and whether it is met only if the word ends there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Met {
    clause: u32,
    whole: bool,
}

/// A word as it is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    letters: String,
    /// It stands where a word of the text begins.
    begins: bool,
    /// Signs that stand before it were left away.
    is_cut: bool,
    /// It stands where one ends.
    ends: bool,
}

/// What a search keeps from sentence to sentence, so that none makes room anew.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    round: u32,
    /// The round an alternative was last touched in, and how many of its clauses are met, in their order.
    met: Vec<(u32, u32)>,
    /// Where an alternative may begin.
    begun: Vec<(u32, usize)>,
    candidates: Vec<usize>,
    /// Where a match of the candidate asked for may begin.
    starts: Vec<usize>,
}

impl Scratch {
    /// The patterns that may match, in their order.
    pub(super) fn candidates(&self) -> &[usize] {
        &self.candidates
    }
}

impl Prefilter {
    /// `None` where the words make no automaton: then every pattern is to be tried.
    pub(super) fn new<'p>(patterns: impl Iterator<Item = &'p str>) -> Option<Self> {
        let mut begun: BTreeMap<String, Vec<Met>> = BTreeMap::new();
        let mut within: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let (mut clauses, mut alternatives) = (Vec::new(), Vec::new());
        let (mut is_led, mut always) = (Vec::new(), Vec::new());
        for (pattern, text) in patterns.enumerate() {
            is_led.push(true);
            for Required { clauses: required, leads } in literals::required(text) {
                let required: Vec<Vec<Word>> = required.into_iter().map(words).collect();
                let mut ordered: Vec<(bool, &Vec<Word>)> = required
                    .iter()
                    .enumerate()
                    .map(|(number, clause)| (leads && number == 0 && clause.iter().all(|word| !word.is_cut), clause))
                    .filter(|(_, clause)| clause.iter().all(|word| word.begins))
                    .collect();
                let tells = |clause: &[Word]| !clause.iter().any(|word| COMMON.contains(&word.letters.trim()));
                if ordered.iter().any(|(_, clause)| tells(clause)) {
                    ordered.retain(|(_, clause)| tells(clause));
                }
                is_led[pattern] &= ordered.first().is_some_and(|(leads, _)| *leads);
                let alternative = number(alternatives.len());
                for (before, (leads, clause)) in ordered.iter().enumerate() {
                    for word in clause.iter() {
                        let meets = begun.entry(word.letters.clone()).or_default();
                        meets.push(Met { clause: number(clauses.len()), whole: word.ends });
                    }
                    clauses.push(Place { alternative, before: number(before), leads: *leads });
                }
                if !ordered.is_empty() {
                    alternatives.push((number(pattern), number(ordered.len())));
                    continue;
                }
                let shortest = |clause: &&Vec<Word>| clause.iter().map(|word| word.letters.len()).min();
                match required.iter().max_by_key(shortest) {
                    None => always.push(pattern),
                    Some(clause) => {
                        clause.iter().for_each(|word| within.entry(word.letters.clone()).or_default().push(pattern))
                    }
                }
            }
        }
        always.dedup();
        for meets in begun.values_mut() {
            // A clause that any word with this beginning meets needs no second look.
            meets.sort_unstable();
            meets.dedup_by_key(|met| met.clause);
        }
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(within.keys()).ok()?;
        Some(Self {
            trie: WordTrie::new(begun.keys().map(String::as_bytes)),
            clauses_of_word: begun.into_values().collect(),
            clauses,
            alternatives,
            is_led,
            within: (!within.is_empty()).then_some(automaton),
            patterns_of_word: within.into_values().collect(),
            always,
        })
    }

    /// Fills `scratch` with the patterns that may match.
    pub(super) fn search(&self, sentence: &[u8], scratch: &mut Scratch) {
        let Scratch { round, met, begun, candidates, .. } = scratch;
        met.resize(self.alternatives.len(), (0, 0));
        *round += 1;
        begun.clear();
        candidates.clear();
        candidates.extend_from_slice(&self.always);
        self.trie.find(sentence, |word, start, end| {
            for meets in &self.clauses_of_word[word] {
                if meets.whole && sentence.get(end).is_some_and(|&byte| is_word(byte)) {
                    continue;
                }
                let Place { alternative, before, leads } = self.clauses[meets.clause as usize];
                if leads {
                    begun.push((alternative, start));
                }
                let so_far = &mut met[alternative as usize];
                // A word counts once those that the pattern has before it have been seen.
                if before != if so_far.0 == *round { so_far.1 } else { 0 } {
                    continue;
                }
                *so_far = (*round, before + 1);
                let (pattern, needed) = self.alternatives[alternative as usize];
                if before + 1 == needed {
                    candidates.push(pattern as usize);
                }
            }
        });
        for hit in self.within.iter().flat_map(|automaton| automaton.find_overlapping_iter(sentence)) {
            candidates.extend_from_slice(&self.patterns_of_word[hit.pattern().as_usize()]);
        }
        candidates.sort_unstable();
        candidates.dedup();
    }

    /// All places where a match of the candidate may begin, in their order; `None` where it may begin anywhere.
    pub(super) fn starts<'s>(&self, candidate: usize, scratch: &'s mut Scratch) -> Option<&'s [usize]> {
        if !self.is_led[candidate] {
            return None;
        }
        let Scratch { round, met, begun, starts, .. } = scratch;
        starts.clear();
        starts.extend(
            begun
                .iter()
                .filter(|(alternative, _)| {
                    let (pattern, needed) = self.alternatives[*alternative as usize];
                    pattern as usize == candidate && met[*alternative as usize] == (*round, needed)
                })
                .map(|(_, start)| *start),
        );
        starts.dedup();
        Some(starts)
    }
}

fn words(clause: Clause) -> Vec<Word> {
    clause.iter().map(|spelling| word(spelling)).collect()
}

/// What stands before the first letter is not looked for: a word begins behind it all the same.
fn word(spelling: &str) -> Word {
    let is_letter = |letter: char| u8::try_from(letter).is_ok_and(is_word);
    let lead = spelling.find(is_letter).unwrap_or(0);
    let (before, rest) = spelling.split_at(lead);
    let begins = rest.starts_with(is_letter) && !before.is_empty();
    let ends = rest.ends_with(BOUNDARY) && rest.trim_end_matches(BOUNDARY).ends_with(is_letter);
    let letters: String = rest.chars().filter(|&letter| letter != BOUNDARY).collect();
    let cut: String = letters.chars().take(LONGEST).collect();
    let is_cut = before.chars().any(|letter| letter != BOUNDARY);
    Word { ends: ends && cut.len() == letters.len(), letters: cut, begins, is_cut }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a taxonomy has fewer than four billion words")
}

#[cfg(test)]
mod tests;
