use super::*;

fn incident(number: u32) -> IncidentId {
    IncidentId { year: 2026, number }
}

/// `(document, incidents, clusters)`
fn seen(rows: &[(i64, &[u32], &[u64])]) -> Vec<Seen> {
    let one = |(document, incidents, clusters): &(i64, &[u32], &[u64])| Seen {
        document: DocumentId(*document),
        incidents: incidents.iter().map(|number| incident(*number)).collect(),
        clusters: clusters.to_vec(),
        reasons: Vec::new(),
        also: HashMap::new(),
    };
    rows.iter().map(one).collect()
}

fn documents(ids: &[i64]) -> Vec<DocumentId> {
    ids.iter().copied().map(DocumentId).collect()
}

fn moved(ids: &[i64], from: u32, into: Target) -> Deed {
    Deed::Move { documents: documents(ids), from: incident(from), into, reasons: Vec::new() }
}

#[test]
fn what_falls_as_before_needs_no_decision() {
    let rows = seen(&[(1, &[7], &[1]), (2, &[7], &[1]), (3, &[9], &[2]), (4, &[9, 7], &[2, 1])]);
    assert_eq!(find(&rows, &Bindings::default()), []);
}

#[test]
fn a_cluster_keeps_the_incident_of_most_of_its_documents_and_the_rest_move() {
    let rows = seen(&[(1, &[1], &[5]), (2, &[1], &[5]), (3, &[2], &[5]), (4, &[2], &[6]), (5, &[2], &[6])]);
    assert_eq!(find(&rows, &Bindings::default()), [moved(&[3], 2, Target::Incident(incident(1)))]);
}

#[test]
fn an_incident_all_of_whose_documents_fall_to_another_is_merged() {
    let rows = seen(&[(1, &[1], &[5]), (2, &[1], &[5]), (3, &[2], &[5])]);
    assert_eq!(find(&rows, &Bindings::default()), [Deed::Merge { from: incident(2), into: incident(1) }]);
}

#[test]
fn a_cluster_without_an_incident_is_split_off_from_where_most_of_it_is() {
    let rows = seen(&[
        (1, &[1], &[5]),
        (2, &[1], &[5]),
        (3, &[1], &[5]),
        (4, &[1], &[6]),
        (5, &[1], &[6]),
        (6, &[2], &[7]),
        (7, &[2], &[7]),
        (8, &[2], &[6]),
    ]);
    let deeds = find(&rows, &Bindings::default());
    assert_eq!(deeds, [moved(&[4, 5], 1, Target::New(6)), moved(&[8], 2, Target::New(6))]);
    assert_eq!(deeds[0].cluster(), Some(6));
}

#[test]
fn what_people_decided_stays() {
    let rows =
        seen(&[(1, &[1], &[5]), (2, &[1], &[5]), (3, &[2], &[5]), (4, &[1], &[6]), (5, &[2], &[7]), (6, &[2], &[7])]);
    let pinned =
        Bindings { pinned: vec![(DocumentId(3), incident(2)), (DocumentId(4), incident(1))], ..Bindings::default() };
    let left = find(&rows, &pinned);
    assert!(!left.iter().any(|deed| matches!(deed, Deed::Merge { .. })), "{left:?}");
    let stays = |deed: &Deed| matches!(deed, Deed::Move { documents, .. } if documents.contains(&DocumentId(3)) || documents.contains(&DocumentId(4)));
    assert!(!left.iter().any(stays), "{left:?}");
    let apart = Bindings { kept_apart: vec![(DocumentId(3), incident(1))], ..Bindings::default() };
    let split = find(&rows, &apart);
    assert_eq!(split, [moved(&[4], 1, Target::New(6))]);
    let pair = Bindings { incidents_kept_apart: vec![(incident(2), incident(1))], ..Bindings::default() };
    assert_eq!(find(&rows, &pair), [moved(&[4], 1, Target::New(6))]);
}

#[test]
fn further_places_are_joined_and_left() {
    let mut rows = seen(&[(1, &[1], &[5]), (2, &[2], &[6]), (3, &[1], &[5, 6]), (4, &[2, 1], &[6])]);
    let reasons = vec![Reason::new("also", 0.5, "a part of it tells of that")];
    rows[2].also.insert(6, reasons.clone());
    assert_eq!(
        find(&rows, &Bindings::default()),
        [
            Deed::Join { document: DocumentId(3), into: incident(2), reasons },
            Deed::Leave { document: DocumentId(4), from: incident(1) },
        ]
    );
}

#[test]
fn what_waits_for_its_first_place_is_left_to_placing() {
    let rows = seen(&[(1, &[1], &[5]), (2, &[], &[5]), (3, &[], &[6])]);
    assert_eq!(find(&rows, &Bindings::default()), []);
}
