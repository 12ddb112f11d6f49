//! The door to a model that the operator names: one POST to an interface like OpenAI's, through the address guard.
//!
//! Apart from the client for pages: robots.txt says nothing about an interface for which the operator has a key, a model
//! may be silent for minutes, and redirects are not followed, since they would carry the key elsewhere. The key goes into
//! one header and nowhere else: neither into messages nor into `Debug`.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use http::HeaderMap;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use url::Url;
use watchline_model::{AddressRule, Clock};

use crate::fetch::error::FetchError;
use crate::fetch::fault::{fault, innermost};
use crate::fetch::guard::{self, GuardedResolver, Objection};
use crate::fetch::limits::{BodyFault, Excess, read_body, retry_after_seconds};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// What is asked for is a list of quotes; an answer that is longer by far is none.
const MAX_ANSWER_BYTES: u64 = 1024 * 1024;
const PATH: &str = "/chat/completions";

/// Where and how a model is asked.
#[derive(Clone)]
pub struct ModelEndpointSettings {
    /// Base address: `https://models.example.org/v1`.
    pub url: String,
    pub api_key: Option<String>,
    /// From the connection to the last byte of the answer.
    pub timeout: Duration,
    pub addresses: AddressRule,
    pub user_agent: String,
    /// Fixed answers for named hosts, in place of DNS.
    pub resolve: Vec<(String, SocketAddr)>,
}

impl fmt::Debug for ModelEndpointSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ModelEndpointSettings").field("url", &self.url).finish_non_exhaustive()
    }
}

/// Why a model gave no answer, by what the caller will do.
#[derive(Debug, thiserror::Error)]
pub enum EndpointError {
    #[error("{url}: answered {status}{}; it is asked again later", wait_of(*seconds))]
    RetryAfter { url: String, status: u16, seconds: Option<u64> },
    #[error("{url}: refused: {reason}")]
    RefusedAddress { url: String, reason: String },
    #[error("{url}: does not let us in (status {status}); check analysis.model.api_key")]
    NotAdmitted { url: String, status: u16 },
    #[error(
        "{url}: nothing is there that answers (status {status}); check analysis.model.url and analysis.model.model"
    )]
    NotThere { url: String, status: u16 },
    /// It is this question that it does not take: too long, or not understood.
    #[error("{url}: does not take the question (status {status}); a lower analysis.model.max_text_chars may help")]
    NotTaken { url: String, status: u16 },
    #[error(
        "{url}: no complete answer within {seconds} s; raise analysis.model.timeout_seconds if the model is that slow"
    )]
    Timeout { url: String, seconds: u64 },
    #[error("{url}: the answer is larger than {limit_bytes} bytes")]
    TooLarge { url: String, limit_bytes: u64 },
    #[error("{url}: connection failed: {cause}; check that the endpoint runs and can be reached")]
    Connection { url: String, cause: String },
    #[error("{url}: {reason}; check analysis.model.url")]
    BadAddress { url: String, reason: String },
    #[error("failed to set up the connection to the model: {cause}")]
    Setup { cause: String },
}

impl EndpointError {
    /// Whether it is about the question and not about the endpoint: asking about something else may work.
    pub fn is_of_the_question(&self) -> bool {
        matches!(self, Self::NotTaken { .. } | Self::Timeout { .. } | Self::TooLarge { .. })
    }

    /// How long the endpoint asks us to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RetryAfter { seconds, .. } => seconds.map(Duration::from_secs),
            _ => None,
        }
    }
}

fn wait_of(seconds: Option<u64>) -> String {
    seconds.map(|seconds| format!(", asks to wait {seconds} s")).unwrap_or_default()
}

/// A model that can be asked.
pub struct ModelEndpoint {
    http: reqwest::Client,
    url: Url,
    settings: ModelEndpointSettings,
}

impl fmt::Debug for ModelEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.settings.fmt(f)
    }
}

