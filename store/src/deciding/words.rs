//! What a person says of an incident: title, status, severity. It stands whatever the machine finds later.

use watchline_model::{DecisionKind, IncidentId, SetSeverity, Status, Step, Subject};

use super::load::set_severity_of;
use super::scene::{IncidentState, Scene};
use super::{Matter, carry_out, decided, must_stand, take};
use crate::columns::Columns;
use crate::{Decided, Deciding, SetWords, Store, StoreError};

/// A headline that is longer says too much, and no table holds it.
const LONGEST_TITLE: usize = 300;

impl Store {
    /// Sets an incident's title; `None` leaves it to the machine again.
    ///
    /// # Errors
    /// `Conflict` for an incident that is not stored or was merged away, an empty or too long title, or one that is set
    /// already; `Kept` for a rule, which describes instead.
    pub async fn retitle_incident(
        &self,
        incident: IncidentId,
        title: Option<&str>,
        by: &Deciding,
    ) -> Result<Decided, StoreError> {
        let after = title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
        if after.as_ref().is_some_and(|title| title.is_empty() || title.chars().count() > LONGEST_TITLE) {
            return Err(StoreError::Conflict(format!("a title has between 1 and {LONGEST_TITLE} characters")));
        }
        self.set_word(DecisionKind::Retitle, incident, by, |state| Step::Retitled {
            incident,
            before: state.title.clone(),
            after,
        })
        .await
    }

    /// Sets an incident's status; `None` leaves it to the machine again.
    ///
    /// # Errors
    /// As [`Self::retitle_incident`].
    pub async fn set_status(
        &self,
        incident: IncidentId,
        status: Option<Status>,
        by: &Deciding,
    ) -> Result<Decided, StoreError> {
        self.set_word(DecisionKind::Status, incident, by, |state| Step::StatusSet {
            incident,
            before: state.status,
            after: status,
        })
        .await
    }

    /// Sets an incident's severity, also to none; `None` leaves it to the machine again.
    ///
    /// # Errors
    /// As [`Self::retitle_incident`].
    pub async fn set_severity(
        &self,
        incident: IncidentId,
        severity: Option<SetSeverity>,
        by: &Deciding,
    ) -> Result<Decided, StoreError> {
        self.set_word(DecisionKind::Severity, incident, by, |state| Step::SeveritySet {
            incident,
            before: state.severity,
            after: severity,
        })
        .await
    }

    /// What a person set about an incident, and what the machine finds; all empty where it is not stored.
    pub async fn set_words(&self, incident: IncidentId) -> Result<SetWords, StoreError> {
        let row = sqlx::query("SELECT * FROM incidents WHERE id = $1")
            .bind(incident.to_string())
            .fetch_optional(self.readers())
            .await?;
        row.as_ref().map_or(Ok(SetWords::default()), set_words_of)
    }

    async fn set_word(
        &self,
        kind: DecisionKind,
        incident: IncidentId,
        by: &Deciding,
        step: impl FnOnce(&IncidentState) -> Step,
    ) -> Result<Decided, StoreError> {
        let mut writing = self.write().await?;
        let mut scene = Scene::default();
        scene.load_incident(&mut writing, incident).await?;
        must_stand(&scene, incident)?;
        let state = scene.incidents.get(&incident).expect("it was loaded above");
        if !by.is_person() {
            return Err(StoreError::Kept("what rules find is recorded with the description".to_owned()));
        }
        let step = step(state);
        if step.clone().turned_round().as_ref() == Some(&step) {
            return Err(StoreError::Conflict(format!("the {kind} of {incident} is so already")));
        }
        take(&mut scene, step)?;
        let matter = Matter { kind, subject: Subject::Incident(incident), undoes: None, by };
        let decision = carry_out(&mut writing, &scene, &matter).await?;
        writing.commit().await?;
        Ok(decided(decision, incident))
    }
}

pub(crate) fn set_words_of(row: &sqlx::sqlite::SqliteRow) -> Result<SetWords, StoreError> {
    let columns = Columns::of("incidents", row);
    let severity = columns.text_or_none("set_severity")?;
    Ok(SetWords {
        title: columns.text_or_none("set_title")?,
        status: columns.word_or_none("set_status")?,
        severity: severity.map(|word| set_severity_of(&word)).transpose()?,
        found_title: columns.text_or_none("found_title")?,
        found_status: columns.word_or_none("found_status")?,
        found_severity: columns.word_or_none("found_severity")?,
    })
}
