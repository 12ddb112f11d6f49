//! The nouns and verbs by which texts say what a name stands for; the words are in `lexicon.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::entities::words::is_common;

/// The words of each list.
static LISTS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut lists: HashMap<&str, HashSet<&str>> = HashMap::new();
    let mut list = "";
    for line in include_str!("lexicon.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => list = name,
            None => lists.entry(list).or_default().extend(line.split_whitespace()),
        }
    }
    lists
});

fn has(list: &str, word: &str) -> bool {
    LISTS.get(list).is_some_and(|words| words.contains(word))
}

/// As it stands, or as a plural.
fn has_noun(list: &str, word: &str) -> bool {
    has(list, word)
        || word.strip_suffix('s').is_some_and(|one| has(list, one))
        || word.strip_suffix("ies").is_some_and(|stem| has(list, &format!("{stem}y")))
}

/// A made thing, of which AI systems are some.
pub(super) fn is_product(word: &str) -> bool {
    has_noun("products", word)
}

/// A made thing that is AI.
pub(super) fn is_ai(word: &str) -> bool {
    has_noun("ai", word) || word.contains("ai-") || word.ends_with("gpt")
}

/// A model by name.
pub(super) fn is_model(word: &str) -> bool {
    matches!(word, "model" | "models" | "llm" | "llms")
}

pub(super) fn is_firm(word: &str) -> bool {
    has_noun("firms", word)
}

/// A body that is no firm.
pub(super) fn is_body(word: &str) -> bool {
    has_noun("bodies", word)
}

pub(super) fn is_person(word: &str) -> bool {
    has_noun("people", word)
}

/// What follows the possessive of whoever runs an AI system.
pub(super) fn is_system(word: &str) -> bool {
    has("systems", word)
}

/// What somebody does who has a part in an affair.
pub(super) fn is_deed(word: &str) -> bool {
    has("deeds", word)
}

/// In front of "by" and whoever did it.
pub(super) fn is_done_by(word: &str) -> bool {
    has("done by", word)
}

/// Whether a word says only what kind of thing something is: a name may not consist of such words alone.
pub(super) fn is_generic(word: &str) -> bool {
    const ENDS: [&str; 7] = ["-powered", "-enabled", "-based", "-generated", "-driven", "-assisted", "-equipped"];
    has("generic", word)
        || ENDS.iter().any(|end| word.ends_with(end))
        || is_product(word)
        || is_model(word)
        || is_common(word)
}
