//! When a source is due: computed here, kept in the store. The scheduler (the only user of
//! tokio-cron-scheduler) merely ticks; a tick finds in the store what is due.

use std::str::FromStr;
use std::sync::Arc;

use anyhow::Context as _;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::Notify;
use tokio_cron_scheduler::{Job, JobScheduler};
use watchline_model::{Schedule, Source};

/// Bounds of an adaptive interval: polite below, timely above.
const SHORTEST: TimeDelta = TimeDelta::minutes(5);
const LONGEST: TimeDelta = TimeDelta::hours(24);
/// Where an adaptive source starts.
const FIRST: TimeDelta = TimeDelta::minutes(30);

/// Ticks every few seconds, in UTC; `ticks` is notified. Keep the scheduler alive as long as ticks are wanted.
pub(crate) async fn start_ticking(ticks: Arc<Notify>) -> anyhow::Result<JobScheduler> {
    let scheduler = JobScheduler::new().await.context("failed to make the scheduler")?;
    let job = Job::new("*/5 * * * * *", move |_, _| ticks.notify_one()).context("failed to make the tick")?;
    scheduler.add(job).await.context("failed to add the tick")?;
    scheduler.start().await.context("failed to start the scheduler")?;
    Ok(scheduler)
}

/// The next time after `now`, when a fetch went well. `asked_seconds`: what the feed itself asks for (ttl).
pub(crate) fn next_due(
    source: &Source,
    rhythm_seconds: Option<u64>,
    asked_seconds: Option<u64>,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    match &source.schedule {
        Schedule::Every(seconds) => now + seconds_delta(*seconds),
        Schedule::Cron(fields) => next_by_cron(fields, now).unwrap_or(now + FIRST),
        Schedule::Adaptive => {
            let interval =
                rhythm_seconds.map_or(FIRST, seconds_delta).max(asked_seconds.map_or(SHORTEST, seconds_delta));
            now + interval.clamp(SHORTEST, LONGEST)
        }
    }
}

/// Half the mean gap between what was published in the four weeks before `now`: on the average an item
/// waits a quarter of its gap. `None` without dates; silent for four weeks: a day.
pub(crate) fn rhythm_seconds(published: &[DateTime<Utc>], now: DateTime<Utc>) -> Option<u64> {
    if published.is_empty() {
        return None;
    }
    let window = TimeDelta::weeks(4);
    let recent = published.iter().filter(|date| **date <= now && now - **date <= window).count();
    let gap = if recent == 0 { LONGEST * 2 } else { window / i32::try_from(recent).unwrap_or(i32::MAX) };
    u64::try_from((gap / 2).num_seconds()).ok()
}

/// The next time after a failure: the usual time, but later with every failure in a row, at most a day.
pub(crate) fn next_due_after_failure(source: &Source, failures: u32, now: DateTime<Utc>) -> DateTime<Utc> {
    next_due(source, None, None, now).max(now + retry_wait(failures))
}

/// How long to wait after so many failures: 15 seconds, then 1, 4, 16 and 64 minutes, at most a day.
pub(crate) fn retry_wait(failures: u32) -> TimeDelta {
    (TimeDelta::seconds(15) * 4_i32.pow(failures.min(7))).min(LONGEST)
}

fn next_by_cron(fields: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    croner::Cron::from_str(fields).ok()?.find_next_occurrence(&now, false).ok()
}

fn seconds_delta(seconds: u64) -> TimeDelta {
    i64::try_from(seconds).ok().and_then(TimeDelta::try_seconds).unwrap_or(LONGEST)
}

#[cfg(test)]
mod tests;
