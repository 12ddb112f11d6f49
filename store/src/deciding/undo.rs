//! Undoing: the steps of a decision turned round and in reverse. An undoing can be undone, too.
//!
//! What came later and stands in the way is refused: the same trial that guards every decision guards this one. A
//! person who undoes what a rule did has decided otherwise, and that binds the rules from now on.

use chrono::{DateTime, Utc};
use sqlx::{Row, SqliteConnection};
use watchline_model::{
    Author, Decision, DecisionId, DecisionKind, Description, Judgement, Reason, RelevanceVerdict, SetSeverity, Step,
};

use super::apart::hold_apart;
use super::scene::Scene;
use super::{Homeless, Matter, carry_out, settle};
use crate::columns::Columns;
use crate::decisions::load_decision;
use crate::{Deciding, Store, StoreError};

impl Store {
    /// Undoes a decision by another one, of kind `undo`, about the same subject. Both are kept. Undoing an undoing does
    /// again what was undone.
    ///
    /// # Errors
    /// `Conflict` for a decision that is not stored, is undone already, or on which a later one depends: the message names
    /// it. `Kept` where the author is a rule: only people undo.
    pub async fn undo_decision(
        &self,
        decision: DecisionId,
        author: &Author,
        reasons: &[Reason],
        now: DateTime<Utc>,
    ) -> Result<DecisionId, StoreError> {
        let by = Deciding { author: author.clone(), reasons: reasons.to_vec(), at: now };
        let mut writing = self.write().await?;
        let id = undo(&mut writing, decision, &by).await?;
        writing.commit().await?;
        Ok(id)
    }

    /// Whether a person can undo a decision now; else why not, in a sentence.
    pub async fn can_undo(&self, decision: DecisionId) -> Result<Result<(), String>, StoreError> {
        let by = Deciding::person("anybody", "", DateTime::UNIX_EPOCH);
        // Tried out and dropped: nothing has happened.
        let mut writing = self.write().await?;
        match undo(&mut writing, decision, &by).await {
            Ok(_) => Ok(Ok(())),
            Err(StoreError::Conflict(why) | StoreError::Kept(why)) => Ok(Err(why)),
            Err(other) => Err(other),
        }
    }
}

async fn undo(connection: &mut SqliteConnection, id: DecisionId, by: &Deciding) -> Result<DecisionId, StoreError> {
    let decision = load_decision(connection, id)
        .await?
        .ok_or_else(|| StoreError::Conflict(format!("decision {id} is not stored; it cannot be undone")))?;
    if let Some(undone_by) = decision.undone_by {
        return Err(StoreError::Conflict(format!("decision {id} was undone before, by decision {undone_by}")));
    }
    if !by.is_person() {
        return Err(StoreError::Kept(format!("only people undo, also decision {id}; a rule decides anew")));
    }
    let mut scene = Scene::default();
    load(connection, &mut scene, &decision).await?;
    let tried = turn_round(&mut scene, &decision);
    if let Err(why) = tried {
        return Err(StoreError::Conflict(with_later(connection, id, why).await?));
    }
    let homeless = homeless(&scene);
    settle(connection, &mut scene, homeless, by).await?;
    let matter = Matter { kind: DecisionKind::Undo, subject: decision.subject.clone(), undoes: Some(id), by };
    let undoing = carry_out(connection, &scene, &matter).await?;
    pass_on(connection, &decision, undoing).await?;
    Ok(undoing)
}

/// The decision is undone; what it had undone is in force again, what that had undone is undone again, and so on.
async fn pass_on(connection: &mut SqliteConnection, undone: &Decision, undoing: DecisionId) -> Result<(), StoreError> {
    let mut decision = undone.clone();
    let mut by = Some(undoing);
    loop {
        if by.is_some() && decision.undone_by.is_some() {
            return Err(StoreError::Conflict(format!("decision {} was undone otherwise since", decision.id)));
        }
        sqlx::query("UPDATE decisions SET undone_by = $2 WHERE id = $1")
            .bind(decision.id.0)
            .bind(by.map(|by| by.0))
            .execute(&mut *connection)
            .await?;
        let Some(before) = decision.undoes else { return Ok(()) };
        by = if by.is_some() { None } else { Some(decision.id) };
        let damaged =
            || StoreError::Corrupt(format!("decision {before} is gone, which decision {} undid", decision.id));
        decision = load_decision(connection, before).await?.ok_or_else(damaged)?;
    }
}

async fn load(connection: &mut SqliteConnection, scene: &mut Scene, decision: &Decision) -> Result<(), StoreError> {
    for step in &decision.steps {
        if let Some(document) = step.document() {
            scene.load_document(connection, document).await?;
        }
        for incident in step.incidents() {
            scene.load_incident(connection, incident).await?;
        }
        match step {
            Step::Retagged { version, .. } => scene.load_version(connection, *version).await?,
            Step::Dismissed { item, .. } => scene.load_dismissed(connection, item).await?,
            _ => {}
        }
    }
    Ok(())
}

