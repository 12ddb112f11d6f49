//! What a subscriber is told: decided purely, before anything is sent.
//!
//! # Design
//! Changes that no subscriber is told of, that were before the subscription, or whose incident is old news are left out.
//! What remains is one message an incident (at once) or one a period (digests). The key of a message names the first
//! change in it, or the period: planning the same changes twice gives the same keys, and the outbox takes each once.
//!
//! A digest is planned when its period is over, so the caller hands over *all* matching changes since
//! [`crate::last_period`]'s start, not only those since its cursor.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use watchline_model::{ChangeKind, IncidentId, Rhythm, Subject, Subscription};

use crate::digest::Period;
use crate::message::{MatchedChange, Message, Policy};
use crate::render;

/// The messages that these changes make for this subscriber, in order of key. Nothing for one who has not confirmed or has
/// ended.
pub fn plan(
    changes: &[MatchedChange],
    subscription: &Subscription,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Vec<Message> {
    if subscription.confirmed_at.is_none() || subscription.ended_at.is_some() {
        return Vec::new();
    }
    let mut told: Vec<MatchedChange> =
        changes.iter().copied().filter(|matched| is_told(matched, subscription, policy, now)).collect();
    told.sort_by_key(|matched| matched.change.seq);
    told.dedup_by_key(|matched| matched.change.seq);
    match subscription.rhythm {
        Rhythm::Immediate => at_once(&told, subscription, policy, now),
        Rhythm::Daily | Rhythm::Weekly => gathered(&told, subscription, policy, now),
    }
}

fn is_told(matched: &MatchedChange, subscription: &Subscription, policy: &Policy, now: DateTime<Utc>) -> bool {
    let MatchedChange { change, incident, .. } = matched;
    if !change.kind.is_alerting() || change.seq <= subscription.since {
        return false;
    }
    // A merged incident speaks once, to say where it went.
    if incident.merged_into.is_some() && change.kind != ChangeKind::IncidentMerged {
        return false;
    }
    let last_news = incident.last_reported.unwrap_or(incident.opened_at);
    change.subject == Subject::Incident(incident.id) && now - last_news <= TimeDelta::days(policy.max_age_days.into())
}

fn at_once(told: &[MatchedChange], subscription: &Subscription, policy: &Policy, now: DateTime<Utc>) -> Vec<Message> {
    let mut by_incident = gather_incidents(told);
    by_incident.sort_by_key(|changes| changes[0].change.seq);
    let messages = by_incident.iter().map(|changes| {
        let first = changes[0];
        let key = format!("{}:{}:{}", subscription.id, first.incident.id, first.change.seq);
        render::incident_message(key, changes, subscription, policy, now)
    });
    messages.collect()
}

fn gathered(told: &[MatchedChange], subscription: &Subscription, policy: &Policy, now: DateTime<Utc>) -> Vec<Message> {
    let mut periods: BTreeMap<Period, Vec<MatchedChange>> = BTreeMap::new();
    for matched in told {
        let Some(period) = Period::of(subscription.rhythm, matched.change.at) else { continue };
        if period.end <= now {
            periods.entry(period).or_default().push(*matched);
        }
    }
    let messages = periods.into_iter().map(|(period, changes)| {
        let key = format!("{}:digest:{}", subscription.id, period.start.format("%Y-%m-%d"));
        render::digest_message(key, &gather_incidents(&changes), &period, subscription, policy)
    });
    messages.collect()
}

/// One list an incident, each in order of the change log, by incident.
fn gather_incidents<'a>(told: &[MatchedChange<'a>]) -> Vec<Vec<MatchedChange<'a>>> {
    let mut by_incident: BTreeMap<IncidentId, Vec<MatchedChange<'a>>> = BTreeMap::new();
    for matched in told {
        by_incident.entry(matched.incident.id).or_default().push(*matched);
    }
    by_incident.into_values().collect()
}

#[cfg(test)]
mod tests;
