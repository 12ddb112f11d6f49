//! Organizations and makers by the form of their name or by what they do: "Beispielstadt Police Department", "University of
//! Beispielstadt", "Corvid's chatbot", "deployed by Corvid", "Corvid Labs Inc.", "the Ruritanian government".

use watchline_model::EntityKind;

use super::super::words::{Chunk, Gap, Word, is_acronym, is_common, is_function, is_place};
use super::lexicon::{is_deed, is_done_by, is_generic, is_system};
use super::{Coined, Reader};

/// Last words of the names of bodies.
pub(super) const HEADS: &[&str] = &[
    "department",
    "university",
    "ministry",
    "hospital",
    "court",
    "courts",
    "agency",
    "council",
    "county",
    "district",
    "bank",
    "airlines",
    "airways",
    "party",
    "office",
    "service",
    "services",
    "authority",
    "commission",
    "government",
    "college",
    "center",
    "centre",
    "institute",
    "association",
    "company",
    "society",
    "foundation",
    "administration",
    "police",
    "school",
    "academy",
    "bureau",
    "board",
    "committee",
    "parliament",
    "senate",
    "congress",
    "union",
    "federation",
    "organization",
    "organisation",
    "army",
    "navy",
    "corps",
    "guard",
    "archive",
    "library",
    "museum",
    "church",
    "times",
    "post",
    "herald",
    "journal",
    "tribune",
    "news",
    "network",
    "insurance",
    "hotel",
    "mall",
    "supermarket",
    "clinic",
    "medicine",
    "transit",
    "airport",
    "judiciary",
    "force",
    "forces",
    "sheriff",
    "campaign",
    "project",
    "media",
    "gazette",
    "daily",
    "studios",
    "pictures",
    "records",
];
/// Last words of the names of firms.
pub(super) const FIRM_ENDS: &[&str] = &[
    "inc",
    "corp",
    "corporation",
    "ltd",
    "limited",
    "llc",
    "plc",
    "gmbh",
    "ag",
    "technologies",
    "technology",
    "systems",
    "solutions",
    "labs",
    "robotics",
    "motors",
    "group",
    "holdings",
    "software",
    "health",
    "healthcare",
    "networks",
    "pharma",
    "ventures",
    "partners",
    "industries",
    "analytics",
    "biometrics",
    "dynamics",
    "interactive",
    "entertainment",
    "games",
    "eats",
];
/// First words of the names of bodies with "of".
const OF: &[&str] = &[
    "university",
    "ministry",
    "department",
    "bank",
    "court",
    "government",
    "office",
    "city",
    "bureau",
    "institute",
    "board",
    "college",
    "council",
    "house",
    "state",
    "county",
    "chamber",
    "academy",
    "association",
    "republic",
    "school",
    "church",
];
/// What a people's name stands before.
const POWERS: &[&str] = &[
    "government",
    "authorities",
    "military",
    "army",
    "police",
    "parliament",
    "navy",
    "judiciary",
    "ministry",
    "regulator",
    "regulators",
    "courts",
    "intelligence",
    "embassy",
    "media",
];

pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Coined>) {
    for chunk in &reader.chunks {
        by_form(reader, *chunk, out);
        possessive(reader, *chunk, out);
        power(reader, *chunk, out);
        body_before(reader, *chunk, out);
    }
    for at in 0..reader.words.len() {
        done_by(reader, at, out);
    }
}

pub(super) fn body(span: (usize, usize), rule: &'static str) -> Coined {
    Coined::new(EntityKind::Organization, span, rule)
}

