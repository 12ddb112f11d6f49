//! A source's round: each of its answers with what it lists, then its end, well or badly.
//!
//! An answer and its entries are one transaction, so a kill between two answers of a round loses neither; what the
//! source remembers (cursors) moves on only at the end, so that an unfinished round is begun again from where it was.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use watchline_model::page::{Digest, FetchedPage};
use watchline_model::{ChangeKind, SourceId, Subject};

use crate::blobs::{Packed, digest_in_steps, off_thread, pack};
use crate::changes::append_change;
use crate::columns::{Columns, json, micros};
use crate::gaps::{begin_or_prolong_gap, end_gap};
use crate::ledger::Ledger;
use crate::listings::{Parts, pack_records, take_in_entries};
use crate::pages::{NewPage, Purpose, archive_page};
use crate::sources::not_stored;
use crate::{Keep, Listing, Round, RoundOutcome, SourceAnswer, Store, StoreError};

/// One failed round is weather, three in a row are worth a line in the change log.
const FAILURES_TO_REPORT: u32 = 3;

impl Store {
    /// Takes in one answer of a source's round, in one transaction: it is archived (unless only its records are kept);
    /// addresses not yet known to any source become entries that are due at once; known ones are due again if they
    /// were revised; records become pages to be read, if they are other than before.
    ///
    /// # Errors
    /// `Conflict` for a source that is not stored.
    pub async fn record_answer(
        &self,
        source: &SourceId,
        answer: &SourceAnswer<'_>,
        now: DateTime<Utc>,
    ) -> Result<Listing, StoreError> {
        let body = self.pack_answer(answer).await?;
        let records = pack_records(self, source, answer.entries).await?;
        let mut writing = self.write().await?;
        failures_of(&mut writing, source).await?;
        let mut ledger = Ledger::default();
        if answer.keep == Keep::Answer {
            archive_answer(&mut writing, &mut ledger, source, answer.page, &body).await?;
        }
        let parts = Parts { answer: answer.page, headers: part_headers(answer, body.sha256), records: &records };
        let listing = take_in_entries(&mut writing, &mut ledger, source, answer.entries, &parts, now).await?;
        sqlx::query(
            "UPDATE sources SET last_fetch = $2, last_status = $3, last_new_entry = COALESCE($4, last_new_entry)
             WHERE id = $1",
        )
        .bind(source.as_str())
        .bind(micros(now))
        .bind(i64::from(answer.page.status))
        .bind((listing.new_entries > 0).then(|| micros(now)))
        .execute(&mut *writing)
        .await?;
        ledger.close(&mut writing).await?;
        writing.commit().await?;
        Ok(listing)
    }

    /// The round is over and went well: the source's health starts anew, its gap ends, and it remembers what the round
    /// says. After three failures or more this is a change (`source_recovered`).
    ///
    /// # Errors
    /// `Conflict` for a source that is not stored.
    pub async fn finish_round(&self, source: &SourceId, round: &Round, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let failures = failures_of(&mut writing, source).await?;
        sqlx::query(
            "UPDATE sources SET last_fetch = $2, last_success = $2, consecutive_failures = 0, last_error = NULL,
                 next_due = $3, interval_seconds = COALESCE($4, interval_seconds), memory = $5,
                 unchanged_in_a_row = CASE WHEN $6 THEN unchanged_in_a_row + 1 ELSE 0 END,
                 distrusts_validators = (distrusts_validators OR $7),
                 last_new_entry = COALESCE($8, last_new_entry)
             WHERE id = $1",
        )
        .bind(source.as_str())
        .bind(micros(now))
        .bind(micros(round.next_due))
        .bind(round.interval_seconds.map(u64::cast_signed))
        .bind(json(&round.memory))
        .bind(round.outcome == RoundOutcome::Unchanged)
        .bind(round.outcome == RoundOutcome::ValidatorsLied)
        .bind((round.new_entries > 0).then(|| micros(now)))
        .execute(&mut *writing)
        .await?;
        if let Some(validators) = &round.validators {
            sqlx::query("UPDATE sources SET etag = $2, last_modified = $3, body_sha256 = $4 WHERE id = $1")
                .bind(source.as_str())
                .bind(validators.etag.as_deref())
                .bind(validators.last_modified.as_deref())
                .bind(validators.body_sha256.as_deref())
                .execute(&mut *writing)
                .await?;
        }
        end_gap(&mut writing, source, now).await?;
        if failures >= FAILURES_TO_REPORT {
            let detail = format!("answers again after {failures} failures in a row");
            let subject = Subject::Source(source.clone());
            append_change(&mut writing, ChangeKind::SourceRecovered, &subject, &detail, now).await?;
        }
        Ok(writing.commit().await?)
    }

