use watchline_model::Basis;

use super::*;

fn line(date: &str, actor: &str, modality: Modality) -> Line {
    Line {
        kind: "ban".into(),
        date: Dated::parse(date, Basis::Occurred),
        known: DateTime::UNIX_EPOCH,
        actors: vec![actor.into()],
        targets: Vec::new(),
        modality,
        evidence: Vec::new(),
        events: Vec::new(),
    }
}

fn now() -> DateTime<Utc> {
    Dated::parse("2026-07-05", Basis::Occurred).expect("a day").value
}

#[test]
fn what_is_announced_lies_behind_today_and_a_month_is_a_bar() {
    let lines = [
        line("2026-03", "acme", Modality::Stated),
        line("2026-07-02", "orbit", Modality::Stated),
        line("2026-07-10", "orbit", Modality::Planned),
    ];
    let drawn = Lanes::new(&lines, &Names::default(), now()).expect("there are dates");
    assert!(drawn.points[0].length > 0, "a month has a length");
    assert_eq!(drawn.points[1].length, 0, "a day has none");
    assert!(drawn.points[1].x < drawn.today && drawn.today < drawn.points[2].x);
    assert_eq!(drawn.points[2].class, "planned");
    assert_eq!(drawn.lanes.len(), 2);
}

#[test]
fn many_parties_share_the_last_lane() {
    let lines: Vec<Line> =
        (0..9).map(|party| line("2026-07-02", &format!("party-{party}"), Modality::Stated)).collect();
    let drawn = Lanes::new(&lines, &Names::default(), now()).expect("there are dates");
    assert_eq!(drawn.lanes.len(), LANES);
    assert_eq!(drawn.lanes.last().map(|(_, name)| name.as_str()), Some("Others"));
}

#[test]
fn nothing_dated_is_not_drawn() {
    let mut undated = line("2026", "acme", Modality::Stated);
    undated.date = None;
    assert!(Lanes::new(&[undated], &Names::default(), now()).is_none());
}
