//! Pages: raw answers of fetches, archived for good.
//!
//! Their records are only ever added, each chained to the one before; their bodies lie in `blobs`.

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use watchline_model::page::{Digest, FetchedPage};
use watchline_model::{EntryId, Page, PageId, SourceId};

use crate::archive::{PageRecord, page_link};
use crate::blobs::{self, Packed};
use crate::columns::{Columns, json, micros};
use crate::entries::load_entries;
use crate::lists::fetch_listed;
use crate::numbers::next_number;
use crate::sources::load_sources;
use crate::{Store, StoreError, UnreadPage};

/// What becomes of an archived page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// It is to be read as a document.
    ToRead,
    /// It only is evidence: a feed, or a body that was read before.
    ToKeep,
}

/// Adds a page to the archive, within the caller's transaction.
pub(crate) async fn archive_page(
    connection: &mut SqliteConnection,
    source: &str,
    entry: Option<EntryId>,
    page: &FetchedPage,
    packed: &Packed,
    purpose: Purpose,
) -> Result<PageId, StoreError> {
    blobs::keep(connection, packed).await?;
    let previous = last_chain(connection, "SELECT chain FROM pages ORDER BY id DESC LIMIT 1").await?;
    let id = next_number(connection, "page").await?;
    let record = PageRecord {
        url: &page.url,
        final_url: &page.final_url,
        status: page.status,
        headers: &page.headers,
        fetched_at: micros(page.fetched_at),
        sha256: packed.sha256,
    };
    sqlx::query(
        "INSERT INTO pages (id, source, entry, url, final_url, status, headers, fetched_at, sha256, size_bytes, chain,
             unread, made_version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, FALSE)",
    )
    .bind(id)
    .bind(source)
    .bind(entry.map(|entry| entry.0))
    .bind(&page.url)
    .bind(&page.final_url)
    .bind(i64::from(page.status))
    .bind(json(&page.headers))
    .bind(record.fetched_at)
    .bind(packed.sha256.hex())
    .bind(packed.size_bytes.cast_signed())
    .bind(page_link(&previous, &record).hex())
    .bind(purpose == Purpose::ToRead)
    .execute(connection)
    .await?;
    Ok(PageId(id))
}

/// The last link of a chain; zero before the first.
pub(crate) async fn last_chain(connection: &mut SqliteConnection, sql: &'static str) -> Result<Digest, StoreError> {
    let row = sqlx::query(sql).fetch_optional(connection).await?;
    row.map_or(Ok(Digest::ZERO), |row| Columns::of("pages", &row).digest("chain"))
}

impl Store {
    /// A page and its body, checked against its hash.
    ///
    /// # Errors
    /// `Corrupt` where the body is not what was archived.
    pub async fn find_page(&self, page: PageId) -> Result<Option<(Page, Vec<u8>)>, StoreError> {
        let mut reading = self.read().await?;
        let Some(page) = load_pages(&mut reading, &[page.0]).await?.pop() else { return Ok(None) };
        let body = blobs::fetch(&mut reading, page.sha256).await?;
        Ok(Some((page, body)))
    }

    /// Pages that answer an entry and wait to be read, in the order in which they were fetched.
    pub async fn unread_pages(&self, limit: u32) -> Result<Vec<UnreadPage>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query("SELECT * FROM pages WHERE unread = TRUE ORDER BY id LIMIT $1")
            .bind(i64::from(limit))
            .fetch_all(&mut *reading)
            .await?;
        let pages = rows.iter().map(page_of).collect::<Result<Vec<Page>, StoreError>>()?;
        let sources: Vec<String> = pages.iter().map(|page| page.source.0.clone()).collect();
        let sources = load_sources(&mut reading, &sources).await?;
        let entries: Vec<i64> = pages.iter().filter_map(|page| page.entry).map(|entry| entry.0).collect();
        let entries = load_entries(&mut reading, &entries).await?;
        let mut unread = Vec::with_capacity(pages.len());
        for page in pages {
            let source = sources.get(page.source.as_str()).cloned();
            unread.push(UnreadPage {
                body: blobs::fetch(&mut reading, page.sha256).await?,
                source: source.ok_or_else(|| StoreError::Corrupt(format!("page {} has no source", page.id)))?,
                entry: page.entry.and_then(|entry| entries.get(&entry.0).cloned()),
                page,
            });
        }
        Ok(unread)
    }
}

/// These pages, in no particular order.
pub(crate) async fn load_pages(connection: &mut SqliteConnection, ids: &[i64]) -> Result<Vec<Page>, StoreError> {
    let rows = fetch_listed(connection, "SELECT * FROM pages WHERE id IN ({list})", ids).await?;
    rows.iter().map(page_of).collect()
}

pub(crate) fn page_of(row: &SqliteRow) -> Result<Page, StoreError> {
    let columns = Columns::of("pages", row);
    Ok(Page {
        id: PageId(columns.number("id")?),
        source: SourceId(columns.text("source")?),
        entry: columns.number_or_none("entry")?.map(EntryId),
        url: columns.text("url")?,
        final_url: columns.text("final_url")?,
        status: columns.count("status")?,
        headers: columns.json("headers")?,
        fetched_at: columns.moment("fetched_at")?,
        sha256: columns.digest("sha256")?,
        size_bytes: columns.count("size_bytes")?,
        chain: columns.digest("chain")?,
    })
}

/// The hash of an archived page's body.
pub(crate) async fn body_digest(connection: &mut SqliteConnection, page: i64) -> Result<Option<String>, StoreError> {
    let row = sqlx::query("SELECT sha256 FROM pages WHERE id = $1").bind(page).fetch_optional(connection).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

#[cfg(test)]
mod tests;
