//! How grave it is, by the taxonomy's rules, with every part of the sum.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use regex::{Regex, RegexBuilder};
use watchline_model::taxonomy::Family;
use watchline_model::{Modality, Reason, Severity, Taxonomy};

use super::Told;
use super::family::{family_of, weight_of};

/// `None` where nothing but responses is told, or where the sum stays below the lowest threshold.
pub(super) fn severity(documents: &[Told], taxonomy: &Taxonomy) -> (Option<Severity>, Vec<Reason>) {
    let Some(gravest) = gravest_event(documents, taxonomy) else { return (None, Vec::new()) };
    let mut reasons = vec![gravest];
    reasons.extend(fact_reasons(documents, taxonomy));
    let score: f32 = reasons.iter().map(|reason| reason.weight).sum();
    let reached = taxonomy.severity.thresholds.iter().filter(|threshold| score >= threshold.score);
    (reached.map(|threshold| threshold.severity).max(), reasons)
}

/// The gravest kind of event; the others add nothing, since one happening is often told as several kinds.
fn gravest_event(documents: &[Told], taxonomy: &Taxonomy) -> Option<Reason> {
    let events = documents.iter().flat_map(|told| told.events);
    let told = events
        .filter(|event| event.modality != Modality::Denied)
        .filter(|event| family_of(&event.kind, taxonomy) != Some(Family::Response))
        .map(|event| (&event.kind, weight_of(&event.kind, taxonomy)));
    // Among kinds of one weight the first by name, so that the order of the documents does not matter.
    let gravest = told.max_by(|left, right| left.1.total_cmp(&right.1).then_with(|| right.0.cmp(left.0)));
    let (kind, weight) = gravest.filter(|(_, weight)| *weight > 0.0)?;
    let label = taxonomy.event(kind).map_or_else(|| kind.label(), |definition| definition.label.clone());
    Some(Reason::new(format!("event:{kind}"), weight, label))
}

/// Facts that a sentence of evidence states, each once.
fn fact_reasons(documents: &[Told], taxonomy: &Taxonomy) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for fact in &taxonomy.severity.facts {
        let Some(expression) = compiled(&fact.text) else { continue };
        let events = documents.iter().flat_map(|told| told.events).filter(|event| event.modality != Modality::Denied);
        let stated = events.map(|event| &event.evidence.quote).any(|quote| expression.is_match(quote));
        if stated {
            reasons.push(Reason::new(format!("fact:{}", fact.id), fact.weight, fact.label.clone()));
        }
    }
    reasons
}

/// Compiled once for as long as the program runs: a taxonomy has a handful of facts, and every incident asks for all.
/// The configuration has checked the expressions; one that does not compile here adds nothing.
fn compiled(pattern: &str) -> Option<Regex> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Option<Regex>>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let compile = || RegexBuilder::new(pattern).case_insensitive(true).build().ok();
    known.entry(pattern.to_owned()).or_insert_with(compile).clone()
}
