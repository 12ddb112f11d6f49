//! Two incidents are one, or one is two.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;
use watchline_model::{DecisionKind, DocumentId, IncidentId, Step, Subject};

use super::apart::{hold_apart, load_family, may_lead_to};
use super::load::standing_of;
use super::moving::{let_in, pin, transfer};
use super::scene::Scene;
use super::{Homeless, Matter, carry_out, decided, must_stand, open_incident, settle, take, taken_along};
use crate::{Decided, Deciding, Store, StoreError};

impl Store {
    /// Two incidents are one happening. The one that was opened first survives, whichever is named first; the other's
    /// address leads to it for ever. By a person all documents of both are pinned together.
    ///
    /// # Errors
    /// `Conflict` where either is not stored or was merged away, or both are the same; `Kept` where a rule would merge what
    /// a person keeps apart, or merge away an incident with words that a person set.
    pub async fn merge_incidents(
        &self,
        left: IncidentId,
        right: IncidentId,
        by: &Deciding,
    ) -> Result<Decided, StoreError> {
        let mut writing = self.write().await?;
        let mut scene = Scene::default();
        if left == right {
            return Err(StoreError::Conflict(format!("incident {left} cannot be merged with itself")));
        }
        scene.load_incident(&mut writing, left).await?;
        scene.load_incident(&mut writing, right).await?;
        must_stand(&scene, left)?;
        must_stand(&scene, right)?;
        let age = |id: IncidentId| (scene.incidents[&id].opened_at, id);
        let (into, from) = if age(left) <= age(right) { (left, right) } else { (right, left) };
        let moved = scene.load_members(&mut writing, from).await?;
        let there = scene.load_members(&mut writing, into).await?;
        reconcile(&mut writing, &mut scene, (from, &moved), (into, &there), by).await?;
        for document in &moved {
            let place = scene.place(*document, from).cloned();
            let Some(place) = place else { continue };
            take(&mut scene, Step::Left(place.clone()))?;
            if scene.place(*document, into).is_none() {
                take(&mut scene, Step::Entered(taken_along(&place, into)))?;
            }
        }
        take(&mut scene, Step::Redirected { incident: from, before: None, after: Some(into) })?;
        for document in moved.iter().chain(&there) {
            pin(&mut scene, *document, into, by)?;
        }
        let matter = Matter { kind: DecisionKind::Merge, subject: Subject::Incident(into), undoes: None, by };
        let decision = carry_out(&mut writing, &scene, &matter).await?;
        writing.commit().await?;
        Ok(decided(decision, into))
    }

    /// One incident is two: these documents go to a new one (`None`), or to an existing one, or back to one that was merged
    /// in here. By a person the two are kept apart from now on, and every document stays on its side.
    ///
    /// # Errors
    /// `Conflict` where no document or all of them are named, one is not there, or `into` is neither standing nor was
    /// merged into this one; `Kept` where a rule would move what a person put there.
    pub async fn split_incident(
        &self,
        incident: IncidentId,
        documents: &[DocumentId],
        into: Option<IncidentId>,
        by: &Deciding,
    ) -> Result<Decided, StoreError> {
        let mut writing = self.write().await?;
        let mut scene = Scene::default();
        let leaving: BTreeSet<DocumentId> = documents.iter().copied().collect();
        let all = scene.load_members(&mut writing, incident).await?;
        must_stand(&scene, incident)?;
        for document in &leaving {
            scene.load_document(&mut writing, *document).await?;
        }
        if leaving.is_empty() || leaving.len() >= all.len() {
            return Err(StoreError::Conflict(format!(
                "splitting {incident} needs some of its {} documents, not none and not all",
                all.len()
            )));
        }
        let into = match into {
            Some(into) => reopen(&mut writing, &mut scene, incident, into).await?,
            None => {
                let earliest = leaving.iter().filter_map(|id| scene.documents.get(id)).min_by_key(|one| one.reported);
                let year = earliest.map_or(incident.year, |document| document.year);
                open_incident(&mut writing, &mut scene, year).await?
            }
        };
        let family = load_family(&mut writing, &mut scene, into).await?;
        for document in &leaving {
            transfer(&mut scene, *document, incident, into, &family, by)?;
        }
        if by.is_person() {
            hold_apart(&mut scene, incident, into)?;
            for document in all.iter().filter(|document| !leaving.contains(document)) {
                pin(&mut scene, *document, incident, by)?;
                if scene.place(*document, into).is_none() {
                    take(&mut scene, Step::KeptApart { document: *document, incident: into, after: true })?;
                }
            }
        }
        settle(&mut writing, &mut scene, Homeless::OpenTheirOwn, by).await?;
        let matter = Matter { kind: DecisionKind::Split, subject: Subject::Incident(incident), undoes: None, by };
        let decision = carry_out(&mut writing, &scene, &matter).await?;
        writing.commit().await?;
        Ok(decided(decision, into))
    }

    /// The incident that stands where this one's address leads, through any chain of merges.
    pub async fn resolve_incident(&self, incident: IncidentId) -> Result<Option<IncidentId>, StoreError> {
        let mut reading = self.read().await?;
        standing_of(&mut reading, incident).await
    }
}

/// One that stands is what it is; one that was merged in here stands by itself again.
async fn reopen(
    connection: &mut SqliteConnection,
    scene: &mut Scene,
    incident: IncidentId,
    into: IncidentId,
) -> Result<IncidentId, StoreError> {
    scene.load_incident(connection, into).await?;
    match scene.incidents[&into].merged_into {
        None if into != incident => Ok(into),
        Some(to) if to == incident => {
            take(scene, Step::Redirected { incident: into, before: Some(incident), after: None })?;
            Ok(into)
        }
        _ => Err(StoreError::Conflict(format!("{into} neither stands by itself nor was merged into {incident}"))),
    }
}

/// What people said against this merge: a rule is refused, a person takes it back.
async fn reconcile(
    connection: &mut SqliteConnection,
    scene: &mut Scene,
    (from, moved): (IncidentId, &[DocumentId]),
    (into, there): (IncidentId, &[DocumentId]),
    by: &Deciding,
) -> Result<(), StoreError> {
    let from_family = load_family(connection, scene, from).await?;
    let into_family = load_family(connection, scene, into).await?;
    may_lead_to(scene, (from, &from_family), &into_family, by)?;
    for document in moved {
        let_in(scene, *document, &into_family, by)?;
    }
    for document in there {
        let_in(scene, *document, &from_family, by)?;
    }
    Ok(())
}
