//! Placing: which incident a document belongs to, decided once, with its reasons.
//!
//! Decision, membership, the incident's row and the change log are one transaction. A document that has a place keeps
//! it: a repeated call answers where it is.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use watchline_model::{ChangeKind, DecisionKind, DocumentId, IncidentId, Reading, Status, Subject, VersionId};

use crate::changes::append_change;
use crate::columns::{Columns, micros};
use crate::decisions::insert_decision;
use crate::documents::document_of;
use crate::numbers::next_number;
use crate::{NewPlacement, PlacedSignature, Store, StoreError, UnplacedDocument};

impl Store {
    /// Relevant documents without an incident whose latest version is tagged, in order of publication (or of first
    /// sight, where that is not known) and address: the same documents always come in the same order.
    pub async fn unplaced_documents(&self, limit: u32) -> Result<Vec<UnplacedDocument>, StoreError> {
        let rows = sqlx::query(
            "SELECT documents.*, tags.version AS tagged_version, tags.signature FROM documents
             JOIN tags ON tags.version = documents.latest_version
             WHERE documents.verdict = 'relevant' AND documents.placed = FALSE
             ORDER BY COALESCE(documents.published, documents.first_seen), documents.url LIMIT $1",
        )
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        let mut unplaced = Vec::with_capacity(rows.len());
        for row in &rows {
            let columns = Columns::of("documents", row);
            unplaced.push(UnplacedDocument {
                document: document_of(row)?,
                version: VersionId(columns.number("tagged_version")?),
                published: columns.moment_or_none("published")?,
                signature: columns.text("signature")?,
            });
        }
        Ok(unplaced)
    }

    /// Every placed document with the signature by which it was placed (of the version that was the latest tagged one
    /// then), in the order of placing: what the clustering needs to stand where it stood.
    pub async fn placed_signatures(&self) -> Result<Vec<PlacedSignature>, StoreError> {
        let rows = sqlx::query(
            "SELECT incident_documents.document, incident_documents.incident, tags.signature FROM incident_documents
             JOIN tags ON tags.version = incident_documents.version ORDER BY incident_documents.decision",
        )
        .fetch_all(self.readers())
        .await?;
        let mut placed = Vec::with_capacity(rows.len());
        for row in &rows {
            let columns = Columns::of("incident_documents", row);
            placed.push(PlacedSignature {
                document: DocumentId(columns.number("document")?),
                incident: columns.word("incident")?,
                signature: columns.text("signature")?,
            });
        }
        Ok(placed)
    }

