//! What a CSAF document gives with a date: remediations, threats, involvements, discoveries, revisions.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;
use watchline_model::{Basis, Dated};

use crate::read::advisory::{Step, kind_of_step};
use crate::read::collapse;
use crate::read::csaf::products::Products;
use crate::read::lenient::{day_or_moment as date, list, text};

/// Longer lists of products stand with the product status.
pub(super) const PRODUCTS_IN_NOTE: usize = 5;

/// Words of the field `exploit_status` that say that it happens, and those that say that it does not.
static EXPLOITED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)exploited\s*:\s*yes|exploitation detected|\b(?:is|are|has been|have been|was|were|being|actively|publicly) (?:being )?(?:actively )?exploited|\bactive(?:ly)? exploit|in[- ]the[- ]wild|^\s*(?:exploited|active|actively exploited|known exploited)\s*\.?\s*$")
        .expect("a valid pattern")
});
static NOT_EXPLOITED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:no|not|never|unaware|without|none)\b|exploited\s*:\s*no").expect("a valid pattern")
});

pub(super) fn steps(tracking: &Value, vulnerabilities: &[&Value]) -> Vec<Step> {
    let mut steps = Vec::new();
    let many = vulnerabilities.len() > 1;
    for vulnerability in vulnerabilities {
        // In a document on many weaknesses a step says whose it is.
        let whose = text(vulnerability, "cve").filter(|_| many).map(|cve| format!("{cve}: ")).unwrap_or_default();
        let mut add = |date: Dated, state: &str, words: &str, kind| {
            let words = if words.is_empty() { "no details are given" } else { words };
            let state = Some(state.to_lowercase()).filter(|state| !state.is_empty());
            steps.push(Step {
                date: date.with_basis(Basis::Occurred),
                state,
                text: format!("{whose}{}", collapse(words)),
                kind,
            });
        };
        for remediation in list(vulnerability, "remediations") {
            let Some(date) = date(remediation, "date") else { continue };
            let category = text(remediation, "category").unwrap_or_default();
            add(date, label(&category), &text(remediation, "details").unwrap_or_default(), remediation_kind(&category));
        }
        for threat in list(vulnerability, "threats") {
            let Some(date) = date(threat, "date") else { continue };
            let (category, details) =
                (text(threat, "category").unwrap_or_default(), text(threat, "details").unwrap_or_default());
            let is_exploited = category == "exploit_status" && is_exploited(&details);
            add(date, label(&category), &details, is_exploited.then_some("vulnerability_exploited"));
        }
        for involvement in list(vulnerability, "involvements") {
            let Some(date) = date(involvement, "date") else { continue };
            let status = text(involvement, "status").unwrap_or_default();
            let is_vendors = text(involvement, "party").is_some_and(|party| party == "vendor");
            add(date, "", &involvement_words(involvement), (status == "disputed" && is_vendors).then_some("denial"));
        }
        if let Some(date) = date(vulnerability, "discovery_date") {
            add(date, "", "the weakness was discovered.", None);
        }
    }
    for revision in list(tracking, "revision_history") {
        let (Some(date), Some(summary)) = (date(revision, "date"), text(revision, "summary")) else { continue };
        let number = text(revision, "number").unwrap_or_default();
        steps.push(Step { date, state: Some(format!("version {number}")), text: collapse(&summary), kind: None });
    }
    steps
}

/// Who disputes a weakness, and in what words.
pub(super) fn disputed(vulnerabilities: &[&Value]) -> Option<String> {
    let mut involvements = vulnerabilities.iter().flat_map(|vulnerability| list(vulnerability, "involvements"));
    let disputed =
        involvements.find(|it| text(it, "status").is_some_and(|status| status.eq_ignore_ascii_case("disputed")))?;
    Some(involvement_words(disputed))
}

/// "disputed by the vendor. The behaviour is documented."
pub(super) fn involvement_words(involvement: &Value) -> String {
    let party = text(involvement, "party").unwrap_or_else(|| "a party".to_owned());
    let party = if party == "other" { "another party".to_owned() } else { format!("the {}", party.replace('_', " ")) };
    let status = match text(involvement, "status").unwrap_or_default().to_lowercase().as_str() {
        "disputed" => format!("disputed by {party}"),
        "completed" => format!("work completed by {party}"),
        "in_progress" => format!("work in progress at {party}"),
        "open" => format!("open with {party}"),
        "contact_attempted" => format!("contact with {party} attempted"),
        "not_contacted" => format!("{party} not contacted"),
        status => format!("{party}: {}", status.replace('_', " ")),
    };
    let summary = text(involvement, "summary").unwrap_or_default();
    collapse(&format!("{}. {summary}", status.trim_end_matches([':', ' '])))
}

/// A category's name for people.
pub(super) fn label(category: &str) -> &'static str {
    match category {
        "vendor_fix" => "Vendor fix",
        "optional_patch" => "Optional patch",
        "fix_planned" => "Fix planned",
        "workaround" => "Workaround",
        "mitigation" => "Mitigation",
        "no_fix_planned" => "No fix planned",
        "none_available" => "No fix available",
        "impact" => "Impact",
        "exploit_status" => "Exploitation",
        "target_set" => "Targets",
        _ => "Remark",
    }
}

/// For which products something holds, where it is not for all.
pub(super) fn product_note(ids: &[String], products: &Products) -> String {
    let is_told = !ids.is_empty() && ids.len() <= PRODUCTS_IN_NOTE && !products.is_single();
    if is_told { format!(" ({})", products.names(ids)) } else { String::new() }
}

fn remediation_kind(category: &str) -> Option<&'static str> {
    match category {
        "vendor_fix" | "optional_patch" => Some("vulnerability_patched"),
        "mitigation" | "workaround" => Some("mitigation"),
        _ => None,
    }
}

fn is_exploited(details: &str) -> bool {
    let says_so = EXPLOITED.is_match(details) || kind_of_step(details) == Some("vulnerability_exploited");
    // "Publicly disclosed: no; exploited: yes" says yes.
    let says_yes = details.to_lowercase().replace(' ', "").contains("exploited:yes");
    says_yes || (says_so && !NOT_EXPLOITED.is_match(details))
}

#[cfg(test)]
mod tests;
