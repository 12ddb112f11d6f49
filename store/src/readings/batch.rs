//! Many pages that were read: what each came to, the pages on which it goes on, and what is remembered of them, all in
//! one transaction, so that a kill leaves either all of it or none.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::{DocumentId, EntryId, PageId, VersionId};

use super::{Told, record_told};
use crate::columns::Columns;
use crate::ledger::Ledger;
use crate::lists::fetch_listed;
use crate::pages::{NewPage, PageOutcome, Purpose, archive_page};
use crate::values::keep_value;
use crate::{PackedPage, ReadOutcome, Recorded, Store, StoreError};

/// A page that was read.
#[derive(Debug, Clone)]
pub struct PageRead {
    pub page: PageId,
    pub outcome: ReadOutcome,
    /// The latest version of its document, where the page was found to show that one although its words differ: the
    /// reader, or what it knows of the host, is another than then. No version is made.
    pub shows: Option<VersionId>,
    /// The pages on which the article goes on, as they were fetched; the outcome's text has their words too. They are
    /// archived with the page's entry, as pages that show its version.
    pub following: Vec<PackedPage>,
}

impl PageRead {
    /// A page that stands alone.
    pub fn of(page: PageId, outcome: ReadOutcome) -> Self {
        Self { page, outcome, shows: None, following: Vec::new() }
    }
}

impl Store {
    /// As [`Self::record_reading`] of each page, in their order; and keeps these values under their names, in place of
    /// what was there. All in one transaction.
    ///
    /// # Errors
    /// `Conflict` for a page that is not stored; then nothing was recorded.
    pub async fn record_batch(
        &self,
        read: &[PageRead],
        keep: &[(String, String)],
        now: DateTime<Utc>,
    ) -> Result<Vec<Option<Recorded>>, StoreError> {
        let mut writing = self.write().await?;
        let mut ledger = Ledger::default();
        let recorded = record_pages(&mut writing, &mut ledger, read, now).await?;
        for (name, value) in keep {
            keep_value(&mut writing, name, value).await?;
        }
        ledger.close(&mut writing).await?;
        writing.commit().await?;
        Ok(recorded)
    }
}

async fn record_pages(
    connection: &mut SqliteConnection,
    ledger: &mut Ledger,
    read: &[PageRead],
    now: DateTime<Utc>,
) -> Result<Vec<Option<Recorded>>, StoreError> {
    let ids: Vec<i64> = read.iter().map(|read| read.page.0).collect();
    let sql = "SELECT pages.*, entries.url AS entry_url, versions.number AS version_number
               FROM pages LEFT JOIN entries ON entries.id = pages.entry LEFT JOIN versions ON versions.id = pages.version
               WHERE pages.id IN ({list})";
    let mut known = HashMap::with_capacity(ids.len());
    for row in &fetch_listed(connection, sql, &ids).await? {
        let read = KnownPage::of(row)?;
        known.insert(read.id, read);
    }
    let mut recorded = Vec::with_capacity(read.len());
    for read in read {
        let page = known.get_mut(&read.page.0).ok_or_else(|| {
            StoreError::Conflict(format!("page {} is not stored; pages come from record_entry_outcomes", read.page))
        })?;
        if page.came_to.is_none() {
            page.came_to = Some(record_page(connection, ledger, page, read, now).await?);
        }
        recorded.push(page.came_to.flatten());
    }
    Ok(recorded)
}

/// A page that was read, as far as recording it needs.
struct KnownPage {
    id: i64,
    source: String,
    entry: Option<EntryId>,
    met_at: String,
    /// What an earlier reading of it came to.
    came_to: Option<Option<Recorded>>,
}

impl KnownPage {
    fn of(row: &SqliteRow) -> Result<Self, StoreError> {
        let columns = Columns::of("pages", row);
        let came_to = match columns.number_or_none("document")? {
            Some(document) => {
                let made_version = columns.flag("made_version")?;
                let version = columns.number_or_none("version")?.filter(|_| made_version).map(VersionId);
                let number = columns.count("version_number")?;
                Some(Some(Recorded { document: DocumentId(document), version, number }))
            }
            None => columns.text_or_none("nothing_because")?.map(|_| None),
        };
        Ok(Self {
            id: columns.number("id")?,
            source: columns.text("source")?,
            entry: columns.number_or_none("entry")?.map(EntryId),
            met_at: columns.text_or_none("entry_url")?.map_or_else(|| columns.text("url"), Ok)?,
            came_to,
        })
    }
}

async fn record_page(
    connection: &mut SqliteConnection,
    ledger: &mut Ledger,
    page: &KnownPage,
    read: &PageRead,
    now: DateTime<Utc>,
) -> Result<Option<Recorded>, StoreError> {
    match &read.outcome {
        ReadOutcome::Nothing { reason } => {
            PageOutcome { nothing_because: Some(reason), ..PageOutcome::default() }.write(connection, page.id).await?;
            Ok(None)
        }
        ReadOutcome::Document { kind, reading, words_sha256 } => {
            let told = Told {
                source: &page.source,
                page: Some(PageId(page.id)),
                met_at: Some(&page.met_at),
                kind: *kind,
                reading,
                words_sha256: *words_sha256,
                shows: read.shows,
            };
            let (recorded, shown) = record_told(connection, ledger, &told, now).await?;
            let mut outcome = PageOutcome {
                document: Some(recorded.document.0),
                version: Some(shown),
                made_version: recorded.version.is_some(),
                nothing_because: None,
            };
            outcome.write(connection, page.id).await?;
            outcome.made_version = false;
            for following in &read.following {
                let (body, entry) = (&following.body, page.entry);
                let new =
                    NewPage { source: &page.source, entry, page: following.page(), body, purpose: Purpose::ToKeep };
                let id = archive_page(connection, ledger, &new).await?;
                outcome.write(connection, id.0).await?;
            }
            Ok(Some(recorded))
        }
    }
}

#[cfg(test)]
mod tests;
