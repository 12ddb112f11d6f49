//! The client: one call fetches one address, with everything that politeness and safety ask for.
//!
//! Design: redirects are followed here and not by reqwest, because each hop is checked like a first
//! request: scheme, address guard, robots.txt of its origin, its host's turn. A turn is held for one
//! request and its body; robots.txt is asked for before it is taken.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;
use http::header::{LOCATION, RETRY_AFTER};
use url::Url;
use watchline_model::clock::Clock;
use watchline_model::page::FetchedPage;
use watchline_model::source::Validators;

use crate::fetch::conditional;
use crate::fetch::error::FetchError;
use crate::fetch::guard::{self, GuardedResolver, Objection, RefusedName};
use crate::fetch::host::{Hosts, Turn};
use crate::fetch::limits::{BodyFault, Excess, HEADER_MAX_BYTES, header_bytes, read_body, retry_after_seconds};
use crate::fetch::robots::{ROBOTS_MAX_BYTES, Robots, TOKEN};
use crate::fetch::robots_cache::{Known, RobotsCache, UNREACHABLE_SECONDS};
use crate::fetch::settings::ClientSettings;

/// RFC 9309, section 2.3.1.2: at least five redirects of a robots.txt are followed.
const ROBOTS_MAX_REDIRECTS: u32 = 5;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// A host that is too busy and does not say for how long.
const BUSY_SECONDS: u64 = 300;

/// What a host answered; everything but success is a [`FetchError`].
#[derive(Debug)]
pub enum Answer {
    Page(FetchedPage),
    /// 304: what we have is what there is.
    NotModified,
}

/// Cheap to clone; clones share connections, turns and robots.txt.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    http: reqwest::Client,
    settings: ClientSettings,
    hosts: Hosts,
    robots: RobotsCache,
}

impl Client {
    /// Installs the process's TLS provider if there is none.
    ///
    /// # Errors
    /// [`FetchError::Setup`] if the TLS library or the user agent cannot be used.
    pub fn new(settings: ClientSettings) -> Result<Self, FetchError> {
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
            .http2_max_header_list_size(u32::try_from(HEADER_MAX_BYTES).unwrap_or(u32::MAX))
            .dns_resolver(Arc::new(GuardedResolver::new(settings.addresses.clone(), &settings.resolve)))
            .build()
            .map_err(|error| FetchError::Setup { cause: causes(&error) })?;
        let inner = Inner { http, settings, hosts: Hosts::default(), robots: RobotsCache::default() };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Fetches `url`; `validators` make it conditional.
    ///
    /// # Errors
    /// One variant for each thing that a caller would do differently; see [`FetchError::remedy_kind`].
    pub async fn fetch(&self, url: &str, validators: &Validators, clock: &dyn Clock) -> Result<Answer, FetchError> {
        let bad = |reason: String| FetchError::BadAddress { url: url.to_owned(), reason };
        let mut target = Url::parse(url.trim()).map_err(|error| bad(error.to_string()))?;
        target.set_fragment(None);
        let asked = Asked { url, headers: conditional::headers(validators) };
        for _ in 0..=self.inner.settings.max_redirects {
            self.inner.check(&asked, &target)?;
            let robots = self.inner.robots_of(&asked, &target, clock).await?;
            if !robots.allows(&target) {
                return Err(FetchError::RefusedByRobots { url: target.into() });
            }
            let turn = self.inner.turn(&target, robots.crawl_delay()).await;
            match self.inner.request(&asked, &target, turn, clock).await? {
                Step::Done(answer) => return Ok(answer),
                Step::Redirect(next) => target = next,
            }
        }
        let limit = self.inner.settings.max_redirects;
        Err(FetchError::TooManyRedirects { url: url.to_owned(), limit, last: target.into() })
    }
}

/// What the caller wanted; kept for messages.
struct Asked<'a> {
    url: &'a str,
    headers: HeaderMap,
}

enum Step {
    Done(Answer),
    Redirect(Url),
}

impl Inner {
    fn check(&self, asked: &Asked<'_>, target: &Url) -> Result<(), FetchError> {
        let redirected = if is_same(asked.url, target) { "" } else { "redirects to " };
        guard::check(target, &self.settings.addresses).map_err(|objection| match objection {
            Objection::Refused(address) => FetchError::RefusedAddress {
                url: asked.url.to_owned(),
                reason: format!("{redirected}{address}, {}", guard::describe(address)),
            },
            Objection::Bad(reason) if redirected.is_empty() => {
                FetchError::BadAddress { url: asked.url.to_owned(), reason }
            }
            Objection::Bad(reason) => FetchError::RefusedAddress {
                url: asked.url.to_owned(),
                reason: format!("{redirected}{target}, but {reason}"),
            },
        })
    }

    async fn turn(&self, target: &Url, crawl_delay: Option<Duration>) -> Turn {
        let gap = crawl_delay.unwrap_or_default().max(self.settings.host_gap);
        self.hosts.turn(target.host_str().unwrap_or_default(), gap).await
    }

