//! Gaps: times in which a source did not answer well. Kept for good, so that "nothing was published" can be told from
//! "nothing could be seen".
//!
//! A gap begins with the first failure in a row and ends with the first success. It counts, and is listed, if there
//! were two failures or more, or if one failure took longer than the source's interval to be made good: a single
//! failure that the next round makes good in time hid nothing.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::SourceId;

use crate::columns::{Columns, micros};
use crate::{Gap, Store, StoreError};

impl Store {
    /// Gaps of one source, or of all, the latest first.
    pub async fn list_gaps(&self, source: Option<&SourceId>, limit: u32) -> Result<Vec<Gap>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM gaps WHERE (source = $1 OR $1 IS NULL)
                 AND (failures >= 2 OR ended - began > COALESCE(interval_seconds, 0) * 1000000)
             ORDER BY began DESC, source LIMIT $2",
        )
        .bind(source.map(SourceId::as_str))
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(gap_of).collect()
    }
}

/// A failure, the `failures`th in a row, begins a gap or is one more of it.
pub(crate) async fn begin_or_prolong_gap(
    connection: &mut SqliteConnection,
    source: &SourceId,
    failures: u32,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = sqlx::query("UPDATE gaps SET failures = $2, reason = $3 WHERE source = $1 AND ended IS NULL")
        .bind(source.as_str())
        .bind(i64::from(failures))
        .bind(reason)
        .execute(&mut *connection)
        .await?;
    if done.rows_affected() > 0 {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO gaps (source, began, failures, reason, last_success, interval_seconds)
         SELECT id, $2, $3, $4, last_success, interval_seconds FROM sources WHERE id = $1
         ON CONFLICT (source, began) DO UPDATE SET ended = NULL, failures = gaps.failures + 1, reason = excluded.reason",
    )
    .bind(source.as_str())
    .bind(micros(now))
    .bind(i64::from(failures))
    .bind(reason)
    .execute(connection)
    .await?;
    Ok(())
}

/// A success ends the gap, if there is one.
pub(crate) async fn end_gap(
    connection: &mut SqliteConnection,
    source: &SourceId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE gaps SET ended = $2 WHERE source = $1 AND ended IS NULL")
        .bind(source.as_str())
        .bind(micros(now))
        .execute(connection)
        .await?;
    Ok(())
}

fn gap_of(row: &SqliteRow) -> Result<Gap, StoreError> {
    let columns = Columns::of("gaps", row);
    Ok(Gap {
        source: SourceId(columns.text("source")?),
        began: columns.moment("began")?,
        ended: columns.moment_or_none("ended")?,
        failures: columns.count("failures")?,
        reason: columns.text("reason")?,
        last_success: columns.moment_or_none("last_success")?,
    })
}

#[cfg(test)]
mod tests;
