//! Which kinds of event begin a matter, and which answer to one that has begun.
//!
//! Kinds that the user adds are neither: nothing is known of how they follow upon others.

use std::collections::BTreeSet;

/// Troubles of a product or by its use. Two of one kind at one product within days are hardly ever two.
const TROUBLES: &[&str] = &[
    "vulnerability_disclosed",
    "vulnerability_exploited",
    "vulnerability_patched",
    "backdoor_alleged",
    "covert_tracking",
    "prompt_injection",
    "safety_bypass",
    "data_exposure",
    "credential_exposure",
    "source_code_leak",
    "model_weights_leak",
    "supply_chain_compromise",
    "malicious_use",
    "model_extraction",
    "unsafe_agent_action",
    "outage",
    "degradation",
];

/// Made by a body of its own will: two at one product within days are often two, by two bodies.
const MEASURES: &[&str] =
    &["ban", "access_restriction", "product_withdrawal", "product_substitution", "procurement_change", "lawsuit_filed"];

/// What is told of a matter long after it was news.
const ANSWERS: &[&str] = &["fine", "ruling", "settlement", "postmortem", "investigation_opened"];

fn those(holds: impl Fn(&str) -> bool, of: &'static [&'static str]) -> BTreeSet<&'static str> {
    of.iter().copied().filter(|kind| holds(kind)).collect()
}

/// The troubles among the kinds held.
pub(super) fn troubles(holds: impl Fn(&str) -> bool) -> BTreeSet<&'static str> {
    those(holds, TROUBLES)
}

/// Whether a document of these kinds tells how an older matter went on.
pub(super) fn answers(holds: impl Fn(&str) -> bool) -> bool {
    ANSWERS.iter().any(|kind| holds(kind))
}

/// What begins a matter, trouble or measure.
pub(super) fn beginnings(holds: impl Fn(&str) -> bool) -> BTreeSet<&'static str> {
    let mut found = troubles(&holds);
    found.extend(those(&holds, MEASURES));
    found
}

#[cfg(test)]
mod tests;
