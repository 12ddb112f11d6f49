//! Walks along the chains, from their first link to the number given out last.

use sqlx::sqlite::SqliteRow;
use watchline_model::Reading;
use watchline_model::page::Digest;

use super::{Part, STEP};
use crate::archive::{PageRecord, VersionRecord, digest, digest_of_text, first_page_link, page_link, version_link};
use crate::columns::{Columns, json, micros};
use crate::ledger::Chain;
use crate::numbers::last_number;
use crate::pages::{outcome_digest, page_of};
use crate::{Store, StoreError, changes, decisions, observations};

/// One chain, and how its rows are read.
pub(super) struct Walk {
    chain: Chain,
    /// The rows after a number, which is their column `row_id`.
    rows: &'static str,
    /// The row's own link, if the row is sound.
    link: fn(&SqliteRow, &Digest) -> Result<Digest, StoreError>,
}

pub(super) const PAGES: Walk = Walk {
    chain: Chain::Pages,
    rows: "SELECT pages.id AS row_id, pages.*, blobs.size_bytes AS body_size FROM pages
           LEFT JOIN blobs ON blobs.sha256 = pages.sha256 WHERE pages.id > $1 ORDER BY pages.id LIMIT $2",
    link: check_page,
};

pub(super) const VERSIONS: Walk = Walk {
    chain: Chain::Versions,
    rows: "SELECT id AS row_id, versions.* FROM versions WHERE id > $1 ORDER BY id LIMIT $2",
    link: check_version,
};

pub(super) const CHANGES: Walk = Walk {
    chain: Chain::Changes,
    rows: "SELECT seq AS row_id, changes.* FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2",
    link: |row, previous| check_link("changes", row, changes::link_of(row, previous)?),
};

pub(super) const DECISIONS: Walk = Walk {
    chain: Chain::Decisions,
    rows: "SELECT id AS row_id, decisions.* FROM decisions WHERE id > $1 ORDER BY id LIMIT $2",
    link: check_decision,
};

pub(super) const OBSERVATIONS: Walk = Walk {
    chain: Chain::Observations,
    rows: "SELECT id AS row_id, observations.* FROM observations WHERE id > $1 ORDER BY id LIMIT $2",
    link: |row, previous| check_link("observations", row, observations::link_of(row, previous)?),
};

pub(super) async fn walk(store: &Store, walk: &Walk) -> Result<Part, StoreError> {
    let noun = walk.chain.noun();
    let (mut last, mut previous) = (0_i64, Digest::ZERO);
    let found = |last: i64, finding: String| Part { sound: last.unsigned_abs(), finding: Some(finding) };
    loop {
        let mut reading = store.read().await?;
        let rows = match sqlx::query(walk.rows).bind(last).bind(STEP).fetch_all(&mut *reading).await {
            Ok(rows) => rows,
            Err(error) => {
                return unreadable(error.into(), |finding| found(last, format!("{noun} {}: {finding}", last + 1)));
            }
        };
        if rows.is_empty() {
            let given_out = last_number(&mut reading, noun).await?;
            return Ok(match last.cmp(&given_out) {
                std::cmp::Ordering::Equal => Part { sound: last.unsigned_abs(), finding: None },
                std::cmp::Ordering::Less => {
                    found(last, format!("{noun} {}: missing, though {given_out} were archived", last + 1))
                }
                std::cmp::Ordering::Greater => {
                    found(last, format!("{noun} {last}: there, though the counter says that {given_out} were archived"))
                }
            });
        }
        for row in &rows {
            match check_number(row, last + 1).and_then(|()| (walk.link)(row, &previous)) {
                Ok(link) => (last, previous) = (last + 1, link),
                Err(error) => {
                    return unreadable(error, |finding| found(last, format!("{noun} {}: {finding}", last + 1)));
                }
            }
        }
    }
}

