//! Whether a host lets us in: the rules of an origin, asked for where they are not known. 4xx means that
//! there are no rules, a failure that nothing may be fetched for now (RFC 9309, section 2.3.1).

use std::sync::Arc;

use url::Url;
use watchline_model::clock::Clock;

use crate::fetch::answer::{redirect_target, trouble};
use crate::fetch::client::{Call, HasBegun, Inner};
use crate::fetch::error::FetchError;
use crate::fetch::limits::{BodyFault, Excess, read_body};
use crate::fetch::rest::host_of;
use crate::fetch::robots::{ROBOTS_MAX_BYTES, Robots, TOKEN};
use crate::fetch::robots_cache::Known;

/// RFC 9309, section 2.3.1.2: at least five redirects of a robots.txt are followed.
const ROBOTS_MAX_REDIRECTS: u32 = 5;

/// Why there is nothing to go by.
enum Unknown {
    /// The host did not say.
    Unreachable(String),
    /// Nothing was asked.
    Unasked(FetchError),
}

impl Inner {
    /// The rules of `target`'s origin.
    pub(super) async fn robots_of(
        &self,
        url: &str,
        target: &Url,
        clock: &dyn Clock,
    ) -> Result<Arc<Robots>, FetchError> {
        let place = self.robots.place(&target.origin().ascii_serialization());
        let mut slot = place.lock().await;
        match slot.fresh(clock.now()) {
            Some(Known::Rules(robots)) => return Ok(robots),
            Some(Known::Unreachable { until }) => {
                return Err(FetchError::Resting { url: url.to_owned(), host: host_of(target), until });
            }
            None => {}
        }
        let cause = match self.fetch_robots(target, clock).await {
            Ok(robots) => {
                self.robots.grow(robots.size_bytes());
                return Ok(slot.keep(robots, clock.now()));
            }
            Err(Unknown::Unreachable(cause)) => cause,
            Err(Unknown::Unasked(FetchError::Resting { host, until, .. })) => {
                return Err(FetchError::Resting { url: url.to_owned(), host, until });
            }
            Err(Unknown::Unasked(error)) => return Err(error),
        };
        let now = clock.now();
        match slot.keep_unreachable(self.rests.until(&host_of(target), now), now) {
            Known::Rules(robots) => Ok(robots),
            Known::Unreachable { until } => {
                let seconds = u64::try_from((until - now).num_seconds()).unwrap_or(0);
                Err(FetchError::RobotsUnreachable { url: url.to_owned(), cause, seconds })
            }
        }
    }

    async fn fetch_robots(&self, target: &Url, clock: &dyn Clock) -> Result<Robots, Unknown> {
        let mut at = target.clone();
        at.set_path("/robots.txt");
        at.set_query(None);
        let address = at.to_string();
        for hop in 0..=ROBOTS_MAX_REDIRECTS {
            self.check(&address, &at, hop).map_err(Unknown::Unasked)?;
            let (response, _turn) = self.send(&Call::plain(&address), &at, None, clock).await.map_err(unknown)?;
            let (host, status) = (host_of(&at), response.status().as_u16());
            if let Some(trouble) = trouble(status, response.headers(), clock.now()) {
                self.rests.fail(&host, trouble, clock.now());
                return Err(Unknown::Unreachable(format!("status {status}")));
            }
            if let Some(next) = redirect_target(&at, status, response.headers()) {
                at = next;
                continue;
            }
            if !response.status().is_success() {
                self.rests.succeed(&host);
                return Ok(Robots::allow_all());
            }
            return match read_body(response, ROBOTS_MAX_BYTES, Excess::CutOff).await {
                Ok(body) => {
                    self.rests.succeed(&host);
                    Ok(Robots::parse(&body, TOKEN))
                }
                Err(BodyFault::Broken(error)) => {
                    Err(unknown(self.failed(&address, &host, &error, clock, HasBegun::Yes)))
                }
                Err(BodyFault::TooLarge) => Ok(Robots::allow_all()),
            };
        }
        Ok(Robots::allow_all())
    }
}

fn unknown(error: FetchError) -> Unknown {
    match error {
        FetchError::Timeout { .. } => Unknown::Unreachable("no answer in time".to_owned()),
        FetchError::Connection { cause, .. } => Unknown::Unreachable(cause),
        FetchError::TooLarge { what, .. } => Unknown::Unreachable(format!("{what} is too large")),
        unasked => Unknown::Unasked(unasked),
    }
}
