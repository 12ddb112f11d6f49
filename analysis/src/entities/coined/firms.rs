//! Firms by what the text says they are or make: "the start-up Corvid", "Corvid, the maker of Beak", "Corvid, which runs the
//! hub", "Beak, the mail assistant of Corvid".

use std::cell::LazyCell;

use watchline_model::EntityKind;

use super::super::words::{Chunk, Gap, is_function};
use super::lexicon::{is_ai, is_firm, is_generic, is_person, is_product, is_system};
use super::{Coined, Reader};

/// Trades whose firms make no AI, by the words before "firm".
const OTHER_TRADES: &[&str] = &[
    "engineering",
    "design",
    "telecom",
    "telecommunications",
    "retail",
    "financial",
    "finance",
    "gambling",
    "betting",
    "logistics",
    "staffing",
    "security",
    "cybersecurity",
    "cyber",
    "research",
    "law",
    "consulting",
    "consultancy",
    "media",
    "news",
    "investment",
    "venture",
    "insurance",
    "mining",
    "energy",
    "construction",
    "advertising",
    "marketing",
    "pr",
    "lobbying",
    "accounting",
    "audit",
    "analytics",
    "intelligence",
    "detection",
    "shipping",
    "travel",
    "food",
    "oil",
    "pharmaceutical",
    "crypto",
    "cryptocurrency",
    "jewellery",
    "forensics",
    "polling",
];
/// Firms whose business is another one.
const OTHER_FIRMS: [&str; 11] = [
    "bank",
    "insurer",
    "retailer",
    "airline",
    "publisher",
    "studio",
    "chain",
    "contractor",
    "supplier",
    "carmaker",
    "automaker",
];

pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    if reader.title_case {
        return;
    }
    // Looked at only where a construction stands, which few sentences have.
    let ai = LazyCell::new(|| (0..reader.words.len()).any(|at| speaks_of_ai(reader.plain(at))));
    let ai = || *ai;
    for chunk in reader.chunks.iter().filter(|chunk| chunk.len() <= 4) {
        before(reader, *chunk, ai, out);
        explained(reader, *chunk, ai, out);
        maker(reader, *chunk, out);
        made_by(reader, *chunk, ai, out);
        of_ai(reader, *chunk, out);
    }
}

/// Whether a word of the name says more than what kind of thing it is.
fn is_telling(reader: &Reader<'_>, chunk: Chunk) -> bool {
    !chunk.words(&reader.words).iter().all(|word| is_generic(word.plain))
}

fn speaks_of_ai(word: &str) -> bool {
    is_ai(word)
        || matches!(
            word,
            "ai" | "algorithm"
                | "facial"
                | "face"
                | "model"
                | "models"
                | "software"
                | "driverless"
                | "self-driving"
                | "voice"
                | "deepfakes"
                | "startup"
                | "start-up"
        )
}

fn firm(reader: &Reader<'_>, noun: usize, ai: bool) -> EntityKind {
    let other = (noun.saturating_sub(3)..noun).any(|at| OTHER_TRADES.contains(&reader.plain(at)))
        || OTHER_FIRMS.contains(&reader.plain(noun));
    if ai && !other { EntityKind::Vendor } else { EntityKind::Organization }
}

/// "the start-up Corvid", "its operator Corvid".
fn before(reader: &Reader<'_>, chunk: Chunk, ai: impl Fn() -> bool, out: &mut Vec<Coined>) {
    let Some(at) = chunk.from.checked_sub(1) else { return };
    let (noun, first) = (&reader.words[at], &reader.words[chunk.from]);
    if first.gap != Gap::Space
        || noun.capital && at > 0
        || noun.possessive
        || !is_firm(noun.plain)
        || noun.plain.ends_with('s')
        || !is_telling(reader, chunk)
    {
        return;
    }
    let words = chunk.words(&reader.words);
    let person = matches!(noun.plain, "developer" | "creator" | "publisher" | "operator")
        && words.len() == 2
        && words.iter().all(|word| {
            word.text.chars().skip(1).all(char::is_lowercase) && !is_system(word.plain) && !is_generic(word.plain)
        });
    let kind = if person { EntityKind::Person } else { firm(reader, at, ai()) };
    out.push(Coined::new(kind, chunk.span(&reader.words), "firm-before").ai(kind == EntityKind::Vendor));
}

