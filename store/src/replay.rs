//! What placing must remember: every decision about places in its order, and what people have bound the rules to.

use std::collections::HashMap;

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use watchline_model::{DecisionId, DocumentId, IncidentId, Step};

use crate::columns::Columns;
use crate::decisions::decision_of;
use crate::lists::fetch_listed;
use crate::numbers::last_number;
use crate::{Bindings, PlaceableDocument, PlacingDecision, Store, StoreError};

impl Store {
    /// Decisions after `after` that may be about places, in their order, each with the signatures by which documents came:
    /// of the version that was the latest tagged one then.
    pub async fn placing_decisions_after(
        &self,
        after: DecisionId,
        limit: u32,
    ) -> Result<Vec<PlacingDecision>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query(
            "SELECT * FROM decisions WHERE id > $1 AND steps <> '[]'
                 AND kind IN ('open', 'join', 'leave', 'move', 'merge', 'split', 'relevance', 'dismiss', 'undo')
             ORDER BY id LIMIT $2",
        )
        .bind(after.0)
        .bind(i64::from(limit))
        .fetch_all(&mut *reading)
        .await?;
        let mut decisions = Vec::with_capacity(rows.len());
        for row in &rows {
            decisions.push(PlacingDecision { decision: decision_of(row)?, signatures: HashMap::new() });
        }
        add_signatures(&mut reading, &mut decisions).await?;
        Ok(decisions)
    }

    /// The last decision's number; 0 before the first.
    pub async fn last_decision(&self) -> Result<DecisionId, StoreError> {
        let mut reading = self.read().await?;
        Ok(DecisionId(last_number(&mut reading, "decision").await?))
    }

    /// What people have bound the rules to, of one moment.
    pub async fn bindings(&self) -> Result<Bindings, StoreError> {
        let mut reading = self.read().await?;
        let pinned = sqlx::query("SELECT document, incident FROM incident_documents WHERE pinned = TRUE ORDER BY 1, 2")
            .fetch_all(&mut *reading)
            .await?;
        let kept_apart =
            sqlx::query("SELECT document, incident FROM kept_apart ORDER BY 1, 2").fetch_all(&mut *reading).await?;
        let pairs = sqlx::query("SELECT left_incident, right_incident FROM incidents_kept_apart ORDER BY 1, 2")
            .fetch_all(&mut *reading)
            .await?;
        let pair = |row: &SqliteRow| -> Result<(IncidentId, IncidentId), StoreError> {
            let columns = Columns::of("incidents_kept_apart", row);
            Ok((columns.word("left_incident")?, columns.word("right_incident")?))
        };
        Ok(Bindings {
            pinned: pinned.iter().map(place_of).collect::<Result<_, _>>()?,
            kept_apart: kept_apart.iter().map(place_of).collect::<Result<_, _>>()?,
            incidents_kept_apart: pairs.iter().map(pair).collect::<Result<_, _>>()?,
        })
    }

    /// All relevant documents with the signature of their latest version and where each is, in the order in which they
    /// would be placed; after this one of that order, at most `limit`.
    pub async fn placeable_documents(
        &self,
        after: Option<&PlaceableDocument>,
        limit: u32,
    ) -> Result<Vec<PlaceableDocument>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query(
            "SELECT documents.id, documents.url, COALESCE(documents.published, documents.first_seen) AS reported,
                 documents.published, tags.signature FROM documents
             JOIN tags ON tags.version = documents.latest_version
             WHERE documents.verdict = 'relevant'
                 AND (COALESCE(documents.published, documents.first_seen), documents.url) > ($1, $2)
             ORDER BY COALESCE(documents.published, documents.first_seen), documents.url LIMIT $3",
        )
        .bind(after.map_or(i64::MIN, |after| after.reported.timestamp_micros()))
        .bind(after.map_or("", |after| after.url.as_str()))
        .bind(i64::from(limit))
        .fetch_all(&mut *reading)
        .await?;
        let ids = rows.iter().map(|row| row.try_get("id")).collect::<Result<Vec<i64>, _>>()?;
        let sql = "SELECT document, incident FROM incident_documents WHERE document IN ({list}) ORDER BY decision";
        let mut places: HashMap<i64, Vec<IncidentId>> = HashMap::new();
        for row in &fetch_listed(&mut reading, sql, &ids).await? {
            let (document, incident) = place_of(row)?;
            places.entry(document.0).or_default().push(incident);
        }
        let mut documents = Vec::with_capacity(rows.len());
        for row in &rows {
            let columns = Columns::of("documents", row);
            let id: i64 = columns.number("id")?;
            documents.push(PlaceableDocument {
                document: DocumentId(id),
                url: columns.text("url")?,
                reported: columns.moment("reported")?,
                published: columns.moment_or_none("published")?,
                signature: columns.text("signature")?,
                incidents: places.remove(&id).unwrap_or_default(),
            });
        }
        Ok(documents)
    }
}

fn place_of(row: &SqliteRow) -> Result<(DocumentId, IncidentId), StoreError> {
    let columns = Columns::of("incident_documents", row);
    Ok((DocumentId(columns.number("document")?), columns.word("incident")?))
}

async fn add_signatures(
    connection: &mut SqliteConnection,
    decisions: &mut [PlacingDecision],
) -> Result<(), StoreError> {
    let entered = |decision: &PlacingDecision| -> Vec<(DocumentId, i64)> {
        let places = decision.decision.steps.iter().filter_map(|step| match step {
            Step::Entered(place) => Some((place.document, place.version.0)),
            _ => None,
        });
        places.collect()
    };
    let versions: Vec<i64> = decisions.iter().flat_map(&entered).map(|(_, version)| version).collect();
    let sql = "SELECT version, signature FROM tags WHERE version IN ({list})";
    let mut signatures: HashMap<i64, String> = HashMap::with_capacity(versions.len());
    for row in &fetch_listed(connection, sql, &versions).await? {
        let columns = Columns::of("tags", row);
        signatures.insert(columns.number("version")?, columns.text("signature")?);
    }
    for decision in decisions {
        for (document, version) in entered(decision) {
            if let Some(signature) = signatures.get(&version) {
                decision.signatures.insert(document, signature.clone());
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
