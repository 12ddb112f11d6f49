//! The client: one call asks for one address, with everything that politeness and safety ask for.
//!
//! Design: redirects are followed here and not by the HTTP library, because each hop is checked like a
//! first request: scheme, address guard, its host's rest, robots.txt of its origin, its host's turn. A turn
//! is held for one request and its body; robots.txt is asked for before it is taken. What an answer says of
//! its host is written down before the turn ends, so that whoever waits for the next one knows.

use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Method};
use url::Url;
use watchline_model::HostRest;
use watchline_model::clock::Clock;
use watchline_model::page::FetchedPage;
use watchline_model::source::Validators;

pub use crate::fetch::answer::Answer;
use crate::fetch::answer::{kept_headers, not_modified, redirect_target, refusal, trouble};
use crate::fetch::conditional;
use crate::fetch::error::FetchError;
use crate::fetch::fault::{self, fault};
use crate::fetch::guard::{self, GuardedResolver, Objection};
use crate::fetch::host::{Hosts, Turn};
use crate::fetch::limits::{BodyFault, Excess, HEADER_MAX_BYTES, header_bytes, read_body, read_refusal};
use crate::fetch::rest::{Rests, host_of};
use crate::fetch::robots_cache::RobotsCache;
use crate::fetch::settings::ClientSettings;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection is kept for the next request: longer than most pauses, and shorter than most
/// servers keep theirs; a crawl over many hosts must not run out of file descriptors.
const IDLE_CONNECTION: Duration = Duration::from_secs(15);

/// One question: GET, or POST if there is a body.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    pub url: &'a str,
    /// They make it conditional.
    pub validators: &'a Validators,
    pub json_body: Option<&'a str>,
    /// The `Accept` header; without it anything is welcome.
    pub accept: Option<&'a str>,
    pub size: Size,
}

/// How much may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// A page: `ClientSettings::max_body_bytes`.
    #[default]
    Page,
    /// A bulk download, that holds many records: `ClientSettings::max_bulk_bytes`.
    Bulk,
}

impl<'a> Ask<'a> {
    /// A plain GET of a page.
    pub fn get(url: &'a str, validators: &'a Validators) -> Self {
        Self { url, validators, json_body: None, accept: None, size: Size::Page }
    }
}

/// Cheap to clone; clones share connections, turns, rests and robots.txt.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

pub(super) struct Inner {
    http: reqwest::Client,
    pub(super) settings: ClientSettings,
    hosts: Hosts,
    pub(super) rests: Rests,
    pub(super) robots: RobotsCache,
}

impl Client {
    /// Installs the process's TLS provider if there is none.
    ///
    /// # Errors
    /// [`FetchError::Setup`] if the TLS library or the user agent cannot be used.
    pub fn new(settings: ClientSettings) -> Result<Self, FetchError> {
        let resolver = GuardedResolver::new(settings.addresses.clone(), &settings.resolve);
        Self::with_resolver(settings, resolver)
    }

    pub(super) fn with_resolver(settings: ClientSettings, resolver: GuardedResolver) -> Result<Self, FetchError> {
        // An error means that another provider stands already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .user_agent(settings.user_agent())
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .timeout(settings.request_timeout)
            .read_timeout(settings.idle_timeout)
            .connect_timeout(CONNECT_TIMEOUT.min(settings.request_timeout))
            .pool_max_idle_per_host(1)
            .pool_idle_timeout(IDLE_CONNECTION)
            .http2_max_header_list_size(u32::try_from(HEADER_MAX_BYTES).unwrap_or(u32::MAX))
            .dns_resolver(Arc::new(resolver))
            .build()
            .map_err(|error| FetchError::Setup { cause: fault::innermost(&error) })?;
        let (hosts, rests, robots) = (Hosts::default(), Rests::default(), RobotsCache::default());
        Ok(Self { inner: Arc::new(Inner { http, settings, hosts, rests, robots }) })
    }

    /// Fetches `url`; `validators` make it conditional.
    ///
    /// # Errors
    /// As [`Self::ask`].
    pub async fn fetch(&self, url: &str, validators: &Validators, clock: &dyn Clock) -> Result<Answer, FetchError> {
        self.ask(&Ask::get(url, validators), clock).await
    }

