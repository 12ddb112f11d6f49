//! The one place through which synchronous work (reading, understanding, Tantivy) leaves the async threads.

use anyhow::Context as _;

/// Runs `work` on a blocking thread; an error only if it panicked or the runtime is going down.
pub(crate) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> anyhow::Result<T> {
    tokio::task::spawn_blocking(work).await.context("failed to finish work on a blocking thread")
}