    /// A round of the source failed; the answer by which it did, if there was one, is archived. The first failure
    /// begins a gap, the third in a row is a change (`source_failed`).
    ///
    /// # Errors
    /// `Conflict` for a source that is not stored.
    pub async fn record_source_failure(
        &self,
        source: &SourceId,
        error: &str,
        answer: Option<&FetchedPage>,
        next_due: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let packed = match answer {
            Some(page) => Some((page, self.pack_unless_kept(&page.body).await?)),
            None => None,
        };
        let mut writing = self.write().await?;
        let failures = failures_of(&mut writing, source).await? + 1;
        if let Some((page, body)) = &packed {
            let mut ledger = Ledger::default();
            archive_answer(&mut writing, &mut ledger, source, page, body).await?;
            ledger.close(&mut writing).await?;
        }
        begin_or_prolong_gap(&mut writing, source, failures, error, now).await?;
        sqlx::query(
            "UPDATE sources SET consecutive_failures = $2, last_error = $3, last_status = $4, last_fetch = $5,
                 next_due = $6
             WHERE id = $1",
        )
        .bind(source.as_str())
        .bind(i64::from(failures))
        .bind(error)
        .bind(answer.map(|page| i64::from(page.status)))
        .bind(micros(now))
        .bind(micros(next_due))
        .execute(&mut *writing)
        .await?;
        if failures == FAILURES_TO_REPORT {
            let detail = format!("failed {FAILURES_TO_REPORT} times in a row: {error}");
            append_change(&mut writing, ChangeKind::SourceFailed, &Subject::Source(source.clone()), &detail, now)
                .await?;
        }
        Ok(writing.commit().await?)
    }

    async fn pack_answer(&self, answer: &SourceAnswer<'_>) -> Result<Packed, StoreError> {
        let body = &answer.page.body;
        match answer.keep {
            Keep::Answer => self.pack_unless_kept(body).await,
            Keep::RecordsOnly if answer.entries.iter().all(|entry| entry.record.is_none()) => {
                Ok(Packed::kept_before(Digest::ZERO, body.len()))
            }
            Keep::RecordsOnly => Ok(Packed::kept_before(digest_in_steps(body).await, body.len())),
        }
    }

    /// The body packed; one that is kept already is only hashed, since most answers of a source are as they were.
    async fn pack_unless_kept(&self, body: &[u8]) -> Result<Packed, StoreError> {
        let sha256 = digest_in_steps(body).await;
        let kept = sqlx::query("SELECT 1 FROM blobs WHERE sha256 = $1")
            .bind(sha256.hex())
            .fetch_optional(self.readers())
            .await?;
        match kept {
            Some(_) => Ok(Packed::kept_before(sha256, body.len())),
            None => {
                let body = body.to_vec();
                off_thread(move || Ok(pack(&body))).await
            }
        }
    }
}

async fn archive_answer(
    connection: &mut SqliteConnection,
    ledger: &mut Ledger,
    source: &SourceId,
    page: &FetchedPage,
    body: &Packed,
) -> Result<(), StoreError> {
    let new = NewPage { source: source.as_str(), entry: None, page, body, purpose: Purpose::ToKeep };
    archive_page(connection, ledger, &new).await?;
    Ok(())
}

/// What is kept with a record of the answer's headers. That of a bulk file tells the file's type, not the record's.
fn part_headers(answer: &SourceAnswer<'_>, sha256: Digest) -> Vec<(String, String)> {
    let content_type = answer.page.header("content-type").filter(|_| answer.keep == Keep::Answer);
    let mut headers = Vec::with_capacity(2);
    headers.extend(content_type.map(|value| ("content-type".to_owned(), value.to_owned())));
    headers.push(("watchline-part-of".to_owned(), sha256.hex()));
    headers
}

/// How often in a row the source has failed; an error for one that is not stored.
async fn failures_of(connection: &mut SqliteConnection, source: &SourceId) -> Result<u32, StoreError> {
    let row = sqlx::query("SELECT consecutive_failures FROM sources WHERE id = $1")
        .bind(source.as_str())
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| not_stored(source))?;
    Columns::of("sources", &row).count("consecutive_failures")
}

#[cfg(test)]
mod tests;
