//! Statements that are no longer there: what may be said of them, and since when.
//!
//! A failed fetch is never evidence: only answers that say "not there" (404, 410) count, several of them over a time.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::{DocumentId, EntryId};

use crate::columns::{Columns, micros};
use crate::documents::load_bare_documents;
use crate::observations::REMOVED;
use crate::sources::load_sources;
use crate::versions::load_versions;
use crate::{AbsentDocument, Store, StoreError};

impl Store {
    /// Statements of vendors and regulators whose watched page has answered "not there" at least `least_absences` times
    /// in a row, the first time before `absent_since_before`, that were there under no other watched address since,
    /// and whose removal has not been recorded since they were last seen. In the order of their documents.
    pub async fn absent_documents(
        &self,
        least_absences: u32,
        absent_since_before: DateTime<Utc>,
    ) -> Result<Vec<AbsentDocument>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query(
            "SELECT entries.id, entries.url, entries.last_seen, entries.absent_since, entries.absences,
                 documents.id AS document, documents.latest_version
             FROM entries JOIN document_addresses ON document_addresses.url = entries.url
             JOIN documents ON documents.id = document_addresses.document
             WHERE entries.absent_since < $1 AND entries.absences >= $2 AND entries.watched = TRUE
                 AND entries.last_seen IS NOT NULL
                 AND NOT EXISTS (
                     SELECT 1 FROM document_addresses AS elsewhere JOIN entries AS other ON other.url = elsewhere.url
                     WHERE elsewhere.document = documents.id AND other.last_seen >= entries.absent_since)
                 AND NOT EXISTS (
                     SELECT 1 FROM observations WHERE observations.document = documents.id
                         AND observations.kind = $3 AND observations.observed_at >= entries.last_seen)
             ORDER BY documents.id, entries.absent_since, entries.id",
        )
        .bind(micros(absent_since_before))
        .bind(i64::from(least_absences))
        .bind(REMOVED)
        .fetch_all(&mut *reading)
        .await?;
        let mut absent: Vec<AbsentDocument> = gather(&mut reading, &rows).await?;
        // Two absent addresses of one document are one absence: the longer one.
        absent.dedup_by_key(|one| one.document.id);
        Ok(absent)
    }
}

async fn gather(connection: &mut SqliteConnection, rows: &[SqliteRow]) -> Result<Vec<AbsentDocument>, StoreError> {
    let (mut documents, mut versions) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for row in rows {
        let columns = Columns::of("entries", row);
        documents.push(columns.number("document")?);
        versions.push(columns.number("latest_version")?);
    }
    let documents = load_bare_documents(connection, &documents).await?;
    let versions = load_versions(connection, &versions).await?;
    let ids: Vec<String> = documents.values().map(|document| document.source.0.clone()).collect();
    let sources = load_sources(connection, &ids).await?;
    let mut absent = Vec::with_capacity(rows.len());
    for row in rows {
        let columns = Columns::of("entries", row);
        let id = DocumentId(columns.number("document")?);
        let damaged = |what: &str| StoreError::Corrupt(format!("document {id} has no {what}"));
        let document = documents.get(&id.0).cloned().ok_or_else(|| damaged("row"))?;
        let source = sources.get(document.source.as_str()).cloned().ok_or_else(|| damaged("source"))?;
        if !source.speaks_for_itself() {
            continue;
        }
        let version = versions.get(&columns.number("latest_version")?).cloned();
        absent.push(AbsentDocument {
            document,
            source,
            entry: EntryId(columns.number("id")?),
            url: columns.text("url")?,
            last_seen: columns.moment("last_seen")?,
            absent_since: columns.moment("absent_since")?,
            absences: columns.count("absences")?,
            version: version.ok_or_else(|| damaged("latest version"))?,
        });
    }
    Ok(absent)
}

#[cfg(test)]
mod tests;
