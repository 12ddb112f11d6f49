//! Decisions: why things are where they are. Only ever added; undoing one is a decision too.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::{Author, Decision, DecisionId, DecisionKind, Reason, Subject};

use crate::changes::subject_of;
use crate::columns::{Columns, json, micros};
use crate::numbers::next_number;
use crate::{Store, StoreError};

impl Store {
    /// Keeps a decision. It changes nothing by itself; what it decides is written by the call that carries it out.
    pub async fn record_decision(
        &self,
        kind: DecisionKind,
        subject: &Subject,
        author: &Author,
        reasons: &[Reason],
        now: DateTime<Utc>,
    ) -> Result<DecisionId, StoreError> {
        let mut writing = self.write().await?;
        let id = insert_decision(&mut writing, kind, subject, author, reasons, now).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Undoes a decision by another one, of kind `undo`, about the same subject. Both are kept.
    ///
    /// # Errors
    /// `Conflict` for a decision that is not stored or is undone already.
    pub async fn undo_decision(
        &self,
        decision: DecisionId,
        author: &Author,
        reasons: &[Reason],
        now: DateTime<Utc>,
    ) -> Result<DecisionId, StoreError> {
        let mut writing = self.write().await?;
        let row = sqlx::query("SELECT * FROM decisions WHERE id = $1")
            .bind(decision.0)
            .fetch_optional(&mut *writing)
            .await?
            .ok_or_else(|| StoreError::Conflict(format!("decision {decision} is not stored; it cannot be undone")))?;
        let undone = decision_of(&row)?;
        if let Some(by) = undone.undone_by {
            return Err(StoreError::Conflict(format!("decision {decision} was undone before, by decision {by}")));
        }
        let id = insert_decision(&mut writing, DecisionKind::Undo, &undone.subject, author, reasons, now).await?;
        sqlx::query("UPDATE decisions SET undone_by = $2 WHERE id = $1")
            .bind(decision.0)
            .bind(id.0)
            .execute(&mut *writing)
            .await?;
        writing.commit().await?;
        Ok(id)
    }

    /// All decisions about a subject, oldest first, undone ones too. Of an incident also those that placed its
    /// documents.
    pub async fn list_decisions(&self, subject: &Subject) -> Result<Vec<Decision>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM decisions WHERE (subject_kind = $1 AND subject_id = $2)
                 OR ($1 = 'incident' AND id IN (SELECT decision FROM incident_documents WHERE incident = $2))
             ORDER BY id",
        )
        .bind(subject.kind())
        .bind(subject.id())
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(decision_of).collect()
    }
}

/// Adds a decision, within the caller's transaction.
pub(crate) async fn insert_decision(
    connection: &mut SqliteConnection,
    kind: DecisionKind,
    subject: &Subject,
    author: &Author,
    reasons: &[Reason],
    now: DateTime<Utc>,
) -> Result<DecisionId, StoreError> {
    let id = next_number(connection, "decision").await?;
    sqlx::query(
        "INSERT INTO decisions (id, kind, subject_kind, subject_id, author, by_person, reasons, decided_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(kind.as_str())
    .bind(subject.kind())
    .bind(subject.id())
    .bind(json(author))
    .bind(matches!(author, Author::Person(_)))
    .bind(json(reasons))
    .bind(micros(now))
    .execute(connection)
    .await?;
    Ok(DecisionId(id))
}

/// Whether a person's decision of this kind about the subject is in force: then the machine leaves it alone.
pub(crate) async fn decided_by_person(
    connection: &mut SqliteConnection,
    kind: DecisionKind,
    subject: &Subject,
) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT 1 FROM decisions WHERE subject_kind = $1 AND subject_id = $2 AND kind = $3 AND by_person = TRUE
             AND undone_by IS NULL LIMIT 1",
    )
    .bind(subject.kind())
    .bind(subject.id())
    .bind(kind.as_str())
    .fetch_optional(connection)
    .await?;
    Ok(row.is_some())
}

fn decision_of(row: &SqliteRow) -> Result<Decision, StoreError> {
    let columns = Columns::of("decisions", row);
    Ok(Decision {
        id: DecisionId(columns.number("id")?),
        kind: columns.word("kind")?,
        subject: subject_of(&columns)?,
        author: columns.json("author")?,
        reasons: columns.json("reasons")?,
        at: columns.moment("decided_at")?,
        undone_by: columns.number_or_none("undone_by")?.map(DecisionId),
    })
}

#[cfg(test)]
mod tests;
