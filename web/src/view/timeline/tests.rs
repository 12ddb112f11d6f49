use watchline_model::{Basis, Evidence};

use super::*;

fn event(kind: &str, actor: &str, date: Option<&str>) -> Event {
    Event {
        kind: kind.into(),
        actors: if actor.is_empty() { Vec::new() } else { vec![actor.into()] },
        targets: Vec::new(),
        date: date.and_then(|date| Dated::parse(date, Basis::Occurred)),
        modality: Modality::Stated,
        evidence: Evidence { version: None, start: 0, end: 3, quote: "The".to_owned() },
        rule: "test".to_owned(),
        participants: Vec::new(),
    }
}

fn line(event: &Event) -> Line {
    Line {
        kind: event.kind.clone(),
        date: event.date,
        known: DateTime::UNIX_EPOCH,
        actors: event.actors.clone(),
        targets: event.targets.clone(),
        modality: event.modality,
        evidence: Vec::new(),
        events: Vec::new(),
    }
}

#[test]
fn a_day_within_the_month_is_the_same_happening() {
    let told = line(&event("ban", "acme", Some("2026-07")));
    assert!(is_same(&told, &event("ban", "acme", Some("2026-07-10"))));
    assert!(is_same(&told, &event("ban", "", Some("2026-07-10"))));
    assert!(!is_same(&told, &event("ban", "acme", Some("2026-08-01"))));
    assert!(!is_same(&told, &event("ban", "other", Some("2026-07-10"))));
    assert!(!is_same(&told, &event("fine", "acme", Some("2026-07-10"))));
}

#[test]
fn a_moment_agrees_with_its_day() {
    let day = Dated::parse("2026-07-10", Basis::Occurred);
    assert!(agree(day, Dated::parse("2026-07-10T00:00:00Z", Basis::Occurred)));
    assert!(agree(day, Dated::parse("2026-07-10T23:59:00Z", Basis::Occurred)));
    assert!(!agree(day, Dated::parse("2026-07-11T00:00:00Z", Basis::Occurred)));
}

#[test]
fn an_accusation_without_a_date_is_not_an_admission_with_one() {
    let accused = Event { modality: Modality::Alleged, ..event("covert_tracking", "acme", None) };
    let told = line(&accused);
    assert!(!is_same(&told, &event("covert_tracking", "acme", Some("2026-03"))));
    assert!(is_same(&told, &event("covert_tracking", "acme", None)));
}

#[test]
fn what_an_edit_tells_of_a_later_day_was_not_known_before_it() {
    let (published, edited) = ("2026-07-22", "2026-08-04");
    let at = |text: &str| Dated::parse(text, Basis::Occurred).expect("a date").value;
    let known = |happened: &str, number: u32, basis| {
        let date = Dated::parse(happened, basis);
        known_by(at(published), number, at(edited), &Event { date, ..event("vulnerability_exploited", "acme", None) })
    };
    assert_eq!(known("2026-08-03", 2, Basis::Occurred), at(edited));
    assert_eq!(known("2026-08-03", 1, Basis::Occurred), at(published), "it was never edited");
    assert_eq!(known("2026-08-03", 2, Basis::Effective), at(published), "announced beforehand");
    assert_eq!(known("2026-07-08", 2, Basis::Occurred), at(published));
}
