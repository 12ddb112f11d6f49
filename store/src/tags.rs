//! What the analysis saw in a version: verdict, entities, mentions, events, claims.
//!
//! A newer analysis replaces a version's tags as a whole. What a person decided about relevance stands, whatever the
//! machine sees later, and so do tags that a person corrected. A document whose verdict changes is neither deleted nor
//! moved: why it changed is a decision, and where it falls its place waits for a person's look.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use watchline_model::page::Digest;
use watchline_model::{
    Author, ChangeKind, Claim, DecisionKind, DocumentId, Entity, Event, Mention, Reason, RelevanceVerdict, Subject,
    VersionId,
};

use crate::archive::digest_of_fields;
use crate::changes::append_change;
use crate::columns::{Columns, json, micros};
use crate::decisions::{decided_by_person, insert_decision};
use crate::entities::upsert_entities;
use crate::lists::fetch_listed;
use crate::{Store, StoreError, Tagged, TaggedWith};

impl Store {
    /// Keeps what the analysis made of these versions, in one transaction. Where it is the document's latest version and
    /// the tags differ from those before, the document's relevance and entities follow, its incidents wait to be described
    /// anew, and the change log says `document_changed`. Tags that a person corrected stay as they are.
    ///
    /// # Errors
    /// `Conflict` for a version that is not stored.
    pub async fn record_tags(
        &self,
        tagged: &[Tagged],
        with: impl Into<TaggedWith>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let with = with.into();
        let mut writing = self.write().await?;
        upsert_entities(&mut writing, tagged.iter().flat_map(|tagged| &tagged.entities), now).await?;
        for tagged in tagged {
            record_one(&mut writing, tagged, with, now).await?;
        }
        Ok(writing.commit().await?)
    }
}

/// Keeps one version's tags, within the caller's transaction; its entities are stored already.
pub(crate) async fn record_one(
    connection: &mut SqliteConnection,
    tagged: &Tagged,
    with: TaggedWith,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let version = tagged.version;
    let row = sqlx::query(
        "SELECT versions.document, versions.number, documents.latest_version, documents.verdict FROM versions
         JOIN documents ON documents.id = versions.document WHERE versions.id = $1",
    )
    .bind(version.0)
    .fetch_optional(&mut *connection)
    .await?
    .ok_or_else(|| {
        StoreError::Conflict(format!("version {version} is not stored; versions come from record_reading"))
    })?;
    let (document, latest): (i64, i64) = (row.try_get(0)?, row.try_get(2)?);
    let present = Written::find(connection, version).await?;
    let subject = Subject::Document(DocumentId(document));
    let is_corrected = present.is_some() && decided_by_person(connection, DecisionKind::Retag, &subject).await?;
    let written = match &present {
        Some(present) if is_corrected => present.clone(),
        _ => Written::of(tagged),
    };
    let unchanged = present.as_ref() == Some(&written);
    written.write(connection, version, with, now).await?;
    sqlx::query("UPDATE versions SET tagged_with = $2 WHERE id = $1")
        .bind(version.0)
        .bind(with.packed())
        .execute(&mut *connection)
        .await?;
    if latest != version.0 || unchanged {
        return Ok(());
    }
    let before: Option<RelevanceVerdict> = Columns::of("documents", &row).word_or_none("verdict")?;
    follow_latest(connection, document, tagged, &Judged { relevance: &written.relevance, before, with }, now).await?;
    let number: i64 = row.try_get(1)?;
    let detail = format!("version {number} tagged {}", tagged.relevance.verdict);
    append_change(connection, ChangeKind::DocumentChanged, &subject, &detail, now).await?;
    Ok(())
}

/// What became of a document's relevance.
struct Judged<'a> {
    /// As it is written.
    relevance: &'a str,
    /// The verdict so far; `None` for a document that was never tagged.
    before: Option<RelevanceVerdict>,
    with: TaggedWith,
}

