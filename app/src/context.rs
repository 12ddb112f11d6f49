//! Everything that the stages and commands share, built once from the configuration.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::sync::Mutex;
use watchline_alerts::{Policy, Sender, SenderSettings, SmtpTls, Transport};
use watchline_analysis::{ANALYSIS_VERSION, Analyzer, taxonomy_digest};
use watchline_config::{AlertTransport, Config, IndexSettings, SmtpTls as ConfiguredTls};
use watchline_crawler::{Client, ClientSettings, ModelEndpoint, ModelEndpointSettings};
use watchline_index::{Index, IndexError};
use watchline_model::{AddressRule, Clock, SystemClock, Taxonomy};
use watchline_store::{Store, TaggedWith};
use watchline_web::{RequestLimits, WebState};

use crate::stages::place::Placer;
use crate::stages::tag::Tagger;

/// Who signs the links when no secret is configured: made once, kept in the store.
const SECRET_KEY: &str = "server.secret";

#[derive(Clone)]
pub struct Context {
    pub config: Arc<Config>,
    pub taxonomy: Arc<Taxonomy>,
    pub store: Store,
    pub index: Index,
    pub client: Client,
    pub tagger: Tagger,
    /// What its tags are marked with; versions marked otherwise are stale.
    pub tagged_with: TaggedWith,
    /// The model that may propose, where one is configured.
    pub model: Option<Arc<ModelEndpoint>>,
    pub clock: Arc<dyn Clock>,
    pub sender: Arc<Sender>,
    pub secret: Arc<str>,
    /// The placing stage's memory; rebuilt from the store at the first placement.
    pub placer: Arc<Mutex<Placer>>,
}

/// What differs between a real run and the demo, a look or a test.
pub struct Surroundings {
    pub clock: Arc<dyn Clock>,
    /// Fixed answers for named hosts, instead of DNS.
    pub resolve: Vec<(String, SocketAddr)>,
    pub index: IndexAccess,
}

/// One process at a time writes an index; others may look into it meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexAccess {
    Write,
    /// Written if it is free, else only read: for `search` beside a running `serve`.
    Look,
}

impl Surroundings {
    /// For commands that only look.
    pub fn looking() -> Self {
        Self { index: IndexAccess::Look, ..Self::default() }
    }
}

impl Default for Surroundings {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock), resolve: Vec::new(), index: IndexAccess::Write }
    }
}

impl Context {
    /// Opens store and index, makes the configured sources known to the store.
    pub async fn open(config: Config, surroundings: Surroundings) -> anyhow::Result<Self> {
        let settings = &config.settings;
        let store = Store::open(&settings.store.url).await?;
        store.sync_sources(&config.sources, surroundings.clock.now()).await?;
        let taxonomy = Arc::new(config.taxonomy.clone());
        let index = open_index(&settings.index, surroundings.index, &taxonomy).await?;
        let client_settings = client_settings(&config, surroundings.resolve);
        let model = model_endpoint(&config, &client_settings)?.map(Arc::new);
        let client = Client::new(client_settings)?;
        let tagger = Tagger::new(build_analyzer(&taxonomy).await?, &taxonomy);
        let tagged_with = TaggedWith { analysis: ANALYSIS_VERSION, taxonomy: taxonomy_digest(&taxonomy) };
        let secret = find_secret(&store, settings.server.secret.as_deref()).await?;
        let sender = Arc::new(Sender::new(sender_settings(&config)));
        Ok(Self {
            taxonomy,
            store,
            index,
            client,
            tagger,
            tagged_with,
            model,
            clock: surroundings.clock,
            sender,
            secret: secret.into(),
            placer: Arc::default(),
            config: Arc::new(config),
        })
    }

    pub fn policy(&self) -> Policy {
        Policy {
            max_age_days: self.config.settings.alerts.max_age_days,
            public_url: self.config.settings.server.public_url.clone(),
            mail_from: self.config.settings.alerts.from.clone(),
        }
    }

    fn request_limits(&self) -> RequestLimits {
        let server = &self.config.settings.server;
        RequestLimits {
            per_minute: server.requests_per_minute,
            burst: server.request_burst,
            trusted_proxies: server.trusted_proxies.clone(),
        }
    }

