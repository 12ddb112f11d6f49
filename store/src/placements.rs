//! What waits for a place, and where everything was put.

use chrono::{DateTime, Utc};
use watchline_model::{DocumentId, IncidentId, VersionId};

use crate::columns::Columns;
use crate::documents::document_of;
use crate::{Deciding, NewPlace, NewPlacement, PlacedSignature, Store, StoreError, UnplacedDocument};

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

    /// Puts a document into an incident, or opens one for it; answers which: [`Self::place_document`] for one home alone.
    ///
    /// # Errors
    /// `Conflict` for a document or incident that is not stored.
    pub async fn record_placement(
        &self,
        placement: &NewPlacement,
        now: DateTime<Utc>,
    ) -> Result<IncidentId, StoreError> {
        let NewPlacement { document, incident, year, copy_of, author, reasons, review } = placement.clone();
        let place = NewPlace { document, home: incident, also: Vec::new(), year, copy_of, review, rival: None };
        let placed = self.place_document(&place, &Deciding { author, reasons, at: now }).await?;
        placed
            .incidents
            .first()
            .copied()
            .ok_or_else(|| StoreError::Corrupt(format!("document {document} was placed nowhere")))
    }
}

#[cfg(test)]
mod tests;
