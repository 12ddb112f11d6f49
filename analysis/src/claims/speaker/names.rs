//! Speakers with a name: of the taxonomy, or any run of capitalised words.

use watchline_model::EntityKind;

use super::alone::stands_alone;
use super::{Hall, Speaker, speaks_for};
use crate::claims::nouns;
use crate::claims::tokens::{Class, Token};
use crate::claims::verbs::Verb;
use crate::entities::Seen;
use crate::events::is_party;

/// Small words within a name.
const JOINTS: [&[u8]; 16] = [
    b"of", b"the", b"&", b"de", b"del", b"van", b"von", b"der", b"den", b"al", b"bin", b"da", b"di", b"la", b"for",
    b"et",
];
/// Words that begin a sentence and are no part of a name.
pub(super) const OPENERS: [&[u8]; 44] = [
    b"the",
    b"a",
    b"an",
    b"its",
    b"his",
    b"her",
    b"their",
    b"our",
    b"in",
    b"on",
    b"at",
    b"by",
    b"for",
    b"from",
    b"with",
    b"after",
    b"during",
    b"until",
    b"under",
    b"since",
    b"as",
    b"and",
    b"but",
    b"when",
    b"while",
    b"one",
    b"two",
    b"three",
    b"several",
    b"some",
    b"many",
    b"both",
    b"security",
    b"local",
    b"former",
    b"maker",
    b"boss",
    b"founder",
    b"lawyer",
    b"neither",
    b"this",
    b"these",
    b"that",
    b"last",
];
/// Words of which one makes a name that of a body rather than a person.
const BODIES: [&str; 47] = [
    "university",
    "institute",
    "institution",
    "guild",
    "bank",
    "council",
    "board",
    "office",
    "agency",
    "authority",
    "commission",
    "ministry",
    "department",
    "court",
    "security",
    "labs",
    "lab",
    "systems",
    "group",
    "alliance",
    "association",
    "union",
    "foundation",
    "center",
    "centre",
    "society",
    "chamber",
    "company",
    "corp",
    "inc",
    "ltd",
    "ai",
    "technologies",
    "research",
    "team",
    "police",
    "committee",
    "school",
    "news",
    "times",
    "media",
    "network",
    "initiative",
    "project",
    "federation",
    "works",
    "data",
];

/// Who tokens `from..to` name, if they end in a name or in a name with what belongs to it ("Ada Beispiel of Acme").
pub(super) fn name(
    hall: &Hall,
    number: usize,
    tokens: &[Token],
    (from, to): (usize, usize),
    verb: &Verb,
) -> Option<Speaker> {
    let (run, end) = run(hall, tokens, from, to)?;
    let (start, stop) = (tokens[run].start, tokens[end - 1].end);
    let text = hall.text;
    let here = hall.found.within(start, stop);
    let fits = |seen: &&Seen| is_party(seen.kind) || seen.kind == EntityKind::Country;
    let mention = here.iter().filter(fits).rfind(|seen| seen.end + 2 >= stop || seen.start == start);
    let words = text.slice(start, stop);
    let titled = words.trim_start_matches("Mr ").trim_start_matches("Mrs ").trim_start_matches("Ms ");
    let bare = titled.trim_start_matches("Dr ").trim_start_matches("Mr. ").trim_end_matches("'s");
    if let Some(seen) = mention
        && seen.kind != EntityKind::Country
        && (seen.kind != EntityKind::Person || seen.owner.is_some())
    {
        let mut speaker = hall.named(seen);
        // "Acme Security Team": the name goes on.
        if seen.end < stop && stop - seen.end > 2 && seen.kind != EntityKind::Person {
            speaker.name = bare.to_owned();
        }
        return Some(speaker);
    }
    if here.iter().any(|seen| matches!(seen.kind, EntityKind::Product | EntityKind::Model)) {
        return None;
    }
    let descriptor = &text.plain()[tokens[from].start..start];
    let count = end - run;
    let is_body = bare.to_lowercase().split(' ').any(|word| BODIES.contains(&word));
    let has_title = titled != words || bare != titled;
    let belongs = nouns::belongs(descriptor.trim_ascii_end());
    let full = if count == 1 || has_title { full_name(hall, bare) } else { None };
    if full.is_none() && count == 1 && !stands_alone(hall, tokens, run, verb) && !belongs {
        return None;
    }
    let is_person = !is_body && (full.is_some() || has_title || (2..=4).contains(&count) || belongs);
    let own = full.unwrap_or_else(|| bare.to_owned());
    if let Some((_, known)) = hall.heard.iter().rev().find(|(_, known)| known.name.starts_with(&own) && known.is_person)
    {
        return Some(known.clone());
    }
    let employer = is_person.then(|| employer(hall, number, tokens, (from, run, end, to), belongs)).flatten();
    let phrase = text.slice(tokens[from].start, tokens[to - 1].end).to_lowercase();
    let is_hearsay = nouns::is_hearsay(phrase.as_bytes());
    let is_country = mention.is_some_and(|seen| seen.kind == EntityKind::Country);
    let is_official =
        nouns::is_authority(phrase.as_bytes()) || is_country || nouns::is_authority(called(hall, tokens, from));
    if let Some((party, employer)) = employer {
        let name = format!("{own} ({employer})");
        return Some(Speaker { party: Some(party), name, is_hearsay, is_official: true, is_person: true });
    }
    Some(Speaker { party: None, name: own, is_hearsay, is_official, is_person })
}

