//! How soon vendors answer: the moments of each incident's path, and whom the incident is about.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use watchline_model::{EntityId, IncidentId, Status, StatusStep};

use crate::columns::{Columns, micros};
use crate::{Store, StoreError};

/// What one incident says of a vendor's answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VendorAnswer {
    pub incident: IncidentId,
    /// The vendor that most of its documents speak of; several where as many speak of each.
    pub vendors: Vec<EntityId>,
    pub reported: DateTime<Utc>,
    /// The first step of its path in which the accused speaks: it acknowledges, disputes, mitigates or resolves.
    pub answered: Option<DateTime<Utc>>,
    /// The first step that mitigates or resolves.
    pub mitigated: Option<DateTime<Utc>>,
}

impl Store {
    /// Of the incidents first reported at or after `since`, the latest `limit` of them; those without a listed vendor are
    /// left out, as are those merged away.
    pub async fn vendor_answers(&self, since: DateTime<Utc>, limit: u32) -> Result<Vec<VendorAnswer>, StoreError> {
        let rows = sqlx::query(
            "WITH latest AS (
                 SELECT id, status_path, first_reported FROM incidents
                 WHERE merged_into IS NULL AND documents > 0 AND first_reported >= $1
                 ORDER BY first_reported DESC, id DESC LIMIT $2)
             SELECT latest.id, latest.status_path, latest.first_reported, entities.id AS vendor,
                 COUNT(*) AS documents
             FROM latest
             JOIN incident_documents ON incident_documents.incident = latest.id
             JOIN document_entities ON document_entities.document = incident_documents.document
                 AND document_entities.unlisted = FALSE
             JOIN entities ON entities.id = document_entities.entity AND entities.kind = 'vendor'
             GROUP BY latest.id, latest.status_path, latest.first_reported, entities.id
             ORDER BY latest.id, entities.id",
        )
        .bind(micros(since))
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        let mut answers: BTreeMap<IncidentId, (VendorAnswer, u64)> = BTreeMap::new();
        for row in &rows {
            let columns = Columns::of("incidents", row);
            let (incident, documents) = (columns.word("id")?, columns.count("documents")?);
            let vendor = EntityId(columns.text("vendor")?);
            match answers.get_mut(&incident) {
                Some((answer, most)) if documents == *most => answer.vendors.push(vendor),
                Some((answer, most)) if documents > *most => {
                    answer.vendors = vec![vendor];
                    *most = documents;
                }
                Some(_) => {}
                None => {
                    let reported = columns.moment("first_reported")?;
                    let path: Vec<StatusStep> = columns.json("status_path")?;
                    let first = |wanted: &[Status]| {
                        path.iter().filter(|step| wanted.contains(&step.status)).map(|step| step.at).min()
                    };
                    let (mitigates, speaks) = (
                        [Status::Mitigated, Status::Resolved],
                        [Status::Acknowledged, Status::Disputed, Status::Mitigated, Status::Resolved],
                    );
                    let (answered, mitigated) = (first(&speaks), first(&mitigates));
                    let answer = VendorAnswer { incident, vendors: vec![vendor], reported, answered, mitigated };
                    answers.insert(incident, (answer, documents));
                }
            }
        }
        Ok(answers.into_values().map(|(answer, _)| answer).collect())
    }
}

#[cfg(test)]
mod tests;
