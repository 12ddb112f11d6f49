use watchline_model::RelevanceVerdict;

use crate::Counts;
use crate::fixture::{TestStore, at, placement, tags};

#[tokio::test]
async fn an_empty_store_counts_nothing() {
    assert_eq!(TestStore::open().await.counts().await.unwrap(), Counts::default());
}

#[tokio::test]
async fn everything_is_counted() {
    let store = TestStore::open().await;
    let document = store.relevant("https://press.example/1").await;
    store.record_placement(&placement(document, None), at(4)).await.unwrap();
    let borderline = store.read_at("https://press.example/2", "Two").await.version.unwrap();
    store.record_tags(&[tags(borderline, RelevanceVerdict::Borderline, "acme")], 1, at(3)).await.unwrap();
    store.fetched("https://press.example/3", "Three").await;
    store.listed("https://press.example/4").await;
    let counts = store.counts().await.unwrap();
    let expected = Counts {
        sources: 1,
        pages: 3,
        documents: 2,
        versions: 2,
        relevant: 1,
        borderline: 1,
        incidents: 1,
        events: 1,
        claims: 1,
        subscriptions: 0,
        alerts: 0,
        pending_pages: 1,
        pending_entries: 1,
    };
    assert_eq!(counts, expected);
}
