//! Entries that are due: their pages are fetched into the archive.

use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;
use watchline_crawler::{Answer, FetchError, Outcome};
use watchline_model::{Entry, EntryState};
use watchline_store::DueEntry;

use super::{Collected, Fetched, visit};
use crate::context::Context;
use crate::progress::Progress;
use crate::schedule::retry_wait;

const BATCH: u32 = 1000;

pub(super) async fn collect(
    context: &Context,
    progress: Progress,
    stop: &CancellationToken,
    collected: &mut Collected,
) -> anyhow::Result<()> {
    loop {
        let due = context.store.due_entries(context.clock.now(), BATCH).await?;
        if due.is_empty() || stop.is_cancelled() {
            return Ok(());
        }
        let bar = progress.bar("pages", due.len() as u64);
        let (well, badly) = visit(context, due, |due| &due.entry.url, &bar, stop, collect_entry).await?;
        collected.pages += well;
        collected.page_failures += badly;
        bar.finish_and_clear();
    }
}

/// Well: the page came, or is known to be unchanged.
async fn collect_entry(context: &Context, due: &DueEntry) -> anyhow::Result<Fetched> {
    let entry = &due.entry;
    let answer = context.client.fetch(&entry.url, &due.validators, &*context.clock).await;
    let now = context.clock.now();
    let next = next_watch(context, entry, now);
    match answer {
        Ok(Answer::Page(page)) => {
            context.store.record_entry_page(entry.id, &page, next, now).await?;
            metrics::counter!("watchline_pages_fetched_total", "outcome" => "ok").increment(1);
            Ok(Fetched::Well)
        }
        Ok(Answer::NotModified) => {
            context.store.record_entry_unchanged(entry.id, next, now).await?;
            metrics::counter!("watchline_pages_fetched_total", "outcome" => "unchanged").increment(1);
            Ok(Fetched::Well)
        }
        Err(error) => {
            let (state, next) = after_failure(context, entry, &error, now);
            tracing::info!(entry.url = %entry.url, state = %state, "page not fetched: {error}");
            context.store.record_entry_failure(entry.id, &error.to_string(), state, next, now).await?;
            metrics::counter!("watchline_pages_fetched_total", "outcome" => "failed").increment(1);
            Ok(Fetched::Badly)
        }
    }
}

fn next_watch(context: &Context, entry: &Entry, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let every = i64::try_from(context.config.settings.crawler.watch_every_seconds).unwrap_or(i64::MAX);
    entry.watched.then(|| now + TimeDelta::try_seconds(every).unwrap_or(TimeDelta::days(1)))
}

/// A fetch that may yet succeed is tried again, later each time; a watched page is never given up.
fn after_failure(
    context: &Context,
    entry: &Entry,
    error: &FetchError,
    now: DateTime<Utc>,
) -> (EntryState, Option<DateTime<Utc>>) {
    let gave_up = |state| (state, next_watch(context, entry, now));
    match error.remedy_kind() {
        Outcome::Refused => gave_up(EntryState::Refused),
        Outcome::GiveUp => gave_up(EntryState::Failed),
        Outcome::Retry if entry.attempts + 1 >= context.config.settings.crawler.retry_attempts => {
            gave_up(EntryState::Failed)
        }
        Outcome::Retry => {
            let asked = error.retry_after().and_then(|wait| TimeDelta::from_std(wait).ok()).unwrap_or_default();
            (EntryState::Pending, Some(now + retry_wait(entry.attempts).max(asked)))
        }
    }
}
