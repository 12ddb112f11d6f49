use chrono::NaiveDate;
use watchline_model::{Basis, DocumentId, Evidence, Modality};

use super::chart::party;
use super::drawing::Point;
use super::*;

fn line(number: i64, date: &str, actor: &str, modality: Modality) -> Line {
    let date = Dated::parse(date, Basis::Occurred);
    Line {
        kind: "ban".into(),
        date,
        known: at("2026-07-04T10:00:00Z"),
        actors: vec![actor.into()],
        targets: Vec::new(),
        modality,
        evidence: vec![(DocumentId(number), Evidence { version: None, start: 0, end: 3, quote: "The".to_owned() })],
        events: vec![(DocumentId(number), 0)],
    }
}

fn at(text: &str) -> DateTime<Utc> {
    Dated::parse(text, Basis::Occurred).expect("a date").value
}

fn now() -> DateTime<Utc> {
    at("2026-07-05T09:00:00Z")
}

fn ask(axis: Axis, resolution: Option<Resolution>) -> Ask {
    Ask { axis, resolution, ..Ask::default() }
}

fn drawn(lines: &[Line], ask: &Ask) -> Lanes {
    let today = Today { at: now(), name: "today" };
    let items = items(lines, ask, now());
    Lanes::new(&items, &BTreeSet::new(), &Names::default(), ask, &Place::default(), today).expect("something is dated")
}

fn mark(drawing: &Drawing, document: i64) -> &Point {
    let address = format!("#happening-{document}-0");
    drawing.marks.iter().find(|mark| mark.address == address).expect("it has a mark")
}

fn story() -> Vec<Line> {
    vec![
        line(1, "2026-03", "acme", Modality::Stated),
        line(2, "2026-07-02", "orbit", Modality::Stated),
        line(3, "2026-07-10", "orbit", Modality::Planned),
        line(4, "", "orbit", Modality::Alleged),
    ]
}

#[test]
fn a_month_is_drawn_as_long_as_it_is_and_a_day_as_a_point() {
    let lanes = drawn(&story(), &ask(Axis::Happened, Some(Resolution::Day)));
    let [wide, tall] = &lanes.drawings;
    let bars: Vec<_> = wide.areas.iter().filter(|area| area.class == "bar").collect();
    assert_eq!(bars.len(), 1, "one of four is known to the month");
    let ticks: Vec<i64> = wide.lines.iter().filter(|line| line.class == "tick").map(|line| line.x1).collect();
    let (first, last) = (bars[0].x, bars[0].x + bars[0].width);
    assert_eq!(ticks.iter().filter(|x| (first..last).contains(*x)).count(), 2, "from the first of March to the 31st");
    assert!(!(first..last).contains(&mark(wide, 2).x));
    assert!(tall.areas.iter().any(|area| area.class == "bar" && area.height > area.width), "downward on a phone");
}

#[test]
fn a_month_in_a_column_of_a_year_is_exact_enough_for_a_point() {
    let lanes = drawn(&story(), &ask(Axis::Happened, Some(Resolution::Year)));
    assert!(lanes.drawings[0].areas.iter().all(|area| area.class != "bar"));
}

#[test]
fn what_nobody_dates_stands_at_the_side_and_what_is_announced_behind_today() {
    let lanes = drawn(&story(), &ask(Axis::Happened, None));
    let [wide, tall] = &lanes.drawings;
    let side = wide.areas.iter().find(|area| area.class == "unknown").expect("a place for what has no date");
    assert!((side.x..side.x + side.width).contains(&mark(wide, 4).x));
    let today = wide.lines.iter().find(|line| line.class == "today").expect("a line").x1;
    assert!(mark(wide, 2).x < today && today < mark(wide, 3).x);
    let today = tall.lines.iter().find(|line| line.class == "today").expect("a line").y1;
    assert!(mark(tall, 2).y < today && today < mark(tall, 3).y);
    assert_eq!(mark(wide, 3).class, "planned");
    let words: Vec<&str> = wide.words.iter().map(|words| words.text.as_str()).collect();
    assert!(words.contains(&"not known") && words.contains(&"today"), "{words:?}");
}

