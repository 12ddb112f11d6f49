//! Incidents: their rows, and which wait to be described anew.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::sqlite::SqliteRow;
use watchline_model::{DocumentId, Incident, IncidentId};

use crate::columns::{Columns, micros};
use crate::deciding::load::members_of;
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
            "SELECT * FROM incidents WHERE merged_into IS NULL AND documents > 0
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
        sqlx::query("UPDATE incidents SET dirty = TRUE, soiled = soiled + 1 WHERE merged_into IS NULL")
            .execute(&mut *writing)
            .await?;
        Ok(writing.commit().await?)
    }

    /// Every incident's id in the order of opening, also of those merged away.
    pub async fn all_incident_ids(&self) -> Result<Vec<IncidentId>, StoreError> {
        let rows = sqlx::query("SELECT id FROM incidents ORDER BY year, number").fetch_all(self.readers()).await?;
        rows.iter().map(|row| Columns::of("incidents", row).word("id")).collect()
    }

    /// Incidents whose documents, or those documents' tags, changed since they were last described.
    pub async fn undescribed_incidents(&self, limit: u32) -> Result<Vec<IncidentId>, StoreError> {
        let rows = sqlx::query(
            "SELECT id FROM incidents WHERE dirty = TRUE AND merged_into IS NULL AND documents > 0
             ORDER BY year, number LIMIT $1",
        )
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(|row| Columns::of("incidents", row).word("id")).collect()
    }

    /// Ids of an incident's documents, in the order in which they came.
    pub async fn incident_documents(&self, incident: IncidentId) -> Result<Vec<DocumentId>, StoreError> {
        let mut reading = self.read().await?;
        members_of(&mut reading, incident).await
    }

    /// All documents of an incident, in the order in which they came.
    pub async fn incident_material(&self, incident: IncidentId) -> Result<Vec<DocumentView>, StoreError> {
        let mut reading = self.read().await?;
        let documents = members_of(&mut reading, incident).await?;
        load_views(&mut reading, &documents).await
    }
}

pub(crate) fn incident_of(row: &SqliteRow) -> Result<Incident, StoreError> {
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
