//! Decisions: why things are where they are. Only ever added; undoing one is a decision too.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::page::Digest;
use watchline_model::{Author, Decision, DecisionId, DecisionKind, Reason, Subject};

use crate::archive::{DecisionRecord, decision_link};
use crate::changes::subject_of;
use crate::columns::{Columns, json, micros};
use crate::ledger::{Chain, Ledger};
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
    let mut ledger = Ledger::default();
    let previous = ledger.previous(connection, Chain::Decisions).await?;
    let id = ledger.number(connection, Chain::Decisions.noun()).await?;
    ledger.close(connection).await?;
    let (subject_id, author_json, reasons_json) = (subject.id(), json(author), json(reasons));
    let record = DecisionRecord {
        id,
        kind: kind.as_str(),
        subject_kind: subject.kind(),
        subject_id: &subject_id,
        author: &author_json,
        by_person: matches!(author, Author::Person(_)),
        reasons: &reasons_json,
        decided_at: micros(now),
    };
    sqlx::query(
        "INSERT INTO decisions (id, kind, subject_kind, subject_id, author, by_person, reasons, decided_at, chain)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(record.kind)
    .bind(record.subject_kind)
    .bind(&subject_id)
    .bind(&author_json)
    .bind(record.by_person)
    .bind(&reasons_json)
    .bind(record.decided_at)
    .bind(decision_link(&previous, &record).hex())
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

/// The link that a decision must have after the link `previous`.
pub(crate) fn link_of(row: &SqliteRow, previous: &Digest) -> Result<Digest, StoreError> {
    let columns = Columns::of("decisions", row);
    let (kind, author, reasons) = (columns.text("kind")?, columns.text("author")?, columns.text("reasons")?);
    let (subject_kind, subject_id) = (columns.text("subject_kind")?, columns.text("subject_id")?);
    let record = DecisionRecord {
        id: columns.number("id")?,
        kind: &kind,
        subject_kind: &subject_kind,
        subject_id: &subject_id,
        author: &author,
        by_person: columns.flag("by_person")?,
        reasons: &reasons,
        decided_at: columns.number("decided_at")?,
    };
    Ok(decision_link(previous, &record))
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
