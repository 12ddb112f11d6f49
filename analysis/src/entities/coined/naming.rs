//! Names that the text explains: "Corvid is an agent framework", "a chatbot called Corvid", "Corvid, an app that …",
//! "the "Corvid" chatbot", "apps like Corvid and Beak".

use watchline_model::EntityKind;

use super::super::words::{Chunk, Gap, is_common, is_function};
use super::advisories::is_identifier;
use super::beside::beside_noun;
use super::lexicon::{is_ai, is_body, is_firm, is_generic, is_model, is_person, is_product};
use super::{Coined, Reader};

/// How far behind "is a" or a comma the noun may stand.
const REACH: usize = 14;
/// Behind these a noun belongs to something else.
const STOPS: [&str; 22] = [
    "for",
    "that",
    "which",
    "who",
    "used",
    "using",
    "to",
    "in",
    "with",
    "from",
    "on",
    "where",
    "by",
    "designed",
    "made",
    "built",
    "whose",
    "when",
    "allowing",
    "based",
    "intended",
    "developed",
];

pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    subject(reader, out);
    for at in 0..reader.words.len() {
        called(reader, at, out);
        quoted(reader, at, out);
        listed(reader, at, out);
    }
    if reader.title_case {
        return;
    }
    for chunk in &reader.chunks {
        apposition(reader, *chunk, out);
        beside_noun(reader, *chunk, out);
    }
}

/// What kind of thing the noun phrase from word `at` on says something is.
fn noun(reader: &Reader<'_>, at: usize) -> Option<(EntityKind, bool)> {
    let mut ai = false;
    let mut kind = None;
    for near in at..reader.words.len().min(at + REACH) {
        let word = &reader.words[near];
        if near > at && (matches!(word.gap, Gap::Comma | Gap::Break | Gap::Bracket) || STOPS.contains(&word.plain)) {
            // "is a fast, easy library": adjectives may be parted by a comma.
            if word.gap != Gap::Comma || kind.is_some() || STOPS.contains(&word.plain) {
                break;
            }
        }
        ai |= is_ai(word.plain)
            || matches!(word.plain, "ai" | "llm" | "llms" | "gpt" | "ai-powered" | "machine" | "deepfake");
        if is_person(word.plain) {
            return None;
        }
        let said = if is_model(word.plain) && word.plain != "models" {
            Some(EntityKind::Model)
        } else if is_product(word.plain) {
            Some(EntityKind::Product)
        } else if is_firm(word.plain) {
            Some(EntityKind::Vendor)
        } else if is_body(word.plain) {
            Some(EntityKind::Organization)
        } else {
            None
        };
        kind = said.or(kind);
        if word.possessive || matches!(word.plain, "of" | "behind") {
            break;
        }
    }
    kind.map(|kind| (kind, ai))
}

/// A firm or a body by its noun counts as a vendor only where AI is its business.
fn settled((kind, ai): (EntityKind, bool)) -> EntityKind {
    if kind == EntityKind::Vendor && !ai { EntityKind::Organization } else { kind }
}

/// "Corvid is an agent framework": a sentence's subject.
fn subject(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    let from = usize::from(reader.plain(0) == "the");
    let Some(word) = reader.words.get(from) else { return };
    let to = match reader.chunk_at(from) {
        Some(chunk) => chunk.to,
        None if is_identifier(word) || from == 0 && word.capital && !is_function(word.plain) => from + 1,
        None if word.gap == Gap::Quote || from == 0 && !is_common(word.plain) && !word.plain.contains('/') => from + 1,
        None => return,
    };
    let mut at = to;
    // "Corvid (formerly Beak) is a …"
    if reader.words.get(at).is_some_and(|word| word.gap == Gap::Bracket) {
        at = (at..reader.words.len().min(at + 6)).find(|&at| reader.plain(at) == "is").unwrap_or(at);
    }
    let flawed = match reader.plain(at) {
        "is" | "are" | "was" => {
            matches!(reader.plain(at + 1), "vulnerable" | "affected" | "susceptible")
                || reader.plain(at + 1) == "discovered" && reader.plain(at + 3) == "contain"
        }
        "contains" | "suffers" | "contained" => (at..reader.words.len().min(at + 12))
            .any(|at| reader.plain(at).starts_with("vulnerabilit") || reader.plain(at) == "flaw"),
        _ => false,
    };
    if flawed && !all_generic(reader, from, to) && !reader.words[to - 1].possessive {
        let span =
            reader.span(from, to).filter(|_| to - from <= 6 && !matches!(reader.plain(at - 1), "class" | "function"));
        out.extend(span.map(|span| Coined::new(EntityKind::Product, span, "flawed")));
        return;
    }
    // "OpenCorvid provides a web interface for printers."
    let provides = reader.plain(at) == "provides" && is_mixed(reader.words[to - 1].text) && to - from == 1;
    if !provides && !matches!(reader.plain(at), "is" | "are" | "was") || is_of_research(reader) {
        return;
    }
    let article = matches!(reader.plain(at + 1), "a" | "an" | "the" | "one")
        || matches!(reader.plain(at + 1), "software" | "middleware" | "open-source" | "open");
    if !article || reader.words[to - 1].possessive || all_generic(reader, from, to) && to - from > 1 {
        return;
    }
    if let Some((kind, ai)) = noun(reader, at + 1 + usize::from(reader.plain(at + 1).len() < 4))
        && let Some(span) = reader.span(from, to)
        && !(provides && kind != EntityKind::Product)
    {
        out.push(Coined::new(settled((kind, ai)), span, "is-a").ai(ai && kind != EntityKind::Organization));
    }
}

