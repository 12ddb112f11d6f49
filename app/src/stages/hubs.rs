//! Hubs (W3C WebSub) are asked to announce news of the feeds that name them, and asked again before a lease ends.
//!
//! A hub only ever makes a feed due sooner; whether it answers or not, the feed is polled.

use watchline_crawler::FetchError;
use watchline_model::{HubState, HubSubscription};

use crate::context::Context;

const BATCH: u32 = 50;
/// Asked for; a hub may grant less.
const LEASE_SECONDS: &str = "864000";

/// Asks every hub whose turn it is; answers how many were asked.
pub async fn subscribe(context: &Context) -> anyhow::Result<u64> {
    if !context.config.settings.server.websub {
        return Ok(0);
    }
    let due = context.store.hub_subscriptions_due(context.clock.now(), BATCH).await?;
    let asked = due.len() as u64;
    for subscription in due {
        // Noted before it is asked: a hub calls back while it is being asked, and a kill must not ask twice.
        let noted = HubSubscription {
            state: if subscription.state == HubState::Active { HubState::Active } else { HubState::Requested },
            asked_at: context.clock.now(),
            ..subscription
        };
        context.store.save_hub_subscription(&noted).await?;
        if let Err(error) = ask(context, &noted).await {
            tracing::info!(source.id = %noted.source, "hub not subscribed to, polling goes on: {error}");
        }
    }
    Ok(asked)
}

async fn ask(context: &Context, subscription: &HubSubscription) -> Result<(), FetchError> {
    let public = context.config.settings.server.public_url.trim_end_matches('/');
    let callback = format!("{public}/hub/{}", subscription.token);
    let fields = [
        ("hub.mode", "subscribe"),
        ("hub.topic", subscription.topic.as_str()),
        ("hub.callback", callback.as_str()),
        ("hub.lease_seconds", LEASE_SECONDS),
    ];
    context.client.post_form(&subscription.hub, &fields, &*context.clock).await.map(|_| ())
}