    /// Asks, when it is the host's turn; at once, and without a request, if the host rests.
    ///
    /// # Errors
    /// One variant for each thing that a caller would do differently; see [`FetchError::remedy_kind`].
    pub async fn ask(&self, ask: &Ask<'_>, clock: &dyn Clock) -> Result<Answer, FetchError> {
        self.make(Call::new(ask), clock).await
    }

    /// Sends a form (`application/x-www-form-urlencoded`), as hubs want it.
    ///
    /// # Errors
    /// As [`Self::ask`].
    pub async fn post_form(&self, url: &str, fields: &[(&str, &str)], clock: &dyn Clock) -> Result<Answer, FetchError> {
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut call = Call { body: Some(&form), ..Call::plain(url) };
        call.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
        self.make(call, clock).await
    }

    async fn make(&self, mut call: Call<'_>, clock: &dyn Clock) -> Result<Answer, FetchError> {
        let url = call.url;
        let bad = |reason: String| FetchError::BadAddress { url: url.to_owned(), reason };
        let mut target = Url::parse(url.trim()).map_err(|error| bad(error.to_string()))?;
        target.set_fragment(None);
        for hop in 0..=self.inner.settings.max_redirects {
            self.inner.check(url, &target, hop)?;
            self.inner.awake(url, &host_of(&target), clock)?;
            let robots = self.inner.robots_of(url, &target, clock).await?;
            // RFC 9309, section 2.2.2: robots.txt itself is allowed whatever it says. A source of sitemaps asks for it.
            if target.path() != "/robots.txt" && !robots.allows(&target) {
                return Err(FetchError::RefusedByRobots { url: target.into() });
            }
            match self.inner.request(&call, &target, robots.crawl_delay(), clock).await? {
                Step::Done(answer) => return Ok(answer),
                Step::Redirect { to, status } => {
                    target = to;
                    call.redirected(status);
                }
            }
        }
        let limit = self.inner.settings.max_redirects;
        Err(FetchError::TooManyRedirects { url: url.to_owned(), limit, last: target.into() })
    }

    /// How long the next request to the host of `url` would wait for the pause after the last one to end: a
    /// caller with other work can spend that time better. robots.txt may ask for up to a minute.
    pub fn pause(&self, url: &str) -> Duration {
        let url = Url::parse(url.trim()).ok();
        url.as_ref().and_then(Url::host_str).map(|host| self.inner.hosts.pause(host)).unwrap_or_default()
    }

    /// Hosts whose last answer was a failure, with the end of their rest, which may be over.
    pub fn resting(&self) -> Vec<HostRest> {
        self.inner.rests.list()
    }

    /// What [`Self::resting`] said before a restart.
    pub fn restore_resting(&self, hosts: &[HostRest]) {
        self.inner.rests.restore(hosts);
    }
}

/// What is sent; `url` is what the caller asked for, for messages.
pub(super) struct Call<'a> {
    url: &'a str,
    headers: HeaderMap,
    body: Option<&'a str>,
    size: Size,
}

impl<'a> Call<'a> {
    fn new(ask: &Ask<'a>) -> Self {
        let mut headers = conditional::headers(ask.validators);
        headers.extend(ask.accept.and_then(|accept| HeaderValue::from_str(accept).ok()).map(|value| (ACCEPT, value)));
        if ask.json_body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        Self { url: ask.url, headers, body: ask.json_body, size: ask.size }
    }

    /// A plain GET.
    pub(super) fn plain(url: &'a str) -> Self {
        Self { url, headers: HeaderMap::new(), body: None, size: Size::Page }
    }

    /// All but 307 and 308 are followed with GET (RFC 9110, section 15.4).
    fn redirected(&mut self, status: u16) {
        if !matches!(status, 307 | 308) && self.body.take().is_some() {
            self.headers.remove(CONTENT_TYPE);
        }
    }
}

enum Step {
    Done(Answer),
    Redirect { to: Url, status: u16 },
}

impl Inner {
    /// Whether `target`, which `url` led to after so many hops, may be asked at all and now.
    pub(super) fn check(&self, url: &str, target: &Url, hop: u32) -> Result<(), FetchError> {
        let redirected = if hop == 0 { "" } else { "redirects to " };
        guard::check(target, &self.settings.addresses).map_err(|objection| match objection {
            Objection::Refused(address) => FetchError::RefusedAddress {
                url: url.to_owned(),
                reason: format!("{redirected}{address}, {}", guard::describe(address)),
            },
            Objection::Inside(name) => FetchError::RefusedAddress {
                url: url.to_owned(),
                reason: format!("{redirected}{name}, {}", guard::INSIDE),
            },
            Objection::Bad(reason) if hop == 0 => FetchError::BadAddress { url: url.to_owned(), reason },
            Objection::Bad(reason) => FetchError::RefusedAddress {
                url: url.to_owned(),
                reason: format!("{redirected}{target}, but {reason}"),
            },
        })
    }

