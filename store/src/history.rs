//! How things stood on a day: read off the steps of all decisions up to then, and off the versions that were there.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use sqlx::{Row, SqliteConnection};
use watchline_model::{Decision, Description, DocumentId, IncidentId, Place, SetSeverity, Status, Step, VersionId};

use crate::columns::{Columns, micros};
use crate::decisions::decision_of;
use crate::documents::load_views;
use crate::lists::fetch_listed;
use crate::observations::load_observed;
use crate::tags::load_tags;
use crate::versions::load_versions;
use crate::{AsOfDocument, DocumentView, IncidentAsOf, Store, StoreError};

impl Store {
    /// An incident as Watchline had it at `moment`: which documents were in it, each with the version that was its latest
    /// then, and what was shown of it. `None` where it was not open yet.
    pub async fn incident_as_of(
        &self,
        incident: IncidentId,
        moment: DateTime<Utc>,
    ) -> Result<Option<IncidentAsOf>, StoreError> {
        let mut reading = self.read().await?;
        let rows = sqlx::query(
            "SELECT decisions.* FROM decision_targets JOIN decisions ON decisions.id = decision_targets.decision
             WHERE decision_targets.subject_kind = 'incident' AND decision_targets.subject_id = $1
                 AND decisions.decided_at <= $2 ORDER BY decisions.id",
        )
        .bind(incident.to_string())
        .bind(micros(moment))
        .fetch_all(&mut *reading)
        .await?;
        let decisions = rows.iter().map(decision_of).collect::<Result<Vec<Decision>, StoreError>>()?;
        if decisions.is_empty() {
            return Ok(None);
        }
        let then = Then::after(incident, &decisions);
        let found = match &then.found {
            Some(found) => Some(found.clone()),
            None => found_before(&mut reading, incident, moment).await?,
        };
        let Some(found) = found else { return Ok(None) };
        let ids: Vec<i64> = then.places.iter().map(|place| place.document.0).collect();
        let latest = latest_versions(&mut reading, &ids, moment).await?;
        let documents = then.places.iter().map(|place| AsOfDocument {
            document: place.document,
            version: latest.get(&place.document.0).copied().unwrap_or(place.version),
            copy_of: place.copy_of,
        });
        Ok(Some(IncidentAsOf {
            id: incident,
            merged_into: then.merged_into,
            title: then.title.unwrap_or(found.title),
            status: then.status.unwrap_or(found.status),
            severity: then.severity.map_or(found.severity, |set| set.severity),
            documents: documents.collect(),
        }))
    }

    /// Incidents that stood at `moment` and held documents then, as they were: the latest opened first. `before`: goes on
    /// after this one.
    pub async fn incidents_as_of(
        &self,
        moment: DateTime<Utc>,
        before: Option<IncidentId>,
        limit: u32,
    ) -> Result<Vec<IncidentAsOf>, StoreError> {
        let mut stood = Vec::new();
        let mut last = before;
        while stood.len() < limit as usize {
            let Some(next) = self.opened_before(moment, last).await? else { break };
            last = Some(next);
            let then = self.incident_as_of(next, moment).await?;
            stood.extend(then.filter(|then| then.merged_into.is_none() && !then.documents.is_empty()));
        }
        Ok(stood)
    }

    async fn opened_before(
        &self,
        moment: DateTime<Utc>,
        last: Option<IncidentId>,
    ) -> Result<Option<IncidentId>, StoreError> {
        let row = sqlx::query(
            "SELECT id FROM incidents WHERE opened_at <= $1 AND ($2 = '' OR (opened_at, year, number)
                 < ((SELECT opened_at FROM incidents AS last WHERE last.id = $2), $3, $4))
             ORDER BY opened_at DESC, year DESC, number DESC LIMIT 1",
        )
        .bind(micros(moment))
        .bind(last.map(|last| last.to_string()).unwrap_or_default())
        .bind(last.map(|last| i64::from(last.year)))
        .bind(last.map(|last| i64::from(last.number)))
        .fetch_optional(self.readers())
        .await?;
        row.map(|row| Columns::of("incidents", &row).word("id")).transpose()
    }

    /// Documents as they were read then, in the order given: with that version's text, tags and page, the versions before
    /// it, and what had been observed by then. Tags are those of the present analysis; relevance and places are today's.
    pub async fn documents_as_of(&self, documents: &[AsOfDocument]) -> Result<Vec<DocumentView>, StoreError> {
        let mut reading = self.read().await?;
        let ids: Vec<DocumentId> = documents.iter().map(|one| one.document).collect();
        let mut views: HashMap<DocumentId, DocumentView> =
            load_views(&mut reading, &ids).await?.into_iter().map(|view| (view.document.id, view)).collect();
        let numbers: Vec<i64> = documents.iter().map(|one| one.version.0).collect();
        let mut versions = load_versions(&mut reading, &numbers).await?;
        let mut tags = load_tags(&mut reading, &numbers).await?;
        let observed = load_observed(&mut reading, &ids.iter().map(|id| id.0).collect::<Vec<_>>()).await?;
        let mut then = Vec::with_capacity(documents.len());
        for document in documents {
            let (Some(mut view), Some(version)) =
                (views.remove(&document.document), versions.remove(&document.version.0))
            else {
                continue;
            };
            if view.version.id == version.id {
                then.push(view);
                continue;
            }
            view.versions.retain(|meta| meta.number <= version.number);
            let known: HashSet<VersionId> = view.versions.iter().map(|meta| meta.id).collect();
            let tags = tags.remove(&version.id.0).unwrap_or_default();
            view.page = match version.page {
                Some(page) => crate::pages::load_pages(&mut reading, &[page.0]).await?.pop(),
                None => None,
            };
            view.version = version;
            view.copy_of = document.copy_of;
            (view.entities, view.mentions, view.claims) = (tags.entities, tags.mentions, tags.claims);
            let seen = observed.get(&document.document.0).into_iter().flatten();
            let seen = seen.filter(|event| event.evidence.version.is_none_or(|version| known.contains(&version)));
            view.events = tags.events.into_iter().chain(seen.cloned()).collect();
            then.push(view);
        }
        Ok(then)
    }
}

