//! Subscriptions: who wants what, from when until when.

use chrono::{DateTime, Utc};
use sqlx::sqlite::{SqliteQueryResult, SqliteRow};
use watchline_model::{ChangeSeq, DeliveryState, Subscription, SubscriptionId};

use crate::columns::{Columns, json, micros};
use crate::numbers::{last_number, next_number};
use crate::{NewSubscription, Store, StoreError};

impl Store {
    /// Adds a subscription; changes up to now are not its business.
    pub async fn add_subscription(
        &self,
        subscription: &NewSubscription,
        now: DateTime<Utc>,
    ) -> Result<SubscriptionId, StoreError> {
        let mut writing = self.write().await?;
        let id = next_number(&mut writing, "subscription").await?;
        let since = last_number(&mut writing, "change").await?;
        sqlx::query(
            "INSERT INTO subscriptions (id, query, channel, rhythm, created_at, confirmed_at, since)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id)
        .bind(&subscription.query)
        .bind(json(&subscription.channel))
        .bind(subscription.rhythm.as_str())
        .bind(micros(now))
        .bind(subscription.confirmed.then(|| micros(now)))
        .bind(since)
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok(SubscriptionId(id))
    }

    /// A subscription, also one that is not confirmed or has ended.
    pub async fn find_subscription(&self, id: SubscriptionId) -> Result<Option<Subscription>, StoreError> {
        let row =
            sqlx::query("SELECT * FROM subscriptions WHERE id = $1").bind(id.0).fetch_optional(self.readers()).await?;
        row.as_ref().map(subscription_of).transpose()
    }

    /// Subscriptions that are confirmed and have not ended.
    pub async fn list_subscriptions(&self) -> Result<Vec<Subscription>, StoreError> {
        let rows =
            sqlx::query("SELECT * FROM subscriptions WHERE confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY id")
                .fetch_all(self.readers())
                .await?;
        rows.iter().map(subscription_of).collect()
    }

    /// The recipient has confirmed; the first confirmation counts, an ended subscription stays ended.
    ///
    /// # Errors
    /// `Conflict` for a subscription that is not stored.
    pub async fn confirm_subscription(&self, id: SubscriptionId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let done = sqlx::query("UPDATE subscriptions SET confirmed_at = COALESCE(confirmed_at, $2) WHERE id = $1")
            .bind(id.0)
            .bind(micros(now))
            .execute(&mut *writing)
            .await?;
        require_one(&done, id)?;
        Ok(writing.commit().await?)
    }

    /// The recipient wants no more; messages still in the outbox are not sent. Ending twice is ending once.
    ///
    /// # Errors
    /// `Conflict` for a subscription that is not stored.
    pub async fn end_subscription(&self, id: SubscriptionId, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let done = sqlx::query("UPDATE subscriptions SET ended_at = COALESCE(ended_at, $2) WHERE id = $1")
            .bind(id.0)
            .bind(micros(now))
            .execute(&mut *writing)
            .await?;
        require_one(&done, id)?;
        sqlx::query("UPDATE deliveries SET state = $2, last_error = $3 WHERE subscription = $1 AND state = $4")
            .bind(id.0)
            .bind(DeliveryState::Failed.as_str())
            .bind("the subscription was ended before this was sent")
            .bind(DeliveryState::Pending.as_str())
            .execute(&mut *writing)
            .await?;
        Ok(writing.commit().await?)
    }
}

fn require_one(done: &SqliteQueryResult, id: SubscriptionId) -> Result<(), StoreError> {
    if done.rows_affected() == 0 {
        return Err(StoreError::Conflict(format!("subscription {id} is not stored; add_subscription makes one")));
    }
    Ok(())
}

pub(crate) fn subscription_of(row: &SqliteRow) -> Result<Subscription, StoreError> {
    let columns = Columns::of("subscriptions", row);
    Ok(Subscription {
        id: SubscriptionId(columns.number("id")?),
        query: columns.text("query")?,
        channel: columns.json("channel")?,
        rhythm: columns.word("rhythm")?,
        created_at: columns.moment("created_at")?,
        confirmed_at: columns.moment_or_none("confirmed_at")?,
        ended_at: columns.moment_or_none("ended_at")?,
        since: ChangeSeq(columns.number("since")?),
    })
}

#[cfg(test)]
mod tests;
