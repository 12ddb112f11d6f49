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
    /// A name that only ever stands for something inside.
    Inside(String),
}

pub(crate) const INSIDE: &str =
    "a name of a private network; name the network in crawler.allowed_private_networks to permit it";

/// Domains without public addresses: RFC 6761 (`localhost`, `invalid`, `test`), RFC 6762 (`local`), RFC 8375
/// (`home.arpa`), RFC 7686 (`onion`), ICANN's `internal`, and those that routers and offices made up.
const INSIDE_DOMAINS: [&str; 12] = [
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "home.arpa",
    "home",
    "corp",
    "lan",
    "invalid",
    "onion",
    "private",
];

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
                name if rule.allowed.is_empty() && is_inside(name) => Err(Objection::Inside(name.to_owned())),
                _ => Ok(()),
            };
        }
        Some(Host::Ipv4(address)) => IpAddr::V4(address),
        Some(Host::Ipv6(address)) => IpAddr::V6(address),
    };
    if rule.permits(address) { Ok(()) } else { Err(Objection::Refused(address)) }
}

/// A name without a dot, or in a domain of private networks. Its addresses would be refused anyhow, if a
/// resolver gave any: this asks none, and gives away nothing. Where the operator has named networks, the
/// addresses decide.
fn is_inside(name: &str) -> bool {
    let is_within = |domain: &str| name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    !name.contains('.') || INSIDE_DOMAINS.iter().any(|domain| is_within(domain))
}

/// "a private address", "a loopback address", …, with the remedy.
pub(crate) fn describe(address: IpAddr) -> String {
    let what = if address.is_unspecified() { "an unspecified address" } else { "a private address" };
    format!("{what}; name the network in crawler.allowed_private_networks to permit it")
}

/// Resolves names by the fixed list, else by the system, and lets only permitted addresses through. The
/// connection is opened to what this returns, without asking again: what was checked is what is used. Of a
/// name with inside and outside addresses the outside ones are used.
pub(crate) struct GuardedResolver {
    rule: Arc<AddressRule>,
    names: Arc<Names>,
}

/// Where the addresses of names come from.
pub(super) enum Names {
    /// The fixed list first, then the system.
    System { fixed: HashMap<String, Vec<SocketAddr>> },
    /// One answer after the other, whatever the name.
    #[cfg(test)]
    Scripted(std::sync::Mutex<std::collections::VecDeque<Vec<SocketAddr>>>),
}

impl Names {
    async fn look_up(&self, name: &str) -> std::io::Result<Vec<SocketAddr>> {
        match self {
            Self::System { fixed } => match fixed.get(name) {
                Some(addresses) => Ok(addresses.clone()),
                None => Ok(tokio::net::lookup_host((name, 0)).await?.collect()),
            },
            #[cfg(test)]
            Self::Scripted(answers) => Ok(answers.lock().expect("not poisoned").pop_front().unwrap_or_default()),
        }
    }
}

impl GuardedResolver {
    pub(crate) fn new(rule: AddressRule, fixed_answers: &[(String, SocketAddr)]) -> Self {
        let mut fixed: HashMap<String, Vec<SocketAddr>> = HashMap::new();
        for (name, address) in fixed_answers {
            fixed.entry(plain_name(name)).or_default().push(*address);
        }
        Self::of(rule, Names::System { fixed })
    }

    pub(super) fn of(rule: AddressRule, names: Names) -> Self {
        Self { rule: Arc::new(rule), names: Arc::new(names) }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (rule, names) = (Arc::clone(&self.rule), Arc::clone(&self.names));
        Box::pin(async move {
            let name = plain_name(name.as_str());
            let answers = names.look_up(&name).await?;
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
