use watchline_model::{
    Author, ChangeKind, DecisionId, DecisionKind, DocumentId, IncidentId, RelevanceVerdict, SetSeverity, Severity,
    Status, Subject,
};

use crate::fixture::{TestStore, at, placement, tags};
use crate::{Deciding, NewPlace, Retag, StoreError};

mod binding;
mod random;
mod tagging;

pub(super) fn zoe(minutes: i64) -> Deciding {
    Deciding::person("zoe", "she looked", at(minutes))
}

pub(super) fn rule(minutes: i64) -> Deciding {
    Deciding::rule("cluster", 4, Vec::new(), at(minutes))
}

/// Opens an incident with so many documents.
pub(super) async fn incident(store: &TestStore, name: &str, documents: usize) -> (IncidentId, Vec<DocumentId>) {
    let mut members = Vec::new();
    let mut home = None;
    for number in 1..=documents {
        let document = store.relevant(&format!("https://press.example/{name}/{number}")).await;
        home = Some(store.record_placement(&placement(document, home), at(4)).await.unwrap());
        members.push(document);
    }
    (home.unwrap(), members)
}

pub(super) async fn members(store: &TestStore, incident: IncidentId) -> Vec<i64> {
    let mut ids: Vec<i64> =
        store.incident_material(incident).await.unwrap().iter().map(|view| view.document.id.0).collect();
    ids.sort_unstable();
    ids
}

pub(super) async fn whole(store: &TestStore) {
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new());
}

pub(super) fn why(error: &StoreError) -> String {
    assert!(matches!(error, StoreError::Conflict(_) | StoreError::Kept(_)), "{error}");
    error.to_string()
}

/// Marks an incident as described, as the pipeline does.
pub(super) async fn describe(store: &TestStore, incident: IncidentId) {
    let undescribed = store.incident_to_describe(incident).await.unwrap().unwrap();
    let view = &undescribed.material[0];
    let evidence = view.events[0].evidence.clone();
    let step = watchline_model::StatusStep {
        status: Status::Alleged,
        at: at(1),
        document: view.document.id,
        evidence,
        party_name: "Acme".to_owned(),
    };
    let found = watchline_model::Incident {
        title: "Acme was banned".to_owned(),
        status: Status::Alleged,
        status_path: vec![step],
        severity: Some(Severity::Moderate),
        ..undescribed.incident.clone()
    };
    let changes = [(ChangeKind::IncidentOpened, "opened".to_owned())];
    store.record_description(&undescribed, &found, &changes, at(5)).await.unwrap();
}

#[tokio::test]
async fn the_older_incident_survives_a_merge_and_the_other_leads_to_it_for_ever() {
    let store = TestStore::open().await;
    let (old, _) = incident(&store, "a", 2).await;
    let (young, _) = incident(&store, "b", 2).await;
    let (third, _) = incident(&store, "c", 1).await;
    describe(&store, young).await;
    let last = store.last_change().await.unwrap();
    let merged = store.merge_incidents(young, old, &zoe(10)).await.unwrap();
    assert_eq!(merged.incident, Some(old));
    assert_eq!(members(&store, old).await, [1, 2, 3, 4]);
    assert!(members(&store, young).await.is_empty());
    assert_eq!(store.find_incident(young).await.unwrap().unwrap().merged_into, Some(old));
    assert_eq!(store.find_incident(old).await.unwrap().unwrap().documents, 4);
    let told = store.kinds_after(last).await;
    assert_eq!(told.iter().filter(|line| line.starts_with("incident_merged")).count(), 1, "{told:?}");
    assert!(told.contains(&"document_changed document 3".to_owned()));
    store.merge_incidents(third, old, &zoe(11)).await.unwrap();
    for id in [old, young, third] {
        assert_eq!(store.resolve_incident(id).await.unwrap(), Some(old));
    }
    assert!(why(&store.merge_incidents(young, third, &zoe(12)).await.unwrap_err()).contains("was merged into"));
    assert!(why(&store.merge_incidents(old, old, &zoe(12)).await.unwrap_err()).contains("itself"));
    whole(&store).await;
}

