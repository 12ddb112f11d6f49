//! The robots.txt of each origin, kept for a day. Decides purely what an answer means; the client asks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::fetch::robots::Robots;

/// RFC 9309, section 2.4: not longer than a day.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// How long a host whose robots.txt could not be read is left alone.
pub(crate) const UNREACHABLE_SECONDS: u64 = 60;
/// Origins that are remembered before old ones are forgotten.
const REMEMBERED: usize = 4096;

/// What is known of one origin.
#[derive(Debug, Clone)]
pub(crate) enum Known {
    Rules(Arc<Robots>),
    /// Nothing may be fetched for now.
    Unreachable {
        cause: String,
    },
}

#[derive(Debug, Clone)]
struct Kept {
    known: Known,
    until: DateTime<Utc>,
}

/// One origin's place; whoever holds it is the one that asks.
pub(crate) type Place = Arc<tokio::sync::Mutex<Slot>>;

#[derive(Debug, Default)]
pub(crate) struct Slot {
    kept: Option<Kept>,
}

impl Slot {
    /// What is known and still fresh.
    pub(crate) fn fresh(&self, now: DateTime<Utc>) -> Option<Known> {
        self.kept.as_ref().filter(|kept| now < kept.until).map(|kept| kept.known.clone())
    }

    pub(crate) fn keep(&mut self, robots: Robots, now: DateTime<Utc>) -> Known {
        let known = Known::Rules(Arc::new(robots));
        self.kept = Some(Kept { known: known.clone(), until: now + KEPT });
        known
    }

    /// The host did not say. Rules of an earlier day, where there are some, stay in force.
    pub(crate) fn keep_unreachable(&mut self, cause: String, now: DateTime<Utc>) -> Known {
        let known = match self.kept.take() {
            Some(Kept { known: Known::Rules(rules), .. }) => Known::Rules(rules),
            _ => Known::Unreachable { cause },
        };
        let wait = TimeDelta::seconds(i64::try_from(UNREACHABLE_SECONDS).unwrap_or(60));
        self.kept = Some(Kept { known: known.clone(), until: now + wait });
        known
    }
}

#[derive(Debug, Default)]
pub(crate) struct RobotsCache {
    places: Mutex<HashMap<String, Place>>,
}

impl RobotsCache {
    pub(crate) fn place(&self, origin: &str) -> Place {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= REMEMBERED {
            places.retain(|_, place| Arc::strong_count(place) > 1);
        }
        Arc::clone(places.entry(origin.to_owned()).or_default())
    }
}

#[cfg(test)]
mod tests;
