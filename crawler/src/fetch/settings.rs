//! How the client behaves; filled from the configuration by `app`.

use std::net::SocketAddr;
use std::time::Duration;

use watchline_model::AddressRule;

#[derive(Debug, Clone)]
pub struct ClientSettings {
    /// Mail address or page by which a site's owner can reach the operator; part of the user agent.
    pub contact: String,
    pub version: String,
    pub addresses: AddressRule,
    /// For one request, from the connection to the last byte of the body.
    pub request_timeout: Duration,
    /// Without a single byte.
    pub idle_timeout: Duration,
    /// Of the decoded body.
    pub max_body_bytes: u64,
    /// Of the decoded body of a bulk download.
    pub max_bulk_bytes: u64,
    pub max_redirects: u32,
    /// Between the end of one request to a host and the start of the next.
    pub host_gap: Duration,
    /// Fixed answers for named hosts, in place of DNS. A port other than 0 is used where the address
    /// names none. They pass the guard like any answer.
    pub resolve: Vec<(String, SocketAddr)>,
}

impl ClientSettings {
    /// The defaults of the configuration.
    pub fn new(contact: impl Into<String>) -> Self {
        Self {
            contact: contact.into(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            addresses: AddressRule::default(),
            request_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_secs(15),
            max_body_bytes: 10 * 1024 * 1024,
            max_bulk_bytes: 256 * 1024 * 1024,
            max_redirects: 5,
            host_gap: Duration::from_secs(2),
            resolve: Vec::new(),
        }
    }

    /// `Watchline/0.1.0 (+ops@example.org)`; characters that a header cannot hold are left out.
    pub fn user_agent(&self) -> String {
        let plain = |text: &str| text.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect::<String>();
        let contact = plain(&self.contact).replace(['(', ')'], "");
        match contact.trim() {
            "" => format!("Watchline/{}", plain(&self.version)),
            contact => format!("Watchline/{} (+{contact})", plain(&self.version)),
        }
    }
}
