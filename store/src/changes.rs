//! The change log and how far its followers have come.
//!
//! Append-only. A line is written only inside the transaction that makes the change, so the log never tells of what
//! did not happen and never misses what did.

use chrono::{DateTime, Utc};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use watchline_model::page::Digest;
use watchline_model::{Change, ChangeKind, ChangeSeq, Subject};

use crate::archive::{ChangeRecord, change_link};
use crate::columns::{Columns, micros};
use crate::ledger::{Chain, Ledger};
use crate::numbers::last_number;
use crate::{Store, StoreError};

/// Writes a line into the log, within the caller's transaction.
pub(crate) async fn append_change(
    connection: &mut SqliteConnection,
    kind: ChangeKind,
    subject: &Subject,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<ChangeSeq, StoreError> {
    let mut ledger = Ledger::default();
    let seq = append_listed_change(connection, &mut ledger, kind, subject, detail, now).await?;
    ledger.close(connection).await?;
    Ok(seq)
}

/// The same as one of many, with the numbers and links of the caller's ledger.
pub(crate) async fn append_listed_change(
    connection: &mut SqliteConnection,
    ledger: &mut Ledger,
    kind: ChangeKind,
    subject: &Subject,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<ChangeSeq, StoreError> {
    let previous = ledger.previous(connection, Chain::Changes).await?;
    let seq = ledger.number(connection, Chain::Changes.noun()).await?;
    let subject_id = subject.id();
    let record = ChangeRecord {
        seq,
        changed_at: micros(now),
        kind: kind.as_str(),
        subject_kind: subject.kind(),
        subject_id: &subject_id,
        detail,
    };
    let link = change_link(&previous, &record);
    sqlx::query(
        "INSERT INTO changes (seq, changed_at, kind, subject_kind, subject_id, detail, chain)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(seq)
    .bind(record.changed_at)
    .bind(record.kind)
    .bind(record.subject_kind)
    .bind(&subject_id)
    .bind(detail)
    .bind(link.hex())
    .execute(connection)
    .await?;
    ledger.add(Chain::Changes, link);
    Ok(ChangeSeq(seq))
}

/// Moves a follower's cursor, within the caller's transaction.
pub(crate) async fn move_cursor(
    connection: &mut SqliteConnection,
    name: &str,
    seq: ChangeSeq,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO cursors (name, seq) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET seq = excluded.seq")
        .bind(name)
        .bind(seq.0)
        .execute(connection)
        .await?;
    Ok(())
}

impl Store {
    /// The lines after `after`, oldest first, at most `limit`.
    pub async fn changes_after(&self, after: ChangeSeq, limit: u32) -> Result<Vec<Change>, StoreError> {
        let rows = sqlx::query("SELECT * FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2")
            .bind(after.0)
            .bind(i64::from(limit))
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(change_of).collect()
    }

    /// The last line's number; 0 while the log is empty.
    pub async fn last_change(&self) -> Result<ChangeSeq, StoreError> {
        let mut reading = self.read().await?;
        Ok(ChangeSeq(last_number(&mut reading, "change").await?))
    }

    /// How far the follower `name` has come; 0 for one that never said.
    pub async fn cursor(&self, name: &str) -> Result<ChangeSeq, StoreError> {
        let row =
            sqlx::query("SELECT seq FROM cursors WHERE name = $1").bind(name).fetch_optional(self.readers()).await?;
        Ok(ChangeSeq(row.map(|row| row.try_get(0)).transpose()?.unwrap_or(0)))
    }

    /// Says how far the follower `name` has come.
    pub async fn set_cursor(&self, name: &str, seq: ChangeSeq) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        move_cursor(&mut writing, name, seq).await?;
        Ok(writing.commit().await?)
    }
}

/// The link that a line of the log must have after the link `previous`.
pub(crate) fn link_of(row: &SqliteRow, previous: &Digest) -> Result<Digest, StoreError> {
    let columns = Columns::of("changes", row);
    let (kind, detail) = (columns.text("kind")?, columns.text("detail")?);
    let (subject_kind, subject_id) = (columns.text("subject_kind")?, columns.text("subject_id")?);
    let record = ChangeRecord {
        seq: columns.number("seq")?,
        changed_at: columns.number("changed_at")?,
        kind: &kind,
        subject_kind: &subject_kind,
        subject_id: &subject_id,
        detail: &detail,
    };
    Ok(change_link(previous, &record))
}

fn change_of(row: &SqliteRow) -> Result<Change, StoreError> {
    let columns = Columns::of("changes", row);
    Ok(Change {
        seq: ChangeSeq(columns.number("seq")?),
        at: columns.moment("changed_at")?,
        kind: columns.word("kind")?,
        subject: subject_of(&columns)?,
        detail: columns.text("detail")?,
    })
}

/// What a change or a decision is about.
pub(crate) fn subject_of(columns: &Columns) -> Result<Subject, StoreError> {
    let (kind, id) = (columns.text("subject_kind")?, columns.text("subject_id")?);
    Subject::parse(&kind, &id).ok_or_else(|| StoreError::Corrupt(format!("`{kind} {id}` is no subject")))
}

#[cfg(test)]
mod tests;
