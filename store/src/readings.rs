//! From page to document: a reading finds or makes its document, and becomes a version where it says something new.

mod batch;
mod previous;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::{Row, SqliteConnection};
use watchline_model::page::Digest;
use watchline_model::{ChangeKind, DocumentId, DocumentKind, PageId, Reading, Source, Subject, VersionId};

use crate::archive::{VersionRecord, digest, digest_of_text, version_link};
use crate::changes::append_listed_change;
use crate::columns::{Columns, json, micros};
use crate::ledger::{Chain, Ledger};
use crate::lists::fetch_listed;
use crate::sources::{Configured, insert_source};
use crate::{ReadOutcome, Recorded, Store, StoreError};

pub use crate::readings::batch::PageRead;
pub use crate::readings::previous::PreviousReading;

impl Store {
    /// A page was read. The document is the one met before under the entry's address or the reading's canonical one,
    /// else a new one (`document_added`); where its words (or, where their digest is not known, title or text) differ
    /// from its latest version, a version is added (`document_changed`). A page read before answers what was recorded
    /// then. `None`: it holds no document.
    ///
    /// # Errors
    /// `Conflict` for a page that is not stored.
    pub async fn record_reading(
        &self,
        page: PageId,
        outcome: &ReadOutcome,
        now: DateTime<Utc>,
    ) -> Result<Option<Recorded>, StoreError> {
        let read = [PageRead::of(page, outcome.clone())];
        Ok(self.record_batch(&read, &[], now).await?.pop().flatten())
    }

    /// The same of many pages, in their order, in one transaction.
    ///
    /// # Errors
    /// `Conflict` for a page that is not stored; then nothing was recorded.
    pub async fn record_readings(
        &self,
        read: &[(PageId, ReadOutcome)],
        now: DateTime<Utc>,
    ) -> Result<Vec<Option<Recorded>>, StoreError> {
        let read: Vec<PageRead> = read.iter().map(|(page, outcome)| PageRead::of(*page, outcome.clone())).collect();
        self.record_batch(&read, &[], now).await
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
        let mut ledger = Ledger::default();
        let mut recorded = Vec::with_capacity(documents.len());
        for (index, (kind, reading)) in documents.iter().enumerate() {
            if reading.canonical_url.is_none() {
                let message =
                    format!("document {} of the import (`{}`) has no address; give it a url", index + 1, reading.title);
                return Err(StoreError::Conflict(message));
            }
            let source = source.id.as_str();
            let told = Told { source, page: None, met_at: None, kind: *kind, reading, words_sha256: None, shows: None };
            recorded.push(record_told(&mut writing, &mut ledger, &told, now).await?.0);
        }
        ledger.close(&mut writing).await?;
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
    words_sha256: Option<Digest>,
    /// The version that its page was found to show, whatever words were read of it.
    shows: Option<VersionId>,
}

/// A document's latest version, as far as a new reading is compared with it.
struct Latest {
    document: i64,
    version: i64,
    number: i64,
    sha256: Digest,
    words_sha256: Option<Digest>,
}

impl Latest {
    /// Whether it says the same: by its words, or letter by letter where the words of one of the two were not counted.
    fn says_the_same(&self, sha256: Digest, told: &Told<'_>) -> bool {
        if told.shows == Some(VersionId(self.version)) {
            return true;
        }
        match (self.words_sha256, told.words_sha256) {
            (Some(before), Some(now)) => before == now,
            _ => self.sha256 == sha256,
        }
    }
}

/// The document and version that the reading became; also the id of the version that it shows.
async fn record_told(
    connection: &mut SqliteConnection,
    ledger: &mut Ledger,
    told: &Told<'_>,
    now: DateTime<Utc>,
) -> Result<(Recorded, i64), StoreError> {
    // The entry's own address first: a statement keeps its history even when its canonical address changes.
    let mut addresses: Vec<String> = told.met_at.map(str::to_owned).into_iter().collect();
    addresses.extend(told.reading.canonical_url.clone().filter(|url| told.met_at != Some(url)));
    let known = known_addresses(connection, &addresses).await?;
    let found = addresses.iter().find_map(|address| known.get(address).copied());
    let latest = match found {
        Some(document) => Some(load_latest(connection, document).await?),
        None => None,
    };
    let sha256 = digest_of_text(&told.reading.title, &told.reading.text);
    let (recorded, shown) = match latest {
        Some(latest) if latest.says_the_same(sha256, told) => {
            let number = u32::try_from(latest.number).unwrap_or(u32::MAX);
            (Recorded { document: DocumentId(latest.document), version: None, number }, latest.version)
        }
        Some(latest) => {
            let new = NewVersion { document: latest.document, number: latest.number + 1, sha256 };
            add_version(connection, ledger, told, &new, now).await?
        }
        None => {
            let url = told.reading.canonical_url.as_deref().or(told.met_at).unwrap_or_default();
            let document = insert_document(connection, ledger, told, url, now).await?;
            add_version(connection, ledger, told, &NewVersion { document, number: 1, sha256 }, now).await?
        }
    };
    for address in addresses.iter().filter(|address| !known.contains_key(*address)) {
        sqlx::query("INSERT INTO document_addresses (url, document) VALUES ($1, $2) ON CONFLICT (url) DO NOTHING")
            .bind(address)
            .bind(recorded.document.0)
            .execute(&mut *connection)
            .await?;
    }
    Ok((recorded, shown))
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
        "SELECT versions.id, versions.number, versions.sha256, versions.words_sha256 FROM documents
         JOIN versions ON versions.id = documents.latest_version WHERE documents.id = $1",
    )
    .bind(document)
    .fetch_optional(connection)
    .await?
    .ok_or_else(|| StoreError::Corrupt(format!("document {document} has no latest version")))?;
    let columns = Columns::of("versions", &row);
    Ok(Latest {
        document,
        version: columns.number("id")?,
        number: columns.number("number")?,
        sha256: columns.digest("sha256")?,
        words_sha256: columns.digest_or_none("words_sha256")?,
    })
}

