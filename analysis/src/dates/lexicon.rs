//! The word lists (`words/*.txt`), as one table: a word or a phrase to its meanings, language by language.
//!
//! Latin languages share letters and are kept apart; Russian, Arabic and the languages without blanks cannot be mistaken for
//! another and are always known.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::concept::Concept;
use super::scan::{RawKind, key_of, raw_words};

/// Which list a word is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    German,
    French,
    Spanish,
    Portuguese,
    Italian,
    /// Told by its letters.
    Other,
}

pub(super) const LATIN: [Language; 6] =
    [Language::English, Language::German, Language::French, Language::Spanish, Language::Portuguese, Language::Italian];

const LISTS: [(Language, &str); 8] = [
    (Language::English, include_str!("words/en.txt")),
    (Language::German, include_str!("words/de.txt")),
    (Language::French, include_str!("words/fr.txt")),
    (Language::Spanish, include_str!("words/es.txt")),
    (Language::Portuguese, include_str!("words/pt.txt")),
    (Language::Italian, include_str!("words/it.txt")),
    (Language::Other, include_str!("words/ru.txt")),
    (Language::Other, include_str!("words/ar.txt")),
];
const EAST: &str = include_str!("words/east.txt");

/// What a word begins.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// One bit for each language of [`LATIN`] that this is a common word of.
    pub(super) votes: u8,
    /// As `votes`, of the languages in which it begins something.
    pub(super) languages: u8,
    /// Longest phrase first.
    phrases: Vec<Phrase>,
}

#[derive(Debug)]
pub(super) struct Phrase {
    language: Language,
    /// The words after the first.
    pub(super) rest: Vec<Box<[u8]>>,
    pub(super) meanings: Vec<Concept>,
}

/// An entry of a script without blanks: its characters and its meanings.
type Eastern = (Vec<char>, Vec<Concept>);

#[derive(Debug)]
pub(super) struct Lexicon {
    words: HashMap<Box<[u8]>, Entry, BuildHasherDefault<Fnv>>,
    /// By first character; longest first.
    east: HashMap<char, Vec<Eastern>, BuildHasherDefault<Fnv>>,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        let mut lexicon = Self { words: HashMap::default(), east: HashMap::default() };
        for (language, list) in LISTS {
            for (meaning, phrase) in lines(list) {
                lexicon.add(language, meaning, phrase);
            }
        }
        for (meaning, phrase) in lines(EAST) {
            lexicon.add_east(meaning, phrase);
        }
        for entry in lexicon.words.values_mut() {
            entry.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        for phrases in lexicon.east.values_mut() {
            phrases.sort_by_key(|(letters, _)| std::cmp::Reverse(letters.len()));
        }
        lexicon
    }

    fn add(&mut self, language: Language, meaning: &str, phrase: &str) {
        let mut words: Vec<Box<[u8]>> = split(phrase);
        if words.is_empty() {
            return;
        }
        let rest = words.split_off(1);
        let Some(first) = words.pop() else { return };
        let entry = self.words.entry(first).or_default();
        if meaning == "stop" {
            if rest.is_empty() {
                entry.votes |= bit(language);
            }
            return;
        }
        entry.languages |= bit(language);
        let concept = Concept::parse(meaning).expect("the word lists are constants; a test reads all of them");
        let known = entry.phrases.iter_mut().find(|known| known.language == language && known.rest == rest);
        match known {
            Some(known) => known.meanings.push(concept),
            None => entry.phrases.push(Phrase { language, rest, meanings: vec![concept] }),
        }
    }

    fn add_east(&mut self, meaning: &str, phrase: &str) {
        let letters: Vec<char> = phrase.chars().collect();
        let Some(&first) = letters.first() else { return };
        let concept = Concept::parse(meaning).expect("the word lists are constants; a test reads all of them");
        let entries = self.east.entry(first).or_default();
        match entries.iter_mut().find(|(known, _)| *known == letters) {
            Some((_, meanings)) => meanings.push(concept),
            None => entries.push((letters, vec![concept])),
        }
    }

    pub(super) fn word(&self, key: &[u8]) -> Option<&Entry> {
        self.words.get(key)
    }

    /// The longest entry that the characters begin with, and its length in characters.
    pub(super) fn east(&self, text: &str) -> Option<(&[Concept], usize)> {
        let entries = self.east.get(&text.chars().next()?)?;
        entries
            .iter()
            .find(|(letters, _)| {
                let mut own = text.chars();
                letters.iter().all(|letter| own.next() == Some(*letter))
            })
            .map(|(letters, meanings)| (meanings.as_slice(), letters.len()))
    }
}

impl Entry {
    /// Whether it begins anything in any language.
    pub(super) fn means_something(&self) -> bool {
        !self.phrases.is_empty()
    }

    pub(super) fn phrases(&self, language: Language) -> impl Iterator<Item = &Phrase> {
        self.phrases.iter().filter(move |phrase| phrase.language == language || phrase.language == Language::Other)
    }
}

pub(super) fn bit(language: Language) -> u8 {
    LATIN.iter().position(|known| *known == language).map_or(0, |position| 1 << position)
}

/// Pairs of meaning and phrase.
fn lines(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(meaning, phrases)| phrases.split(", ").map(move |phrase| (meaning, phrase.trim())))
}

/// A phrase as the scanner sees it.
fn split(phrase: &str) -> Vec<Box<[u8]>> {
    let plain = crate::text::plain_text(phrase);
    let mut words = Vec::new();
    raw_words(phrase, &plain, &mut |raw| {
        if !matches!(raw.kind, RawKind::Wide) {
            words.push(key_of(phrase, &plain, &raw).into_owned().into_boxed_slice());
        }
    });
    words
}

/// Short keys: Fowler, Noll and Vo's hash (FNV-1a, 64 bits) beats the standard one on them.
#[derive(Debug, Clone)]
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests;
