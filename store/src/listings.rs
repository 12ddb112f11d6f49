//! What an answer lists: addresses become entries, known ones are due again where they were revised, and records, which
//! need no fetch, become pages of their own.
//!
//! An address is one entry, whoever lists it. Changing ids, dates and titles in a listing make nothing new.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::page::FetchedPage;
use watchline_model::{EntryId, EntryState, SourceId};

use crate::blobs::{Packed, off_thread, pack};
use crate::columns::{Columns, json, micros};
use crate::ledger::Ledger;
use crate::lists::fetch_listed;
use crate::pages::{NewPage, Purpose, archive_page};
use crate::{Listing, NewEntry, Store, StoreError};

/// Records hashed at a time: some megabytes.
const RECORDS_AT_ONCE: usize = 256;
/// A revision that was announced in vain is believed again after an hour, then four, sixteen, …
const FIRST_DOUBT_HOURS: i64 = 1;
/// … and after a week at the latest.
const LONGEST_DOUBT: TimeDelta = TimeDelta::days(7);

/// Where records come from, and those of them that were other than before, by their place among the entries.
pub(crate) struct Parts<'a> {
    pub(crate) answer: &'a FetchedPage,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) records: &'a [Option<Packed>],
}

/// Packs the records that differ from what was last archived of them, before anything is written.
pub(crate) async fn pack_records(
    store: &Store,
    source: &SourceId,
    entries: &[NewEntry],
) -> Result<Vec<Option<Packed>>, StoreError> {
    let mut packed = Vec::with_capacity(entries.len());
    for some in entries.chunks(RECORDS_AT_ONCE) {
        if some.iter().all(|entry| entry.record.is_none()) {
            packed.extend(some.iter().map(|_| None));
            continue;
        }
        let mut reading = store.read().await?;
        let known = load_known(&mut reading, source, some).await?;
        drop(reading);
        let last = |entry: &NewEntry| known.get(&entry.url).and_then(|known| known.last_body.clone());
        let records: Vec<_> = some.iter().map(|entry| (entry.record.clone(), last(entry))).collect();
        let changed = off_thread(move || {
            let pack_changed = |(record, last): (Option<Vec<u8>>, Option<String>)| {
                let record = record?;
                let sha256 = crate::archive::digest(&record).hex();
                (last.as_ref() != Some(&sha256)).then(|| pack(&record))
            };
            Ok(records.into_iter().map(pack_changed).collect::<Vec<Option<Packed>>>())
        });
        packed.extend(changed.await?);
    }
    Ok(packed)
}

/// Takes in what one answer of the source lists, within the caller's transaction.
pub(crate) async fn take_in_entries(
    connection: &mut SqliteConnection,
    ledger: &mut Ledger,
    source: &SourceId,
    entries: &[NewEntry],
    parts: &Parts<'_>,
    now: DateTime<Utc>,
) -> Result<Listing, StoreError> {
    let mut known = load_known(connection, source, entries).await?;
    let mut listing = Listing::default();
    let mut listed = HashSet::with_capacity(entries.len());
    for (index, item) in entries.iter().enumerate() {
        // An address that is listed twice counts as it is listed first; else two stamps would revise it for ever.
        if !listed.insert(item.url.as_str()) {
            continue;
        }
        let is_new = !known.contains_key(&item.url);
        if is_new {
            let id = ledger.number(connection, "entry").await?;
            insert_entry(connection, id, source, item, now).await?;
            known.insert(item.url.clone(), Known::new(id, source, item, now));
            listing.new_entries += 1;
        }
        let Some(entry) = known.get_mut(&item.url) else { continue };
        if !is_new && entry.revise(connection, source, item, now).await? {
            listing.revised += 1;
        }
        let Some(record) = parts.records.get(index).and_then(Option::as_ref) else { continue };
        if entry.last_body.as_ref() == Some(&record.sha256.hex()) {
            continue;
        }
        entry.take_in_record(connection, ledger, source, item, parts, record, now).await?;
        if !is_new {
            listing.revised += 1;
        }
    }
    Ok(listing)
}

/// A known entry, as far as a listing is compared with it.
#[derive(Clone, PartialEq)]
struct Known {
    id: i64,
    source: String,
    title: Option<String>,
    state: EntryState,
    attempts: i64,
    watched: bool,
    next_due: Option<i64>,
    updated: Option<i64>,
    revision: Option<String>,
    revision_by: Option<String>,
    hash_url: Option<String>,
    revisions_in_vain: i64,
    last_attempt: Option<i64>,
    /// SHA-256 of its last body that came from the source at hand.
    last_body: Option<String>,
}

