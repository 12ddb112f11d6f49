//! Rows from before the second step get what rows written since have: their link in a chain, or their digest.
//!
//! All rows of a table are completed in one transaction, so its first row says whether there is anything to do.

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use watchline_model::page::Digest;

use crate::StoreError;
use crate::{changes, decisions, pages, tags};

/// Rows completed between two reads.
const STEP: i64 = 500;

/// What is missing in one table, and how it is found and filled.
struct Table {
    /// Asks whether the first row that should have it lacks it.
    lacking: &'static str,
    /// The rows after an id, which is their first column.
    rows: &'static str,
    fill: &'static str,
    /// From a row and the one before.
    value: fn(&SqliteRow, &Digest) -> Result<Digest, StoreError>,
}

const TABLES: [Table; 4] = [
    Table {
        lacking: "SELECT chain IS NULL FROM changes ORDER BY seq LIMIT 1",
        rows: "SELECT seq AS row_id, changes.* FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2",
        fill: "UPDATE changes SET chain = $2 WHERE seq = $1",
        value: changes::link_of,
    },
    Table {
        lacking: "SELECT chain IS NULL FROM decisions ORDER BY id LIMIT 1",
        rows: "SELECT id AS row_id, decisions.* FROM decisions WHERE id > $1 ORDER BY id LIMIT $2",
        fill: "UPDATE decisions SET chain = $2 WHERE id = $1",
        value: decisions::link_of,
    },
    Table {
        lacking: "SELECT sha256 IS NULL FROM tags ORDER BY version LIMIT 1",
        rows: "SELECT version AS row_id, tags.* FROM tags WHERE version > $1 ORDER BY version LIMIT $2",
        fill: "UPDATE tags SET sha256 = $2 WHERE version = $1",
        value: |row, _| tags::digest_of(row),
    },
    Table {
        lacking: "SELECT outcome_sha256 IS NULL FROM pages
                  WHERE unread = FALSE ORDER BY id LIMIT 1",
        rows: "SELECT id AS row_id, pages.* FROM pages
               WHERE id > $1 AND unread = FALSE ORDER BY id LIMIT $2",
        fill: "UPDATE pages SET outcome_sha256 = $2 WHERE id = $1",
        value: |row, _| pages::outcome_digest(row),
    },
];

/// Completes what the second step added to rows that were there.
pub(super) async fn complete(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    for table in &TABLES {
        let first = sqlx::query(table.lacking).fetch_optional(&mut *connection).await?;
        if first.map(|row| row.try_get::<bool, _>(0)).transpose()?.unwrap_or(false) {
            complete_table(connection, table).await?;
        }
    }
    Ok(())
}

async fn complete_table(connection: &mut SqliteConnection, table: &Table) -> Result<(), StoreError> {
    let (mut after, mut previous) = (0_i64, Digest::ZERO);
    loop {
        let rows = sqlx::query(table.rows).bind(after).bind(STEP).fetch_all(&mut *connection).await?;
        for row in &rows {
            after = row.try_get("row_id")?;
            previous = (table.value)(row, &previous)?;
            sqlx::query(table.fill).bind(after).bind(previous.hex()).execute(&mut *connection).await?;
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}
