//! The one place where synchronous work (the index, hashing a long export) leaves the async threads.

use crate::error::WebError;

/// Runs `work` on a blocking thread. A panic in it is this request's failure, not the server's.
pub(crate) async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, WebError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| WebError::Broken(error.to_string()))
}
