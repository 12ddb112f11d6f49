use watchline_model::Rhythm;

use super::*;
use crate::testing::{change, day, incident, mail, matched, policy, subscription};

#[test]
fn a_mail_says_what_changed_from_what_to_what_and_who_says_so() {
    let incident = incident(1);
    let change = change(12, ChangeKind::StatusChanged, &incident, day(20));
    let subscription = subscription(Rhythm::Immediate, mail());
    let message = incident_message("k".into(), &[matched(&change, &incident)], &subscription, &policy(), day(20));
    assert_eq!(message.subject, "Status changed: Corvina assistant shows invoices to strangers");
    let expected = "Corvina assistant shows invoices to strangers\n\n\
        Status changed (20 July 2026, 09:30 UTC): status alleged -> acknowledged\n\n\
        Status: acknowledged, before that alleged. Severity: high. 2 independent\n\
        sources, 3 documents.\n\n\
        > We showed invoices to the wrong customers.\n\
        -- Corvina Labs\n\
        https://corvina.example/news/invoices\n\n\
        https://watch.example/incidents/INC-2026-0001\n";
    assert_eq!(message.body_text, expected);
}

#[test]
fn a_payload_has_type_timestamp_and_data() {
    let incident = incident(1);
    let change = change(12, ChangeKind::StatusChanged, &incident, day(20));
    let subscription = subscription(Rhythm::Immediate, mail());
    let message = incident_message("k".into(), &[matched(&change, &incident)], &subscription, &policy(), day(20));
    let payload: serde_json::Value = serde_json::from_str(&message.body_json).expect("a payload is JSON");
    assert_eq!(payload["type"], "incident.changed");
    assert_eq!(payload["timestamp"], "2026-07-20T09:30:00Z");
    let data = &payload["data"];
    assert_eq!(data["incident"]["url"], "https://watch.example/incidents/INC-2026-0001");
    assert_eq!(data["incident"]["status_before"], "alleged");
    assert_eq!(data["changes"][0]["kind"], "status_changed");
    assert_eq!(data["said"]["quote"], "We showed invoices to the wrong customers.");
    assert_eq!(data["subscription"]["query"], "vendor:corvina");
}

#[test]
fn a_subject_stays_one_line() {
    let mut incident = incident(1);
    incident.title = format!("Leak\r\nBcc: all@paper.example {}", "very long ".repeat(40));
    let change = change(12, ChangeKind::IncidentOpened, &incident, day(20));
    let subscription = subscription(Rhythm::Immediate, mail());
    let message = incident_message("k".into(), &[matched(&change, &incident)], &subscription, &policy(), day(20));
    assert!(!message.subject.contains(['\r', '\n']));
    assert!(message.subject.chars().count() <= 160);
}

#[test]
fn a_digest_numbers_its_incidents() {
    let (first, second) = (incident(1), incident(2));
    let changes = [
        change(12, ChangeKind::StatusChanged, &first, day(20)),
        change(13, ChangeKind::IncidentOpened, &second, day(20)),
    ];
    let incidents = [vec![matched(&changes[0], &first)], vec![matched(&changes[1], &second)]];
    let period = Period::of(Rhythm::Daily, day(20)).expect("days are gathered");
    let subscription = subscription(Rhythm::Daily, mail());
    let message = digest_message("k".into(), &incidents, &period, &subscription, &policy());
    assert!(
        message.body_text.contains("\n1. Corvina") && message.body_text.contains("\n2. Corvina"),
        "{}",
        message.body_text
    );
    let payload: serde_json::Value = serde_json::from_str(&message.body_json).expect("a payload is JSON");
    assert_eq!(payload["data"]["incidents"].as_array().map(Vec::len), Some(2));
}
