//! Whose words they are.

mod papers;

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::{EntityId, EntityKind, Stance};

use super::verbs::Verb;
use crate::entities::{Found, Seen};
use crate::events::{Setting, is_party};
use crate::text::Text;

/// How far before the verb its subject may stand, in characters.
const BEFORE: usize = 110;
/// How far behind it ("…, said Ada Beispiel of Acme").
const BEHIND: usize = 50;
/// How many sentences back "the company" and "he" may reach.
const REACH: usize = 3;

/// A party with its name as shown.
#[derive(Debug, Clone)]
pub(super) struct Speaker {
    /// The vendor for whom a person speaks, rather than the person: a stance is a vendor's.
    pub(super) party: Option<EntityId>,
    pub(super) name: String,
    /// Unnamed voices of the net.
    pub(super) is_hearsay: bool,
    /// Speaks for a party though unnamed ("a spokesperson", "the ministry").
    pub(super) is_official: bool,
}

/// Unnamed speakers, just before the verb.
static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u)\b((?:(?:social[- ]media |online |viral |anonymous |several |two |three |some |many |one |multiple |other |a |an |the |independent |chinese |recent |numerous |security |affected )*",
        r"(?:posts?(?: (?:on|by|in|from|to) (?:\w+ ){0,3}\w+)?|users?(?: (?:on|in|of) (?:\w+ ){0,2}\w+)?|developers?|customers|researchers?(?: (?:at|from|of) (?:\w+ ){0,3}\w+)?|reports?|critics|people familiar with the (?:matter|situation)|person familiar with the (?:matter|situation)|sources?(?: familiar with the (?:matter|situation))?|officials?|prosecutors|police|experts?|analysts?|lawsuit|complaint|plaintiffs?|families|parents|authorities|lawmakers|senators|spokes(?:person|man|woman)|statement|blog post|memo|notice|document|internal (?:memo|notice|document|email)|letter|hackers?|attackers?|group|regulators?|watchdog|court documents|court filings?|filing|firm's spokes\w+)))(?: (?:also|have|has|had|later|first|on \w+|that|which|who|then|in \w+|were|was|this week|last week)){0,3},? ?$"
    ))
    .expect("the pattern is a constant")
});
static UNNAMED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)^ ((?:(?:social[- ]media |online |anonymous |several |two |three |some |multiple |a |an |the |its |court |security |internal |police |media )*(?:posts?|users?|developers?|researchers?|reports?|people familiar with the (?:matter|situation)|person familiar with the (?:matter|situation)|sources?|officials?|prosecutors|police|experts?|lawsuit|complaint|documents?|filings?|statement|blog post|memo|notice|letter|records)))\b")
        .expect("the pattern is a constant")
});
/// "the company", "he": someone named before.
static PRONOUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)(?:^|[ \x22,;(])(the (?:[a-z-]+ ){0,2}?(?:company|firm|startup|start-up|vendor|developer|lab|group|giant|maker|spokes(?:person|man|woman)|conglomerate|business|organi[sz]ation|agency|regulator|engineer|executive)|a (?:company )?spokes(?:person|man|woman)|he|she|it|they|its (?:spokes\w+|ceo|chief executive))(?: (?:also|later|then|has|had|have|did|on \w+|in a \w+|in an \w+)){0,3} ?$")
        .expect("the pattern is a constant")
});
static UNNAMED_WIDE: LazyLock<regex::Regex> = LazyLock::new(|| {
    regex::Regex::new("((?:社交媒体|网络|多名|有|多篇|一些)*(?:帖子|网友|用户|开发者|研究人员|知情人士|媒体|消息人士|通知|报道))[^，。；]{0,8}$")
        .expect("the pattern is a constant")
});

static PRONOUN_WIDE: LazyLock<regex::Regex> =
    LazyLock::new(|| regex::Regex::new("(?:他|她|该公司|公司)[^，。；]{0,6}$").expect("the pattern is a constant"));

