use watchline_model::PageId;
use watchline_model::page::Digest;

use crate::archive::{PageRecord, digest, page_link};
use crate::fixture::{TestStore, at, page};
use crate::ledger::Ledger;
use crate::{EntryOutcome, Fetched, StoreError, pack_page};

#[tokio::test]
async fn each_page_is_chained_to_the_one_before() {
    let store = TestStore::open().await;
    store.fetched("https://press.example/1", "one").await;
    store.fetched("https://press.example/2", "two").await;
    let mut previous = Digest::ZERO;
    for id in 1..=2 {
        let (page, body) = store.find_page(PageId(id)).await.unwrap().unwrap();
        assert_eq!(page.sha256, digest(&body));
        let record = PageRecord {
            source: page.source.as_str(),
            entry: page.entry.map(|entry| entry.0),
            url: &page.url,
            final_url: &page.final_url,
            status: page.status,
            headers: &page.headers,
            fetched_at: page.fetched_at.timestamp_micros(),
            sha256: page.sha256,
        };
        assert_eq!(page.chain, page_link(&previous, &record));
        previous = page.chain;
    }
}

#[tokio::test]
async fn one_body_under_two_addresses_is_stored_once_and_read_twice() {
    let store = TestStore::open().await;
    store.fetched("https://press.example/1", "the same").await;
    store.fetched("https://press.example/2", "the same").await;
    let unread = store.unread_pages(10).await.unwrap();
    assert_eq!(unread.iter().map(|unread| unread.body.as_slice()).collect::<Vec<_>>(), [b"the same", b"the same"]);
    let blobs = sqlx::query("SELECT sha256 FROM blobs").fetch_all(store.readers()).await.unwrap();
    assert_eq!(blobs.len(), 1);
    assert_eq!(store.unread_pages(1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_page_that_is_not_stored_is_not_found() {
    let store = TestStore::open().await;
    assert_eq!(store.find_page(PageId(5)).await.unwrap(), None);
}

#[tokio::test]
async fn a_damaged_body_is_never_shown() {
    let store = TestStore::open().await;
    let id = store.fetched("https://press.example/1", "one").await;
    store.spoil("UPDATE blobs SET compressed = (SELECT compressed || x'00' FROM blobs)").await;
    assert!(matches!(store.find_page(id).await, Err(StoreError::Corrupt(_))));
}

#[tokio::test]
async fn a_page_abandoned_half_way_leaves_no_trace() {
    let store = TestStore::open().await;
    let entry = store.listed("https://press.example/1").await;
    {
        let packed = crate::blobs::pack(b"lost");
        let mut writing = store.write().await.unwrap();
        let fetched = page("https://press.example/1", "lost", 1);
        let purpose = super::Purpose::ToRead;
        let new = super::NewPage { source: "press", entry: Some(entry), page: &fetched, body: &packed, purpose };
        super::archive_page(&mut writing, &mut Ledger::default(), &new).await.unwrap();
    }
    let reopened = store.reopened().await;
    assert_eq!(reopened.counts().await.unwrap().pages, 0);
    assert_eq!(reopened.due_entries(at(1), 10).await.unwrap().len(), 1, "the entry is still to be fetched");
    let fetched = page("https://press.example/1", "kept", 2);
    let outcome = EntryOutcome { entry, next_due: None, what: Fetched::Page(pack_page(fetched)) };
    assert_eq!(reopened.record_entry_outcomes(&[outcome], at(2)).await.unwrap(), [Some(PageId(1))]);
    assert_eq!(reopened.verify().await.unwrap().broken, None);
}
