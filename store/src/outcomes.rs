//! What became of entries that were due: their answers archived and their rows brought up to date, many in one
//! transaction, since a commit a page would cost more than the page.
//!
//! An answer of any status is evidence and goes into the archive; only a body that differs from the entry's last one
//! waits to be read. A fetch that failed says nothing about the page: absence is counted from 404 and 410 alone.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::page::FetchedPage;
use watchline_model::{EntryId, EntryState, PageId};

use crate::blobs::{Packed, off_thread, pack};
use crate::columns::{Columns, micros};
use crate::ledger::Ledger;
use crate::lists::fetch_listed;
use crate::pages::{NewPage, Purpose, archive_page};
use crate::{EntryOutcome, Fetched, Store, StoreError};

impl Store {
    /// Takes in what became of these entries, in their order, in one transaction. Answers for each the page that now
    /// waits to be read; `None` where there is nothing new to read.
    ///
    /// # Errors
    /// `Conflict` for an entry that is not stored; then nothing was taken in.
    pub async fn record_entry_outcomes(
        &self,
        outcomes: &[EntryOutcome],
        now: DateTime<Utc>,
    ) -> Result<Vec<Option<PageId>>, StoreError> {
        let answers = pack_small_answers(outcomes).await?;
        let ids: Vec<i64> = outcomes.iter().map(|outcome| outcome.entry.0).collect();
        let mut writing = self.write().await?;
        let mut entries = load_progress(&mut writing, &ids).await?;
        let mut ledger = Ledger::default();
        let mut to_read = Vec::with_capacity(outcomes.len());
        for (outcome, answer) in outcomes.iter().zip(&answers) {
            let entry = entries.get_mut(&outcome.entry.0).ok_or_else(|| not_stored(outcome.entry))?;
            let archived = match answered(outcome, answer.as_ref()) {
                Some((page, body)) => {
                    let purpose = entry.purpose(outcome, body);
                    let source = &entry.source;
                    let new = NewPage { source, entry: Some(outcome.entry), page, body, purpose };
                    let id = archive_page(&mut writing, &mut ledger, &new).await?;
                    to_read.push((purpose == Purpose::ToRead).then_some(id));
                    Some(id)
                }
                None => {
                    to_read.push(None);
                    None
                }
            };
            if matches!(outcome.what, Fetched::Postponed) {
                postpone(&mut writing, outcome).await?;
            } else {
                entry.take_in(outcome, archived);
                entry.write(&mut writing, outcome, now).await?;
            }
        }
        ledger.close(&mut writing).await?;
        writing.commit().await?;
        Ok(to_read)
    }
}

/// Answers that are no pages come with at most a short body, so they are packed here.
async fn pack_small_answers(outcomes: &[EntryOutcome]) -> Result<Vec<Option<Packed>>, StoreError> {
    let body_of = |outcome: &EntryOutcome| match &outcome.what {
        Fetched::Unchanged(page) | Fetched::Absent(page) | Fetched::Failed { answer: Some(page), .. } => {
            Some(page.body.clone())
        }
        Fetched::Page(_) | Fetched::Failed { answer: None, .. } | Fetched::Postponed => None,
    };
    let bodies: Vec<Option<Vec<u8>>> = outcomes.iter().map(body_of).collect();
    if bodies.iter().all(|body| body.as_ref().is_none_or(Vec::is_empty)) {
        return Ok(bodies.iter().map(|body| body.as_deref().map(pack)).collect());
    }
    off_thread(move || Ok(bodies.iter().map(|body| body.as_deref().map(pack)).collect())).await
}

/// The answer to archive, with its packed body.
fn answered<'a>(outcome: &'a EntryOutcome, packed: Option<&'a Packed>) -> Option<(&'a FetchedPage, &'a Packed)> {
    match &outcome.what {
        Fetched::Page(page) => Some((page.page(), &page.body)),
        Fetched::Unchanged(page) | Fetched::Absent(page) | Fetched::Failed { answer: Some(page), .. } => {
            packed.map(|packed| (page, packed))
        }
        Fetched::Failed { answer: None, .. } | Fetched::Postponed => None,
    }
}

/// How far an entry has come, as its row says.
struct Progress {
    source: String,
    state: EntryState,
    attempts: i64,
    last_page: Option<i64>,
    last_error: Option<String>,
    etag: Option<String>,
    last_modified: Option<String>,
    body_sha256: Option<String>,
    revisions_in_vain: i64,
    unchanged_in_a_row: i64,
    distrusts_validators: bool,
    last_seen: Option<i64>,
    absences: i64,
    absent_since: Option<i64>,
    absent_last: Option<i64>,
}

impl Progress {
    fn of(row: &SqliteRow) -> Result<Self, StoreError> {
        let columns = Columns::of("entries", row);
        Ok(Self {
            source: columns.text("source")?,
            state: columns.word("state")?,
            attempts: columns.number("attempts")?,
            last_page: columns.number_or_none("last_page")?,
            last_error: columns.text_or_none("last_error")?,
            etag: columns.text_or_none("etag")?,
            last_modified: columns.text_or_none("last_modified")?,
            body_sha256: columns.text_or_none("body_sha256")?,
            revisions_in_vain: columns.number("revisions_in_vain")?,
            unchanged_in_a_row: columns.number("unchanged_in_a_row")?,
            distrusts_validators: columns.flag("distrusts_validators")?,
            last_seen: columns.number_or_none("last_seen")?,
            absences: columns.number("absences")?,
            absent_since: columns.number_or_none("absent_since")?,
            absent_last: columns.number_or_none("absent_last")?,
        })
    }

