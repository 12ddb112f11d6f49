//! The proof that nothing archived has changed: every record is hashed again and every link of both chains retraced.
//!
//! A finding is a sentence, not an error: damage is what this looks for. It reads in small steps and never writes.

use std::collections::HashSet;

use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::Reading;
use watchline_model::page::Digest;

use crate::archive::{PageRecord, VersionRecord, digest, digest_of_text, page_link, version_link};
use crate::columns::{Columns, micros};
use crate::numbers::last_number;
use crate::pages::page_of;
use crate::{Store, StoreError, Verified, blobs};

/// Rows looked at between two breaths, so that writing goes on meanwhile; bodies are loaded one at a time.
const STEP: i64 = 200;

/// How far a walk along a chain has come.
struct Walk {
    /// The last record that was as it should be.
    last: i64,
    /// Its link.
    chain: Digest,
    broken: Option<String>,
}

impl Store {
    /// Walks the chains of pages and of versions from their beginning up to now. `broken` names the first record that
    /// is not as it was written, whose link does not fit, or that is missing; what follows it is not looked at.
    pub async fn verify(&self) -> Result<Verified, StoreError> {
        let pages = self.walk_pages().await?;
        let versions = self.walk_versions().await?;
        Ok(Verified {
            pages: pages.last.unsigned_abs(),
            versions: versions.last.unsigned_abs(),
            broken: pages.broken.or(versions.broken),
        })
    }

    async fn walk_pages(&self) -> Result<Walk, StoreError> {
        let mut walk = Walk { last: 0, chain: Digest::ZERO, broken: None };
        let mut sound_bodies = HashSet::new();
        loop {
            let mut reading = self.read().await?;
            let rows = step(&mut reading, "SELECT * FROM pages WHERE id > $1 ORDER BY id LIMIT $2", walk.last).await?;
            if rows.is_empty() {
                return walk.end("page", &mut reading).await;
            }
            for row in &rows {
                let link = check_page(&mut reading, row, walk.last + 1, &walk.chain, &mut sound_bodies).await;
                if !walk.goes_on("page", link)? {
                    return Ok(walk);
                }
            }
        }
    }

    async fn walk_versions(&self) -> Result<Walk, StoreError> {
        let mut walk = Walk { last: 0, chain: Digest::ZERO, broken: None };
        loop {
            let mut reading = self.read().await?;
            let rows =
                step(&mut reading, "SELECT * FROM versions WHERE id > $1 ORDER BY id LIMIT $2", walk.last).await?;
            if rows.is_empty() {
                return walk.end("version", &mut reading).await;
            }
            for row in &rows {
                if !walk.goes_on("version", check_version(row, walk.last + 1, &walk.chain))? {
                    return Ok(walk);
                }
            }
        }
    }
}

impl Walk {
    /// Takes the next link in; `false` where the walk ends at a broken one.
    fn goes_on(&mut self, what: &str, link: Result<Digest, StoreError>) -> Result<bool, StoreError> {
        match link {
            Ok(link) => {
                self.last += 1;
                self.chain = link;
                Ok(true)
            }
            Err(StoreError::Corrupt(finding)) => {
                self.broken = Some(format!("{what} {}: {finding}", self.last + 1));
                Ok(false)
            }
            Err(other) => Err(other),
        }
    }

    /// There are no more rows: the counter says whether there should be.
    async fn end(mut self, what: &str, connection: &mut SqliteConnection) -> Result<Self, StoreError> {
        let given_out = last_number(connection, what).await?;
        if self.last < given_out {
            self.broken = Some(format!("{what} {}: missing, though {given_out} were archived", self.last + 1));
        }
        Ok(self)
    }
}

async fn step(connection: &mut SqliteConnection, sql: &'static str, after: i64) -> Result<Vec<SqliteRow>, StoreError> {
    Ok(sqlx::query(sql).bind(after).bind(STEP).fetch_all(connection).await?)
}

fn require_number(found: i64, expected: i64) -> Result<(), StoreError> {
    if found == expected { Ok(()) } else { Err(StoreError::Corrupt(format!("missing; the next one is {found}"))) }
}

/// The page's link, if the page is sound.
async fn check_page(
    connection: &mut SqliteConnection,
    row: &SqliteRow,
    expected: i64,
    previous: &Digest,
    sound_bodies: &mut HashSet<Digest>,
) -> Result<Digest, StoreError> {
    let page = page_of(row)?;
    require_number(page.id.0, expected)?;
    let record = PageRecord {
        url: &page.url,
        final_url: &page.final_url,
        status: page.status,
        headers: &page.headers,
        fetched_at: micros(page.fetched_at),
        sha256: page.sha256,
    };
    if page_link(previous, &record) != page.chain {
        return Err(StoreError::Corrupt(format!("the record of {} does not fit its link in the chain", page.url)));
    }
    if !sound_bodies.contains(&page.sha256) {
        let body = blobs::fetch(connection, page.sha256).await.map_err(|error| match error {
            StoreError::Corrupt(finding) => StoreError::Corrupt(format!("fetched from {}: {finding}", page.url)),
            other => other,
        })?;
        if body.len() as u64 != page.size_bytes {
            return Err(StoreError::Corrupt(format!(
                "the body of {} has {} bytes, not {}",
                page.url,
                body.len(),
                page.size_bytes
            )));
        }
        sound_bodies.insert(page.sha256);
    }
    Ok(page.chain)
}

/// The version's link, if the version is sound.
fn check_version(row: &SqliteRow, expected: i64, previous: &Digest) -> Result<Digest, StoreError> {
    let columns = Columns::of("versions", row);
    require_number(columns.number("id")?, expected)?;
    let record = VersionRecord {
        document: columns.number("document")?,
        number: columns.number("number")?,
        page: columns.number_or_none("page")?,
        created_at: columns.number("created_at")?,
        sha256: columns.digest("sha256")?,
        reading_sha256: columns.digest("reading_sha256")?,
    };
    let chain = columns.digest("chain")?;
    let which = format!("version {} of document {}", record.number, record.document);
    if version_link(previous, &record) != chain {
        return Err(StoreError::Corrupt(format!("{which} does not fit its link in the chain")));
    }
    if digest(columns.text("reading")?.as_bytes()) != record.reading_sha256 {
        return Err(StoreError::Corrupt(format!("the reading of {which} is not what was written")));
    }
    let reading: Reading = columns.json("reading")?;
    if digest_of_text(&reading.title, &reading.text) != record.sha256 {
        return Err(StoreError::Corrupt(format!("title and text of {which} do not have their hash")));
    }
    Ok(chain)
}

#[cfg(test)]
mod tests;
