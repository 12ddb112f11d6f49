//! From page to document: a reading finds or makes its document, and becomes a version where it says something new.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::{Row, SqliteConnection};
use watchline_model::page::Digest;
use watchline_model::{ChangeKind, DocumentId, DocumentKind, PageId, Reading, Source, Subject, VersionId};

use crate::archive::{VersionRecord, digest, digest_of_text, version_link};
use crate::changes::append_change;
use crate::columns::{Columns, json, micros};
use crate::lists::fetch_listed;
use crate::numbers::next_number;
use crate::pages::last_chain;
use crate::sources::{Configured, insert_source};
use crate::{ReadOutcome, Recorded, Store, StoreError};

impl Store {
    /// A page was read. The document is the one met before under the entry's address or the reading's canonical one,
    /// else a new one (`document_added`); where title or text differ from its latest version, a version is added
    /// (`document_changed`). A page read before answers what was recorded then. `None`: it holds no document.
    ///
    /// # Errors
    /// `Conflict` for a page that is not stored.
    pub async fn record_reading(
        &self,
        page: PageId,
        outcome: &ReadOutcome,
        now: DateTime<Utc>,
    ) -> Result<Option<Recorded>, StoreError> {
        let mut writing = self.write().await?;
        let row = sqlx::query(
            "SELECT pages.*, entries.url AS entry_url, versions.number AS version_number
             FROM pages LEFT JOIN entries ON entries.id = pages.entry LEFT JOIN versions ON versions.id = pages.version
             WHERE pages.id = $1",
        )
        .bind(page.0)
        .fetch_optional(&mut *writing)
        .await?
        .ok_or_else(|| StoreError::Conflict(format!("page {page} is not stored; pages come from record_entry_page")))?;
        let columns = Columns::of("pages", &row);
        if let Some(document) = columns.number_or_none("document")? {
            let made_version = columns.flag("made_version")?;
            let version = columns.number_or_none("version")?.filter(|_| made_version);
            let number = columns.count("version_number")?;
            return Ok(Some(Recorded { document: DocumentId(document), version: version.map(VersionId), number }));
        }
        if columns.text_or_none("nothing_because")?.is_some() {
            return Ok(None);
        }
        let recorded = match outcome {
            ReadOutcome::Nothing { reason } => {
                sqlx::query("UPDATE pages SET unread = FALSE, nothing_because = $2 WHERE id = $1")
                    .bind(page.0)
                    .bind(reason)
                    .execute(&mut *writing)
                    .await?;
                None
            }
            ReadOutcome::Document { kind, reading } => {
                let met_at = columns.text_or_none("entry_url")?.map_or_else(|| columns.text("url"), Ok)?;
                let (source, page) = (columns.text("source")?, Some(page));
                let told = Told { source: &source, page, met_at: Some(&met_at), kind: *kind, reading };
                Some(record_told(&mut writing, &told, now).await?)
            }
        };
        writing.commit().await?;
        Ok(recorded)
    }

    /// Takes in documents that were read elsewhere, all in one transaction; their address is the reading's canonical
    /// one. A source that is not stored is added as one that is not fetched.
    ///
    /// # Errors
    /// `Conflict` for a reading without canonical address.
    pub async fn import_documents(
        &self,
        source: &Source,
        documents: &[(DocumentKind, Reading)],
        now: DateTime<Utc>,
    ) -> Result<Vec<Recorded>, StoreError> {
        let mut writing = self.write().await?;
        insert_source(&mut writing, source, Configured::No).await?;
        let mut recorded = Vec::with_capacity(documents.len());
        for (index, (kind, reading)) in documents.iter().enumerate() {
            if reading.canonical_url.is_none() {
                let message =
                    format!("document {} of the import (`{}`) has no address; give it a url", index + 1, reading.title);
                return Err(StoreError::Conflict(message));
            }
            let told = Told { source: source.id.as_str(), page: None, met_at: None, kind: *kind, reading };
            recorded.push(record_told(&mut writing, &told, now).await?);
        }
        writing.commit().await?;
        Ok(recorded)
    }
}

/// A reading and where it comes from.
struct Told<'a> {
    source: &'a str,
    page: Option<PageId>,
    /// The entry's address.
    met_at: Option<&'a str>,
    kind: DocumentKind,
    reading: &'a Reading,
}

/// A document's latest version, as far as a new reading is compared with it.
struct Latest {
    document: i64,
    version: i64,
    number: i64,
    sha256: String,
}

