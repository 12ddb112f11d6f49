//! How often one address may ask: a bucket for each that fills steadily (the generic cell rate algorithm), so that one
//! eager program does not take the archive from everyone else. Who comes too often is told how long to wait.
//!
//! # Design
//! The address is that of the connection. What a proxy says of who is behind it (`X-Forwarded-For`) is believed only
//! of proxies that the operator trusts, and read from its end: what stands further to the left than the first address
//! that is not trusted was written by whoever sent it. IPv6 is counted by network (/64), since a subscriber has a whole
//! one. Loopback is never limited: the operator's own tools, and tests.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use ipnet::IpNet;

use crate::api::problem;
use crate::cors;
use crate::pages::failure;

/// An export reads as much as so many pages.
const COST_OF_EXPORT: u32 = 10;
/// After so many requests the addresses that have rested are forgotten.
const SWEEP_EVERY: u32 = 10_000;

/// What the operator allows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RequestLimits {
    /// 0: no limit.
    pub per_minute: u32,
    /// Requests that may come at once.
    pub burst: u32,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
}

/// Who opened the connection; the server puts it into each request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// The buckets.
pub(crate) struct Limiter<C: Clock + Clone = DefaultClock> {
    buckets: RateLimiter<IpAddr, DashMapStateStore<IpAddr>, C, NoOpMiddleware<C::Instant>>,
    clock: C,
    burst: NonZeroU32,
    trusted_proxies: Vec<IpNet>,
    asked: AtomicU32,
}

impl<C: Clock + Clone> Limiter<C> {
    /// `None` where there is no limit.
    pub(crate) fn new(limits: &RequestLimits, clock: C) -> Option<Self> {
        let per_minute = NonZeroU32::new(limits.per_minute)?;
        let burst = NonZeroU32::new(limits.burst).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_minute(per_minute).allow_burst(burst);
        Some(Self {
            buckets: RateLimiter::new(quota, DashMapStateStore::default(), clock.clone()),
            clock,
            burst,
            trusted_proxies: limits.trusted_proxies.clone(),
            asked: AtomicU32::new(0),
        })
    }

    /// How long this request is too early.
    fn too_early(&self, peer: SocketAddr, headers: &HeaderMap, path: &str) -> Option<Duration> {
        if path.starts_with("/static/") || path.starts_with("/favicon") {
            return None;
        }
        let client = self.client(peer.ip(), headers);
        if client.is_loopback() {
            return None;
        }
        if self.asked.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.buckets.retain_recent();
            self.buckets.shrink_to_fit();
        }
        let cost = if path.starts_with("/export.") { COST_OF_EXPORT } else { 1 };
        let cost = NonZeroU32::new(cost.min(self.burst.get())).unwrap_or(NonZeroU32::MIN);
        match self.buckets.check_key_n(&counted(client), cost) {
            Ok(Err(refused)) => Some(refused.wait_time_from(self.clock.now())),
            // The cost never exceeds the burst.
            Ok(Ok(())) | Err(_) => None,
        }
    }

    /// Who asks, as far as can be believed.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
        for hop in hops.into_iter().rev() {
            if !self.trusted_proxies.iter().any(|network| network.contains(&client)) {
                break;
            }
            let Some(before) = address(hop) else { break };
            client = before.to_canonical();
        }
        client
    }
}

/// With or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let bare = || text.trim_matches(['[', ']']).parse().ok();
    text.parse::<SocketAddr>().map(|address| address.ip()).ok().or_else(bare)
}

/// Whose bucket it is.
fn counted(client: IpAddr) -> IpAddr {
    match client {
        IpAddr::V4(_) => client,
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

/// Lets a request through, or says when to come again.
pub(crate) async fn admit(State(limiter): State<Option<Arc<Limiter>>>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().copied();
    let early = limiter
        .zip(peer)
        .and_then(|(limiter, Peer(peer))| limiter.too_early(peer, request.headers(), request.uri().path()));
    let Some(wait) = early else { return next.run(request).await };
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    refused(request.uri().path(), seconds.max(1))
}

fn refused(path: &str, seconds: u64) -> Response {
    let message = format!("too many requests from your address; come again in {seconds} s");
    let is_read = ["/api/", "/feed.", "/calendar.", "/export."].iter().any(|start| path.starts_with(start));
    let is_program = is_read || path.starts_with("/mcp");
    let mut response = if is_program {
        problem(StatusCode::TOO_MANY_REQUESTS, &message, None)
    } else {
        failure::page(StatusCode::TOO_MANY_REQUESTS, &message)
    };
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    if is_read {
        cors::open(response.headers_mut());
    }
    response
}

#[cfg(test)]
mod tests;
