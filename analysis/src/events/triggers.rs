//! Which of a few expressions can match some words at all: one pass for the words that they cannot match without.
//!
//! It may name too many, never too few.

use std::collections::BTreeMap;

use super::literals::{self, Required};
use super::prefilter::words;
use crate::text::{WordTrie, is_word};

/// Expressions by their bits.
pub(super) type Bits = u8;

#[derive(Debug)]
pub(super) struct Triggers {
    /// Words that begin a word of the text.
    trie: WordTrie,
    /// For each word of the tree the expressions that it calls for, and those only if the word ends there.
    called: Vec<(Bits, Bits)>,
    /// Words that may stand within others.
    within: Vec<(String, Bits)>,
    always: Bits,
}

impl Triggers {
    /// Of at most as many expressions as there are bits, in lower case.
    pub(super) fn new<'e>(expressions: impl Iterator<Item = &'e str>) -> Self {
        let mut begun: BTreeMap<String, (Bits, Bits)> = BTreeMap::new();
        let mut within: BTreeMap<String, Bits> = BTreeMap::new();
        let mut always = 0;
        for (nth, expression) in expressions.enumerate() {
            let bit: Bits = 1 << nth;
            for Required { clauses, .. } in literals::required(expression) {
                let Some(clause) = clauses.into_iter().next() else {
                    always |= bit;
                    continue;
                };
                for word in words(clause) {
                    if !word.begins {
                        *within.entry(word.letters).or_default() |= bit;
                    } else if word.ends {
                        begun.entry(word.letters).or_default().1 |= bit;
                    } else {
                        begun.entry(word.letters).or_default().0 |= bit;
                    }
                }
            }
        }
        Self {
            trie: WordTrie::new(begun.keys().map(String::as_bytes)),
            called: begun.into_values().collect(),
            within: within.into_iter().collect(),
            always,
        }
    }

    /// The bits of the expressions that may match in plain letters.
    pub(super) fn of(&self, plain: &[u8]) -> Bits {
        let mut bits = self.always;
        self.trie.find(plain, |word, _, end| {
            let (begun, whole) = self.called[word];
            bits |= begun;
            if !plain.get(end).is_some_and(|&byte| is_word(byte)) {
                bits |= whole;
            }
        });
        for (word, bit) in &self.within {
            if bits & bit != *bit && plain.windows(word.len()).any(|part| part == word.as_bytes()) {
                bits |= bit;
            }
        }
        bits
    }
}

#[cfg(test)]
mod tests;
