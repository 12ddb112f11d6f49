//! The order of the stages: collect, read, tag, place, describe, index, alert, deliver.
//!
//! Each stage takes undone work from the store and writes its result back in one transaction, so a run
//! that is killed anywhere is simply run again. Nothing here keeps state of its own.

use std::time::Instant;

use tokio_util::sync::CancellationToken;

use crate::context::Context;
use crate::progress::Progress;
use crate::stages::{alert, collect, deliver, describe, index, place, read, tag};

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

/// Does everything that is due, then everything that follows from it, until nothing is left or `stop` is told.
pub async fn run(context: &Context, progress: Progress, stop: &CancellationToken) -> anyhow::Result<Summary> {
    let mut summary = Summary::default();
    let collected = timed("collect", collect::collect(context, progress, stop)).await?;
    summary.sources = collected.sources;
    summary.source_failures = collected.source_failures;
    summary.pages = collected.pages;
    summary.page_failures = collected.page_failures;
    understand(context, progress, stop, &mut summary).await?;
    Ok(summary)
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
