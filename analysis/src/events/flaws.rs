//! What a sentence about a flaw only seems to tell besides: a repair names the flaw, and an attack that a flaw would allow
//! ("a malicious model file", "spoofing a service") has not happened.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::DocumentKind;

use super::{Setting, Sighting};
use crate::text::Text;

fn build(pattern: &str) -> Regex {
    Regex::new(&format!("(?-u){pattern}")).expect("the patterns are constants")
}

/// Who found the flaw, or what it does.
static OF_THE_FLAW: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:discover|found|find|report|disclos|reveal|uncover|describ|detail|publish|expos|warn|allow|let|enabl|could|can|permit|lead|affect|impact|exploit|execut|escalat|inject|travers|bypass|overflow|forgery|deseriali|steal|leak|arbitrary|missing|improper|insufficient|suffer|vulnerable|lack|cross-site|xss|ssrf|csrf|severity|cvss|critical)\w*",
    )
});
/// Somebody has put the harmful thing where others fetch it.
static SPREAD: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:npm|pypi|registry|registries|marketplace|open vsx|clawhub|upload(?:ed|s)|published|distribut\w+|downloads|in the wild|campaign|compromised|hijacked|poisoned|typosquat\w*|backdoored|supply[- ]chain|were (?:found|discovered|removed)|was removed)\b",
    )
});

/// Just before the harm that an attacker would do.
static WOULD: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:an attacker|attackers?|adversar(?:y|ies)|hackers?) (?:could|can|may|might|would)\b|\b(?:allow|let|enabl|permit)(?:s|ing)? (?:[^ ,;:]+ )?(?:attackers?|adversar(?:y|ies)|hackers?)\b",
    )
});

/// Strikes out what is not told.
pub(super) fn settle(text: &Text, setting: &Setting, sightings: &mut Vec<Sighting>) {
    let of = |kind: &str| -> Vec<usize> {
        sightings.iter().filter(|seen| seen.kind.as_str() == kind).map(|seen| seen.sentence).collect()
    };
    let (flaws, repairs) = (of("vulnerability_disclosed"), of("vulnerability_patched"));
    let is_advisory = setting.kind == Some(DocumentKind::Advisory);
    sightings.retain(|seen| {
        let sentence = text.sentences[seen.sentence].plain(text);
        match seen.kind.as_str() {
            "vulnerability_disclosed" => {
                is_advisory || !repairs.contains(&seen.sentence) || OF_THE_FLAW.is_match(sentence)
            }
            "supply_chain_compromise" => !flaws.contains(&seen.sentence) || SPREAD.is_match(sentence),
            "data_exposure" | "credential_exposure" => {
                let before = &text.plain()[text.sentences[seen.sentence].start..seen.start];
                flaws.is_empty() || !WOULD.is_match(before)
            }
            "impersonation" => !flaws.contains(&seen.sentence) || !is_of_a_service(text, seen),
            _ => true,
        }
    });
}

/// Spoofed requests and services deceive machines, not people.
fn is_of_a_service(text: &Text, seen: &Sighting) -> bool {
    text.plain()[seen.start..seen.end].starts_with(b"spoof")
        || text.plain()[seen.start..seen.end].starts_with(b"imperson")
}

#[cfg(test)]
mod tests;
