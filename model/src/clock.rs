//! Time is passed in. Only [`SystemClock`] looks at the wall.

use chrono::{DateTime, Utc};

/// What time it is, for code that must know.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

/// The wall clock of the machine, in UTC, cut to whole microseconds (the store's resolution).
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that may look at the wall clock")]
    fn now(&self) -> DateTime<Utc> {
        let now = Utc::now();
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }
}

/// A clock that stands still until it is moved; for tests.
#[derive(Debug)]
pub struct FixedClock(std::sync::Mutex<DateTime<Utc>>);

impl FixedClock {
    pub fn new(now: DateTime<Utc>) -> Self {
        Self(std::sync::Mutex::new(now))
    }

    pub fn advance(&self, by: chrono::TimeDelta) {
        let mut now = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *now += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// A clock that runs at the wall clock's pace from a given moment, and can be moved on: the demo's
/// made-up August 2026.
#[derive(Debug)]
pub struct ShiftedClock {
    offset_us: std::sync::atomic::AtomicI64,
}

impl ShiftedClock {
    pub fn starting_at(start: DateTime<Utc>) -> Self {
        let offset = start.timestamp_micros() - SystemClock.now().timestamp_micros();
        Self { offset_us: offset.into() }
    }

    pub fn advance(&self, by: chrono::TimeDelta) {
        let by_us = by.num_microseconds().unwrap_or(0);
        self.offset_us.fetch_add(by_us, std::sync::atomic::Ordering::SeqCst);
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<Utc> {
        SystemClock.now() + chrono::TimeDelta::microseconds(self.offset_us.load(std::sync::atomic::Ordering::SeqCst))
    }
}
