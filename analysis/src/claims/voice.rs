//! A party's own statement: it announces, acknowledges and denies without a verb of saying.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::taxonomy::Family;
use watchline_model::{DocumentKind, EntityKind, Modality, Stance};

use super::speaker::{Hall, Speaker};
use super::stance;
use crate::entities::{EntityFinder, Found};
use crate::events::{Setting, Told};
use crate::text::Text;

static OWN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u)\b(?:we|our|us|i|my)\b").expect("the pattern is a constant"));
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?-u)^(?:[0-9]{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* ?[0-9, ]*$",
    )
    .expect("the pattern is a constant")
});

static ISSUED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:issued|published|released|reported|discovered|found) by:? (?:the )?([a-z0-9-]+(?: [a-z0-9-]+){0,3})")
        .expect("the pattern is a constant")
});

/// Whose statement it is: the voice of the source, or whoever signs it; with the person who signs.
pub(super) fn voice(text: &Text, found: &Found, entities: &EntityFinder, setting: &Setting) -> Option<Speaker> {
    let own = setting.voice.map(|voice| {
        let name = entities.known(voice).map_or_else(|| voice.as_str().to_owned(), |entity| entity.name.clone());
        (Some(voice.clone()), name)
    });
    let speaks = matches!(setting.kind, Some(DocumentKind::Statement | DocumentKind::Status | DocumentKind::Post));
    if own.is_none() && setting.kind == Some(DocumentKind::Advisory) {
        return issuer(text, found);
    }
    if own.is_none() && !speaks {
        return None;
    }
    let (person, body) = signature(text);
    if let (None, Some(DocumentKind::Post), Some(person), None) = (&own, setting.kind, &person, &body) {
        let name = person.clone();
        return Some(Speaker { party: None, name, is_hearsay: false, is_official: false, is_person: true });
    }
    let signed = || {
        let vendor = found.seen.iter().find(|seen| {
            seen.kind == EntityKind::Vendor
                && body.as_ref().is_none_or(|body| body.contains(text.slice(seen.start, seen.end)))
        });
        let name = |seen: &crate::entities::Seen| {
            found
                .entities
                .get(&seen.entity)
                .map_or_else(|| text.slice(seen.start, seen.end).to_owned(), |entity| entity.name.clone())
        };
        vendor.map(|seen| (Some(seen.entity.clone()), name(seen))).or_else(|| body.clone().map(|body| (None, body)))
    };
    let (party, name) = own.or_else(signed)?;
    let person = person.filter(|person| !person.contains(name.split(' ').next().unwrap_or_default()));
    let name = match person {
        Some(person) => format!("{person} ({name})"),
        None => name,
    };
    Some(Speaker { party, name, is_hearsay: false, is_official: true, is_person: false })
}

/// Who issues an advisory, where it says so.
fn issuer(text: &Text, found: &Found) -> Option<Speaker> {
    let names = ISSUED.captures(text.plain())?.get(1)?;
    let words = text.slice(names.start(), names.end());
    let capitals = words.split(' ').take_while(|word| word.starts_with(char::is_uppercase)).count();
    let name = words.split(' ').take(capitals).collect::<Vec<_>>().join(" ");
    let name = name.trim_end_matches(['.', ',', ':']).to_owned();
    let seen = found.within(names.start(), names.end()).first().filter(|seen| seen.kind == EntityKind::Vendor);
    let party = seen.map(|seen| seen.entity.clone());
    (!name.is_empty()).then_some(Speaker { party, name, is_hearsay: false, is_official: false, is_person: false })
}

