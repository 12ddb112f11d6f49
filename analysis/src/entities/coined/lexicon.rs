//! The nouns and verbs by which texts say what a name stands for; the words are in `lexicon.txt`.

use std::sync::LazyLock;

use crate::entities::word_set::WordMap;
use crate::entities::words::is_common;

/// The lists; a word knows those it stands in by their bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Products = 1,
    Ai = 2,
    Firms = 4,
    Bodies = 8,
    People = 16,
    Systems = 32,
    Deeds = 64,
    DoneBy = 128,
    Generic = 256,
}

impl List {
    const ALL: [(&'static str, Self); 9] = [
        ("products", Self::Products),
        ("ai", Self::Ai),
        ("firms", Self::Firms),
        ("bodies", Self::Bodies),
        ("people", Self::People),
        ("systems", Self::Systems),
        ("deeds", Self::Deeds),
        ("done by", Self::DoneBy),
        ("generic", Self::Generic),
    ];
}

/// For each word the bits of its lists.
static LISTS: LazyLock<WordMap<u16>> = LazyLock::new(|| {
    let mut words: WordMap<u16> = WordMap::default();
    let mut bits = 0;
    for line in include_str!("lexicon.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => bits = List::ALL.iter().find(|(known, _)| *known == name).map_or(0, |(_, list)| *list as u16),
            None => line.split_whitespace().for_each(|word| *words.entry(word).or_default() |= bits),
        }
    }
    words
});

fn has(list: List, word: &str) -> bool {
    LISTS.get(word).is_some_and(|bits| bits & list as u16 != 0)
}

/// As it stands, or as a plural.
fn has_noun(list: List, word: &str) -> bool {
    has(list, word)
        || word.strip_suffix('s').is_some_and(|one| has(list, one))
        || word.strip_suffix("ies").is_some_and(|stem| has(list, &format!("{stem}y")))
}

/// A made thing, of which AI systems are some.
pub(super) fn is_product(word: &str) -> bool {
    has_noun(List::Products, word)
}

/// A made thing that is AI.
pub(super) fn is_ai(word: &str) -> bool {
    has_noun(List::Ai, word) || word.contains("ai-") || word.ends_with("gpt")
}

/// A model by name.
pub(super) fn is_model(word: &str) -> bool {
    matches!(word, "model" | "models" | "llm" | "llms")
}

pub(super) fn is_firm(word: &str) -> bool {
    has_noun(List::Firms, word)
}

/// A body that is no firm.
pub(super) fn is_body(word: &str) -> bool {
    has_noun(List::Bodies, word)
}

pub(super) fn is_person(word: &str) -> bool {
    has_noun(List::People, word)
}

/// What follows the possessive of whoever runs an AI system.
pub(super) fn is_system(word: &str) -> bool {
    has(List::Systems, word)
}

/// What somebody does who has a part in an affair.
pub(super) fn is_deed(word: &str) -> bool {
    has(List::Deeds, word)
}

/// In front of "by" and whoever did it.
pub(super) fn is_done_by(word: &str) -> bool {
    has(List::DoneBy, word)
}

/// Whether a word says only what kind of thing something is: a name may not consist of such words alone.
pub(super) fn is_generic(word: &str) -> bool {
    const ENDS: [&str; 7] = ["-powered", "-enabled", "-based", "-generated", "-driven", "-assisted", "-equipped"];
    has(List::Generic, word)
        || ENDS.iter().any(|end| word.ends_with(end))
        || is_product(word)
        || is_model(word)
        || is_common(word)
}
