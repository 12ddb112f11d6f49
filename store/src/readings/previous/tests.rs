use watchline_model::EntryId;

use crate::fixture::{TestStore, article, at, reading};

const URL: &str = "https://press.example/1";
const CANONICAL: &str = "https://press.example/canonical";

#[tokio::test]
async fn the_latest_version_is_found_by_every_address_of_its_document() {
    let store = TestStore::open().await;
    let page = store.fetched(URL, "x").await;
    let outcome = article(reading(Some(CANONICAL), "Title", "Body"));
    let recorded = store.record_reading(page, &outcome, at(2)).await.unwrap().unwrap();
    let addresses = [URL, CANONICAL, "https://press.example/9"].map(str::to_owned);
    let found = store.previous_readings(&addresses).await.unwrap();
    assert_eq!(found.len(), 2, "{found:?}");
    for address in [URL, CANONICAL] {
        let previous = &found[address];
        assert_eq!((Some(previous.version), previous.page), (recorded.version, Some(page)));
        assert_eq!(previous.reading.text, "Body");
    }
}

#[tokio::test]
async fn an_answer_is_found_by_its_entry_and_address_alone() {
    let store = TestStore::open().await;
    let page = store.fetched(URL, "x").await;
    let entry = store.find_page(page).await.unwrap().unwrap().0.entry.unwrap();
    let (found, body) = store.find_answer(entry, URL).await.unwrap().unwrap();
    assert_eq!((found.id, body.as_slice()), (page, b"x".as_slice()));
    assert_eq!(store.find_answer(entry, CANONICAL).await.unwrap(), None);
    assert_eq!(store.find_answer(EntryId(99), URL).await.unwrap(), None);
}
