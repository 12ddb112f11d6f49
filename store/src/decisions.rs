//! Decisions: why things are where they are, and what was done. Only ever added; undoing one is a decision too.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use watchline_model::page::Digest;
use watchline_model::{Author, Decision, DecisionId, DecisionKind, Reason, Step, Subject};

use crate::archive::{DecisionRecord, decision_link, first_decision_link};
use crate::changes::subject_of;
use crate::columns::{Columns, json, micros};
use crate::ledger::{Chain, Ledger};
use crate::{AuditBy, AuditFilter, Store, StoreError};

impl Store {
    /// Keeps a decision that does nothing by itself.
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

    /// One decision.
    pub async fn find_decision(&self, decision: DecisionId) -> Result<Option<Decision>, StoreError> {
        let mut reading = self.read().await?;
        load_decision(&mut reading, decision).await
    }

    /// All decisions that ever touched a subject, oldest first, undone ones too: of an incident also those that brought a
    /// document in or took one out, of a document also the merges and splits that moved it.
    pub async fn list_decisions(&self, subject: &Subject) -> Result<Vec<Decision>, StoreError> {
        let rows = sqlx::query(
            "SELECT decisions.* FROM decision_targets JOIN decisions ON decisions.id = decision_targets.decision
             WHERE decision_targets.subject_kind = $1 AND decision_targets.subject_id = $2 ORDER BY decisions.id",
        )
        .bind(subject.kind())
        .bind(subject.id())
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(decision_of).collect()
    }

    /// All decisions about anything, newest first; `before`: goes on after this one.
    pub async fn list_audit(
        &self,
        filter: &AuditFilter,
        before: Option<DecisionId>,
        limit: u32,
    ) -> Result<Vec<Decision>, StoreError> {
        let author = match &filter.by {
            AuditBy::Person(name) => json(&Author::Person(name.clone())),
            AuditBy::Anyone | AuditBy::Persons => String::new(),
        };
        let rows = sqlx::query(
            "SELECT * FROM decisions WHERE id < $1 AND ($2 = FALSE OR by_person = TRUE) AND ($3 = '' OR author = $3)
                 AND ($4 = '' OR kind = $4)
             ORDER BY id DESC LIMIT $5",
        )
        .bind(before.map_or(i64::MAX, |before| before.0))
        .bind(filter.by != AuditBy::Anyone)
        .bind(author)
        .bind(filter.kind.map_or("", DecisionKind::as_str))
        .bind(i64::from(limit))
        .fetch_all(self.readers())
        .await?;
        rows.iter().map(decision_of).collect()
    }
}

/// A decision on its way into the store.
pub(crate) struct NewDecision<'a> {
    pub(crate) kind: DecisionKind,
    pub(crate) subject: &'a Subject,
    pub(crate) author: &'a Author,
    pub(crate) reasons: &'a [Reason],
    pub(crate) steps: &'a [Step],
    pub(crate) undoes: Option<DecisionId>,
    /// What it is about besides its subject and what its steps name.
    pub(crate) targets: &'a [Subject],
}

/// Adds a decision that does nothing by itself, within the caller's transaction.
pub(crate) async fn insert_decision(
    connection: &mut SqliteConnection,
    kind: DecisionKind,
    subject: &Subject,
    author: &Author,
    reasons: &[Reason],
    now: DateTime<Utc>,
) -> Result<DecisionId, StoreError> {
    let new = NewDecision { kind, subject, author, reasons, steps: &[], undoes: None, targets: &[] };
    insert_with_steps(connection, &new, now).await
}

