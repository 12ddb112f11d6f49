//! The options as values, one struct a section. What each is for stands in `default.toml`.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

use ipnet::IpNet;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub server: Server,
    pub store: StoreSettings,
    pub crawler: Crawler,
    pub sources: SourcesSettings,
    pub taxonomy: TaxonomySettings,
    pub analysis: AnalysisSettings,
    pub alerts: Alerts,
    pub index: IndexSettings,
    pub log: Log,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub listen: SocketAddr,
    /// Without a slash at its end.
    pub public_url: String,
    #[serde(with = "empty_is_none")]
    pub secret: Option<String>,
    /// Whether hubs that feeds announce are subscribed to; of no effect while `public_url` is a loopback address.
    pub websub: bool,
    /// Requests that one address may make; 0 for no limit.
    pub requests_per_minute: u32,
    pub request_burst: u32,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreSettings {
    pub url: String,
    pub data_dir: PathBuf,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crawler {
    /// Empty if the operator gave none.
    pub user_agent_contact: String,
    pub allowed_private_networks: Vec<IpNet>,
    pub request_timeout_seconds: u64,
    pub idle_timeout_seconds: u64,
    pub max_body_bytes: u64,
    pub max_bulk_bytes: u64,
    pub max_redirects: u32,
    pub host_gap_ms: u64,
    pub concurrency: u32,
    pub retry_attempts: u32,
    pub watch_every_seconds: u64,
    /// Answers of 404 or 410 in a row before a removal is stated; at least 1.
    pub absent_confirmations: u32,
    /// Least time between the first and the last of them.
    pub absent_hours: u64,
    /// Conditional requests in a row before one without conditions; 0 for never one.
    pub full_request_every: u32,
    pub max_requests_per_round: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourcesSettings {
    pub shipped: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxonomySettings {
    /// Relative ones count from the configuration file's folder.
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnalysisSettings {
    pub model: ModelSettings,
}

/// The optional model; see [`Self::is_on`].
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelSettings {
    /// Empty: no model is asked.
    pub url: String,
    pub model: String,
    #[serde(with = "empty_is_none")]
    pub api_key: Option<String>,
    pub timeout_seconds: u64,
    pub max_documents_per_hour: u32,
    pub max_text_chars: u32,
}

impl ModelSettings {
    /// Whether a model is asked at all.
    pub fn is_on(&self) -> bool {
        !self.url.is_empty()
    }
}

/// The key is never shown, also not in a log.
impl fmt::Debug for ModelSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ModelSettings").field("url", &self.url).field("model", &self.model).finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alerts {
    pub transport: AlertTransport,
    pub folder: PathBuf,
    pub from: String,
    pub max_age_days: u32,
    pub max_attempts: u32,
    pub smtp: Smtp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AlertTransport {
    File,
    Smtp,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    #[serde(with = "empty_is_none")]
    pub username: Option<String>,
    #[serde(with = "empty_is_none")]
    pub password: Option<String>,
    pub tls: SmtpTls,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmtpTls {
    Starttls,
    Tls,
    None,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexSettings {
    pub folder: PathBuf,
    pub writer_memory_bytes: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub format: LogFormat,
    pub level: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

/// Every option has a default that can be written down; for an optional text it is "".
mod empty_is_none {
    use super::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value.as_deref().unwrap_or_default())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
        Ok(Some(String::deserialize(deserializer)?).filter(|text| !text.is_empty()))
    }
}
