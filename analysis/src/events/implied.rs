//! What the kind of a document says by itself: a status page tells of failures, an advisory of a flaw, a vendor's own
//! statement acknowledges what it describes.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::DocumentKind;
use watchline_model::taxonomy::{Family, Side};

use super::{Setting, Sighting};
use crate::text::Text;

fn build(pattern: &str) -> Regex {
    Regex::new(&format!("(?-u){pattern}")).expect("the patterns are constants")
}

static OWN_ADMISSION: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\bwe (?:have |had |recently |also |first |then )*(?:identified|discovered|learned|learnt|became aware|detected|experienced|ran an experiment|found that|determined|confirmed|made|introduced|began|started|shipped|fell short|got)\b.{0,120}\b(?:incident|issue|bug|flaw|error|vulnerabilit|unauthori[sz]ed|breach|leak|expos|experiment|mistake|abuse|misuse|accounts|activity|problem|outage|marker|attack|wrong)",
    )
});
static OWN_MITIGATION: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\bwe (?:have |had |also |immediately |quickly |since |now |then |are |will )*(?:removed|removing|disabled|revoked|rotated|patched|fixed|deployed|rolled back|reverted|blocked|banned|suspended|strengthened|stopped|shut down|ended|introduced (?:new|stronger|additional)|added (?:new|stronger|additional)|put in place)\b",
    )
});
static FAILURE: LazyLock<Regex> = LazyLock::new(|| {
    build(r"\b(?:outage|unavailable|down|offline|errors?|latency|degraded|disruption|failing|failures?|timeouts?)\b")
});
static PLANNED_WORK: LazyLock<Regex> =
    LazyLock::new(|| build(r"\b(?:scheduled|planned|routine) (?:[a-z]+ )?(?:maintenance|work|upgrade|migration)\b"));
static DOWN: LazyLock<Regex> =
    LazyLock::new(|| build(r"\b(?:outage|unavailable|down|offline|disruption|cannot|unable)\b"));
static FLAW: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:vulnerab|flaw|injection|traversal|overflow|deserialization|bypass|disclosure|execution|escalation|exposure|forgery|denial of service|cve-|ghsa-|allows?|malicious|arbitrary)\w*",
    )
});
static REPAIRED: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:fixed in|patched in|patched versions?|upgrade to|update to|has been (?:fixed|patched|addressed)|fix(?:es)? (?:is|are|was) (?:included|available)|fixed versions?|resolved in|addressed in)\b",
    )
});

/// Sightings that the document's kind or voice allows, of kinds that no rule of the taxonomy has seen.
pub(super) fn sightings(text: &Text, setting: &Setting, seen: &[Sighting]) -> Vec<Sighting> {
    let mut found = Vec::new();
    let has = |kind: &str| seen.iter().any(|sighting| sighting.kind.as_str() == kind);
    if setting.voice.is_some() && setting.kind != Some(DocumentKind::Status) {
        if !has("acknowledgement") {
            found.extend(first(text, &OWN_ADMISSION, "acknowledgement", Family::Response, "own-voice"));
        }
        if !has("mitigation") {
            found.extend(first(text, &OWN_MITIGATION, "mitigation", Family::Response, "own-voice"));
        }
    }
    match setting.kind {
        Some(DocumentKind::Status) if !has("outage") && !has("degradation") && !is_planned_work(text) => {
            if first(text, &DOWN, "outage", Family::Service, "status-page").is_some() {
                found.extend(first(text, &DOWN, "outage", Family::Service, "status-page"));
            } else {
                found.extend(first(text, &FAILURE, "degradation", Family::Service, "status-page"));
            }
        }
        Some(DocumentKind::Advisory) => {
            if !has("vulnerability_disclosed") && !has("supply_chain_compromise") {
                found.extend(first(text, &FLAW, "vulnerability_disclosed", Family::Weakness, "advisory"));
            }
            if !has("vulnerability_patched") {
                found.extend(first(text, &REPAIRED, "vulnerability_patched", Family::Weakness, "advisory"));
            }
        }
        _ => {}
    }
    found
}

/// A page on planned work speaks of services that it does not touch.
fn is_planned_work(text: &Text) -> bool {
    text.sentences.first().is_some_and(|first| PLANNED_WORK.is_match(first.plain(text)))
}

/// The first sentence of the body that matches, else the headline.
fn first(text: &Text, regex: &Regex, kind: &str, family: Family, rule: &str) -> Option<Sighting> {
    let hit = |headline: bool| {
        text.sentences
            .iter()
            .enumerate()
            .filter(|(_, sentence)| sentence.headline == headline && !sentence.clutter)
            .find_map(|(number, sentence)| {
                regex
                    .find(sentence.plain(text))
                    .map(|hit| (number, sentence.start + hit.start(), sentence.start + hit.end()))
            })
    };
    let (sentence, start, end) = hit(false).or_else(|| hit(true))?;
    Some(Sighting {
        kind: kind.into(),
        family,
        sentence,
        start,
        end,
        actor: Side::Organization,
        target: Side::Product,
        rule: rule.to_owned(),
    })
}
