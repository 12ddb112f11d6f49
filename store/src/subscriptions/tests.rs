use watchline_model::{Channel, DeliveryState, Rhythm, SubscriptionId};

use crate::fixture::{TestStore, at};
use crate::{NewDelivery, NewSubscription, StoreError};

fn wanted(confirmed: bool) -> NewSubscription {
    NewSubscription {
        query: "vendor:acme".to_owned(),
        channel: Channel::Webhook { url: "https://hook.example/".to_owned(), secret: "whsec_x".to_owned() },
        rhythm: Rhythm::Daily,
        confirmed,
    }
}

#[tokio::test]
async fn a_subscription_is_active_from_its_confirmation_to_its_end() {
    let store = TestStore::open().await;
    store.read_at("https://press.example/1", "before it").await;
    let id = store.add_subscription(&wanted(false), at(1)).await.unwrap();
    assert!(store.list_subscriptions().await.unwrap().is_empty());
    store.confirm_subscription(id, at(2)).await.unwrap();
    store.confirm_subscription(id, at(3)).await.unwrap();
    let active = store.list_subscriptions().await.unwrap();
    assert_eq!((active.len(), active[0].confirmed_at, active[0].created_at), (1, Some(at(2)), at(1)));
    assert_eq!(
        (active[0].channel.clone(), active[0].rhythm, active[0].since.0),
        (wanted(false).channel, Rhythm::Daily, 1)
    );
    store.end_subscription(id, at(4)).await.unwrap();
    store.end_subscription(id, at(5)).await.unwrap();
    store.confirm_subscription(id, at(6)).await.unwrap();
    assert!(store.list_subscriptions().await.unwrap().is_empty());
    assert_eq!(store.find_subscription(id).await.unwrap().unwrap().ended_at, Some(at(4)));
}

#[tokio::test]
async fn a_subscription_made_by_the_operator_needs_no_confirmation() {
    let store = TestStore::open().await;
    let id = store.add_subscription(&wanted(true), at(1)).await.unwrap();
    assert_eq!(store.list_subscriptions().await.unwrap()[0].id, id);
    assert_eq!(store.counts().await.unwrap().subscriptions, 1);
}

#[tokio::test]
async fn whoever_has_ended_is_sent_nothing_more() {
    let store = TestStore::open().await;
    let id = store.add_subscription(&wanted(true), at(1)).await.unwrap();
    let message = NewDelivery {
        subscription: id,
        key: "1:confirm".to_owned(),
        subject: "s".to_owned(),
        body_text: "t".to_owned(),
        body_json: "{}".to_owned(),
        due: at(2),
    };
    store.enqueue_deliveries(&[message], None, at(2)).await.unwrap();
    store.end_subscription(id, at(3)).await.unwrap();
    assert!(store.due_deliveries(at(9), 10).await.unwrap().is_empty());
    let kept = store.list_deliveries(id).await.unwrap();
    assert_eq!(kept[0].state, DeliveryState::Failed);
    assert!(kept[0].last_error.as_deref().unwrap().contains("ended"));
}

#[tokio::test]
async fn an_unknown_subscription_is_not_found_and_cannot_be_moved() {
    let store = TestStore::open().await;
    let nobody = SubscriptionId(9);
    assert_eq!(store.find_subscription(nobody).await.unwrap(), None);
    assert!(matches!(store.confirm_subscription(nobody, at(1)).await, Err(StoreError::Conflict(_))));
    assert!(matches!(store.end_subscription(nobody, at(1)).await, Err(StoreError::Conflict(_))));
}
