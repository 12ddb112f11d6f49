use watchline_model::{EntryId, EntryState, Source};

use crate::fixture::{TestStore, answer, at, page, source};
use crate::{EntryOutcome, Fetched, StoreError, pack_page};

const URL: &str = "https://press.example/1";

fn failed(error: &str, state: EntryState) -> Fetched {
    Fetched::Failed { error: error.to_owned(), state, answer: None }
}

#[tokio::test]
async fn a_fetched_entry_is_done_and_its_page_waits_to_be_read() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    let id = store.fetch(entry, page(URL, "<p>hello</p>", 1), None, 1).await.unwrap();
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
    store.fetch(entry, page(URL, "same", 1), Some(10), 1).await.unwrap();
    let due = store.due_entries(at(10), 1).await.unwrap().remove(0);
    assert_eq!(due.validators.etag.as_deref(), Some("\"1\""));
    assert_eq!(store.fetch(entry, page(URL, "same", 10), Some(20), 10).await, None);
    assert!(store.fetch(entry, page(URL, "other", 20), None, 20).await.is_some());
    assert_eq!(store.counts().await.unwrap().pages, 3);
    assert_eq!(store.unread_pages(10).await.unwrap().len(), 2);
}

#[tokio::test]
async fn an_unchanged_entry_waits_for_its_next_turn() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    store.outcome(entry, failed("timeout", EntryState::Pending), Some(2), 1).await;
    store.outcome(entry, Fetched::Unchanged(answer(URL, 304, 2)), Some(30), 2).await;
    assert!(store.due_entries(at(29), 10).await.unwrap().is_empty());
    let due = store.due_entries(at(30), 10).await.unwrap().remove(0).entry;
    assert_eq!((due.attempts, due.last_error, due.state), (0, None, EntryState::Done));
}

#[tokio::test]
async fn failures_are_counted_until_the_entry_is_given_up() {
    let store = TestStore::open().await;
    let entry = store.listed(URL).await;
    for minute in 1..=2 {
        store.outcome(entry, failed("timeout", EntryState::Pending), Some(minute + 1), minute).await;
    }
    let due = store.due_entries(at(3), 10).await.unwrap().remove(0).entry;
    assert_eq!((due.attempts, due.last_error.as_deref(), due.state), (2, Some("timeout"), EntryState::Pending));
    store.outcome(entry, failed("robots.txt forbids it", EntryState::Refused), None, 3).await;
    assert!(store.due_entries(at(9999), 10).await.unwrap().is_empty());
    assert_eq!(store.counts().await.unwrap().pending_entries, 0);
}

#[tokio::test]
async fn the_longest_overdue_entry_comes_first_and_disabled_sources_have_none() {
    let store = TestStore::open().await;
    let first = store.listed(URL).await;
    let second = store.listed("https://press.example/2").await;
    store.outcome(first, failed("timeout", EntryState::Pending), Some(5), 1).await;
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
    store.fetch(entry, page(URL, "x", 1), Some(40), 1).await;
    assert_eq!(store.next_due(at(7)).await.unwrap(), Some(at(40)));
    store.outcome(entry, Fetched::Unchanged(answer(URL, 304, 40)), None, 40).await;
    assert_eq!(store.next_due(at(7)).await.unwrap(), Some(at(60)), "the source's own turn");
}

#[tokio::test]
async fn what_is_said_of_an_unknown_entry_is_refused() {
    let store = TestStore::open().await;
    let nobody = EntryId(99);
    let known = store.listed(URL).await;
    let there = |entry| EntryOutcome { entry, next_due: None, what: Fetched::Page(pack_page(page(URL, "x", 1))) };
    let error = store.record_entry_outcomes(&[there(known), there(nobody)], at(1)).await.unwrap_err();
    assert!(matches!(&error, StoreError::Conflict(message) if message.contains("99")), "{error}");
    assert_eq!(store.counts().await.unwrap().pages, 0);
}

#[tokio::test]
async fn due_entries_can_be_read_on_from_where_one_stopped() {
    let store = TestStore::open().await;
    for number in 0..25 {
        store.listed(&format!("https://press.example/{number}")).await;
    }
    let (mut after, mut read) = (None, Vec::new());
    loop {
        let due = store.due_entries_after(at(0), 10, after).await.unwrap();
        let Some(last) = due.last() else { break };
        after = Some((last.entry.next_due.unwrap(), last.entry.id));
        read.extend(due.into_iter().map(|due| due.entry.id));
    }
    let expected: Vec<EntryId> = store.due_entries(at(0), 99).await.unwrap().iter().map(|due| due.entry.id).collect();
    assert_eq!((read.len(), &read), (25, &expected));
}

#[tokio::test]
async fn due_entries_are_read_along_their_index() {
    let store = TestStore::open().await;
    let sql = "EXPLAIN QUERY PLAN SELECT * FROM entries WHERE next_due <= 9 AND (next_due, id) > (1, 2)
                   AND EXISTS (SELECT 1 FROM sources
                               WHERE sources.id = entries.source AND sources.configured = TRUE AND sources.enabled = TRUE)
               ORDER BY next_due, id LIMIT 10";
    let rows = sqlx::query(sql).fetch_all(store.readers()).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| sqlx::Row::get(row, "detail")).collect();
    assert!(plan[0].starts_with("SEARCH entries USING INDEX entries_due"), "{plan:?}");
    assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "nothing is sorted: {plan:?}");
    let sql = "EXPLAIN QUERY PLAN SELECT next_due FROM entries WHERE next_due IS NOT NULL AND state = 'pending'
               ORDER BY next_due, id LIMIT 1";
    let rows = sqlx::query(sql).fetch_all(store.readers()).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| sqlx::Row::get(row, "detail")).collect();
    assert!(plan.len() == 1 && plan[0].contains("INDEX entries_state"), "{plan:?}");
}
