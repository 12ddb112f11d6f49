//! Whose turn it is: one request at a time to a host, with a pause between two. A turn is held for one
//! request only, and nothing else is ever waited for while holding one, so turns cannot block each other.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OwnedMutexGuard;
use tokio::time::Instant;

use crate::fetch::remembered::Remembered;

/// Hosts that are remembered before idle ones are forgotten.
const REMEMBERED: usize = 16_384;

#[derive(Debug)]
pub(crate) struct Hosts {
    hosts: Mutex<Remembered<Host>>,
}

/// Locked by whoever has the turn.
type Host = tokio::sync::Mutex<HostState>;

#[derive(Debug, Default)]
struct HostState {
    last: Option<Last>,
}

/// The last request to a host.
#[derive(Debug)]
struct Last {
    end: Instant,
    /// The pause that was asked for.
    gap: Duration,
}

/// The right to send one request to a host; the pause begins when it is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    state: OwnedMutexGuard<HostState>,
    gap: Duration,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.state.last = Some(Last { end: Instant::now(), gap: self.gap });
    }
}

impl Default for Hosts {
    fn default() -> Self {
        Self { hosts: Mutex::new(Remembered::new(REMEMBERED)) }
    }
}

impl Hosts {
    /// Waits until no other request runs to `host` (lower case) and the last one ended at least `gap` ago.
    ///
    /// # Errors
    /// What `ready` says when the request before has ended: then there is neither turn nor pause.
    pub(crate) async fn turn<E>(
        &self,
        host: &str,
        gap: Duration,
        ready: impl FnOnce() -> Result<(), E>,
    ) -> Result<Turn, E> {
        let state = self.host(host).lock_owned().await;
        ready()?;
        if let Some(last) = &state.last {
            tokio::time::sleep_until(last.end + gap).await;
        }
        Ok(Turn { state, gap })
    }

    /// What is left of the pause after the last request to `host`; zero while a request runs.
    pub(crate) fn pause(&self, host: &str) -> Duration {
        let host = self.host(host);
        let Ok(state) = host.try_lock() else { return Duration::ZERO };
        let left = |last: &Last| (last.end + last.gap).saturating_duration_since(Instant::now());
        state.last.as_ref().map(left).unwrap_or_default()
    }

    fn host(&self, host: &str) -> Arc<Host> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.get(host.trim_end_matches('.'), is_busy)
    }
}

/// In use, or its pause is not over.
fn is_busy(host: &Arc<Host>) -> bool {
    match host.try_lock() {
        Err(_) => true,
        Ok(state) => {
            Arc::strong_count(host) > 1 || state.last.as_ref().is_some_and(|last| last.end.elapsed() < last.gap)
        }
    }
}

#[cfg(test)]
mod tests;
