//! Confirmations cost strangers a mail: nobody may use the form to flood an address, or everyone's.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// Confirmations to one address within an hour.
const PER_ADDRESS: usize = 3;
/// Confirmations altogether within an hour.
const ALTOGETHER: usize = 60;

/// What was sent within the last hour, in this process. Never longer than [`ALTOGETHER`].
#[derive(Debug, Default)]
pub(crate) struct ConfirmationLimit(Mutex<VecDeque<(DateTime<Utc>, String)>>);

impl ConfirmationLimit {
    /// Whether one more may be sent to `address`; counts it if so.
    pub(crate) fn admits(&self, address: &str, now: DateTime<Utc>) -> bool {
        let address = address.to_lowercase();
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while sent.front().is_some_and(|(at, _)| *at <= now - TimeDelta::hours(1)) {
            sent.pop_front();
        }
        let same = sent.iter().filter(|(_, known)| *known == address).count();
        let admitted = same < PER_ADDRESS && sent.len() < ALTOGETHER;
        if admitted {
            sent.push_back((now, address));
        }
        admitted
    }
}

#[cfg(test)]
mod tests;
