//! Subscriptions at hubs (WebSub): one a source, found by the token in the address that the hub calls.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::sqlite::SqliteRow;
use watchline_model::{HubState, HubSubscription, SourceId};

use crate::columns::{Columns, micros};
use crate::{Store, StoreError};

/// A lease is renewed so long before it ends: the hub may be down when first asked.
const RENEW_BEFORE: TimeDelta = TimeDelta::days(1);
/// A hub that was asked should have called back by then.
const ANSWER_WITHIN: TimeDelta = TimeDelta::hours(1);
/// A hub that will not is not asked again before.
const ASK_AGAIN_AFTER: TimeDelta = TimeDelta::days(1);

impl Store {
    /// Keeps a source's subscription, in place of the one it had.
    pub async fn save_hub_subscription(&self, subscription: &HubSubscription) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query(
            "INSERT INTO hub_subscriptions (source, hub, topic, token, state, lease_until, asked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (source) DO UPDATE SET hub = excluded.hub, topic = excluded.topic, token = excluded.token,
                 state = excluded.state, lease_until = excluded.lease_until,
                 asked_at = excluded.asked_at",
        )
        .bind(subscription.source.as_str())
        .bind(&subscription.hub)
        .bind(&subscription.topic)
        .bind(&subscription.token)
        .bind(subscription.state.as_str())
        .bind(subscription.lease_until.map(micros))
        .bind(micros(subscription.asked_at))
        .execute(&mut *writing)
        .await?;
        Ok(writing.commit().await?)
    }

    /// The subscription that a hub means by this token.
    pub async fn find_hub_subscription(&self, token: &str) -> Result<Option<HubSubscription>, StoreError> {
        let row = sqlx::query("SELECT * FROM hub_subscriptions WHERE token = $1")
            .bind(token)
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(subscription_of).transpose()
    }

    /// A source's subscription.
    pub async fn hub_subscription_of(&self, source: &SourceId) -> Result<Option<HubSubscription>, StoreError> {
        let row = sqlx::query("SELECT * FROM hub_subscriptions WHERE source = $1")
            .bind(source.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map(subscription_of).transpose()
    }

    /// Subscriptions that are to be asked for (again): active ones whose lease ends within a day, requests that no hub
    /// has answered for an hour, denials of a day ago.
    pub async fn hub_subscriptions_due(
        &self,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<HubSubscription>, StoreError> {
        let rows = sqlx::query(
            "SELECT hub_subscriptions.* FROM hub_subscriptions JOIN sources ON sources.id = hub_subscriptions.source
             WHERE sources.configured = TRUE AND sources.enabled = TRUE
                 AND ((state = 'active' AND lease_until <= $1) OR (state = 'requested' AND asked_at <= $2)
                      OR (state = 'denied' AND asked_at <= $3))
             ORDER BY asked_at, source LIMIT $4",
        )
        .bind(micros(now + RENEW_BEFORE))
        .bind(micros(now - ANSWER_WITHIN))
        .bind(micros(now - ASK_AGAIN_AFTER))
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(subscription_of).collect()
    }

    /// The hub has agreed, until the lease ends. `false`: nothing was asked under this token.
    pub async fn activate_hub_subscription(
        &self,
        token: &str,
        lease_until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.hub_has_answered(token, HubState::Active, Some(lease_until), now).await
    }

    /// The hub will not. `false`: nothing was asked under this token.
    pub async fn deny_hub_subscription(&self, token: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        self.hub_has_answered(token, HubState::Denied, None, now).await
    }

    async fn hub_has_answered(
        &self,
        token: &str,
        state: HubState,
        lease_until: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let done =
            sqlx::query("UPDATE hub_subscriptions SET state = $2, lease_until = $3, asked_at = $4 WHERE token = $1")
                .bind(token)
                .bind(state.as_str())
                .bind(lease_until.map(micros))
                .bind(micros(now))
                .execute(&mut *writing)
                .await?;
        writing.commit().await?;
        Ok(done.rows_affected() > 0)
    }
}

fn subscription_of(row: &SqliteRow) -> Result<HubSubscription, StoreError> {
    let columns = Columns::of("hub_subscriptions", row);
    Ok(HubSubscription {
        source: SourceId(columns.text("source")?),
        hub: columns.text("hub")?,
        topic: columns.text("topic")?,
        token: columns.text("token")?,
        state: columns.word("state")?,
        lease_until: columns.moment_or_none("lease_until")?,
        asked_at: columns.moment("asked_at")?,
    })
}

#[cfg(test)]
mod tests;