    /// What the pages and the API need. `demo`: pages say that all names are made up.
    pub fn web_state(&self, demo: bool, metrics: Option<metrics_exporter_prometheus::PrometheusHandle>) -> WebState {
        WebState {
            store: self.store.clone(),
            index: self.index.clone(),
            taxonomy: Arc::clone(&self.taxonomy),
            clock: Arc::clone(&self.clock),
            public_url: self.config.settings.server.public_url.clone(),
            secret: self.secret.to_string(),
            demo,
            version: env!("CARGO_PKG_VERSION"),
            limits: self.request_limits(),
            metrics,
        }
    }
}

/// Compiles the taxonomy's names and patterns, off the async threads.
pub async fn build_analyzer(taxonomy: &Arc<Taxonomy>) -> anyhow::Result<Arc<Analyzer>> {
    let taxonomy = Arc::clone(taxonomy);
    let analyzer = crate::blocking::run(move || Analyzer::new(&taxonomy)).await?;
    for warning in analyzer.warnings() {
        tracing::warn!("taxonomy: {warning}");
    }
    Ok(Arc::new(analyzer))
}

/// The crawler's settings, also for commands that fetch without a store.
pub fn client_settings(config: &Config, resolve: Vec<(String, SocketAddr)>) -> ClientSettings {
    let crawler = &config.settings.crawler;
    ClientSettings {
        contact: crawler.user_agent_contact.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        addresses: AddressRule::new(crawler.allowed_private_networks.clone()),
        request_timeout: Duration::from_secs(crawler.request_timeout_seconds),
        idle_timeout: Duration::from_secs(crawler.idle_timeout_seconds),
        max_body_bytes: crawler.max_body_bytes,
        max_bulk_bytes: crawler.max_bulk_bytes,
        max_redirects: crawler.max_redirects,
        host_gap: Duration::from_millis(crawler.host_gap_ms),
        resolve,
    }
}

/// The configured model, behind the same guard as the crawler.
fn model_endpoint(config: &Config, client: &ClientSettings) -> anyhow::Result<Option<ModelEndpoint>> {
    let model = &config.settings.analysis.model;
    if !model.is_on() {
        return Ok(None);
    }
    let settings = ModelEndpointSettings {
        url: model.url.clone(),
        api_key: model.api_key.clone(),
        timeout: Duration::from_secs(model.timeout_seconds),
        addresses: client.addresses.clone(),
        user_agent: client.user_agent(),
        resolve: client.resolve.clone(),
    };
    Ok(Some(ModelEndpoint::new(settings)?))
}

async fn open_index(settings: &IndexSettings, access: IndexAccess, taxonomy: &Arc<Taxonomy>) -> anyhow::Result<Index> {
    let (folder, bytes, taxonomy) = (settings.folder.clone(), settings.writer_memory_bytes, Arc::clone(taxonomy));
    let opened = crate::blocking::run(move || match Index::open(&folder, bytes, &taxonomy) {
        Err(IndexError::Locked { .. }) if access == IndexAccess::Look => Index::open_read_only(&folder, &taxonomy),
        opened => opened,
    });
    Ok(opened.await??)
}

async fn find_secret(store: &Store, configured: Option<&str>) -> anyhow::Result<String> {
    if let Some(secret) = configured {
        return Ok(secret.to_owned());
    }
    let secret = format!("{}{}", uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple());
    store.value_or_set(SECRET_KEY, &secret).await.context("failed to keep the secret that signs links")
}

fn sender_settings(config: &Config) -> SenderSettings {
    let alerts = &config.settings.alerts;
    let transport = match alerts.transport {
        AlertTransport::File => Transport::File { folder: alerts.folder.clone() },
        AlertTransport::Smtp => Transport::Smtp {
            host: alerts.smtp.host.clone(),
            port: alerts.smtp.port,
            username: alerts.smtp.username.clone(),
            password: alerts.smtp.password.clone(),
            tls: match alerts.smtp.tls {
                ConfiguredTls::Starttls => SmtpTls::Starttls,
                ConfiguredTls::Tls => SmtpTls::Tls,
                ConfiguredTls::None => SmtpTls::None,
            },
        },
    };
    SenderSettings {
        transport,
        from: alerts.from.clone(),
        addresses: AddressRule::new(config.settings.crawler.allowed_private_networks.clone()),
        timeout: Duration::from_secs(30),
    }
}
