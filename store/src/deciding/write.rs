//! Carries out steps that were tried out: each a statement or two, within the caller's transaction.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use watchline_model::{DecisionId, DocumentId, IncidentId, Judgement, Place, RelevanceVerdict, Status, Step};

use super::load::{set_severity_text, tag_text};
use super::scene::Scene;
use crate::StoreError;
use crate::columns::{json, micros};
use crate::tags::{rewrite_tags, soil_incidents};

/// Writes what the scene's steps say; `decision` is stored already.
pub(crate) async fn write_steps(
    connection: &mut SqliteConnection,
    scene: &Scene,
    decision: DecisionId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for step in &scene.steps {
        write_step(connection, scene, step, decision, now).await?;
    }
    let (mut documents, mut incidents) = (BTreeSet::new(), BTreeSet::new());
    for step in &scene.steps {
        if matches!(step, Step::Entered(_) | Step::Left(_)) {
            documents.extend(step.document());
        }
        if !matches!(step, Step::KeptApart { .. } | Step::IncidentsKeptApart { .. } | Step::Pinned { .. }) {
            incidents.extend(step.incidents());
        }
    }
    for document in documents {
        sqlx::query(
            "UPDATE documents SET placed = EXISTS (SELECT 1 FROM incident_documents WHERE document = documents.id)
             WHERE id = $1",
        )
        .bind(document.0)
        .execute(&mut *connection)
        .await?;
    }
    for incident in incidents {
        recount(connection, scene, incident, now).await?;
    }
    Ok(())
}

async fn write_step(
    connection: &mut SqliteConnection,
    scene: &Scene,
    step: &Step,
    decision: DecisionId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    match step {
        Step::Opened { incident } => open(connection, scene, *incident, now).await,
        Step::Entered(place) => enter(connection, place, decision).await,
        Step::Left(place) => leave(connection, place.document, place.incident).await,
        Step::Redirected { incident, after, .. } => {
            let after = after.map(|into| into.to_string());
            set(connection, "UPDATE incidents SET merged_into = $2 WHERE id = $1", *incident, after).await
        }
        Step::Pinned { document, incident, after } => {
            sqlx::query("UPDATE incident_documents SET pinned = $3 WHERE document = $1 AND incident = $2")
                .bind(document.0)
                .bind(incident.to_string())
                .bind(*after)
                .execute(connection)
                .await?;
            Ok(())
        }
        Step::KeptApart { document, incident, after } => {
            let sql = if *after {
                "INSERT INTO kept_apart (document, incident) VALUES ($1, $2) ON CONFLICT DO NOTHING"
            } else {
                "DELETE FROM kept_apart WHERE document = $1 AND incident = $2"
            };
            sqlx::query(sql).bind(document.0).bind(incident.to_string()).execute(connection).await?;
            Ok(())
        }
        Step::IncidentsKeptApart { left, right, after } => {
            let sql = if *after {
                "INSERT INTO incidents_kept_apart (left_incident, right_incident) VALUES ($1, $2) ON CONFLICT DO NOTHING"
            } else {
                "DELETE FROM incidents_kept_apart WHERE left_incident = $1 AND right_incident = $2"
            };
            sqlx::query(sql).bind(left.to_string()).bind(right.to_string()).execute(connection).await?;
            Ok(())
        }
        Step::Retitled { incident, after, .. } => {
            let sql = "UPDATE incidents SET set_title = $2, title = COALESCE($2, found_title, title) WHERE id = $1";
            set(connection, sql, *incident, after.clone()).await
        }
        Step::StatusSet { incident, after, .. } => {
            let sql = "UPDATE incidents SET set_status = $2, status = COALESCE($2, found_status, status) WHERE id = $1";
            set(connection, sql, *incident, after.map(|status| status.as_str().to_owned())).await
        }
        Step::SeveritySet { incident, after, .. } => {
            let sql = "UPDATE incidents SET set_severity = $2,
                           severity = CASE WHEN $2 IS NULL THEN found_severity ELSE NULLIF($2, 'none') END WHERE id = $1";
            set(connection, sql, *incident, after.map(|set| set_severity_text(set).to_owned())).await
        }
        // The caller writes the description itself, with much besides.
        Step::Described { .. } => Ok(()),
        Step::Judged { document, after, .. } => judge(connection, *document, after).await,
        Step::Retagged { version, after, .. } => rewrite_tags(connection, *version, after, now).await,
        Step::Corrected { document, tag, after, .. } => {
            sqlx::query("DELETE FROM corrections WHERE document = $1 AND tag = $2")
                .bind(document.0)
                .bind(tag_text(tag))
                .execute(&mut *connection)
                .await?;
            if let Some(after) = after {
                sqlx::query("INSERT INTO corrections (document, tag, correction) VALUES ($1, $2, $3)")
                    .bind(document.0)
                    .bind(tag_text(tag))
                    .bind(json(after))
                    .execute(connection)
                    .await?;
            }
            Ok(())
        }
        Step::Dismissed { item, after } => {
            let sql = if *after {
                "INSERT INTO dismissed (item) VALUES ($1) ON CONFLICT DO NOTHING"
            } else {
                "DELETE FROM dismissed WHERE item = $1"
            };
            sqlx::query(sql).bind(item).execute(connection).await?;
            Ok(())
        }
    }
}

