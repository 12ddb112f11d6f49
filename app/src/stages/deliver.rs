//! The outbox is emptied: each message is tried, and tried again on the ladder, until it is delivered or
//! given up with its reason.

use tokio_util::sync::CancellationToken;
use watchline_alerts::{Links, SendError, next_attempt, sign};
use watchline_store::DueDelivery;

use crate::context::Context;

const BATCH: u32 = 100;

/// Sends what is due; answers how many were delivered.
pub async fn deliver(context: &Context, stop: &CancellationToken) -> anyhow::Result<u64> {
    let mut delivered = 0;
    loop {
        let due = context.store.due_deliveries(context.clock.now(), BATCH).await?;
        if due.is_empty() || stop.is_cancelled() {
            return Ok(delivered);
        }
        for due in due {
            delivered += u64::from(deliver_one(context, &due).await?);
        }
    }
}

async fn deliver_one(context: &Context, due: &DueDelivery) -> anyhow::Result<bool> {
    let DueDelivery { delivery, subscription } = due;
    let sent = context.sender.send(delivery, subscription, &links(context, subscription.id)).await;
    let now = context.clock.now();
    match sent {
        Ok(()) => {
            context.store.record_delivered(delivery.id, now).await?;
            metrics::counter!("watchline_deliveries_total", "outcome" => "delivered").increment(1);
            Ok(true)
        }
        Err(error) => {
            let next = match error {
                SendError::Retry { .. } => {
                    next_attempt(delivery.attempts + 1, context.config.settings.alerts.max_attempts, now)
                }
                SendError::GiveUp { .. } => None,
            };
            tracing::warn!(delivery.id = %delivery.id, retry = next.is_some(), "not delivered: {error}");
            context.store.record_delivery_failure(delivery.id, &error.to_string(), next, now).await?;
            metrics::counter!("watchline_deliveries_total", "outcome" => "failed").increment(1);
            Ok(false)
        }
    }
}

/// The signed links of a subscription.
pub fn links(context: &Context, subscription: watchline_model::SubscriptionId) -> Links {
    let base = &context.config.settings.server.public_url;
    let signature = |action: &str| sign(&context.secret, action, subscription);
    Links {
        confirm: format!("{base}/alerts/confirm/{subscription}?s={}", signature("confirm")),
        manage: format!("{base}/alerts/{subscription}?s={}", signature("manage")),
        unsubscribe: format!("{base}/alerts/unsubscribe/{subscription}?s={}", signature("unsubscribe")),
    }
}
