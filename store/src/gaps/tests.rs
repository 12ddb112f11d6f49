use watchline_model::SourceId;

use crate::fixture::{TestStore, at, round, source};
use crate::{Gap, Round};

async fn fail(store: &TestStore, source: &str, reason: &str, minutes: i64) {
    store.record_source_failure(&source.into(), reason, None, at(minutes + 1), at(minutes)).await.unwrap();
}

async fn gaps(store: &TestStore) -> Vec<Gap> {
    store.list_gaps(None, 10).await.unwrap()
}

#[tokio::test]
async fn a_gap_lasts_from_the_first_failure_to_the_first_success() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a"), source("b")], at(0)).await.unwrap();
    store.list("a", &[], 5, 1).await;
    fail(&store, "a", "timeout", 10).await;
    assert!(gaps(&store).await.is_empty(), "one failure is weather");
    fail(&store, "a", "503", 20).await;
    let open = Gap {
        source: SourceId::from("a"),
        began: at(10),
        ended: None,
        failures: 2,
        reason: "503".to_owned(),
        last_success: Some(at(1)),
    };
    assert_eq!(gaps(&store).await, std::slice::from_ref(&open));
    store.list("a", &[], 60, 30).await;
    assert_eq!(gaps(&store).await, [Gap { ended: Some(at(30)), ..open.clone() }]);
    fail(&store, "b", "refused", 40).await;
    fail(&store, "b", "refused", 41).await;
    fail(&store, "a", "timeout", 50).await;
    fail(&store, "a", "timeout", 51).await;
    let began: Vec<_> = gaps(&store).await.iter().map(|gap| (gap.source.0.clone(), gap.began)).collect();
    assert_eq!(began, [("a".to_owned(), at(50)), ("b".to_owned(), at(40)), ("a".to_owned(), at(10))]);
    assert_eq!(store.list_gaps(Some(&"b".into()), 10).await.unwrap().len(), 1);
    assert_eq!(store.list_gaps(None, 1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_single_failure_is_a_gap_if_it_outlasted_the_interval() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    let hourly = Round { interval_seconds: Some(3600), ..round(60) };
    store.finish_round(&"a".into(), &hourly, at(0)).await.unwrap();
    fail(&store, "a", "timeout", 60).await;
    store.finish_round(&"a".into(), &hourly, at(90)).await.unwrap();
    assert!(gaps(&store).await.is_empty(), "made good in time");
    fail(&store, "a", "timeout", 150).await;
    store.finish_round(&"a".into(), &hourly, at(400)).await.unwrap();
    assert_eq!(
        gaps(&store).await.iter().map(|gap| (gap.began, gap.ended)).collect::<Vec<_>>(),
        [(at(150), Some(at(400)))]
    );
}
