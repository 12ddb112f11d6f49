//! Entries: addresses to fetch, how far each has come, and the pages that answer them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::sqlite::{SqliteQueryResult, SqliteRow};
use sqlx::{Row, SqliteConnection};
use watchline_model::page::FetchedPage;
use watchline_model::{Entry, EntryId, EntryState, PageId, SourceId};

use crate::columns::{Columns, micros, moment};
use crate::lists::fetch_listed;
use crate::pages::{Purpose, archive_page, body_digest};
use crate::sources::{load_sources, validators_of};
use crate::{DueEntry, Store, StoreError, blobs};

impl Store {
    /// Entries of configured, enabled sources whose time has come, the longest overdue first.
    pub async fn due_entries(&self, now: DateTime<Utc>, limit: u32) -> Result<Vec<DueEntry>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query(
            "SELECT entries.* FROM entries JOIN sources ON sources.id = entries.source
             WHERE entries.next_due <= $1 AND sources.configured = TRUE AND sources.enabled = TRUE
             ORDER BY entries.next_due, entries.id LIMIT $2",
        )
        .bind(micros(now))
        .bind(i64::from(limit))
        .fetch_all(&mut *reading)
        .await?;
        let mut due = Vec::with_capacity(rows.len());
        for row in &rows {
            due.push((entry_of(row)?, validators_of(&Columns::of("entries", row))?));
        }
        let sources: Vec<String> = due.iter().map(|(entry, _)| entry.source.0.clone()).collect();
        let sources = load_sources(&mut reading, &sources).await?;
        let with_source = |(entry, validators): (Entry, _)| {
            let source = sources.get(entry.source.as_str()).cloned();
            let source = source.ok_or_else(|| StoreError::Corrupt(format!("entry {} has no source", entry.id)))?;
            Ok(DueEntry { entry, source, validators })
        };
        due.into_iter().map(with_source).collect()
    }

    /// When the next source or entry is due; `now` where one is overdue, `None` where nothing will ever be.
    pub async fn next_due(&self, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, StoreError> {
        let row = sqlx::query(
            "SELECT MIN(next_due) AS next_due FROM (
                 SELECT next_due FROM sources WHERE configured = TRUE AND enabled = TRUE AND next_due IS NOT NULL
                 UNION ALL
                 SELECT entries.next_due FROM entries JOIN sources ON sources.id = entries.source
                 WHERE sources.configured = TRUE AND sources.enabled = TRUE AND entries.next_due IS NOT NULL
             ) AS due",
        )
        .fetch_one(self.readers())
        .await?;
        let earliest: Option<i64> = row.try_get(0)?;
        Ok(earliest.map(moment).transpose()?.map(|earliest| earliest.max(now)))
    }

    /// An entry was fetched well: the page is archived and waits to be read. `None`: its body is that of the entry's
    /// last page, so it is archived but there is nothing to read. `next_due`: when it is fetched again.
    ///
    /// # Errors
    /// `Conflict` for an entry that is not stored.
    pub async fn record_entry_page(
        &self,
        entry: EntryId,
        page: &FetchedPage,
        next_due: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<Option<PageId>, StoreError> {
        let packed = blobs::pack(&page.body).await?;
        let mut writing = self.write().await?;
        let row = sqlx::query("SELECT source, last_page FROM entries WHERE id = $1")
            .bind(entry.0)
            .fetch_optional(&mut *writing)
            .await?
            .ok_or_else(|| not_stored(entry))?;
        let columns = Columns::of("entries", &row);
        let source = columns.text("source")?;
        let last_body = match columns.number_or_none("last_page")? {
            Some(last) => body_digest(&mut writing, last).await?,
            None => None,
        };
        let sha256 = packed.sha256.hex();
        let purpose = if last_body.as_ref() == Some(&sha256) { Purpose::ToKeep } else { Purpose::ToRead };
        let id = archive_page(&mut writing, &source, Some(entry), page, &packed, purpose).await?;
        sqlx::query(
            "UPDATE entries SET state = $2, attempts = 0, next_due = $3, last_page = $4, last_error = NULL, etag = $5,
                 last_modified = $6, body_sha256 = $7, last_attempt = $8
             WHERE id = $1",
        )
        .bind(entry.0)
        .bind(EntryState::Done.as_str())
        .bind(next_due.map(micros))
        .bind(id.0)
        .bind(page.header("etag"))
        .bind(page.header("last-modified"))
        .bind(sha256)
        .bind(micros(now))
        .execute(&mut *writing)
        .await?;
        writing.commit().await?;
        Ok((purpose == Purpose::ToRead).then_some(id))
    }

    /// The host answered that nothing has changed since the last fetch.
    pub async fn record_entry_unchanged(
        &self,
        entry: EntryId,
        next_due: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let done = sqlx::query(
            "UPDATE entries SET state = $2, attempts = 0, next_due = $3, last_error = NULL, last_attempt = $4
             WHERE id = $1",
        )
        .bind(entry.0)
        .bind(EntryState::Done.as_str())
        .bind(next_due.map(micros))
        .bind(micros(now))
        .execute(&mut *writing)
        .await?;
        require_one(&done, entry)?;
        Ok(writing.commit().await?)
    }

    /// A fetch failed: the attempt is counted, the reason kept. `state` says whether it is tried again (`Pending`) or
    /// not (`Refused`, `Failed`), `next_due` when.
    pub async fn record_entry_failure(
        &self,
        entry: EntryId,
        error: &str,
        state: EntryState,
        next_due: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let done = sqlx::query(
            "UPDATE entries SET state = $2, attempts = attempts + 1, next_due = $3, last_error = $4, last_attempt = $5
             WHERE id = $1",
        )
        .bind(entry.0)
        .bind(state.as_str())
        .bind(next_due.map(micros))
        .bind(error)
        .bind(micros(now))
        .execute(&mut *writing)
        .await?;
        require_one(&done, entry)?;
        Ok(writing.commit().await?)
    }
}

fn require_one(done: &SqliteQueryResult, entry: EntryId) -> Result<(), StoreError> {
    if done.rows_affected() == 0 { Err(not_stored(entry)) } else { Ok(()) }
}

fn not_stored(entry: EntryId) -> StoreError {
    StoreError::Conflict(format!("entry {entry} is not stored; entries come from record_listing"))
}

/// These entries, by id.
pub(crate) async fn load_entries(
    connection: &mut SqliteConnection,
    ids: &[i64],
) -> Result<HashMap<i64, Entry>, StoreError> {
    let rows = fetch_listed(connection, "SELECT * FROM entries WHERE id IN ({list})", ids).await?;
    rows.iter().map(|row| entry_of(row).map(|entry| (entry.id.0, entry))).collect()
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
