//! Whoever a sentence says did something with a system: "Corvid suspended the chatbot".

use super::super::words::{Gap, Word, is_acronym, is_common, is_function};
use super::bodies::{FIRM_ENDS, HEADS, body};
use super::lexicon::{is_deed, is_generic, is_person, is_product};
use super::{Coined, Reader};

/// "Corvid suspended the chatbot".
pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    let from = usize::from(reader.plain(0) == "the");
    let Some(chunk) = reader.chunks.iter().find(|chunk| chunk.from <= from && from < chunk.to) else { return };
    let from = from.max(chunk.from);
    let words = &reader.words;
    let limit = if reader.title_case { (from + 6).min(words.len()) } else { (chunk.to + 3).min(words.len()) };
    let Some(deed) = (from + 1..limit).find(|&at| is_deed(words[at].plain)) else { return };
    let adverb = |word: &Word<'_>| {
        word.plain.ends_with("ly") || matches!(word.plain, "has" | "had" | "have" | "is" | "was" | "to" | "been")
    };
    let to = (from + 1..=deed).find(|&at| at == deed || adverb(&words[at])).unwrap_or(deed);
    if (to..deed).any(|at| !adverb(&words[at])) || !reader.title_case && to != chunk.to || to - from > 5 {
        return;
    }
    let parts = &words[from..to];
    let broken = parts.iter().skip(1).any(|word| !matches!(word.gap, Gap::Space | Gap::Joined))
        || parts.iter().any(|word| word.possessive);
    let common = parts.iter().all(|word| is_common(word.plain) && !is_acronym(word.text));
    let alone = parts.len() == 1 && is_generic(parts[0].plain);
    let lower = parts.iter().any(|word| !word.capital && !matches!(word.plain, "of" | "and" | "for" | "the"));
    let last = parts.last().map_or("", |word| word.plain);
    let thing = parts.iter().any(|word| is_person(word.plain))
        || is_product(last) && !HEADS.contains(&last) && !FIRM_ENDS.contains(&last);
    let plural =
        thing || parts.last().is_some_and(|word| is_function(word.plain) || is_generic(word.plain) && parts.len() <= 2);
    if broken || common || alone || lower || plural {
        return;
    }
    out.extend(reader.span(from, to).map(|span| body(span, "subject")));
}
