//! What is due, from the store into the queue: sources before entries, the longest overdue first.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::Instant;
use watchline_model::EntryId;
use watchline_store::DueEntry;

use super::queue::{Offered, Place, Queue};
use super::{Key, Work};
use crate::context::Context;

/// The queue is filled up to here, and again once half of it is gone.
const WINDOW: usize = 20_000;
const PAGE: u32 = 2000;
const SOURCES: u32 = 500;
/// Least time between two looks at the whole of what is due.
const LEAST_PAUSE: Duration = Duration::from_millis(500);
/// A look may take this share of the time: one part in so many; fewer looks while they find nothing new.
const SHARE: u32 = 5;
const SHARE_IN_VAIN: u32 = 20;
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

#[derive(Debug, Default)]
pub(super) struct Refill {
    /// Up to where entries have been read; `None`: from the beginning.
    after: Option<(DateTime<Utc>, EntryId)>,
    not_before: Option<Instant>,
    began: Option<Instant>,
}

impl Refill {
    /// There is nothing else to do: look at once.
    pub(super) fn look_again(&mut self) {
        self.not_before = None;
    }

    /// Offers what is due; answers how much of it was new to the queue.
    pub(super) async fn fill(&mut self, context: &Context, queue: &mut Queue<Key, Work>) -> anyhow::Result<u64> {
        let now = Instant::now();
        if queue.waiting() > WINDOW / 2 || self.not_before.is_some_and(|not_before| now < not_before) {
            return Ok(0);
        }
        let mut queued = 0;
        if self.after.is_none() {
            self.began = Some(now);
            for due in context.store.due_sources(context.clock.now(), SOURCES).await? {
                let (host, key) = (host_of(&due.source.url), Key::Source(due.source.id.clone()));
                let offered = queue.offer(&host, key, Work::Source(Box::new(due)), Place::Front, now);
                queued += u64::from(offered == Offered::Queued);
            }
        }
        while queue.waiting() < WINDOW {
            let due = context.store.due_entries_after(context.clock.now(), PAGE, self.after).await?;
            let is_last = due.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
            self.after = due.last().and_then(|due| Some((due.entry.next_due?, due.entry.id)));
            for due in due {
                queued += u64::from(offer(queue, due, now) == Offered::Queued);
            }
            if is_last {
                self.after = None;
                let took = self.began.map_or(Duration::ZERO, |began| began.elapsed());
                let share = if queued > 0 { SHARE } else { SHARE_IN_VAIN };
                self.not_before = Some(Instant::now() + (took * share).clamp(LEAST_PAUSE, LONGEST_PAUSE));
                break;
            }
        }
        Ok(queued)
    }
}

fn offer(queue: &mut Queue<Key, Work>, due: DueEntry, now: Instant) -> Offered {
    let (host, key) = (host_of(&due.entry.url), Key::Entry(due.entry.id));
    queue.offer(&host, key, Work::Entry(Box::new(due)), Place::Back, now)
}

fn host_of(url: &str) -> String {
    url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}
