//! When things are due that no listing announces: a page that is itself a source, a host that rests.

use chrono::{DateTime, Utc};
use sqlx::Row;
use watchline_model::{EntryState, SourceId};

use crate::columns::{micros, moment};
use crate::ledger::Ledger;
use crate::listings::{Parts, take_in_entries};
use crate::sources::not_stored;
use crate::{NewEntry, Store, StoreError};

impl Store {
    /// The page that a source of kind `page` watches is due now; answers whether its entry is new.
    pub async fn make_page_due(&self, source: &SourceId, url: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let entry = NewEntry { url: url.to_owned(), watched: true, ..NewEntry::default() };
        let answer = watchline_model::page::FetchedPage {
            url: url.to_owned(),
            final_url: url.to_owned(),
            status: 0,
            headers: Vec::new(),
            fetched_at: now,
            body: Vec::new(),
        };
        let parts = Parts { answer: &answer, headers: Vec::new(), records: &[] };
        let mut ledger = Ledger::default();
        let listing = take_in_entries(&mut writing, &mut ledger, source, &[entry], &parts, now).await?;
        ledger.close(&mut writing).await?;
        sqlx::query("UPDATE entries SET next_due = $2, state = $3, attempts = 0 WHERE url = $1")
            .bind(url)
            .bind(micros(now))
            .bind(EntryState::Pending.as_str())
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(listing.new_entries > 0)
    }

    /// The source's host rests until then; no attempt was made.
    ///
    /// # Errors
    /// `Conflict` for a source that is not stored.
    pub async fn postpone_source(&self, source: &SourceId, until: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let done = sqlx::query("UPDATE sources SET next_due = $2 WHERE id = $1")
            .bind(source.as_str())
            .bind(micros(until))
            .execute(&mut *writing)
            .await?;
        if done.rows_affected() == 0 {
            return Err(not_stored(source));
        }
        Ok(writing.commit().await?)
    }

    /// When the next entry of a source that is watched will be due, be it overdue.
    pub async fn next_entry_due(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let row = sqlx::query(
            "SELECT next_due FROM entries WHERE next_due IS NOT NULL AND state = 'pending'
                 AND EXISTS (SELECT 1 FROM sources
                             WHERE sources.id = entries.source AND sources.configured = TRUE AND sources.enabled = TRUE)
             ORDER BY next_due, id LIMIT 1",
        )
        .fetch_optional(self.readers())
        .await?;
        let earliest: Option<i64> = row.map(|row| row.try_get(0)).transpose()?;
        earliest.map(moment).transpose()
    }
}

#[cfg(test)]
mod tests;
