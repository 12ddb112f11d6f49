//! Which patterns can match a sentence at all: one pass over it for the words they cannot do without.
//!
//! It may name too many patterns, never too few.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::literals::{self, BOUNDARY, Clause, Required};
use crate::text::{WordTrie, is_word};

/// So much of a word is looked for: what begins like it is rarely another, and the tree stays small.
const LONGEST: usize = 16;

/// Words that stand in every other sentence: a clause that one of them meets tells little, and costs at each of them.
const COMMON: [&str; 40] = [
    "a", "after", "an", "and", "are", "as", "at", "be", "been", "by", "do", "for", "from", "had", "has", "have", "in",
    "into", "is", "it", "its", "no", "not", "of", "on", "or", "over", "that", "the", "their", "this", "to", "under",
    "up", "was", "were", "which", "who", "will", "with",
];

/// What is asked of a sentence: that `text` may match it and, where there is one, `also`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'p> {
    pub(super) text: &'p str,
    pub(super) also: Option<&'p str>,
}

#[derive(Debug)]
pub(super) struct Prefilter {
    /// Words that can only begin a word of the text.
    trie: WordTrie,
    /// Where in `met` the clauses of each word of the tree begin; one more than there are words.
    first_met: Vec<u32>,
    met: Vec<Met>,
    alternatives: Vec<Alternative>,
    /// For each pattern whether all its matches begin with a word of the tree.
    is_led: Vec<bool>,
    /// For each pattern whether an alternative of its `also` must be met as well.
    has_also: Vec<bool>,
    /// Words that may stand within others, and for each the patterns that it calls for.
    within: Option<AhoCorasick>,
    patterns_of_word: Vec<Vec<usize>>,
    /// Patterns that may match anywhere.
    always: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Alternative {
    pattern: u32,
    /// How many clauses it has.
    clauses: u32,
    /// It is one of what must stand in the sentence besides.
    is_also: bool,
}

/// A clause that a word meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Met {
    alternative: u32,
    /// How many clauses stand before it there.
    before: u16,
    /// It is met only if the word ends there.
    whole: bool,
    /// A match begins where its word does.
    leads: bool,
}

/// How far an alternative has come.
#[derive(Debug, Clone, Copy, Default)]
struct Progress {
    /// The search in which it was last touched.
    round: u32,
    /// So many of its clauses are met, in their order.
    clauses: u32,
    /// Where the word of the last of them begins.
    start: usize,
}

/// A word as it is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) letters: String,
    /// It stands where a word of the text begins.
    pub(super) begins: bool,
    /// Signs that stand before it were left away.
    is_cut: bool,
    /// It stands where one ends.
    pub(super) ends: bool,
}

/// What a search keeps from sentence to sentence, so that none makes room anew.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    round: u32,
    /// For each alternative.
    progress: Vec<Progress>,
    /// For each pattern the round in which its `also` was last met.
    also: Vec<u32>,
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

/// The words of all patterns while they are gathered.
#[derive(Debug, Default)]
struct Gathered {
    begun: BTreeMap<String, Vec<Met>>,
    within: BTreeMap<String, Vec<usize>>,
    alternatives: Vec<Alternative>,
    is_led: Vec<bool>,
    has_also: Vec<bool>,
    always: Vec<usize>,
}

impl Gathered {
    fn add(&mut self, pattern: usize, wanted: &Wanted) {
        self.is_led.push(true);
        for Required { clauses, leads } in literals::required(wanted.text) {
            let required: Vec<Vec<Word>> = clauses.into_iter().map(words).collect();
            let ordered = ordered(&required, leads);
            self.is_led[pattern] &= ordered.first().is_some_and(|(leads, _)| *leads);
            if !ordered.is_empty() {
                self.add_alternative(pattern, &ordered, false);
                continue;
            }
            let shortest = |clause: &&Vec<Word>| clause.iter().map(|word| word.letters.len()).min();
            match required.iter().max_by_key(shortest) {
                None => self.always.push(pattern),
                Some(clause) => {
                    clause.iter().for_each(|word| self.within.entry(word.letters.clone()).or_default().push(pattern));
                }
            }
        }
        let also: Vec<(Vec<Vec<Word>>, bool)> = wanted
            .also
            .map(literals::required)
            .unwrap_or_default()
            .into_iter()
            .map(|required| (required.clauses.into_iter().map(words).collect(), required.leads))
            .collect();
        // An alternative that asks for nothing is met everywhere.
        let asks = |(required, leads): &(Vec<Vec<Word>>, bool)| !ordered(required, *leads).is_empty();
        self.has_also.push(!also.is_empty() && also.iter().all(asks));
        if self.has_also[pattern] {
            for (required, leads) in &also {
                self.add_alternative(pattern, &ordered(required, *leads), true);
            }
        }
    }

