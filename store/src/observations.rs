//! Observations: what watching a document showed, that it was edited or removed.
//!
//! They stand apart from the tags, which a newer analysis replaces: what was seen once stays seen. Only ever added, each
//! chained to the one before.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use watchline_model::page::Digest;
use watchline_model::{ChangeKind, DocumentId, Event, IncidentId, Reading, Subject, VersionId};

use crate::archive::{ObservationRecord, observation_link};
use crate::changes::append_listed_change;
use crate::columns::{Columns, json, micros};
use crate::ledger::{Chain, Ledger};
use crate::lists::fetch_listed;
use crate::tags::soil_incidents;
use crate::{Store, StoreError};

/// The event that a watched page is not there any more.
pub(crate) const REMOVED: &str = "statement_removed";

impl Store {
    /// Keeps what watching the document showed; its evidence must name the version that it quotes. The document's
    /// incidents wait to be described anew, and the change log says `document_changed`, and of a removal `statement_removed`
    /// for each of them. `false`: this was kept before.
    /// An edit is seen once a version, a removal once a time that the page was last seen: if it comes back, it can be
    /// removed again.
    ///
    /// # Errors
    /// `Conflict` where the evidence names no version of this document, or the version does not hold the quote.
    pub async fn record_observation(
        &self,
        document: DocumentId,
        event: &Event,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut writing = self.write().await?;
        let version = quoted_version(&mut writing, document, event).await?;
        let since = match event.kind.as_str() {
            REMOVED => last_seen(&mut writing, document).await?.unwrap_or(version.created_at),
            _ => version.created_at,
        };
        let mut ledger = Ledger::default();
        let previous = ledger.previous(&mut writing, Chain::Observations).await?;
        let text = json(event);
        let kind = event.kind.as_str();
        let observed_at = micros(now);
        let record =
            ObservationRecord { document: document.0, version: version.id, kind, event: &text, since, observed_at };
        if is_known(&mut writing, &record).await? {
            return Ok(false);
        }
        let id = ledger.number(&mut writing, Chain::Observations.noun()).await?;
        sqlx::query(
            "INSERT INTO observations (id, document, version, kind, event, since, observed_at, chain)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id)
        .bind(record.document)
        .bind(record.version)
        .bind(kind)
        .bind(&text)
        .bind(since)
        .bind(observed_at)
        .bind(observation_link(&previous, &record).hex())
        .execute(&mut *writing)
        .await?;
        soil_incidents(&mut writing, document.0).await?;
        let (subject, detail) = (Subject::Document(document), event.kind.label());
        append_listed_change(&mut writing, &mut ledger, ChangeKind::DocumentChanged, &subject, &detail, now).await?;
        if kind == REMOVED {
            for incident in incidents_of(&mut writing, document.0).await? {
                let subject = Subject::Incident(incident);
                let removed = ChangeKind::StatementRemoved;
                append_listed_change(&mut writing, &mut ledger, removed, &subject, &event.evidence.quote, now).await?;
            }
        }
        ledger.close(&mut writing).await?;
        writing.commit().await?;
        Ok(true)
    }
}

/// The incidents that the document is in.
async fn incidents_of(connection: &mut SqliteConnection, document: i64) -> Result<Vec<IncidentId>, StoreError> {
    let rows = sqlx::query("SELECT incident FROM incident_documents WHERE document = $1 ORDER BY incident")
        .bind(document)
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| Columns::of("incident_documents", row).word("incident")).collect()
}

/// The version that an observation quotes.
struct Quoted {
    id: i64,
    created_at: i64,
}

async fn quoted_version(
    connection: &mut SqliteConnection,
    document: DocumentId,
    event: &Event,
) -> Result<Quoted, StoreError> {
    let refuse = |why: String| StoreError::Conflict(format!("{} of document {document}: {why}", event.kind));
    let VersionId(id) = event.evidence.version.ok_or_else(|| refuse("its evidence names no version".to_owned()))?;
    let row = sqlx::query("SELECT * FROM versions WHERE id = $1 AND document = $2")
        .bind(id)
        .bind(document.0)
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| refuse(format!("version {id} is not one of its versions")))?;
    let columns = Columns::of("versions", &row);
    let reading: Reading = columns.json("reading")?;
    if !event.evidence.stands_in(&reading.full_text()) {
        return Err(refuse(format!("its quote does not stand in version {id} where it says")));
    }
    Ok(Quoted { id, created_at: columns.number("created_at")? })
}

/// When any of the addresses that lead to the document was last there.
async fn last_seen(connection: &mut SqliteConnection, document: DocumentId) -> Result<Option<i64>, StoreError> {
    let row = sqlx::query(
        "SELECT MAX(entries.last_seen) FROM document_addresses JOIN entries ON entries.url = document_addresses.url
         WHERE document_addresses.document = $1",
    )
    .bind(document.0)
    .fetch_one(connection)
    .await?;
    Ok(row.try_get(0)?)
}

async fn is_known(connection: &mut SqliteConnection, record: &ObservationRecord<'_>) -> Result<bool, StoreError> {
    let row =
        sqlx::query("SELECT 1 FROM observations WHERE document = $1 AND version = $2 AND kind = $3 AND since = $4")
            .bind(record.document)
            .bind(record.version)
            .bind(record.kind)
            .bind(record.since)
            .fetch_optional(connection)
            .await?;
    Ok(row.is_some())
}

/// The link that an observation must have after the link `previous`.
pub(crate) fn link_of(row: &SqliteRow, previous: &Digest) -> Result<Digest, StoreError> {
    let columns = Columns::of("observations", row);
    let (kind, event) = (columns.text("kind")?, columns.text("event")?);
    let record = ObservationRecord {
        document: columns.number("document")?,
        version: columns.number("version")?,
        kind: &kind,
        event: &event,
        since: columns.number("since")?,
        observed_at: columns.number("observed_at")?,
    };
    Ok(observation_link(previous, &record))
}

/// What was observed of these documents, oldest first, by document.
pub(crate) async fn load_observed(
    connection: &mut SqliteConnection,
    documents: &[i64],
) -> Result<HashMap<i64, Vec<Event>>, StoreError> {
    let sql = "SELECT document, event FROM observations WHERE document IN ({list}) ORDER BY id";
    let mut observed: HashMap<i64, Vec<Event>> = HashMap::new();
    for row in &fetch_listed(connection, sql, documents).await? {
        let columns = Columns::of("observations", row);
        observed.entry(columns.number("document")?).or_default().push(columns.json("event")?);
    }
    Ok(observed)
}

#[cfg(test)]
mod tests;
