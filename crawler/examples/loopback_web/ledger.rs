//! Who asked for what, and when: what a crawler's politeness and completeness are judged by.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use serde_json::{Value, json};

#[derive(Default)]
pub(crate) struct Ledger {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    epoch: u32,
    hosts: HashMap<u32, Host>,
    statuses: BTreeMap<String, u64>,
    pages: HashSet<(u32, String)>,
    pages_served: u64,
    bytes: u64,
    first: Option<Instant>,
    last: Option<Instant>,
    /// When each page was first served whole.
    times: Vec<Instant>,
}

#[derive(Default)]
struct Host {
    open: u32,
    most_open: u32,
    last_end: Option<Instant>,
    least_gap_ms: Option<f64>,
    asked: HashMap<String, u32>,
}

impl Ledger {
    /// A request has come; says how often its path was asked for before, and the epoch.
    pub(crate) fn begin(&self, host: u32, path: &str) -> (u32, u32) {
        let mut state = self.lock();
        let now = Instant::now();
        state.first.get_or_insert(now);
        let epoch = state.epoch;
        let host = state.hosts.entry(host).or_default();
        host.open += 1;
        host.most_open = host.most_open.max(host.open);
        if let Some(end) = host.last_end {
            let gap = now.duration_since(end).as_secs_f64() * 1000.0;
            host.least_gap_ms = Some(host.least_gap_ms.map_or(gap, |least| least.min(gap)));
        }
        let before = host.asked.entry(path.to_owned()).or_default();
        *before += 1;
        (*before - 1, epoch)
    }

    /// `end` is the moment before the last bytes were handed over: the client cannot have had them earlier.
    /// `None` where the client hung up, at a moment that nobody knows exactly.
    pub(crate) fn end(&self, host: u32, path: &str, end: Option<Instant>, status: &str, sent: Sent) {
        let mut state = self.lock();
        state.last = end.or(state.last);
        state.bytes += sent.bytes as u64;
        *state.statuses.entry(status.to_owned()).or_default() += 1;
        if sent.is_page {
            state.pages_served += 1;
            let number = path.rsplit('/').next().unwrap_or_default().to_owned();
            if state.pages.insert((host, number)) {
                state.times.extend(end);
            }
        }
        if let Some(host) = state.hosts.get_mut(&host) {
            host.open -= 1;
            host.last_end = end;
        }
    }

    pub(crate) fn next(&self) -> u32 {
        let mut state = self.lock();
        state.epoch += 1;
        state.epoch
    }

    pub(crate) fn report(&self, expected: impl Fn(u32) -> usize) -> Value {
        let state = self.lock();
        let gaps = state.hosts.values().filter_map(|host| host.least_gap_ms);
        // Seconds until that many hundredths of the expected pages had been served.
        let until = |hundredths: usize| {
            let count = (expected(state.epoch) * hundredths).div_ceil(100);
            let time = state.times.get(count.checked_sub(1)?)?;
            Some(time.saturating_duration_since(state.first?).as_secs_f64())
        };
        let seconds = match (state.first, state.last) {
            (Some(first), Some(last)) => last.saturating_duration_since(first).as_secs_f64(),
            _ => 0.0,
        };
        json!({
            "hosts": state.hosts.len(),
            "requests": state.statuses.values().sum::<u64>(),
            "statuses": state.statuses,
            "most_requests_at_once_to_a_host": state.hosts.values().map(|host| host.most_open).max(),
            "least_gap_ms": gaps.clone().min_by(f64::total_cmp),
            "hosts_with_a_gap_below_19_ms": gaps.filter(|gap| *gap < 19.0).count(),
            "pages_expected": expected(state.epoch),
            "pages_served_whole": state.pages.len(),
            "pages_served_again": state.pages_served - state.pages.len() as u64,
            "megabytes": state.bytes / 1_000_000,
            "seconds": seconds,
            "seconds_until_half": until(50),
            "seconds_until_9_of_10": until(90),
            "seconds_until_all": until(100),
            "epoch": state.epoch,
        })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How an answer went out.
#[derive(Clone, Copy)]
pub(crate) struct Sent {
    pub(crate) bytes: usize,
    pub(crate) is_page: bool,
}
