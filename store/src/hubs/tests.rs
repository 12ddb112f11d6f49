use watchline_model::{HubState, HubSubscription, Source, SourceId};

use crate::fixture::{TestStore, at, source};

const DAY: i64 = 24 * 60;

fn asked(source: &str, minutes: i64) -> HubSubscription {
    HubSubscription {
        source: SourceId::from(source),
        hub: "https://hub.example/".to_owned(),
        topic: format!("https://{source}.example/feed"),
        token: format!("token-{source}"),
        state: HubState::Requested,
        lease_until: None,
        asked_at: at(minutes),
    }
}

async fn due(store: &TestStore, minutes: i64) -> Vec<String> {
    store.hub_subscriptions_due(at(minutes), 10).await.unwrap().into_iter().map(|due| due.source.0).collect()
}

#[tokio::test]
async fn a_subscription_is_found_by_its_token_and_by_its_source() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a")], at(0)).await.unwrap();
    let subscription = asked("a", 1);
    store.save_hub_subscription(&subscription).await.unwrap();
    assert_eq!(store.find_hub_subscription("token-a").await.unwrap(), Some(subscription.clone()));
    assert_eq!(store.hub_subscription_of(&"a".into()).await.unwrap(), Some(subscription.clone()));
    assert_eq!(store.find_hub_subscription("token-b").await.unwrap(), None);
    let moved = HubSubscription { hub: "https://other.example/".to_owned(), token: "new".to_owned(), ..subscription };
    store.save_hub_subscription(&moved).await.unwrap();
    assert_eq!(store.hub_subscription_of(&"a".into()).await.unwrap(), Some(moved));
    assert_eq!(store.find_hub_subscription("token-a").await.unwrap(), None, "a source has one");
}

#[tokio::test]
async fn what_is_unanswered_denied_or_about_to_end_is_asked_for_again_in_its_time() {
    let store = TestStore::open().await;
    store.sync_sources(&[source("a"), source("b"), source("c")], at(0)).await.unwrap();
    for id in ["a", "b", "c"] {
        store.save_hub_subscription(&asked(id, 0)).await.unwrap();
    }
    assert!(store.activate_hub_subscription("token-b", at(10 * DAY), at(1)).await.unwrap());
    assert!(store.deny_hub_subscription("token-c", at(1)).await.unwrap());
    assert!(!store.activate_hub_subscription("nobody's", at(9), at(1)).await.unwrap());
    assert!(due(&store, 59).await.is_empty());
    assert_eq!(due(&store, 60).await, ["a"]);
    assert_eq!(due(&store, DAY + 1).await, ["a", "c"]);
    assert_eq!(due(&store, 9 * DAY).await, ["a", "b", "c"]);
    store.sync_sources(&[source("b"), Source { enabled: false, ..source("a") }], at(9)).await.unwrap();
    assert_eq!(due(&store, 9 * DAY).await, ["b"], "a source that is not watched asks for nothing");
}