/// "Corvid, the maker of Beak", "Corvid, the London firm behind the app", "Corvid, which makes Beak".
fn explained(reader: &Reader<'_>, chunk: Chunk, ai: impl Fn() -> bool, out: &mut Vec<Coined>) {
    let Some(word) = reader.words.get(chunk.to).filter(|word| word.gap == Gap::Comma) else { return };
    let next = chunk.to + 1;
    let noun = match word.plain {
        "the" | "a" | "an" => (next..next + 5).find(|&at| {
            is_firm(reader.plain(at)) || at > next && matches!(reader.plain(at), "of" | "behind" | "that" | "which")
        }),
        _ => None,
    };
    // "Ada Beispiel, an analyst with the firm", "Ada Beispiel, the developer who found it"
    let noun = noun.filter(|&at| {
        let person = (next..at).any(|at| is_person(reader.plain(at)));
        let either = matches!(reader.plain(at), "developer" | "creator" | "operator" | "publisher" | "provider");
        is_firm(reader.plain(at)) && !person && (!either || matches!(reader.plain(at + 1), "of" | "behind"))
    });
    let makes = word.plain == "which"
        && matches!(
            reader.plain(next),
            "makes" | "develops" | "runs" | "operates" | "sells" | "offers" | "built" | "builds" | "developed" | "owns"
        );
    if noun.is_none() && !makes || !is_telling(reader, chunk) {
        return;
    }
    let kind = match noun {
        Some(noun) => {
            let behind = matches!(reader.plain(noun + 1), "behind" | "of") || reader.plain(noun) == "maker";
            firm(reader, noun, behind || ai())
        }
        None => firm(reader, next, ai()),
    };
    out.push(Coined::new(kind, chunk.span(&reader.words), "firm-behind").ai(kind == EntityKind::Vendor));
    // "which makes Beak"
    if makes && let Some(made) = reader.chunk_at(next + 1).filter(|made| made.len() <= 2) {
        out.push(Coined::new(EntityKind::Product, made.span(&reader.words), "made"));
    }
}

/// "Beak, the mail assistant of Corvid", "the image generator of Corvid".
fn maker(reader: &Reader<'_>, chunk: Chunk, out: &mut Vec<Coined>) {
    let Some(at) = chunk.from.checked_sub(2) else { return };
    let joined = matches!(reader.plain(at + 1), "of" | "from" | "by") && reader.words[chunk.from].gap == Gap::Space;
    let words = chunk.words(&reader.words);
    if !joined || words.last().is_some_and(|word| word.possessive) || is_function(words[0].plain) {
        return;
    }
    let made = is_product(reader.plain(at))
        && !matches!(
            reader.plain(at),
            "avatar"
                | "clone"
                | "companion"
                | "service"
                | "site"
                | "website"
                | "program"
                | "project"
                | "system"
                | "game"
        );
    let ai = (at.saturating_sub(2)..=at).any(|at| speaks_of_ai(reader.plain(at)));
    if made && ai && is_telling(reader, chunk) {
        out.push(Coined::new(EntityKind::Vendor, chunk.span(&reader.words), "maker-of").ai(true));
    }
}

/// "a chatbot developed by Corvid", "Beak, developed by Corvid".
fn made_by(reader: &Reader<'_>, chunk: Chunk, ai: impl Fn() -> bool, out: &mut Vec<Coined>) {
    let Some(verb) = chunk.from.checked_sub(2) else { return };
    let made = matches!(reader.plain(verb), "made" | "developed" | "built" | "created" | "sold" | "marketed");
    let person = chunk.len() == 2
        && chunk.words(&reader.words).iter().all(|word| {
            word.text.chars().skip(1).all(char::is_lowercase) && !is_firm_end(word.plain) && !is_generic(word.plain)
        });
    let last = chunk.words(&reader.words).last();
    if !made
        || reader.plain(verb + 1) != "by"
        || person
        || !is_telling(reader, chunk)
        || last.is_none_or(|word| word.possessive)
    {
        return;
    }
    let noun = verb.checked_sub(1).map_or("", |noun| reader.plain(noun));
    let what = verb.checked_sub(1).and_then(|before| reader.chunk_over(before + 1));
    let parted = reader.words[verb].gap == Gap::Comma;
    let named = what.filter(|what| parted && what.to == verb && what.len() <= 3);
    if !is_product(noun) && named.is_none() || !ai() && !is_ai(noun) {
        return;
    }
    out.push(Coined::new(EntityKind::Vendor, chunk.span(&reader.words), "made-by").ai(true));
    if let Some(what) = named.filter(|what| is_telling(reader, *what)) {
        out.push(Coined::new(EntityKind::Product, what.span(&reader.words), "made"));
    }
}

/// "Corvid AI's chatbot": a firm by its name.
fn of_ai(reader: &Reader<'_>, chunk: Chunk, out: &mut Vec<Coined>) {
    let words = chunk.words(&reader.words);
    let named = words.len() >= 2 && words.last().is_some_and(|word| word.text == "AI" && word.possessive);
    if named && is_telling(reader, chunk) {
        out.push(Coined::new(EntityKind::Vendor, chunk.span(&reader.words), "firm-of-ai").ai(true));
    }
}

fn is_firm_end(word: &str) -> bool {
    matches!(word, "inc" | "labs" | "ltd" | "technologies" | "systems" | "corp" | "ai" | "research" | "software")
}
