//! What the party concerned does about a thing that has happened: it removes, limits, corrects, switches off.
//!
//! The words are those of everyday business; they tell of a remedy only where the document tells of something grave, where the
//! one concerned is their subject, and where no rule of the taxonomy has taken the sentence for a ban, a withdrawal or a fix.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::EntityKind;
use watchline_model::taxonomy::{Family, Side};

use super::{Sighting, counter};
use crate::entities::Found;
use crate::text::Text;

const RULE: &str = "remedy";
const KIND: &str = "mitigation";

/// Between the subject and its verb.
const HELPERS: &str = r"(?:(?:has|have|had|'ve|'d|since|now|also|then|already|immediately|quickly|subsequently|later|therefore|meanwhile|temporarily|since then|in the meantime|reportedly|promptly|initially|again|at once|permanently|manually)[ ,]+)*";
/// Verbs that repair by themselves.
const REPAIRS: &str = r"(?:banned (?:the|those|all|several|dozens|hundreds|[0-9,]+) (?:[^ ,;:]+ ){0,3}accounts|blocked|capped|cleaned|closed|corrected|deleted|disabled|disconnected|filtered|fixed|hardened|invalidated|isolated|limited|locked|masked|narrowed|neutrali[sz]ed|patched|paused|plugged|purged|quarantined|rate-limited|rebuilt|recalled|reconfigured|refunded|reimbursed|reinstated|remedied|removed|repaired|replaced|reset|restarted|restored|restricted|retrained|reverted|revoked|rolled back|rotated|scrubbed|shut(?: down| off)?|stopped|strengthened|suspended|switched (?:off|on|back)|taken (?:down|offline)|terminated|tightened|took (?:[^ ,;:]+ ){0,4}(?:down|offline|out)|turned (?:off|on)|undone|undid|unpublished|wiped|withdrawn|withdrew)";
/// Verbs that repair by what they add.
const ADDS: &str = r"(?:added|adjusted|applied|changed|deployed|enabled|extended|implemented|installed|introduced|moved|placed|put|raised|rolled out|set up|switched to|updated|upgraded|rewrote|rewritten|improved)";
const ADDED: &str = r"(?:approv\w*|alarms?|alerts?|audits?|barriers?|checks?|classifiers?|confirm\w*|controls?|delays?|dialogs?|disclaimers?|encryption|factor|filters?|fix|guardrails?|hotfix|keys?|labels?|limits?|lists?|locks?|logging|measures?|mechanisms?|moderat\w*|monitoring|notices?|permissions?|prompts?|protections?|protocols?|quotas?|reviews?|rules?|safeguards?|safety|sandbox\w*|scann\w+|screening|security|settings?|signatures?|steps?|switch|tests?|thresholds?|tokens?|training|verification|version|warnings?|workaround|second)";

fn build(pattern: &str) -> Regex {
    Regex::new(&format!("(?-u){pattern}")).expect("the patterns are constants")
}

