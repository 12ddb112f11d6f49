use chrono::{DateTime, Utc};
use watchline_model::{Basis, Dated, DocumentId, Evidence, Modality};

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    Dated::parse(text, Basis::Occurred).expect("a date").value
}

fn line(number: i64, date: &str) -> Line {
    Line {
        kind: if number % 3 == 0 { "fine" } else { "ban" }.into(),
        date: Dated::parse(date, Basis::Effective),
        known: at("2026-07-04T10:00:00Z"),
        actors: vec!["acme".into()],
        targets: Vec::new(),
        modality: Modality::Stated,
        evidence: vec![(DocumentId(number), Evidence { version: None, start: 0, end: 3, quote: "The".to_owned() })],
        events: vec![(DocumentId(number), 0)],
    }
}

fn timeline(lines: &[Line], ask: &Ask) -> Timeline {
    let (names, taxonomy) = (Names::default(), Taxonomy::default());
    let today = Today { at: at("2026-07-05T09:00:00Z"), name: "today" };
    let source = Source { lines, documents: &[], names: &names, taxonomy: &taxonomy, today, own: None, fold: None };
    Timeline::new(&source, ask, &Place { path: "/timeline".to_owned(), ..Place::default() })
}

fn spelled(timeline: &Timeline) -> Vec<String> {
    let word = |entry: &Entry| match entry {
        Entry::Told(told) => told.number.to_string(),
        Entry::Many { count, when, kinds, .. } => format!("{count}, {when}: {kinds}"),
        Entry::Silence(text) | Entry::Today(text) => text.clone(),
        Entry::Undated => "undated".to_owned(),
    };
    timeline.entries.iter().map(word).collect()
}

#[test]
fn silences_and_today_are_said_where_they_are_drawn() {
    let lines = [line(1, "2026-02-10"), line(2, "2026-05-06"), line(3, "2026-07-10"), line(4, "")];
    let shown = spelled(&timeline(&lines, &Ask::default()));
    assert_eq!(
        shown,
        [
            "1",
            "84 days in which nothing is known to have happened.",
            "2",
            "Today, 5 July 2026: what follows is still to come.",
            "64 days in which nothing is known to have happened.",
            "3",
            "undated",
            "4"
        ]
    );
}

#[test]
fn a_list_of_three_hundred_counts_and_the_whole_list_does_not() {
    let lines: Vec<Line> = (0..300).map(|n| line(n, &format!("2026-{:02}-{:02}", n % 6 + 1, n % 28 + 1))).collect();
    let counted = timeline(&lines, &Ask::default());
    let shown = spelled(&counted);
    assert_eq!(shown.len(), 6, "{shown:?}");
    assert!(shown[0].starts_with("50 happenings, January 2026: "), "{shown:?}");
    assert!(counted.whole.as_deref().is_some_and(|href| href.contains("lines=all")));
    let whole = timeline(&lines, &Ask { whole_list: true, ..Ask::default() });
    assert_eq!(spelled(&whole).len(), 300);
}

#[test]
fn the_day_it_became_known_is_said_where_it_is_another() {
    let lines = [line(1, "2026-07-04"), line(2, "2026-07-02")];
    let told: Vec<bool> = timeline(&lines, &Ask::default())
        .entries
        .iter()
        .filter_map(|entry| if let Entry::Told(told) = entry { Some(told.known.is_some()) } else { None })
        .collect();
    assert_eq!(told, [true, false]);
}

#[test]
fn every_mark_leads_to_a_line_that_is_spelled_out() {
    // Sparse months with many lines each, so that marks stand singly where the list counts.
    let date = |n: i64| format!("{}-{:02}", 2022 + n / 24, n / 2 % 12 + 1);
    let party = |n: i64| vec![format!("party-{}", n % 6).as_str().into()];
    let lines: Vec<Line> = (0..60).map(|n| Line { actors: party(n), ..line(n, &date(n)) }).collect();
    let ask = Ask { resolution: Some(Resolution::Year), ..Ask::default() };
    let shown = timeline(&lines, &ask);
    let page = shown.render().expect("a piece of a page");
    assert!(page.contains("class=\"mark stated"), "some stand singly");
    for mark in page.split("class=\"mark ").zip(page.split("class=\"mark ").skip(1)) {
        let address = mark.0.rsplit("href=\"").next().unwrap_or_default().trim_end_matches("\" ");
        let here = address.strip_prefix('#');
        let is_spelled = here.is_some_and(|anchor| page.contains(&format!("<li id=\"{anchor}\"")));
        assert!(is_spelled || address.contains("after="), "{address}");
    }
}