    /// Puts a document into an incident, or opens one for it; answers which. An incident that was merged away stands
    /// for the one it was merged into. The log gets `incident_grew` for a joined one (an opened one is announced once
    /// it is described) and `document_changed`.
    ///
    /// # Errors
    /// `Conflict` for a document or incident that is not stored.
    pub async fn record_placement(
        &self,
        placement: &NewPlacement,
        now: DateTime<Utc>,
    ) -> Result<IncidentId, StoreError> {
        let mut writing = self.write().await?;
        let placed =
            sqlx::query("SELECT incident FROM incident_documents WHERE document = $1 ORDER BY decision LIMIT 1")
                .bind(placement.document.0)
                .fetch_optional(&mut *writing)
                .await?;
        if let Some(row) = placed {
            return Columns::of("incident_documents", &row).word("incident");
        }
        let document = load_placed(&mut writing, placement.document).await?;
        let (incident, kind) = match placement.incident {
            Some(incident) => (standing_incident(&mut writing, incident).await?, DecisionKind::Join),
            None => (open_incident(&mut writing, placement.year, &document, now).await?, DecisionKind::Open),
        };
        let subject = Subject::Document(placement.document);
        let decision =
            insert_decision(&mut writing, kind, &subject, &placement.author, &placement.reasons, now).await?;
        sqlx::query(
            "INSERT INTO incident_documents (incident, document, version, decision, copy_of, review)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(incident.to_string())
        .bind(placement.document.0)
        .bind(document.version)
        .bind(decision.0)
        .bind(placement.copy_of.map(|copy_of| copy_of.0))
        .bind(placement.review)
        .execute(&mut *writing)
        .await?;
        sqlx::query("UPDATE documents SET placed = TRUE WHERE id = $1")
            .bind(placement.document.0)
            .execute(&mut *writing)
            .await?;
        let detail = format!("placed in {incident}");
        append_change(&mut writing, ChangeKind::DocumentChanged, &subject, &detail, now).await?;
        if kind == DecisionKind::Join {
            grow_incident(&mut writing, incident, &document, now).await?;
            let detail = format!("joined by {}", document.title);
            append_change(&mut writing, ChangeKind::IncidentGrew, &Subject::Incident(incident), &detail, now).await?;
        }
        writing.commit().await?;
        Ok(incident)
    }
}

/// What placing needs of a document.
struct Placed {
    title: String,
    /// Publication, else first sight; microseconds.
    reported: i64,
    /// The latest version that is tagged, else the latest.
    version: i64,
}

async fn load_placed(connection: &mut SqliteConnection, document: DocumentId) -> Result<Placed, StoreError> {
    let row = sqlx::query(
        "SELECT versions.reading, COALESCE(documents.published, documents.first_seen) AS reported,
             COALESCE((SELECT MAX(tags.version) FROM tags JOIN versions AS tagged ON tagged.id = tags.version
                       WHERE tagged.document = documents.id), documents.latest_version) AS version
         FROM documents JOIN versions ON versions.id = documents.latest_version WHERE documents.id = $1",
    )
    .bind(document.0)
    .fetch_optional(connection)
    .await?
    .ok_or_else(|| StoreError::Conflict(format!("document {document} is not stored; it cannot be placed")))?;
    let columns = Columns::of("documents", &row);
    let reading: Reading = columns.json("reading")?;
    Ok(Placed { title: reading.title, reported: columns.number("reported")?, version: columns.number("version")? })
}

/// The incident itself, or the one it was merged into in the end.
async fn standing_incident(connection: &mut SqliteConnection, asked: IncidentId) -> Result<IncidentId, StoreError> {
    let mut incident = asked;
    loop {
        let row = sqlx::query("SELECT merged_into FROM incidents WHERE id = $1")
            .bind(incident.to_string())
            .fetch_optional(&mut *connection)
            .await?
            .ok_or_else(|| StoreError::Conflict(format!("incident {incident} is not stored; nothing can join it")))?;
        match Columns::of("incidents", &row).word_or_none("merged_into")? {
            None => return Ok(incident),
            Some(next) if next == asked => {
                return Err(StoreError::Corrupt(format!("incident {asked} is merged into itself")));
            }
            Some(next) => incident = next,
        }
    }
}

/// A new row under the next number of the year. Its description is provisional: the document's own title and date.
async fn open_incident(
    connection: &mut SqliteConnection,
    year: i32,
    document: &Placed,
    now: DateTime<Utc>,
) -> Result<IncidentId, StoreError> {
    let number = next_number(connection, &format!("incident:{year}")).await?;
    let id = IncidentId { year, number: u32::try_from(number).unwrap_or(u32::MAX) };
    sqlx::query(
        "INSERT INTO incidents (id, year, number, title, status, status_path, severity_reasons, summary, opened_at,
             changed_at, first_reported, last_reported, documents, independent_sources, dirty)
         VALUES ($1, $2, $3, $4, $5, '[]', '[]', '[]', $6, $6, $7, $7, 1, 1, TRUE)",
    )
    .bind(id.to_string())
    .bind(i64::from(year))
    .bind(number)
    .bind(&document.title)
    .bind(Status::Reported.as_str())
    .bind(micros(now))
    .bind(document.reported)
    .execute(connection)
    .await?;
    Ok(id)
}

async fn grow_incident(
    connection: &mut SqliteConnection,
    incident: IncidentId,
    document: &Placed,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE incidents SET documents = documents + 1, dirty = TRUE, changed_at = $2,
             first_reported = CASE WHEN first_reported < $3 THEN first_reported ELSE $3 END,
             last_reported = CASE WHEN last_reported > $3 THEN last_reported ELSE $3 END
         WHERE id = $1",
    )
    .bind(incident.to_string())
    .bind(micros(now))
    .bind(document.reported)
    .execute(connection)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