pub(super) fn find(text: &Text, found: &Found, setting: &Setting, number: usize, verb: &Verb) -> Option<Speaker> {
    let sentence = &text.sentences[number];
    let plain = text.plain();
    let here = found.within(sentence.start, sentence.end);
    let before = &plain[sentence.start.max(verb.start.saturating_sub(BEFORE))..verb.start];
    let behind = &plain[verb.end..sentence.end.min(verb.end + BEHIND)];
    if verb.speaker_behind {
        // A paper by which something is known is a source of its own, whoever issued it.
        return party_behind(text, found, here, verb)
            .or_else(|| unnamed(text, UNNAMED_BEHIND.captures(behind)?.get(1)?, verb.end));
    }
    // The nearest of those that can be meant: a party, someone unnamed, "the company".
    let party =
        here.iter().rev().find(|seen| seen.end <= verb.start && is_party(seen.kind) && is_subject(text, seen, verb));
    let offset = verb.start - before.len();
    let nobody = UNNAMED.captures(before).and_then(|captures| captures.get(1));
    if let Some(words) = nobody
        && party.is_none_or(|party| party.end <= offset + words.end() && !reaches_into(party, offset, words))
    {
        let named = here.iter().find(|seen| {
            is_party(seen.kind) && seen.start >= offset + words.start() && seen.end <= offset + words.end()
        });
        if let Some(seen) =
            named.filter(|seen| seen.kind != EntityKind::Vendor || !words.as_bytes().starts_with(b"post"))
        {
            return Some(speaker(text, found, seen));
        }
        let unnamed = unnamed(text, words, offset);
        return unnamed.map(|speaker| papers::for_issuer(text, found, number, offset + words.end(), speaker));
    }
    if let Some(words) = PRONOUN.captures(before).and_then(|captures| captures.get(1))
        && party.is_none_or(|party| party.end <= offset + words.start())
    {
        let is_person = matches!(words.as_bytes(), b"he" | b"she")
            || words.as_bytes().ends_with(b"engineer")
            || words.as_bytes().ends_with(b"executive");
        if b"we".as_slice() != words.as_bytes()
            && let Some(seen) = referred(text, found, number, words.start() + offset, is_person)
        {
            return Some(speaker(text, found, seen));
        }
    }
    if let Some(seen) = party {
        return Some(speaker(text, found, in_apposition(text, here, seen).unwrap_or(seen)));
    }
    if sentence.wide
        && let Some(pronoun) = PRONOUN_WIDE.find(text.slice(sentence.start, verb.start))
        && let Some(seen) = referred(text, found, number, sentence.start, pronoun.as_str().starts_with(['他', '她']))
    {
        return Some(speaker(text, found, seen));
    }
    if sentence.wide
        && let Some(words) =
            UNNAMED_WIDE.captures(text.slice(sentence.start, verb.start)).and_then(|captures| captures.get(1))
    {
        return Some(Speaker { party: None, name: words.as_str().to_owned(), is_hearsay: true, is_official: false });
    }
    if let Some(voice) = setting.voice
        && (before.ends_with(b"we ") || (before.is_empty() && verb.stance != Some(Stance::Alleges)))
    {
        let name = found.entities.get(voice).map_or_else(|| voice.as_str().to_owned(), |entity| entity.name.clone());
        return Some(Speaker { party: Some(voice.clone()), name, is_hearsay: false, is_official: true });
    }
    party_behind(text, found, here, verb)
}

/// "Acme Group": the name goes on into the words.
fn reaches_into(party: &Seen, offset: usize, words: regex::bytes::Match) -> bool {
    party.start < offset + words.start() && party.end > offset + words.start()
}

/// Without the words that only lead on to the verb; an article in lower case wherever it stood.
fn shown(words: &str) -> String {
    let mut words = words.trim();
    loop {
        let last = words.rsplit(' ').next().unwrap_or_default();
        if !matches!(last, "which" | "that" | "who" | "had" | "have" | "has" | "also" | "were" | "was" | "had," | "and")
            || last == words
        {
            let first = words.split(' ').next().unwrap_or_default();
            return match first {
                "The" | "A" | "An" | "Its" => first.to_lowercase() + &words[first.len()..],
                _ => words.to_owned(),
            };
        }
        words = words[..words.len() - last.len()].trim_end();
    }
}

/// "said Ada Beispiel of Acme": directly behind the verb.
fn party_behind(text: &Text, found: &Found, here: &[Seen], verb: &Verb) -> Option<Speaker> {
    let reach = if verb.speaker_behind { BEHIND } else { 16 };
    let inverted = verb.speaker_behind || matches!(verb.rule, "said" | "reported");
    let seen = here
        .iter()
        .find(|seen| inverted && is_party(seen.kind) && (verb.end..verb.end + reach).contains(&seen.start))?;
    let between = &text.plain()[verb.end..seen.start];
    // "told Acme", "told the staff of Acme": that one is spoken to.
    let spoken_to = text.slice(verb.start, verb.end).starts_with("t") || between.contains(&b',');
    (verb.speaker_behind || !spoken_to).then(|| speaker(text, found, seen))
}

