//! What a source lists: one fetch of it, the new entries it brought, and its health, in one transaction.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use watchline_model::page::FetchedPage;
use watchline_model::{ChangeKind, EntryState, SourceId, Subject};

use crate::changes::append_change;
use crate::columns::{Columns, json, micros};
use crate::lists::fetch_listed;
use crate::numbers::next_numbers;
use crate::pages::{Purpose, archive_page};
use crate::sources::{FAILURES_TO_REPORT, not_stored};
use crate::{Listing, NewEntry, Store, StoreError, blobs};

/// What a 304 answer counts as.
const NOT_MODIFIED: i64 = 304;

impl Store {
    /// A source was fetched well: its page (`None`: not modified) is archived, addresses not yet known to any source
    /// become entries that are due at once, its health starts anew. After three failures or more this is a change
    /// (`source_recovered`). The time from `now` to `next_due` is kept as the source's interval.
    ///
    /// # Errors
    /// `Conflict` for a source that is not stored.
    pub async fn record_listing(
        &self,
        source: &SourceId,
        page: Option<&FetchedPage>,
        items: &[NewEntry],
        next_due: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Listing, StoreError> {
        let packed = match page {
            Some(page) => Some((page, blobs::pack(&page.body).await?)),
            None => None,
        };
        let mut writing = self.write().await?;
        let row = sqlx::query("SELECT consecutive_failures FROM sources WHERE id = $1")
            .bind(source.as_str())
            .fetch_optional(&mut *writing)
            .await?
            .ok_or_else(|| not_stored(source))?;
        let failures: u32 = Columns::of("sources", &row).count("consecutive_failures")?;
        if let Some((page, packed)) = &packed {
            archive_page(&mut writing, source.as_str(), None, page, packed, Purpose::ToKeep).await?;
            keep_validators(&mut writing, source, page, &packed.sha256.hex()).await?;
        }
        let new_entries = insert_entries(&mut writing, source, items, now).await?;
        sqlx::query(
            "UPDATE sources SET last_fetch = $2, last_success = $2, last_status = $3, consecutive_failures = 0,
                 last_error = NULL, next_due = $4, interval_seconds = $5, last_new_entry = COALESCE($6, last_new_entry)
             WHERE id = $1",
        )
        .bind(source.as_str())
        .bind(micros(now))
        .bind(page.map_or(NOT_MODIFIED, |page| i64::from(page.status)))
        .bind(micros(next_due))
        .bind((next_due - now).num_seconds().max(0))
        .bind((new_entries > 0).then(|| micros(now)))
        .execute(&mut *writing)
        .await?;
        if failures >= FAILURES_TO_REPORT {
            let detail = format!("answers again after {failures} failures in a row");
            let subject = Subject::Source(source.clone());
            append_change(&mut writing, ChangeKind::SourceRecovered, &subject, &detail, now).await?;
        }
        writing.commit().await?;
        Ok(Listing { new_entries })
    }
}

async fn keep_validators(
    connection: &mut SqliteConnection,
    source: &SourceId,
    page: &FetchedPage,
    sha256: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE sources SET etag = $2, last_modified = $3, body_sha256 = $4 WHERE id = $1")
        .bind(source.as_str())
        .bind(page.header("etag"))
        .bind(page.header("last-modified"))
        .bind(sha256)
        .execute(connection)
        .await?;
    Ok(())
}

/// Adds the entries whose addresses nobody has listed yet; says how many. A known one that is now to be watched is.
async fn insert_entries(
    connection: &mut SqliteConnection,
    source: &SourceId,
    items: &[NewEntry],
    now: DateTime<Utc>,
) -> Result<u32, StoreError> {
    let urls: Vec<String> = items.iter().map(|item| item.url.clone()).collect();
    let rows = fetch_listed(connection, "SELECT url, watched FROM entries WHERE url IN ({list})", &urls).await?;
    let (mut known, mut watched) = (HashSet::new(), HashSet::new());
    for row in &rows {
        let columns = Columns::of("entries", row);
        let url = columns.text("url")?;
        if columns.flag("watched")? {
            watched.insert(url.clone());
        }
        known.insert(url);
    }
    let mut new_entries = Vec::new();
    for item in items {
        if known.insert(item.url.clone()) {
            new_entries.push(item);
        } else if item.watched && watched.insert(item.url.clone()) {
            sqlx::query("UPDATE entries SET watched = TRUE, next_due = COALESCE(next_due, $2) WHERE url = $1")
                .bind(&item.url)
                .bind(micros(now))
                .execute(&mut *connection)
                .await?;
        }
    }
    let count = u32::try_from(new_entries.len()).unwrap_or(u32::MAX);
    let first = if count == 0 { 0 } else { next_numbers(connection, "entry", i64::from(count)).await? };
    for (id, item) in (first..).zip(new_entries) {
        insert_entry(connection, id, source, item, now).await?;
    }
    Ok(count)
}

async fn insert_entry(
    connection: &mut SqliteConnection,
    id: i64,
    source: &SourceId,
    item: &NewEntry,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO entries (id, source, url, title, authors, published, summary, state, attempts, watched, next_due,
             listed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $10)",
    )
    .bind(id)
    .bind(source.as_str())
    .bind(&item.url)
    .bind(&item.title)
    .bind(json(&item.authors))
    .bind(item.published.map(micros))
    .bind(&item.summary)
    .bind(EntryState::Pending.as_str())
    .bind(item.watched)
    .bind(micros(now))
    .execute(connection)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
