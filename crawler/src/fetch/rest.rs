//! Hosts that are left alone for a while, because they asked for it or are in trouble. Pure but for the
//! lock: what happened and what time it is go in, how long the host rests comes out.
//!
//! Design: a host's rest doubles with each failure in a row, and a success ends the count. So that many
//! waiters do not come back in the same moment, a rest is made up to a quarter longer or shorter, by the
//! host's name and the count. Consequences: one dead page is not its host's failure (404 is an answer); one
//! page that breaks its server (500) costs the host's other pages a second.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;
use watchline_model::HostRest;

const HOUR: Duration = Duration::from_secs(60 * 60);
/// Longest rest that a host can ask for.
pub(crate) const ASKED_MAX: Duration = Duration::from_secs(24 * 60 * 60);
/// After 429 without a `Retry-After`.
const TOO_MANY: Duration = Duration::from_secs(30);
/// A host that is down, silent, or says that it is unavailable.
const UNAVAILABLE: Duration = Duration::from_secs(5);
/// The first answer that went wrong; it may be the page's own fault.
const FIRST_BROKEN: Duration = Duration::from_secs(1);
/// Hosts whose rest has long been over are forgotten when there are more than this.
const REMEMBERED: usize = 4096;

/// What a host's failure was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It named a time (`Retry-After`).
    Asked(Duration),
    /// 429.
    TooMany,
    /// 503, no connection, no answer in time.
    Unavailable,
    /// Another 5xx, or an answer that broke off.
    Broken,
}

#[derive(Debug, Clone, Copy)]
struct Rest {
    until: DateTime<Utc>,
    failures: u32,
}

/// By host, with the port where it is not the scheme's own.
#[derive(Debug, Default)]
pub(crate) struct Rests {
    rests: Mutex<HashMap<String, Rest>>,
}

impl Rests {
    /// Until when `host` is left alone, if it is.
    pub(crate) fn until(&self, host: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.lock().get(host).map(|rest| rest.until).filter(|until| now < *until)
    }

    /// How long `host` rests after this failure.
    pub(crate) fn fail(&self, host: &str, trouble: Trouble, now: DateTime<Utc>) -> Duration {
        let mut rests = self.lock();
        if rests.len() >= REMEMBERED {
            rests.retain(|_, rest| now - rest.until < TimeDelta::hours(1));
        }
        let rest = rests.entry(host.to_owned()).or_insert(Rest { until: now, failures: 0 });
        rest.failures = rest.failures.saturating_add(1);
        let length = length(host, trouble, rest.failures);
        rest.until = rest.until.max(now + TimeDelta::from_std(length).unwrap_or(TimeDelta::days(1)));
        length
    }

    /// No rest: the host answered as it should.
    pub(crate) fn succeed(&self, host: &str) -> Duration {
        self.lock().remove(host);
        Duration::ZERO
    }

    /// All hosts whose last answer was a failure, also those whose rest is over: their count goes on.
    pub(crate) fn list(&self) -> Vec<HostRest> {
        let rests = self.lock();
        let mut list: Vec<HostRest> = rests
            .iter()
            .map(|(host, rest)| HostRest { host: host.clone(), until: rest.until, failures: rest.failures })
            .collect();
        list.sort_by(|a, b| a.host.cmp(&b.host));
        list
    }

    pub(crate) fn restore(&self, list: &[HostRest]) {
        let known = list.iter().map(|rest| (rest.host.clone(), Rest { until: rest.until, failures: rest.failures }));
        self.lock().extend(known);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Rest>> {
        self.rests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name by which a host's rest is remembered: `news.example`, `news.example:8080`.
pub(crate) fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default().trim_end_matches('.');
    match url.port() {
        None => host.to_owned(),
        Some(port) => format!("{host}:{port}"),
    }
}

fn length(host: &str, trouble: Trouble, failures: u32) -> Duration {
    let doubled = |first: Duration, times: u32| first.saturating_mul(1 << times.min(16));
    let spread = |length: Duration| spread(length, host, failures).min(HOUR);
    match trouble {
        // A host that asks for nothing, time and again, is not taken at its word.
        Trouble::Asked(asked) => asked.min(ASKED_MAX).max(doubled(FIRST_BROKEN, failures - 1).min(HOUR)),
        Trouble::TooMany => spread(doubled(TOO_MANY, failures - 1)),
        Trouble::Unavailable => spread(doubled(UNAVAILABLE, failures - 1)),
        Trouble::Broken if failures == 1 => spread(FIRST_BROKEN),
        Trouble::Broken => spread(doubled(UNAVAILABLE, failures - 2)),
    }
}

/// From three to five quarters of `length`, the same for the same host and count (FNV-1a).
fn spread(length: Duration, host: &str, failures: u32) -> Duration {
    let bytes = host.bytes().chain(failures.to_le_bytes());
    let hash = bytes
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let thousandths = 750 + u32::try_from((hash >> 32) % 501).unwrap_or(0);
    length.min(HOUR) * thousandths / 1000
}

#[cfg(test)]
mod tests;
