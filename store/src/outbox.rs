//! The outbox: every message that leaves, each once, with every attempt to deliver it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::{SqliteQueryResult, SqliteRow};
use watchline_model::{ChangeSeq, Delivery, DeliveryId, DeliveryState, Subscription, SubscriptionId};

use crate::changes::move_cursor;
use crate::columns::{Columns, micros};
use crate::lists::fetch_listed;
use crate::numbers::next_number;
use crate::subscriptions::subscription_of;
use crate::{DueDelivery, NewDelivery, Store, StoreError};

impl Store {
    /// Puts messages into the outbox and moves the follower's cursor, in one transaction: after a kill either both
    /// have happened or neither. A key that was ever enqueued is left out. Says how many are new.
    ///
    /// # Errors
    /// `Conflict` for a subscription that is not stored.
    pub async fn enqueue_deliveries(
        &self,
        deliveries: &[NewDelivery],
        cursor: Option<(&str, ChangeSeq)>,
        now: DateTime<Utc>,
    ) -> Result<u32, StoreError> {
        let mut writing = self.write().await?;
        let subscriptions: Vec<i64> = deliveries.iter().map(|delivery| delivery.subscription.0).collect();
        let stored = load_subscriptions(&mut writing, &subscriptions).await?;
        if let Some(missing) = subscriptions.iter().find(|id| !stored.contains_key(id)) {
            return Err(StoreError::Conflict(format!("subscription {missing} is not stored; nobody can be told")));
        }
        let keys: Vec<String> = deliveries.iter().map(|delivery| delivery.key.clone()).collect();
        let sql = "SELECT message_key FROM deliveries WHERE message_key IN ({list})";
        let mut known = HashSet::new();
        for row in &fetch_listed(&mut writing, sql, &keys).await? {
            known.insert(Columns::of("deliveries", row).text("message_key")?);
        }
        let mut new_ones = 0;
        for delivery in deliveries.iter().filter(|delivery| known.insert(delivery.key.clone())) {
            insert_delivery(&mut writing, delivery, now).await?;
            new_ones += 1;
        }
        if let Some((name, seq)) = cursor {
            move_cursor(&mut writing, name, seq).await?;
        }
        writing.commit().await?;
        Ok(new_ones)
    }

