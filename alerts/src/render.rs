//! Alerts in words: plain text for people, JSON for machines.
//!
//! The text says what changed, the status before and after, who says so in which words, and where to read on.

mod payload;
mod text;

use chrono::{DateTime, Utc};
use watchline_model::{ChangeKind, Subscription};

use crate::digest::Period;
use crate::message::{MatchedChange, Message, Policy};

/// One incident's changes, at once. `changes` is not empty and in order of the change log.
pub(crate) fn incident_message(
    key: String,
    changes: &[MatchedChange],
    subscription: &Subscription,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Message {
    Message {
        key,
        subject: one_line(&format!("{}: {}", headline_of(changes), changes[0].incident.title)),
        body_text: text::incident(changes, policy),
        body_json: payload::incident(changes, subscription, policy).to_string(),
        due: now,
    }
}

/// A period's changes, a list an incident.
pub(crate) fn digest_message(
    key: String,
    incidents: &[Vec<MatchedChange>],
    period: &Period,
    subscription: &Subscription,
    policy: &Policy,
) -> Message {
    let count = match incidents {
        [one] => format!("1 incident: {}", one[0].incident.title),
        many => format!("{} incidents", many.len()),
    };
    Message {
        key,
        subject: one_line(&format!("Watchline, {}: {count}", period.label())),
        body_text: text::digest(incidents, period, policy),
        body_json: payload::digest(incidents, period, subscription, policy).to_string(),
        due: period.end,
    }
}

/// The weightiest of several changes names the message.
fn headline_of(changes: &[MatchedChange]) -> &'static str {
    const BY_WEIGHT: [ChangeKind; 8] = [
        ChangeKind::IncidentOpened,
        ChangeKind::StatusChanged,
        ChangeKind::VendorAnswered,
        ChangeKind::StatementRemoved,
        ChangeKind::StatementEdited,
        ChangeKind::SeverityRaised,
        ChangeKind::IncidentMerged,
        ChangeKind::IncidentSplit,
    ];
    let kinds: Vec<ChangeKind> = changes.iter().map(|matched| matched.change.kind).collect();
    BY_WEIGHT.into_iter().find(|kind| kinds.contains(kind)).map_or("Changed", label)
}

fn label(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::IncidentOpened => "New incident",
        ChangeKind::StatusChanged => "Status changed",
        ChangeKind::SeverityRaised => "Severity raised",
        ChangeKind::VendorAnswered => "Vendor answered",
        ChangeKind::StatementEdited => "Statement edited",
        ChangeKind::StatementRemoved => "Statement removed",
        ChangeKind::IncidentMerged => "Incidents merged",
        ChangeKind::IncidentSplit => "Incident split",
        _ => "Changed",
    }
}

/// A subject is one line of bounded length, whatever a headline holds.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 160;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

fn incident_url(changes: &[MatchedChange], policy: &Policy) -> String {
    format!("{}/incidents/{}", policy.public_url, changes[0].incident.id)
}

#[cfg(test)]
mod tests;
