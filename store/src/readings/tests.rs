use watchline_model::{ChangeSeq, DocumentKind, PageId, Reading};

use crate::fixture::{TestStore, article, at, page, published, reading, source};
use crate::{ReadOutcome, Recorded, StoreError};

const URL: &str = "https://press.example/1";

/// Fetches the address again with another body and reads it.
async fn read_again(store: &TestStore, body: &str, minutes: i64, reading: Reading) -> Recorded {
    let entry = store.listed_before(URL).await;
    let page = store.fetch(entry, page(URL, body, minutes), None, minutes).await.unwrap();
    store.record_reading(page, &article(reading), at(minutes)).await.unwrap().unwrap()
}

impl TestStore {
    /// The entry of an address that was fetched before.
    async fn listed_before(&self, url: &str) -> watchline_model::EntryId {
        let row =
            sqlx::query("SELECT id FROM entries WHERE url = $1").bind(url).fetch_one(self.readers()).await.unwrap();
        watchline_model::EntryId(sqlx::Row::get(&row, 0))
    }
}

#[tokio::test]
async fn a_first_reading_makes_a_document_with_its_first_version() {
    let store = TestStore::open().await;
    let page = store.fetched(URL, "<p>x</p>").await;
    let outcome = article(published(reading(Some("https://press.example/canonical"), "Title", "Body"), -60));
    let recorded = store.record_reading(page, &outcome, at(2)).await.unwrap().unwrap();
    let view = store.find_document(recorded.document).await.unwrap().unwrap();
    assert_eq!(
        (view.document.url.as_str(), view.document.kind),
        ("https://press.example/canonical", DocumentKind::Article)
    );
    assert_eq!((view.document.first_seen, view.document.latest, view.version.number), (at(2), 1, 1));
    assert_eq!((Some(view.version.id), view.version.page), (recorded.version, Some(page)));
    assert_eq!(store.kinds_after(ChangeSeq(0)).await, ["document_added document 1"]);
    assert!(store.unread_pages(10).await.unwrap().is_empty());
    for address in [URL, "https://press.example/canonical"] {
        assert_eq!(store.find_document_by_url(address).await.unwrap(), Some(recorded.document));
    }
    assert_eq!(store.find_document_by_url("https://press.example/9").await.unwrap(), None);
}

#[tokio::test]
async fn reading_a_page_twice_changes_nothing_and_answers_the_same() {
    let store = TestStore::open().await;
    let page = store.fetched(URL, "x").await;
    let first = store.record_reading(page, &article(reading(None, "Title", "Body")), at(2)).await.unwrap();
    let other = article(reading(None, "Another title", "Another body"));
    assert_eq!(store.record_reading(page, &other, at(3)).await.unwrap(), first);
    assert_eq!(store.counts().await.unwrap().versions, 1);
    assert_eq!(store.last_change().await.unwrap(), ChangeSeq(1));
}

#[tokio::test]
async fn a_page_without_a_document_is_remembered_as_such() {
    let store = TestStore::open().await;
    let page = store.fetched(URL, "x").await;
    let nothing = ReadOutcome::Nothing { reason: "a login form".to_owned() };
    assert_eq!(store.record_reading(page, &nothing, at(2)).await.unwrap(), None);
    let late = article(reading(None, "Title", "Body"));
    assert_eq!(store.record_reading(page, &late, at(3)).await.unwrap(), None);
    assert!(store.unread_pages(10).await.unwrap().is_empty());
    assert_eq!(store.counts().await.unwrap().documents, 0);
}

#[tokio::test]
async fn only_another_title_or_text_makes_a_new_version() {
    let store = TestStore::open().await;
    let page = store.fetched(URL, "1").await;
    let first = store.record_reading(page, &article(reading(None, "Title", "Body")), at(2)).await.unwrap().unwrap();
    let relinked = Reading { authors: vec!["Ada".to_owned()], ..reading(None, "Title", "Body") };
    let same = read_again(&store, "2", 3, relinked).await;
    assert_eq!(same, Recorded { version: None, ..first });
    let edited = read_again(&store, "3", 4, reading(None, "Title", "Another body")).await;
    assert_eq!((edited.document, edited.number), (first.document, 2));
    assert_ne!(edited.version, first.version);
    let back = read_again(&store, "4", 5, reading(None, "Title", "Body")).await;
    assert_eq!(back.number, 3, "an edit that is taken back is an edit");
    let kinds = store.kinds_after(ChangeSeq(0)).await;
    assert_eq!(kinds, ["document_added document 1", "document_changed document 1", "document_changed document 1"]);
    let again = store.record_reading(PageId(2), &article(reading(None, "T", "B")), at(9)).await.unwrap().unwrap();
    assert_eq!(again, same, "a page that showed a known version says so again");
}

#[tokio::test]
async fn two_entries_with_one_canonical_address_are_one_document() {
    let store = TestStore::open().await;
    let canonical = Some("https://press.example/story");
    let first = store.fetched("https://press.example/story?from=feed", "a").await;
    let second = store.fetched("https://press.example/amp/story", "b").await;
    let first =
        store.record_reading(first, &article(reading(canonical, "Title", "Body")), at(2)).await.unwrap().unwrap();
    let second =
        store.record_reading(second, &article(reading(canonical, "Title", "Body")), at(3)).await.unwrap().unwrap();
    assert_eq!((second.document, second.version), (first.document, None));
    assert_eq!(store.find_document_by_url("https://press.example/amp/story").await.unwrap(), Some(first.document));
}

