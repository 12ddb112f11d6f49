use watchline_model::source::Validators;
use watchline_model::{ChangeSeq, RelevanceVerdict, Schedule, Source, SourceId};

use crate::fixture::{TestStore, answer, at, entry, page, round, source, tags};
use crate::{Keep, Round, SourceAnswer, Store, StoreError};

const FEED: &str = "https://a.example/feed";

/// A round in which a feed was answered with validators.
async fn answered(store: &TestStore, source: &str, next_due: i64) {
    let feed = page(FEED, "x", 0);
    let answer = SourceAnswer { page: &feed, keep: Keep::Answer, entries: &[] };
    store.record_answer(&source.into(), &answer, at(0)).await.unwrap();
    let validators = Validators { etag: Some("\"0\"".to_owned()), ..Validators::default() };
    let round = Round { validators: Some(validators), interval_seconds: Some(1800), ..round(next_due) };
    store.finish_round(&source.into(), &round, at(0)).await.unwrap();
}

async fn due_ids(store: &Store, minutes: i64) -> Vec<String> {
    let due = store.due_sources(at(minutes), 10).await.unwrap();
    due.into_iter().map(|due| due.source.id.0).collect()
}

#[tokio::test]
async fn a_new_source_is_due_at_once_and_then_when_it_says() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("b"), source("a")], at(0)).await.unwrap();
    assert_eq!(due_ids(&store, 0).await, ["a", "b"]);
    store.list("a", &[], 30, 0).await;
    assert_eq!(due_ids(&store, 29).await, ["b"]);
    assert_eq!(due_ids(&store, 30).await, ["b", "a"]);
    assert_eq!(store.due_sources(at(30), 1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_source_that_is_switched_off_or_no_longer_named_is_kept_but_not_due() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a"), source("b"), source("c")], at(0)).await.unwrap();
    store.sync_sources(&[source("a"), Source { enabled: false, ..source("b") }], at(1)).await.unwrap();
    assert_eq!(due_ids(&store, 5).await, ["a"]);
    let listed = store.list_sources().await.unwrap();
    let configured: Vec<(&str, bool)> = listed.iter().map(|view| (view.source.id.as_str(), view.configured)).collect();
    assert_eq!(configured, [("a", true), ("b", true), ("c", false)]);
    store.sync_sources(&[source("b"), source("c")], at(2)).await.unwrap();
    assert_eq!(due_ids(&store, 5).await, ["b", "c"]);
}

#[tokio::test]
async fn syncing_the_same_sources_again_disturbs_no_schedule() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    answered(&store, "a", 30).await;
    let before = store.find_source(&"a".into()).await.unwrap();
    store.sync_sources(&[source("a")], at(9)).await.unwrap();
    assert_eq!(store.find_source(&"a".into()).await.unwrap(), before);
}

#[tokio::test]
async fn a_moved_source_forgets_what_the_old_address_said() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    answered(&store, "a", 30).await;
    let kept = store.due_sources(at(30), 1).await.unwrap().remove(0);
    assert_eq!((kept.validators.etag.as_deref(), kept.interval_seconds), (Some("\"0\""), Some(1800)));
    store.sync_sources(&[Source { url: "https://a.example/new".to_owned(), ..source("a") }], at(9)).await.unwrap();
    let moved = store.due_sources(at(9), 1).await.unwrap().remove(0);
    assert_eq!(moved.validators, Validators::default());
    assert_eq!(moved.source.url, "https://a.example/new");
}

#[tokio::test]
async fn a_new_schedule_counts_at_once() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    store.list("a", &[], 600, 0).await;
    store.sync_sources(&[Source { schedule: Schedule::Every(60), ..source("a") }], at(9)).await.unwrap();
    assert_eq!(due_ids(&store, 9).await, ["a"]);
}

#[tokio::test]
async fn the_third_failure_in_a_row_is_reported_once_and_so_is_the_recovery() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    let id = SourceId::from("a");
    for minute in 1..=5 {
        store
            .record_source_failure(&id, "no answer", Some(&answer(FEED, 503, minute)), at(minute + 1), at(minute))
            .await
            .unwrap();
    }
    assert_eq!(store.kinds_after(ChangeSeq(0)).await, ["source_failed source a"]);
    let health = store.find_source(&id).await.unwrap().unwrap().health;
    assert_eq!((health.consecutive_failures, health.last_status), (5, Some(503)));
    assert_eq!((health.last_error.as_deref(), health.last_success), (Some("no answer"), None));
    assert_eq!(store.due_sources(at(6), 1).await.unwrap()[0].consecutive_failures, 5);
    store.list("a", &[], 60, 7).await;
    store.list("a", &[], 90, 60).await;
    assert_eq!(store.kinds_after(ChangeSeq(1)).await, ["source_recovered source a"]);
    let health = store.find_source(&id).await.unwrap().unwrap().health;
    assert_eq!((health.consecutive_failures, health.last_error, health.last_status), (0, None, Some(200)));
    assert_eq!((health.last_fetch, health.last_success), (Some(at(60)), Some(at(60))));
}

#[tokio::test]
async fn two_failures_and_a_success_are_no_change() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    for _ in 0..2 {
        store.record_source_failure(&"a".into(), "no answer", None, at(2), at(1)).await.unwrap();
    }
    store.list("a", &[entry("https://a.example/1")], 60, 7).await;
    assert!(store.kinds_after(ChangeSeq(0)).await.is_empty());
    assert_eq!(store.find_source(&"a".into()).await.unwrap().unwrap().health.last_new_entry, Some(at(7)));
}

#[tokio::test]
async fn a_source_is_made_due_by_hand() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    store.list("a", &[], 600, 0).await;
    store.make_source_due(&"a".into(), at(5)).await.unwrap();
    assert_eq!(due_ids(&store, 5).await, ["a"]);
}

#[tokio::test]
async fn a_source_counts_its_documents() {
    let store = TestStore::open().await;
    store.relevant("https://press.example/1").await;
    let other = store.read_at("https://press.example/2", "weather").await;
    store.record_tags(&[tags(other.version.unwrap(), RelevanceVerdict::Irrelevant, "acme")], 1, at(3)).await.unwrap();
    let listed = store.list_sources().await.unwrap();
    assert_eq!((listed[0].health.documents, listed[0].health.relevant), (2, 1));
    assert_eq!(store.find_source(&"press".into()).await.unwrap(), Some(listed[0].clone()));
}

#[tokio::test]
async fn what_is_said_of_an_unknown_source_is_refused_with_its_name() {
    let store = TestStore::open().await;
    let id = SourceId::from("nowhere");
    let feed = page(FEED, "x", 0);
    let listed = [entry("https://a.example/1")];
    let nothing = SourceAnswer { page: &feed, keep: Keep::Answer, entries: &listed };
    let errors = [
        store.record_answer(&id, &nothing, at(0)).await.unwrap_err(),
        store.finish_round(&id, &round(1), at(0)).await.unwrap_err(),
        store.record_source_failure(&id, "x", None, at(1), at(0)).await.unwrap_err(),
        store.make_source_due(&id, at(0)).await.unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(&error, StoreError::Conflict(message) if message.contains("nowhere")), "{error}");
    }
    assert_eq!(store.find_source(&id).await.unwrap(), None);
}
