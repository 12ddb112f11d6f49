//! Every quote that supports a fact is looked up in the text of its version, where it says that it stands.

use sqlx::sqlite::SqliteRow;
use watchline_model::{Claim, Event, Evidence, Mention, Reading, VersionId};

use super::{Part, STEP};
use crate::columns::Columns;
use crate::tags::digest_of;
use crate::{Store, StoreError};

/// Tags: their digest, their counts, and the words of each mention, event and claim.
pub(super) async fn examine_tags(store: &Store) -> Result<Part, StoreError> {
    let sql = "SELECT tags.version AS row_id, tags.*, versions.reading FROM tags
               LEFT JOIN versions ON versions.id = tags.version
               WHERE tags.version > $1 ORDER BY tags.version LIMIT $2";
    examine(store, sql, |row, id| check_tags(row, id).map_err(|error| within("the tags of version", id, error))).await
}

/// Observations: each quotes a version of its document.
pub(super) async fn examine_observations(store: &Store) -> Result<Part, StoreError> {
    let sql = "SELECT observations.id AS row_id, observations.*, versions.reading FROM observations
               LEFT JOIN versions ON versions.id = observations.version AND versions.document = observations.document
               WHERE observations.id > $1 ORDER BY observations.id LIMIT $2";
    examine(store, sql, |row, id| check_observation(row).map_err(|error| within("observation", id, error))).await
}

async fn examine(
    store: &Store,
    sql: &'static str,
    check: impl Fn(&SqliteRow, i64) -> Result<u64, StoreError>,
) -> Result<Part, StoreError> {
    // From below all numbers: a number that was altered may be any.
    let (mut part, mut last) = (Part::default(), i64::MIN);
    loop {
        let rows = sqlx::query(sql).bind(last).bind(STEP).fetch_all(store.readers()).await?;
        if rows.is_empty() {
            return Ok(part);
        }
        for row in &rows {
            last = Columns::of("tags", row).number("row_id")?;
            match check(row, last) {
                Ok(quotes) => part.sound += quotes,
                Err(StoreError::Corrupt(finding)) => {
                    part.finding = Some(finding);
                    return Ok(part);
                }
                Err(other) => return Err(other),
            }
        }
    }
}

fn within(what: &str, id: i64, error: StoreError) -> StoreError {
    match error {
        StoreError::Corrupt(finding) => StoreError::Corrupt(format!("{what} {id}: {finding}")),
        other => other,
    }
}

fn corrupt(finding: impl Into<String>) -> StoreError {
    StoreError::Corrupt(finding.into())
}

fn check_tags(row: &SqliteRow, version: i64) -> Result<u64, StoreError> {
    let columns = Columns::of("tags", row);
    if columns.digest_or_none("sha256")? != Some(digest_of(row)?) {
        return Err(corrupt("they are not what was written"));
    }
    let text = text_of(&columns)?;
    let events: Vec<Event> = columns.json("events")?;
    let claims: Vec<Claim> = columns.json("claims")?;
    let mentions: Vec<Mention> = columns.json("mentions")?;
    let counts = (columns.count::<usize>("event_count")?, columns.count::<usize>("claim_count")?);
    if counts != (events.len(), claims.len()) {
        return Err(corrupt(format!("{} events and {} claims are not the number written", events.len(), claims.len())));
    }
    for event in &events {
        check_evidence(&text, version, event.kind.as_str(), &event.evidence)?;
    }
    for claim in &claims {
        check_evidence(&text, version, claim.stance.as_str(), &claim.evidence)?;
    }
    for mention in &mentions {
        let Mention { start, end, text: quote, .. } = mention;
        let evidence = Evidence { version: Some(VersionId(version)), start: *start, end: *end, quote: quote.clone() };
        check_evidence(&text, version, mention.entity.as_str(), &evidence)?;
    }
    Ok((events.len() + claims.len() + mentions.len()) as u64)
}

fn check_observation(row: &SqliteRow) -> Result<u64, StoreError> {
    let columns = Columns::of("observations", row);
    let event: Event = columns.json("event")?;
    if event.kind.as_str() != columns.text("kind")? {
        return Err(corrupt(format!("it is kept as another kind than {}", event.kind)));
    }
    let text = text_of(&columns)?;
    check_evidence(&text, columns.number("version")?, event.kind.as_str(), &event.evidence)?;
    Ok(1)
}

fn text_of(columns: &Columns) -> Result<String, StoreError> {
    let reading: Option<Reading> = columns.json_or_none("reading")?;
    Ok(reading.ok_or_else(|| corrupt("there is no such version"))?.full_text())
}

fn check_evidence(text: &str, version: i64, what: &str, evidence: &Evidence) -> Result<(), StoreError> {
    if evidence.version != Some(VersionId(version)) {
        return Err(corrupt(format!("the evidence of {what} points into another version")));
    }
    if !evidence.stands_in(text) {
        let Evidence { start, end, quote, .. } = evidence;
        return Err(corrupt(format!("the quote `{quote}` of {what} does not stand at {start} to {end} of its text")));
    }
    Ok(())
}
