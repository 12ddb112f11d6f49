//! Whose turn it is: one request at a time to a host, with a pause between two. A turn is held for one
//! request only, and nothing else is ever waited for while holding one, so turns cannot block each other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OwnedMutexGuard;
use tokio::time::Instant;

/// Hosts that are remembered before idle ones are forgotten.
const REMEMBERED: usize = 4096;

#[derive(Debug, Default)]
pub(crate) struct Hosts {
    hosts: Mutex<HashMap<String, Arc<tokio::sync::Mutex<HostState>>>>,
}

#[derive(Debug, Default)]
struct HostState {
    last_end: Option<Instant>,
}

/// The right to send one request to a host; the pause begins when it is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    state: OwnedMutexGuard<HostState>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.state.last_end = Some(Instant::now());
    }
}

impl Hosts {
    /// Waits until no other request runs to `host` and the last one ended at least `gap` ago.
    pub(crate) async fn turn(&self, host: &str, gap: Duration) -> Turn {
        let state = self.host(host, gap).lock_owned().await;
        if let Some(last_end) = state.last_end {
            tokio::time::sleep_until(last_end + gap).await;
        }
        Turn { state }
    }

    fn host(&self, host: &str, gap: Duration) -> Arc<tokio::sync::Mutex<HostState>> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= REMEMBERED {
            hosts.retain(|_, state| is_busy(state, gap));
        }
        Arc::clone(hosts.entry(host).or_default())
    }
}

/// In use, or its pause is not over.
fn is_busy(state: &Arc<tokio::sync::Mutex<HostState>>, gap: Duration) -> bool {
    match state.try_lock() {
        Err(_) => true,
        Ok(state_now) => Arc::strong_count(state) > 1 || state_now.last_end.is_some_and(|end| end.elapsed() < gap),
    }
}

#[cfg(test)]
mod tests;