#[tokio::test]
async fn a_chain_of_merges_resolves_and_never_closes_into_a_ring() {
    let store = TestStore::open().await;
    let (first, _) = incident(&store, "a", 1).await;
    let (second, _) = incident(&store, "b", 1).await;
    let (third, _) = incident(&store, "c", 1).await;
    store.merge_incidents(third, second, &zoe(10)).await.unwrap();
    store.merge_incidents(second, first, &zoe(11)).await.unwrap();
    assert_eq!(store.resolve_incident(third).await.unwrap(), Some(first));
    assert!(store.merge_incidents(first, third, &zoe(12)).await.is_err());
    assert_eq!(store.resolve_incident(IncidentId { year: 1999, number: 1 }).await.unwrap(), None);
    let document = store.relevant("https://press.example/late").await;
    assert_eq!(store.record_placement(&placement(document, Some(third)), at(13)).await.unwrap(), first);
    whole(&store).await;
}

#[tokio::test]
async fn a_merge_is_undone_and_done_again() {
    let store = TestStore::open().await;
    let (old, _) = incident(&store, "a", 2).await;
    let (young, _) = incident(&store, "b", 2).await;
    describe(&store, old).await;
    describe(&store, young).await;
    let merge = store.merge_incidents(old, young, &zoe(10)).await.unwrap();
    let late = store.relevant("https://press.example/late").await;
    store.record_placement(&placement(late, Some(old)), at(11)).await.unwrap();
    let last = store.last_change().await.unwrap();
    let undo = store.undo_decision(merge.decision, &zoe(0).author, &[], at(12)).await.unwrap();
    assert_eq!((members(&store, old).await, members(&store, young).await), (vec![1, 2, 5], vec![3, 4]));
    assert_eq!(store.resolve_incident(young).await.unwrap(), Some(young));
    let told = store.kinds_after(last).await;
    assert!(told.contains(&format!("incident_split incident {old}")), "{told:?}");
    whole(&store).await;
    let redo = store.undo_decision(undo, &zoe(0).author, &[], at(13)).await.unwrap();
    assert_eq!(members(&store, old).await, [1, 2, 3, 4, 5]);
    assert_eq!(store.resolve_incident(young).await.unwrap(), Some(old));
    let decision = store.find_decision(merge.decision).await.unwrap().unwrap();
    assert_eq!((decision.kind, decision.undone_by), (DecisionKind::Merge, None), "it is in force again");
    assert_eq!(store.find_decision(redo).await.unwrap().unwrap().undoes, Some(undo));
    whole(&store).await;
}

#[tokio::test]
async fn a_split_opens_an_incident_that_subscribers_hear_of_once() {
    let store = TestStore::open().await;
    let (old, documents) = incident(&store, "a", 4).await;
    describe(&store, old).await;
    let last = store.last_change().await.unwrap();
    let split = store.split_incident(old, &documents[2..], None, &zoe(10)).await.unwrap();
    let young = split.incident.unwrap();
    assert_eq!((members(&store, old).await, members(&store, young).await), (vec![1, 2], vec![3, 4]));
    describe(&store, young).await;
    let told = store.kinds_after(last).await;
    let alerting = |line: &&String| line.starts_with("incident_split") || line.starts_with("incident_opened");
    assert_eq!(told.iter().filter(alerting).collect::<Vec<_>>(), [&format!("incident_split incident {old}")]);
    for refused in [&documents[..0], &documents[..2], &documents[2..]] {
        assert!(store.split_incident(old, refused, None, &zoe(11)).await.is_err());
    }
    store.undo_decision(split.decision, &zoe(0).author, &[], at(12)).await.unwrap();
    assert_eq!(members(&store, old).await, [1, 2, 3, 4]);
    assert_eq!(store.resolve_incident(young).await.unwrap(), Some(old), "its address leads back");
    whole(&store).await;
}

