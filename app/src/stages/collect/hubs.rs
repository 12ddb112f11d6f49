//! Hubs that feeds announce (WebSub): noticed here, asked for news, and never relied on; polling goes on.

use std::net::IpAddr;

use chrono::TimeDelta;
use url::Url;
use watchline_crawler::Hub;
use watchline_model::{HubState, HubSubscription, SourceId};

use crate::context::Context;

/// A feed announces a hub: a subscription is prepared, unless there is one already or no hub could reach us.
pub(super) async fn notice(context: &Context, source: &SourceId, hub: &Hub) -> anyhow::Result<()> {
    if !can_be_called(context) {
        return Ok(());
    }
    let known = context.store.hub_subscription_of(source).await?;
    if known.is_some_and(|known| known.hub == hub.hub && known.topic == hub.topic) {
        return Ok(());
    }
    let subscription = HubSubscription {
        source: source.clone(),
        hub: hub.hub.clone(),
        topic: hub.topic.clone(),
        token: uuid::Uuid::new_v4().simple().to_string(),
        state: HubState::Requested,
        lease_until: None,
        // Long ago, so that it is due to be asked for.
        asked_at: context.clock.now() - TimeDelta::days(2),
    };
    Ok(context.store.save_hub_subscription(&subscription).await?)
}

/// A hub calls back under the public address, so that must not be this machine's own.
fn can_be_called(context: &Context) -> bool {
    let server = &context.config.settings.server;
    server.websub && Url::parse(&server.public_url).is_ok_and(|url| is_public(&url))
}

fn is_public(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name != "localhost" && !name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => !IpAddr::from(address).is_loopback(),
        Some(url::Host::Ipv6(address)) => !IpAddr::from(address).is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests;
