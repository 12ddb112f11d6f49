//! Fetch what is due: sources, and the entries that they list, hosts side by side, a host's own one after the other.
//!
//! Design: one loop holds the queue, spawns a task for each piece of work whose host may be asked, and writes what the
//! tasks bring in one transaction for many pages. The store stays the truth: what is due is read from it, in memory is
//! only what is about to be fetched, and a kill loses nothing but requests under way, which are asked again.

mod entries;
mod hubs;
mod queue;
mod refill;
mod round;

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::FutureExt as _;
use indicatif::ProgressBar;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use watchline_model::{EntryId, SourceId};
use watchline_store::{DueEntry, DueSource, EntryOutcome, Fetched};

use self::entries::Came;
use self::queue::Queue;
use self::refill::Refill;
use self::round::Done;
use crate::context::Context;
use crate::progress::Progress;

/// Outcomes that are written down in one transaction.
const COMMIT_AT: usize = 64;
/// Longest time for which an outcome waits for company.
const COMMIT_AFTER: Duration = Duration::from_millis(200);
/// A host that rests no longer than this keeps its work in memory.
const SHORT_REST: Duration = Duration::from_secs(60);
/// How often the store is asked whether something has become due, while there is nothing to do.
const IDLE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Collected {
    pub sources: u64,
    pub source_failures: u64,
    pub pages: u64,
    pub page_failures: u64,
}

/// When to stop collecting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// When nothing is due, nor will be for so long.
    Nothing { due_within: Duration },
    /// When told to.
    Stopped,
}

/// Makes these sources due now, whatever their schedule.
pub async fn make_due(context: &Context, sources: &[SourceId]) -> anyhow::Result<()> {
    for source in sources {
        context.store.make_source_due(source, context.clock.now()).await?;
    }
    Ok(())
}

/// Collects; `news` is told whenever pages have been written that wait to be read.
pub async fn collect(
    context: &Context,
    progress: Progress,
    stop: &CancellationToken,
    until: Until,
    news: &tokio::sync::Notify,
) -> anyhow::Result<Collected> {
    context.client.restore_resting(&context.store.load_resting(context.clock.now()).await?);
    let mut collector = Collector::new(context, progress, news);
    let ended = collector.run(stop, until).await;
    // What has been fetched is written down even if something else went wrong.
    let written = collector.write_down().await;
    collector.keep_resting().await?;
    collector.bar.finish_and_clear();
    ended.and(written).map(|()| collector.collected)
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Source(SourceId),
    Entry(EntryId),
}

enum Work {
    Source(Box<DueSource>),
    Entry(Box<DueEntry>),
}

/// What a task brings back.
enum Brought {
    Source(anyhow::Result<Done>),
    Entry(EntryOutcome),
    /// Nothing was asked, because this host rests.
    Rests(Box<DueEntry>, String, DateTime<Utc>),
    /// The task panicked; the work stays due.
    Nothing,
}

struct Collector<'a> {
    context: &'a Context,
    queue: Queue<Key, Work>,
    refill: Refill,
    tasks: JoinSet<(String, Key, Brought, Duration)>,
    outcomes: Vec<EntryOutcome>,
    first_outcome: Option<Instant>,
    collected: Collected,
    bar: ProgressBar,
    news: &'a tokio::sync::Notify,
    resting: Vec<watchline_model::HostRest>,
}

impl<'a> Collector<'a> {
    fn new(context: &'a Context, progress: Progress, news: &'a tokio::sync::Notify) -> Self {
        Self {
            context,
            queue: Queue::new(),
            refill: Refill::default(),
            tasks: JoinSet::new(),
            outcomes: Vec::new(),
            first_outcome: None,
            collected: Collected::default(),
            bar: progress.bar("collecting", 0),
            news,
            resting: Vec::new(),
        }
    }

    async fn run(&mut self, stop: &CancellationToken, until: Until) -> anyhow::Result<()> {
        let concurrency = usize::try_from(self.context.config.settings.crawler.concurrency).unwrap_or(1);
        while !stop.is_cancelled() {
            let queued = self.refill.fill(self.context, &mut self.queue).await?;
            self.bar.inc_length(queued);
            while self.tasks.len() < concurrency {
                let Some((host, key, work)) = self.queue.take(Instant::now()) else { break };
                self.spawn(host, key, work);
            }
            if self.queue.is_idle() && !self.more_to_come(until).await? {
                return Ok(());
            }
            let wake = self.wake(concurrency);
            tokio::select! {
                () = stop.cancelled() => break,
                Some(done) = self.tasks.join_next() => {
                    let (host, key, brought, pause) = done.expect("tasks catch their panics and are never aborted");
                    self.take_in(&host, &key, brought, pause).await?;
                }
                () = tokio::time::sleep_until(wake) => {}
            }
            let waited_enough = self.first_outcome.is_some_and(|first| first.elapsed() >= COMMIT_AFTER);
            if self.outcomes.len() >= COMMIT_AT || waited_enough || self.tasks.is_empty() {
                self.write_down().await?;
            }
        }
        // Requests under way are left; what they would have brought is still due.
        self.tasks.shutdown().await;
        Ok(())
    }