/// Damage becomes a finding, everything else stays an error.
fn unreadable(error: StoreError, found: impl FnOnce(String) -> Part) -> Result<Part, StoreError> {
    match error {
        StoreError::Corrupt(finding) => Ok(found(finding)),
        other => Err(other),
    }
}

fn check_number(row: &SqliteRow, expected: i64) -> Result<(), StoreError> {
    let found = Columns::of("a chain", row).number("row_id")?;
    if found == expected { Ok(()) } else { Err(corrupt(format!("missing; the next one is {found}"))) }
}

fn corrupt(finding: impl Into<String>) -> StoreError {
    StoreError::Corrupt(finding.into())
}

fn check_link(table: &'static str, row: &SqliteRow, expected: Digest) -> Result<Digest, StoreError> {
    let link = Columns::of(table, row).digest("chain")?;
    if link == expected { Ok(link) } else { Err(corrupt("its record does not fit its link in the chain")) }
}

fn check_decision(row: &SqliteRow, previous: &Digest) -> Result<Digest, StoreError> {
    let link = Columns::of("decisions", row).digest("chain")?;
    if link == decisions::first_link_of(row, previous)? {
        return Ok(link);
    }
    check_link("decisions", row, decisions::link_of(row, previous)?)
}

fn check_page(row: &SqliteRow, previous: &Digest) -> Result<Digest, StoreError> {
    let page = page_of(row)?;
    let columns = Columns::of("pages", row);
    let record = PageRecord {
        source: page.source.as_str(),
        entry: page.entry.map(|entry| entry.0),
        url: &page.url,
        final_url: &page.final_url,
        status: page.status,
        headers: &page.headers,
        fetched_at: micros(page.fetched_at),
        sha256: page.sha256,
    };
    if page_link(previous, &record) != page.chain && first_page_link(previous, &record) != page.chain {
        return Err(corrupt(format!("the record of {} does not fit its link in the chain", page.url)));
    }
    // One character can be written in several ways; the link knows what is meant, this the bytes.
    if columns.text("headers")? != json(&page.headers) {
        return Err(corrupt(format!("the headers of {} are not what was written", page.url)));
    }
    match columns.count_or_none::<u64>("body_size")? {
        None => {
            return Err(corrupt(format!("fetched from {}: the body {} is missing", page.url, page.sha256)));
        }
        Some(size) if size != page.size_bytes => {
            return Err(corrupt(format!("the body of {} has {size} bytes, not {}", page.url, page.size_bytes)));
        }
        Some(_) => {}
    }
    let outcome = columns.digest_or_none("outcome_sha256")?;
    let expected = if columns.flag("unread")? { None } else { Some(outcome_digest(row)?) };
    if outcome != expected {
        return Err(corrupt(format!("what reading {} came to is not what was written", page.url)));
    }
    Ok(page.chain)
}

fn check_version(row: &SqliteRow, previous: &Digest) -> Result<Digest, StoreError> {
    let columns = Columns::of("versions", row);
    let record = VersionRecord {
        document: columns.number("document")?,
        number: columns.number("number")?,
        page: columns.number_or_none("page")?,
        created_at: columns.number("created_at")?,
        sha256: columns.digest("sha256")?,
        reading_sha256: columns.digest("reading_sha256")?,
        words_sha256: columns.digest_or_none("words_sha256")?,
    };
    let chain = columns.digest("chain")?;
    let which = format!("version {} of document {}", record.number, record.document);
    if version_link(previous, &record) != chain {
        return Err(corrupt(format!("{which} does not fit its link in the chain")));
    }
    if digest(columns.text("reading")?.as_bytes()) != record.reading_sha256 {
        return Err(corrupt(format!("the reading of {which} is not what was written")));
    }
    let reading: Reading = columns.json("reading")?;
    if digest_of_text(&reading.title, &reading.text) != record.sha256 {
        return Err(corrupt(format!("title and text of {which} do not have their hash")));
    }
    Ok(chain)
}