#[tokio::test]
async fn documents_split_off_go_back_to_the_incident_that_was_merged_in() {
    let store = TestStore::open().await;
    let (old, _) = incident(&store, "a", 2).await;
    let (young, documents) = incident(&store, "b", 2).await;
    store.merge_incidents(old, young, &zoe(10)).await.unwrap();
    let split = store.split_incident(old, &documents, Some(young), &zoe(11)).await.unwrap();
    assert_eq!(split.incident, Some(young));
    assert_eq!((members(&store, old).await, members(&store, young).await), (vec![1, 2], vec![3, 4]));
    assert_eq!(store.resolve_incident(young).await.unwrap(), Some(young));
    whole(&store).await;
}

#[tokio::test]
async fn a_moved_document_leaves_an_address_that_leads_on_if_it_was_the_last() {
    let store = TestStore::open().await;
    let (lone, documents) = incident(&store, "a", 1).await;
    let (other, _) = incident(&store, "b", 2).await;
    let moved = store.move_documents(&documents, lone, other, &zoe(10)).await.unwrap();
    assert_eq!(members(&store, other).await, [1, 2, 3]);
    assert_eq!(store.resolve_incident(lone).await.unwrap(), Some(other));
    whole(&store).await;
    store.undo_decision(moved.decision, &zoe(0).author, &[], at(11)).await.unwrap();
    assert_eq!((members(&store, lone).await, members(&store, other).await), (vec![1], vec![2, 3]));
    assert_eq!(store.resolve_incident(lone).await.unwrap(), Some(lone));
    whole(&store).await;
}

#[tokio::test]
async fn a_document_belongs_to_several_incidents_and_can_be_taken_out_of_each() {
    let store = TestStore::open().await;
    let (first, documents) = incident(&store, "a", 2).await;
    let (second, _) = incident(&store, "b", 1).await;
    let joined = store.join_document(documents[0], second, &zoe(10)).await.unwrap();
    assert_eq!(joined.incident, Some(second));
    let view = store.find_document(documents[0]).await.unwrap().unwrap();
    assert_eq!(view.incidents, [first, second]);
    assert!(why(&store.join_document(documents[0], second, &zoe(11)).await.unwrap_err()).contains("already"));
    let removed = store.remove_document(documents[0], first, &zoe(12)).await.unwrap();
    assert_eq!(removed.incident, Some(second));
    assert_eq!((members(&store, first).await, members(&store, second).await), (vec![2], vec![1, 3]));
    let own = store.remove_document(documents[0], second, &zoe(13)).await.unwrap().incident.unwrap();
    assert!(own != first && own != second, "it opens its own");
    assert!(why(&store.remove_document(documents[0], own, &zoe(14)).await.unwrap_err()).contains("all that"));
    whole(&store).await;
}

#[tokio::test]
async fn undoing_is_refused_where_a_later_decision_depends_on_it_and_names_that() {
    let store = TestStore::open().await;
    let (old, _) = incident(&store, "a", 2).await;
    let (young, documents) = incident(&store, "b", 2).await;
    let (third, _) = incident(&store, "c", 1).await;
    let merge = store.merge_incidents(old, young, &zoe(10)).await.unwrap();
    let moved = store.move_documents(&documents[..1], old, third, &zoe(11)).await.unwrap();
    let refused = store.undo_decision(merge.decision, &zoe(0).author, &[], at(12)).await.unwrap_err();
    assert!(why(&refused).contains(&format!("decision {} (move) came later", moved.decision)), "{refused}");
    assert_eq!(store.can_undo(merge.decision).await.unwrap().unwrap_err(), refused.to_string());
    assert_eq!(store.can_undo(moved.decision).await.unwrap(), Ok(()));
    store.undo_decision(moved.decision, &zoe(0).author, &[], at(13)).await.unwrap();
    store.undo_decision(merge.decision, &zoe(0).author, &[], at(14)).await.unwrap();
    assert_eq!(members(&store, young).await, [3, 4]);
    let unknown = store.undo_decision(DecisionId(999), &zoe(0).author, &[], at(15)).await.unwrap_err();
    assert!(why(&unknown).contains("999"));
    whole(&store).await;
}