impl ModelEndpoint {
    /// # Errors
    /// `BadAddress` or `Setup`; nothing is asked yet.
    pub fn new(settings: ModelEndpointSettings) -> Result<Self, EndpointError> {
        let bad = |reason: String| EndpointError::BadAddress { url: settings.url.clone(), reason };
        let setup = |cause: &str| EndpointError::Setup { cause: cause.to_owned() };
        let mut url = Url::parse(settings.url.trim()).map_err(|error| bad(error.to_string()))?;
        url.set_fragment(None);
        let path = url.path().trim_end_matches('/').to_owned();
        if !path.ends_with(PATH) {
            url.set_path(&format!("{path}{PATH}"));
        }
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        if let Some(key) = &settings.api_key {
            let value = HeaderValue::from_str(&format!("Bearer {key}"));
            let mut value = value.map_err(|_| setup("analysis.model.api_key has signs that no header can hold"))?;
            value.set_sensitive(true);
            headers.insert(AUTHORIZATION, value);
        }
        // An error means that another provider stands already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .user_agent(settings.user_agent.clone())
            .default_headers(headers)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .timeout(settings.timeout)
            .connect_timeout(CONNECT_TIMEOUT.min(settings.timeout))
            .dns_resolver(Arc::new(GuardedResolver::new(settings.addresses.clone(), &settings.resolve)))
            .build()
            .map_err(|error| EndpointError::Setup { cause: innermost(&error) })?;
        Ok(Self { http, url, settings })
    }

    /// Whether the endpoint's address may be asked, as far as that can be told without resolving its name.
    ///
    /// # Errors
    /// `RefusedAddress` or `BadAddress`.
    pub fn check(&self) -> Result<(), EndpointError> {
        let url = self.url.to_string();
        guard::check(&self.url, &self.settings.addresses).map_err(|objection| match objection {
            Objection::Refused(address) => {
                EndpointError::RefusedAddress { url, reason: format!("{address}, {}", guard::describe(address)) }
            }
            Objection::Inside(name) => {
                EndpointError::RefusedAddress { url, reason: format!("{name}, {}", guard::INSIDE) }
            }
            Objection::Bad(reason) => EndpointError::BadAddress { url, reason },
        })
    }

    /// Asks; answers the body of a good answer, whatever it holds.
    ///
    /// # Errors
    /// One variant for each thing that a caller would do differently.
    pub async fn ask(&self, json_body: String, clock: &dyn Clock) -> Result<Vec<u8>, EndpointError> {
        self.check()?;
        let sent = self.http.post(self.url.clone()).body(json_body).send().await;
        let response = sent.map_err(|error| self.failed(&error))?;
        let status = response.status().as_u16();
        if !response.status().is_success() {
            return Err(self.refusal(status, response.headers(), clock.now()));
        }
        read_body(response, MAX_ANSWER_BYTES, Excess::Refuse).await.map_err(|fault| match fault {
            BodyFault::TooLarge => EndpointError::TooLarge { url: self.url.to_string(), limit_bytes: MAX_ANSWER_BYTES },
            BodyFault::Broken(error) => self.failed(&error),
        })
    }

    fn failed(&self, error: &reqwest::Error) -> EndpointError {
        let url = self.url.to_string();
        if error.is_timeout() && !error.is_connect() {
            return EndpointError::Timeout { url, seconds: self.settings.timeout.as_secs() };
        }
        match fault(&url, error) {
            FetchError::RefusedAddress { url, reason } => EndpointError::RefusedAddress { url, reason },
            _ => EndpointError::Connection { url, cause: innermost(error) },
        }
    }

    fn refusal(&self, status: u16, headers: &HeaderMap, now: DateTime<Utc>) -> EndpointError {
        let url = self.url.to_string();
        let asked = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
        match status {
            401 | 402 | 403 | 407 => EndpointError::NotAdmitted { url, status },
            400 | 413 | 414 | 415 | 422 => EndpointError::NotTaken { url, status },
            408 | 425 | 429 | 500.. => {
                let seconds = asked.and_then(|value| retry_after_seconds(value, now));
                EndpointError::RetryAfter { url, status, seconds }
            }
            _ => EndpointError::NotThere { url, status },
        }
    }
}
