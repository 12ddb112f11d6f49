use crate::fixture::{TestStore, at, entry, source};
use watchline_model::silence::judge;

const WEEK: i64 = 7 * 24 * 60;

/// Lists so many new addresses.
async fn list(store: &TestStore, source: &str, count: usize, minutes: i64) {
    let entries: Vec<_> = (0..count).map(|n| entry(&format!("https://{source}.example/{minutes}/{n}"))).collect();
    store.list(source, &entries, minutes + 60, minutes).await;
}

#[tokio::test]
async fn entries_are_counted_by_week_without_what_the_first_listing_found() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a"), source("b"), source("never")], at(0)).await.unwrap();
    list(&store, "a", 90, 0).await;
    for (week, count) in [(0, 4), (1, 5), (2, 0), (3, 6), (4, 3)] {
        list(&store, "a", count, week * WEEK + 100).await;
    }
    list(&store, "b", 7, 4 * WEEK + 100).await;
    let now = at(5 * WEEK + 50);
    assert_eq!(store.weekly_entries(&"a".into(), 10, now).await.unwrap(), [4, 5, 0, 6, 3]);
    assert_eq!(store.weekly_entries(&"a".into(), 2, now).await.unwrap(), [6, 3]);
    assert_eq!(store.weekly_entries(&"never".into(), 10, now).await.unwrap(), Vec::<u32>::new());
    let all = store.weekly_entries_of_all(10, now).await.unwrap();
    let all: Vec<_> = all.into_iter().map(|(source, weekly)| (source.0, weekly)).collect();
    assert_eq!(all, [("a".to_owned(), vec![4, 5, 0, 6, 3]), ("b".to_owned(), vec![])]);
}

#[tokio::test]
async fn a_source_that_stops_listing_is_judged_silent() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    list(&store, "a", 50, 0).await;
    for week in 0..5 {
        list(&store, "a", 10, week * WEEK + 100).await;
    }
    let judged = async |minutes| judge(&store.weekly_entries(&"a".into(), 5, at(minutes)).await.unwrap());
    assert_eq!(judged(5 * WEEK + 50).await, None);
    assert_eq!(judged(6 * WEEK + 50).await.unwrap().this_week, 0);
}