/// Behind the name or pronoun of the one concerned.
static ACTIVE: LazyLock<Regex> = LazyLock::new(|| {
    build(&format!(
        r"^(?:,[^,.;:]{{0,60}},)? {HELPERS}(?:and |said (?:that )?(?:it|they) )?{HELPERS}(?:{REPAIRS}\b|{ADDS}\b(?: [^ ,;:]+){{0,6}} {ADDED}\b)"
    ))
});
/// A pronoun or noun that means the one concerned, with its verb.
static MEANT: LazyLock<Regex> = LazyLock::new(|| {
    build(&format!(
        r"\b(?:we|it|they|the (?:[a-z-]+ ){{0,2}}?(?:company|firm|vendor|maker|developers?|team|start-?up|provider|operator|lab|project|maintainers?|platform|registry|group|giant)|(?:its|our|the) (?:engineers|staff|team|developers|maintainers|technicians)),? {HELPERS}(?:{REPAIRS}\b|{ADDS}\b(?: [^ ,;:]+){{0,6}} {ADDED}\b)"
    ))
});
/// What has been repaired, nobody being named.
static PASSIVE: LazyLock<Regex> = LazyLock::new(|| {
    build(&format!(
        r"\b(?:has|have) (?:since |now |also |already |meanwhile |therefore |all )*been (?:since |now |temporarily |fully |permanently |completely )*{REPAIRS}\b|\b(?:was|were) (?:then |later |immediately |quickly |subsequently |promptly |temporarily )*(?:blocked|corrected|deleted|disabled|isolated|patched|purged|quarantined|reset|restored|reverted|revoked|rolled back|rotated|suspended|switched off|taken (?:down|offline)|turned off|withdrawn)\b"
    ))
});
/// What the thing does now and did not do before.
static PRESENT: LazyLock<Regex> = LazyLock::new(|| {
    build(concat!(
        r"\bnow (?:asks?|blocks?|checks?|confirms?|filters?|flags?|ignores?|keeps?|limits?|logs|needs?|refuses?|rejects?|requires?|runs? (?:in|on|with|without)|scans?|shows?|signs?|stops?|strips?|treats?|verif(?:y|ies)|waits?|warns?)\b",
        r"|\bno longer (?:accepts?|acts?|answers?|appears?|carries|connects?|contains?|copies|creates?|deletes?|executes?|exposes?|fetch(?:es)?|follows?|generates?|gives?|includes?|installs?|keeps?|leaks?|lets?|loads?|makes?|obeys?|offers?|opens?|passes|posts?|prints?|pushes|reads?|returns?|runs?|sends?|shows?|stores?|suggests?|trusts?|uploads?|writes?)\b",
        r"|\b(?:is|are) (?:now )?(?:off|disabled|switched off|turned off|opt-in|blocked) by default\b|\b(?:fix|patch|hotfix|update|workaround) (?:is|was) (?:rolling out|rolled out|being rolled out|in place|live|deployed|shipped|out)\b|\bkill switch\b",
    ))
});
/// Others do it, or it is the deed itself.
static NOT: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:attackers?|hackers?|thie(?:f|ves)|intruders?|criminals?|scammers?|court|judge|without permission|by mistake|accidentally|unasked|wrongly|mistakenly|agent (?:had )?(?:deleted|wiped|removed)|production|it was told|instead of asking|vulnerab\w*|cve-|allows?|if|by hand|warning (?:was|were|had|of)|until|should have)\b",
    )
});

/// At most one for each sentence.
pub(super) fn sightings(text: &Text, found: &Found, seen: &[Sighting]) -> Vec<Sighting> {
    let mut remedies = Vec::new();
    let is_grave = |sighting: &Sighting| {
        matches!(sighting.family, Family::Weakness | Family::Breach | Family::Misuse | Family::Service)
    };
    if !seen.iter().any(is_grave) {
        return remedies;
    }
    for (number, sentence) in text.sentences.iter().enumerate() {
        let plain = sentence.plain(text);
        let is_taken = |sighting: &Sighting| {
            sighting.sentence == number
                && (sighting.family == Family::Restriction
                    || sighting.family == Family::Service
                    || matches!(
                        sighting.kind.as_str(),
                        KIND | "vulnerability_patched" | "unsafe_agent_action" | "policy_change" | "statement_removed"
                    ))
        };
        if sentence.clutter || sentence.headline || seen.iter().any(is_taken) || NOT.is_match(plain) {
            continue;
        }
        let named = || {
            let vendors =
                found.within(sentence.start, sentence.end).iter().filter(|seen| seen.kind == EntityKind::Vendor);
            vendors.into_iter().find_map(|seen| {
                let behind = &text.plain()[seen.end.min(sentence.end)..sentence.end];
                ACTIVE.find(behind).map(|hit| (seen.end - sentence.start, seen.end - sentence.start + hit.end()))
            })
        };
        let span = |hit: regex::bytes::Match| (hit.start(), hit.end());
        let Some((start, end)) = named()
            .or_else(|| MEANT.find(plain).map(span))
            .or_else(|| PASSIVE.find(plain).map(span))
            .or_else(|| PRESENT.find(plain).map(span))
        else {
            continue;
        };
        if counter::is_countered(plain, start, end, KIND, Family::Response) {
            continue;
        }
        remedies.push(Sighting {
            kind: KIND.into(),
            family: Family::Response,
            sentence: number,
            start: sentence.start + start,
            end: sentence.start + end,
            actor: Side::Before,
            target: Side::Product,
            rule: RULE.to_owned(),
        });
    }
    remedies
}
