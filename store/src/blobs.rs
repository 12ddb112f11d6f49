//! Bodies of pages: named by their own SHA-256, compressed, each kept once.
//!
//! Compressing and hashing megabytes takes long enough to be done off the asynchronous threads.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};
use sqlx::SqliteConnection;
use watchline_model::page::{Digest, FetchedPage};

use crate::StoreError;
use crate::archive::digest;
use crate::columns::Columns;
use crate::lists::fetch_listed;

/// Measured over 400 news and documentation pages (`examples/measure_archive.rs`): level 1 leaves 19.5 % of them at
/// 1.7 CPU-ms a megabyte; level 3, zstd's own default, 18.1 % at 2.4, level 6 16.8 % at 7.1.
const LEVEL: i32 = 1;

/// A body ready to be kept.
#[derive(Debug, Clone)]
pub(crate) struct Packed {
    pub(crate) sha256: Digest,
    pub(crate) size_bytes: u64,
    /// `None` for one that is kept already.
    compressed: Option<Vec<u8>>,
}

impl Packed {
    /// Stands for a body that is in the store already; bodies never leave it.
    pub(crate) fn kept_before(sha256: Digest, size: usize) -> Self {
        Self { sha256, size_bytes: size as u64, compressed: None }
    }
}

/// A fetched page whose body is hashed and compressed: ready to be archived.
#[derive(Debug, Clone)]
pub struct PackedPage {
    page: FetchedPage,
    pub(crate) body: Packed,
}

impl PackedPage {
    /// The answer; its body is empty, since it is packed.
    pub fn page(&self) -> &FetchedPage {
        &self.page
    }

    /// Of the body as it came.
    pub fn sha256(&self) -> Digest {
        self.body.sha256
    }

    /// Of the body as it came.
    pub fn size_bytes(&self) -> u64 {
        self.body.size_bytes
    }
}

/// Hashes and compresses a page's body. Nothing but computing, about two milliseconds a megabyte: callers do many at a
/// time, on threads that may be kept busy.
pub fn pack_page(mut page: FetchedPage) -> PackedPage {
    let body = pack(&std::mem::take(&mut page.body));
    PackedPage { page, body }
}

/// Hashes and compresses a body.
pub(crate) fn pack(body: &[u8]) -> Packed {
    let compressed = zstd::bulk::compress(body, LEVEL)
        .expect("the room for the result is what zstd itself asks for, and the level is one of its own");
    Packed { sha256: digest(body), size_bytes: body.len() as u64, compressed: Some(compressed) }
}

/// Keeps a body, unless it is kept already.
pub(crate) async fn keep(connection: &mut SqliteConnection, packed: &Packed) -> Result<(), StoreError> {
    let Some(compressed) = &packed.compressed else { return Ok(()) };
    sqlx::query(
        "INSERT INTO blobs (sha256, size_bytes, compressed) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING",
    )
    .bind(packed.sha256.hex())
    .bind(packed.size_bytes.cast_signed())
    .bind(compressed.as_slice())
    .execute(connection)
    .await?;
    Ok(())
}

/// The body with this hash, checked against it.
///
/// # Errors
/// `Corrupt` where it is missing, cannot be decompressed, or does not have this hash.
pub(crate) async fn fetch(connection: &mut SqliteConnection, sha256: Digest) -> Result<Vec<u8>, StoreError> {
    let mut found = fetch_many(connection, &[sha256]).await?;
    found.remove(&sha256).ok_or_else(|| missing(sha256))
}

/// These bodies, checked against their hashes.
///
/// # Errors
/// As [`fetch`].
pub(crate) async fn fetch_many(
    connection: &mut SqliteConnection,
    wanted: &[Digest],
) -> Result<HashMap<Digest, Vec<u8>>, StoreError> {
    let keys: Vec<String> = wanted.iter().map(Digest::hex).collect();
    let sql = "SELECT sha256, size_bytes, compressed FROM blobs WHERE sha256 IN ({list})";
    let mut found = Vec::with_capacity(wanted.len());
    for row in &fetch_listed(connection, sql, &keys).await? {
        let columns = Columns::of("blobs", row);
        found.push((columns.digest("sha256")?, columns.count::<usize>("size_bytes")?, columns.bytes("compressed")?));
    }
    let bodies = off_thread(move || {
        let unpacked = |(sha256, size, compressed): (Digest, usize, Vec<u8>)| {
            unpack(sha256, size, &compressed).map(|body| (sha256, body))
        };
        found.into_iter().map(unpacked).collect::<Result<HashMap<Digest, Vec<u8>>, StoreError>>()
    })
    .await?;
    match wanted.iter().find(|sha256| !bodies.contains_key(*sha256)) {
        Some(sha256) => Err(missing(*sha256)),
        None => Ok(bodies),
    }
}

fn missing(sha256: Digest) -> StoreError {
    StoreError::Corrupt(format!("the body {sha256} is missing"))
}

pub(crate) fn unpack(sha256: Digest, size: usize, compressed: &[u8]) -> Result<Vec<u8>, StoreError> {
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

/// SHA-256 of a body of any size where it lies, letting others go on now and then.
pub(crate) async fn digest_in_steps(body: &[u8]) -> Digest {
    let mut hash = Sha256::new();
    for step in body.chunks(STEP_BYTES) {
        hash.update(step);
        tokio::task::yield_now().await;
    }
    Digest(hash.finalize().into())
}

/// Hashed in about a millisecond.
const STEP_BYTES: usize = 1 << 19;

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
