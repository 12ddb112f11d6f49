//! What a model was asked and what it answered.
//!
//! An answer is kept as it was understood: tagging anew weighs it again and never asks again. A request is written down
//! before it is sent, so that the limit of what a model costs holds through a kill.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{Row, SqliteConnection};
use watchline_model::VersionId;

use crate::columns::{Columns, micros};
use crate::entities::upsert_entities;
use crate::lists::fetch_listed;
use crate::tags::record_one;
use crate::versions::{complete, load_versions};
use crate::{FailedAsk, ProposalCounts, Store, StoreError, StoredProposals, Tagged, TaggedWith, UnaskedVersion};

const WAITING: &str = "waiting";
const ANSWERED: &str = "answered";
const GIVEN_UP: &str = "given_up";

impl Store {
    /// Latest versions of relevant and borderline documents about which a model is to be asked at `now`: those never asked
    /// about before those asked in vain, the newest documents first. Only what is tagged by `with`: what an answer adds is
    /// not to bring another analysis in by the back door.
    pub async fn unasked_versions(
        &self,
        with: TaggedWith,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<UnaskedVersion>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query(
            "SELECT documents.latest_version, COALESCE(proposals.failures, 0) FROM documents
             JOIN tags ON tags.version = documents.latest_version AND tags.analysis_version = $3
             LEFT JOIN proposals ON proposals.version = documents.latest_version
             WHERE documents.verdict IN ('relevant', 'borderline')
                 AND (proposals.version IS NULL OR (proposals.state = 'waiting' AND proposals.next_due <= $1))
             ORDER BY COALESCE(proposals.next_due, 0), documents.id DESC LIMIT $2",
        )
        .bind(micros(now))
        .bind(i64::from(limit))
        .bind(with.packed())
        .fetch_all(&mut *reading)
        .await?;
        let mut failures: HashMap<i64, i64> = HashMap::new();
        let mut ids = Vec::with_capacity(rows.len());
        for row in &rows {
            let id: i64 = row.try_get(0)?;
            failures.insert(id, row.try_get(1)?);
            ids.push(id);
        }
        let mut versions = load_versions(&mut reading, &ids).await?;
        let ordered = ids.iter().filter_map(|id| versions.remove(id)).collect();
        let completed = complete(&mut reading, ordered).await?;
        let failures_of = |id: i64| u32::try_from(failures.get(&id).copied().unwrap_or_default()).unwrap_or(u32::MAX);
        Ok(completed
            .into_iter()
            .map(|version| UnaskedVersion { failures: failures_of(version.version.id.0), version })
            .collect())
    }

    /// Writes down that a model is about to be asked about a version, unless `limit` requests of the last hour stand
    /// already: then `false`, and nothing may be asked.
    pub async fn begin_request(&self, version: VersionId, limit: u32, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        sqlx::query("DELETE FROM model_requests WHERE asked_at <= $1")
            .bind(micros(now - TimeDelta::hours(1)))
            .execute(&mut *writing)
            .await?;
        let row = sqlx::query("SELECT COUNT(*) FROM model_requests").fetch_one(&mut *writing).await?;
        let is_allowed = row.try_get::<i64, _>(0)? < i64::from(limit);
        if is_allowed {
            sqlx::query("INSERT INTO model_requests (version, asked_at) VALUES ($1, $2)")
                .bind(version.0)
                .bind(micros(now))
                .execute(&mut *writing)
                .await?;
        }
        writing.commit().await?;
        Ok(is_allowed)
    }

    /// Keeps what `model` answered (JSON, as it was understood) about a version, and the tags with what of it counts, in
    /// one transaction: an answer is neither lost nor paid for twice.
    pub async fn record_proposals(
        &self,
        model: &str,
        answer: &str,
        tagged: &Tagged,
        with: TaggedWith,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let row = Asked { state: ANSWERED, answer: Some(answer), ..Asked::of(model, now) };
        upsert(&mut writing, tagged.version, &row).await?;
        upsert_entities(&mut writing, tagged.entities.iter(), now).await?;
        record_one(&mut writing, tagged, with, now).await?;
        Ok(writing.commit().await?)
    }

