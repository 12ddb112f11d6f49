use watchline_model::{EntryId, EntryState, Source};

use crate::StoreError;
use crate::fixture::{TestStore, at, page, source};

const URL: &str = "https://press.example/1";

#[tokio::test]
async fn a_fetched_entry_is_done_and_its_page_waits_to_be_read() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    let id = store.record_entry_page(entry, &page(URL, "<p>hello</p>", 1), None, at(1)).await.unwrap().unwrap();
    assert!(store.due_entries(at(9), 10).await.unwrap().is_empty());
    let unread = store.unread_pages(10).await.unwrap();
    assert_eq!((unread.len(), unread[0].page.id, unread[0].body.as_slice()), (1, id, b"<p>hello</p>".as_slice()));
    let read = unread[0].entry.as_ref().unwrap();
    assert_eq!((read.id, read.state, read.last_page), (entry, EntryState::Done, Some(id)));
    assert_eq!(unread[0].source.id.as_str(), "press");
}

#[tokio::test]
async fn the_same_body_again_is_archived_but_not_read_again() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    store.record_entry_page(entry, &page(URL, "same", 1), Some(at(10)), at(1)).await.unwrap().unwrap();
    let due = store.due_entries(at(10), 1).await.unwrap().remove(0);
    assert_eq!(due.validators.etag.as_deref(), Some("\"1\""));
    assert_eq!(store.record_entry_page(entry, &page(URL, "same", 10), Some(at(20)), at(10)).await.unwrap(), None);
    assert!(store.record_entry_page(entry, &page(URL, "other", 20), None, at(20)).await.unwrap().is_some());
    assert_eq!(store.counts().await.unwrap().pages, 3);
    assert_eq!(store.unread_pages(10).await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_unchanged_entry_waits_for_its_next_turn() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    store.record_entry_failure(entry, "timeout", EntryState::Pending, Some(at(2)), at(1)).await.unwrap();
    store.record_entry_unchanged(entry, Some(at(30)), at(2)).await.unwrap();
    assert!(store.due_entries(at(29), 10).await.unwrap().is_empty());
    let due = store.due_entries(at(30), 10).await.unwrap().remove(0).entry;
    assert_eq!((due.attempts, due.last_error, due.state), (0, None, EntryState::Done));
}

#[tokio::test]
async fn failures_are_counted_until_the_entry_is_given_up() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    for minute in 1..=2 {
        store
            .record_entry_failure(entry, "timeout", EntryState::Pending, Some(at(minute + 1)), at(minute))
            .await
            .unwrap();
    }
    let due = store.due_entries(at(3), 10).await.unwrap().remove(0).entry;
    assert_eq!((due.attempts, due.last_error.as_deref(), due.state), (2, Some("timeout"), EntryState::Pending));
    store.record_entry_failure(entry, "robots.txt forbids it", EntryState::Refused, None, at(3)).await.unwrap();
    assert!(store.due_entries(at(9999), 10).await.unwrap().is_empty());
    assert_eq!(store.counts().await.unwrap().pending_entries, 0);
}

#[tokio::test]
async fn the_longest_overdue_entry_comes_first_and_disabled_sources_have_none() {
    let store = TestStore::open().await;
    let first = store.listed(URL).await;
    let second = store.listed("https://press.example/2").await;
    store.record_entry_failure(first, "timeout", EntryState::Pending, Some(at(5)), at(1)).await.unwrap();
    let due = store.due_entries(at(9), 10).await.unwrap();
    assert_eq!(due.iter().map(|due| due.entry.id).collect::<Vec<_>>(), [second, first]);
    assert_eq!(store.due_entries(at(9), 1).await.unwrap().len(), 1);
    store.sync_sources(&[Source { enabled: false, ..source("press") }], at(9)).await.unwrap();
    assert!(store.due_entries(at(9), 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_next_due_moment_is_the_earliest_of_sources_and_entries() {
    let store = TestStore::open().await;
    assert_eq!(store.next_due(at(0)).await.unwrap(), None);
    let entry = store.listed(URL).await;
    assert_eq!(store.next_due(at(7)).await.unwrap(), Some(at(7)), "an overdue entry is due now");
    store.record_entry_page(entry, &page(URL, "x", 1), Some(at(40)), at(1)).await.unwrap();
    assert_eq!(store.next_due(at(7)).await.unwrap(), Some(at(40)));
    store.record_entry_unchanged(entry, None, at(40)).await.unwrap();
    assert_eq!(store.next_due(at(7)).await.unwrap(), Some(at(60)), "the source's own turn");
}

#[tokio::test]
async fn what_is_said_of_an_unknown_entry_is_refused() {
    let store = TestStore::open().await;
    let nobody = EntryId(99);
    let errors = [
        store.record_entry_page(nobody, &page(URL, "x", 1), None, at(1)).await.unwrap_err(),
        store.record_entry_unchanged(nobody, None, at(1)).await.unwrap_err(),
        store.record_entry_failure(nobody, "x", EntryState::Failed, None, at(1)).await.unwrap_err(),
    ];
    assert!(errors.iter().all(|error| matches!(error, StoreError::Conflict(message) if message.contains("99"))));
    assert_eq!(store.counts().await.unwrap().pages, 0);
}
