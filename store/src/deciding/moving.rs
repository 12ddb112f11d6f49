//! Documents join a further incident, move to another, or are taken out of one.

use std::collections::BTreeSet;

use watchline_model::{DecisionKind, DocumentId, IncidentId, Step, Subject};

use super::apart::{load_family, must_not_be_apart};
use super::scene::Scene;
use super::{Homeless, Matter, carry_out, decided, must_stand, place_of, settle, take, taken_along};
use crate::{Decided, Deciding, Store, StoreError};

impl Store {
    /// A document belongs to a further incident, and stays where it is. By a person it is pinned there.
    ///
    /// # Errors
    /// `Conflict` where either is not stored, the incident was merged away, or the document is in it already; `Kept` where
    /// a rule would join it to what a person keeps it out of.
    pub async fn join_document(
        &self,
        document: DocumentId,
        into: IncidentId,
        by: &Deciding,
    ) -> Result<Decided, StoreError> {
        let mut writing = self.write().await?;
        let mut scene = Scene::default();
        scene.load_document(&mut writing, document).await?;
        scene.load_incident(&mut writing, into).await?;
        must_stand(&scene, into)?;
        let family = load_family(&mut writing, &mut scene, into).await?;
        let_in(&mut scene, document, &family, by)?;
        let version = version_of(&scene, document);
        take(&mut scene, Step::Entered(place_of(document, into, version)))?;
        pin(&mut scene, document, into, by)?;
        let matter = Matter { kind: DecisionKind::Join, subject: Subject::Document(document), undoes: None, by };
        let decision = carry_out(&mut writing, &scene, &matter).await?;
        writing.commit().await?;
        Ok(decided(decision, into))
    }

    /// Documents go from one incident to another: one decision, one undoing. By a person they are pinned there and kept
    /// out of where they were. An incident that loses all its documents leads to where they went.
    ///
    /// # Errors
    /// `Conflict` where anything is not stored, merged away, or not there; `Kept` where a rule would move what a person put
    /// there or keeps out.
    pub async fn move_documents(
        &self,
        documents: &[DocumentId],
        from: IncidentId,
        into: IncidentId,
        by: &Deciding,
    ) -> Result<Decided, StoreError> {
        let mut writing = self.write().await?;
        let mut scene = Scene::default();
        let first = *documents.first().ok_or_else(|| StoreError::Conflict("no document is named".to_owned()))?;
        for document in documents {
            scene.load_document(&mut writing, *document).await?;
        }
        scene.load_incident(&mut writing, from).await?;
        scene.load_incident(&mut writing, into).await?;
        must_stand(&scene, into)?;
        let left = load_family(&mut writing, &mut scene, from).await?;
        let family = load_family(&mut writing, &mut scene, into).await?;
        must_not_be_apart(&scene, &left, &family, by)?;
        for document in documents {
            transfer(&mut scene, *document, from, into, &family, by)?;
        }
        settle(&mut writing, &mut scene, Homeless::OpenTheirOwn, by).await?;
        let matter = Matter { kind: DecisionKind::Move, subject: Subject::Document(first), undoes: None, by };
        let decision = carry_out(&mut writing, &scene, &matter).await?;
        writing.commit().await?;
        Ok(decided(decision, into))
    }

    /// A document does not belong to this incident. By a person it is kept out of it. Where it is in no other, an incident
    /// of its own is opened.
    ///
    /// # Errors
    /// `Conflict` where it is not there, or is there alone and in nothing else: then there is nothing to take it out of.
    pub async fn remove_document(
        &self,
        document: DocumentId,
        from: IncidentId,
        by: &Deciding,
    ) -> Result<Decided, StoreError> {
        let mut writing = self.write().await?;
        let mut scene = Scene::default();
        scene.load_document(&mut writing, document).await?;
        scene.load_incident(&mut writing, from).await?;
        let state = &scene.documents[&document];
        if state.places.len() == 1 && scene.incidents.get(&from).is_some_and(|incident| incident.documents == 1) {
            return Err(StoreError::Conflict(format!(
                "document {document} is all that {from} holds; merge {from} into another incident instead"
            )));
        }
        leave(&mut scene, document, from, by)?;
        settle(&mut writing, &mut scene, Homeless::OpenTheirOwn, by).await?;
        let home = scene.documents[&document].places.keys().next().copied();
        let matter = Matter { kind: DecisionKind::Leave, subject: Subject::Document(document), undoes: None, by };
        let decision = carry_out(&mut writing, &scene, &matter).await?;
        writing.commit().await?;
        Ok(Decided { decision, incident: home })
    }
}

/// From one to another. A document that is in the other already only leaves.
pub(super) fn transfer(
    scene: &mut Scene,
    document: DocumentId,
    from: IncidentId,
    into: IncidentId,
    family: &BTreeSet<IncidentId>,
    by: &Deciding,
) -> Result<(), StoreError> {
    let left = scene.place(document, from).cloned();
    leave(scene, document, from, by)?;
    let_in(scene, document, family, by)?;
    if let Some(left) = left.filter(|_| scene.place(document, into).is_none()) {
        let mut place = taken_along(&left, into);
        place.pinned = false;
        take(scene, Step::Entered(place))?;
    }
    pin(scene, document, into, by)
}

/// Out of an incident; a person keeps it out from now on.
pub(super) fn leave(
    scene: &mut Scene,
    document: DocumentId,
    from: IncidentId,
    by: &Deciding,
) -> Result<(), StoreError> {
    let missing = || StoreError::Conflict(format!("document {document} is not in {from}"));
    let place = scene.place(document, from).cloned().ok_or_else(missing)?;
    if place.pinned && !by.is_person() {
        return Err(StoreError::Kept(format!("document {document} was put into {from}")));
    }
    take(scene, Step::Left(place))?;
    if by.is_person() {
        take(scene, Step::KeptApart { document, incident: from, after: true })?;
    }
    Ok(())
}

/// A person who lets a document in keeps it out no more; a rule that would let it in is refused. `family`: the incident and
/// all that were merged into it.
pub(super) fn let_in(
    scene: &mut Scene,
    document: DocumentId,
    family: &BTreeSet<IncidentId>,
    by: &Deciding,
) -> Result<(), StoreError> {
    let Some(state) = scene.documents.get(&document) else { return Ok(()) };
    let barred: Vec<IncidentId> = state.kept_apart.intersection(family).copied().collect();
    for incident in barred {
        if !by.is_person() {
            return Err(StoreError::Kept(format!("document {document} is kept out of {incident}")));
        }
        take(scene, Step::KeptApart { document, incident, after: false })?;
    }
    Ok(())
}

/// What a person puts somewhere stays there.
pub(super) fn pin(
    scene: &mut Scene,
    document: DocumentId,
    incident: IncidentId,
    by: &Deciding,
) -> Result<(), StoreError> {
    if by.is_person() { take(scene, Step::Pinned { document, incident, after: true }) } else { Ok(()) }
}

pub(super) fn version_of(scene: &Scene, document: DocumentId) -> watchline_model::VersionId {
    scene.documents[&document].version
}