/// "Beispielstadt Police Department", "University of Beispielstadt", "Corvid Technologies".
fn by_form(reader: &Reader<'_>, chunk: Chunk, out: &mut Vec<Coined>) {
    let words = &reader.words;
    if let Some(of) = (chunk.from..chunk.to.saturating_sub(2))
        .find(|&at| OF.contains(&words[at].plain) && words[at + 1].plain == "of")
    {
        let mut to = chunk.to;
        if reader.title_case {
            to = (of + 3..chunk.to).find(|&at| is_common(words[at].plain)).unwrap_or(chunk.to).min(of + 5);
        }
        // "Beneficiaries of the Beispielstadt Department of Health"
        let inner = (chunk.from..of).rev().find(|&at| !words[at].capital).map_or(chunk.from, |at| at + 1);
        let from = if reader.title_case { of } else { front(words, inner, of) };
        out.extend(reader.span(from, to).map(|span| body(span, "form-of")));
        return;
    }
    let head = (chunk.from + 1..chunk.to)
        .rev()
        .find(|&at| HEADS.contains(&words[at].plain) || FIRM_ENDS.contains(&words[at].plain));
    let Some(head) = head else { return };
    // "Ada Beispiel of Beispielstadt University"
    let of = (chunk.from..head)
        .rev()
        .find(|&at| matches!(words[at].text, "of" | "for"))
        .filter(|&at| !(chunk.from..at).any(|at| HEADS.contains(&words[at].plain) || OF.contains(&words[at].plain)));
    let from = if let Some(of) = of {
        of + 1
    } else if reader.title_case {
        let stop = (chunk.from..head)
            .rev()
            .find(|&at| is_function(words[at].plain) && !is_place(words[at].plain) || is_deed(words[at].plain));
        stop.map_or(chunk.from, |at| at + 1).max(head.saturating_sub(4))
    } else {
        front(words, chunk.from, head)
    };
    let place = head - from.min(head) >= 2 && words[from..head].iter().any(|word| is_place(word.plain));
    let said = place || words[from..head].iter().any(|word| !is_generic(word.plain) || is_acronym(word.text));
    if from >= head || !said || !reader.title_case && head + 1 < chunk.to && !FIRM_ENDS.contains(&words[head].plain) {
        return;
    }
    let ai = FIRM_ENDS.contains(&words[head].plain)
        && words[from..=head].iter().any(|word| word.plain == "ai" || word.plain == "robotics");
    let kind = if ai { EntityKind::Vendor } else { EntityKind::Organization };
    out.extend(reader.span(from, head + 1).map(|span| Coined::new(kind, span, "form").ai(ai)));
}

