use watchline_model::{ChangeSeq, Channel, DeliveryId, DeliveryState, Rhythm, SubscriptionId};

use crate::fixture::{TestStore, at};
use crate::{NewDelivery, NewSubscription, StoreError};

async fn subscribed(store: &TestStore) -> SubscriptionId {
    let wanted = NewSubscription {
        query: "vendor:acme".to_owned(),
        channel: Channel::Email("reader@mail.example".to_owned()),
        rhythm: Rhythm::Immediate,
        confirmed: true,
    };
    store.add_subscription(&wanted, at(0)).await.unwrap()
}

fn message(subscription: SubscriptionId, key: &str, due: i64) -> NewDelivery {
    NewDelivery {
        subscription,
        key: key.to_owned(),
        subject: format!("subject of {key}"),
        body_text: "text".to_owned(),
        body_json: "{}".to_owned(),
        due: at(due),
    }
}

#[tokio::test]
async fn a_key_is_told_once_for_ever() {
    let store = TestStore::open().await;
    let id = subscribed(&store).await;
    let messages = [message(id, "a", 5), message(id, "b", 3), message(id, "a", 1)];
    assert_eq!(store.enqueue_deliveries(&messages, Some(("alert", ChangeSeq(7))), at(1)).await.unwrap(), 2);
    store.record_delivered(DeliveryId(1), at(6)).await.unwrap();
    let reopened = store.reopened().await;
    assert_eq!(reopened.enqueue_deliveries(&messages, Some(("alert", ChangeSeq(9))), at(7)).await.unwrap(), 0);
    assert_eq!(reopened.list_deliveries(id).await.unwrap().len(), 2);
    assert_eq!(reopened.cursor("alert").await.unwrap(), ChangeSeq(9));
}

#[tokio::test]
async fn messages_and_cursor_move_together_or_not_at_all() {
    let store = TestStore::open().await;
    let id = subscribed(&store).await;
    let messages = [message(id, "a", 1), message(SubscriptionId(99), "b", 1)];
    let refused = store.enqueue_deliveries(&messages, Some(("alert", ChangeSeq(7))), at(1)).await.unwrap_err();
    assert!(matches!(&refused, StoreError::Conflict(message) if message.contains("99")), "{refused}");
    assert!(store.list_deliveries(id).await.unwrap().is_empty());
    assert_eq!(store.cursor("alert").await.unwrap(), ChangeSeq(0));
    assert_eq!(store.enqueue_deliveries(&[], Some(("alert", ChangeSeq(8))), at(1)).await.unwrap(), 0);
    assert_eq!(store.cursor("alert").await.unwrap(), ChangeSeq(8));
}

#[tokio::test]
async fn due_messages_come_with_whom_they_are_for_the_longest_overdue_first() {
    let store = TestStore::open().await;
    let id = subscribed(&store).await;
    let messages = [message(id, "late", 5), message(id, "early", 3), message(id, "future", 9)];
    store.enqueue_deliveries(&messages, None, at(1)).await.unwrap();
    let due = store.due_deliveries(at(5), 10).await.unwrap();
    assert_eq!(due.iter().map(|due| due.delivery.key.as_str()).collect::<Vec<_>>(), ["early", "late"]);
    assert_eq!(due[0].subscription.channel.address(), "reader@mail.example");
    assert_eq!((due[0].delivery.subject.as_str(), due[0].delivery.attempts), ("subject of early", 0));
    assert_eq!(store.due_deliveries(at(5), 1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_failed_attempt_is_tried_again_when_it_says_and_then_arrives() {
    let store = TestStore::open().await;
    let id = subscribed(&store).await;
    store.enqueue_deliveries(&[message(id, "a", 1)], None, at(1)).await.unwrap();
    store.record_delivery_failure(DeliveryId(1), "mailbox busy", Some(at(10)), at(2)).await.unwrap();
    assert!(store.due_deliveries(at(9), 10).await.unwrap().is_empty());
    let due = store.due_deliveries(at(10), 10).await.unwrap().remove(0).delivery;
    assert_eq!((due.attempts, due.last_error.as_deref()), (1, Some("mailbox busy")));
    store.record_delivered(DeliveryId(1), at(11)).await.unwrap();
    store.record_delivered(DeliveryId(1), at(12)).await.unwrap();
    store.record_delivery_failure(DeliveryId(1), "late bounce", Some(at(20)), at(13)).await.unwrap();
    let kept = store.list_deliveries(id).await.unwrap().remove(0);
    assert_eq!((kept.state, kept.delivered_at, kept.attempts), (DeliveryState::Delivered, Some(at(11)), 3));
    assert!(store.due_deliveries(at(99), 10).await.unwrap().is_empty());
    assert_eq!(store.counts().await.unwrap().alerts, 1);
}

#[tokio::test]
async fn a_message_given_up_is_kept_with_its_reason() {
    let store = TestStore::open().await;
    let id = subscribed(&store).await;
    store.enqueue_deliveries(&[message(id, "a", 1)], None, at(1)).await.unwrap();
    store.record_delivery_failure(DeliveryId(1), "no such mailbox", None, at(2)).await.unwrap();
    assert!(store.due_deliveries(at(99), 10).await.unwrap().is_empty());
    let kept = store.list_deliveries(id).await.unwrap().remove(0);
    assert_eq!((kept.state, kept.last_error.as_deref()), (DeliveryState::Failed, Some("no such mailbox")));
    assert!(matches!(store.record_delivered(DeliveryId(9), at(1)).await, Err(StoreError::Conflict(_))));
}
