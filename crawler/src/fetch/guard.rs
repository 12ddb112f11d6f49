//! The address guard: which hosts may be connected to. Asked for address literals before a connection,
//! for every answer of the resolver on every connection (so that a name cannot be rebound between check
//! and use), and for each redirect. Must never let a name through unresolved by this module.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};
use watchline_model::AddressRule;

/// A name all of whose addresses are refused.
#[derive(Debug, thiserror::Error)]
#[error("{name} has only the address {address}, {}", describe(*address))]
pub(crate) struct RefusedName {
    name: String,
    address: IpAddr,
}

/// What is wrong with an address, before any connection.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Objection {
    /// Not a web address.
    Bad(String),
    /// A literal that is not permitted.
    Refused(IpAddr),
}

/// Whether `url` may be asked for, as far as that can be told without resolving a name. Every spelling
/// of a literal (decimal, octal, hexadecimal, short forms) has become plain numbers by URL parsing.
pub(crate) fn check(url: &Url, rule: &AddressRule) -> Result<(), Objection> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Objection::Bad(format!("`{}:` addresses are not fetched", url.scheme())));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Objection::Bad("it holds a user name or a password, which are never sent".to_owned()));
    }
    let address = match url.host() {
        None => return Err(Objection::Bad("it names no host".to_owned())),
        Some(Host::Domain(name)) => {
            return match name.trim_end_matches('.') {
                "" => Err(Objection::Bad("it names no host".to_owned())),
                _ => Ok(()),
            };
        }
        Some(Host::Ipv4(address)) => IpAddr::V4(address),
        Some(Host::Ipv6(address)) => IpAddr::V6(address),
    };
    if rule.permits(address) { Ok(()) } else { Err(Objection::Refused(address)) }
}

/// "a private address", "a loopback address", …, with the remedy.
pub(crate) fn describe(address: IpAddr) -> String {
    let what = if address.is_unspecified() { "an unspecified address" } else { "a private address" };
    format!("{what}; name the network in crawler.allowed_private_networks to permit it")
}

/// Resolves names by the fixed list, else by the system, and lets only permitted addresses through.
pub(crate) struct GuardedResolver {
    rule: Arc<AddressRule>,
    fixed: Arc<HashMap<String, SocketAddr>>,
}

impl GuardedResolver {
    pub(crate) fn new(rule: AddressRule, fixed: &[(String, SocketAddr)]) -> Self {
        let fixed = fixed.iter().map(|(name, address)| (plain_name(name), *address)).collect();
        Self { rule: Arc::new(rule), fixed: Arc::new(fixed) }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (rule, fixed) = (Arc::clone(&self.rule), Arc::clone(&self.fixed));
        Box::pin(async move {
            let name = plain_name(name.as_str());
            let answers: Vec<SocketAddr> = match fixed.get(&name) {
                Some(address) => vec![*address],
                None => tokio::net::lookup_host((name.as_str(), 0)).await?.collect(),
            };
            let permitted: Vec<SocketAddr> =
                answers.iter().copied().filter(|answer| rule.permits(answer.ip())).collect();
            match answers.first() {
                Some(first) if permitted.is_empty() => Err(RefusedName { name, address: first.ip() }.into()),
                _ => Ok(Box::new(permitted.into_iter()) as Addrs),
            }
        })
    }
}

fn plain_name(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
