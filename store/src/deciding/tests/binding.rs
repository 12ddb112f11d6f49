//! What people decided binds the rules.

use watchline_model::{IncidentId, Subject};

use super::{incident, members, rule, whole, why, zoe};
use crate::fixture::{TestStore, at, placement};
use crate::{NewPlace, StoreError};

fn kept(error: &StoreError) -> String {
    assert!(matches!(error, StoreError::Kept(_)), "{error}");
    error.to_string()
}

#[tokio::test]
async fn a_rule_neither_moves_what_a_person_put_somewhere_nor_brings_back_what_was_taken_out() {
    let store = TestStore::open().await;
    let (first, documents) = incident(&store, "a", 3).await;
    let (second, _) = incident(&store, "b", 1).await;
    store.move_documents(&documents[..1], first, second, &zoe(10)).await.unwrap();
    kept(&store.move_documents(&documents[..1], second, first, &rule(11)).await.unwrap_err());
    kept(&store.remove_document(documents[0], second, &rule(11)).await.unwrap_err());
    kept(&store.join_document(documents[0], first, &rule(11)).await.unwrap_err());
    let own = store.remove_document(documents[1], first, &zoe(12)).await.unwrap().incident.unwrap();
    kept(&store.merge_incidents(own, first, &rule(13)).await.unwrap_err());
    store.merge_incidents(own, second, &rule(14)).await.unwrap();
    assert_eq!((members(&store, first).await, members(&store, second).await), (vec![3], vec![1, 2, 4]));
    store.join_document(documents[1], first, &zoe(15)).await.unwrap();
    assert!(store.bindings().await.unwrap().kept_apart.iter().all(|(document, _)| *document != documents[1]));
    whole(&store).await;
}

#[tokio::test]
async fn a_rule_does_not_merge_what_a_person_split_or_whose_merge_was_undone() {
    let store = TestStore::open().await;
    let (first, documents) = incident(&store, "a", 4).await;
    let young = store.split_incident(first, &documents[2..], None, &zoe(10)).await.unwrap().incident.unwrap();
    assert!(kept(&store.merge_incidents(first, young, &rule(11)).await.unwrap_err()).contains("kept apart"));
    kept(&store.split_incident(first, &documents[..1], None, &rule(11)).await.unwrap_err());
    let (third, _) = incident(&store, "b", 2).await;
    let merge = store.merge_incidents(third, first, &rule(12)).await.unwrap();
    let undo = store.undo_decision(merge.decision, &zoe(0).author, &[], at(13)).await.unwrap();
    kept(&store.merge_incidents(third, first, &rule(14)).await.unwrap_err());
    let moved = store.incident_documents(third).await.unwrap();
    kept(&store.move_documents(&moved[..1], third, first, &rule(14)).await.unwrap_err());
    store.undo_decision(undo, &zoe(0).author, &[], at(15)).await.unwrap();
    assert_eq!(store.resolve_incident(third).await.unwrap(), Some(first));
    store.merge_incidents(first, young, &zoe(16)).await.unwrap();
    assert_eq!(members(&store, first).await, [1, 2, 3, 4, 5, 6], "a person may think again");
    whole(&store).await;
}

#[tokio::test]
async fn what_keeps_two_apart_holds_for_those_that_they_were_merged_into() {
    let store = TestStore::open().await;
    let (first, documents) = incident(&store, "a", 4).await;
    let young = store.split_incident(first, &documents[2..], None, &zoe(10)).await.unwrap().incident.unwrap();
    let (elder, _) = incident(&store, "b", 1).await;
    store.merge_incidents(elder, young, &zoe(11)).await.unwrap();
    let standing = store.resolve_incident(elder).await.unwrap().unwrap();
    kept(&store.merge_incidents(standing, first, &rule(12)).await.unwrap_err());
    whole(&store).await;
}

#[tokio::test]
async fn a_rule_does_not_merge_away_an_incident_with_a_persons_words() {
    let store = TestStore::open().await;
    let (old, _) = incident(&store, "a", 1).await;
    let (young, _) = incident(&store, "b", 1).await;
    store.retitle_incident(young, Some("A person's title"), &zoe(10)).await.unwrap();
    assert!(kept(&store.merge_incidents(old, young, &rule(11)).await.unwrap_err()).contains("a person set"));
    store.retitle_incident(old, Some("Another"), &zoe(12)).await.unwrap();
    store.retitle_incident(young, None, &zoe(13)).await.unwrap();
    store.merge_incidents(old, young, &rule(14)).await.unwrap();
    assert_eq!(store.find_incident(old).await.unwrap().unwrap().title, "Another");
}

