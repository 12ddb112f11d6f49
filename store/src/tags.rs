//! What the analysis saw in a version: verdict, entities, mentions, events, claims.
//!
//! A newer analysis replaces a version's tags as a whole. What a person decided about relevance stands, whatever the
//! machine sees later, and so do tags that a person corrected. A document whose verdict changes is neither deleted nor
//! moved: why it changed is a decision, and where it falls its place waits for a person's look.

mod written;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::{Row, SqliteConnection};
use watchline_model::{
    Author, ChangeKind, Claim, DecisionKind, DocumentId, Entity, Event, Judgement, Mention, Reading, Reason, Relevance,
    RelevanceVerdict, Step, Subject, TagLists, VersionId,
};

use crate::changes::append_change;
use crate::columns::{Columns, json};
use crate::deciding::correct;
use crate::deciding::load::tag_of;
use crate::decisions::{NewDecision, decided_by_person, insert_with_steps};
use crate::entities::upsert_entities;
use crate::lists::fetch_listed;
use crate::{Store, StoreError, Tagged, TaggedWith};
use written::Written;
pub(crate) use written::digest_of;

/// How the rules begin that see names which no list holds (see `analysis`).
const UNLISTED: &str = "coined:";
/// The rule of a mention that gives versions of an entity and does not name it.
const VERSIONS: &str = "version-range";

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
        _ => corrected(connection, document, tagged).await?,
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
    let Written { relevance, entities, mentions, .. } = &written;
    follow_latest(connection, document, tagged, &Judged { relevance, entities, mentions, before, with }, now).await?;
    let number: i64 = row.try_get(1)?;
    let detail = format!("version {number} tagged {}", tagged.relevance.verdict);
    append_change(connection, ChangeKind::DocumentChanged, &subject, &detail, now).await?;
    Ok(())
}

/// The tags as they are written, with what a person said of them in earlier versions.
async fn corrected(connection: &mut SqliteConnection, document: i64, tagged: &Tagged) -> Result<Written, StoreError> {
    let rows = sqlx::query(
        "SELECT corrections.tag, corrections.correction, versions.reading FROM corrections
         JOIN versions ON versions.id = $2 WHERE corrections.document = $1 ORDER BY corrections.tag",
    )
    .bind(document)
    .bind(tagged.version.0)
    .fetch_all(connection)
    .await?;
    let Some(first) = rows.first() else { return Ok(Written::of(tagged)) };
    let text = Columns::of("versions", first).json::<Reading>("reading")?.full_text();
    let Tagged { entities, mentions, events, claims, .. } = tagged.clone();
    let mut tags = TagLists { entities, mentions, events, claims };
    for row in &rows {
        let columns = Columns::of("corrections", row);
        correct(&mut tags, &tag_of(&columns.text("tag")?)?, &columns.json("correction")?, &text, tagged.version);
    }
    let TagLists { entities, mentions, events, claims } = tags;
    Ok(Written::of(&Tagged { entities, mentions, events, claims, ..tagged.clone() }))
}

/// Replaces a version's tags by what a person made of them; its document and incidents follow.
pub(crate) async fn rewrite_tags(
    connection: &mut SqliteConnection,
    version: VersionId,
    tags: &TagLists,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let missing = || StoreError::Conflict(format!("version {version} is not tagged"));
    let row = sqlx::query("SELECT * FROM tags WHERE version = $1")
        .bind(version.0)
        .fetch_optional(&mut *connection)
        .await?
        .ok_or_else(missing)?;
    let with = TaggedWith::unpacked(Columns::of("tags", &row).number("analysis_version")?);
    let written = Written {
        entities: json(&tags.entities),
        mentions: json(&tags.mentions),
        events: json(&tags.events),
        claims: json(&tags.claims),
        ..Written::read(&row)?
    };
    written.write(connection, version, with, now).await?;
    let row =
        sqlx::query("SELECT document FROM versions WHERE id = $1").bind(version.0).fetch_one(&mut *connection).await?;
    let document: i64 = row.try_get(0)?;
    let latest = sqlx::query("SELECT 1 FROM documents WHERE id = $1 AND latest_version = $2")
        .bind(document)
        .bind(version.0)
        .fetch_optional(&mut *connection)
        .await?;
    if latest.is_some() {
        link_entities(connection, document, &tags.entities, &tags.mentions).await?;
    }
    soil_incidents(connection, document).await
}

