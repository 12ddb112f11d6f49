//! Dated steps of a CVE record: its timeline, and the day on which CISA listed it as exploited.

use serde_json::Value;

use watchline_model::Basis;

use crate::read::advisory::{Step, is_bookkeeping, kind_of_step};
use crate::read::collapse;
use crate::read::cve::scores::other;
use crate::read::lenient::{day_or_moment, list, text};

/// Steps read of one container.
const STEPS_MAX: usize = 500;

/// The steps of all containers, each told once.
pub(super) fn steps(containers: &[&Value]) -> Vec<Step> {
    let mut steps: Vec<Step> = containers.iter().flat_map(|container| timeline(container)).collect();
    let listed = containers.iter().flat_map(|container| list(container, "metrics").iter().take(STEPS_MAX));
    for step in listed.filter_map(known_exploited) {
        if !steps.iter().any(|told| told.kind == step.kind && told.date == step.date) {
            steps.push(step);
        }
    }
    steps
}

/// The entries of the timeline in English, or all where none is: translations would tell everything twice.
fn timeline(container: &Value) -> impl Iterator<Item = Step> + '_ {
    let entries = list(container, "timeline");
    let is_english = |entry: &Value| text(entry, "lang").is_none_or(|lang| lang.to_lowercase().starts_with("en"));
    let any_english = entries.iter().any(is_english);
    entries.iter().take(STEPS_MAX).filter(move |entry| !any_english || is_english(entry)).filter_map(|entry| {
        let words = collapse(&text(entry, "value")?);
        if is_bookkeeping(&words) {
            return None;
        }
        let date = day_or_moment(entry, "time")?.with_basis(Basis::Occurred);
        Some(Step { date, state: None, kind: kind_of_step(&words), text: words })
    })
}

/// CISA's mark in its container: `other {type: kev, content {dateAdded, reference}}`.
fn known_exploited(metric: &Value) -> Option<Step> {
    let (kind, content) = other(metric)?;
    if !kind.eq_ignore_ascii_case("kev") {
        return None;
    }
    Some(Step {
        date: day_or_moment(content, "dateAdded")?.with_basis(Basis::Occurred),
        state: None,
        text: "added to CISA's catalog of known exploited vulnerabilities.".to_owned(),
        kind: Some("vulnerability_exploited"),
    })
}
