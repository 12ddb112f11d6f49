//! Whether one capitalised word at the beginning of a sentence is a name.

use super::Hall;
use super::names::OPENERS;
use crate::claims::nouns;
use crate::claims::tokens::Token;
use crate::claims::verbs::Verb;

/// Whether a single capitalised word is a name: it stands so elsewhere, where no sentence begins, or a verb that only
/// people and bodies are subject of follows.
pub(super) fn stands_alone(hall: &Hall, tokens: &[Token], at: usize, verb: &Verb) -> bool {
    if at > 0 {
        return true;
    }
    let word = hall.text.slice(tokens[at].start, tokens[at].end);
    let full = hall.text.full();
    let elsewhere = full.match_indices(word).any(|(place, _)| {
        let before = full[..place].trim_end_matches(' ');
        before.ends_with(|last: char| last.is_lowercase() || last == ',') && before.len() < place
    });
    let speaks =
        matches!(verb.rule, "said" | "reported" | "concluded" | "confirmed" | "acknowledged" | "denied" | "announced");
    // "Acme found that": the verb follows at once, and the word is none that begins sentences.
    let follows = hall.text.plain()[tokens[at].end..].starts_with(b" ") && verb.start <= tokens[at].end + 12;
    let plain = tokens[at].plain(hall.text);
    elsewhere || (speaks && follows && plain.len() > 2 && !is_common(plain))
}

/// A word that begins many sentences and names nobody.
fn is_common(word: &[u8]) -> bool {
    OPENERS.contains(&word)
        || nouns::is_paper(word)
        || word.ends_with(b"ing")
        || word.ends_with(b"ly")
        || (word.ends_with(b"s")
            && !word.ends_with(b"ss")
            && !word.ends_with(b"us")
            && !word.ends_with(b"is")
            && !word.ends_with(b"ns"))
        || matches!(
            word,
            b"who"
                | b"what"
                | b"which"
                | b"nobody"
                | b"everyone"
                | b"someone"
                | b"anyone"
                | b"others"
                | b"most"
                | b"all"
                | b"none"
                | b"another"
                | b"each"
                | b"there"
                | b"here"
                | b"then"
                | b"also"
                | b"access"
                | b"ai"
                | b"media"
                | b"nothing"
                | b"everything"
                | b"something"
        )
}