/// The person and the body that sign at the foot: "Ada Beispiel, maintainer, for Acme", "Acme, 3 May".
fn signature(text: &Text) -> (Option<String>, Option<String>) {
    let full = text.full().trim_end();
    let foot = full.rsplit("\n\n").next().unwrap_or_default();
    if foot.chars().count() > 110 || foot.trim_end().ends_with(['.', '!', '?']) {
        return (None, None);
    }
    let parts = foot.split(['\n', ',']).map(|part| part.trim().trim_start_matches(['-', '–', '—', ' ']));
    let (mut person, mut body) = (None, None);
    for part in parts.filter(|part| !part.is_empty()) {
        let plain = part.to_lowercase();
        if DATE.is_match(plain.as_bytes()) || plain.chars().all(|letter| letter.is_ascii_digit()) {
            continue;
        }
        let part = part.strip_prefix("for ").unwrap_or(part);
        let words: Vec<&str> = part.split(' ').collect();
        let are_names = words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) || matches!(*word, "van" | "von" | "de" | "of"));
        if !are_names || is_office(&plain) {
            continue;
        }
        if person.is_none()
            && body.is_none()
            && (2..=3).contains(&words.len())
            && text.full().matches(part).count() == 1
        {
            person = Some(part.to_owned());
        } else if body.is_none() {
            body = Some(part.to_owned());
        }
    }
    (person, body)
}

fn is_office(plain: &str) -> bool {
    [
        "chief",
        "founder",
        "officer",
        "counsel",
        "head ",
        "director",
        "president",
        "maintainer",
        "ceo",
        "cso",
        "cto",
        "ciso",
        "team",
        "press office",
    ]
    .iter()
    .any(|word| plain.contains(word))
}

/// What a statement says in its own voice.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own {
    pub(super) sentence: usize,
    pub(super) stance: Stance,
    /// Of which event, if that is clear.
    pub(super) event: Option<usize>,
    /// By what is told, or by the words of the sentence; else it is only asked whether it may be so.
    pub(super) is_ruled: bool,
}

/// What the statement says in its own voice, each stance once; also those that nothing speaks for so far.
pub(super) fn own_voice(hall: &Hall, told: &[Told]) -> Vec<Own> {
    let Some(voice) = &hall.voice else { return Vec::new() };
    let mut said: Vec<Own> = Vec::new();
    let mut note = |sentence: usize, stance: Stance, event: Option<usize>, is_ruled: bool| {
        if said.iter().all(|known| known.stance != stance) {
            said.push(Own { sentence, stance, event, is_ruled });
        }
    };
    for (index, told) in told.iter().enumerate() {
        let Some(&number) = told.sentences.iter().find(|&&sentence| sentence > 0).or(told.sentences.first()) else {
            continue;
        };
        let is_own = told.event.actors.is_empty()
            || voice
                .party
                .as_ref()
                .is_none_or(|voice| told.event.actors.contains(voice) || told.event.targets.contains(voice));
        let stance = match told.event.kind.as_str() {
            "acknowledgement" | "apology" | "postmortem" => Stance::Acknowledges,
            "denial" => Stance::Denies,
            _ if told.event.modality == Modality::Denied => Stance::Denies,
            _ if stance::announces(told) => Stance::Announces,
            _ if matches!(told.family, Family::Weakness | Family::Breach | Family::Service) => Stance::Acknowledges,
            _ => continue,
        };
        // What others say of it is not owned up to by being repeated.
        if stance == Stance::Acknowledges && told.event.modality != Modality::Stated {
            continue;
        }
        if is_own || stance == Stance::Acknowledges || stance == Stance::Denies {
            note(number, stance, Some(index), true);
        }
    }
    let body = || {
        let sentences = hall.text.sentences.iter().enumerate();
        sentences.filter(|(_, sentence)| !sentence.headline && !sentence.clutter)
    };
    for (number, sentence) in body() {
        let plain = sentence.plain(hall.text);
        if !OWN.is_match(plain) {
            continue;
        }
        if let Some(stance) = stance::own_words(plain) {
            note(number, stance, None, true);
        }
    }
    let Some((first, _)) = body().next() else { return said };
    for (stance, cue) in OPEN {
        let cued = body().find(|(_, sentence)| stance::cues(sentence.plain(hall.text)).any(|known| known == cue));
        note(cued.map_or(first, |(number, _)| number), stance, None, false);
    }
    said
}

/// Stances that a statement may take, each with the kind of words that show it.
const OPEN: [(Stance, &str); 6] = [
    (Stance::Acknowledges, "admission"),
    (Stance::Denies, "denial"),
    (Stance::Disputes, "but"),
    (Stance::Announces, "step"),
    (Stance::Alleges, "charge"),
    (Stance::Reports, "found"),
];
