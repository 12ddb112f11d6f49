//! Which kinds of event a status page's words stand for.

use crate::read::statuspage::incident::Incident;

/// An outage where the page says that something could not be used, a degradation where it worked worse; none where the
/// page claims no effect and no component shows one. Statuspage's `major` is a partial outage, `critical` a full one.
pub(super) fn fault_kind(incident: &Incident) -> Option<&'static str> {
    let states = || incident.component_states.iter().filter_map(|state| severity(state)).max();
    let severity = match incident.impact.as_deref().map(str::to_lowercase).as_deref() {
        Some("critical" | "major") => Some(Severity::Outage),
        Some("minor") => Some(Severity::Degradation),
        Some(impact) => severity(impact).or_else(states),
        None => states(),
    };
    severity.map(|severity| match severity {
        Severity::Outage => "outage",
        Severity::Degradation => "degradation",
    })
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Severity {
    Degradation,
    Outage,
}

/// `MAJOROUTAGE`, `partial_outage`, `downtime`, `degraded_performance`, …
fn severity(state: &str) -> Option<Severity> {
    let state: String = state.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    match state.as_str() {
        "majoroutage" | "fulloutage" | "partialoutage" | "downtime" | "outage" | "down" => Some(Severity::Outage),
        "minoroutage" | "degradedperformance" | "degraded" | "partiallydegraded" => Some(Severity::Degradation),
        _ => None,
    }
}

/// What a page says by moving an incident on. To look into something admits nothing; to have found the cause does. Both
/// a fix under watch and the end of the fault are steps that lessen or end the harm.
pub(super) fn step_kind(status: &str) -> Option<&'static str> {
    match status {
        "identified" => Some("acknowledgement"),
        "monitoring" | "resolved" => Some("mitigation"),
        "postmortem" => Some("postmortem"),
        _ => None,
    }
}
