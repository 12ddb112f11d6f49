//! What people say stands, whatever comes after, and can be replayed.

use proptest::prelude::*;

use super::stories;
use crate::cluster::{Clusterer, Signature};

fn signatures() -> Vec<Signature> {
    stories::all().iter().map(super::story::Story::signature).collect()
}

#[test]
fn a_document_that_was_taken_out_never_comes_back() {
    let mut clusterer = Clusterer::new();
    let (first, second) = (stories::invoices().signature(), stories::invoices_told_by_another_paper().signature());
    let home = clusterer.place(0, &first).clusters[0];
    clusterer.keep_apart(1, home);
    let placement = clusterer.place(1, &second);
    assert!(!placement.clusters.contains(&home), "{placement:?}");
    clusterer.pin(1, home);
    assert_eq!(clusterer.place(1, &second).clusters[0], home, "a person has changed their mind");
}

#[test]
fn an_undone_merge_leaves_two_that_attract_their_own() {
    let mut clusterer = Clusterer::new();
    let invoices = clusterer.place(0, &stories::invoices().signature()).clusters[0];
    let outage = clusterer.place(1, &stories::outage().signature()).clusters[0];
    clusterer.merge(outage, invoices);
    clusterer.separate(&[1], invoices, outage);
    let told_again = clusterer.place(2, &stories::invoices_told_by_another_paper().signature());
    assert_eq!(told_again.clusters[0], invoices);
    assert_eq!(clusterer.place(3, &stories::outage().signature()).clusters[0], outage);
}

#[test]
fn a_forgotten_document_attracts_nothing() {
    let mut clusterer = Clusterer::new();
    let home = clusterer.place(0, &stories::invoices().signature()).clusters[0];
    clusterer.forget(0);
    assert_ne!(clusterer.place(1, &stories::invoices_told_by_another_paper().signature()).clusters[0], home);
}

#[test]
fn a_document_of_two_incidents_can_be_replayed_and_moved() {
    let mut clusterer = Clusterer::new();
    clusterer.insert(0, &[1], &stories::invoices().signature());
    clusterer.insert(1, &[2], &stories::outage().signature());
    clusterer.insert(2, &[1, 2], &stories::invoices_told_by_another_paper().signature());
    clusterer.separate(&[2], 1, 2);
    let candidates = clusterer.candidates(9, &stories::invoices_told_by_another_paper().signature());
    assert_eq!(candidates.first().map(|candidate| candidate.cluster), Some(2), "{candidates:?}");
}

/// One thing said to a Clusterer; numbers are drawn small so that they meet.
#[derive(Debug, Clone)]
enum Call {
    Place(u64),
    Merge(u64, u64),
    Separate(Vec<u64>, u64, u64),
    KeepApart(u64, u64),
    Pin(u64, u64),
    Forget(u64),
}

fn call() -> impl Strategy<Value = Call> {
    let number = 0..12_u64;
    let cluster = 1..9_u64;
    prop_oneof![
        4 => number.clone().prop_map(Call::Place),
        1 => (cluster.clone(), cluster.clone()).prop_map(|(from, into)| Call::Merge(from, into)),
        1 => (proptest::collection::vec(number.clone(), 1..4), cluster.clone(), cluster.clone())
            .prop_map(|(documents, from, into)| Call::Separate(documents, from, into)),
        1 => (number.clone(), cluster.clone()).prop_map(|(document, cluster)| Call::KeepApart(document, cluster)),
        1 => (number.clone(), cluster).prop_map(|(document, cluster)| Call::Pin(document, cluster)),
        1 => number.prop_map(Call::Forget),
    ]
}

fn say(clusterer: &mut Clusterer, signatures: &[Signature], call: &Call) -> Option<Vec<u64>> {
    match call {
        Call::Place(document) => return Some(clusterer.place(*document, &signatures[*document as usize]).clusters),
        Call::Merge(from, into) => clusterer.merge(*from, *into),
        Call::Separate(documents, from, into) => clusterer.separate(documents, *from, *into),
        Call::KeepApart(document, cluster) => clusterer.keep_apart(*document, *cluster),
        Call::Pin(document, cluster) => clusterer.pin(*document, *cluster),
        Call::Forget(document) => clusterer.forget(*document),
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_same_calls_leave_the_same_state(calls in proptest::collection::vec(call(), 1..30)) {
        let signatures = signatures();
        let (mut one, mut other) = (Clusterer::new(), Clusterer::new());
        for call in &calls {
            prop_assert_eq!(say(&mut one, &signatures, call), say(&mut other, &signatures, call));
        }
        for (number, signature) in signatures.iter().enumerate() {
            prop_assert_eq!(one.place(100 + number as u64, signature), other.place(100 + number as u64, signature));
        }
    }

    #[test]
    fn a_document_kept_from_a_cluster_is_never_placed_there(calls in proptest::collection::vec(call(), 1..30), document in 0..12_u64, cluster in 1..9_u64) {
        let signatures = signatures();
        let mut clusterer = Clusterer::new();
        for call in calls.iter().filter(|call| !matches!(call, Call::Pin(..) | Call::Merge(..))) {
            say(&mut clusterer, &signatures, call);
        }
        clusterer.keep_apart(document, cluster);
        let placement = clusterer.place(document, &signatures[document as usize]);
        prop_assert!(!placement.clusters.contains(&cluster), "{:?}", placement);
    }
}
