//! "She said the company had launched a test in March": what the accused tells of itself admits it, without a verb of admission.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::taxonomy::{Family, Side};
use watchline_model::{EntityId, EntityKind, Modality};

use super::{Sighting, Told};
use crate::entities::Found;
use crate::text::Text;

pub(super) const RULE: &str = "reported-admission";

/// How far behind the deed its purpose may stand, in characters.
const BEHIND: usize = 30;

const WHO: &str = r"(?:the (?:[a-z-]+ )?(?:company|firm|vendor|team|lab|laboratory|maker|developer|provider|start-?up)|it|we|they|he|she|his team|her team|its (?:engineers|developers|team))";
const DEED: &str = r"(?:launch|launched|ran|run|running|begun|began|begin|started|starting|tested|testing|tried|trying|trialled|trialed|introduced|shipped|conducted|conducting|added|built|switched on|turned on|rolled out|carried out|carrying out)";
const HELPERS: &str =
    "(?:(?:had|has|have|was|were|been|also|first|indeed|briefly|quietly|only|since|once|recently) |'d |'ve )*";

static SAID: LazyLock<Regex> = LazyLock::new(|| {
    build(r"\b(?:said|says|wrote|writes|told|tells|explained|explains|posted|added|stated|replied)\b")
});
/// A test is one's own doing whenever it was; anything else only if its past is told.
static DEED_TOLD: LazyLock<Regex> = LazyLock::new(|| {
    build(&format!(
        r"\b{WHO} ?{HELPERS}{DEED} (?:[^ ,;:.]+ ){{0,4}}?(?:experiments?|tests?|trials?|pilot)\b|\b{WHO} ?{HELPERS}{DEED} (?:[^ ,;:.]+ ){{0,5}}?(?:features?|mechanisms?|checks?|markers?|code|changes?|tweaks?|measures?|function|practice)\b.{{0,80}}\b(?:in (?:early |late |mid-)?(?:january|february|march|april|may|june|july|august|september|october|november|december|20[0-9]{{2}})|last (?:year|month|week|spring|summer|autumn|fall|winter)|(?:days|weeks|months|years) (?:ago|earlier)|since)\b"
    ))
});
/// What is begun is the cure, not the deed.
static CURE: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:safeguards?|fix|fixes|patch|patches|mitigat\w+|protections?|parental|safety|repairs?|remedy|investigation|audit|review)\b",
    )
});

fn build(pattern: &str) -> Regex {
    Regex::new(&format!("(?-u){pattern}")).expect("the patterns are constants")
}

/// One for each sentence in which someone tells of a deed of one's own side; [`keep_the_accused`] knows later who.
pub(super) fn sightings(text: &Text, seen: &[Sighting]) -> Vec<Sighting> {
    let mut found = Vec::new();
    if !seen.iter().any(|sighting| is_grave(sighting.family)) {
        return found;
    }
    for (number, sentence) in text.sentences.iter().enumerate() {
        let admitted = |sighting: &Sighting| {
            sighting.sentence == number && matches!(sighting.kind.as_str(), "acknowledgement" | "denial")
        };
        if sentence.clutter || sentence.headline || seen.iter().any(admitted) {
            continue;
        }
        let plain = sentence.plain(text);
        let (Some(said), Some(deed)) = (SAID.find(plain), DEED_TOLD.find(plain)) else { continue };
        if CURE.is_match(&plain[deed.start()..plain.len().min(deed.end() + BEHIND)]) {
            continue;
        }
        found.push(Sighting {
            kind: "acknowledgement".into(),
            family: Family::Response,
            sentence: number,
            start: sentence.start + said.start(),
            end: sentence.start + said.end(),
            actor: Side::Before,
            target: Side::None,
            rule: RULE.to_owned(),
        });
    }
    found
}

/// What a vendor can be accused of.
fn is_grave(family: Family) -> bool {
    matches!(family, Family::Weakness | Family::Breach | Family::Misuse)
}

/// Only a vendor of which the document tells something grave besides admits it by telling of its deeds.
pub(super) fn keep_the_accused(found: &Found, told: &mut Vec<Told>) {
    let owner = |id: &EntityId| found.entities.get(id).and_then(|entity| entity.owner.clone());
    let is_vendor = |id: &&EntityId| found.entities.get(*id).is_some_and(|entity| entity.kind == EntityKind::Vendor);
    let is_accused = |vendor: &EntityId, sentences: &[usize]| {
        told.iter().any(|told| {
            is_grave(told.family)
                && told.event.modality != Modality::Denied
                && (told.event.modality == Modality::Alleged || told.sentences != sentences)
                && (told.event.actors.contains(vendor)
                    || told
                        .event
                        .targets
                        .iter()
                        .any(|target| target == vendor || owner(target).as_ref() == Some(vendor)))
        })
    };
    let kept: Vec<bool> = told
        .iter()
        .map(|told| {
            told.event.rule != RULE
                || told.event.actors.iter().filter(is_vendor).any(|vendor| is_accused(vendor, &told.sentences))
        })
        .collect();
    let mut kept = kept.into_iter();
    told.retain(|_| kept.next().unwrap_or(true));
}

#[cfg(test)]
mod tests;
