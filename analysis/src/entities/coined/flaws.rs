//! Where a flaw is: "a vulnerability in Corvid allows", "was identified in corvidlabs corvid-core up to 1.2".

use watchline_model::EntityKind;

use super::super::words::{Gap, Word, is_acronym, is_common};
use super::advisories::{PARTS, is_file, is_identifier, is_version};
use super::bodies::FIRM_ENDS;
use super::lexicon::{is_generic, is_product};
use super::{Coined, Reader};

/// In front of "in" where a database of flaws says that one was found.
const FOUND: [&str; 8] =
    ["found", "identified", "detected", "discovered", "determined", "uncovered", "reported", "disclosed"];
/// No more words are the owner and the product.
const WORDS_OF_A_PRODUCT: usize = 5;

/// What is found in a product.
pub(super) const FLAWS: &[&str] = &[
    "vulnerability",
    "vulnerabilities",
    "flaw",
    "flaws",
    "issue",
    "bug",
    "weakness",
    "injection",
    "overflow",
    "traversal",
    "xss",
    "ssrf",
    "csrf",
    "rce",
    "deserialization",
    "authorization",
    "authentication",
    "control",
    "escalation",
    "bypass",
    "disclosure",
    "exposure",
    "scripting",
    "forgery",
    "redirect",
    "validation",
    "execution",
    "read",
    "write",
    "redos",
    "dos",
    "credentials",
    "corruption",
    "pollution",
    "smuggling",
    "upload",
    "dereference",
    "rebinding",
    "inclusion",
    "neutralization",
    "deletion",
    "weakness",
    "confusion",
];
/// "a vulnerability in Corvid allows", "was found in corvid-core."
pub(super) fn in_product(reader: &Reader<'_>, at: usize, out: &mut Vec<Coined>) {
    if !matches!(reader.plain(at), "in" | "affecting" | "affects" | "against") || at == 0 {
        return;
    }
    let flaw = (at.saturating_sub(7)..at).any(|before| FLAWS.contains(&reader.plain(before)));
    if !flaw {
        return;
    }
    let from = at + 1 + usize::from(reader.plain(at + 1) == "the");
    let Some(word) = reader.words.get(from) else { return };
    let to = match reader.chunk_at(from) {
        Some(chunk) if chunk.words(&reader.words).iter().any(|word| !is_generic(word.plain)) => chunk.to,
        None if is_identifier(word) && word.gap != Gap::Quote && !word.plain.contains(['_', '.']) => from + 1,
        _ => return,
    };
    // A class of what was named before: "Corvid flaw in BeakQueryEngine".
    let inner = to == from + 1 && word.text.chars().filter(|c| c.is_uppercase()).count() > 2;
    if inner && reader.known((reader.sentence.start, word.start)).next().is_some() {
        return;
    }
    let next = reader.plain(to);
    let ends = to >= reader.words.len() || matches!(reader.words[to].gap, Gap::Comma | Gap::Bracket | Gap::Break);
    let goes_on = matches!(
        next,
        "allows"
            | "allow"
            | "allowed"
            | "allowing"
            | "before"
            | "through"
            | "thru"
            | "version"
            | "versions"
            | "that"
            | "which"
            | "could"
            | "via"
            | "up"
            | "prior"
            | "permits"
            | "enables"
            | "enabled"
            | "leads"
            | "lets"
            | "due"
            | "when"
            | "where"
            | "and"
            | "by"
            | "is"
            | "can"
            | "may"
    );
    if reader.title_case && (to - from > 3 || !is_version(next) && to < reader.words.len()) {
        return;
    }
    let possessive = reader.words[to - 1].possessive;
    if (ends || goes_on || possessive || is_version(next))
        && (!reader.words[to - 1].possessive || is_of_program(&reader.words, to))
        && !PARTS.contains(&next)
        && !is_part(&reader.words[from..to])
        && let Some(span) = reader.span(firm(reader, from, to, out), to)
    {
        out.push(Coined::new(EntityKind::Product, span, "flaw-in"));
    }
}

/// "Beispiel Technologies Corvid AI": the maker in front of what it makes is taken; where that begins is told.
fn firm(reader: &Reader<'_>, from: usize, to: usize, out: &mut Vec<Coined>) -> usize {
    let end = (from + 1..to.saturating_sub(1)).find(|&at| FIRM_ENDS.contains(&reader.plain(at)));
    let Some(span) = end.and_then(|end| reader.span(from, end + 1)) else { return from };
    out.push(Coined::new(EntityKind::Vendor, span, "advisory-maker"));
    end.map_or(from, |end| end + 1)
}

/// "Corvid's REST interface", "Corvid's upload handler": a part of a program; "Corvid's chatbot" is a product of a firm.
fn is_of_program(words: &[Word<'_>], next: usize) -> bool {
    words.get(next).is_some_and(|word| {
        PARTS.contains(&word.plain)
            || is_acronym(word.text)
            || !word.capital && !is_product(word.plain) && !word.plain.ends_with("model")
    })
}

/// "was identified in corvidlabs corvid up to 1.2": an owner and its product in small letters, or the product alone.
pub(super) fn found_in(reader: &Reader<'_>, at: usize, out: &mut Vec<Coined>) {
    let before = at.checked_sub(1).map_or("", |before| reader.plain(before));
    if reader.plain(at) != "in" || !FOUND.contains(&before) {
        return;
    }
    let from = at + 1 + usize::from(reader.plain(at + 1) == "the");
    let bound = (from + 1..reader.words.len().min(from + WORDS_OF_A_PRODUCT + 1)).find(|&at| {
        matches!(reader.plain(at), "up" | "before" | "through" | "version" | "versions" | "prior")
            || is_version(reader.plain(at))
    });
    let Some(to) = bound.filter(|to| to - from <= WORDS_OF_A_PRODUCT) else { return };
    let words = &reader.words[from..to];
    let plain = words.iter().skip(1).all(|word| matches!(word.gap, Gap::Space | Gap::Joined));
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let names = !last.plain.contains('/')
        && words.iter().all(|word| word.capital || is_identifier(word) || !is_common(word.plain));
    if !plain
        || !names
        || last.plain.starts_with(|c: char| c.is_ascii_digit())
        || last.possessive
        || is_generic(last.plain) && words.len() == 1
    {
        return;
    }
    // "BeispielAI corvid", "corvidlabs corvid-core": the first word is whose it is.
    let owned = words.len() == 2 && !is_generic(first.plain) && !is_generic(last.plain);
    let start = if owned { from + 1 } else { from };
    if let Some(span) = reader.span(start, to) {
        out.push(Coined::new(EntityKind::Product, span, "found-in"));
    }
}

/// A part of a program, a file, or a class of things: "Python Code Node", "SysNoticeController.java", "LVLMs".
fn is_part(words: &[Word<'_>]) -> bool {
    let Some(last) = words.last() else { return true };
    let plural =
        |text: &str| text.strip_suffix('s').is_some_and(|one| one.len() >= 2 && one.chars().all(char::is_uppercase));
    let several = matches!(last.plain, "agents" | "applications" | "models" | "systems" | "services" | "generation");
    PARTS.contains(&last.plain) && !is_product(last.plain) || is_file(last.plain) || plural(last.text) || several
}