/// "the council's chair, Ada Beispiel": what the name is called before its comma.
fn called<'t>(hall: &'t Hall, tokens: &[Token], from: usize) -> &'t [u8] {
    let Some(comma) = from.checked_sub(1).filter(|&comma| tokens[comma].class == Class::Comma) else { return b"" };
    let start = tokens[comma.saturating_sub(4)].start;
    &hall.text.plain()[start..tokens[comma].start]
}

/// First and end token of the name that bears the phrase.
fn run(hall: &Hall, tokens: &[Token], from: usize, to: usize) -> Option<(usize, usize)> {
    let text = hall.text;
    // "Posts on X": a common noun is no name though it begins the sentence.
    let is_noun = |at: usize| at == 0 && nouns::speaks(tokens[at].plain(text));
    let is_name = |at: usize| tokens[at].class == Class::Name && tokens[at].plain(text) != b"&" && !is_noun(at);
    // "Ada Beispiel of Acme", "Ada Beispiel at the firm": the name before the preposition.
    let mut end = to;
    let preposition = (from + 1..to).find(|&at| {
        matches!(tokens[at].plain(text), b"of" | b"at" | b"from" | b"with" | b"for" | b"in" | b"on") && is_name(at - 1)
    });
    if let Some(at) = preposition {
        let before = text.slice(tokens[from].start, tokens[at - 1].end).to_lowercase();
        let is_body = before.split(' ').any(|word| BODIES.contains(&word));
        let names = (from..at).rev().take_while(|&at| is_name(at)).count();
        let followed = is_name((at + 1).min(to - 1));
        let goes_on = followed && (is_body || names == 1) && tokens[at].plain(text) != b"at";
        if !goes_on {
            end = at;
        }
    }
    // "researchers at Acme": a noun with what belongs to it.
    let noun = (from + 1..end).find(|&at| {
        (tokens[at - 1].class == Class::Word || is_noun(at - 1))
            && !JOINTS.contains(&tokens[at - 1].plain(text))
            && matches!(
                tokens[at].plain(text),
                b"of"
                    | b"at"
                    | b"from"
                    | b"in"
                    | b"for"
                    | b"with"
                    | b"near"
                    | b"to"
                    | b"behind"
                    | b"on"
                    | b"about"
                    | b"against"
                    | b"by"
                    | b"close"
            )
    });
    if noun.is_some() || !is_name(end - 1) || is_calendar(tokens[end - 1].plain(text)) {
        return None;
    }
    let mut run = end - 1;
    while run > from {
        let previous = run - 1;
        let is_joint = JOINTS.contains(&tokens[previous].plain(text)) && previous > from && is_name(previous - 1);
        if tokens[previous].plain(text).ends_with(b"'s") || !(is_name(previous) || is_joint) {
            break;
        }
        run = previous;
    }
    while run < end && OPENERS.contains(&tokens[run].plain(text)) {
        run += 1;
    }
    // "the Commissioner's Office": the noun alone says too little.
    if end - run == 1
        && run > from
        && nouns::speaks(tokens[run].plain(text))
        && tokens[run - 1].plain(text).ends_with(b"'s")
    {
        run = (from..run).rev().take_while(|&at| is_name(at)).last().unwrap_or(run);
        while run < end && OPENERS.contains(&tokens[run].plain(text)) {
            run += 1;
        }
    }
    (run < end).then_some((run, end))
}

