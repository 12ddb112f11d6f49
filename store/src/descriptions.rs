//! Describing incidents: what the machine makes of their documents, beside what a person set.
//!
//! A person's title, status and severity are what is shown, whatever is found. That the machine finds another title,
//! status or severity than before is a decision, with its reasons, so that it is known what was shown on any day.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::{Author, ChangeKind, DecisionKind, Description, Incident, IncidentId, Reason, Step, Subject};

use crate::changes::append_change;
use crate::columns::{Columns, json, micros};
use crate::deciding::load::members_of;
use crate::deciding::words::set_words_of;
use crate::decisions::{NewDecision, insert_with_steps};
use crate::documents::load_views;
use crate::incidents::incident_of;
use crate::{SetWords, Store, StoreError, Undescribed};

/// The rule by which incidents are described, and its version.
const RULE: (&str, u32) = ("describe", 1);

impl Store {
    /// An incident with all that describing it anew needs, of one moment.
    pub async fn incident_to_describe(&self, incident: IncidentId) -> Result<Option<Undescribed>, StoreError> {
        let mut reading = self.read().await?;
        let row = sqlx::query("SELECT * FROM incidents WHERE id = $1")
            .bind(incident.to_string())
            .fetch_optional(&mut *reading)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let members = members_of(&mut reading, incident).await?;
        Ok(Some(Undescribed {
            incident: incident_of(&row)?,
            words: set_words_of(&row)?,
            soiled: Columns::of("incidents", &row).number("soiled")?,
            material: load_views(&mut reading, &members).await?,
        }))
    }

    /// Writes what the machine found and tells the change log what changed, in one transaction. What a person set stays;
    /// where documents came or tags changed since `undescribed` was read, the incident goes on waiting. A first
    /// description of what subscribers heard of as a part of another is no opening for them.
    ///
    /// # Errors
    /// `Conflict` for an incident that is not stored.
    pub async fn record_description(
        &self,
        undescribed: &Undescribed,
        found: &Incident,
        changes: &[(ChangeKind, String)],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut writing = self.write().await?;
        let row = load_row(&mut writing, found.id).await?;
        note_found(&mut writing, &row, found, now).await?;
        write_found(&mut writing, &row, found, changes, now).await?;
        sqlx::query("UPDATE incidents SET dirty = (soiled <> $2) WHERE id = $1")
            .bind(found.id.to_string())
            .bind(undescribed.soiled)
            .execute(&mut *writing)
            .await?;
        Ok(writing.commit().await?)
    }

    /// Writes an incident's description and tells the change log what changed, in one transaction; it then counts as
    /// described. `opened_at` stays, `changed_at` becomes `now` where anything differs. A description that differs
    /// without `changes` is logged as `incident_changed`, so that the index never misses one.
    ///
    /// The caller must not place documents or record tags between [`Self::incident_material`] and this call: what came
    /// between would count as described. [`Self::record_description`] has no such condition.
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
        let row = load_row(&mut writing, incident.id).await?;
        write_found(&mut writing, &row, incident, changes, now).await?;
        Ok(writing.commit().await?)
    }
}

async fn load_row(connection: &mut SqliteConnection, incident: IncidentId) -> Result<SqliteRow, StoreError> {
    sqlx::query("SELECT * FROM incidents WHERE id = $1")
        .bind(incident.to_string())
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| StoreError::Conflict(format!("incident {incident} is not stored; placing opens them")))
}

/// Keeps as a decision that the machine finds another title, status or severity.
async fn note_found(
    connection: &mut SqliteConnection,
    row: &SqliteRow,
    found: &Incident,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let words = set_words_of(row)?;
    let shown = incident_of(row)?;
    let before = Description {
        title: words.found_title.unwrap_or(shown.title),
        status: words.found_status.unwrap_or(shown.status),
        severity: words.found_severity,
    };
    let after = Description { title: found.title.clone(), status: found.status, severity: found.severity };
    let kind = if before.status != after.status {
        DecisionKind::Status
    } else if before.severity != after.severity {
        DecisionKind::Severity
    } else if before.title != after.title {
        DecisionKind::Retitle
    } else {
        return Ok(());
    };
    let reasons = reasons(&before, found);
    let new = NewDecision {
        kind,
        subject: &Subject::Incident(found.id),
        author: &Author::Rule { name: RULE.0.to_owned(), version: RULE.1 },
        reasons: &reasons,
        steps: &[Step::Described { incident: found.id, before, after }],
        undoes: None,
        targets: &[],
    };
    insert_with_steps(connection, &new, now).await?;
    Ok(())
}

