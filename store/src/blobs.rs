//! Bodies of pages: named by their own SHA-256, compressed, each kept once.
//!
//! Compressing and hashing megabytes takes long enough to be done off the asynchronous threads.

use sqlx::SqliteConnection;
use watchline_model::page::Digest;

use crate::StoreError;
use crate::archive::digest;
use crate::columns::Columns;

/// zstd's own default: news pages shrink to about a fifth, at hundreds of megabytes a second.
const LEVEL: i32 = 3;

/// A body ready to be kept.
pub(crate) struct Packed {
    pub(crate) sha256: Digest,
    pub(crate) size_bytes: u64,
    compressed: Vec<u8>,
}

/// Hashes and compresses a body.
pub(crate) async fn pack(body: &[u8]) -> Result<Packed, StoreError> {
    let body = body.to_vec();
    off_thread(move || {
        let compressed = zstd::bulk::compress(&body, LEVEL).map_err(|error| {
            StoreError::Conflict(format!("a body of {} bytes cannot be compressed: {error}", body.len()))
        })?;
        Ok(Packed { sha256: digest(&body), size_bytes: body.len() as u64, compressed })
    })
    .await
}

/// Keeps a body, unless it is kept already.
pub(crate) async fn keep(connection: &mut SqliteConnection, packed: &Packed) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO blobs (sha256, size_bytes, compressed) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING",
    )
    .bind(packed.sha256.hex())
    .bind(packed.size_bytes.cast_signed())
    .bind(&packed.compressed)
    .execute(connection)
    .await?;
    Ok(())
}

/// The body with this hash, checked against it.
///
/// # Errors
/// `Corrupt` where it is missing, cannot be decompressed, or does not have this hash.
pub(crate) async fn fetch(connection: &mut SqliteConnection, sha256: Digest) -> Result<Vec<u8>, StoreError> {
    let row = sqlx::query("SELECT size_bytes, compressed FROM blobs WHERE sha256 = $1")
        .bind(sha256.hex())
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else {
        return Err(StoreError::Corrupt(format!("the body {sha256} is missing")));
    };
    let columns = Columns::of("blobs", &row);
    let (size, compressed) = (columns.count::<usize>("size_bytes")?, columns.bytes("compressed")?);
    off_thread(move || unpack(sha256, size, &compressed)).await
}

fn unpack(sha256: Digest, size: usize, compressed: &[u8]) -> Result<Vec<u8>, StoreError> {
    // The capacity is what decompression may yield at most; a damaged size must not make it allocate at will.
    let capacity = size.min(compressed.len().saturating_mul(MOST_EXPANSION).saturating_add(1024));
    let body = zstd::bulk::decompress(compressed, capacity)
        .map_err(|error| StoreError::Corrupt(format!("the body {sha256} cannot be decompressed: {error}")))?;
    if body.len() != size || digest(&body) != sha256 {
        return Err(StoreError::Corrupt(format!("the body {sha256} does not have this hash")));
    }
    Ok(body)
}

/// zstd's format allows about 32,000 times (a block of 128 KiB in 4 bytes).
const MOST_EXPANSION: usize = 40_000;

/// Runs work that would hold up the asynchronous threads on one that may wait.
pub(crate) async fn off_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // Only a runtime that is shutting down cancels blocking work; nothing was written.
            Err(error) => Err(StoreError::Conflict(format!("stopped while shutting down: {error}"))),
        },
    }
}

#[cfg(test)]
mod tests;
