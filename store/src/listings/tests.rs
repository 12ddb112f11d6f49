use watchline_model::{EntryState, PageId};

use crate::fixture::{TestStore, at, entry, page, source};
use crate::{Keep, Listing, NewEntry, SourceAnswer};

const URL: &str = "https://press.example/1";

#[tokio::test]
async fn an_address_is_listed_once_whoever_lists_it() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a"), source("b")], at(0)).await.unwrap();
    let urls = [entry("https://x.example/1"), entry("https://x.example/2"), entry("https://x.example/1")];
    let first = store.list("a", &urls, 60, 0).await;
    let again = store.list("a", &urls, 60, 1).await;
    let other = [entry("https://x.example/2"), entry("https://x.example/3")];
    let elsewhere = store.list("b", &other, 60, 2).await;
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
        ..NewEntry::default()
    };
    store.list("a", std::slice::from_ref(&item), 60, 3).await;
    let entry = store.due_entries(at(3), 1).await.unwrap().remove(0).entry;
    assert_eq!((entry.title, entry.authors, entry.summary), (item.title, item.authors, item.summary));
    assert_eq!((entry.published, entry.next_due), (Some(at(-600)), Some(at(3))));
    assert_eq!((entry.state, entry.attempts, entry.watched), (EntryState::Pending, 0, true));
}

#[tokio::test]
async fn a_known_entry_that_is_to_be_watched_from_now_on_is_due_again() {
    let store = TestStore::open().await;
    let id = store.listed("https://press.example/1").await;
    store.fetch(id, page("https://press.example/1", "x", 1), None, 1).await;
    assert!(store.due_entries(at(9), 10).await.unwrap().is_empty());
    let watched = NewEntry { watched: true, ..entry("https://press.example/1") };
    let listing = store.list("press", &[watched], 60, 9).await;
    assert_eq!(listing.new_entries, 0);
    let due = store.due_entries(at(9), 10).await.unwrap();
    assert!(due.len() == 1 && due[0].entry.watched);
}

#[tokio::test]
async fn a_feed_is_archived_as_a_page_that_nobody_has_to_read() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    let feed = page("https://a.example/feed", "<rss/>", 1);
    let answer = SourceAnswer { page: &feed, keep: Keep::Answer, entries: &[] };
    store.record_answer(&"a".into(), &answer, at(1)).await.unwrap();
    let (archived, body) = store.find_page(PageId(1)).await.unwrap().unwrap();
    assert_eq!((archived.entry, archived.status, archived.headers), (None, 200, feed.headers));
    assert_eq!((archived.url, archived.final_url, archived.fetched_at), (feed.url, feed.final_url, feed.fetched_at));
    assert_eq!((body, archived.size_bytes), (b"<rss/>".to_vec(), 6));
    assert!(store.unread_pages(10).await.unwrap().is_empty());
    assert_eq!(store.find_source(&"a".into()).await.unwrap().unwrap().health.last_status, Some(200));
}

fn revised(url: &str, revision: &str) -> NewEntry {
    NewEntry { revision: Some(revision.to_owned()), ..entry(url) }
}

#[tokio::test]
async fn a_known_entry_with_another_revision_is_fetched_again_and_no_new_entry() {
    let store = TestStore::open().await;
    let id = store.listed(URL).await;
    store.fetch(id, page(URL, "x", 1), None, 1).await;
    assert_eq!(store.list("press", &[entry(URL)], 60, 2).await.revised, 0, "nothing is said of a revision");
    assert_eq!(store.list("press", &[revised(URL, "1")], 60, 3).await, Listing { new_entries: 0, revised: 1 });
    let due = store.due_entries(at(3), 9).await.unwrap().remove(0);
    assert_eq!((due.entry.state, due.entry.attempts, due.revision.as_deref()), (EntryState::Pending, 0, Some("1")));
    store.fetch(id, page(URL, "y", 4), None, 4).await;
    assert_eq!(store.list("press", &[revised(URL, "1")], 60, 5).await.revised, 0);
    assert_eq!(store.list("press", &[revised(URL, "2")], 60, 6).await.revised, 1);
}

#[tokio::test]
async fn the_stamps_of_one_source_count_so_that_two_do_not_revise_each_other_for_ever() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a"), source("b")], at(0)).await.unwrap();
    store.list("a", &[entry(URL)], 60, 0).await;
    let id = store.due_entries(at(0), 1).await.unwrap().remove(0).entry.id;
    store.fetch(id, page(URL, "x", 1), None, 1).await;
    assert_eq!(store.list("b", &[revised(URL, "b1")], 60, 2).await.revised, 0, "b's first stamp is only remembered");
    assert_eq!(store.list("a", &[revised(URL, "a1")], 60, 3).await.revised, 0);
    assert_eq!(store.list("b", &[revised(URL, "b1")], 60, 4).await.revised, 0);
    assert_eq!(store.list("b", &[revised(URL, "b2")], 60, 5).await.revised, 1);
}