/// Tries out what takes the decision back.
fn turn_round(scene: &mut Scene, decision: &Decision) -> Result<(), String> {
    let overrules = !decision.is_by_person();
    for step in decision.steps.iter().rev() {
        match step {
            Step::Described { incident, before, .. } => set_back(scene, *incident, before)?,
            Step::Judged { document, before, .. } if overrules || !before.by_person => {
                let state = scene.documents.get(document).ok_or("the document is gone")?;
                // What the machine finds may have changed since a person overruled it.
                let found = state.found.clone().filter(|_| !overrules).or_else(|| before.relevance.clone());
                let after = Judgement { relevance: found, by_person: overrules };
                scene.take(Step::Judged { document: *document, before: state.judgement.clone(), after })?;
            }
            Step::Entered(place) => {
                let expected = place.decision.unwrap_or(decision.id);
                if scene.placed_by(place.document, place.incident).is_some_and(|found| found != expected) {
                    return Err(format!("document {} came into {} anew", place.document, place.incident));
                }
                scene.take(Step::Left(place.clone()))?;
            }
            other => {
                if let Some(turned) = other.clone().turned_round() {
                    scene.take(turned)?;
                }
            }
        }
    }
    scene.check_merged()?;
    if let Some(alone) = alone(scene) {
        return Err(alone);
    }
    bind_rules(scene, decision)
}

/// A rule's words are not taken back, they are overruled: by what stood there before.
fn set_back(scene: &mut Scene, incident: watchline_model::IncidentId, before: &Description) -> Result<(), String> {
    let state = scene.incidents.get(&incident).ok_or("the incident is gone")?.clone();
    let found = state.found.clone().unwrap_or_else(|| before.clone());
    if state.has_set_words() {
        return Err(format!("a person set the title, status or severity of {incident} since"));
    }
    if found.title != before.title {
        scene.take(Step::Retitled { incident, before: None, after: Some(before.title.clone()) })?;
    }
    if found.status != before.status {
        scene.take(Step::StatusSet { incident, before: None, after: Some(before.status) })?;
    }
    if found.severity != before.severity {
        let after = Some(SetSeverity { severity: before.severity });
        scene.take(Step::SeveritySet { incident, before: None, after })?;
    }
    if scene.steps.is_empty() { Err(format!("{incident} is described as before already")) } else { Ok(()) }
}

/// A document that would have to open an incident like the one that it leaves empty.
fn alone(scene: &Scene) -> Option<String> {
    if homeless(scene) == Homeless::StayOut {
        return None;
    }
    scene.steps.iter().find_map(|step| {
        let Step::Left(place) = step else { return None };
        let is_homeless = scene.documents.get(&place.document)?.places.is_empty();
        let is_emptied = scene.incidents.get(&place.incident)?.documents == 0;
        (is_homeless && is_emptied).then(|| {
            format!(
                "document {} would be without an incident; move it, or merge {} into another, instead",
                place.document, place.incident
            )
        })
    })
}

/// A person who undoes a merge keeps the two apart; one who undoes what a rule did keeps it from doing it again.
fn bind_rules(scene: &mut Scene, decision: &Decision) -> Result<(), String> {
    for step in &decision.steps {
        match step {
            Step::Redirected { incident, before: None, after: Some(into) } if decision.kind == DecisionKind::Merge => {
                hold_apart(scene, *incident, *into).map_err(|error| error.to_string())?;
            }
            Step::Entered(place) if !decision.is_by_person() && decision.kind != DecisionKind::Merge => {
                let is_there = scene.place(place.document, place.incident).is_some();
                if !is_there {
                    let (document, incident) = (place.document, place.incident);
                    scene.take(Step::KeptApart { document, incident, after: true })?;
                }
            }
            Step::Left(place) if !decision.is_by_person() && decision.kind != DecisionKind::Merge => {
                let (document, incident) = (place.document, place.incident);
                scene.take(Step::Pinned { document, incident, after: true })?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// What was judged irrelevant stays out.
fn homeless(scene: &Scene) -> Homeless {
    let stays_out = scene.steps.iter().any(|step| match step {
        Step::Judged { after, .. } => {
            after.relevance.as_ref().is_some_and(|relevance| relevance.verdict == RelevanceVerdict::Irrelevant)
        }
        _ => false,
    });
    if stays_out { Homeless::StayOut } else { Homeless::OpenTheirOwn }
}

/// The reason together with the latest decision that is about the same and in force.
async fn with_later(connection: &mut SqliteConnection, id: DecisionId, why: String) -> Result<String, StoreError> {
    let row = sqlx::query(
        "SELECT decisions.id, decisions.kind FROM decision_targets AS own
         JOIN decision_targets AS other ON other.subject_kind = own.subject_kind AND other.subject_id = own.subject_id
         JOIN decisions ON decisions.id = other.decision
         WHERE own.decision = $1 AND other.decision > $1 AND decisions.undone_by IS NULL AND decisions.steps <> '[]'
             AND decisions.steps NOT LIKE '[{\"described\"%'
         ORDER BY decisions.id DESC LIMIT 1",
    )
    .bind(id.0)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(why) };
    let kind = Columns::of("decisions", &row).text("kind")?;
    let later: i64 = row.try_get(0)?;
    Ok(format!("{why}; decision {later} ({kind}) came later and depends on decision {id}: undo that first"))
}