async fn set(
    connection: &mut SqliteConnection,
    sql: &'static str,
    incident: IncidentId,
    value: Option<String>,
) -> Result<(), StoreError> {
    sqlx::query(sql).bind(incident.to_string()).bind(value).execute(connection).await?;
    Ok(())
}

/// A new row. Its description is provisional: title and date of the document that it was opened for.
async fn open(
    connection: &mut SqliteConnection,
    scene: &Scene,
    incident: IncidentId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let first = scene.steps.iter().find_map(|step| match step {
        Step::Entered(place) if place.incident == incident => scene.documents.get(&place.document),
        _ => None,
    });
    sqlx::query(
        "INSERT INTO incidents (id, year, number, title, status, status_path, severity_reasons, summary, opened_at,
             changed_at, first_reported, last_reported, documents, independent_sources, dirty, found_title, found_status)
         VALUES ($1, $2, $3, $4, $5, '[]', '[]', '[]', $6, $6, $7, $7, 0, 1, TRUE, $4, $5)",
    )
    .bind(incident.to_string())
    .bind(i64::from(incident.year))
    .bind(i64::from(incident.number))
    .bind(first.map_or("", |document| document.title.as_str()))
    .bind(Status::Reported.as_str())
    .bind(micros(now))
    .bind(first.map(|document| document.reported))
    .execute(connection)
    .await?;
    Ok(())
}

async fn enter(connection: &mut SqliteConnection, place: &Place, decision: DecisionId) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO incident_documents (incident, document, version, decision, copy_of, review, pinned, rival, rival_score)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(place.incident.to_string())
    .bind(place.document.0)
    .bind(place.version.0)
    .bind(place.decision.unwrap_or(decision).0)
    .bind(place.copy_of.map(|copy_of| copy_of.0))
    .bind(place.review)
    .bind(place.pinned)
    .bind(place.rival.map(|rival| rival.incident.to_string()))
    .bind(place.rival.map(|rival| f64::from(rival.score)))
    .execute(connection)
    .await?;
    Ok(())
}

async fn leave(
    connection: &mut SqliteConnection,
    document: DocumentId,
    incident: IncidentId,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM incident_documents WHERE document = $1 AND incident = $2")
        .bind(document.0)
        .bind(incident.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

async fn judge(
    connection: &mut SqliteConnection,
    document: DocumentId,
    judgement: &Judgement,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE documents SET relevance = $2, verdict = $3, judged = $4 WHERE id = $1")
        .bind(document.0)
        .bind(judgement.relevance.as_ref().map(json))
        .bind(judgement.relevance.as_ref().map(|relevance| RelevanceVerdict::as_str(relevance.verdict)))
        .bind(judgement.by_person)
        .execute(&mut *connection)
        .await?;
    soil_incidents(connection, document.0).await
}

/// How many documents there are and when they were reported; the rest waits to be described anew. What only grew is not
/// counted again: an incident may be large.
async fn recount(
    connection: &mut SqliteConnection,
    scene: &Scene,
    incident: IncidentId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let lost = scene.steps.iter().any(|step| matches!(step, Step::Left(place) if place.incident == incident));
    let entered: Vec<i64> = scene.steps.iter().filter_map(|step| entered_at(scene, step, incident)).collect();
    let sql = if lost {
        "UPDATE incidents SET dirty = TRUE, soiled = soiled + 1, changed_at = $2,
             documents = (SELECT COUNT(*) FROM incident_documents WHERE incident = incidents.id),
             first_reported = COALESCE((SELECT MIN(COALESCE(documents.published, documents.first_seen))
                 FROM incident_documents JOIN documents ON documents.id = incident_documents.document
                 WHERE incident_documents.incident = incidents.id), first_reported),
             last_reported = COALESCE((SELECT MAX(COALESCE(documents.published, documents.first_seen))
                 FROM incident_documents JOIN documents ON documents.id = incident_documents.document
                 WHERE incident_documents.incident = incidents.id), last_reported)
         WHERE id = $1"
    } else {
        "UPDATE incidents SET dirty = TRUE, soiled = soiled + 1, changed_at = $2, documents = documents + $3,
             first_reported = CASE WHEN $4 IS NULL OR first_reported < $4 THEN first_reported ELSE $4 END,
             last_reported = CASE WHEN $5 IS NULL OR last_reported > $5 THEN last_reported ELSE $5 END
         WHERE id = $1"
    };
    sqlx::query(sql)
        .bind(incident.to_string())
        .bind(micros(now))
        .bind(entered.len() as i64)
        .bind(entered.iter().min())
        .bind(entered.iter().max())
        .execute(connection)
        .await?;
    Ok(())
}

/// When the document that entered the incident by this step was reported.
fn entered_at(scene: &Scene, step: &Step, incident: IncidentId) -> Option<i64> {
    match step {
        Step::Entered(place) if place.incident == incident => Some(scene.documents.get(&place.document)?.reported),
        _ => None,
    }
}