/// "Beispiel" is the Ada Beispiel of another sentence.
fn full_name(hall: &Hall, surname: &str) -> Option<String> {
    let earlier = hall.text.full();
    let surname = surname.trim_end_matches('.');
    if surname.chars().count() < 3 {
        return None;
    }
    earlier.match_indices(surname).find_map(|(place, _)| {
        let ends = earlier[place + surname.len()..].chars().next().is_none_or(|next| !next.is_alphanumeric());
        let first = earlier[..place].strip_suffix(' ')?.rsplit([' ', '\n', '(', '"', '“', '—']).next()?;
        let is_name = first.chars().next().is_some_and(char::is_uppercase)
            && first.chars().skip(1).any(char::is_lowercase)
            && first.chars().all(|letter| letter.is_alphabetic() || letter == '-');
        let is_title = matches!(
            first,
            "Mr" | "Mrs"
                | "Ms"
                | "Dr"
                | "The"
                | "In"
                | "At"
                | "But"
                | "And"
                | "By"
                | "For"
                | "When"
                | "Boss"
                | "While"
                | "After"
                | "Judge"
                | "Sheriff"
        );
        (ends && is_name && !is_title).then(|| format!("{first} {surname}"))
    })
}

/// For whom a named person speaks: "Acme's Ada Beispiel", "Ada Beispiel of Acme", "Ada Beispiel, an engineer at Acme",
/// "founder Ada Beispiel".
fn employer(
    hall: &Hall,
    number: usize,
    tokens: &[Token],
    (from, run, end, to): (usize, usize, usize, usize),
    belongs: bool,
) -> Option<(watchline_model::EntityId, String)> {
    let text = hall.text;
    let named = |seen: &Seen| {
        let name = hall.found.entities.get(&seen.entity).map(|entity| entity.name.clone()).unwrap_or_default();
        (seen.entity.clone(), name)
    };
    let within = |from: usize, to: usize| hall.found.within(from, to).iter().rfind(|seen| speaks_for(seen.kind));
    if let Some(seen) = within(tokens[from].start, tokens[run].start) {
        return Some(named(seen));
    }
    if let Some(seen) = within(tokens[end - 1].end, tokens[to - 1].end) {
        return Some(named(seen));
    }
    let mut speaks_for_firm = belongs;
    let aside = tokens.get(to).filter(|token| token.class == Class::Comma).map(|_| to + 1);
    if let Some(aside) = aside {
        let close = tokens[aside..]
            .iter()
            .take(14)
            .position(|token| token.class == Class::Comma || (token.class == Class::Sign));
        let close = aside + close.unwrap_or_else(|| tokens.len() - aside);
        if let (Some(first), Some(last)) = (tokens.get(aside), tokens.get(close.saturating_sub(1))) {
            let words = &text.plain()[first.start..last.end.max(first.start)];
            let is_office =
                [&b" at "[..], b" of ", b" with ", b" for ", b"'s "].iter().any(|word| contains(words, word));
            if !matches!(first.plain(text), b"who" | b"which" | b"whose" | b"but" | b"and") {
                if is_office && let Some(seen) = within(first.start, last.end) {
                    return Some(named(seen));
                }
                speaks_for_firm |= nouns::belongs(words)
                    || contains(words, b"the firm")
                    || contains(words, b"the company")
                    || contains(words, b"the group")
                    || words.starts_with(b"its ");
            }
        }
    }
    if !speaks_for_firm {
        return None;
    }
    let party = hall.firm_before(number, tokens[from].start)?;
    Some((party.party?, super::base(&party.name).to_owned()))
}

fn is_calendar(word: &[u8]) -> bool {
    word.iter().all(u8::is_ascii_digit)
        || matches!(
            word,
            b"january"
                | b"february"
                | b"march"
                | b"april"
                | b"may"
                | b"june"
                | b"july"
                | b"august"
                | b"september"
                | b"october"
                | b"november"
                | b"december"
                | b"monday"
                | b"tuesday"
                | b"wednesday"
                | b"thursday"
                | b"friday"
                | b"saturday"
                | b"sunday"
                | b"utc"
                | b"i've"
                | b"i"
        )
}

fn contains(words: &[u8], part: &[u8]) -> bool {
    words.windows(part.len()).any(|window| window == part)
}
