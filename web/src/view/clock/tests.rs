use watchline_model::{Evidence, IncidentId, StatusStep};

use super::*;

fn hour(hour: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(hour)
}

fn incident(path: &[(Status, i64)]) -> Incident {
    let step = |(status, at): &(Status, i64)| StatusStep {
        status: *status,
        at: hour(*at),
        document: watchline_model::DocumentId(1),
        evidence: Evidence { version: None, start: 0, end: 0, quote: String::new() },
        party_name: String::new(),
    };
    Incident {
        id: IncidentId { year: 2026, number: 1 },
        title: String::new(),
        status: Status::Reported,
        status_path: path.iter().map(step).collect(),
        severity: None,
        severity_reasons: Vec::new(),
        summary: Vec::new(),
        opened_at: hour(0),
        changed_at: hour(0),
        first_reported: Some(hour(0)),
        last_reported: None,
        documents: 1,
        independent_sources: 1,
        merged_into: None,
    }
}

fn values(clock: ResponseClock) -> Vec<String> {
    clock.spans(hour(96)).into_iter().map(|span| span.value).collect()
}

#[test]
fn each_step_is_counted_from_the_first_report() {
    let clock = ResponseClock::new(&incident(&[(Status::Alleged, 0), (Status::Acknowledged, 17)]), &[], None);
    assert_eq!(values(clock), ["Day 0", "after 17 hours", "not in 4 days so far", "not in 4 days so far"]);
}

#[test]
fn a_vendor_that_publishes_has_answered() {
    let alleged = incident(&[(Status::Alleged, 0)]);
    assert_eq!(ResponseClock::new(&alleged, &[], None).acknowledged, None);
    assert_eq!(ResponseClock::new(&alleged, &[], Some(hour(5))).acknowledged, Some(hour(5)));
}

#[test]
fn what_came_at_once_or_before_is_said_so() {
    let clock = ResponseClock::new(&incident(&[(Status::Resolved, 0)]), &[], Some(hour(-2)));
    assert_eq!(values(clock), ["Day 0", "before it was reported", "not in 4 days so far", "at once"]);
}

#[test]
fn silence_counts_on_and_each_step_says_how_long_after_the_one_before() {
    let silent = ResponseClock::new(&incident(&[(Status::Alleged, 0)]), &[], None);
    assert_eq!(values(silent)[1], "silent for 4 days so far");
    let path = [(Status::Alleged, 0), (Status::Acknowledged, 17), (Status::Mitigated, 40)];
    let spans = ResponseClock::new(&incident(&path), &[], None).spans(hour(96));
    let between: Vec<Option<&str>> = spans.iter().map(|span| span.between.as_deref()).collect();
    assert_eq!(between, [None, None, Some("23 hours after that"), None]);
}