#[test]
fn by_when_it_became_known_everything_has_a_place_and_another_order() {
    let mut lines = story();
    lines[0].known = at("2026-07-05T08:00:00Z");
    let order =
        |axis| items(&lines, &ask(axis, None), now()).iter().map(|item| item.line.events[0].0.0).collect::<Vec<_>>();
    assert_eq!(order(Axis::Happened), [1, 2, 3, 4]);
    assert_eq!(order(Axis::Known), [2, 3, 4, 1]);
    let lanes = drawn(&lines, &ask(Axis::Known, None));
    assert!(lanes.drawings[0].areas.iter().all(|area| area.class != "unknown" && area.class != "bar"));
}

#[test]
fn a_part_of_the_time_leaves_out_the_rest() {
    let march = Ask {
        after: Dated::parse("2026-03-20", Basis::Occurred),
        before: Dated::parse("2026-04", Basis::Occurred),
        ..Ask::default()
    };
    let lines = story();
    let shown: Vec<i64> = items(&lines, &march, now()).iter().map(|item| item.line.events[0].0.0).collect();
    assert_eq!(shown, [1], "it may have been after the 20th");
}

#[test]
fn three_hundred_are_counted_and_each_count_leads_to_its_days() {
    let first = NaiveDate::from_ymd_opt(2025, 9, 1).expect("a day");
    let lines: Vec<Line> = (0..300)
        .map(|n: u64| {
            line(
                n as i64,
                &(first + chrono::Days::new(n)).to_string(),
                ["acme", "orbit"][n as usize % 2],
                Modality::Stated,
            )
        })
        .collect();
    let ask = ask(Axis::Happened, None);
    let lanes = drawn(&lines, &ask);
    assert_eq!(lanes.resolution, Resolution::Month);
    let [wide, tall] = &lanes.drawings;
    for drawing in [wide, tall] {
        assert!(drawing.marks.len() < 40, "{} marks", drawing.marks.len());
        let counted: usize = drawing
            .marks
            .iter()
            .map(|mark| if mark.is_many { mark.text.trim_end_matches('×').parse().expect("a count") } else { 1 })
            .sum();
        assert_eq!(counted, 300, "nothing is lost by counting");
        assert!(
            drawing
                .marks
                .iter()
                .filter(|mark| mark.is_many)
                .all(|mark| mark.address.contains("after=") && mark.address.contains("before="))
        );
    }
    assert!(tall.width <= 390 - 40, "{} pixels on a phone", tall.width);
}

#[test]
fn no_mark_covers_another() {
    let lines: Vec<Line> = (0..40)
        .map(|n| {
            line(
                n,
                ["2026-07-01", "2026-07-02", "2026-06", "2026", ""][n as usize % 5],
                ["a", "b", "c"][n as usize % 3],
                Modality::Stated,
            )
        })
        .collect();
    for resolution in Resolution::ALL {
        for drawing in &drawn(&lines, &ask(Axis::Happened, Some(resolution))).drawings {
            for (place, one) in drawing.marks.iter().enumerate() {
                let near = |other: &&Point| (one.x - other.x).abs() < 24 && (one.y - other.y).abs() < 24;
                let covered = drawing.marks[place + 1..].iter().find(near);
                assert!(covered.is_none(), "{}: {one:?} and {covered:?}", drawing.form);
            }
        }
    }
}

#[test]
fn many_parties_share_the_last_lane() {
    let lines: Vec<Line> = (0..9).map(|n| line(n, "2026-07-02", &format!("party-{n}"), Modality::Stated)).collect();
    let drawing = &drawn(&lines, &ask(Axis::Happened, None)).drawings[0];
    let names: Vec<&str> =
        drawing.words.iter().filter(|words| words.class == "who").map(|words| words.text.as_str()).collect();
    assert_eq!((names.len(), names.last().copied()), (chart::LANES, Some("Others")));
    assert_eq!(party(&lines[8], &Names::default()), "party-8");
}

#[test]
fn nothing_dated_is_not_drawn() {
    let undated = [line(1, "", "acme", Modality::Stated)];
    let ask = ask(Axis::Happened, None);
    let items = items(&undated, &ask, now());
    let today = Today { at: now(), name: "today" };
    assert!(Lanes::new(&items, &BTreeSet::new(), &Names::default(), &ask, &Place::default(), today).is_none());
}
