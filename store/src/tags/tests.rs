use watchline_model::{Author, ChangeSeq, DecisionKind, DocumentId, RelevanceVerdict, Subject, VersionId};

use crate::fixture::{TestStore, article, at, entity, page, placement, reading, tags};
use crate::{StoreError, Tagged};

const URL: &str = "https://press.example/1";

async fn verdict(store: &TestStore, document: DocumentId) -> Option<RelevanceVerdict> {
    let view = store.find_document(document).await.unwrap().unwrap();
    view.document.relevance.map(|relevance| relevance.verdict)
}

#[tokio::test]
async fn tags_are_shown_with_their_document_and_evidence_names_the_version() {
    let store = TestStore::open().await;
    let recorded = store.read_at(URL, "Acme").await;
    let version = recorded.version.unwrap();
    let tagged = tags(version, RelevanceVerdict::Relevant, "acme");
    store.record_tags(std::slice::from_ref(&tagged), 1, at(3)).await.unwrap();
    let view = store.find_document(recorded.document).await.unwrap().unwrap();
    assert_eq!((view.entities, view.mentions), (tagged.entities, tagged.mentions));
    assert_eq!(view.document.relevance, Some(tagged.relevance));
    assert_eq!((view.events.len(), view.claims.len()), (1, 1));
    assert_eq!((view.events[0].evidence.version, view.claims[0].evidence.version), (Some(version), Some(version)));
    assert_eq!(store.kinds_after(ChangeSeq(1)).await, ["document_changed document 1"]);
}

#[tokio::test]
async fn a_newer_analysis_replaces_the_tags_and_is_told_of() {
    let store = TestStore::open().await;
    let recorded = store.read_at(URL, "Acme").await;
    let version = recorded.version.unwrap();
    store.record_tags(&[tags(version, RelevanceVerdict::Relevant, "acme")], 1, at(3)).await.unwrap();
    let last = store.last_change().await.unwrap();
    store.record_tags(&[tags(version, RelevanceVerdict::Borderline, "umbrella")], 2, at(4)).await.unwrap();
    let view = store.find_document(recorded.document).await.unwrap().unwrap();
    assert_eq!(view.entities, [entity("umbrella")]);
    assert_eq!(verdict(&store, recorded.document).await, Some(RelevanceVerdict::Borderline));
    assert_eq!(store.kinds_after(last).await, ["document_changed document 1"]);
    let spoken_of = store.list_entities(None).await.unwrap();
    assert_eq!(spoken_of.iter().map(|count| count.entity.id.as_str()).collect::<Vec<_>>(), ["umbrella"]);
}

#[tokio::test]
async fn a_newer_analysis_that_sees_the_same_disturbs_nobody() {
    let store = TestStore::open().await;
    let recorded = store.read_at(URL, "Acme").await;
    let tagged = [tags(recorded.version.unwrap(), RelevanceVerdict::Relevant, "acme")];
    store.record_tags(&tagged, 1, at(3)).await.unwrap();
    let last = store.last_change().await.unwrap();
    store.record_tags(&tagged, 2, at(4)).await.unwrap();
    assert_eq!(store.last_change().await.unwrap(), last);
    assert!(store.untagged_versions(10).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_incident_of_a_document_waits_to_be_described_when_its_tags_change() {
    let store = TestStore::open().await;
    let document = store.relevant(URL).await;
    let incident = store.record_placement(&placement(document, None), at(4)).await.unwrap();
    let described = store.find_incident(incident).await.unwrap().unwrap();
    store.update_incident(&described, &[], at(5)).await.unwrap();
    assert!(store.undescribed_incidents(10).await.unwrap().is_empty());
    store.record_tags(&[tags(VersionId(1), RelevanceVerdict::Irrelevant, "acme")], 2, at(6)).await.unwrap();
    assert_eq!(store.undescribed_incidents(10).await.unwrap(), [incident]);
    assert_eq!(store.incident_material(incident).await.unwrap().len(), 1, "nothing is moved");
}

#[tokio::test]
async fn tags_of_an_older_version_leave_the_document_as_its_latest_says() {
    let store = TestStore::open().await;
    let first = store.read_at(URL, "Acme").await;
    let entry = store.find_document(first.document).await.unwrap().unwrap().page.unwrap().entry.unwrap();
    let second = store.fetch(entry, page(URL, "edited", 5), None, 5).await.unwrap();
    let second = store.record_reading(second, &article(reading(None, "Acme", "Edited")), at(5)).await.unwrap().unwrap();
    store.record_tags(&[tags(second.version.unwrap(), RelevanceVerdict::Borderline, "acme")], 1, at(6)).await.unwrap();
    let last = store.last_change().await.unwrap();
    store.record_tags(&[tags(first.version.unwrap(), RelevanceVerdict::Relevant, "umbrella")], 1, at(7)).await.unwrap();
    assert_eq!(verdict(&store, first.document).await, Some(RelevanceVerdict::Borderline));
    assert_eq!(store.last_change().await.unwrap(), last);
    assert!(store.untagged_versions(10).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_a_person_decided_about_relevance_outlives_the_machine() {
    let store = TestStore::open().await;
    let document = store.relevant(URL).await;
    let subject = Subject::Document(document);
    let person = Author::Person("zoe".to_owned());
    let decision = store.record_decision(DecisionKind::Relevance, &subject, &person, &[], at(4)).await.unwrap();
    let doubtful = [tags(VersionId(1), RelevanceVerdict::Irrelevant, "acme")];
    store.record_tags(&doubtful, 2, at(5)).await.unwrap();
    assert_eq!(verdict(&store, document).await, Some(RelevanceVerdict::Relevant));
    store.undo_decision(decision, &person, &[], at(6)).await.unwrap();
    let other = Tagged { signature: "{}".to_owned(), ..doubtful[0].clone() };
    store.record_tags(&[other], 3, at(7)).await.unwrap();
    assert_eq!(verdict(&store, document).await, Some(RelevanceVerdict::Irrelevant));
}

#[tokio::test]
async fn one_unknown_version_refuses_the_whole_batch() {
    let store = TestStore::open().await;
    let recorded = store.read_at(URL, "Acme").await;
    let batch = [recorded.version.unwrap(), VersionId(99)].map(|id| tags(id, RelevanceVerdict::Relevant, "acme"));
    let error = store.record_tags(&batch, 1, at(3)).await.unwrap_err();
    assert!(matches!(&error, StoreError::Conflict(message) if message.contains("99")), "{error}");
    assert_eq!(verdict(&store, recorded.document).await, None);
    assert_eq!(store.untagged_versions(10).await.unwrap().len(), 1);
}