impl Known {
    fn new(id: i64, source: &SourceId, item: &NewEntry, now: DateTime<Utc>) -> Self {
        Self {
            id,
            source: source.0.clone(),
            title: item.title.clone(),
            state: EntryState::Pending,
            attempts: 0,
            watched: item.watched,
            next_due: Some(micros(now)),
            updated: item.updated.map(micros),
            revision: item.revision.clone(),
            revision_by: item.revision.as_ref().map(|_| source.0.clone()),
            hash_url: item.hash_url.clone(),
            revisions_in_vain: 0,
            last_attempt: None,
            last_body: None,
        }
    }

    fn of(row: &SqliteRow) -> Result<Self, StoreError> {
        let columns = Columns::of("entries", row);
        Ok(Self {
            id: columns.number("id")?,
            source: columns.text("source")?,
            title: columns.text_or_none("title")?,
            state: columns.word("state")?,
            attempts: columns.number("attempts")?,
            watched: columns.flag("watched")?,
            next_due: columns.number_or_none("next_due")?,
            updated: columns.number_or_none("updated")?,
            revision: columns.text_or_none("revision")?,
            revision_by: columns.text_or_none("revision_by")?,
            hash_url: columns.text_or_none("hash_url")?,
            revisions_in_vain: columns.number("revisions_in_vain")?,
            last_attempt: columns.number_or_none("last_attempt")?,
            last_body: columns.text_or_none("body_sha256")?,
        })
    }

    /// Takes over what a listing says anew of a known entry; whether it is due again because of that.
    async fn revise(
        &mut self,
        connection: &mut SqliteConnection,
        source: &SourceId,
        item: &NewEntry,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let before = self.clone();
        if item.watched && !self.watched {
            self.watched = true;
            self.next_due = self.next_due.or(Some(micros(now)));
        }
        let is_own = self.source == source.0;
        if is_own && item.title.is_some() {
            self.title.clone_from(&item.title);
        }
        let revised = self.take_revision(is_own, source, item);
        let due_again = revised && self.state != EntryState::Pending && item.record.is_none();
        if due_again {
            self.state = EntryState::Pending;
            self.attempts = 0;
            let due = micros(self.believed_at(now));
            self.next_due = Some(self.next_due.map_or(due, |next_due| next_due.min(due)));
        }
        if *self != before {
            self.write(connection).await?;
        }
        Ok(due_again)
    }

    /// Whether the stamp is another than before. The word of one source counts: of the first that gave a stamp.
    fn take_revision(&mut self, is_own: bool, source: &SourceId, item: &NewEntry) -> bool {
        let Some(revision) = &item.revision else { return false };
        let counts = self.revision_by.as_ref().map_or(is_own, |by| *by == source.0);
        let differs = self.revision.as_ref() != Some(revision);
        if counts || self.revision_by.is_none() {
            self.revision = Some(revision.clone());
            self.revision_by = Some(source.0.clone());
            self.updated = item.updated.map(micros).or(self.updated);
            self.hash_url = item.hash_url.clone().or(self.hash_url.take());
        }
        counts && differs
    }

    /// When an announced revision is looked at: at once, unless earlier ones were announced in vain.
    fn believed_at(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let Ok(in_vain) = u32::try_from(self.revisions_in_vain) else { return now };
        let Some(last_attempt) = self.last_attempt.and_then(DateTime::from_timestamp_micros) else { return now };
        if in_vain == 0 {
            return now;
        }
        let hours = FIRST_DOUBT_HOURS.saturating_mul(4_i64.saturating_pow(in_vain - 1));
        let doubt = TimeDelta::try_hours(hours).map_or(LONGEST_DOUBT, |doubt| doubt.min(LONGEST_DOUBT));
        now.max(last_attempt + doubt)
    }

