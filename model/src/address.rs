//! Which network addresses may be reached: public ones, and those the operator has named.
//!
//! Pure; the crawler and the alert transports ask it for every address of every connection.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

/// The operator's exceptions (`crawler.allowed_private_networks`); everything else that is not a
/// public unicast address is refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddressRule {
    pub allowed: Vec<IpNet>,
}

impl AddressRule {
    pub fn new(allowed: Vec<IpNet>) -> Self {
        Self { allowed }
    }

    /// Whether a connection to `address` may be opened. An IPv4 address wrapped in IPv6 (mapped,
    /// compatible, 6to4, NAT64) counts as the IPv4 address inside.
    pub fn permits(&self, address: IpAddr) -> bool {
        let address = unwrap_ipv4(address);
        self.allowed.iter().any(|network| network.contains(&address)) || is_public(address)
    }
}

fn unwrap_ipv4(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else { return address };
    let segments = v6.segments();
    let from = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        IpAddr::V4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        // ::ffff:a.b.c.d (mapped) and ::a.b.c.d (compatible), but not :: and ::1.
        [0, 0, 0, 0, 0, 0xffff, high, low] => from(high, low),
        [0, 0, 0, 0, 0, 0, high, low] if high != 0 => from(high, low),
        // 64:ff9b::/96 (NAT64) and 2002::/16 (6to4).
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => from(high, low),
        [0x2002, high, low, ..] => from(high, low),
        _ => address,
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

/// A public address that one cloud answers within its own machines: keys and settings of the machine.
const CLOUD_SETTINGS: Ipv4Addr = Ipv4Addr::new(168, 63, 129, 16);

/// IANA's special-purpose registry (RFC 6890 and its updates), as far as it is not globally reachable.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(a == 0
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19))
        || a >= 240
        || address == CLOUD_SETTINGS)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // Only 2000::/3 is global unicast; within it these are not reachable.
    let global = segments[0] & 0xe000 == 0x2000;
    let teredo_or_special = segments[0] == 0x2001 && segments[1] < 0x0200;
    let documentation =
        (segments[0] == 0x2001 && segments[1] == 0x0db8) || (segments[0] == 0x3fff && segments[1] < 0x1000);
    global && !teredo_or_special && !documentation
}

#[cfg(test)]
mod tests;
