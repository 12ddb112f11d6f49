use chrono::{DateTime, TimeDelta};
use watchline_model::IncidentId;

use super::*;

/// Incidents of a vendor, answered after so many hours.
fn answers(vendor: &str, hours: &[Option<i64>]) -> Vec<VendorAnswer> {
    let answer = |(hours, number): (&Option<i64>, u32)| VendorAnswer {
        incident: IncidentId { year: 2026, number },
        vendors: vec![vendor.into()],
        reported: DateTime::UNIX_EPOCH,
        answered: hours.map(|hours| DateTime::UNIX_EPOCH + TimeDelta::hours(hours)),
        mitigated: None,
    };
    hours.iter().zip(1_u32..).map(answer).collect()
}

#[test]
fn a_median_is_made_of_three_at_least() {
    let two = answers("orchid", &[Some(1), Some(5), None]);
    let row = &rows(&two, &"orchid".into(), &Taxonomy::default())[0];
    assert_eq!((row.incidents, row.answered.count, row.answered.median.as_deref()), (3, 2, None));
    let three = answers("orchid", &[Some(1), Some(30), Some(5), None]);
    let row = &rows(&three, &"orchid".into(), &Taxonomy::default())[0];
    assert_eq!((row.incidents, row.answered.count, row.answered.median.as_deref()), (4, 3, Some("5 hours")));
}

#[test]
fn peers_of_fewer_than_three_incidents_are_not_shown_and_the_vendor_comes_first() {
    let all = [answers("alder", &[None; 5]), answers("birch", &[None; 2]), answers("orchid", &[None])].concat();
    let shown = rows(&all, &"orchid".into(), &Taxonomy::default());
    assert_eq!(shown.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["orchid", "alder"]);
    assert!(rows(&all, &"elm".into(), &Taxonomy::default()).is_empty(), "nothing of its own to compare");
}

#[test]
fn an_answer_before_the_report_came_at_once() {
    let early = answers("orchid", &[Some(-4), Some(-2), Some(0)]);
    assert_eq!(rows(&early, &"orchid".into(), &Taxonomy::default())[0].answered.median.as_deref(), Some("at once"));
}
