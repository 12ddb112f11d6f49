use watchline_model::RelevanceVerdict;
use watchline_store::{StaleVersion, TaggedWith};

use super::super::difference::tests::{stale, tagged};
use super::super::difference::{Difference, Moved, Turn, find};
use super::Report;

fn moved(turn: Turn, quote: &str) -> Moved {
    Moved { turn, name: "ban".to_owned(), quote: quote.to_owned() }
}

fn report() -> Report {
    Report::new(TaggedWith { analysis: 4, taxonomy: 0xbeef }, 1)
}

#[test]
fn examples_are_limited_for_each_turn_so_that_none_hides_another() {
    let mut report = report();
    let events = vec![moved(Turn::Gained, "one"), moved(Turn::Gained, "two"), moved(Turn::Lost, "three")];
    report.add(&stale(Vec::new(), Vec::new()), &Difference { events, ..Difference::default() });
    let tally = &report.events[0];
    assert_eq!((tally.gained, tally.lost, tally.changed), (2, 1, 0));
    let quotes: Vec<&str> = tally.examples.iter().map(|example| example.quote.as_str()).collect();
    assert_eq!(quotes, ["one", "three"]);
    assert!(report.loses());
    let table = report.table();
    assert!(table.contains("event ban: +2 -1 ~0") && table.contains("lost     document 1: three"), "{table}");
    assert!(table.contains("analysis 4, taxonomy 0000beef"), "{table}");
}

#[test]
fn a_verdict_that_a_person_keeps_is_no_loss() {
    let fall = tagged(RelevanceVerdict::Irrelevant, Vec::new(), Vec::new());
    let kept = StaleVersion { relevance_is_kept: true, ..stale(Vec::new(), Vec::new()) };
    let mut report = report();
    report.add(&kept, &find(&kept, &fall));
    assert!(!report.loses());
    assert_eq!((report.relevance[0].documents, report.relevance[0].kept), (1, 1));
    let free = stale(Vec::new(), Vec::new());
    report.add(&free, &find(&free, &fall));
    assert!(report.loses());
}

#[test]
fn older_versions_are_counted_and_change_no_document() {
    let old = StaleVersion { is_latest: false, ..stale(Vec::new(), Vec::new()) };
    let mut report = report();
    report.add(&old, &Difference { events: vec![moved(Turn::Lost, "one")], ..Difference::default() });
    assert_eq!((report.versions, report.documents, report.changed), (1, 0, 0));
    assert!(!report.loses());
}