    /// Messages whose time has come, the longest overdue first, with whom they are for.
    pub async fn due_deliveries(&self, now: DateTime<Utc>, limit: u32) -> Result<Vec<DueDelivery>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query(
            "SELECT * FROM deliveries WHERE state = $1 AND next_attempt <= $2 ORDER BY next_attempt, id LIMIT $3",
        )
        .bind(DeliveryState::Pending.as_str())
        .bind(micros(now))
        .bind(i64::from(limit))
        .fetch_all(&mut *reading)
        .await?;
        let deliveries = rows.iter().map(delivery_of).collect::<Result<Vec<Delivery>, StoreError>>()?;
        let ids: Vec<i64> = deliveries.iter().map(|delivery| delivery.subscription.0).collect();
        let subscriptions = load_subscriptions(&mut reading, &ids).await?;
        let mut due = Vec::with_capacity(deliveries.len());
        for delivery in deliveries {
            let subscription = subscriptions.get(&delivery.subscription.0).cloned();
            let subscription = subscription
                .ok_or_else(|| StoreError::Corrupt(format!("delivery {} has no subscription", delivery.id)))?;
            due.push(DueDelivery { delivery, subscription });
        }
        Ok(due)
    }

    /// A message has arrived. Saying so twice keeps the first time.
    ///
    /// # Errors
    /// `Conflict` for a delivery that is not stored.
    pub async fn record_delivered(&self, delivery: DeliveryId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let done = sqlx::query(
            "UPDATE deliveries SET delivered_at = COALESCE(delivered_at, $3), last_error = NULL,
                 attempts = attempts + CASE WHEN state = $2 THEN 0 ELSE 1 END, state = $2
             WHERE id = $1",
        )
        .bind(delivery.0)
        .bind(DeliveryState::Delivered.as_str())
        .bind(micros(now))
        .execute(&mut *writing)
        .await?;
        require_one(&done, delivery)?;
        Ok(writing.commit().await?)
    }

    /// An attempt failed. `next_attempt`: when it is tried again; `None`: given up, and kept with its reason. What
    /// was delivered stays delivered.
    ///
    /// # Errors
    /// `Conflict` for a delivery that is not stored.
    pub async fn record_delivery_failure(
        &self,
        delivery: DeliveryId,
        error: &str,
        next_attempt: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let state = if next_attempt.is_some() { DeliveryState::Pending } else { DeliveryState::Failed };
        let mut writing = self.write().await?;
        let done = sqlx::query(
            "UPDATE deliveries SET attempts = attempts + 1, last_error = $2, next_attempt = $3,
                 state = CASE WHEN state = $5 THEN state ELSE $4 END
             WHERE id = $1",
        )
        .bind(delivery.0)
        .bind(error)
        .bind(micros(next_attempt.unwrap_or(now)))
        .bind(state.as_str())
        .bind(DeliveryState::Delivered.as_str())
        .execute(&mut *writing)
        .await?;
        require_one(&done, delivery)?;
        Ok(writing.commit().await?)
    }

    /// All messages of a subscription, the newest first.
    pub async fn list_deliveries(&self, subscription: SubscriptionId) -> Result<Vec<Delivery>, StoreError> {
        let rows = sqlx::query("SELECT * FROM deliveries WHERE subscription = $1 ORDER BY id DESC")
            .bind(subscription.0)
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(delivery_of).collect()
    }
}

async fn insert_delivery(
    connection: &mut SqliteConnection,
    delivery: &NewDelivery,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let id = next_number(connection, "delivery").await?;
    sqlx::query(
        "INSERT INTO deliveries (id, subscription, message_key, subject, body_text, body_json, state, attempts,
             next_attempt, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)",
    )
    .bind(id)
    .bind(delivery.subscription.0)
    .bind(&delivery.key)
    .bind(&delivery.subject)
    .bind(&delivery.body_text)
    .bind(&delivery.body_json)
    .bind(DeliveryState::Pending.as_str())
    .bind(micros(delivery.due))
    .bind(micros(now))
    .execute(connection)
    .await?;
    Ok(())
}

async fn load_subscriptions(
    connection: &mut SqliteConnection,
    ids: &[i64],
) -> Result<HashMap<i64, Subscription>, StoreError> {
    let rows = fetch_listed(connection, "SELECT * FROM subscriptions WHERE id IN ({list})", ids).await?;
    rows.iter().map(|row| subscription_of(row).map(|subscription| (subscription.id.0, subscription))).collect()
}

fn require_one(done: &SqliteQueryResult, delivery: DeliveryId) -> Result<(), StoreError> {
    if done.rows_affected() == 0 {
        return Err(StoreError::Conflict(format!("delivery {delivery} is not stored; enqueue_deliveries makes them")));
    }
    Ok(())
}

fn delivery_of(row: &SqliteRow) -> Result<Delivery, StoreError> {
    let columns = Columns::of("deliveries", row);
    Ok(Delivery {
        id: DeliveryId(columns.number("id")?),
        subscription: SubscriptionId(columns.number("subscription")?),
        key: columns.text("message_key")?,
        subject: columns.text("subject")?,
        body_text: columns.text("body_text")?,
        body_json: columns.text("body_json")?,
        state: columns.word("state")?,
        attempts: columns.count("attempts")?,
        next_attempt: columns.moment("next_attempt")?,
        created_at: columns.moment("created_at")?,
        delivered_at: columns.moment_or_none("delivered_at")?,
        last_error: columns.text_or_none("last_error")?,
    })
}

#[cfg(test)]
mod tests;