#[tokio::test]
async fn a_person_who_undoes_what_a_rule_joined_keeps_it_out() {
    let store = TestStore::open().await;
    let (first, documents) = incident(&store, "a", 2).await;
    let join = store.list_decisions(&Subject::Document(documents[1])).await.unwrap().remove(0).id;
    store.undo_decision(join, &zoe(0).author, &[], at(10)).await.unwrap();
    let own = store.find_document(documents[1]).await.unwrap().unwrap().incidents;
    assert_eq!(own.len(), 1);
    assert_ne!(own[0], first);
    kept(&store.move_documents(&documents[1..], own[0], first, &rule(11)).await.unwrap_err());
    whole(&store).await;
}

#[tokio::test]
async fn a_document_kept_out_opens_its_own_incident_and_asks() {
    let store = TestStore::open().await;
    let (first, documents) = incident(&store, "a", 2).await;
    store.set_relevance(documents[1], watchline_model::RelevanceVerdict::Irrelevant, &zoe(10)).await.unwrap();
    store.join_document(documents[1], first, &zoe(11)).await.unwrap();
    let removed = store.remove_document(documents[1], first, &zoe(12)).await.unwrap();
    assert_ne!(removed.incident, Some(first));
    let late = store.relevant("https://press.example/late").await;
    let (other, _) = incident(&store, "b", 1).await;
    store.record_placement(&placement(late, Some(other)), at(13)).await.unwrap();
    store.remove_document(late, other, &zoe(14)).await.unwrap();
    store.set_relevance(late, watchline_model::RelevanceVerdict::Irrelevant, &zoe(15)).await.unwrap();
    store.set_relevance(late, watchline_model::RelevanceVerdict::Relevant, &zoe(16)).await.unwrap();
    let place = NewPlace {
        document: late,
        home: Some(other),
        also: vec![(other, Vec::new())],
        year: 2026,
        copy_of: None,
        review: false,
        rival: None,
    };
    let placed = store.place_document(&place, &rule(17)).await.unwrap().incidents;
    assert!(!placed.contains(&other), "{placed:?}");
    let asked = store.list_review(crate::ReviewKind::Placement, None, 10).await.unwrap();
    assert_eq!(asked.iter().map(|item| item.documents[0]).collect::<Vec<_>>(), [late]);
    whole(&store).await;
}

#[tokio::test]
async fn nothing_is_decided_about_what_is_not_there() {
    let store = TestStore::open().await;
    let (first, documents) = incident(&store, "a", 2).await;
    let nowhere = IncidentId { year: 1999, number: 9 };
    let nobody = watchline_model::DocumentId(99);
    let last = store.last_change().await.unwrap();
    let refused = [
        store.join_document(nobody, first, &zoe(10)).await,
        store.join_document(documents[0], nowhere, &zoe(10)).await,
        store.move_documents(&[nobody], first, nowhere, &zoe(10)).await,
        store.move_documents(&[], first, first, &zoe(10)).await,
        store.merge_incidents(first, nowhere, &zoe(10)).await,
        store.split_incident(nowhere, &documents, None, &zoe(10)).await,
        store.split_incident(first, &documents[..1], Some(nowhere), &zoe(10)).await,
        store.split_incident(first, &documents[..1], Some(first), &zoe(10)).await,
        store.remove_document(nobody, first, &zoe(10)).await,
        store.retitle_incident(nowhere, Some("x"), &zoe(10)).await,
        store.set_relevance(nobody, watchline_model::RelevanceVerdict::Relevant, &zoe(10)).await,
    ];
    for outcome in refused {
        why(&outcome.unwrap_err());
    }
    assert_eq!((store.last_change().await.unwrap(), store.last_decision().await.unwrap().0), (last, 2));
    assert_eq!(store.all_incident_ids().await.unwrap(), [first], "no number was used up");
}