/// One for each word that changed, with what moved it.
fn reasons(before: &Description, found: &Incident) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if before.status != found.status {
        let said =
            found.status_path.last().map(|step| format!(": {} \"{}\"", step.party_name, step.evidence.quote.trim()));
        let detail = format!("{} -> {}{}", before.status, found.status, said.unwrap_or_default());
        reasons.push(Reason::new("status", 0.0, detail));
    }
    if before.severity != found.severity {
        reasons.extend(found.severity_reasons.iter().cloned());
    }
    if before.title != found.title {
        reasons.push(Reason::new("headline", 0.0, found.title.clone()));
    }
    reasons
}

/// Writes what was found; answers nothing, tells everything.
async fn write_found(
    connection: &mut SqliteConnection,
    row: &SqliteRow,
    found: &Incident,
    changes: &[(ChangeKind, String)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (before, words) = (incident_of(row)?, set_words_of(row)?);
    let is_told = Columns::of("incidents", row).flag("is_told")?;
    let after = Incident {
        opened_at: before.opened_at,
        changed_at: before.changed_at,
        merged_into: found.merged_into.or(before.merged_into),
        ..shown(found, &words)
    };
    let differs = after != before;
    let changed_at = if differs || !changes.is_empty() { now } else { before.changed_at };
    write_description(connection, found, &after, changed_at).await?;
    let subject = Subject::Incident(found.id);
    for (kind, detail) in changes {
        let is_old_news = is_told && *kind == ChangeKind::IncidentOpened;
        let kind = if is_old_news { ChangeKind::IncidentChanged } else { *kind };
        append_change(connection, kind, &subject, detail, now).await?;
    }
    // A document is found by the severity and status of its incidents; of what is raised or announced the log tells itself.
    if after.severity < before.severity || (is_told && before.status_path.is_empty()) {
        tell_members(connection, found.id, now).await?;
    }
    if differs && changes.is_empty() {
        append_change(connection, ChangeKind::IncidentChanged, &subject, "described anew", now).await?;
    }
    Ok(())
}

/// The documents of an incident are to be looked up anew: something by which they are found has changed with it.
pub(crate) async fn tell_members(
    connection: &mut SqliteConnection,
    incident: IncidentId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let detail = format!("{incident} is described otherwise");
    for document in members_of(connection, incident).await? {
        append_change(connection, ChangeKind::DocumentChanged, &Subject::Document(document), &detail, now).await?;
    }
    Ok(())
}

/// What was found with what a person set in its place.
fn shown(found: &Incident, words: &SetWords) -> Incident {
    Incident {
        title: words.title.clone().unwrap_or_else(|| found.title.clone()),
        status: words.status.unwrap_or(found.status),
        severity: words.severity.map_or(found.severity, |set| set.severity),
        ..found.clone()
    }
}

async fn write_description(
    connection: &mut SqliteConnection,
    found: &Incident,
    shown: &Incident,
    changed_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE incidents SET title = $2, status = $3, status_path = $4, severity = $5, severity_reasons = $6,
             summary = $7, changed_at = $8, first_reported = $9, last_reported = $10, documents = $11,
             independent_sources = $12, merged_into = $13, dirty = FALSE, found_title = $14, found_status = $15,
             found_severity = $16
         WHERE id = $1",
    )
    .bind(shown.id.to_string())
    .bind(&shown.title)
    .bind(shown.status.as_str())
    .bind(json(&shown.status_path))
    .bind(shown.severity.map(|severity| severity.as_str()))
    .bind(json(&shown.severity_reasons))
    .bind(json(&shown.summary))
    .bind(micros(changed_at))
    .bind(shown.first_reported.map(micros))
    .bind(shown.last_reported.map(micros))
    .bind(i64::from(shown.documents))
    .bind(i64::from(shown.independent_sources))
    .bind(shown.merged_into.map(|into| into.to_string()))
    .bind(&found.title)
    .bind(found.status.as_str())
    .bind(found.severity.map(|severity| severity.as_str()))
    .execute(connection)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
