use watchline_model::PageId;

use crate::fixture::{TestStore, article, at, page, reading};
use crate::{PageRead, StoreError, pack_page};

const URL: &str = "https://press.example/1";
const SECOND: &str = "https://press.example/1?page=2";

fn in_two_pages(first: PageId) -> PageRead {
    let outcome = article(reading(None, "Title", "Body\n\nMore"));
    PageRead { following: vec![pack_page(page(SECOND, "<p>More</p>", 1))], ..PageRead::of(first, outcome) }
}

fn kept() -> Vec<(String, String)> {
    vec![("host-memory:press.example".to_owned(), "1 1 2\n".to_owned())]
}

#[tokio::test]
async fn the_pages_on_which_an_article_goes_on_are_archived_with_its_version() {
    let store = TestStore::open().await;
    let first = store.fetched(URL, "<p>Body</p>").await;
    let recorded = store.record_batch(&[in_two_pages(first)], &[], at(2)).await.unwrap();
    assert!(recorded[0].is_some_and(|recorded| recorded.version.is_some()));
    assert!(store.unread_pages(10).await.unwrap().is_empty(), "the second page is no document of its own");
    assert_eq!(store.counts().await.unwrap().documents, 1);
    let (first, _) = store.find_page(first).await.unwrap().unwrap();
    let (second, body) = store.find_answer(first.entry.unwrap(), SECOND).await.unwrap().unwrap();
    assert_eq!((body.as_slice(), second.source), (b"<p>More</p>".as_slice(), first.source));
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_kept_with_readings_stands_or_falls_with_them() {
    let store = TestStore::open().await;
    let first = store.fetched(URL, "x").await;
    let unknown = PageRead::of(PageId(99), article(reading(None, "Title", "Body")));
    let refused = store.record_batch(&[in_two_pages(first), unknown], &kept(), at(2)).await;
    assert!(matches!(refused, Err(StoreError::Conflict(_))), "{refused:?}");
    assert_eq!(store.unread_pages(10).await.unwrap().len(), 1);
    assert_eq!(store.value("host-memory:press.example").await.unwrap(), None);
    assert_eq!(store.counts().await.unwrap().pages, 1);
    store.record_batch(&[in_two_pages(first)], &kept(), at(3)).await.unwrap();
    let names: Vec<String> = kept().into_iter().map(|(name, _)| name).collect();
    assert_eq!(store.values(&names).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_page_recorded_twice_archives_its_following_pages_once() {
    let store = TestStore::open().await;
    let first = store.fetched(URL, "x").await;
    let recorded = store.record_batch(&[in_two_pages(first)], &[], at(2)).await.unwrap();
    assert_eq!(store.record_batch(&[in_two_pages(first)], &[], at(3)).await.unwrap(), recorded);
    assert_eq!(store.counts().await.unwrap().pages, 2);
}

#[tokio::test]
async fn a_page_that_shows_the_latest_version_in_other_words_makes_none() {
    let store = TestStore::open().await;
    let first = store.fetched(URL, "x").await;
    let made = store.record_batch(&[PageRead::of(first, article(reading(None, "Title", "Body")))], &[], at(2)).await;
    let version = made.unwrap()[0].unwrap().version;
    let entry = store.find_page(first).await.unwrap().unwrap().0.entry.unwrap();
    let again = store.fetch(entry, page(URL, "y", 3), None, 3).await.unwrap();
    let shows = PageRead { shows: version, ..PageRead::of(again, article(reading(None, "Title", "Other words"))) };
    let recorded = store.record_batch(&[shows], &[], at(4)).await.unwrap();
    assert_eq!(recorded[0].map(|recorded| (recorded.version, recorded.number)), Some((None, 1)));
    assert_eq!(store.verify().await.unwrap().findings, Vec::<String>::new());
}