/// What the steps make of one incident.
#[derive(Default)]
struct Then {
    /// In the order in which they came.
    places: Vec<Place>,
    merged_into: Option<IncidentId>,
    found: Option<Description>,
    title: Option<String>,
    status: Option<Status>,
    severity: Option<SetSeverity>,
}

impl Then {
    fn after(incident: IncidentId, decisions: &[Decision]) -> Self {
        let mut then = Self::default();
        for step in decisions.iter().flat_map(|decision| &decision.steps) {
            if step.incidents().contains(&incident) {
                then.take(incident, step);
            }
        }
        then
    }

    fn take(&mut self, own: IncidentId, step: &Step) {
        match step {
            Step::Entered(place) => self.places.push(place.clone()),
            Step::Left(place) => self.places.retain(|one| one.document != place.document),
            Step::Redirected { incident, after, .. } if *incident == own => self.merged_into = *after,
            Step::Retitled { after, .. } => self.title.clone_from(after),
            Step::StatusSet { after, .. } => self.status = *after,
            Step::SeveritySet { after, .. } => self.severity = *after,
            Step::Described { after, .. } => self.found = Some(after.clone()),
            _ => {}
        }
    }
}

/// What the machine had found at a moment up to which no decision says what it found: what the first one after it says was
/// there before. `None` where the incident is not stored.
async fn found_before(
    connection: &mut SqliteConnection,
    incident: IncidentId,
    moment: DateTime<Utc>,
) -> Result<Option<Description>, StoreError> {
    let next = sqlx::query(
        "SELECT steps FROM decisions WHERE subject_kind = 'incident' AND subject_id = $1 AND decided_at > $2
             AND steps LIKE '[{\"described\"%' ORDER BY id LIMIT 1",
    )
    .bind(incident.to_string())
    .bind(micros(moment))
    .fetch_optional(&mut *connection)
    .await?;
    if let Some(row) = next {
        let steps: Vec<Step> = Columns::of("decisions", &row).json("steps")?;
        if let Some(Step::Described { before, .. }) = steps.into_iter().next() {
            return Ok(Some(before));
        }
    }
    let row = sqlx::query("SELECT * FROM incidents WHERE id = $1")
        .bind(incident.to_string())
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let columns = Columns::of("incidents", &row);
    let title = columns.text_or_none("found_title")?;
    Ok(Some(Description {
        title: title.map_or_else(|| columns.text("title"), Ok)?,
        status: columns.word_or_none("found_status")?.unwrap_or(Status::Reported),
        severity: columns.word_or_none("found_severity")?,
    }))
}

/// The latest version of each document that was there at a moment.
async fn latest_versions(
    connection: &mut SqliteConnection,
    documents: &[i64],
    moment: DateTime<Utc>,
) -> Result<BTreeMap<i64, VersionId>, StoreError> {
    let sql = "SELECT id, document, created_at FROM versions WHERE document IN ({list}) ORDER BY document, number";
    let mut latest = BTreeMap::new();
    for row in &fetch_listed(connection, sql, documents).await? {
        if row.try_get::<i64, _>("created_at")? <= micros(moment) {
            latest.insert(row.try_get("document")?, VersionId(row.try_get("id")?));
        }
    }
    Ok(latest)
}

#[cfg(test)]
mod tests;
