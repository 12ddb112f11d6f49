//! When a delivery that failed is tried again.

use chrono::{DateTime, TimeDelta, Utc};

/// Minutes from one attempt to the next; the last step repeats.
const LADDER_MINUTES: [i64; 6] = [1, 5, 30, 120, 360, 1440];
/// Up to this share of a step is added, so that what failed together is not tried together.
const JITTER: f64 = 0.2;

/// The next attempt after `attempts` that failed (1 or more); `None` once `max` have been made. The jitter comes from the
/// moment itself, so that the same call gives the same answer.
pub fn next_attempt(attempts: u32, max: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if attempts >= max {
        return None;
    }
    let step = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX).min(LADDER_MINUTES.len() - 1);
    let wait = TimeDelta::minutes(LADDER_MINUTES[step]);
    let share = spread(now.timestamp_micros()) * JITTER;
    let jitter = TimeDelta::milliseconds((wait.num_milliseconds() as f64 * share) as i64);
    now.checked_add_signed(wait + jitter)
}

/// A number in 0..1 that neighbouring moments do not share (Fibonacci hashing).
fn spread(micros: i64) -> f64 {
    let mixed = (micros as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests;
