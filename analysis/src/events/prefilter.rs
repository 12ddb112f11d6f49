//! Which patterns can match a sentence at all: one pass over it for the words they cannot do without.
//!
//! It may name too many patterns, never too few.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::literals;

#[derive(Debug)]
pub(super) struct Prefilter {
    automaton: AhoCorasick,
    /// For each word the clauses that it meets.
    clauses_of_word: Vec<Vec<u32>>,
    /// For each clause its alternative.
    alternative_of_clause: Vec<u32>,
    /// For each alternative its pattern and how many clauses it has.
    alternatives: Vec<(u32, u32)>,
    /// Patterns that may match anywhere.
    always: Vec<usize>,
}

/// What a search keeps from sentence to sentence, so that none makes room anew.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    round: u32,
    /// The round in which a word was last seen, a clause last met.
    words: Vec<u32>,
    clauses: Vec<u32>,
    /// The round an alternative was last touched in, and how many of its clauses are met.
    met: Vec<(u32, u32)>,
    found: Vec<usize>,
}

impl Prefilter {
    /// `None` where the words make no automaton: then every pattern is to be tried.
    pub(super) fn new<'p>(patterns: impl Iterator<Item = &'p str>) -> Option<Self> {
        let mut words: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let (mut alternative_of_clause, mut alternatives, mut always) = (Vec::new(), Vec::new(), Vec::new());
        for (pattern, text) in patterns.enumerate() {
            for clauses in literals::required(text) {
                if clauses.is_empty() {
                    always.push(pattern);
                    continue;
                }
                let alternative = number(alternatives.len());
                alternatives.push((number(pattern), number(clauses.len())));
                for clause in clauses {
                    let clause_number = number(alternative_of_clause.len());
                    alternative_of_clause.push(alternative);
                    for word in clause {
                        words.entry(word).or_default().push(clause_number);
                    }
                }
            }
        }
        let automaton = AhoCorasick::new(words.keys()).ok()?;
        let clauses_of_word = words.into_values().collect();
        always.dedup();
        Some(Self { automaton, clauses_of_word, alternative_of_clause, alternatives, always })
    }

    /// The patterns that may match, in their order.
    pub(super) fn candidates<'s>(&self, sentence: &[u8], scratch: &'s mut Scratch) -> &'s [usize] {
        if scratch.words.is_empty() {
            scratch.words.resize(self.clauses_of_word.len(), 0);
            scratch.clauses.resize(self.alternative_of_clause.len(), 0);
            scratch.met.resize(self.alternatives.len(), (0, 0));
        }
        scratch.round += 1;
        let round = scratch.round;
        scratch.found.clear();
        scratch.found.extend_from_slice(&self.always);
        for hit in self.automaton.find_overlapping_iter(sentence) {
            let word = hit.pattern().as_usize();
            if std::mem::replace(&mut scratch.words[word], round) == round {
                continue;
            }
            for &clause in &self.clauses_of_word[word] {
                if std::mem::replace(&mut scratch.clauses[clause as usize], round) == round {
                    continue;
                }
                let alternative = self.alternative_of_clause[clause as usize] as usize;
                let met = &mut scratch.met[alternative];
                *met = if met.0 == round { (round, met.1 + 1) } else { (round, 1) };
                let (pattern, needed) = self.alternatives[alternative];
                if met.1 == needed {
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
