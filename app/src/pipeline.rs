//! The order of the stages: collect, read, watch, tag, place, describe, index, alert, deliver; and beside them propose.
//!
//! Each stage takes undone work from the store and writes its result back in one transaction, so a run
//! that is killed anywhere is simply run again. Nothing here keeps state of its own.

use std::time::{Duration, Instant};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::context::Context;
use crate::progress::Progress;
use crate::stages::collect::{Collected, Until};
use crate::stages::{alert, collect, deliver, describe, hubs, index, place, propose, read, tag, watch};

/// What one run has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    pub sources: u64,
    pub source_failures: u64,
    pub pages: u64,
    pub page_failures: u64,
    pub documents: u64,
    pub versions: u64,
    pub tagged: u64,
    pub placed: u64,
    pub alerts: u64,
}

/// How much one run does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Extent {
    /// What will be due so soon is waited for: pages that failed and are tried again.
    pub due_within: Duration,
    pub stages: Stages,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stages {
    #[default]
    All,
    /// Fetch and archive; what was fetched is read at the next run.
    Collect,
}

/// Does everything that is due, then everything that follows from it, until nothing is left or `stop` is told.
pub async fn run(
    context: &Context,
    progress: Progress,
    stop: &CancellationToken,
    extent: Extent,
) -> anyhow::Result<Summary> {
    let mut summary = Summary::default();
    let until = Until::Nothing { due_within: extent.due_within };
    let collected = timed("collect", async {
        match extent.stages {
            Stages::All => collect_and_read(context, progress, stop, until, &mut summary).await,
            Stages::Collect => collect::collect(context, progress, stop, until, &Notify::new()).await,
        }
    });
    let Collected { sources, source_failures, pages, page_failures } = collected.await?;
    summary = Summary { sources, source_failures, pages, page_failures, ..summary };
    if extent.stages == Stages::All {
        understand(context, progress, stop, &mut summary).await?;
        // Last, when everything else is done and told: a model may take its time.
        let proposed = timed("propose", propose::propose(context, stop)).await?;
        if proposed.admitted > 0 {
            understand(context, progress, stop, &mut summary).await?;
        }
    }
    Ok(summary)
}

/// Reads pages while others are still being fetched: the one waits for the network, the other for the processor.
async fn collect_and_read(
    context: &Context,
    progress: Progress,
    stop: &CancellationToken,
    until: Until,
    summary: &mut Summary,
) -> anyhow::Result<Collected> {
    let (news, collected) = (Notify::new(), CancellationToken::new());
    let collecting = async {
        let done = collect::collect(context, progress, stop, until, &news).await;
        collected.cancel();
        done
    };
    let reading = async {
        loop {
            tokio::select! {
                biased;
                () = collected.cancelled() => return anyhow::Ok(()),
                () = news.notified() => {}
            }
            let read = read::read(context, Progress::Hidden, stop).await?;
            summary.documents += read.documents;
            summary.versions += read.versions;
        }
    };
    let (collected, read) = tokio::join!(collecting, reading);
    read.and(collected)
}

/// All stages after collecting; what `import` and `retag` need too.
pub async fn understand(
    context: &Context,
    progress: Progress,
    stop: &CancellationToken,
    summary: &mut Summary,
) -> anyhow::Result<()> {
    let read = timed("read", read::read(context, progress, stop)).await?;
    summary.documents += read.documents;
    summary.versions += read.versions;
    timed("watch", watch::watch(context)).await?;
    timed("hubs", hubs::subscribe(context)).await?;
    summary.tagged += timed("tag", tag::tag(context, progress, stop)).await?;
    summary.placed += timed("place", place::place(context, progress, stop)).await?;
    timed("describe", describe::describe(context, progress, stop)).await?;
    timed("index", index::follow(context, progress, stop)).await?;
    timed("alert", alert::plan(context)).await?;
    summary.alerts += timed("deliver", deliver::deliver(context, stop)).await?;
    Ok(())
}

/// Says at level `debug` how long a stage took.
async fn timed<T>(stage: &'static str, work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let start = Instant::now();
    let done = work.await;
    tracing::debug!(stage, duration_ms = start.elapsed().as_millis(), "stage done");
    done
}