    fn spawn(&mut self, host: String, key: Key, work: Work) {
        let context = self.context.clone();
        let url = match &work {
            Work::Source(due) => due.source.url.clone(),
            Work::Entry(due) => due.entry.url.clone(),
        };
        self.tasks.spawn(async move {
            let working = async {
                match work {
                    Work::Source(due) => Brought::Source(round::run(&context, &due).await),
                    Work::Entry(due) => match entries::fetch(&context, &due).await {
                        Came::Outcome(outcome) => Brought::Entry(outcome),
                        Came::Rests { host, until } => Brought::Rests(due, host, until),
                    },
                }
            };
            let brought = std::panic::AssertUnwindSafe(working).catch_unwind().await.unwrap_or(Brought::Nothing);
            (host, key, brought, context.client.pause(&url))
        });
    }

    async fn take_in(&mut self, host: &str, key: &Key, brought: Brought, pause: Duration) -> anyhow::Result<()> {
        let brought = match brought {
            Brought::Rests(due, resting, until) => {
                self.wait_for(host, key, due, &resting, until);
                return Ok(());
            }
            brought => brought,
        };
        self.queue.finish(host, Instant::now(), pause);
        self.bar.inc(1);
        match brought {
            Brought::Source(done) => {
                self.queue.release(key);
                match done? {
                    Done::Well { new_entries } => {
                        self.collected.sources += 1;
                        if new_entries > 0 {
                            self.news.notify_one();
                        }
                    }
                    Done::Badly => self.collected.source_failures += 1,
                    Done::Postponed => {}
                }
            }
            Brought::Entry(outcome) => self.hold(outcome),
            Brought::Rests(..) => {}
            Brought::Nothing => {
                tracing::error!(host, ?key, "a fetch panicked; it is tried again at the next start");
                self.queue.bar(key);
            }
        }
        Ok(())
    }

    /// A short rest is waited for here; for a long one, all that waits for the host is put off in the store.
    fn wait_for(&mut self, host: &str, key: &Key, due: Box<DueEntry>, resting: &str, until: DateTime<Utc>) {
        let rest = (until - self.context.clock.now()).to_std().unwrap_or_default();
        let is_own = resting == host || resting.strip_prefix(host).is_some_and(|port| port.starts_with(':'));
        if is_own && rest <= SHORT_REST {
            self.queue.put_back(host, key.clone(), Work::Entry(due));
            self.queue.finish(host, Instant::now(), rest);
            return;
        }
        let put_off = |entry| EntryOutcome { entry, next_due: Some(until), what: Fetched::Postponed };
        self.hold(put_off(due.entry.id));
        if is_own {
            for (key, work) in self.queue.withdraw(host) {
                match (key, work) {
                    (Key::Entry(entry), Work::Entry(_)) => self.hold(put_off(entry)),
                    // A source finds out by itself.
                    (key, _) => self.queue.release(&key),
                }
            }
        }
        self.queue.finish(host, Instant::now(), Duration::ZERO);
    }

    /// Keeps an outcome until it is written down with others.
    fn hold(&mut self, outcome: EntryOutcome) {
        let counter = |outcome: &'static str| metrics::counter!("watchline_pages_fetched_total", "outcome" => outcome);
        match &outcome.what {
            Fetched::Page(_) => {
                self.collected.pages += 1;
                counter("ok").increment(1);
            }
            Fetched::Unchanged(_) => {
                self.collected.pages += 1;
                counter("unchanged").increment(1);
            }
            Fetched::Absent(_) | Fetched::Failed { .. } => {
                self.collected.page_failures += 1;
                counter("failed").increment(1);
            }
            Fetched::Postponed => {}
        }
        self.first_outcome.get_or_insert_with(Instant::now);
        self.outcomes.push(outcome);
    }

    async fn write_down(&mut self) -> anyhow::Result<()> {
        if self.outcomes.is_empty() {
            return Ok(());
        }
        let outcomes = std::mem::take(&mut self.outcomes);
        self.first_outcome = None;
        let pages = self.context.store.record_entry_outcomes(&outcomes, self.context.clock.now()).await?;
        for outcome in &outcomes {
            self.queue.release(&Key::Entry(outcome.entry));
        }
        if pages.iter().any(Option::is_some) {
            self.news.notify_one();
        }
        self.keep_resting().await
    }

    /// A restart must not forget which hosts asked to be left alone.
    async fn keep_resting(&mut self) -> anyhow::Result<()> {
        let resting = self.context.client.resting();
        if resting != self.resting {
            self.context.store.save_resting(&resting, self.context.clock.now()).await?;
            self.resting = resting;
        }
        Ok(())
    }

    /// When to look up from waiting, at the latest.
    fn wake(&self, concurrency: usize) -> Instant {
        let now = Instant::now();
        let mut wake = now + IDLE;
        if self.tasks.len() < concurrency {
            wake = self.queue.next_ready().map_or(wake, |ready| wake.min(ready.max(now)));
        }
        self.first_outcome.map_or(wake, |first| wake.min((first + COMMIT_AFTER).max(now)))
    }

    /// Whether to wait for what is not due yet.
    async fn more_to_come(&mut self, until: Until) -> anyhow::Result<bool> {
        let now = self.context.clock.now();
        let Until::Nothing { due_within } = until else { return Ok(true) };
        self.refill.look_again();
        if self.refill.fill(self.context, &mut self.queue).await? > 0 {
            return Ok(true);
        }
        let patience = chrono::TimeDelta::from_std(due_within).unwrap_or_default();
        let next = self.context.store.next_entry_due().await?;
        Ok(!patience.is_zero() && next.is_some_and(|next| next <= now + patience))
    }
}