    async fn request(
        &self,
        asked: &Asked<'_>,
        target: &Url,
        turn: Turn,
        clock: &dyn Clock,
    ) -> Result<Step, FetchError> {
        let failed = |error: reqwest::Error| fault(asked.url, &error);
        let request = self.http.get(target.clone()).headers(asked.headers.clone());
        let response = request.send().await.map_err(failed)?;
        let too_large = |what, limit_bytes| FetchError::TooLarge { url: asked.url.to_owned(), what, limit_bytes };
        if header_bytes(response.headers()) > HEADER_MAX_BYTES {
            return Err(too_large("the header", HEADER_MAX_BYTES as u64));
        }
        let status = response.status().as_u16();
        if let Some(next) = redirect_target(target, status, response.headers()) {
            return Ok(Step::Redirect(next));
        }
        if status == 304 {
            return Ok(Step::Done(Answer::NotModified));
        }
        if !response.status().is_success() {
            return Err(refusal(asked.url, status, response.headers(), clock));
        }
        let (final_url, headers) = (target.to_string(), kept_headers(response.headers()));
        let limit = self.settings.max_body_bytes;
        let body = read_body(response, limit, Excess::Refuse).await.map_err(|fault| match fault {
            BodyFault::TooLarge => too_large("the body", limit),
            BodyFault::Broken(error) => failed(error),
        })?;
        drop(turn);
        let fetched_at = clock.now();
        let page = FetchedPage { url: asked.url.to_owned(), final_url, status, headers, fetched_at, body };
        Ok(Step::Done(Answer::Page(page)))
    }

    /// The rules of `target`'s origin, asked for if they are not known.
    async fn robots_of(&self, asked: &Asked<'_>, target: &Url, clock: &dyn Clock) -> Result<Arc<Robots>, FetchError> {
        let place = self.robots.place(&target.origin().ascii_serialization());
        let mut slot = place.lock().await;
        let known = match slot.fresh(clock.now()) {
            Some(known) => known,
            None => match self.fetch_robots(target).await {
                Ok(robots) => slot.keep(robots, clock.now()),
                Err(refused @ FetchError::RefusedAddress { .. }) => return Err(refused),
                Err(fault) => slot.keep_unreachable(short_cause(&fault), clock.now()),
            },
        };
        match known {
            Known::Rules(robots) => Ok(robots),
            Known::Unreachable { cause } => {
                Err(FetchError::RobotsUnreachable { url: asked.url.to_owned(), cause, seconds: UNREACHABLE_SECONDS })
            }
        }
    }

    /// Asks for robots.txt. 4xx means that there are no rules, a failure that nothing may be fetched.
    async fn fetch_robots(&self, target: &Url) -> Result<Robots, FetchError> {
        let mut url = target.clone();
        url.set_path("/robots.txt");
        url.set_query(None);
        let address = url.to_string();
        let asked = Asked { url: &address, headers: HeaderMap::new() };
        for _ in 0..=ROBOTS_MAX_REDIRECTS {
            self.check(&asked, &url)?;
            let _turn = self.turn(&url, None).await;
            let response = self.http.get(url.clone()).send().await.map_err(|error| fault(&address, &error))?;
            let status = response.status().as_u16();
            if let Some(next) = redirect_target(&url, status, response.headers()) {
                url = next;
                continue;
            }
            if status == 429 || status >= 500 {
                return Err(FetchError::Status { url: address, status });
            }
            if !response.status().is_success() {
                return Ok(Robots::allow_all());
            }
            return match read_body(response, ROBOTS_MAX_BYTES, Excess::CutOff).await {
                Ok(body) => Ok(Robots::parse(&body, TOKEN)),
                Err(BodyFault::Broken(error)) => Err(fault(&address, &error)),
                Err(BodyFault::TooLarge) => Ok(Robots::allow_all()),
            };
        }
        Ok(Robots::allow_all())
    }
}

/// Where a 3xx answer leads; `None` for any other, and for one that names no place.
fn redirect_target(from: &Url, status: u16, headers: &HeaderMap) -> Option<Url> {
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = String::from_utf8_lossy(headers.get(LOCATION)?.as_bytes()).into_owned();
    let mut next = from.join(location.trim()).ok()?;
    next.set_fragment(None);
    Some(next)
}

/// A status that is neither success, redirect nor 304.
fn refusal(url: &str, status: u16, headers: &HeaderMap, clock: &dyn Clock) -> FetchError {
    let url = url.to_owned();
    let asked_to_wait = headers
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| retry_after_seconds(value, clock.now()));
    match (status, asked_to_wait) {
        (429 | 503, Some(seconds)) => FetchError::RetryAfter { url, status, seconds },
        (429, None) => FetchError::RetryAfter { url, status, seconds: BUSY_SECONDS },
        (404, _) => FetchError::NotFound { url, status },
        (410 | 451, _) => FetchError::Gone { url, status },
        _ => FetchError::Status { url, status },
    }
}

fn fault(url: &str, error: &reqwest::Error) -> FetchError {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if let Some(refused) = inner.downcast_ref::<RefusedName>() {
            return FetchError::RefusedAddress { url: url.to_owned(), reason: refused.to_string() };
        }
        cause = inner.source();
    }
    if error.is_timeout() {
        return FetchError::Timeout { url: url.to_owned() };
    }
    FetchError::Connection { url: url.to_owned(), cause: causes(error) }
}

/// The innermost cause, which says most: "connection refused", "certificate has expired".
fn causes(error: &reqwest::Error) -> String {
    let mut last = error.source();
    let mut text = error.to_string();
    while let Some(inner) = last {
        text = inner.to_string();
        last = inner.source();
    }
    text
}

fn short_cause(fault: &FetchError) -> String {
    match fault {
        FetchError::Status { status, .. } => format!("status {status}"),
        FetchError::Timeout { .. } => "no answer in time".to_owned(),
        FetchError::Connection { cause, .. } => cause.clone(),
        other => other.to_string(),
    }
}

/// Headers worth keeping as evidence: all but cookies, which are nobody's business.
fn kept_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let kept = headers.iter().filter(|(name, _)| !name.as_str().starts_with("set-cookie"));
    kept.map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect()
}

fn is_same(asked: &str, target: &Url) -> bool {
    Url::parse(asked.trim()).is_ok_and(|mut url| {
        url.set_fragment(None);
        url == *target
    })
}
