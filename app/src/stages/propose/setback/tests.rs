use chrono::{DateTime, TimeDelta, Utc};
use watchline_crawler::EndpointError;

use super::{MOST_FAILURES, Rest, Setback};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).unwrap()
}

fn url() -> String {
    "http://models.example/v1".to_owned()
}

fn unavailable(seconds: Option<u64>) -> Setback {
    EndpointError::RetryAfter { url: url(), status: 429, seconds }.into()
}

#[test]
fn an_endpoint_that_asks_to_wait_is_left_alone_for_so_long() {
    let rest = Rest::default().after(&unavailable(Some(900)), now()).expect("it rests");
    assert!(rest.lasts(now() + TimeDelta::seconds(900)));
    assert!(!rest.lasts(now() + TimeDelta::seconds(902)));
}

#[test]
fn an_endpoint_that_fails_again_and_again_is_asked_ever_less_but_every_hour() {
    let mut rest = Rest::default();
    let mut waits = Vec::new();
    for _ in 0..8 {
        rest = rest.after(&unavailable(None), now()).expect("it rests");
        waits.push((rest.until() - now()).num_seconds());
    }
    assert!(waits.windows(2).all(|pair| pair[0] <= pair[1]), "{waits:?}");
    assert_eq!((waits[0], waits[7]), (16, 3_601));
}

#[test]
fn a_document_is_never_given_up_for_what_the_endpoint_does() {
    let until = now() + TimeDelta::minutes(10);
    let failed = unavailable(None).failed_ask(100, Some(until), now());
    assert!(!failed.counts && failed.next_due.is_some_and(|due| due >= until));
}

#[test]
fn a_document_that_is_answered_with_garbage_is_given_up_after_some_attempts_and_the_endpoint_does_not_rest() {
    let garbage = Setback::of_the_question("no JSON".to_owned());
    assert_eq!(Rest::default().after(&garbage, now()), None);
    let first = garbage.failed_ask(0, None, now());
    assert!(first.counts && first.next_due.is_some_and(|due| due > now()));
    assert_eq!(garbage.failed_ask(MOST_FAILURES - 1, None, now()).next_due, None);
}

#[test]
fn after_a_slow_answer_both_the_document_and_the_endpoint_wait() {
    let slow: Setback = EndpointError::Timeout { url: url(), seconds: 120 }.into();
    assert!(Rest::default().after(&slow, now()).is_some());
    assert!(slow.failed_ask(0, None, now()).counts);
}