/// What became of a document's relevance.
struct Judged<'a> {
    /// As it is written; so are the next two.
    relevance: &'a str,
    entities: &'a str,
    mentions: &'a str,
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
    let verdict = tagged.relevance.verdict;
    if !is_judged(connection, document).await? {
        let row = sqlx::query("SELECT relevance FROM documents WHERE id = $1")
            .bind(document)
            .fetch_one(&mut *connection)
            .await?;
        let earlier: Option<Relevance> = Columns::of("documents", &row).json_or_none("relevance")?;
        sqlx::query("UPDATE documents SET relevance = $2, verdict = $3 WHERE id = $1")
            .bind(document)
            .bind(judged.relevance)
            .bind(verdict.as_str())
            .execute(&mut *connection)
            .await?;
        if let Some(before) = judged.before.filter(|before| *before != verdict) {
            let later = Some(tagged.relevance.clone());
            let judgement = |relevance| Judgement { relevance, by_person: false };
            let document = DocumentId(document);
            let step = Step::Judged { document, before: judgement(earlier), after: judgement(later) };
            note_verdict(connection, step, (before, verdict), judged.with, now).await?;
        }
    }
    let entities: Vec<Entity> = serde_json::from_str(judged.entities).map_err(|error| corrupt(&error))?;
    let mentions: Vec<Mention> = serde_json::from_str(judged.mentions).map_err(|error| corrupt(&error))?;
    link_entities(connection, document, &entities, &mentions).await?;
    soil_incidents(connection, document).await
}

/// Whether a person said whether the document concerns us: then the machine says nothing.
async fn is_judged(connection: &mut SqliteConnection, document: i64) -> Result<bool, StoreError> {
    let row =
        sqlx::query("SELECT judged FROM documents WHERE id = $1").bind(document).fetch_one(&mut *connection).await?;
    if Columns::of("documents", &row).flag("judged")? {
        return Ok(true);
    }
    decided_by_person(connection, DecisionKind::Relevance, &Subject::Document(DocumentId(document))).await
}

/// Which entities a document speaks of, and which of them no list holds.
async fn link_entities(
    connection: &mut SqliteConnection,
    document: i64,
    entities: &[Entity],
    mentions: &[Mention],
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM document_entities WHERE document = $1").bind(document).execute(&mut *connection).await?;
    for entity in entities {
        let named = |mention: &&Mention| mention.entity == entity.id && mention.rule != VERSIONS;
        let own = || mentions.iter().filter(named);
        let is_unlisted = own().next().is_some() && own().all(|mention| mention.rule.starts_with(UNLISTED));
        sqlx::query(
            "INSERT INTO document_entities (document, entity, unlisted) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        )
        .bind(document)
        .bind(entity.id.as_str())
        .bind(is_unlisted)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

fn corrupt(error: &serde_json::Error) -> StoreError {
    StoreError::Corrupt(format!("tags hold no list: {error}"))
}

/// Why a document counts otherwise than before; one that falls keeps its place, which a person should look at.
async fn note_verdict(
    connection: &mut SqliteConnection,
    step: Step,
    (before, verdict): (RelevanceVerdict, RelevanceVerdict),
    with: TaggedWith,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(document) = step.document() else { return Ok(()) };
    let author = Author::Rule { name: "tag".to_owned(), version: with.analysis };
    let reasons = [Reason::new("relevance", 0.0, format!("{before} -> {verdict} by {with}"))];
    let new = NewDecision {
        kind: DecisionKind::Relevance,
        subject: &Subject::Document(document),
        author: &author,
        reasons: &reasons,
        steps: &[step],
        undoes: None,
        targets: &[],
    };
    insert_with_steps(connection, &new, now).await?;
    if before == RelevanceVerdict::Relevant {
        sqlx::query("UPDATE incident_documents SET review = TRUE WHERE document = $1")
            .bind(document.0)
            .execute(connection)
            .await?;
    }
    Ok(())
}

/// The document's incidents wait to be described anew.
pub(crate) async fn soil_incidents(connection: &mut SqliteConnection, document: i64) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE incidents SET dirty = TRUE, soiled = soiled + 1
         WHERE id IN (SELECT incident FROM incident_documents WHERE document = $1)",
    )
    .bind(document)
    .execute(connection)
    .await?;
    Ok(())
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
