//! The JSON of a webhook: `{type, timestamp, data}` as Standard Webhooks recommends.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};
use watchline_model::Subscription;

use super::incident_url;
use crate::digest::Period;
use crate::message::{MatchedChange, Policy};

/// Type `incident.changed`; `data` holds the subscription, the incident and its changes.
pub(super) fn incident(changes: &[MatchedChange], subscription: &Subscription, policy: &Policy) -> Value {
    let latest = changes.iter().map(|matched| matched.change.at).max();
    let mut data = incident_data(changes, policy);
    data["subscription"] = subscription_data(subscription);
    json!({ "type": "incident.changed", "timestamp": latest.map(moment), "data": data })
}

/// Type `incident.digest`; `data` holds the period and a list of incidents.
pub(super) fn digest(
    incidents: &[Vec<MatchedChange>],
    period: &Period,
    subscription: &Subscription,
    policy: &Policy,
) -> Value {
    let incidents: Vec<Value> = incidents.iter().map(|changes| incident_data(changes, policy)).collect();
    json!({
        "type": "incident.digest",
        "timestamp": moment(period.end),
        "data": {
            "subscription": subscription_data(subscription),
            "after": moment(period.start),
            "before": moment(period.end),
            "incidents": incidents,
        },
    })
}

fn subscription_data(subscription: &Subscription) -> Value {
    json!({ "id": subscription.id.0, "query": subscription.query, "rhythm": subscription.rhythm.as_str() })
}

fn incident_data(changes: &[MatchedChange], policy: &Policy) -> Value {
    let last = changes.last().expect("a message is made of at least one change");
    let incident = last.incident;
    let told: Vec<Value> = changes
        .iter()
        .map(|matched| {
            let change = matched.change;
            json!({ "seq": change.seq.0, "kind": change.kind.as_str(), "detail": change.detail, "at": moment(change.at) })
        })
        .collect();
    let before = incident.status_path.iter().rev().nth(1).map(|step| step.status.as_str());
    let said = incident.status_path.last().map(|step| {
        json!({
            "quote": step.evidence.quote,
            "party": step.party_name,
            "document": step.document.0,
            "url": last.document_url,
            "publisher": last.publisher,
        })
    });
    json!({
        "incident": {
            "id": incident.id.to_string(),
            "title": incident.title,
            "url": incident_url(changes, policy),
            "status": incident.status.as_str(),
            "status_before": before,
            "severity": incident.severity.map(|severity| severity.as_str()),
            "documents": incident.documents,
            "independent_sources": incident.independent_sources,
            "first_reported": incident.first_reported.map(moment),
            "last_reported": incident.last_reported.map(moment),
            "merged_into": incident.merged_into.map(|id| id.to_string()),
        },
        "changes": told,
        "said": said,
    })
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