/// Adds a decision with what it does, which the caller carries out in the same transaction.
pub(crate) async fn insert_with_steps(
    connection: &mut SqliteConnection,
    new: &NewDecision<'_>,
    now: DateTime<Utc>,
) -> Result<DecisionId, StoreError> {
    let mut ledger = Ledger::default();
    let previous = ledger.previous(connection, Chain::Decisions).await?;
    let id = ledger.number(connection, Chain::Decisions.noun()).await?;
    ledger.close(connection).await?;
    let (subject_id, author, reasons) = (new.subject.id(), json(new.author), json(new.reasons));
    let steps = json(new.steps);
    let record = DecisionRecord {
        id,
        kind: new.kind.as_str(),
        subject_kind: new.subject.kind(),
        subject_id: &subject_id,
        author: &author,
        by_person: matches!(new.author, Author::Person(_)),
        reasons: &reasons,
        steps: &steps,
        undoes: new.undoes.map(|undoes| undoes.0),
        decided_at: micros(now),
    };
    sqlx::query(
        "INSERT INTO decisions (id, kind, subject_kind, subject_id, author, by_person, reasons, steps, undoes, decided_at,
             chain)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(id)
    .bind(record.kind)
    .bind(record.subject_kind)
    .bind(&subject_id)
    .bind(&author)
    .bind(record.by_person)
    .bind(&reasons)
    .bind(&steps)
    .bind(record.undoes)
    .bind(record.decided_at)
    .bind(decision_link(&previous, &record).hex())
    .execute(&mut *connection)
    .await?;
    for target in targets_of(new) {
        sqlx::query("INSERT INTO decision_targets (decision, subject_kind, subject_id) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(target.0)
            .bind(target.1)
            .execute(&mut *connection)
            .await?;
    }
    Ok(DecisionId(id))
}

/// Kind and id of everything that a decision is about, each once.
fn targets_of(new: &NewDecision<'_>) -> BTreeSet<(&'static str, String)> {
    let documents = new.steps.iter().filter_map(Step::document).map(Subject::Document);
    let incidents = new.steps.iter().flat_map(Step::incidents).map(Subject::Incident);
    let named = new.targets.iter().cloned().chain([new.subject.clone()]);
    documents.chain(incidents).chain(named).map(|subject| (subject.kind(), subject.id())).collect()
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

pub(crate) async fn load_decision(
    connection: &mut SqliteConnection,
    decision: DecisionId,
) -> Result<Option<Decision>, StoreError> {
    let row = sqlx::query("SELECT * FROM decisions WHERE id = $1").bind(decision.0).fetch_optional(connection).await?;
    row.as_ref().map(decision_of).transpose()
}

/// The link that a decision must have after the link `previous`.
pub(crate) fn link_of(row: &SqliteRow, previous: &Digest) -> Result<Digest, StoreError> {
    with_record(row, |record| decision_link(previous, record))
}

/// The same for a decision of a version in which decisions did not say what they did.
pub(crate) fn first_link_of(row: &SqliteRow, previous: &Digest) -> Result<Digest, StoreError> {
    with_record(row, |record| first_decision_link(previous, record))
}

fn with_record<T>(row: &SqliteRow, use_it: impl FnOnce(&DecisionRecord<'_>) -> T) -> Result<T, StoreError> {
    let columns = Columns::of("decisions", row);
    let (kind, author, reasons) = (columns.text("kind")?, columns.text("author")?, columns.text("reasons")?);
    let (subject_kind, subject_id) = (columns.text("subject_kind")?, columns.text("subject_id")?);
    let steps = columns.text("steps")?;
    Ok(use_it(&DecisionRecord {
        id: columns.number("id")?,
        kind: &kind,
        subject_kind: &subject_kind,
        subject_id: &subject_id,
        author: &author,
        by_person: columns.flag("by_person")?,
        reasons: &reasons,
        steps: &steps,
        undoes: columns.number_or_none("undoes")?,
        decided_at: columns.number("decided_at")?,
    }))
}

pub(crate) fn decision_of(row: &SqliteRow) -> Result<Decision, StoreError> {
    let columns = Columns::of("decisions", row);
    Ok(Decision {
        id: DecisionId(columns.number("id")?),
        kind: columns.word("kind")?,
        subject: subject_of(&columns)?,
        author: columns.json("author")?,
        reasons: columns.json("reasons")?,
        at: columns.moment("decided_at")?,
        undone_by: columns.number_or_none("undone_by")?.map(DecisionId),
        undoes: columns.number_or_none("undoes")?.map(DecisionId),
        steps: columns.json("steps")?,
    })
}

#[cfg(test)]
mod tests;
