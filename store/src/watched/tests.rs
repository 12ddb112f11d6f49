use crate::fixture::{TestStore, at, source};

const URL: &str = "https://a.example/statement";

#[tokio::test]
async fn a_page_that_is_a_source_is_due_whenever_its_source_is() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    assert!(store.make_page_due(&"a".into(), URL, at(1)).await.unwrap());
    assert_eq!(store.next_entry_due().await.unwrap(), Some(at(1)));
    assert!(!store.make_page_due(&"a".into(), URL, at(9)).await.unwrap(), "it is the same entry");
    let due = store.due_entries(at(9), 10).await.unwrap();
    assert_eq!(due.iter().map(|due| due.entry.url.as_str()).collect::<Vec<_>>(), [URL]);
    assert_eq!(due[0].entry.next_due, Some(at(9)));
    assert!(due[0].entry.watched);
}

#[tokio::test]
async fn a_source_whose_host_rests_is_due_after_the_rest_and_has_not_failed() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    store.postpone_source(&"a".into(), at(30)).await.unwrap();
    assert!(store.due_sources(at(29), 10).await.unwrap().is_empty());
    let due = store.due_sources(at(30), 10).await.unwrap();
    assert_eq!(due.iter().map(|due| due.consecutive_failures).collect::<Vec<_>>(), [0]);
    assert!(store.postpone_source(&"b".into(), at(30)).await.is_err());
}
