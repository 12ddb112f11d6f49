//! What values an option takes, beyond their type; also what the documentation and the schema say of them.

use std::net::SocketAddr;

use ipnet::IpNet;
use url::Url;

use crate::options::Setting;
use crate::suggest;

#[derive(Debug, Clone, Copy)]
pub(crate) enum Limit {
    /// Both included.
    Between(i64, i64),
    OneOf(&'static [&'static str]),
    /// IP address and port.
    Listen,
    /// http or https address.
    Web,
    /// The same, or nothing.
    WebOrNothing,
    /// Networks in CIDR notation.
    Networks,
    /// Address of a database that this version can open.
    Store,
    NotEmpty,
}

const YEAR_SECONDS: i64 = 366 * 86_400;

/// Options that are not listed take any value of their type.
const LIMITS: &[(&str, Limit)] = &[
    ("server.listen", Limit::Listen),
    ("server.public_url", Limit::Web),
    ("server.requests_per_minute", Limit::Between(0, 1_000_000)),
    ("server.request_burst", Limit::Between(1, 1_000_000)),
    ("server.trusted_proxies", Limit::Networks),
    ("store.url", Limit::Store),
    ("store.data_dir", Limit::NotEmpty),
    ("crawler.allowed_private_networks", Limit::Networks),
    ("crawler.request_timeout_seconds", Limit::Between(1, 600)),
    ("crawler.idle_timeout_seconds", Limit::Between(1, 600)),
    ("crawler.max_body_bytes", Limit::Between(1_024, 1 << 30)),
    ("crawler.max_bulk_bytes", Limit::Between(1_024, 1 << 32)),
    ("crawler.max_redirects", Limit::Between(0, 20)),
    ("crawler.host_gap_ms", Limit::Between(0, 3_600_000)),
    ("crawler.concurrency", Limit::Between(1, 512)),
    ("crawler.retry_attempts", Limit::Between(1, 100)),
    ("crawler.watch_every_seconds", Limit::Between(1, YEAR_SECONDS)),
    ("crawler.absent_confirmations", Limit::Between(1, 100)),
    ("crawler.absent_hours", Limit::Between(0, 24 * 366)),
    ("crawler.full_request_every", Limit::Between(0, 10_000)),
    ("crawler.max_requests_per_round", Limit::Between(1, 100_000)),
    ("analysis.model.url", Limit::WebOrNothing),
    ("analysis.model.timeout_seconds", Limit::Between(1, 3_600)),
    ("analysis.model.max_documents_per_hour", Limit::Between(1, 1_000_000)),
    ("analysis.model.max_text_chars", Limit::Between(200, 2_000_000)),
    ("alerts.transport", Limit::OneOf(&["file", "smtp"])),
    ("alerts.from", Limit::NotEmpty),
    ("alerts.max_age_days", Limit::Between(1, 3_660)),
    ("alerts.max_attempts", Limit::Between(1, 100)),
    ("alerts.smtp.host", Limit::NotEmpty),
    ("alerts.smtp.port", Limit::Between(1, 65_535)),
    ("alerts.smtp.tls", Limit::OneOf(&["starttls", "tls", "none"])),
    // tantivy refuses a writer with less than 15 MB, and one arena cannot address 4 GB.
    ("index.writer_memory_bytes", Limit::Between(15_000_000, 4_000_000_000)),
    ("log.format", Limit::OneOf(&["text", "json"])),
    ("log.level", Limit::NotEmpty),
];

pub(crate) fn limit(path: &str) -> Option<Limit> {
    LIMITS.iter().find(|(limited, _)| *limited == path).map(|(_, limit)| *limit)
}

/// What is wrong with `value` (already of the option's type) and how to put it right.
pub(crate) fn check(setting: &Setting, value: &toml::Value) -> Result<(), String> {
    let Some(limit) = limit(&setting.path) else { return Ok(()) };
    match (limit, value) {
        (Limit::Between(least, most), toml::Value::Integer(number)) => check_between(*number, least, most),
        (Limit::OneOf(words), toml::Value::String(text)) if !words.contains(&text.as_str()) => {
            Err(format!("`{text}` is not known here{}", suggest::remedy(text, words)))
        }
        (Limit::Listen, toml::Value::String(text)) => text.parse::<SocketAddr>().map(|_| ()).map_err(|_| {
            format!("`{text}` is not an IP address with a port; write for example \"127.0.0.1:8080\" or \"[::]:8080\"")
        }),
        (Limit::Web, toml::Value::String(text)) => check_web_address(text),
        (Limit::WebOrNothing, toml::Value::String(text)) if !text.is_empty() => check_web_address(text),
        (Limit::Networks, toml::Value::Array(items)) => {
            items.iter().filter_map(toml::Value::as_str).try_for_each(check_network)
        }
        (Limit::Store, toml::Value::String(text)) => check_store(text),
        (Limit::NotEmpty, toml::Value::String(text)) if text.trim().is_empty() => {
            Err("must not be empty; leave the key out for the default".to_owned())
        }
        _ => Ok(()),
    }
}

fn check_between(number: i64, least: i64, most: i64) -> Result<(), String> {
    if (least..=most).contains(&number) {
        return Ok(());
    }
    Err(format!("{number} is out of range; use {least} to {most}"))
}

/// An absolute http or https address with a host.
pub(crate) fn check_web_address(text: &str) -> Result<(), String> {
    let remedy = "write it in full, as \"https://news.example.org/feed.xml\"";
    let url = Url::parse(text).map_err(|error| format!("`{text}` is not an address ({error}); {remedy}"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("`{text}` is a {}: address; only http and https can be used", url.scheme()));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(format!("`{text}` names no host; {remedy}"));
    }
    Ok(())
}

fn check_network(text: &str) -> Result<(), String> {
    text.parse::<IpNet>().map(|_| ()).map_err(|_| match text.parse::<std::net::IpAddr>() {
        Ok(address) => {
            let bits = if address.is_ipv4() { 32 } else { 128 };
            format!("`{text}` is one address, not a network; write \"{text}/{bits}\"")
        }
        Err(_) => format!("`{text}` is not a network; write for example \"10.0.0.0/8\" or \"fd00::/8\""),
    })
}

fn check_store(text: &str) -> Result<(), String> {
    if let Some(path) = text.strip_prefix("sqlite:") {
        if path.trim_start_matches('/').is_empty() {
            return Err(format!("`{text}` names no file; write for example \"sqlite:data/watchline.db\""));
        }
        return Ok(());
    }
    if text.starts_with("postgres:") || text.starts_with("postgresql:") {
        return Err("this version stores in SQLite only; write for example \"sqlite:data/watchline.db\"".to_owned());
    }
    Err(format!("`{text}` is not the address of a store; write for example \"sqlite:data/watchline.db\""))
}
