use watchline_model::{EntryState, PageId};

use crate::NewEntry;
use crate::fixture::{TestStore, at, entry, page, source};

#[tokio::test]
async fn an_address_is_listed_once_whoever_lists_it() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a"), source("b")], at(0)).await.unwrap();
    let urls = [entry("https://x.example/1"), entry("https://x.example/2"), entry("https://x.example/1")];
    let first = store.record_listing(&"a".into(), None, &urls, at(60), at(0)).await.unwrap();
    let again = store.record_listing(&"a".into(), None, &urls, at(60), at(1)).await.unwrap();
    let other = [entry("https://x.example/2"), entry("https://x.example/3")];
    let elsewhere = store.record_listing(&"b".into(), None, &other, at(60), at(2)).await.unwrap();
    assert_eq!((first.new_entries, again.new_entries, elsewhere.new_entries), (2, 0, 1));
    let due = store.due_entries(at(5), 10).await.unwrap();
    let sources: Vec<&str> = due.iter().map(|due| due.source.id.as_str()).collect();
    assert_eq!(sources, ["a", "a", "b"]);
}

#[tokio::test]
async fn an_entry_keeps_what_the_feed_says_of_it() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    let item = NewEntry {
        url: "https://a.example/1".to_owned(),
        title: Some("A title".to_owned()),
        authors: vec!["Ada".to_owned(), "Bob".to_owned()],
        published: Some(at(-600)),
        summary: Some("In short.".to_owned()),
        watched: true,
    };
    store.record_listing(&"a".into(), None, std::slice::from_ref(&item), at(60), at(3)).await.unwrap();
    let entry = store.due_entries(at(3), 1).await.unwrap().remove(0).entry;
    assert_eq!((entry.title, entry.authors, entry.summary), (item.title, item.authors, item.summary));
    assert_eq!((entry.published, entry.next_due), (Some(at(-600)), Some(at(3))));
    assert_eq!((entry.state, entry.attempts, entry.watched), (EntryState::Pending, 0, true));
}

#[tokio::test]
async fn a_known_entry_that_is_to_be_watched_from_now_on_is_due_again() {
    let store = TestStore::open().await;
    let id = store.listed("https://press.example/1").await;
    store.record_entry_page(id, &page("https://press.example/1", "x", 1), None, at(1)).await.unwrap();
    assert!(store.due_entries(at(9), 10).await.unwrap().is_empty());
    let watched = NewEntry { watched: true, ..entry("https://press.example/1") };
    let listing = store.record_listing(&"press".into(), None, &[watched], at(60), at(9)).await.unwrap();
    assert_eq!(listing.new_entries, 0);
    let due = store.due_entries(at(9), 10).await.unwrap();
    assert!(due.len() == 1 && due[0].entry.watched);
}

#[tokio::test]
async fn a_feed_is_archived_as_a_page_that_nobody_has_to_read() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    let feed = page("https://a.example/feed", "<rss/>", 1);
    store.record_listing(&"a".into(), Some(&feed), &[], at(60), at(1)).await.unwrap();
    let (archived, body) = store.find_page(PageId(1)).await.unwrap().unwrap();
    assert_eq!((archived.entry, archived.status, archived.headers), (None, 200, feed.headers));
    assert_eq!((archived.url, archived.final_url, archived.fetched_at), (feed.url, feed.final_url, feed.fetched_at));
    assert_eq!((body, archived.size_bytes), (b"<rss/>".to_vec(), 6));
    assert!(store.unread_pages(10).await.unwrap().is_empty());
    assert_eq!(store.find_source(&"a".into()).await.unwrap().unwrap().health.last_status, Some(200));
}
