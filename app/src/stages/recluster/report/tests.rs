use std::collections::HashMap;

use watchline_model::{DocumentId, Reason};

use super::*;

fn incident(number: u32) -> IncidentId {
    IncidentId { year: 2026, number }
}

fn seen(document: i64, home: u32) -> Seen {
    Seen {
        document: DocumentId(document),
        incidents: vec![incident(home)],
        clusters: vec![1],
        reasons: Vec::new(),
        also: HashMap::new(),
    }
}

#[test]
fn documents_and_incidents_are_counted_and_examples_are_given_of_each_sort() {
    let rows: Vec<Seen> = (1..=6).map(|number| seen(number, if number > 4 { 2 } else { 1 })).collect();
    let moving = |document, cluster| Deed::Move {
        documents: vec![DocumentId(document)],
        from: incident(1),
        into: Target::New(cluster),
        reasons: vec![Reason::new("few-words", -0.25, "one word")],
    };
    let deeds = [Deed::Merge { from: incident(2), into: incident(1) }, moving(1, 7), moving(2, 8), moving(3, 7)];
    let report = Report::new(&rows, &deeds, 2);
    assert_eq!((report.documents, report.unchanged, report.moved, report.incidents), (6, 1, 5, 2));
    assert_eq!((report.merged, report.split, report.opened), (1, 1, 2));
    assert_eq!(report.examples.iter().map(|example| example.what).collect::<Vec<_>>(), ["merge", "split", "split"]);
    assert_eq!(report.examples[0].documents, [5, 6]);
    assert_eq!(
        (report.examples[1].into.as_deref(), report.examples[1].why[0].as_str()),
        (Some("new 7"), "few-words -0.25 one word")
    );
    assert!(!report.is_empty());
    assert!(report.table().contains("1 merged into another, 1 split, 2 opened"), "{}", report.table());
}

#[test]
fn nothing_to_do_is_said_so() {
    let report = Report::new(&[seen(1, 1)], &[], 2);
    assert!(report.is_empty());
    assert_eq!((report.documents, report.unchanged), (1, 1));
}