/// "of Acme", "Acme's Corvid": no subject.
fn is_governed(text: &Text, seen: &Seen) -> bool {
    let before = &text.plain()[seen.start.saturating_sub(7)..seen.start];
    let prepositions: [&[u8]; 9] =
        [b" of ", b" in ", b" from ", b" to ", b" with ", b" for ", b" by ", b" against ", b" using "];
    prepositions.iter().any(|word| before.ends_with(word)) || text.plain()[seen.end..].starts_with(b"'s ")
}

/// Whether the name can be the verb's subject: no preposition before it but of a person's employer, no full clause between.
fn is_subject(text: &Text, seen: &Seen, verb: &Verb) -> bool {
    let plain = text.plain();
    if verb.start - seen.end > BEFORE {
        return false;
    }
    let before = &plain[seen.start.saturating_sub(9)..seen.start];
    let after = &plain[seen.end..verb.start];
    let prepositions: [&[u8]; 15] = [
        b" of ",
        b" in ",
        b" from ",
        b" to ",
        b" with ",
        b" for ",
        b" by ",
        b" against ",
        b" about ",
        b" using ",
        b" sued ",
        b" accused ",
        b" told ",
        b" fined ",
        b" banned ",
    ];
    let adjacent = verb.start - seen.end <= 2;
    let possessive = after.starts_with(b"'s ")
        && seen.kind != EntityKind::Person
        && !holds(after, b"spokes")
        && !holds(after, b"chief");
    (adjacent || !prepositions.iter().any(|preposition| before.ends_with(preposition))) && !possessive
}

/// "Ada Beispiel, an engineer at Acme, said": it is she who says it, not Acme.
fn in_apposition<'s>(text: &Text, here: &'s [Seen], party: &Seen) -> Option<&'s Seen> {
    here.iter().rev().find(|seen| {
        seen.kind == EntityKind::Person
            && seen.owner.as_ref() == Some(&party.entity)
            && seen.end < party.start
            && party.start - seen.end < 90
            && text.plain()[seen.end..party.start].iter().filter(|byte| **byte == b',').count() <= 1
    })
}

fn holds(words: &[u8], part: &[u8]) -> bool {
    words.windows(part.len()).any(|window| window == part)
}

/// Whom "the company" or "he" means: the subject nearest before.
fn referred<'f>(text: &Text, found: &'f Found, number: usize, before: usize, is_person: bool) -> Option<&'f Seen> {
    let fits =
        |seen: &&Seen| is_party(seen.kind) && seen.end <= before && (seen.kind == EntityKind::Person) == is_person;
    (number.saturating_sub(REACH)..=number).rev().find_map(|number| {
        let sentence = &text.sentences[number];
        found.within(sentence.start, sentence.end).iter().find(fits)
    })
}

/// A person speaks for the employer; both names are shown.
fn speaker(text: &Text, found: &Found, seen: &Seen) -> Speaker {
    let name = |id: &EntityId| found.entities.get(id).map(|entity| entity.name.clone());
    let own = name(&seen.entity).unwrap_or_else(|| text.slice(seen.start, seen.end).to_owned());
    match (&seen.owner, seen.kind) {
        (Some(owner), EntityKind::Person) => {
            let employer = name(owner).unwrap_or_else(|| owner.as_str().to_owned());
            Speaker {
                party: Some(owner.clone()),
                name: format!("{own} ({employer})"),
                is_hearsay: false,
                is_official: true,
            }
        }
        _ => Speaker { party: Some(seen.entity.clone()), name: own, is_hearsay: false, is_official: true },
    }
}

fn unnamed(text: &Text, words: regex::bytes::Match, offset: usize) -> Option<Speaker> {
    let (start, end) = (offset + words.start(), offset + words.end());
    let name = shown(text.slice(start, end));
    let plain = words.as_bytes();
    let is_hearsay = [
        &b"post"[..],
        b"user",
        b"familiar",
        b"source",
        b"lawsuit",
        b"complaint",
        b"plaintiff",
        b"critic",
        b"developer",
    ]
    .iter()
    .any(|word| holds(plain, word));
    let is_official = [
        &b"official"[..],
        b"police",
        b"prosecutor",
        b"spokes",
        b"authorit",
        b"regulator",
        b"statement",
        b"notice",
        b"memo",
    ]
    .iter()
    .any(|word| holds(plain, word));
    (!name.is_empty()).then_some(Speaker { party: None, name, is_hearsay, is_official })
}