#[tokio::test]
async fn what_opened_an_incident_is_not_undone_into_another_one() {
    let store = TestStore::open().await;
    incident(&store, "a", 1).await;
    let refused = store.undo_decision(DecisionId(1), &zoe(0).author, &[], at(12)).await.unwrap_err();
    assert!(why(&refused).contains("move it, or merge"), "{refused}");
}

#[tokio::test]
async fn what_a_person_sets_is_shown_whatever_the_machine_finds_until_it_is_undone() {
    let store = TestStore::open().await;
    let (id, _) = incident(&store, "a", 1).await;
    describe(&store, id).await;
    let last = store.last_change().await.unwrap();
    let title = store.retitle_incident(id, Some("  A  better title "), &zoe(10)).await.unwrap();
    let status = store.set_status(id, Some(Status::Confirmed), &zoe(11)).await.unwrap();
    store.set_severity(id, Some(SetSeverity { severity: None }), &zoe(12)).await.unwrap();
    let told = [
        format!("incident_changed incident {id}"),
        format!("status_changed incident {id}"),
        format!("incident_changed incident {id}"),
        "document_changed document 1".to_owned(),
    ];
    assert_eq!(store.kinds_after(last).await, told);
    describe(&store, id).await;
    let shown = store.find_incident(id).await.unwrap().unwrap();
    assert_eq!((shown.title.as_str(), shown.status, shown.severity), ("A better title", Status::Confirmed, None));
    let words = store.set_words(id).await.unwrap();
    assert_eq!((words.found_title.as_deref(), words.found_status), (Some("Acme was banned"), Some(Status::Alleged)));
    assert!(store.retitle_incident(id, Some("A better title"), &zoe(13)).await.is_err(), "it is so already");
    assert!(store.retitle_incident(id, Some("   "), &zoe(13)).await.is_err());
    store.undo_decision(title.decision, &zoe(0).author, &[], at(14)).await.unwrap();
    store.undo_decision(status.decision, &zoe(0).author, &[], at(15)).await.unwrap();
    let shown = store.find_incident(id).await.unwrap().unwrap();
    assert_eq!((shown.title.as_str(), shown.status), ("Acme was banned", Status::Alleged));
    store.set_severity(id, None, &zoe(16)).await.unwrap();
    assert_eq!(store.find_incident(id).await.unwrap().unwrap().severity, Some(Severity::Moderate));
    whole(&store).await;
}

#[tokio::test]
async fn undoing_what_the_machine_found_sets_what_was_there_before() {
    let store = TestStore::open().await;
    let (id, _) = incident(&store, "a", 1).await;
    describe(&store, id).await;
    let found = store.list_decisions(&Subject::Incident(id)).await.unwrap().pop().unwrap();
    assert_eq!((found.kind, found.is_by_person()), (DecisionKind::Status, false));
    let undo = store.undo_decision(found.id, &zoe(0).author, &[], at(10)).await.unwrap();
    assert_eq!(store.find_incident(id).await.unwrap().unwrap().status, Status::Reported);
    assert_eq!(store.set_words(id).await.unwrap().status, Some(Status::Reported));
    store.undo_decision(undo, &zoe(0).author, &[], at(11)).await.unwrap();
    assert_eq!(store.find_incident(id).await.unwrap().unwrap().status, Status::Alleged);
    assert_eq!(store.set_words(id).await.unwrap().status, None);
    whole(&store).await;
}

