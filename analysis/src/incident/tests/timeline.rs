//! One happening, one line.

use watchline_model::{Basis, DocumentId, Modality, Precision};

use super::casts::{Doc, day, midnight, told};
use crate::incident::{TimelineEvent, timeline};

const BAN: &str = "Nordlys bans Clerk.";

fn ban(id: i64, published: u32) -> Doc {
    Doc::press(id, "Quay Post", published, "Ban", BAN).event("ban", BAN, &["nordlys"], &["corvina-clerk"])
}

fn lines(documents: &[Doc]) -> Vec<TimelineEvent> {
    timeline(&told(documents))
}

#[test]
fn a_happening_told_by_several_is_one_line_with_all_their_words() {
    let lines =
        lines(&[ban(1, 4).on("2026-06-10", Basis::Effective), ban(2, 5).on("2026-06", Basis::Effective), ban(3, 6)]);
    assert_eq!(lines.len(), 1);
    let line = &lines[0];
    assert_eq!(line.date.map(|date| (date.value_text(), date.precision)), Some(("2026-06-10".into(), Precision::Day)));
    assert_eq!(line.evidence.iter().map(|(document, _)| *document).collect::<Vec<_>>(), [1, 2, 3].map(DocumentId));
    assert_eq!(line.known, Some(day(4)));
}

#[test]
fn the_most_precise_date_wins_whoever_told_first() {
    let lines = lines(&[ban(1, 4).on("2026", Basis::Effective), ban(2, 5).on("2026-06-10", Basis::Effective)]);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].date.map(|date| date.value_text()).as_deref(), Some("2026-06-10"));
    assert_eq!(lines[0].known, Some(day(4)));
}

#[test]
fn different_days_are_different_happenings() {
    let lines = lines(&[ban(1, 4).on("2026-06-10", Basis::Effective), ban(2, 5).on("2026-07-01", Basis::Effective)]);
    assert_eq!(lines.len(), 2);
}

#[test]
fn different_kinds_are_different_happenings() {
    let lines = lines(&[ban(1, 4), ban(2, 4).event("covert_tracking", BAN, &[], &["corvina-clerk"])]);
    assert_eq!(lines.len(), 2);
}

#[test]
fn different_actors_are_different_happenings() {
    let other = Doc::press(2, "Beacon", 5, "Ban", BAN).event("ban", BAN, &["data-office"], &["corvina-clerk"]);
    assert_eq!(lines(&[ban(1, 4), other]).len(), 2);
}

#[test]
fn a_product_meets_its_vendor() {
    let by_vendor = Doc::press(2, "Beacon", 5, "Ban", BAN).event("ban", BAN, &["nordlys"], &["corvina"]);
    let lines = lines(&[ban(1, 4), by_vendor]);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].targets, ["corvina".into(), "corvina-clerk".into()]);
}

#[test]
fn the_date_of_a_report_gives_way_to_the_date_of_the_happening() {
    let documents = [ban(1, 4).on("2026-05-04", Basis::Published), ban(2, 5).on("2026-05-02", Basis::Occurred)];
    let lines = lines(&documents);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].date.map(|date| date.value), Some(midnight(5, 2)));
}

#[test]
fn a_report_months_later_is_another_happening() {
    let documents = [ban(1, 4).on("2026-05-04", Basis::Published), ban(2, 5).on("2026-01-02", Basis::Occurred)];
    assert_eq!(lines(&documents).len(), 2);
}

#[test]
fn a_denied_happening_is_not_the_happening() {
    let lines = lines(&[ban(1, 4), ban(2, 5).with(Modality::Denied)]);
    assert_eq!(lines.iter().map(|line| line.modality).collect::<Vec<_>>(), [Modality::Stated, Modality::Denied]);
}

#[test]
fn among_equals_the_more_cautious_word_stands() {
    assert_eq!(lines(&[ban(1, 4), ban(2, 5).with(Modality::Alleged)])[0].modality, Modality::Alleged);
    let most = [ban(1, 4), ban(2, 5), ban(3, 5).with(Modality::Alleged)];
    assert_eq!(lines(&most)[0].modality, Modality::Stated);
}

#[test]
fn lines_stand_by_date_and_the_undated_by_when_they_became_known() {
    let undated =
        Doc::press(2, "Beacon", 5, "Outage", "Clerk was down.").event("outage", "Clerk was down.", &[], &["corvina"]);
    let documents = [
        ban(1, 4).on("2026-06-10", Basis::Effective),
        undated,
        ban(3, 6).event("covert_tracking", BAN, &[], &["corvina"]).on("2026-03", Basis::Occurred),
    ];
    let kinds: Vec<String> = lines(&documents).into_iter().map(|line| line.kind.0).collect();
    assert_eq!(kinds, ["covert_tracking", "outage", "ban"]);
}

#[test]
fn evidence_of_originals_comes_before_that_of_copies() {
    let copy = Doc { copy_of: Some(DocumentId(2)), ..ban(1, 4) };
    let lines = lines(&[copy, ban(2, 5)]);
    assert_eq!(lines[0].evidence.iter().map(|(document, _)| document.0).collect::<Vec<_>>(), [2, 1]);
}
