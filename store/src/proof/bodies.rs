//! Every body is decompressed and hashed again, whether a page names it or not.

use watchline_model::page::Digest;

use super::Part;
use crate::blobs::{off_thread, unpack};
use crate::columns::Columns;
use crate::{Store, StoreError};

/// Bodies held at a time; each may have megabytes.
const STEP: i64 = 16;

pub(super) async fn examine(store: &Store) -> Result<Part, StoreError> {
    let (mut part, mut last) = (Part::default(), String::new());
    loop {
        let mut reading = store.read().await?;
        let sql = "SELECT sha256, size_bytes, compressed FROM blobs WHERE sha256 > $1 ORDER BY sha256 LIMIT $2";
        let rows = sqlx::query(sql).bind(&last).bind(STEP).fetch_all(&mut *reading).await?;
        drop(reading);
        let mut bodies = Vec::with_capacity(rows.len());
        for row in &rows {
            let columns = Columns::of("blobs", row);
            last = columns.text("sha256")?;
            bodies.push((
                columns.digest("sha256")?,
                columns.count::<usize>("size_bytes")?,
                columns.bytes("compressed")?,
            ));
        }
        if bodies.is_empty() {
            return Ok(part);
        }
        let checked = off_thread(move || {
            let check = |(sha256, size, compressed): (Digest, usize, Vec<u8>)| {
                (sha256, unpack(sha256, size, &compressed).map(|_| ()))
            };
            Ok(bodies.into_iter().map(check).collect::<Vec<_>>())
        });
        for (sha256, sound) in checked.await? {
            match sound {
                Ok(()) => part.sound += 1,
                Err(StoreError::Corrupt(finding)) => {
                    part.finding = Some(name(store, sha256, &finding).await?);
                    return Ok(part);
                }
                Err(other) => return Err(other),
            }
        }
    }
}

/// Whose body it is.
async fn name(store: &Store, sha256: Digest, finding: &str) -> Result<String, StoreError> {
    let row = sqlx::query("SELECT id, url FROM pages WHERE sha256 = $1 ORDER BY id LIMIT 1")
        .bind(sha256.hex())
        .fetch_optional(store.readers())
        .await?;
    let Some(row) = row else { return Ok(format!("a body that no page names: {finding}")) };
    let columns = Columns::of("pages", &row);
    Ok(format!("page {}: fetched from {}: {finding}", columns.number("id")?, columns.text("url")?))
}