    async fn write(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE entries SET title = $2, state = $3, attempts = $4, watched = $5, next_due = $6, updated = $7,
                 revision = $8, revision_by = $9, hash_url = $10
             WHERE id = $1",
        )
        .bind(self.id)
        .bind(self.title.as_deref())
        .bind(self.state.as_str())
        .bind(self.attempts)
        .bind(self.watched)
        .bind(self.next_due)
        .bind(self.updated)
        .bind(self.revision.as_deref())
        .bind(self.revision_by.as_deref())
        .bind(self.hash_url.as_deref())
        .execute(connection)
        .await?;
        Ok(())
    }

    /// The record becomes a page that waits to be read; the entry needs no fetch.
    #[expect(clippy::too_many_arguments, reason = "all of it goes into the one page")]
    async fn take_in_record(
        &mut self,
        connection: &mut SqliteConnection,
        ledger: &mut Ledger,
        source: &SourceId,
        item: &NewEntry,
        parts: &Parts<'_>,
        record: &Packed,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let page = FetchedPage {
            url: item.url.clone(),
            final_url: parts.answer.final_url.clone(),
            status: parts.answer.status,
            headers: parts.headers.clone(),
            fetched_at: parts.answer.fetched_at,
            body: Vec::new(),
        };
        let entry = Some(EntryId(self.id));
        let new = NewPage { source: source.as_str(), entry, page: &page, body: record, purpose: Purpose::ToRead };
        let id = archive_page(connection, ledger, &new).await?;
        let sha256 = record.sha256.hex();
        let (seen, now) = (micros(parts.answer.fetched_at), micros(now));
        if self.source == source.0 {
            sqlx::query(
                "UPDATE entries SET state = $2, attempts = 0, next_due = NULL, last_page = $3, last_error = NULL,
                     etag = NULL, last_modified = NULL, body_sha256 = $4, last_attempt = $5, last_seen = $6,
                     unchanged_in_a_row = 0, revisions_in_vain = 0, absences = 0, absent_since = NULL,
                     absent_last = NULL
                 WHERE id = $1",
            )
            .bind(self.id)
            .bind(EntryState::Done.as_str())
            .bind(id.0)
            .bind(&sha256)
            .bind(now)
            .bind(seen)
            .execute(connection)
            .await?;
        } else {
            // What its own source fetches of it, and when, is another matter; but it need not be fetched at first.
            sqlx::query(
                "UPDATE entries SET state = $2, attempts = 0, last_error = NULL,
                     next_due = CASE WHEN watched THEN next_due END, last_page = COALESCE(last_page, $3),
                     last_attempt = COALESCE(last_attempt, $4), last_seen = COALESCE(last_seen, $5)
                 WHERE id = $1",
            )
            .bind(self.id)
            .bind(EntryState::Done.as_str())
            .bind(id.0)
            .bind(now)
            .bind(seen)
            .execute(connection)
            .await?;
        }
        self.state = EntryState::Done;
        self.next_due = None;
        self.last_body = Some(sha256);
        Ok(())
    }
}

/// The entries that are stored already, by address.
async fn load_known(
    connection: &mut SqliteConnection,
    source: &SourceId,
    entries: &[NewEntry],
) -> Result<HashMap<String, Known>, StoreError> {
    let urls: Vec<String> = entries.iter().map(|entry| entry.url.clone()).collect();
    let rows = fetch_listed(connection, "SELECT * FROM entries WHERE url IN ({list})", &urls).await?;
    let mut known = HashMap::with_capacity(rows.len());
    for row in &rows {
        known.insert(Columns::of("entries", row).text("url")?, Known::of(row)?);
    }
    let with_record = entries.iter().filter(|entry| entry.record.is_some());
    for item in with_record {
        // Two databases may give the same thing in forms of their own: each is compared with what it gave itself.
        if let Some(entry) = known.get_mut(&item.url).filter(|entry| entry.source != source.0) {
            entry.last_body = last_body_from(connection, entry.id, source).await?;
        }
    }
    Ok(known)
}

async fn last_body_from(
    connection: &mut SqliteConnection,
    entry: i64,
    source: &SourceId,
) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT sha256 FROM pages WHERE entry = $1 AND source = $2 ORDER BY id DESC LIMIT 1")
        .bind(entry)
        .bind(source.as_str())
        .fetch_optional(connection)
        .await?;
    row.map(|row| Columns::of("pages", &row).text("sha256")).transpose()
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
             listed_at, updated, revision, revision_by, hash_url)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $10, $11, $12, $13, $14)",
    )
    .bind(id)
    .bind(source.as_str())
    .bind(&item.url)
    .bind(item.title.as_deref())
    .bind(json(&item.authors))
    .bind(item.published.map(micros))
    .bind(item.summary.as_deref())
    .bind(EntryState::Pending.as_str())
    .bind(item.watched)
    .bind(micros(now))
    .bind(item.updated.map(micros))
    .bind(item.revision.as_deref())
    .bind(item.revision.as_ref().map(|_| source.as_str()))
    .bind(item.hash_url.as_deref())
    .execute(connection)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
