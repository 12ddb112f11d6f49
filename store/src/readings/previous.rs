//! What was read before at the addresses of pages that now are read again, and the pages that it was read from.

use std::collections::HashMap;

use sqlx::Row;
use watchline_model::page::Digest;
use watchline_model::{EntryId, Page, PageId, Reading, VersionId};

use super::known_addresses;
use crate::blobs;
use crate::columns::Columns;
use crate::lists::fetch_listed;
use crate::pages::page_of;
use crate::{Store, StoreError};

/// The latest version of a document that is read again.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviousReading {
    pub version: VersionId,
    /// The page that made it; none for a document that was imported.
    pub page: Option<PageId>,
    pub reading: Reading,
    /// Of its words; `None` where they were not counted.
    pub words_sha256: Option<Digest>,
}

impl Store {
    /// The latest versions of the documents met before at these addresses, by address.
    pub async fn previous_readings(
        &self,
        addresses: &[String],
    ) -> Result<HashMap<String, PreviousReading>, StoreError> {
        let mut reading = self.read().await?;
        let known = known_addresses(&mut reading, addresses).await?;
        let documents: Vec<i64> = known.values().copied().collect();
        let sql = "SELECT documents.id AS document, versions.id, versions.page, versions.reading, versions.words_sha256
                   FROM documents JOIN versions ON versions.id = documents.latest_version
                   WHERE documents.id IN ({list})";
        let mut latest = HashMap::new();
        for row in &fetch_listed(&mut reading, sql, &documents).await? {
            let columns = Columns::of("versions", row);
            let previous = PreviousReading {
                version: VersionId(columns.number("id")?),
                page: columns.number_or_none("page")?.map(PageId),
                reading: columns.json("reading")?,
                words_sha256: columns.digest_or_none("words_sha256")?,
            };
            latest.insert(row.try_get::<i64, _>("document")?, previous);
        }
        let found = known.into_iter().filter_map(|(address, document)| Some((address, latest.get(&document)?.clone())));
        Ok(found.collect())
    }

    /// The latest archived success (200) of an entry that was asked for at `url`, with its body checked against its
    /// hash: a page on which an article goes on.
    ///
    /// # Errors
    /// `Corrupt` where the body is not what was archived.
    pub async fn find_answer(&self, entry: EntryId, url: &str) -> Result<Option<(Page, Vec<u8>)>, StoreError> {
        let mut reading = self.read().await?;
        let row =
            sqlx::query("SELECT * FROM pages WHERE entry = $1 AND url = $2 AND status = 200 ORDER BY id DESC LIMIT 1")
                .bind(entry.0)
                .bind(url)
                .fetch_optional(&mut *reading)
                .await?;
        let Some(page) = row.as_ref().map(page_of).transpose()? else { return Ok(None) };
        let body = blobs::fetch(&mut reading, page.sha256).await?;
        Ok(Some((page, body)))
    }
}

#[cfg(test)]
mod tests;
