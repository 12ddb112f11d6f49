//! Incidents: their rows, and describing them anew when what they hold has changed.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use watchline_model::{ChangeKind, DocumentId, Incident, IncidentId, Subject};

use crate::changes::append_change;
use crate::columns::{Columns, json, micros};
use crate::documents::load_views;
use crate::lists::fetch_listed;
use crate::{DocumentView, Store, StoreError};

impl Store {
    /// One incident, also one that was merged into another.
    pub async fn find_incident(&self, incident: IncidentId) -> Result<Option<Incident>, StoreError> {
        Ok(self.list_incidents(&[incident]).await?.pop())
    }

    /// These incidents in the order asked for; those that are not stored are left out.
    pub async fn list_incidents(&self, incidents: &[IncidentId]) -> Result<Vec<Incident>, StoreError> {
        let mut reading = self.read().await?;
        let ids: Vec<String> = incidents.iter().map(IncidentId::to_string).collect();
        let rows = fetch_listed(&mut reading, "SELECT * FROM incidents WHERE id IN ({list})", &ids).await?;
        let mut found = HashMap::with_capacity(rows.len());
        for row in &rows {
            let incident = incident_of(row)?;
            found.insert(incident.id, incident);
        }
        Ok(incidents.iter().filter_map(|id| found.get(id).cloned()).collect())
    }

    /// Incidents by their latest report (where that is not known, by their opening), the newest first, without those
    /// merged away. `before`: goes on after the incident with this moment and id.
    pub async fn recent_incidents(
        &self,
        limit: u32,
        before: Option<(DateTime<Utc>, IncidentId)>,
    ) -> Result<Vec<Incident>, StoreError> {
        // A moment and id beyond all that can be: the same statement reads the first page and every other.
        let (moment, year, number) = before.map_or((i64::MAX, i64::MAX, i64::MAX), |(moment, id)| {
            (micros(moment), i64::from(id.year), i64::from(id.number))
        });
        let rows = sqlx::query(
            "SELECT * FROM incidents WHERE merged_into IS NULL
                 AND (COALESCE(last_reported, opened_at), year, number) < ($1, $2, $3)
             ORDER BY COALESCE(last_reported, opened_at) DESC, year DESC, number DESC LIMIT $4",
        )
        .bind(moment)
        .bind(year)
        .bind(number)
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(incident_of).collect()
    }

    /// Lets every incident wait to be described anew: after the rules by which they are described have changed.
    pub async fn soil_all_incidents(&self) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        sqlx::query("UPDATE incidents SET dirty = TRUE WHERE merged_into IS NULL").execute(&mut *writing).await?;
        Ok(writing.commit().await?)
    }

    /// Every incident's id in the order of opening, also of those merged away.
    pub async fn all_incident_ids(&self) -> Result<Vec<IncidentId>, StoreError> {
        let rows = sqlx::query("SELECT id FROM incidents ORDER BY year, number").fetch_all(self.readers()).await?;
        rows.iter().map(|row| Columns::of("incidents", row).word("id")).collect()
    }

    /// Incidents whose documents, or those documents' tags, changed since they were last described.
    pub async fn undescribed_incidents(&self, limit: u32) -> Result<Vec<IncidentId>, StoreError> {
        let rows = sqlx::query("SELECT id FROM incidents WHERE dirty = TRUE ORDER BY year, number LIMIT $1")
            .bind(i64::from(limit))
            .fetch_all(self.readers())
            .await?;
        rows.iter().map(|row| Columns::of("incidents", row).word("id")).collect()
    }

    /// All documents of an incident, in the order in which they were placed.
    pub async fn incident_material(&self, incident: IncidentId) -> Result<Vec<DocumentView>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query("SELECT document FROM incident_documents WHERE incident = $1 ORDER BY decision")
            .bind(incident.to_string())
            .fetch_all(&mut *reading)
            .await?;
        let mut documents = Vec::with_capacity(rows.len());
        for row in &rows {
            documents.push(DocumentId(row.try_get(0)?));
        }
        load_views(&mut reading, &documents).await
    }

    /// Writes an incident's description and tells the change log what changed, in one transaction; it then counts as
    /// described. `opened_at` stays, `changed_at` becomes `now` where anything differs. A description that differs
    /// without `changes` is logged as `incident_changed`, so that the index never misses one.
    ///
    /// The caller must not place documents or record tags between [`Self::incident_material`] and this call: what came
    /// between would count as described.
    ///
    /// # Errors
    /// `Conflict` for an incident that is not stored.
    pub async fn update_incident(
        &self,
        incident: &Incident,
        changes: &[(ChangeKind, String)],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let id = incident.id.to_string();
        let row = sqlx::query("SELECT * FROM incidents WHERE id = $1")
            .bind(&id)
            .fetch_optional(&mut *writing)
            .await?
            .ok_or_else(|| {
            StoreError::Conflict(format!("incident {id} is not stored; record_placement opens them"))
        })?;
        let before = incident_of(&row)?;
        let after = Incident { opened_at: before.opened_at, changed_at: before.changed_at, ..incident.clone() };
        let differs = after != before;
        let changed_at = if differs || !changes.is_empty() { now } else { before.changed_at };
        write_description(&mut writing, &after, changed_at).await?;
        let subject = Subject::Incident(incident.id);
        for (kind, detail) in changes {
            append_change(&mut writing, *kind, &subject, detail, now).await?;
        }
        if differs && changes.is_empty() {
            append_change(&mut writing, ChangeKind::IncidentChanged, &subject, "described anew", now).await?;
        }
        Ok(writing.commit().await?)
    }
}

async fn write_description(
    connection: &mut SqliteConnection,
    incident: &Incident,
    changed_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE incidents SET title = $2, status = $3, status_path = $4, severity = $5, severity_reasons = $6,
             summary = $7, changed_at = $8, first_reported = $9, last_reported = $10, documents = $11,
             independent_sources = $12, merged_into = $13, dirty = FALSE
         WHERE id = $1",
    )
    .bind(incident.id.to_string())
    .bind(&incident.title)
    .bind(incident.status.as_str())
    .bind(json(&incident.status_path))
    .bind(incident.severity.map(|severity| severity.as_str()))
    .bind(json(&incident.severity_reasons))
    .bind(json(&incident.summary))
    .bind(micros(changed_at))
    .bind(incident.first_reported.map(micros))
    .bind(incident.last_reported.map(micros))
    .bind(i64::from(incident.documents))
    .bind(i64::from(incident.independent_sources))
    .bind(incident.merged_into.map(|into| into.to_string()))
    .execute(connection)
    .await?;
    Ok(())
}

fn incident_of(row: &SqliteRow) -> Result<Incident, StoreError> {
    let columns = Columns::of("incidents", row);
    Ok(Incident {
        id: columns.word("id")?,
        title: columns.text("title")?,
        status: columns.word("status")?,
        status_path: columns.json("status_path")?,
        severity: columns.word_or_none("severity")?,
        severity_reasons: columns.json("severity_reasons")?,
        summary: columns.json("summary")?,
        opened_at: columns.moment("opened_at")?,
        changed_at: columns.moment("changed_at")?,
        first_reported: columns.moment_or_none("first_reported")?,
        last_reported: columns.moment_or_none("last_reported")?,
        documents: columns.count("documents")?,
        independent_sources: columns.count("independent_sources")?,
        merged_into: columns.word_or_none("merged_into")?,
    })
}

#[cfg(test)]
mod tests;
