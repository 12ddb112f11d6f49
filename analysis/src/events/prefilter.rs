//! Which patterns can match a sentence at all: one pass over it for the words they cannot do without.
//!
//! It may name too many patterns, never too few.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::literals;

/// So much of a word is looked for: what begins like it is rarely another, and the automaton stays small enough for the
/// processor's cache, on which its speed depends.
const LONGEST: usize = 6;

#[derive(Debug)]
pub(super) struct Prefilter {
    automaton: AhoCorasick,
    /// For each word the clauses that it meets.
    clauses_of_word: Vec<Vec<u32>>,
    /// For each clause its alternative, and how many clauses stand before it there.
    clauses: Vec<(u32, u32)>,
    /// For each alternative its pattern and how many clauses it has.
    alternatives: Vec<(u32, u32)>,
    /// Patterns that may match anywhere.
    always: Vec<usize>,
}

/// What a search keeps from sentence to sentence, so that none makes room anew.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    round: u32,
    /// The round an alternative was last touched in, and how many of its clauses are met, in their order.
    met: Vec<(u32, u32)>,
    found: Vec<usize>,
}

impl Prefilter {
    /// `None` where the words make no automaton: then every pattern is to be tried.
    pub(super) fn new<'p>(patterns: impl Iterator<Item = &'p str>) -> Option<Self> {
        let mut words: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let (mut clauses, mut alternatives, mut always) = (Vec::new(), Vec::new(), Vec::new());
        for (pattern, text) in patterns.enumerate() {
            for required in literals::required(text) {
                if required.is_empty() {
                    always.push(pattern);
                    continue;
                }
                let alternative = number(alternatives.len());
                alternatives.push((number(pattern), number(required.len())));
                for (before, clause) in required.into_iter().enumerate() {
                    for mut word in clause {
                        word.truncate(LONGEST);
                        let meets = words.entry(word).or_default();
                        if meets.last() != Some(&number(clauses.len())) {
                            meets.push(number(clauses.len()));
                        }
                    }
                    clauses.push((alternative, number(before)));
                }
            }
        }
        // Some megabytes, for a third of the time.
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(words.keys()).ok()?;
        let clauses_of_word = words.into_values().collect();
        always.dedup();
        Some(Self { automaton, clauses_of_word, clauses, alternatives, always })
    }

    /// The patterns that may match, in their order.
    pub(super) fn candidates<'s>(&self, sentence: &[u8], scratch: &'s mut Scratch) -> &'s [usize] {
        scratch.met.resize(self.alternatives.len(), (0, 0));
        scratch.round += 1;
        let round = scratch.round;
        scratch.found.clear();
        scratch.found.extend_from_slice(&self.always);
        for hit in self.automaton.find_overlapping_iter(sentence) {
            for &clause in &self.clauses_of_word[hit.pattern().as_usize()] {
                let (alternative, before) = self.clauses[clause as usize];
                let met = &mut scratch.met[alternative as usize];
                // A word counts once those that the pattern has before it have been seen.
                if before != if met.0 == round { met.1 } else { 0 } {
                    continue;
                }
                *met = (round, before + 1);
                let (pattern, needed) = self.alternatives[alternative as usize];
                if before + 1 == needed {
                    scratch.found.push(pattern as usize);
                }
            }
        }
        scratch.found.sort_unstable();
        scratch.found.dedup();
        &scratch.found
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a taxonomy has fewer than four billion words")
}

#[cfg(test)]
mod tests;
