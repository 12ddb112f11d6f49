//! Stale versions: those that an older analysis, or one with another taxonomy, has tagged.
//!
//! They keep their tags until they are tagged anew, which makes them fresh one transaction at a time; so whoever does it
//! can be killed and goes on where it was.

use std::collections::{HashMap, HashSet};

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use watchline_model::{Claim, Entity, Event, Relevance, VersionId};

use crate::columns::Columns;
use crate::lists::fetch_listed;
use crate::versions::{complete, load_versions};
use crate::{StaleCount, StaleVersion, Store, StoreError, TaggedWith};

impl Store {
    /// How much is tagged otherwise than by `with`; what no analysis has seen yet does not count.
    pub async fn count_stale(&self, with: TaggedWith) -> Result<StaleCount, StoreError> {
        let row = sqlx::query(
            "SELECT COUNT(*), COUNT(DISTINCT document) FROM versions WHERE tagged_with > 0 AND tagged_with <> $1",
        )
        .bind(with.packed())
        .fetch_one(self.readers())
        .await?;
        let count = |index: usize| -> Result<u64, StoreError> {
            Ok(u64::try_from(row.try_get::<i64, _>(index)?).unwrap_or_default())
        };
        Ok(StaleCount { versions: count(0)?, documents: count(1)? })
    }

    /// Whether anything is tagged otherwise than by `with`; cheaper than counting.
    pub async fn is_stale(&self, with: TaggedWith) -> Result<bool, StoreError> {
        let row = sqlx::query(
            "SELECT EXISTS (SELECT 1 FROM versions WHERE tagged_with > 0 AND tagged_with < $1)
                 OR EXISTS (SELECT 1 FROM versions WHERE tagged_with > $1)",
        )
        .bind(with.packed())
        .fetch_one(self.readers())
        .await?;
        Ok(row.try_get::<i64, _>(0)? != 0)
    }

    /// Versions after `after` that are tagged otherwise than by `with`, with their present tags, in the order of their ids.
    /// `None`: by anything at all.
    pub async fn stale_versions(
        &self,
        with: Option<TaggedWith>,
        after: VersionId,
        limit: u32,
    ) -> Result<Vec<StaleVersion>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query(
            "SELECT id FROM versions WHERE tagged_with > 0 AND tagged_with <> $1 AND id > $2 ORDER BY id LIMIT $3",
        )
        .bind(with.map_or(-1, TaggedWith::packed))
        .bind(after.0)
        .bind(i64::from(limit))
        .fetch_all(&mut *reading)
        .await?;
        let ids = rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<i64>, _>>()?;
        load_stale(&mut reading, &ids).await
    }
}

async fn load_stale(reading: &mut SqliteConnection, ids: &[i64]) -> Result<Vec<StaleVersion>, StoreError> {
    let mut versions = load_versions(reading, ids).await?;
    let ordered = ids.iter().filter_map(|id| versions.remove(id)).collect();
    let versions = complete(reading, ordered).await?;
    let mut present = load_present(reading, ids).await?;
    let documents: Vec<i64> = versions.iter().map(|version| version.document.id.0).collect();
    let latest = load_latest(reading, &documents).await?;
    let decided = load_decided(reading, &documents).await?;
    let mut stale = Vec::with_capacity(versions.len());
    for version in versions {
        let (id, document) = (version.version.id, version.document.id.0);
        let present = present
            .remove(&id.0)
            .ok_or_else(|| StoreError::Corrupt(format!("version {id} is said to be tagged and has no tags")))?;
        let Present { relevance, entities, events, claims } = present;
        stale.push(StaleVersion {
            is_latest: latest.contains(&id.0),
            relevance_is_kept: decided.contains(&(document, "relevance".to_owned())),
            tags_are_kept: decided.contains(&(document, "retag".to_owned())),
            version,
            relevance,
            entities,
            events,
            claims,
        });
    }
    Ok(stale)
}

struct Present {
    relevance: Relevance,
    entities: Vec<Entity>,
    events: Vec<Event>,
    claims: Vec<Claim>,
}

async fn load_present(reading: &mut SqliteConnection, versions: &[i64]) -> Result<HashMap<i64, Present>, StoreError> {
    let sql = "SELECT version, relevance, entities, events, claims FROM tags WHERE version IN ({list})";
    let mut present = HashMap::with_capacity(versions.len());
    for row in &fetch_listed(reading, sql, versions).await? {
        present.insert(Columns::of("tags", row).number("version")?, present_of(row)?);
    }
    Ok(present)
}

fn present_of(row: &SqliteRow) -> Result<Present, StoreError> {
    let columns = Columns::of("tags", row);
    Ok(Present {
        relevance: columns.json("relevance")?,
        entities: columns.json("entities")?,
        events: columns.json("events")?,
        claims: columns.json("claims")?,
    })
}

async fn load_latest(reading: &mut SqliteConnection, documents: &[i64]) -> Result<HashSet<i64>, StoreError> {
    let sql = "SELECT latest_version FROM documents WHERE id IN ({list})";
    let rows = fetch_listed(reading, sql, documents).await?;
    rows.iter().map(|row| Columns::of("documents", row).number("latest_version")).collect()
}

/// Which persons' decisions are in force about which documents.
async fn load_decided(reading: &mut SqliteConnection, documents: &[i64]) -> Result<HashSet<(i64, String)>, StoreError> {
    let sql = "SELECT CAST(subject_id AS BIGINT) AS document, kind FROM decisions
               WHERE subject_kind = 'document' AND by_person = TRUE AND undone_by IS NULL
                   AND kind IN ('relevance', 'retag') AND subject_id IN ({list})";
    let subjects: Vec<String> = documents.iter().map(i64::to_string).collect();
    let mut decided = HashSet::new();
    for row in &fetch_listed(reading, sql, &subjects).await? {
        let columns = Columns::of("decisions", row);
        decided.insert((columns.number("document")?, columns.text("kind")?));
    }
    Ok(decided)
}

#[cfg(test)]
mod tests;
