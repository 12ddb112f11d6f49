//! The robots.txt of each origin, kept for a day. Decides purely what an answer means; the client asks.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::fetch::remembered::Remembered;
use crate::fetch::robots::Robots;

/// RFC 9309, section 2.4: not longer than a day.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// How long a host whose robots.txt could not be read is left alone, at least.
const UNREACHABLE: TimeDelta = TimeDelta::seconds(60);
/// Origins that are remembered before old ones are forgotten.
const REMEMBERED: usize = 16_384;
/// Rules that are remembered; most hosts have a few hundred bytes of them, hostile ones megabytes.
const REMEMBERED_BYTES: usize = 64 * 1024 * 1024;

/// What is known of one origin.
#[derive(Debug, Clone)]
pub(crate) enum Known {
    Rules(Arc<Robots>),
    /// Nothing may be fetched for now.
    Unreachable {
        until: DateTime<Utc>,
    },
}

#[derive(Debug, Clone)]
struct Kept {
    known: Known,
    until: DateTime<Utc>,
}

/// One origin's place; whoever has locked it is the one that asks.
pub(crate) type Place = tokio::sync::Mutex<Slot>;

#[derive(Debug, Default)]
pub(crate) struct Slot {
    kept: Option<Kept>,
}

impl Slot {
    /// What is known and still fresh.
    pub(crate) fn fresh(&self, now: DateTime<Utc>) -> Option<Known> {
        self.kept.as_ref().filter(|kept| now < kept.until).map(|kept| kept.known.clone())
    }

    pub(crate) fn keep(&mut self, robots: Robots, now: DateTime<Utc>) -> Arc<Robots> {
        let robots = Arc::new(robots);
        self.kept = Some(Kept { known: Known::Rules(Arc::clone(&robots)), until: now + KEPT });
        robots
    }

    /// The host did not say, and rests. Rules of an earlier day, where there are some, stay in force.
    pub(crate) fn keep_unreachable(&mut self, rests_until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Known {
        let until = rests_until.map_or(now, |until| until.min(now + KEPT)).max(now + UNREACHABLE);
        let known = match self.kept.take() {
            Some(Kept { known: Known::Rules(rules), .. }) => Known::Rules(rules),
            _ => Known::Unreachable { until },
        };
        self.kept = Some(Kept { known: known.clone(), until });
        known
    }
}

#[derive(Debug)]
pub(crate) struct RobotsCache {
    places: Mutex<Remembered<Place>>,
    /// Of rules since old ones were last given up.
    bytes: AtomicUsize,
}

impl Default for RobotsCache {
    fn default() -> Self {
        Self { places: Mutex::new(Remembered::new(REMEMBERED)), bytes: AtomicUsize::new(0) }
    }
}

impl RobotsCache {
    pub(crate) fn place(&self, origin: &str) -> Arc<Place> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner).get(origin, is_in_use)
    }

    /// So many bytes of rules are about to be kept: where they are too many, old ones are forgotten.
    pub(crate) fn grow(&self, bytes: usize) {
        if self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes > REMEMBERED_BYTES / 2 {
            self.bytes.store(bytes, Ordering::Relaxed);
            self.places.lock().unwrap_or_else(PoisonError::into_inner).age(is_in_use);
        }
    }
}

fn is_in_use(place: &Arc<Place>) -> bool {
    Arc::strong_count(place) > 1
}

#[cfg(test)]
mod tests;