/// A name's first word; "The" and other function words that opened the sentence are none.
fn front(words: &[Word<'_>], from: usize, to: usize) -> usize {
    (from..to)
        .find(|&at| {
            !(is_function(words[at].plain)
                && matches!(words[at].plain, "the" | "a" | "an" | "in" | "at" | "by" | "when" | "after"))
        })
        .unwrap_or(to)
}

/// "Corvid's scheduling algorithm", "Corvid's chatbot".
fn possessive(reader: &Reader<'_>, chunk: Chunk, out: &mut Vec<Coined>) {
    let words = &reader.words;
    // "Beispielstadt Police (BP)'s system"
    let short = words.get(chunk.to).is_some_and(|word| word.gap == Gap::Bracket && word.possessive_behind(reader.text));
    let behind = chunk.to + usize::from(short);
    if !(words[chunk.to - 1].possessive || short) || chunk.len() > 7 {
        return;
    }
    let system = (behind..words.len().min(behind + 5)).find(|&at| is_system(words[at].plain));
    let Some(system) = system else { return };
    let quoted = words[behind].gap == Gap::Quote;
    if (behind + 1..system).any(|at| words[at].gap != Gap::Space)
        || !matches!(words[behind].gap, Gap::Space | Gap::Break) && !quoted && !short
    {
        return;
    }
    let from =
        if reader.title_case && chunk.from > 0 { chunk.to.saturating_sub(3).max(chunk.from) } else { chunk.from };
    let all_common = words[from..chunk.to].iter().all(|word| is_generic(word.plain) && !is_acronym(word.text));
    let code = reader.between(behind).contains('`') || is_system(words[chunk.to - 1].plain);
    let person = code || matches!(words[behind].plain, "voice" | "face" | "likeness" | "deepfake");
    if all_common && !(chunk.from == 0 && chunk.len() > 1)
        || person
        || words[from..chunk.to].iter().any(|word| is_deed(word.plain))
    {
        return;
    }
    let ai = words[from..chunk.to]
        .iter()
        .any(|word| word.plain == "ai" || word.plain.ends_with(".ai") || word.plain.ends_with("gpt"));
    let kind = if ai { EntityKind::Vendor } else { EntityKind::Organization };
    out.extend(reader.span(from, chunk.to).map(|span| Coined::new(kind, span, "runs-system").ai(ai)));
}

/// "the Ruritanian government".
fn power(reader: &Reader<'_>, chunk: Chunk, out: &mut Vec<Coined>) {
    let words = &reader.words;
    let Some(next) = words.get(chunk.to) else { return };
    let place = &words[chunk.to - 1];
    let people = ["an", "ish", "ese"].iter().any(|end| place.plain.ends_with(end)) || is_place(place.plain);
    // "the Beispielstadt city government"
    let between = usize::from(matches!(
        next.plain,
        "city" | "state" | "provincial" | "federal" | "local" | "county" | "regional"
    ));
    if between == 1 && reader.plain(chunk.to + 1) == "government" && next.gap == Gap::Space && chunk.len() <= 3 {
        out.extend(reader.span(chunk.from, chunk.to + 2).map(|span| body(span, "power")));
        return;
    }
    if people
        && next.gap == Gap::Space
        && !next.capital
        && POWERS.contains(&next.plain)
        && chunk.len() <= 3
        && !place.possessive
    {
        out.extend(reader.span(chunk.from, chunk.to + 1).map(|span| body(span, "power")));
    }
}

/// "the newspaper Corvid", "the nonprofit Corvid".
fn body_before(reader: &Reader<'_>, chunk: Chunk, out: &mut Vec<Coined>) {
    const BEFORE: [&str; 13] = [
        "store",
        "nonprofit",
        "agency",
        "newspaper",
        "magazine",
        "broadcaster",
        "outlet",
        "organization",
        "insurer",
        "supermarket",
        "channel",
        "charity",
        "watchdog",
    ];
    let Some(before) = chunk.from.checked_sub(1) else { return };
    let (noun, words) = (&reader.words[before], chunk.words(&reader.words));
    let named = words[0].gap == Gap::Space
        && !reader.title_case
        && chunk.len() <= 4
        && !words[0].text.contains(|c: char| c.is_ascii_digit());
    if named
        && !noun.capital
        && !noun.possessive
        && BEFORE.contains(&noun.plain)
        && !words.iter().all(|word| is_generic(word.plain))
    {
        out.push(body(chunk.span(&reader.words), "body-before"));
    }
}

/// "deployed by Corvid", "a system developed by Corvid".
fn done_by(reader: &Reader<'_>, at: usize, out: &mut Vec<Coined>) {
    if reader.plain(at) != "by"
        || reader.title_case
        || at == 0
        || !is_done_by(reader.plain(at - 1)) && !is_system(reader.plain(at - 1))
    {
        return;
    }
    let from = at + 1 + usize::from(reader.plain(at + 1) == "the");
    let mut from = from;
    while let Some(chunk) = reader.chunk_at(from) {
        let words = chunk.words(&reader.words);
        let part = matches!(reader.plain(chunk.to), "class" | "function" | "method" | "component");
        if part || chunk.len() > 7 || words.iter().all(|word| is_generic(word.plain)) {
            return;
        }
        // "made by Corvid of Beispielstadt"
        let of = words
            .iter()
            .position(|word| word.text == "of")
            .filter(|&at| !words[..at].iter().any(|word| HEADS.contains(&word.plain) || OF.contains(&word.plain)));
        out.extend(
            reader.span(chunk.from, of.map_or(chunk.to, |at| chunk.from + at)).map(|span| body(span, "done-by")),
        );
        // "by Corvid and Beak"
        let next = chunk.to + usize::from(reader.plain(chunk.to) == "and");
        if next == chunk.to {
            return;
        }
        from = next;
    }
}
