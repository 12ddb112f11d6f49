//! Made-up incidents, changes and subscribers for the tests of this crate.

use chrono::{DateTime, TimeZone, Utc};
use watchline_model::{
    Change, ChangeKind, ChangeSeq, Channel, Delivery, DeliveryId, DeliveryState, DocumentId, Evidence, Incident,
    IncidentId, Rhythm, Severity, Status, StatusStep, Subject, Subscription, SubscriptionId,
};

use crate::links::Links;
use crate::message::{MatchedChange, Policy};

pub(crate) fn day(day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 7, day, 9, 30, 0).single().expect("a day of July")
}

pub(crate) fn incident(number: u32) -> Incident {
    let step = |status, at: u32, quote: &str, party: &str| StatusStep {
        status,
        at: day(at),
        document: DocumentId(7),
        evidence: Evidence { version: None, start: 0, end: quote.len(), quote: quote.to_owned() },
        party_name: party.to_owned(),
    };
    Incident {
        id: IncidentId { year: 2026, number },
        title: "Corvina assistant shows invoices to strangers".to_owned(),
        status: Status::Acknowledged,
        status_path: vec![
            step(Status::Alleged, 19, "Shop owners say they saw invoices of others.", "shop owners"),
            step(Status::Acknowledged, 20, "We showed invoices to the wrong customers.", "Corvina Labs"),
        ],
        severity: Some(Severity::High),
        severity_reasons: Vec::new(),
        summary: Vec::new(),
        opened_at: day(19),
        changed_at: day(20),
        first_reported: Some(day(19)),
        last_reported: Some(day(20)),
        documents: 3,
        independent_sources: 2,
        merged_into: None,
    }
}

pub(crate) fn change(seq: i64, kind: ChangeKind, incident: &Incident, at: DateTime<Utc>) -> Change {
    let detail = "status alleged -> acknowledged".to_owned();
    Change { seq: ChangeSeq(seq), at, kind, subject: Subject::Incident(incident.id), detail }
}

pub(crate) fn matched<'a>(change: &'a Change, incident: &'a Incident) -> MatchedChange<'a> {
    MatchedChange {
        change,
        incident,
        document_url: Some("https://corvina.example/news/invoices"),
        publisher: Some("Corvina Labs"),
    }
}

pub(crate) fn subscription(rhythm: Rhythm, channel: Channel) -> Subscription {
    Subscription {
        id: SubscriptionId(4),
        query: "vendor:corvina".to_owned(),
        channel,
        rhythm,
        created_at: day(1),
        confirmed_at: Some(day(1)),
        ended_at: None,
        since: ChangeSeq(10),
    }
}

pub(crate) fn mail() -> Channel {
    Channel::Email("reader@paper.example".to_owned())
}

pub(crate) fn policy() -> Policy {
    Policy {
        max_age_days: 30,
        public_url: "https://watch.example".to_owned(),
        mail_from: "Watchline <alerts@watch.example>".to_owned(),
    }
}

pub(crate) fn links() -> Links {
    Links {
        confirm: "https://watch.example/alerts/confirm/4?s=c0".to_owned(),
        manage: "https://watch.example/alerts/4?s=a0".to_owned(),
        unsubscribe: "https://watch.example/alerts/unsubscribe/4?s=b0".to_owned(),
    }
}

pub(crate) fn delivery() -> Delivery {
    Delivery {
        id: DeliveryId(31),
        subscription: SubscriptionId(4),
        key: "4:INC-2026-0001:12".to_owned(),
        subject: "Status changed: Corvina’s invoices".to_owned(),
        body_text: "Status changed: alleged -> acknowledged\n\n> We showed invoices – sorry.\n".to_owned(),
        body_json: "{\"type\":\"incident.changed\"}".to_owned(),
        state: DeliveryState::Pending,
        attempts: 0,
        next_attempt: day(20),
        created_at: day(20),
        delivered_at: None,
        last_error: None,
    }
}
