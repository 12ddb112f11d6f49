//! Sources that are due: their feed or page is fetched and what it lists is written down.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;
use watchline_crawler::{Answer, FeedReading, FetchError, canonical_url, read_feed};
use watchline_model::page::FetchedPage;
use watchline_model::{Source, SourceKind, Tier};
use watchline_store::{DueSource, NewEntry};

use super::{Collected, Fetched, visit};
use crate::context::Context;
use crate::progress::Progress;
use crate::schedule::{next_due, next_due_after_failure, rhythm_seconds};

const BATCH: u32 = 500;

pub(super) async fn collect(
    context: &Context,
    progress: Progress,
    stop: &CancellationToken,
    collected: &mut Collected,
) -> anyhow::Result<()> {
    loop {
        let due = context.store.due_sources(context.clock.now(), BATCH).await?;
        if due.is_empty() || stop.is_cancelled() {
            return Ok(());
        }
        let bar = progress.bar("sources", due.len() as u64);
        let (well, badly) = visit(context, due, |due| &due.source.url, &bar, stop, collect_source).await?;
        collected.sources += well;
        collected.source_failures += badly;
        bar.finish_and_clear();
    }
}

/// What a source's answer lists.
#[derive(Default)]
struct Listed {
    page: Option<FetchedPage>,
    items: Vec<NewEntry>,
    /// How often it may be asked, by its own word (ttl).
    every_seconds: Option<u64>,
    /// How often it says something new, by the dates of its items.
    rhythm_seconds: Option<u64>,
}

async fn collect_source(context: &Context, due: &DueSource) -> anyhow::Result<Fetched> {
    let source = &due.source;
    let listed = match source.kind {
        SourceKind::Feed => fetch_feed(context, due).await,
        // The page itself is the entry: it is fetched, read and watched like any other.
        SourceKind::Page => Ok(Listed { items: vec![watched_page(source)], ..Listed::default() }),
    };
    let now = context.clock.now();
    match listed {
        Ok(listed) => {
            let next = next_due(source, listed.rhythm_seconds, listed.every_seconds, now);
            let listing =
                context.store.record_listing(&source.id, listed.page.as_ref(), &listed.items, next, now).await?;
            metrics::counter!("watchline_sources_fetched_total", "outcome" => "ok").increment(1);
            tracing::debug!(source.id = %source.id, new_entries = listing.new_entries, "source collected");
            Ok(Fetched::Well)
        }
        Err(failure) => {
            let next = failure.next_due(source, due, now);
            tracing::warn!(source.id = %source.id, "source not collected: {}", failure.message);
            context.store.record_source_failure(&source.id, &failure.message, failure.status, next, now).await?;
            metrics::counter!("watchline_sources_fetched_total", "outcome" => "failed").increment(1);
            Ok(Fetched::Badly)
        }
    }
}

/// Why a source could not be collected.
struct Failure {
    message: String,
    status: Option<u16>,
    retry_after: Option<Duration>,
}

impl Failure {
    fn next_due(&self, source: &Source, due: &DueSource, now: DateTime<Utc>) -> DateTime<Utc> {
        let next = next_due_after_failure(source, due.consecutive_failures, now);
        let asked = self.retry_after.and_then(|wait| TimeDelta::from_std(wait).ok()).map(|wait| now + wait);
        asked.map_or(next, |asked| asked.max(next))
    }
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        Self { status: error.status(), retry_after: error.retry_after(), message: error.to_string() }
    }
}

async fn fetch_feed(context: &Context, due: &DueSource) -> Result<Listed, Failure> {
    let source = &due.source;
    let answer = context.client.fetch(&source.url, &due.validators, &*context.clock).await?;
    let Answer::Page(page) = answer else {
        return Ok(Listed { rhythm_seconds: due.interval_seconds, ..Listed::default() });
    };
    let (page, reading) = read_off_thread(page).await?;
    for warning in &reading.warnings {
        tracing::debug!(source.id = %source.id, "feed: {warning}");
    }
    let items = reading.items.iter().filter_map(|item| new_entry(source, item)).collect();
    let dates: Vec<DateTime<Utc>> = reading.items.iter().filter_map(|item| item.published).collect();
    let rhythm_seconds = rhythm_seconds(&dates, page.fetched_at);
    Ok(Listed { page: Some(page), items, every_seconds: reading.every_seconds, rhythm_seconds })
}

async fn read_off_thread(page: FetchedPage) -> Result<(FetchedPage, FeedReading), Failure> {
    let unreadable = |message: String, status| Failure { message, status: Some(status), retry_after: None };
    let status = page.status;
    let read = crate::blocking::run(move || {
        let reading = read_feed(&page.body, page.header("content-type"), &page.final_url);
        (page, reading)
    });
    let (page, reading) = read.await.map_err(|error| unreadable(error.to_string(), status))?;
    let reading = reading.map_err(|error| unreadable(error.to_string(), status))?;
    Ok((page, reading))
}

fn new_entry(source: &Source, item: &watchline_crawler::FeedItem) -> Option<NewEntry> {
    Some(NewEntry {
        url: canonical_url(&item.url)?,
        title: item.title.clone(),
        authors: item.authors.clone(),
        published: item.published.or(item.updated),
        summary: item.summary.clone(),
        watched: is_watched(source),
    })
}

/// Vendors and regulators are fetched again: a silent edit is itself an event.
fn is_watched(source: &Source) -> bool {
    matches!(source.tier, Tier::Vendor | Tier::Regulator)
}

fn watched_page(source: &Source) -> NewEntry {
    NewEntry {
        url: canonical_url(&source.url).unwrap_or_else(|| source.url.clone()),
        title: None,
        authors: Vec::new(),
        published: None,
        summary: None,
        watched: true,
    }
}
