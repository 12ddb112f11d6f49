use watchline_model::{Author, DecisionKind, DocumentId, RelevanceVerdict, Subject, VersionId};

use crate::fixture::{TestStore, at, placement, tags};
use crate::{StaleCount, TaggedWith};

const NOW: TaggedWith = TaggedWith { analysis: 1, taxonomy: 7 };

fn person() -> Author {
    Author::Person("zoe".to_owned())
}

#[tokio::test]
async fn another_taxonomy_makes_versions_stale_as_another_analysis_does() {
    let store = TestStore::open().await;
    store.relevant("https://press.example/1").await;
    store.read_at("https://press.example/2", "never tagged").await;
    let tagged = tags(VersionId(1), RelevanceVerdict::Relevant, "acme");
    store.record_tags(std::slice::from_ref(&tagged), NOW, at(4)).await.unwrap();
    assert_eq!(store.count_stale(NOW).await.unwrap(), StaleCount::default());
    assert!(!store.is_stale(NOW).await.unwrap());
    for other in
        [TaggedWith { taxonomy: 8, ..NOW }, TaggedWith { taxonomy: 6, ..NOW }, TaggedWith { analysis: 2, ..NOW }]
    {
        assert_eq!(store.count_stale(other).await.unwrap(), StaleCount { versions: 1, documents: 1 }, "{other}");
        assert!(store.is_stale(other).await.unwrap(), "{other}");
    }
    assert_eq!(store.verify().await.unwrap().broken, None);
}

#[tokio::test]
async fn stale_versions_come_in_order_with_their_tags_until_they_are_tagged_anew() {
    let store = TestStore::open().await;
    for number in 1..=3 {
        store.relevant(&format!("https://press.example/{number}")).await;
    }
    let first = store.stale_versions(Some(NOW), VersionId(0), 2).await.unwrap();
    assert_eq!(first.iter().map(|stale| stale.version.version.id.0).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((first[0].events.len(), first[0].claims.len(), first[0].is_latest), (1, 1, true));
    assert!(!first[0].relevance_is_kept && !first[0].tags_are_kept);
    store.record_tags(&[tags(VersionId(1), RelevanceVerdict::Relevant, "acme")], NOW, at(4)).await.unwrap();
    let rest = store.stale_versions(Some(NOW), VersionId(0), 10).await.unwrap();
    assert_eq!(rest.iter().map(|stale| stale.version.version.id.0).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(store.stale_versions(None, VersionId(1), 10).await.unwrap().len(), 2, "all that is tagged");
}

#[tokio::test]
async fn tags_that_a_person_corrected_stay_until_the_correction_is_undone() {
    let store = TestStore::open().await;
    let document = store.relevant("https://press.example/1").await;
    let subject = Subject::Document(document);
    let decision = store.record_decision(DecisionKind::Retag, &subject, &person(), &[], at(4)).await.unwrap();
    assert!(store.stale_versions(Some(NOW), VersionId(0), 1).await.unwrap()[0].tags_are_kept);
    let last = store.last_change().await.unwrap();
    let other = tags(VersionId(1), RelevanceVerdict::Irrelevant, "umbrella");
    store.record_tags(std::slice::from_ref(&other), NOW, at(5)).await.unwrap();
    let view = store.find_document(document).await.unwrap().unwrap();
    assert_eq!(
        (view.entities[0].id.as_str(), view.document.relevance.unwrap().verdict),
        ("acme", RelevanceVerdict::Relevant)
    );
    assert_eq!(store.last_change().await.unwrap(), last, "nobody is disturbed");
    assert!(!store.is_stale(NOW).await.unwrap(), "it is not looked at again and again");
    assert_eq!(store.verify().await.unwrap().broken, None);
    store.undo_decision(decision, &person(), &[], at(6)).await.unwrap();
    store.record_tags(&[other], TaggedWith { taxonomy: 8, ..NOW }, at(7)).await.unwrap();
    assert_eq!(store.find_document(document).await.unwrap().unwrap().entities[0].id.as_str(), "umbrella");
}

#[tokio::test]
async fn a_placed_document_that_falls_keeps_its_place_with_the_reason_and_waits_for_a_look() {
    let store = TestStore::open().await;
    let document = store.relevant("https://press.example/1").await;
    let incident = store.record_placement(&placement(document, None), at(4)).await.unwrap();
    store.record_tags(&[tags(VersionId(1), RelevanceVerdict::Irrelevant, "acme")], NOW, at(5)).await.unwrap();
    let view = store.find_document(DocumentId(1)).await.unwrap().unwrap();
    assert_eq!(
        (view.document.relevance.unwrap().verdict, view.incidents),
        (RelevanceVerdict::Irrelevant, vec![incident])
    );
    let decisions = store.list_decisions(&Subject::Document(document)).await.unwrap();
    let noted = decisions.iter().find(|decision| decision.kind == DecisionKind::Relevance).expect("the fall is noted");
    assert_eq!(noted.author, Author::Rule { name: "tag".to_owned(), version: 1 });
    assert_eq!(noted.reasons[0].detail, "relevant -> irrelevant by analysis 1, taxonomy 00000007");
    let row = sqlx::query("SELECT 1 FROM incident_documents WHERE document = 1 AND review = TRUE");
    assert!(row.fetch_optional(store.readers()).await.unwrap().is_some());
    assert_eq!(store.verify().await.unwrap().broken, None);
}
