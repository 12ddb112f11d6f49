//! `/hub/{token}`: where hubs (W3C WebSub) confirm a subscription and announce news of a feed.
//!
//! What a hub sends is not read: it only makes the feed due, which is then fetched from its publisher like always. So
//! nothing has to be believed of whoever calls, and the token in the address, which only the hub knows, is enough.

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::TimeDelta;

use crate::error::WebError;
use crate::state::WebState;

/// A hub may announce as often as it likes; the feed is asked at most so often.
const LEAST_PAUSE: TimeDelta = TimeDelta::minutes(1);
/// A lease longer than this is asked for anew all the same.
const LONGEST_LEASE_SECONDS: i64 = 30 * 86_400;

/// Echoes the challenge of a subscription that was asked for; 404 for any other, which tells the hub no (WebSub,
/// section 5.3). A hub that will not serve us says so here, too (section 5.2).
pub(crate) async fn verify(
    State(state): State<WebState>,
    Path(token): Path<String>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Result<Response, WebError> {
    let field = |name: &str| asked.get(name).map(String::as_str).unwrap_or_default();
    let known = state.store.find_hub_subscription(&token).await?;
    let Some(known) = known.filter(|known| ["", known.topic.as_str()].contains(&field("hub.topic"))) else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let now = state.now();
    match field("hub.mode") {
        "subscribe" => {
            let seconds = field("hub.lease_seconds").parse().unwrap_or(86_400).clamp(60, LONGEST_LEASE_SECONDS);
            state.store.activate_hub_subscription(&token, now + TimeDelta::seconds(seconds), now).await?;
            tracing::info!(source.id = %known.source, hub = %known.hub, "hub subscription confirmed");
            Ok(field("hub.challenge").to_owned().into_response())
        }
        "denied" => {
            state.store.deny_hub_subscription(&token, now).await?;
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        // An end that was not asked for is not confirmed.
        _ => Ok(StatusCode::NOT_FOUND.into_response()),
    }
}

/// News: the feed is due, unless it was fetched this very minute.
pub(crate) async fn announce(State(state): State<WebState>, Path(token): Path<String>) -> Result<Response, WebError> {
    let Some(known) = state.store.find_hub_subscription(&token).await? else {
        // 410 ends the subscription (WebSub, section 7).
        return Ok(StatusCode::GONE.into_response());
    };
    let now = state.now();
    let last = state.store.find_source(&known.source).await?.and_then(|view| view.health.last_fetch);
    let due = last.map_or(now, |last| (last + LEAST_PAUSE).max(now));
    state.store.make_source_due(&known.source, due).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}