/// Written with capitals inside, or as programs are: "OpenCorvid", "corvid-core".
fn is_mixed(text: &str) -> bool {
    text.chars().skip(1).any(char::is_uppercase) && text.chars().any(char::is_lowercase)
        || text.contains(['-', '_']) && text.chars().all(|c| !c.is_uppercase())
}

/// "Beispiel et al. introduce Corvid, a benchmark": what a paper names is a method, not a product.
fn is_of_research(reader: &Reader<'_>) -> bool {
    (1..reader.words.len()).any(|at| reader.plain(at) == "al" && reader.plain(at - 1) == "et")
}

/// What is called something and is no product: a campaign, a flaw, a trick.
fn is_deed_or_flaw(word: &str) -> bool {
    matches!(
        word.strip_suffix('s').unwrap_or(word),
        "campaign"
            | "operation"
            | "scheme"
            | "attack"
            | "flaw"
            | "vulnerability"
            | "technique"
            | "exploit"
            | "method"
            | "trend"
            | "challenge"
            | "jailbreak"
            | "gang"
            | "group"
    )
}

/// "a chatbot called Corvid", "a tool known as Corvid".
fn called(reader: &Reader<'_>, at: usize, out: &mut Vec<Coined>) {
    let from = match reader.plain(at) {
        "called" | "named" | "dubbed" | "nicknamed" | "branded" | "titled" => at + 1,
        "known" if reader.plain(at + 1) == "as" => at + 2,
        _ => return,
    };
    let from = from + usize::from(reader.plain(from) == "the");
    let Some((start, end)) = quotation(reader, from).or_else(|| chunk_span(reader, from)) else { return };
    let before = (at.saturating_sub(5)..at).rev().find(|&before| {
        let word = reader.plain(before);
        (is_product(word) || is_model(word) || is_ai(word))
            && !matches!(word, "website" | "site" | "program" | "project")
    });
    // "researchers named Corvid a risk" names nothing.
    if let Some(noun) = before
        && !(noun + 1..at).any(|between| reader.words[between].capital || is_deed_or_flaw(reader.plain(between)))
    {
        let ai = (noun.saturating_sub(3)..=noun).any(|word| is_ai(reader.plain(word)));
        let kind = if is_model(reader.plain(noun)) { EntityKind::Model } else { EntityKind::Product };
        out.push(Coined::new(kind, (start, end), "called").ai(ai));
    }
}

/// "chatbot "Corvid"", "the "Corvid" chatbot".
fn quoted(reader: &Reader<'_>, at: usize, out: &mut Vec<Coined>) {
    let Some((start, end)) = quotation(reader, at) else { return };
    let before = at.checked_sub(1).map_or("", |before| reader.plain(before));
    let after = (at..at + 6)
        .find(|&at| reader.words.get(at).is_some_and(|word| word.start >= end))
        .map_or("", |after| reader.plain(after));
    let near = |word: &str| {
        is_product(word) && !matches!(word, "game" | "website" | "site" | "project" | "program" | "prompt" | "service")
    };
    if near(before) || near(after) {
        out.push(Coined::new(EntityKind::Product, (start, end), "quoted").ai(is_ai(before) || is_ai(after)));
    }
}

