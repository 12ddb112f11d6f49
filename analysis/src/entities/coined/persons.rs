//! People by what the text says they are or what was done with them: "the lawyer Ada Beispiel", "Ada Beispiel, a teacher",
//! "police arrested Ada Beispiel".

use watchline_model::EntityKind;

use super::super::words::{Chunk, Gap, Word, is_acronym, is_common, is_function};
use super::lexicon::{is_body, is_firm, is_generic, is_person, is_product};
use super::{Coined, Reader};

/// What is done with people.
const DONE_WITH: [&str; 17] = [
    "arrested",
    "charged",
    "sued",
    "sentenced",
    "convicted",
    "indicted",
    "accused",
    "detained",
    "jailed",
    "fined",
    "interviewed",
    "prosecuted",
    "extradited",
    "quoted",
    "identified",
    "suspended",
    "impersonated",
];
/// What is told of people.
const SUFFERED: [&str; 12] = [
    "arrested",
    "charged",
    "sentenced",
    "convicted",
    "indicted",
    "jailed",
    "urged",
    "killed",
    "accused",
    "born",
    "hospitalized",
    "detained",
];
/// Titles that are written with a capital before a name.
const TITLES: [&str; 27] = [
    "senator",
    "sen",
    "professor",
    "prof",
    "dr",
    "mr",
    "mrs",
    "ms",
    "judge",
    "justice",
    "president",
    "minister",
    "commissioner",
    "governor",
    "mayor",
    "representative",
    "rep",
    "congressman",
    "congresswoman",
    "secretary",
    "attorney",
    "general",
    "chancellor",
    "king",
    "queen",
    "chairman",
    "officer",
];

pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    if reader.title_case {
        return;
    }
    for chunk in &reader.chunks {
        let words = &reader.words;
        let title = (chunk.from..chunk.to).rev().find(|&at| TITLES.contains(&words[at].plain));
        let from = title.map_or(chunk.from, |at| at + 1);
        if from >= chunk.to || !is_name(&words[from..chunk.to]) {
            continue;
        }
        let by = title.is_some() && words[from].gap == Gap::Space || before(reader, from) || behind(reader, *chunk);
        if by && let Some(span) = reader.span(from, chunk.to) {
            out.push(Coined::new(EntityKind::Person, span, "person"));
        }
    }
}

/// Two to four words, each with one capital, none of which says that it is something else.
fn is_name(words: &[Word<'_>]) -> bool {
    let plain = |word: &Word<'_>| {
        let letters = word.text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’'));
        let capitals = word.text.chars().filter(|c| c.is_uppercase()).count();
        let suffix = matches!(word.plain, "ii" | "iii" | "jr" | "sr");
        letters && (capitals <= 2 && !is_acronym(word.text) || suffix || word.text.len() <= 2)
    };
    let something = |word: &Word<'_>| {
        is_product(word.plain) || is_firm(word.plain) || is_body(word.plain) || word.plain == "of" || word.plain == "ai"
    };
    let common = words.iter().filter(|word| is_common(word.plain) || is_generic(word.plain)).count();
    (2..=4).contains(&words.len())
        && words.iter().all(plain)
        && !words.iter().any(something)
        && common * 2 <= words.len()
        && !is_function(words[0].plain)
        && words.iter().skip(1).all(|word| matches!(word.gap, Gap::Space | Gap::Joined))
}

/// "the lawyer Ada Beispiel", "an author (Ada Beispiel)", "police arrested Ada Beispiel".
fn before(reader: &Reader<'_>, from: usize) -> bool {
    let Some(at) = from.checked_sub(1) else { return false };
    let (word, gap) = (&reader.words[at], reader.words[from].gap);
    let said = is_person(word.plain)
        || matches!(word.plain, "corporal" | "soldier" | "friend" | "propagandist" | "expert" | "detective");
    let role =
        said && !word.plain.ends_with('s') && !word.possessive && matches!(gap, Gap::Space | Gap::Comma | Gap::Bracket);
    role || gap == Gap::Space && DONE_WITH.contains(&word.plain)
}

/// "Ada Beispiel, a teacher", "Ada Beispiel, 40,", "Ada Beispiel was arrested".
fn behind(reader: &Reader<'_>, chunk: Chunk) -> bool {
    let Some(word) = reader.words.get(chunk.to) else { return false };
    let near = |from: usize, reach: usize| {
        (from..reader.words.len().min(from + reach))
            .any(|at| is_person(reader.plain(at)) && !reader.plain(at).ends_with('s'))
    };
    let comma = word.gap == Gap::Comma;
    let age = comma && word.plain.len() == 2 && word.plain.bytes().all(|byte| byte.is_ascii_digit());
    let role = comma
        && matches!(word.plain, "a" | "an" | "the" | "former" | "who" | "now" | "then")
        && (word.plain == "who" || near(chunk.to + 1, 6));
    let next = chunk.to + 1;
    let told =
        matches!(word.plain, "was" | "is" | "has") && (next..next + 3).any(|at| SUFFERED.contains(&reader.plain(at)));
    age || role || told
}