#[tokio::test]
async fn a_statement_keeps_its_history_when_its_canonical_address_changes() {
    let store = TestStore::open().await;
    let page = store.fetched(URL, "1").await;
    let old = reading(Some("https://press.example/old"), "Title", "Body");
    let first = store.record_reading(page, &article(old), at(2)).await.unwrap().unwrap();
    let second = read_again(&store, "2", 3, reading(Some("https://press.example/new"), "Title", "Edited")).await;
    assert_eq!((second.document, second.number), (first.document, 2));
}

#[tokio::test]
async fn a_reading_of_an_unknown_page_is_refused() {
    let store = TestStore::open().await;
    let error = store.record_reading(PageId(7), &article(Reading::default()), at(1)).await.unwrap_err();
    assert!(matches!(error, StoreError::Conflict(message) if message.contains("page 7")));
}

#[tokio::test]
async fn an_import_is_one_document_an_address_and_can_be_repeated() {
    let store = TestStore::open().await;
    let documents: Vec<(DocumentKind, Reading)> = (0..300)
        .map(|number| {
            let url = format!("https://archive.example/{}", number % 250);
            (DocumentKind::Article, reading(Some(&url), &format!("Title {}", number % 250), "Body"))
        })
        .collect();
    let first = store.import_documents(&source("import"), &documents, at(1)).await.unwrap();
    assert_eq!(first.iter().filter(|recorded| recorded.version.is_some()).count(), 250);
    let again = store.import_documents(&source("import"), &documents, at(2)).await.unwrap();
    assert!(again.iter().all(|recorded| recorded.version.is_none() && recorded.number == 1));
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.documents, counts.versions, counts.sources), (250, 250, 0));
    assert!(store.due_sources(at(9), 10).await.unwrap().is_empty(), "an imported source is not fetched");
    assert_eq!(store.verify().await.unwrap().versions, 250);
}

#[tokio::test]
async fn an_import_with_a_nameless_document_takes_in_nothing() {
    let store = TestStore::open().await;
    let documents = [
        (DocumentKind::Article, reading(Some("https://archive.example/1"), "Good", "Body")),
        (DocumentKind::Article, reading(None, "Nameless", "Body")),
    ];
    let error = store.import_documents(&source("import"), &documents, at(1)).await.unwrap_err();
    assert!(matches!(&error, StoreError::Conflict(message) if message.contains("Nameless")), "{error}");
    assert_eq!(store.counts().await.unwrap().documents, 0);
}

fn worded(title: &str, text: &str, words: &str) -> ReadOutcome {
    let words_sha256 = Some(crate::archive::digest(words.as_bytes()));
    ReadOutcome::Document { kind: DocumentKind::Article, reading: reading(None, title, text), words_sha256 }
}

#[tokio::test]
async fn a_reading_with_the_same_words_is_no_new_version_whatever_else_moved() {
    let store = TestStore::open().await;
    let page_id = store.fetched(URL, "1").await;
    let first =
        store.record_reading(page_id, &worded("Title", "Some words.", "some words"), at(2)).await.unwrap().unwrap();
    let entry = store.listed_before(URL).await;
    let fetch = async |body: &str, minutes| store.fetch(entry, page(URL, body, minutes), None, minutes).await.unwrap();
    let (spaced, edited, uncounted) = (fetch("2", 3).await, fetch("3", 4).await, fetch("4", 5).await);
    let read = [
        (spaced, worded("Title", "Some  words .", "some words")),
        (edited, worded("Title", "Other words.", "other words")),
        (uncounted, article(reading(None, "Title", "Other words."))),
    ];
    let recorded = store.record_readings(&read, at(6)).await.unwrap();
    let numbers: Vec<_> =
        recorded.iter().flatten().map(|one| (one.document, one.number, one.version.is_some())).collect();
    assert_eq!(numbers, [(first.document, 1, false), (first.document, 2, true), (first.document, 2, false)]);
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new());
}

#[tokio::test]
async fn many_readings_are_recorded_together_or_not_at_all() {
    let store = TestStore::open().await;
    let mut read = Vec::new();
    for number in 0..30 {
        let url = format!("https://press.example/{number}");
        let canonical = format!("https://press.example/story/{}", number / 3);
        let outcome = article(reading(Some(&canonical), &format!("Title {}", number / 3), "Body"));
        read.push((store.fetched(&url, &url).await, outcome));
    }
    read.push((read[0].0, article(reading(None, "read a second time", "in the same call"))));
    let mut with_unknown = read.clone();
    with_unknown.push((PageId(999), article(Reading::default())));
    store.record_readings(&with_unknown, at(2)).await.unwrap_err();
    assert_eq!(store.counts().await.unwrap().documents, 0);
    let recorded = store.record_readings(&read, at(3)).await.unwrap();
    assert_eq!((recorded.len(), recorded[30]), (31, recorded[0]));
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.documents, counts.versions, counts.pending_pages), (10, 10, 0));
    assert_eq!(store.last_change().await.unwrap(), ChangeSeq(10));
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new());
}
