use watchline_model::{ChangeSeq, DocumentId, Event, EventKind, Evidence, Modality, RelevanceVerdict, VersionId};

use crate::StoreError;
use crate::fixture::{TestStore, at, placement, tags};

const URL: &str = "https://press.example/1";

fn observed(kind: &str, version: i64, quote: &str) -> Event {
    Event {
        kind: EventKind::from(kind),
        actors: Vec::new(),
        targets: Vec::new(),
        date: None,
        modality: Modality::Stated,
        evidence: Evidence {
            version: Some(VersionId(version)),
            start: 0,
            end: quote.chars().count(),
            quote: quote.to_owned(),
        },
        rule: "watching".to_owned(),
        participants: Vec::new(),
    }
}

#[tokio::test]
async fn an_observation_stands_after_the_tags_and_outlives_them() {
    let store = TestStore::open().await;
    let document = store.relevant(URL).await;
    let event = observed("statement_edited", 1, "Acme");
    assert!(store.record_observation(document, &event, at(5)).await.unwrap());
    let view = store.find_document(document).await.unwrap().unwrap();
    assert_eq!((view.events.len(), &view.events[1]), (2, &event));
    let mut retagged = tags(VersionId(1), RelevanceVerdict::Relevant, "acme");
    retagged.events.clear();
    retagged.claims.clear();
    store.record_tags(&[retagged], 2, at(6)).await.unwrap();
    assert_eq!(store.list_documents(&[document]).await.unwrap()[0].events, [event]);
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new());
}

#[tokio::test]
async fn it_is_told_and_soils_the_incidents_once() {
    let store = TestStore::open().await;
    let document = store.relevant(URL).await;
    let incident = store.record_placement(&placement(document, None), at(4)).await.unwrap();
    let described = store.find_incident(incident).await.unwrap().unwrap();
    store.update_incident(&described, &[], at(4)).await.unwrap();
    assert!(store.undescribed_incidents(9).await.unwrap().is_empty());
    let before = store.last_change().await.unwrap();
    let event = observed("statement_edited", 1, "Acme");
    assert!(store.record_observation(document, &event, at(5)).await.unwrap());
    assert!(!store.record_observation(document, &event, at(6)).await.unwrap(), "an edit is seen once");
    assert_eq!(store.undescribed_incidents(9).await.unwrap(), [incident]);
    let told: Vec<_> = store.changes_after(before, 9).await.unwrap();
    let told: Vec<_> = told.iter().map(|change| (change.subject.to_string(), change.detail.as_str())).collect();
    assert_eq!(told, [("document 1".to_owned(), "statement edited")]);
}

#[tokio::test]
async fn an_observation_that_quotes_nothing_of_the_document_is_refused() {
    let store = TestStore::open().await;
    let document = store.relevant(URL).await;
    let other = store.relevant("https://press.example/2").await;
    let nowhere =
        Event { evidence: Evidence { version: None, start: 0, end: 0, quote: String::new() }, ..observed("x", 1, "") };
    let refused = [
        (document, nowhere, "names no version"),
        (other, observed("statement_edited", 1, "Acme"), "not one of its versions"),
        (document, observed("statement_edited", 1, "Bcme"), "does not stand"),
        (DocumentId(9), observed("statement_edited", 1, "Acme"), "not one of its versions"),
    ];
    let before = store.last_change().await.unwrap();
    for (document, event, why) in refused {
        let error = store.record_observation(document, &event, at(5)).await.unwrap_err();
        assert!(matches!(&error, StoreError::Conflict(message) if message.contains(why)), "{error}");
    }
    assert_eq!(store.last_change().await.unwrap(), before);
    assert_ne!(before, ChangeSeq(0));
}
