use std::collections::BTreeMap;

use watchline_model::source::Validators;
use watchline_model::{PageId, Source};

use crate::fixture::{TestStore, answer, at, entry, page, round, source};
use crate::{DueSource, Keep, Round, RoundOutcome, SourceAnswer};

const FEED: &str = "https://a.example/feed";

async fn due(store: &TestStore) -> DueSource {
    store.due_sources(at(99_999), 1).await.unwrap().remove(0)
}

#[tokio::test]
async fn a_round_of_several_answers_remembers_only_what_its_end_says() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    for (number, url) in ["https://a.example/p/1", "https://a.example/p/2"].into_iter().enumerate() {
        let page = page(&format!("{FEED}?page={number}"), url, 1);
        let answer = SourceAnswer { page: &page, keep: Keep::Answer, entries: &[entry(url)] };
        assert_eq!(store.record_answer(&"a".into(), &answer, at(1)).await.unwrap().new_entries, 1);
    }
    let unfinished = due(&store).await;
    assert_eq!((unfinished.memory.len(), unfinished.source.id.as_str()), (0, "a"), "an unfinished round is due still");
    assert_eq!(store.due_entries(at(1), 9).await.unwrap().len(), 2, "what it listed is not lost");
    let memory = BTreeMap::from([("cursor".to_owned(), "2".to_owned())]);
    let validators = Validators { etag: Some("\"e\"".to_owned()), ..Validators::default() };
    let end = Round {
        memory: memory.clone(),
        validators: Some(validators.clone()),
        interval_seconds: Some(900),
        ..round(60)
    };
    store.finish_round(&"a".into(), &end, at(2)).await.unwrap();
    let finished = due(&store).await;
    assert_eq!((&finished.memory, &finished.validators, finished.interval_seconds), (&memory, &validators, Some(900)));
    store.finish_round(&"a".into(), &round(70), at(3)).await.unwrap();
    let next = due(&store).await;
    assert!(next.memory.is_empty(), "the memory is replaced");
    assert_eq!((next.validators, next.interval_seconds), (validators, Some(900)), "what is not said stays");
    assert_eq!(store.counts().await.unwrap().pages, 2);
}

#[tokio::test]
async fn rounds_without_a_change_are_counted_and_a_lie_is_not_forgotten() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    let mut seen = Vec::new();
    let rounds = [
        RoundOutcome::Changed,
        RoundOutcome::Unchanged,
        RoundOutcome::Unchanged,
        RoundOutcome::ValidatorsLied,
        RoundOutcome::Unchanged,
    ];
    for outcome in rounds {
        store.finish_round(&"a".into(), &Round { outcome, ..round(60) }, at(1)).await.unwrap();
        let due = due(&store).await;
        seen.push((due.unchanged_in_a_row, due.distrusts_validators));
    }
    assert_eq!(seen, [(0, false), (1, false), (2, false), (0, true), (1, true)]);
    store.sync_sources(&[Source { url: "https://a.example/new".to_owned(), ..source("a") }], at(9)).await.unwrap();
    let moved = due(&store).await;
    assert_eq!((moved.unchanged_in_a_row, moved.distrusts_validators), (0, false), "another address, another server");
}

#[tokio::test]
async fn the_same_answer_again_is_a_page_but_no_second_body() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    for minutes in 1..=3 {
        let feed = page(FEED, "<rss/>", minutes);
        let answer = SourceAnswer { page: &feed, keep: Keep::Answer, entries: &[] };
        store.record_answer(&"a".into(), &answer, at(minutes)).await.unwrap();
    }
    let verified = store.verify().await.unwrap();
    assert_eq!((verified.pages, verified.bodies, verified.broken), (3, 1, None));
    assert_eq!(store.find_page(PageId(3)).await.unwrap().unwrap().1, b"<rss/>");
}

#[tokio::test]
async fn the_answer_by_which_a_round_failed_is_archived() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    let refused = answer(FEED, 403, 1);
    store.record_source_failure(&"a".into(), "refused", Some(&refused), at(2), at(1)).await.unwrap();
    store.record_source_failure(&"a".into(), "timeout", None, at(3), at(2)).await.unwrap();
    let archived = store.find_page(PageId(1)).await.unwrap().unwrap().0;
    assert_eq!((archived.status, archived.entry, archived.url.as_str()), (403, None, FEED));
    let health = store.find_source(&"a".into()).await.unwrap().unwrap().health;
    assert_eq!((health.last_status, health.consecutive_failures), (None, 2), "a timeout has no status");
    assert_eq!(store.verify().await.unwrap().pages, 1);
}
