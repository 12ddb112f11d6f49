//! Pages: raw answers of fetches, archived for good.
//!
//! Their records are only ever added, each chained to the one before; their bodies lie in `blobs`.

use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::page::{Digest, FetchedPage};
use watchline_model::{EntryId, Page, PageId, SourceId};

use crate::archive::{PageRecord, digest_of_fields, page_link};
use crate::blobs::{self, Packed};
use crate::columns::{Columns, json, micros};
use crate::entries::load_entries;
use crate::ledger::{Chain, Ledger};
use crate::lists::fetch_listed;
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

/// A page on its way into the archive.
pub(crate) struct NewPage<'a> {
    pub(crate) source: &'a str,
    pub(crate) entry: Option<EntryId>,
    /// Its body is not looked at.
    pub(crate) page: &'a FetchedPage,
    pub(crate) body: &'a Packed,
    pub(crate) purpose: Purpose,
}

/// Adds a page to the archive, within the caller's transaction.
pub(crate) async fn archive_page(
    connection: &mut SqliteConnection,
    ledger: &mut Ledger,
    new: &NewPage<'_>,
) -> Result<PageId, StoreError> {
    if ledger.kept.insert(new.body.sha256) {
        blobs::keep(connection, new.body).await?;
    }
    let previous = ledger.previous(connection, Chain::Pages).await?;
    let id = ledger.number(connection, Chain::Pages.noun()).await?;
    let page = new.page;
    let record = PageRecord {
        source: new.source,
        entry: new.entry.map(|entry| entry.0),
        url: &page.url,
        final_url: &page.final_url,
        status: page.status,
        headers: &page.headers,
        fetched_at: micros(page.fetched_at),
        sha256: new.body.sha256,
    };
    let link = page_link(&previous, &record);
    sqlx::query(
        "INSERT INTO pages (id, source, entry, url, final_url, status, headers, fetched_at, sha256, size_bytes, chain,
             unread, made_version, outcome_sha256)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, FALSE, $13)",
    )
    .bind(id)
    .bind(new.source)
    .bind(new.entry.map(|entry| entry.0))
    .bind(&page.url)
    .bind(&page.final_url)
    .bind(i64::from(page.status))
    .bind(json(&page.headers))
    .bind(record.fetched_at)
    .bind(record.sha256.hex())
    .bind(new.body.size_bytes.cast_signed())
    .bind(link.hex())
    .bind(new.purpose == Purpose::ToRead)
    .bind(match new.purpose {
        Purpose::ToRead => None,
        Purpose::ToKeep => Some(PageOutcome::default().sha256().hex()),
    })
    .execute(connection)
    .await?;
    ledger.add(Chain::Pages, link);
    Ok(PageId(id))
}

/// What reading a page came to: a document and the version that it shows, or why it holds none. All empty for a page
/// that is only kept.
#[derive(Default)]
pub(crate) struct PageOutcome<'a> {
    pub(crate) document: Option<i64>,
    pub(crate) version: Option<i64>,
    pub(crate) made_version: bool,
    pub(crate) nothing_because: Option<&'a str>,
}

impl PageOutcome<'_> {
    /// Of all of it, so that an altered letter is found.
    pub(crate) fn sha256(&self) -> Digest {
        let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
        let (document, version) = (number(self.document), number(self.version));
        let made_version = if self.made_version { "made" } else { "showed" };
        let because = self.nothing_because.unwrap_or_default();
        digest_of_fields("watchline outcome 1", &[&document, &version, made_version, because])
    }

    pub(crate) async fn write(&self, connection: &mut SqliteConnection, page: i64) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE pages SET unread = FALSE, document = $2, version = $3, made_version = $4, nothing_because = $5,
                 outcome_sha256 = $6
             WHERE id = $1",
        )
        .bind(page)
        .bind(self.document)
        .bind(self.version)
        .bind(self.made_version)
        .bind(self.nothing_because)
        .bind(self.sha256().hex())
        .execute(connection)
        .await?;
        Ok(())
    }
}

/// The digest that a page's outcome must have.
pub(crate) fn outcome_digest(row: &SqliteRow) -> Result<Digest, StoreError> {
    let columns = Columns::of("pages", row);
    let nothing_because = columns.text_or_none("nothing_because")?;
    let outcome = PageOutcome {
        document: columns.number_or_none("document")?,
        version: columns.number_or_none("version")?,
        made_version: columns.flag("made_version")?,
        nothing_because: nothing_because.as_deref(),
    };
    Ok(outcome.sha256())
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
        let wanted: Vec<Digest> = pages.iter().map(|page| page.sha256).collect();
        let bodies = blobs::fetch_many(&mut reading, &wanted).await?;
        let mut unread = Vec::with_capacity(pages.len());
        for page in pages {
            let damaged = |what: &str| StoreError::Corrupt(format!("page {} has no {what}", page.id));
            let listed = page.entry.and_then(|entry| entries.get(&entry.0).cloned());
            let (entry, updated) = listed.map_or((None, None), |(entry, updated)| (Some(entry), updated));
            unread.push(UnreadPage {
                body: bodies.get(&page.sha256).cloned().ok_or_else(|| damaged("body"))?,
                source: sources.get(page.source.as_str()).cloned().ok_or_else(|| damaged("source"))?,
                entry,
                updated,
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

#[cfg(test)]
mod tests;