async fn record_told(
    connection: &mut SqliteConnection,
    told: &Told<'_>,
    now: DateTime<Utc>,
) -> Result<Recorded, StoreError> {
    // The entry's own address first: a statement keeps its history even when its canonical address changes.
    let mut addresses: Vec<String> = told.met_at.map(str::to_owned).into_iter().collect();
    addresses.extend(told.reading.canonical_url.clone());
    let known = known_addresses(connection, &addresses).await?;
    let found = addresses.iter().find_map(|address| known.get(address).copied());
    let latest = match found {
        Some(document) => Some(load_latest(connection, document).await?),
        None => None,
    };
    let sha256 = digest_of_text(&told.reading.title, &told.reading.text);
    let (recorded, shown) = match latest {
        Some(latest) if latest.sha256 == sha256.hex() => {
            let number = u32::try_from(latest.number).unwrap_or(u32::MAX);
            (Recorded { document: DocumentId(latest.document), version: None, number }, latest.version)
        }
        Some(latest) => add_version(connection, told, latest.document, latest.number + 1, sha256, now).await?,
        None => {
            let url = told.reading.canonical_url.as_deref().or(told.met_at).unwrap_or_default();
            let document = insert_document(connection, told, url, now).await?;
            add_version(connection, told, document, 1, sha256, now).await?
        }
    };
    for address in addresses.iter().filter(|address| !known.contains_key(*address)) {
        sqlx::query("INSERT INTO document_addresses (url, document) VALUES ($1, $2) ON CONFLICT (url) DO NOTHING")
            .bind(address)
            .bind(recorded.document.0)
            .execute(&mut *connection)
            .await?;
    }
    if let Some(page) = told.page {
        sqlx::query("UPDATE pages SET unread = FALSE, document = $2, version = $3, made_version = $4 WHERE id = $1")
            .bind(page.0)
            .bind(recorded.document.0)
            .bind(shown)
            .bind(recorded.version.is_some())
            .execute(connection)
            .await?;
    }
    Ok(recorded)
}

/// Which of these addresses lead to which document.
pub(crate) async fn known_addresses(
    connection: &mut SqliteConnection,
    addresses: &[String],
) -> Result<HashMap<String, i64>, StoreError> {
    let sql = "SELECT url, document FROM document_addresses WHERE url IN ({list})";
    let mut known = HashMap::new();
    for row in &fetch_listed(connection, sql, addresses).await? {
        known.insert(row.try_get(0)?, row.try_get(1)?);
    }
    Ok(known)
}

async fn load_latest(connection: &mut SqliteConnection, document: i64) -> Result<Latest, StoreError> {
    let row = sqlx::query(
        "SELECT versions.id, versions.number, versions.sha256 FROM documents
         JOIN versions ON versions.id = documents.latest_version WHERE documents.id = $1",
    )
    .bind(document)
    .fetch_one(connection)
    .await?;
    Ok(Latest { document, version: row.try_get(0)?, number: row.try_get(1)?, sha256: row.try_get(2)? })
}

async fn insert_document(
    connection: &mut SqliteConnection,
    told: &Told<'_>,
    url: &str,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let id = next_number(connection, "document").await?;
    sqlx::query(
        "INSERT INTO documents (id, source, url, kind, first_seen, latest, latest_version, placed)
         VALUES ($1, $2, $3, $4, $5, 0, 0, FALSE)",
    )
    .bind(id)
    .bind(told.source)
    .bind(url)
    .bind(told.kind.as_str())
    .bind(micros(now))
    .execute(connection)
    .await?;
    Ok(id)
}

/// Adds a version to the document and to the chain, and says so in the change log. Also answers the version's id.
async fn add_version(
    connection: &mut SqliteConnection,
    told: &Told<'_>,
    document: i64,
    number: i64,
    sha256: Digest,
    now: DateTime<Utc>,
) -> Result<(Recorded, i64), StoreError> {
    let previous = last_chain(connection, "SELECT chain FROM versions ORDER BY id DESC LIMIT 1").await?;
    let id = next_number(connection, "version").await?;
    let reading = json(told.reading);
    let page = told.page.map(|page| page.0);
    let reading_sha256 = digest(reading.as_bytes());
    let record = VersionRecord { document, number, page, created_at: micros(now), sha256, reading_sha256 };
    sqlx::query(
        "INSERT INTO versions (id, document, number, page, reading, sha256, reading_sha256, created_at, chain,
             tagged_with)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
    )
    .bind(id)
    .bind(document)
    .bind(number)
    .bind(page)
    .bind(reading)
    .bind(sha256.hex())
    .bind(reading_sha256.hex())
    .bind(record.created_at)
    .bind(version_link(&previous, &record).hex())
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE documents SET latest = $2, latest_version = $3, published = COALESCE($4, published) WHERE id = $1",
    )
    .bind(document)
    .bind(number)
    .bind(id)
    .bind(told.reading.published.map(|published| micros(published.value)))
    .execute(&mut *connection)
    .await?;
    let (kind, detail) = if number == 1 {
        (ChangeKind::DocumentAdded, told.reading.title.clone())
    } else {
        (ChangeKind::DocumentChanged, format!("version {number}: {}", told.reading.title))
    };
    append_change(connection, kind, &Subject::Document(DocumentId(document)), &detail, now).await?;
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    Ok((Recorded { document: DocumentId(document), version: Some(VersionId(id)), number }, id))
}

#[cfg(test)]
mod tests;
