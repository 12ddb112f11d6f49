use watchline_model::{DocumentId, RelevanceVerdict};

use crate::fixture::{TestStore, article, at, page, reading, tags};

const URL: &str = "https://press.example/1";

/// A document with two versions.
async fn edited(store: &TestStore) -> DocumentId {
    let entry = store.listed(URL).await;
    for (minute, text) in [(1, "Before"), (2, "After")] {
        let id = store.fetch(entry, page(URL, text, minute), None, minute).await.unwrap();
        store.record_reading(id, &article(reading(None, "Title", text)), at(minute)).await.unwrap();
    }
    DocumentId(1)
}

#[tokio::test]
async fn a_version_is_found_by_its_number() {
    let store = TestStore::open().await;
    let document = edited(&store).await;
    let first = store.find_version(document, 1).await.unwrap().unwrap();
    let second = store.find_version(document, 2).await.unwrap().unwrap();
    assert_eq!((first.reading.text.as_str(), second.reading.text.as_str()), ("Before", "After"));
    assert_eq!((first.created_at, second.number), (at(1), 2));
    assert_eq!(store.find_version(document, 3).await.unwrap(), None);
    assert_eq!(store.find_version(DocumentId(9), 1).await.unwrap(), None);
}

#[tokio::test]
async fn an_untagged_version_comes_with_the_reading_before_it() {
    let store = TestStore::open().await;
    let document = edited(&store).await;
    let untagged = store.untagged_versions(10).await.unwrap();
    assert_eq!(untagged.len(), 2);
    assert_eq!(untagged[0].previous, None);
    assert_eq!(untagged[1].previous.as_ref().map(|reading| reading.text.as_str()), Some("Before"));
    assert_eq!((untagged[1].document.id, untagged[1].source.id.as_str()), (document, "press"));
    assert_eq!(store.untagged_versions(1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_version_that_was_tagged_waits_no_more_whatever_tagged_it() {
    let store = TestStore::open().await;
    edited(&store).await;
    for untagged in store.untagged_versions(10).await.unwrap() {
        store.record_tags(&[tags(untagged.version.id, RelevanceVerdict::Relevant, "acme")], 1, at(3)).await.unwrap();
    }
    assert!(store.untagged_versions(10).await.unwrap().is_empty());
    assert_eq!(store.count_stale(2.into()).await.unwrap().versions, 2);
}