/// The words in quotation marks that begin with word `from`, if they are few and the first has a capital.
fn quotation(reader: &Reader<'_>, from: usize) -> Option<(usize, usize)> {
    let word = reader.words.get(from).filter(|word| word.gap == Gap::Quote && word.capital)?;
    let close = (from..reader.words.len().min(from + 4)).find(|&at| {
        let end = reader.words[at].end;
        reader.text.slice(end, end + 2).starts_with(['"', '”', '\'', '’', '»', '`'])
            || reader.text.slice(end, end + 2).starts_with(",”")
            || reader.text.slice(end, end + 2).starts_with(",\"")
    })?;
    let common = (from..=close).all(|at| is_function(reader.plain(at)));
    let span = (word.start, reader.words[close].end);
    (!common && !reader.words[from..=close].iter().any(|word| word.possessive)).then_some(span)
}

fn chunk_span(reader: &Reader<'_>, from: usize) -> Option<(usize, usize)> {
    let chunk = reader.chunk_at(from)?;
    (!reader.title_case || chunk.len() <= 2).then_some(())?;
    (chunk.len() <= 5).then(|| chunk.span(&reader.words))
}

/// "apps like Corvid and Beak", "tools (e.g., Corvid)", "services such as Corvid".
fn listed(reader: &Reader<'_>, at: usize, out: &mut Vec<Coined>) {
    if reader.title_case {
        return;
    }
    let word = reader.plain(at);
    let from = match word {
        "like" | "including" | "e.g" => at + 1,
        "such" if reader.plain(at + 1) == "as" => at + 2,
        _ => return,
    };
    let Some(noun) = at.checked_sub(1).map(|before| reader.plain(before)).filter(|noun| noun.ends_with('s')) else {
        return;
    };
    let kind = if is_model(noun) {
        EntityKind::Model
    } else if is_product(noun)
        && !matches!(
            noun,
            "systems"
                | "websites"
                | "sites"
                | "projects"
                | "programs"
                | "games"
                | "bots"
                | "ides"
                | "prompts"
                | "devices"
                | "agents"
                | "servers"
        )
    {
        EntityKind::Product
    } else if matches!(noun, "startups" | "start-ups" | "vendors") {
        EntityKind::Vendor
    } else {
        return;
    };
    let mut at = from;
    while let Some(chunk) = reader.chunk_at(at) {
        let words = chunk.words(&reader.words);
        if chunk.len() > 4 || words.last().is_some_and(|word| word.possessive) {
            break;
        }
        if !all_generic(reader, chunk.from, chunk.to) {
            out.push(Coined::new(kind, chunk.span(&reader.words), "listed").ai(is_ai(noun)));
        }
        at = chunk.to;
        match reader.words.get(at) {
            Some(word) if matches!(word.plain, "and" | "or") => at += 1,
            Some(word) if word.gap == Gap::Comma => {}
            _ => break,
        }
    }
}

/// "Corvid, an app that …", "Corvid Labs, a start-up".
fn apposition(reader: &Reader<'_>, chunk: Chunk, out: &mut Vec<Coined>) {
    let Some(word) = reader.words.get(chunk.to) else { return };
    let definite = word.plain == "the" && word.gap == Gap::Comma;
    let article = definite
        || matches!(word.plain, "a" | "an" | "its") && matches!(word.gap, Gap::Comma | Gap::Bracket | Gap::Break);
    let camel = reader.words[chunk.from].text.starts_with(char::is_lowercase) && chunk.len() == 1;
    if !article || is_of_research(reader) || camel || chunk.len() > 5 || all_generic(reader, chunk.from, chunk.to) {
        return;
    }
    if reader.words[chunk.to - 1].possessive {
        return;
    }
    // "Corvid the Chatbot, an AI system"
    let the = chunk.words(&reader.words).iter().position(|word| word.plain == "the").filter(|&at| at > 0);
    let to = the.map_or(chunk.to, |at| chunk.from + at);
    if let Some((kind, ai)) =
        noun(reader, chunk.to + 1).filter(|&(kind, ai)| !definite || ai && kind == EntityKind::Product)
        && let Some(span) = reader.span(chunk.from, to)
    {
        let kind = settled((kind, ai));
        out.push(Coined::new(kind, span, "apposition").ai(ai && kind != EntityKind::Organization));
    }
}

pub(super) fn all_generic(reader: &Reader<'_>, from: usize, to: usize) -> bool {
    reader.words[from..to].iter().all(|word| is_generic(word.plain))
}
