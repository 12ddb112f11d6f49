//! Deciding: what people and rules do to places, words and tags.
//!
//! # Design
//! A call loads what it is about into a [`Scene`], tries its steps out there, purely, and adds what follows from them: a
//! document that would have no place opens an incident of its own, an incident that lost all documents leads to where
//! they went. Then the decision is stored with all its steps, the steps are carried out, and the change log is told: one
//! transaction. Undoing takes the same way with the steps turned round, so what came later and stands in the way is
//! refused by the same rules.
//!
//! # Consequences
//! Only an incident that stands by itself can be led to another that does, so no chain of merges ever closes into a ring.
//! What a person decided binds the rules: pinned documents stay, kept-apart ones stay out, incidents kept apart are not
//! merged, and an incident with words set by a person is not merged away. A rule that would is refused with
//! [`StoreError::Kept`] and nothing happens.

mod apart;
pub(crate) mod load;
mod merging;
mod moving;
mod placing;
mod relevance;
mod retag;
pub(crate) use retag::correct;
pub(crate) mod scene;
mod tell;
mod undo;
pub(crate) mod words;
mod write;

use sqlx::SqliteConnection;
use watchline_model::{DecisionId, DecisionKind, DocumentId, IncidentId, Place, Step, Subject};

use crate::decisions::{NewDecision, insert_with_steps};
use crate::numbers::next_number;
use crate::{Decided, Deciding, StoreError};
use apart::{load_family, may_lead_to};
use scene::Scene;

/// What is decided, beside by whom.
pub(crate) struct Matter<'a> {
    pub(crate) kind: DecisionKind,
    pub(crate) subject: Subject,
    pub(crate) undoes: Option<DecisionId>,
    pub(crate) by: &'a Deciding,
}

/// Stores the decision with the scene's steps, carries them out and tells the change log.
pub(crate) async fn carry_out(
    connection: &mut SqliteConnection,
    scene: &Scene,
    matter: &Matter<'_>,
) -> Result<DecisionId, StoreError> {
    scene.check_merged().map_err(StoreError::Conflict)?;
    let new = NewDecision {
        kind: matter.kind,
        subject: &matter.subject,
        author: &matter.by.author,
        reasons: &matter.by.reasons,
        steps: &scene.steps,
        undoes: matter.undoes,
        targets: &[],
    };
    let decision = insert_with_steps(connection, &new, matter.by.at).await?;
    write::write_steps(connection, scene, decision, matter.by.at).await?;
    tell::tell(connection, scene, matter).await?;
    Ok(decision)
}

/// Tries a step out.
///
/// # Errors
/// `Conflict` where it cannot be done.
pub(crate) fn take(scene: &mut Scene, step: Step) -> Result<(), StoreError> {
    scene.take(step).map_err(StoreError::Conflict)
}

/// What follows from the steps so far: nothing is left without a place, no address without an answer.
///
/// `homeless`: what becomes of documents that are in no incident any more.
pub(crate) async fn settle(
    connection: &mut SqliteConnection,
    scene: &mut Scene,
    homeless: Homeless,
    by: &Deciding,
) -> Result<(), StoreError> {
    for document in scene.leavers() {
        let Some(state) = scene.documents.get(&document).filter(|state| state.places.is_empty()) else { continue };
        if homeless == Homeless::OpenTheirOwn {
            let (year, version) = (state.year, state.version);
            let incident = open_incident(connection, scene, year).await?;
            take(scene, Step::Entered(place_of(document, incident, version)))?;
        }
    }
    let emptied: Vec<IncidentId> = scene
        .incidents
        .iter()
        .filter(|(_, state)| state.documents == 0 && state.merged_into.is_none())
        .map(|(id, _)| *id)
        .collect();
    for incident in emptied {
        let Some(into) = scene.went_to(incident) else { continue };
        let from_family = load_family(connection, scene, incident).await?;
        let into_family = load_family(connection, scene, into).await?;
        may_lead_to(scene, (incident, &from_family), &into_family, by)?;
        take(scene, Step::Redirected { incident, before: None, after: Some(into) })?;
        // Where the address leads is where they are: nobody keeps them out of that.
        for document in scene.leavers() {
            if scene.place(document, into).is_some() {
                scene.let_back_in(document, incident);
            }
        }
    }
    Ok(())
}

/// What becomes of a document that is in no incident any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Homeless {
    OpenTheirOwn,
    /// It concerns us no more.
    StayOut,
}

/// A new incident under the next number of the year.
pub(crate) async fn open_incident(
    connection: &mut SqliteConnection,
    scene: &mut Scene,
    year: i32,
) -> Result<IncidentId, StoreError> {
    let number = next_number(connection, &format!("incident:{year}")).await?;
    let incident = IncidentId { year, number: u32::try_from(number).unwrap_or(u32::MAX) };
    take(scene, Step::Opened { incident })?;
    Ok(incident)
}

/// A plain place, put there by the decision at hand.
pub(crate) fn place_of(document: DocumentId, incident: IncidentId, version: watchline_model::VersionId) -> Place {
    Place { document, incident, version, copy_of: None, decision: None, review: false, pinned: false, rival: None }
}

/// The place that a document takes along to another incident: whose copy it is, and no question any more.
pub(crate) fn taken_along(left: &Place, incident: IncidentId) -> Place {
    Place { incident, decision: None, review: false, rival: None, ..left.clone() }
}

/// One that stands by itself.
///
/// # Errors
/// `Conflict` where it was merged into another.
pub(crate) fn must_stand(scene: &Scene, incident: IncidentId) -> Result<(), StoreError> {
    match scene.incidents.get(&incident).map(|state| state.merged_into) {
        Some(None) => Ok(()),
        Some(Some(into)) => Err(StoreError::Conflict(format!("incident {incident} was merged into {into}"))),
        None => Err(StoreError::Conflict(format!("incident {incident} is not stored"))),
    }
}

/// The answer of a call that decided.
pub(crate) fn decided(decision: DecisionId, incident: IncidentId) -> Decided {
    Decided { decision, incident: Some(incident) }
}

#[cfg(test)]
mod tests;