    pub(super) fn awake(&self, url: &str, host: &str, clock: &dyn Clock) -> Result<(), FetchError> {
        match self.rests.until(host, clock.now()) {
            None => Ok(()),
            Some(until) => Err(FetchError::Resting { url: url.to_owned(), host: host.to_owned(), until }),
        }
    }

    /// Sends `call` to `target` when it is its host's turn; whoever holds the turn holds the connection.
    pub(super) async fn send(
        &self,
        call: &Call<'_>,
        target: &Url,
        crawl_delay: Option<Duration>,
        clock: &dyn Clock,
    ) -> Result<(reqwest::Response, Turn), FetchError> {
        let host = host_of(target);
        let gap = crawl_delay.unwrap_or_default().max(self.settings.host_gap);
        let awake = || self.awake(call.url, &host, clock);
        awake()?;
        let turn = self.hosts.turn(target.host_str().unwrap_or_default(), gap, awake).await?;
        let method = if call.body.is_some() { Method::POST } else { Method::GET };
        let mut request = self.http.request(method, target.clone()).headers(call.headers.clone());
        if let Some(body) = call.body {
            request = request.body(body.to_owned());
        }
        match request.send().await {
            Ok(response) => Ok((response, turn)),
            Err(error) => Err(self.failed(call.url, &host, &error, clock, HasBegun::No)),
        }
    }

    async fn request(
        &self,
        call: &Call<'_>,
        target: &Url,
        crawl_delay: Option<Duration>,
        clock: &dyn Clock,
    ) -> Result<Step, FetchError> {
        let (response, turn) = self.send(call, target, crawl_delay, clock).await?;
        let (host, status) = (host_of(target), response.status().as_u16());
        let too_large = |what, limit_bytes| FetchError::TooLarge { url: call.url.to_owned(), what, limit_bytes };
        let trouble = trouble(status, response.headers(), clock.now());
        if header_bytes(response.headers()) > HEADER_MAX_BYTES {
            return Err(too_large("the header", HEADER_MAX_BYTES as u64));
        }
        if let Some(to) = redirect_target(target, status, response.headers()) {
            // Neither success nor failure: a host may send all to a place that is down.
            return Ok(Step::Redirect { to, status });
        }
        let (url, headers) = (call.url.to_owned(), kept_headers(response.headers()));
        let page =
            |body| FetchedPage { url, final_url: target.to_string(), status, headers, fetched_at: clock.now(), body };
        if status == 304 {
            self.rests.succeed(&host);
            return Ok(Step::Done(not_modified(page(Vec::new()))));
        }
        if !response.status().is_success() {
            let page = page(read_refusal(response).await);
            let wait = match trouble {
                Some(trouble) => self.rests.fail(&host, trouble, page.fetched_at),
                None => self.rests.succeed(&host),
            };
            return Err(refusal(page, trouble, wait));
        }
        let limit = match call.size {
            Size::Page => self.settings.max_body_bytes,
            Size::Bulk => self.settings.max_bulk_bytes.max(self.settings.max_body_bytes),
        };
        let body = read_body(response, limit, Excess::Refuse).await.map_err(|fault| match fault {
            BodyFault::TooLarge => too_large("the body", limit),
            BodyFault::Broken(error) => self.failed(call.url, &host, &error, clock, HasBegun::Yes),
        })?;
        self.rests.succeed(&host);
        drop(turn);
        Ok(Step::Done(Answer::Page(page(body))))
    }

    /// A request that got no whole answer: its host rests, if it is its fault.
    pub(super) fn failed(
        &self,
        url: &str,
        host: &str,
        error: &reqwest::Error,
        clock: &dyn Clock,
        has_begun: HasBegun,
    ) -> FetchError {
        let fault = fault(url, error);
        if let Some(trouble) = fault::trouble(&fault, has_begun) {
            self.rests.fail(host, trouble, clock.now());
        }
        fault
    }
}

/// Whether the header of an answer had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HasBegun {
    No,
    Yes,
}
