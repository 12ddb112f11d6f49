//! What a known maker makes: "Corvid Labs Beak 2", "Corvid Labs' Beak assistant", "Beak AI Technologies".

use watchline_model::EntityKind;

use super::super::words::{Chunk, Gap, is_acronym, is_common};
use super::advisories::is_version;
use super::lexicon::{is_ai, is_generic, is_product};
use super::{Coined, Reader};

/// Behind a maker's name these begin no product.
const NO_PRODUCT: &[&str] = &[
    "ceo",
    "cto",
    "coo",
    "cfo",
    "chief",
    "president",
    "vice",
    "founder",
    "co-founder",
    "cofounder",
    "research",
    "inc",
    "corp",
    "corporation",
    "ltd",
    "llc",
    "group",
    "holdings",
    "labs",
    "team",
    "security",
    "threat",
    "intelligence",
    "office",
    "engineer",
    "researchers",
    "researcher",
    "spokesperson",
    "employee",
    "employees",
    "store",
    "api",
    "apis",
    "india",
    "china",
    "japan",
    "uk",
    "us",
    "usa",
    "europe",
    "america",
    "germany",
    "france",
    "korea",
    "ireland",
    "deepmind",
    "foundation",
    "ai",
    "users",
    "user",
    "and",
    "gpu",
    "gpus",
    "models",
    "model",
    "project",
    "digital",
    "trust",
    "responsible",
    "board",
    "account",
    "accounts",
    "news",
    "llc",
    "co",
    "company",
    "technologies",
    "health",
    "motors",
    "platforms",
    "mobility",
    "systems",
    "llms",
    "llm",
    "mcp",
    "cloud",
    "chatbot",
    "chatbots",
    "robotaxi",
    "robotaxis",
    "tokens",
    "token",
    "key",
    "keys",
    "help",
    "support",
    "messenger",
    "group",
    "brain",
    "quantum",
    "ventures",
    "unit",
    "lawyer",
    "lawyers",
    "director",
    "boss",
    "executive",
    "chairman",
    "owner",
    "car",
    "cars",
];

pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    if reader.title_case {
        return;
    }
    for chunk in &reader.chunks {
        with_maker(reader, *chunk, out);
        possessed(reader, *chunk, out);
    }
}

/// "Corvid Labs Beak 2", "Corvid Labs BeakBot": a number or a capital within makes it a name.
fn with_maker(reader: &Reader<'_>, chunk: Chunk, out: &mut Vec<Coined>) {
    let (start, end) = chunk.span(&reader.words);
    let Some(maker) = reader.known((start, end)).find(|seen| seen.start == start && seen.kind == EntityKind::Vendor)
    else {
        return;
    };
    let Some(from) = (chunk.from..chunk.to).find(|&at| reader.words[at].start >= maker.end) else { return };
    let rest = &reader.words[from..chunk.to];
    let others = reader.known((maker.end, end)).any(|seen| seen.start >= maker.end);
    let (Some(first), Some(last)) = (rest.first(), rest.last()) else { return };
    let digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let mixed = first.text.chars().skip(1).any(char::is_uppercase) && !is_acronym(first.text);
    let fits = first.gap == Gap::Space
        && !rest.iter().all(|word| is_generic(word.plain))
        && rest.len() <= 2
        && !others
        && !last.possessive
        && !NO_PRODUCT.contains(&first.plain);
    let owner = Some(maker.entity.clone());
    if fits && rest.iter().any(|word| digits(word.text)) && !is_version(first.plain) {
        out.push(Coined::new(EntityKind::Product, (start, end), "maker-before").owned_by(owner));
    } else if fits && mixed && rest.len() == 1 {
        out.push(
            Coined::new(EntityKind::Product, (first.start, end), "maker-before").owned_by(owner).ai(is_ai(first.plain)),
        );
    }
}

/// "Corvid Labs' Beak assistant", "Corvid Labs' BeakBot".
fn possessed(reader: &Reader<'_>, chunk: Chunk, out: &mut Vec<Coined>) {
    let Some(before) = chunk.from.checked_sub(1).map(|before| &reader.words[before]) else { return };
    if !before.possessive || !before.capital || chunk.len() > 4 || reader.words[chunk.from].gap != Gap::Space {
        return;
    }
    let maker =
        reader.known((before.start, before.end)).find(|seen| seen.end >= before.end && seen.kind == EntityKind::Vendor);
    let Some(maker) = maker else { return };
    let words = chunk.words(&reader.words);
    if words.iter().all(|word| is_generic(word.plain)) || words.iter().any(|word| NO_PRODUCT.contains(&word.plain)) {
        return;
    }
    let behind =
        reader.words.get(chunk.to).filter(|word| word.gap == Gap::Space && !word.capital).map_or("", |word| word.plain);
    let mixed = words.iter().any(|word| word.text.chars().skip(1).any(char::is_uppercase) && !is_acronym(word.text));
    let within = words.iter().any(|word| is_product(word.plain) || is_ai(word.plain))
        || words.iter().any(|word| word.plain.bytes().any(|byte| byte.is_ascii_digit()));
    let made = is_product(behind) || mixed || within && !words.iter().all(|word| is_common(word.plain));
    if made {
        let ai = is_ai(behind) || words.iter().any(|word| is_ai(word.plain));
        let owner = Some(maker.entity.clone());
        out.push(
            Coined::new(EntityKind::Product, chunk.span(&reader.words), "maker-possessive").owned_by(owner).ai(ai),
        );
    }
}
