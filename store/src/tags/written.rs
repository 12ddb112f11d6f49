//! Tags as they stand in their row, and the digest by which an altered letter is found.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::VersionId;
use watchline_model::page::Digest;

use crate::archive::digest_of_fields;
use crate::columns::{Columns, json, micros};
use crate::{StoreError, Tagged, TaggedWith};

/// Tags as they stand in their row.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) relevance: String,
    pub(super) entities: String,
    pub(super) mentions: String,
    pub(super) events: String,
    pub(super) claims: String,
    pub(super) signature: String,
}

impl Written {
    pub(super) fn of(tagged: &Tagged) -> Self {
        let mut events = tagged.events.clone();
        for event in &mut events {
            event.evidence.version = Some(tagged.version);
        }
        let mut claims = tagged.claims.clone();
        for claim in &mut claims {
            claim.evidence.version = Some(tagged.version);
        }
        Self {
            relevance: json(&tagged.relevance),
            entities: json(&tagged.entities),
            mentions: json(&tagged.mentions),
            events: json(&events),
            claims: json(&claims),
            signature: tagged.signature.clone(),
        }
    }

    /// What is written of this version.
    pub(super) async fn find(
        connection: &mut SqliteConnection,
        version: VersionId,
    ) -> Result<Option<Self>, StoreError> {
        let row =
            sqlx::query("SELECT * FROM tags WHERE version = $1").bind(version.0).fetch_optional(connection).await?;
        row.as_ref().map(Self::read).transpose()
    }

    pub(super) fn read(row: &SqliteRow) -> Result<Self, StoreError> {
        let columns = Columns::of("tags", row);
        Ok(Self {
            relevance: columns.text("relevance")?,
            entities: columns.text("entities")?,
            mentions: columns.text("mentions")?,
            events: columns.text("events")?,
            claims: columns.text("claims")?,
            signature: columns.text("signature")?,
        })
    }

    /// Of all of it and of when and by which analysis it was written, so that an altered letter is found.
    fn sha256(&self, version: i64, analysis_version: i64, tagged_at: i64) -> Digest {
        let written = [version, analysis_version, tagged_at].map(|number| number.to_string());
        let [version, analysis_version, tagged_at] = &written;
        let Self { relevance, entities, mentions, events, claims, signature } = self;
        let tags = [version, analysis_version, tagged_at, relevance, entities, mentions, events, claims, signature];
        digest_of_fields("watchline tags 1", &tags.map(String::as_str))
    }

    pub(super) async fn write(
        &self,
        connection: &mut SqliteConnection,
        version: VersionId,
        with: TaggedWith,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (events, claims) = (count_listed(&self.events)?, count_listed(&self.claims)?);
        sqlx::query(
            "INSERT INTO tags (version, analysis_version, tagged_at, relevance, entities, mentions, events, claims,
                 event_count, claim_count, signature, sha256)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (version) DO UPDATE SET analysis_version = excluded.analysis_version,
                 tagged_at = excluded.tagged_at, relevance = excluded.relevance, entities = excluded.entities,
                 mentions = excluded.mentions, events = excluded.events, claims = excluded.claims,
                 event_count = excluded.event_count, claim_count = excluded.claim_count,
                 signature = excluded.signature, sha256 = excluded.sha256",
        )
        .bind(version.0)
        .bind(with.packed())
        .bind(micros(now))
        .bind(&self.relevance)
        .bind(&self.entities)
        .bind(&self.mentions)
        .bind(&self.events)
        .bind(&self.claims)
        .bind(events)
        .bind(claims)
        .bind(&self.signature)
        .bind(self.sha256(version.0, with.packed(), micros(now)).hex())
        .execute(connection)
        .await?;
        Ok(())
    }
}

/// How many items a JSON list has.
fn count_listed(list: &str) -> Result<i64, StoreError> {
    let items: Vec<serde::de::IgnoredAny> =
        serde_json::from_str(list).map_err(|error| StoreError::Corrupt(format!("tags hold no list: {error}")))?;
    Ok(items.len() as i64)
}

/// The digest that a row of tags must have.
pub(crate) fn digest_of(row: &SqliteRow) -> Result<Digest, StoreError> {
    let columns = Columns::of("tags", row);
    let (version, analysis_version) = (columns.number("version")?, columns.number("analysis_version")?);
    Ok(Written::read(row)?.sha256(version, analysis_version, columns.number("tagged_at")?))
}