    fn add_alternative(&mut self, pattern: usize, ordered: &[(bool, &Vec<Word>)], is_also: bool) {
        let alternative = number(self.alternatives.len());
        for (before, (leads, clause)) in (0u16..).zip(ordered) {
            for word in *clause {
                let met = Met { alternative, before, whole: word.ends, leads: *leads && !is_also };
                self.begun.entry(word.letters.clone()).or_default().push(met);
            }
        }
        self.alternatives.push(Alternative { pattern: number(pattern), clauses: number(ordered.len()), is_also });
    }
}

/// The clauses whose words begin words of the text, each with whether all matches begin with it. Those that tell little are left
/// out beside others.
fn ordered(required: &[Vec<Word>], leads: bool) -> Vec<(bool, &Vec<Word>)> {
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
    ordered
}

impl Prefilter {
    /// `None` where the words make no automaton: then every pattern is to be tried.
    pub(super) fn new<'p>(patterns: impl Iterator<Item = Wanted<'p>>) -> Option<Self> {
        let mut gathered = Gathered::default();
        for (pattern, wanted) in patterns.enumerate() {
            gathered.add(pattern, &wanted);
        }
        let Gathered { begun, within, alternatives, is_led, has_also, mut always } = gathered;
        always.dedup();
        let trie = WordTrie::new(begun.keys().map(String::as_bytes));
        let (mut first_met, mut met) = (vec![0], Vec::new());
        for mut meets in begun.into_values() {
            // A clause that any word with this beginning meets needs no second look.
            meets.sort_unstable();
            meets.dedup_by_key(|met| (met.alternative, met.before));
            met.append(&mut meets);
            first_met.push(number(met.len()));
        }
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(within.keys()).ok()?;
        Some(Self {
            trie,
            first_met,
            met,
            alternatives,
            is_led,
            has_also,
            within: (!within.is_empty()).then_some(automaton),
            patterns_of_word: within.into_values().collect(),
            always,
        })
    }

    /// Fills `scratch` with the patterns that may match.
    pub(super) fn search(&self, sentence: &[u8], scratch: &mut Scratch) {
        let Scratch { round, progress, also, begun, candidates, .. } = scratch;
        progress.resize(self.alternatives.len(), Progress::default());
        also.resize(self.has_also.len(), 0);
        *round += 1;
        begun.clear();
        candidates.clear();
        candidates.extend_from_slice(&self.always);
        self.trie.find(sentence, |word, start, end| {
            let ends = !sentence.get(end).is_some_and(|&byte| is_word(byte));
            for met in &self.met[self.first_met[word] as usize..self.first_met[word + 1] as usize] {
                if met.whole && !ends {
                    continue;
                }
                if met.leads {
                    begun.push((met.alternative, start));
                }
                let progress = &mut progress[met.alternative as usize];
                if progress.round != *round {
                    *progress = Progress { round: *round, ..Progress::default() };
                }
                // A word counts once those that the pattern has before it have been seen, farther left.
                if u32::from(met.before) != progress.clauses || met.before > 0 && start <= progress.start {
                    continue;
                }
                *progress = Progress { round: *round, clauses: progress.clauses + 1, start };
                let alternative = self.alternatives[met.alternative as usize];
                if progress.clauses == alternative.clauses {
                    if alternative.is_also {
                        also[alternative.pattern as usize] = *round;
                    } else {
                        candidates.push(alternative.pattern as usize);
                    }
                }
            }
        });
        for hit in self.within.iter().flat_map(|automaton| automaton.find_overlapping_iter(sentence)) {
            candidates.extend_from_slice(&self.patterns_of_word[hit.pattern().as_usize()]);
        }
        candidates.retain(|&pattern| !self.has_also[pattern] || also[pattern] == *round);
        candidates.sort_unstable();
        candidates.dedup();
    }

    /// All places where a match of the candidate may begin, in their order; `None` where it may begin anywhere.
    pub(super) fn starts<'s>(&self, candidate: usize, scratch: &'s mut Scratch) -> Option<&'s [usize]> {
        if !self.is_led[candidate] {
            return None;
        }
        let Scratch { round, progress, begun, starts, .. } = scratch;
        starts.clear();
        starts.extend(
            begun
                .iter()
                .filter(|(number, _)| {
                    let alternative = self.alternatives[*number as usize];
                    let progress = progress[*number as usize];
                    alternative.pattern as usize == candidate
                        && (progress.round, progress.clauses) == (*round, alternative.clauses)
                })
                .map(|(_, start)| *start),
        );
        starts.dedup();
        Some(starts)
    }
}

pub(super) fn words(clause: Clause) -> Vec<Word> {
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