    /// A page that is there and shows another body than the last one is to be read.
    fn purpose(&self, outcome: &EntryOutcome, body: &Packed) -> Purpose {
        let is_page = matches!(outcome.what, Fetched::Page(_));
        if is_page && self.body_sha256 != Some(body.sha256.hex()) { Purpose::ToRead } else { Purpose::ToKeep }
    }

    fn take_in(&mut self, outcome: &EntryOutcome, archived: Option<PageId>) {
        match &outcome.what {
            Fetched::Page(page) => {
                let sha256 = page.sha256().hex();
                let changed = self.body_sha256.as_ref() != Some(&sha256);
                let (etag, last_modified) = (page.page().header("etag"), page.page().header("last-modified"));
                if changed && self.body_sha256.is_some() && self.validators_stayed(etag, last_modified) {
                    self.distrusts_validators = true;
                }
                self.is_there(page.page(), changed);
                self.last_page = archived.map(|page| page.0);
                self.etag = etag.map(str::to_owned);
                self.last_modified = last_modified.map(str::to_owned);
                self.body_sha256 = Some(sha256);
            }
            Fetched::Unchanged(page) => self.is_there(page, false),
            Fetched::Absent(page) => {
                let seen = micros(page.fetched_at);
                self.absences += 1;
                self.absent_since = self.absent_since.or(Some(seen));
                self.absent_last = Some(seen);
                self.attempts += 1;
                self.last_error = Some(format!("not there (status {})", page.status));
                if outcome.next_due.is_none() {
                    self.state = EntryState::Failed;
                }
            }
            Fetched::Failed { error, state, .. } => {
                self.attempts += 1;
                self.state = *state;
                self.last_error = Some(error.clone());
            }
            Fetched::Postponed => {}
        }
    }

    fn is_there(&mut self, page: &FetchedPage, changed: bool) {
        // Pending with a page, and no failure since: a listing said that it was revised.
        let asked_by_revision = self.state == EntryState::Pending && self.last_page.is_some() && self.attempts == 0;
        self.revisions_in_vain = match (changed, asked_by_revision) {
            (true, _) => 0,
            (false, true) => self.revisions_in_vain + 1,
            (false, false) => self.revisions_in_vain,
        };
        self.unchanged_in_a_row = if changed { 0 } else { self.unchanged_in_a_row + 1 };
        self.state = EntryState::Done;
        self.attempts = 0;
        self.last_error = None;
        self.last_seen = Some(micros(page.fetched_at));
        self.absences = 0;
        self.absent_since = None;
        self.absent_last = None;
    }

    /// Whether the host gave the same ETag as before, or, where it gives none, the same date of change.
    fn validators_stayed(&self, etag: Option<&str>, last_modified: Option<&str>) -> bool {
        match (self.etag.as_deref(), etag) {
            (None, None) => last_modified.is_some() && self.last_modified.as_deref() == last_modified,
            (before, after) => before == after,
        }
    }

    async fn write(
        &self,
        connection: &mut SqliteConnection,
        outcome: &EntryOutcome,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE entries SET state = $2, attempts = $3, next_due = $4, last_page = $5, last_error = $6, etag = $7,
                 last_modified = $8, body_sha256 = $9, last_attempt = $10, revisions_in_vain = $11,
                 unchanged_in_a_row = $12, distrusts_validators = $13, last_seen = $14, absences = $15,
                 absent_since = $16, absent_last = $17
             WHERE id = $1",
        )
        .bind(outcome.entry.0)
        .bind(self.state.as_str())
        .bind(self.attempts)
        .bind(outcome.next_due.map(micros))
        .bind(self.last_page)
        .bind(self.last_error.as_deref())
        .bind(self.etag.as_deref())
        .bind(self.last_modified.as_deref())
        .bind(self.body_sha256.as_deref())
        .bind(micros(now))
        .bind(self.revisions_in_vain)
        .bind(self.unchanged_in_a_row)
        .bind(self.distrusts_validators)
        .bind(self.last_seen)
        .bind(self.absences)
        .bind(self.absent_since)
        .bind(self.absent_last)
        .execute(connection)
        .await?;
        Ok(())
    }
}

async fn postpone(connection: &mut SqliteConnection, outcome: &EntryOutcome) -> Result<(), StoreError> {
    sqlx::query("UPDATE entries SET next_due = $2 WHERE id = $1")
        .bind(outcome.entry.0)
        .bind(outcome.next_due.map(micros))
        .execute(connection)
        .await?;
    Ok(())
}

async fn load_progress(connection: &mut SqliteConnection, ids: &[i64]) -> Result<HashMap<i64, Progress>, StoreError> {
    let rows = fetch_listed(connection, "SELECT * FROM entries WHERE id IN ({list})", ids).await?;
    let with_id = |row: &SqliteRow| Ok((Columns::of("entries", row).number("id")?, Progress::of(row)?));
    rows.iter().map(with_id).collect()
}

fn not_stored(entry: EntryId) -> StoreError {
    StoreError::Conflict(format!("entry {entry} is not stored; entries come from record_answer"))
}

#[cfg(test)]
mod tests;