#[tokio::test]
async fn an_irrelevant_document_leaves_its_incidents_and_comes_back_when_that_is_undone() {
    let store = TestStore::open().await;
    let (id, documents) = incident(&store, "a", 2).await;
    let (lone, single) = incident(&store, "b", 1).await;
    let judged = store.set_relevance(documents[0], RelevanceVerdict::Irrelevant, &zoe(10)).await.unwrap();
    let last = store.set_relevance(single[0], RelevanceVerdict::Irrelevant, &zoe(11)).await.unwrap();
    assert_eq!((members(&store, id).await, members(&store, lone).await), (vec![2], vec![]));
    assert_eq!(store.resolve_incident(lone).await.unwrap(), Some(lone), "its address answers");
    assert_eq!(store.recent_incidents(10, None).await.unwrap().len(), 1, "it is shown in no list");
    store
        .record_tags(&[tags(watchline_model::VersionId(1), RelevanceVerdict::Relevant, "other")], 2, at(12))
        .await
        .unwrap();
    assert!(store.unplaced_documents(10).await.unwrap().is_empty(), "the machine does not bring it back");
    whole(&store).await;
    for decision in [judged.decision, last.decision] {
        store.undo_decision(decision, &Author::Person("kim".to_owned()), &[], at(13)).await.unwrap();
    }
    assert_eq!((members(&store, id).await, members(&store, lone).await), (vec![1, 2], vec![3]));
    whole(&store).await;
}

#[tokio::test]
async fn everything_that_touched_a_subject_is_in_its_history_and_in_the_audit() {
    let store = TestStore::open().await;
    let (first, documents) = incident(&store, "a", 2).await;
    let (second, _) = incident(&store, "b", 1).await;
    store.move_documents(&documents[1..], first, second, &zoe(10)).await.unwrap();
    let kinds = |decisions: Vec<watchline_model::Decision>| -> Vec<String> {
        decisions.iter().map(|decision| decision.kind.to_string()).collect()
    };
    assert_eq!(kinds(store.list_decisions(&Subject::Incident(first)).await.unwrap()), ["open", "join", "move"]);
    assert_eq!(kinds(store.list_decisions(&Subject::Document(documents[1])).await.unwrap()), ["join", "move"]);
    let audit = |by, kind| crate::AuditFilter { by, kind };
    let all = store.list_audit(&audit(crate::AuditBy::Anyone, None), None, 2).await.unwrap();
    assert_eq!(kinds(all.clone()), ["move", "open"]);
    let rest = store.list_audit(&audit(crate::AuditBy::Anyone, None), Some(all[1].id), 10).await.unwrap();
    assert_eq!(kinds(rest), ["join", "open"]);
    let by_zoe = store.list_audit(&audit(crate::AuditBy::Person("zoe".to_owned()), None), None, 9).await.unwrap();
    assert_eq!(kinds(by_zoe), ["move"]);
    let joins = store.list_audit(&audit(crate::AuditBy::Anyone, Some(DecisionKind::Join)), None, 9).await.unwrap();
    assert_eq!(kinds(joins), ["join"]);
    assert!(
        store.list_audit(&audit(crate::AuditBy::Person("kim".to_owned()), None), None, 9).await.unwrap().is_empty()
    );
}

#[tokio::test]
async fn a_rule_places_a_document_into_several_incidents_each_with_its_reasons() {
    let store = TestStore::open().await;
    let (first, _) = incident(&store, "a", 1).await;
    let (second, _) = incident(&store, "b", 1).await;
    let document = store.relevant("https://press.example/roundup").await;
    let also = vec![(second, vec![watchline_model::Reason::new("also", 0.5, "it tells of that, too")])];
    let place = NewPlace { document, home: Some(first), also, year: 2026, copy_of: None, review: false, rival: None };
    assert_eq!(store.place_document(&place, &rule(10)).await.unwrap().incidents, [first, second]);
    let again = store.place_document(&place, &rule(11)).await.unwrap();
    assert_eq!((again.incidents, again.decisions), (vec![first, second], vec![]), "once");
    let decisions = store.list_decisions(&Subject::Document(document)).await.unwrap();
    assert_eq!(decisions.iter().map(|one| one.reasons.len()).collect::<Vec<_>>(), [0, 1]);
    whole(&store).await;
}

#[tokio::test]
async fn an_empty_correction_changes_nothing() {
    let store = TestStore::open().await;
    let (_, documents) = incident(&store, "a", 1).await;
    assert!(store.retag_document(documents[0], &Retag::default(), &zoe(10)).await.is_err());
    assert_eq!(store.list_audit(&crate::AuditFilter::default(), None, 9).await.unwrap().len(), 1);
}