    /// Keeps that asking `model` about a version failed.
    pub async fn record_failed_ask(
        &self,
        version: VersionId,
        model: &str,
        failed: &FailedAsk,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let row = Asked {
            state: if failed.next_due.is_some() { WAITING } else { GIVEN_UP },
            failures: i64::from(failed.counts),
            next_due: failed.next_due.unwrap_or(now),
            last_error: Some(&failed.reason),
            ..Asked::of(model, now)
        };
        upsert(&mut writing, version, &row).await?;
        Ok(writing.commit().await?)
    }

    /// The answers that are kept about these versions, by version.
    pub async fn proposals_of(
        &self,
        versions: &[VersionId],
    ) -> Result<HashMap<VersionId, StoredProposals>, StoreError> {
        let mut reading = self.read().await?;
        load_proposals(&mut reading, versions).await
    }

    /// How far a model has been asked.
    pub async fn count_proposals(&self) -> Result<ProposalCounts, StoreError> {
        let row = sqlx::query(
            "SELECT COALESCE(SUM(CASE WHEN proposals.version IS NULL OR proposals.state = 'waiting' THEN 1 ELSE 0 END), 0),
                 COALESCE(SUM(CASE WHEN proposals.state = 'answered' THEN 1 ELSE 0 END), 0),
                 COALESCE(SUM(CASE WHEN proposals.state = 'given_up' THEN 1 ELSE 0 END), 0)
             FROM documents LEFT JOIN proposals ON proposals.version = documents.latest_version
             WHERE documents.verdict IN ('relevant', 'borderline')",
        )
        .fetch_one(self.readers())
        .await?;
        let count = |index: usize| -> Result<u64, StoreError> {
            Ok(u64::try_from(row.try_get::<i64, _>(index)?).unwrap_or_default())
        };
        Ok(ProposalCounts { waiting: count(0)?, answered: count(1)?, given_up: count(2)? })
    }
}

/// A row of the table, without its version.
struct Asked<'a> {
    model: &'a str,
    state: &'static str,
    /// Added to those that stand there.
    failures: i64,
    next_due: DateTime<Utc>,
    answer: Option<&'a str>,
    last_error: Option<&'a str>,
    asked_at: DateTime<Utc>,
}

impl<'a> Asked<'a> {
    fn of(model: &'a str, now: DateTime<Utc>) -> Self {
        Self { model, state: WAITING, failures: 0, next_due: now, answer: None, last_error: None, asked_at: now }
    }
}

async fn upsert(connection: &mut SqliteConnection, version: VersionId, row: &Asked<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO proposals (version, model, state, failures, next_due, answer, last_error, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (version) DO UPDATE SET model = excluded.model, state = excluded.state,
             failures = proposals.failures + excluded.failures, next_due = excluded.next_due,
             answer = excluded.answer, last_error = excluded.last_error, asked_at = excluded.asked_at",
    )
    .bind(version.0)
    .bind(row.model)
    .bind(row.state)
    .bind(row.failures)
    .bind(micros(row.next_due))
    .bind(row.answer)
    .bind(row.last_error)
    .bind(micros(row.asked_at))
    .execute(connection)
    .await?;
    Ok(())
}

async fn load_proposals(
    reading: &mut SqliteConnection,
    versions: &[VersionId],
) -> Result<HashMap<VersionId, StoredProposals>, StoreError> {
    let ids: Vec<i64> = versions.iter().map(|version| version.0).collect();
    let sql = "SELECT version, model, answer FROM proposals WHERE state = 'answered' AND version IN ({list})";
    let mut proposals = HashMap::new();
    for row in &fetch_listed(reading, sql, &ids).await? {
        let columns = Columns::of("proposals", row);
        let version = VersionId(columns.number("version")?);
        let stored = StoredProposals { version, model: columns.text("model")?, answer: columns.text("answer")? };
        proposals.insert(version, stored);
    }
    Ok(proposals)
}

#[cfg(test)]
mod tests;