#[tokio::test]
async fn an_address_listed_twice_with_two_stamps_counts_as_first_listed() {
    let store = TestStore::open().await;
    let id = store.listed(URL).await;
    store.list("press", &[revised(URL, "new"), revised(URL, "old")], 60, 1).await;
    store.fetch(id, page(URL, "x", 1), None, 1).await;
    assert_eq!(store.list("press", &[revised(URL, "new"), revised(URL, "old")], 60, 2).await.revised, 0);
}

#[tokio::test]
async fn a_stamp_that_moves_although_the_page_stays_is_believed_ever_later() {
    let store = TestStore::open().await;
    let id = store.listed(URL).await;
    store.fetch(id, page(URL, "x", 0), None, 0).await;
    let (mut now, mut waits) = (0, Vec::new());
    for round in 0..4 {
        store.list("press", &[revised(URL, &format!("stamp {round}"))], 60, now).await;
        let due = store.due_entries(at(99_999), 1).await.unwrap().remove(0).entry.next_due.unwrap();
        waits.push((due - at(now)).num_hours());
        now += waits[round] * 60;
        store.fetch(id, page(URL, "x", now), None, now).await;
    }
    assert_eq!(waits, [0, 1, 4, 16]);
    store.list("press", &[revised(URL, "at last")], 60, now + 9_999).await;
    store.fetch(id, page(URL, "really new", now + 9_999), None, now + 9_999).await;
    store.list("press", &[revised(URL, "and again")], 60, now + 10_000).await;
    assert_eq!(store.due_entries(at(now + 10_000), 1).await.unwrap().len(), 1, "one that came true restores the trust");
}

#[tokio::test]
async fn changing_ids_dates_and_titles_make_nothing_new() {
    let store = TestStore::open().await;
    let id = store.listed(URL).await;
    store.fetch(id, page(URL, "x", 1), None, 1).await;
    let moved = NewEntry { published: Some(at(500)), title: Some("Renamed".to_owned()), ..entry(URL) };
    assert_eq!(store.list("press", &[moved], 60, 2).await, Listing::default());
    assert!(store.due_entries(at(9), 9).await.unwrap().is_empty());
    let unread = store.unread_pages(1).await.unwrap().remove(0).entry.unwrap();
    assert_eq!((unread.title.as_deref(), unread.published), (Some("Renamed"), None));
}

fn record(url: &str, text: &str) -> NewEntry {
    NewEntry { record: Some(text.as_bytes().to_vec()), ..entry(url) }
}

#[tokio::test]
async fn a_record_becomes_a_page_of_its_own_and_needs_no_fetch() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    let whole = page("https://a.example/api", "[{1},{2}]", 1);
    let records = [record(URL, "{1}"), record("https://press.example/2", "{2}")];
    let answer = SourceAnswer { page: &whole, keep: Keep::Answer, entries: &records };
    assert_eq!(store.record_answer(&"a".into(), &answer, at(1)).await.unwrap().new_entries, 2);
    assert!(store.due_entries(at(9), 9).await.unwrap().is_empty());
    let unread = store.unread_pages(9).await.unwrap();
    assert_eq!(unread.iter().map(|one| one.body.as_slice()).collect::<Vec<_>>(), [b"{1}", b"{2}"]);
    let archived = &unread[0].page;
    assert_eq!((archived.url.as_str(), archived.final_url.as_str()), (URL, whole.final_url.as_str()));
    let part_of = crate::archive::digest(&whole.body).hex();
    let expected = [("content-type", "text/html"), ("watchline-part-of", part_of.as_str())];
    assert_eq!(archived.headers, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(unread[0].entry.as_ref().unwrap().state, EntryState::Done);
}

#[tokio::test]
async fn a_record_is_written_only_if_its_bytes_are_others_than_before() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a"), source("b")], at(0)).await.unwrap();
    store.list("a", &[record(URL, "{1}")], 60, 1).await;
    assert_eq!(store.counts().await.unwrap().pages, 1, "of a bulk file only the records are kept");
    assert_eq!(store.list("a", &[record(URL, "{1}")], 60, 2).await, Listing::default());
    assert_eq!(store.counts().await.unwrap().pages, 1);
    assert_eq!(store.list("a", &[record(URL, "{1, edited}")], 60, 3).await.revised, 1);
    assert_eq!(store.list("b", &[record(URL, "<1>")], 60, 4).await.revised, 1, "another database has its own words");
    for (minutes, source, text) in [(5, "a", "{1, edited}"), (6, "b", "<1>")] {
        assert_eq!(store.list(source, &[record(URL, text)], 60, minutes).await, Listing::default(), "{source}");
    }
    assert_eq!(store.counts().await.unwrap().pages, 3);
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new());
}
