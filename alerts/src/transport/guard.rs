//! The address guard of webhooks: no name and no number leads to an address that the rule does not permit.
//!
//! A literal address never reaches the resolver, and a name can answer with a private address, so both are asked; redirects
//! and proxies are switched off where the client is built.

use std::net::{IpAddr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};
use watchline_model::AddressRule;

/// An address that may not be reached.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{host} is not a public address; the operator can permit it by crawler.allowed_private_networks")]
pub(super) struct RefusedAddress {
    pub(super) host: String,
}

/// Refuses what is no web address, and literal addresses that the rule does not permit, in whatever spelling.
pub(super) fn check_literal(url: &Url, rule: &AddressRule) -> Result<(), RefusedAddress> {
    let refused = || RefusedAddress { host: url.host_str().unwrap_or(url.as_str()).to_owned() };
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refused());
    }
    let address = match url.host() {
        Some(Host::Domain(_)) => return Ok(()),
        Some(Host::Ipv4(address)) => IpAddr::V4(address),
        Some(Host::Ipv6(address)) => IpAddr::V6(address),
        None => return Err(refused()),
    };
    if rule.permits(address) { Ok(()) } else { Err(refused()) }
}

/// The system's resolver, with what the rule does not permit taken out of its answers.
#[derive(Debug, Clone)]
pub(super) struct GuardedResolver {
    rule: AddressRule,
}

impl GuardedResolver {
    pub(super) fn new(rule: AddressRule) -> Self {
        Self { rule }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let rule = self.rule.clone();
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found: Vec<SocketAddr> = tokio::net::lookup_host((host.as_str(), 0)).await?.collect();
            let any = !found.is_empty();
            let permitted: Vec<SocketAddr> = found.into_iter().filter(|address| rule.permits(address.ip())).collect();
            if permitted.is_empty() && any {
                return Err(Box::new(RefusedAddress { host }) as Box<dyn std::error::Error + Send + Sync>);
            }
            let addresses: Addrs = Box::new(permitted.into_iter());
            Ok(addresses)
        })
    }
}