async fn insert_document(
    connection: &mut SqliteConnection,
    ledger: &mut Ledger,
    told: &Told<'_>,
    url: &str,
    now: DateTime<Utc>,
) -> Result<i64, StoreError> {
    let id = ledger.number(connection, "document").await?;
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

struct NewVersion {
    document: i64,
    number: i64,
    sha256: Digest,
}

/// Adds a version to the document and to the chain, and says so in the change log. Also answers the version's id.
async fn add_version(
    connection: &mut SqliteConnection,
    ledger: &mut Ledger,
    told: &Told<'_>,
    new: &NewVersion,
    now: DateTime<Utc>,
) -> Result<(Recorded, i64), StoreError> {
    let previous = ledger.previous(connection, Chain::Versions).await?;
    let id = ledger.number(connection, Chain::Versions.noun()).await?;
    let reading = json(told.reading);
    let record = VersionRecord {
        document: new.document,
        number: new.number,
        page: told.page.map(|page| page.0),
        created_at: micros(now),
        sha256: new.sha256,
        reading_sha256: digest(reading.as_bytes()),
        words_sha256: told.words_sha256,
    };
    let link = version_link(&previous, &record);
    sqlx::query(
        "INSERT INTO versions (id, document, number, page, reading, sha256, reading_sha256, words_sha256, created_at,
             chain, tagged_with)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)",
    )
    .bind(id)
    .bind(record.document)
    .bind(record.number)
    .bind(record.page)
    .bind(reading)
    .bind(record.sha256.hex())
    .bind(record.reading_sha256.hex())
    .bind(record.words_sha256.map(|words| words.hex()))
    .bind(record.created_at)
    .bind(link.hex())
    .execute(&mut *connection)
    .await?;
    ledger.add(Chain::Versions, link);
    let (document, number) = (new.document, new.number);
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
    let subject = Subject::Document(DocumentId(document));
    append_listed_change(connection, ledger, kind, &subject, &detail, now).await?;
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    Ok((Recorded { document: DocumentId(document), version: Some(VersionId(id)), number }, id))
}

#[cfg(test)]
mod tests;
