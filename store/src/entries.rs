//! Entries: addresses to fetch, and which of them are due.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::{Entry, EntryId, PageId, Source, SourceId};

use crate::columns::{Columns, micros};
use crate::lists::fetch_listed;
use crate::sources::{load_sources, validators_of};
use crate::{DueEntry, Store, StoreError};

impl Store {
    /// Entries of configured, enabled sources whose time has come, the longest overdue first.
    pub async fn due_entries(&self, now: DateTime<Utc>, limit: u32) -> Result<Vec<DueEntry>, StoreError> {
        self.due_entries_after(now, limit, None).await
    }

    /// The same, but only what comes after the moment at which an entry was due and its id: so that one can read on
    /// while the earlier ones are being fetched.
    pub async fn due_entries_after(
        &self,
        now: DateTime<Utc>,
        limit: u32,
        after: Option<(DateTime<Utc>, EntryId)>,
    ) -> Result<Vec<DueEntry>, StoreError> {
        let (moment, id) = after.map_or((i64::MIN, i64::MIN), |(moment, id)| (micros(moment), id.0));
        let mut reading = self.read().await?;
        let rows = sqlx::query(
            "SELECT * FROM entries WHERE next_due <= $1 AND (next_due, id) > ($2, $3)
                 AND EXISTS (SELECT 1 FROM sources
                             WHERE sources.id = entries.source AND sources.configured = TRUE AND sources.enabled = TRUE)
             ORDER BY next_due, id LIMIT $4",
        )
        .bind(micros(now))
        .bind(moment)
        .bind(id)
        .bind(i64::from(limit))
        .fetch_all(&mut *reading)
        .await?;
        let ids = rows.iter().map(|row| Columns::of("entries", row).text("source"));
        let sources = load_sources(&mut reading, &ids.collect::<Result<Vec<String>, StoreError>>()?).await?;
        rows.iter().map(|row| due_of(row, &sources)).collect()
    }

    /// What a source lists and could not be had at the last attempt, the latest listed first.
    pub async fn list_failing_entries(&self, source: &SourceId, limit: u32) -> Result<Vec<Entry>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM entries WHERE source = $1 AND last_error IS NOT NULL ORDER BY listed_at DESC, id DESC LIMIT $2",
        )
        .bind(source.as_str())
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(entry_of).collect()
    }

    /// When the next source or entry is due; `now` where one is overdue, `None` where nothing will ever be.
    pub async fn next_due(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
        let row = sqlx::query(
            "SELECT
                 (SELECT MIN(next_due) FROM sources WHERE configured = TRUE AND enabled = TRUE) AS source_due,
                 (SELECT next_due FROM entries WHERE next_due IS NOT NULL
                      AND EXISTS (SELECT 1 FROM sources WHERE sources.id = entries.source
                                      AND sources.configured = TRUE AND sources.enabled = TRUE)
                  ORDER BY next_due, id LIMIT 1) AS entry_due",
        )
        .fetch_one(self.readers())
        .await?;
        let columns = Columns::of("entries and sources", &row);
        let due = [columns.moment_or_none("source_due")?, columns.moment_or_none("entry_due")?];
        Ok(due.into_iter().flatten().min().map(|earliest| earliest.max(now)))
    }
}

/// These entries and when each was changed last as listed, by id.
pub(crate) async fn load_entries(
    connection: &mut SqliteConnection,
    ids: &[i64],
) -> Result<HashMap<i64, (Entry, Option<DateTime<Utc>>)>, StoreError> {
    let rows = fetch_listed(connection, "SELECT * FROM entries WHERE id IN ({list})", ids).await?;
    let mut entries = HashMap::with_capacity(rows.len());
    for row in &rows {
        let entry = entry_of(row)?;
        entries.insert(entry.id.0, (entry, Columns::of("entries", row).moment_or_none("updated")?));
    }
    Ok(entries)
}

fn due_of(row: &SqliteRow, sources: &HashMap<String, Source>) -> Result<DueEntry, StoreError> {
    let entry = entry_of(row)?;
    let columns = Columns::of("entries", row);
    let source = sources.get(entry.source.as_str()).cloned();
    Ok(DueEntry {
        source: source.ok_or_else(|| StoreError::Corrupt(format!("entry {} has no source", entry.id)))?,
        entry,
        validators: validators_of(&columns)?,
        updated: columns.moment_or_none("updated")?,
        revision: columns.text_or_none("revision")?,
        hash_url: columns.text_or_none("hash_url")?,
        unchanged_in_a_row: columns.count("unchanged_in_a_row")?,
        distrusts_validators: columns.flag("distrusts_validators")?,
        last_seen: columns.moment_or_none("last_seen")?,
        absences: columns.count("absences")?,
        absent_since: columns.moment_or_none("absent_since")?,
    })
}

fn entry_of(row: &SqliteRow) -> Result<Entry, StoreError> {
    let columns = Columns::of("entries", row);
    Ok(Entry {
        id: EntryId(columns.number("id")?),
        source: SourceId(columns.text("source")?),
        url: columns.text("url")?,
        title: columns.text_or_none("title")?,
        authors: columns.json("authors")?,
        published: columns.moment_or_none("published")?,
        summary: columns.text_or_none("summary")?,
        state: columns.word("state")?,
        attempts: columns.count("attempts")?,
        watched: columns.flag("watched")?,
        next_due: columns.moment_or_none("next_due")?,
        last_page: columns.number_or_none("last_page")?.map(PageId),
        last_error: columns.text_or_none("last_error")?,
    })
}

#[cfg(test)]
mod tests;