/// The document's own row, its entities and its incidents follow the tags of its latest version.
async fn follow_latest(
    connection: &mut SqliteConnection,
    document: i64,
    tagged: &Tagged,
    judged: &Judged<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let subject = Subject::Document(DocumentId(document));
    let verdict = tagged.relevance.verdict;
    if !decided_by_person(connection, DecisionKind::Relevance, &subject).await? {
        sqlx::query("UPDATE documents SET relevance = $2, verdict = $3 WHERE id = $1")
            .bind(document)
            .bind(judged.relevance)
            .bind(verdict.as_str())
            .execute(&mut *connection)
            .await?;
        if let Some(before) = judged.before.filter(|before| *before != verdict) {
            note_verdict(connection, &subject, before, verdict, judged.with, now).await?;
        }
    }
    sqlx::query("DELETE FROM document_entities WHERE document = $1").bind(document).execute(&mut *connection).await?;
    for entity in &tagged.entities {
        sqlx::query("INSERT INTO document_entities (document, entity) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(document)
            .bind(entity.id.as_str())
            .execute(&mut *connection)
            .await?;
    }
    soil_incidents(connection, document).await
}

/// Why a document counts otherwise than before; one that falls keeps its place, which a person should look at.
async fn note_verdict(
    connection: &mut SqliteConnection,
    subject: &Subject,
    before: RelevanceVerdict,
    verdict: RelevanceVerdict,
    with: TaggedWith,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let author = Author::Rule { name: "tag".to_owned(), version: with.analysis };
    let reason = Reason::new("relevance", 0.0, format!("{before} -> {verdict} by {with}"));
    insert_decision(connection, DecisionKind::Relevance, subject, &author, &[reason], now).await?;
    if before == RelevanceVerdict::Relevant {
        sqlx::query("UPDATE incident_documents SET review = TRUE WHERE document = CAST($1 AS BIGINT)")
            .bind(subject.id())
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// The document's incidents wait to be described anew.
pub(crate) async fn soil_incidents(connection: &mut SqliteConnection, document: i64) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE incidents SET dirty = TRUE
         WHERE id IN (SELECT incident FROM incident_documents WHERE document = $1)",
    )
    .bind(document)
    .execute(connection)
    .await?;
    Ok(())
}

/// Tags as they stand in their row.
#[derive(Clone, PartialEq, Eq)]
struct Written {
    relevance: String,
    entities: String,
    mentions: String,
    events: String,
    claims: String,
    signature: String,
}

impl Written {
    fn of(tagged: &Tagged) -> Self {
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
    async fn find(connection: &mut SqliteConnection, version: VersionId) -> Result<Option<Self>, StoreError> {
        let row =
            sqlx::query("SELECT * FROM tags WHERE version = $1").bind(version.0).fetch_optional(connection).await?;
        row.as_ref().map(Self::read).transpose()
    }

    fn read(row: &SqliteRow) -> Result<Self, StoreError> {
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

    async fn write(
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

/// A version's tags as they are read back.
#[derive(Default)]
pub(crate) struct Tags {
    pub(crate) entities: Vec<Entity>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) events: Vec<Event>,
    pub(crate) claims: Vec<Claim>,
}

/// The tags of these versions, by version.
pub(crate) async fn load_tags(
    connection: &mut SqliteConnection,
    versions: &[i64],
) -> Result<HashMap<i64, Tags>, StoreError> {
    let sql = "SELECT version, entities, mentions, events, claims FROM tags WHERE version IN ({list})";
    let mut tags = HashMap::with_capacity(versions.len());
    for row in &fetch_listed(connection, sql, versions).await? {
        let columns = Columns::of("tags", row);
        let read = Tags {
            entities: columns.json("entities")?,
            mentions: columns.json("mentions")?,
            events: columns.json("events")?,
            claims: columns.json("claims")?,
        };
        tags.insert(columns.number("version")?, read);
    }
    Ok(tags)
}

#[cfg(test)]
mod tests;
