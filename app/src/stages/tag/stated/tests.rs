use super::*;
use watchline_model::{Basis, Claim, Dated, EventKind, Stance};

fn merged(understood: Vec<Event>, claims: Vec<Claim>, reading: &Reading) -> Analysis {
    let mut analysis = Analysis { events: understood, claims, ..Analysis::default() };
    merge(&mut analysis, reading, None);
    analysis
}

fn claim(event: usize) -> Claim {
    Claim {
        party: None,
        party_name: "WATCHLINE-FIXTURE".to_owned(),
        stance: Stance::Reports,
        event: Some(event),
        evidence: Evidence::cut("", 0, 0),
        rule: "said".to_owned(),
    }
}

fn stated(kind: &str, quote: &str) -> StatedEvent {
    let date = Dated::parse("2026-07-03T10:21:00Z", Basis::Occurred).expect("a moment");
    StatedEvent { kind: EventKind::from(kind), date, quote: quote.to_owned() }
}

fn understood(kind: &str) -> Event {
    Event {
        kind: EventKind::from(kind),
        actors: Vec::new(),
        targets: Vec::new(),
        date: None,
        modality: Modality::Stated,
        evidence: Evidence::cut("", 0, 0),
        rule: "words".to_owned(),
        participants: Vec::new(),
    }
}

#[test]
fn a_stated_event_replaces_those_of_its_kind_that_were_read_out_of_the_words() {
    let reading = Reading {
        title: "Zürcher API".to_owned(),
        text: "Requests fail.\n\nFixed at noon.".to_owned(),
        stated_events: vec![stated("outage", "Requests fail.")],
        ..Reading::default()
    };
    let claims = vec![claim(0), claim(1)];
    let Analysis { events, claims, .. } = merged(vec![understood("outage"), understood("apology")], claims, &reading);
    let seen: Vec<(&str, &str)> = events.iter().map(|event| (event.kind.as_str(), event.rule.as_str())).collect();
    assert_eq!(seen, [("outage", "record"), ("apology", "words")]);
    assert_eq!(claims.iter().map(|claim| claim.event).collect::<Vec<_>>(), [Some(0), Some(1)], "each with its event");
    assert!(events[0].evidence.stands_in(&reading.full_text()), "characters, not bytes: {:?}", events[0].evidence);
}

#[test]
fn a_stated_event_whose_words_are_not_in_the_text_is_left_out() {
    let reading = Reading {
        text: "All is well.".to_owned(),
        stated_events: vec![stated("outage", "Requests fail.")],
        ..Reading::default()
    };
    assert!(merged(Vec::new(), Vec::new(), &reading).events.is_empty());
}
