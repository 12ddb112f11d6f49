//! A rule places a document: which incident it belongs to, which others besides, each with its reasons.
//!
//! Decided once: a document that has a place keeps it, and a repeated call answers where it is.

use sqlx::SqliteConnection;
use watchline_model::{DecisionId, DecisionKind, DocumentId, IncidentId, Place, Step, Subject};

use super::load::{family_of, standing_of};
use super::moving::let_in;
use super::scene::Scene;
use super::{Matter, carry_out, open_incident, place_of, take};
use crate::columns::Columns;
use crate::{Deciding, NewPlace, Placed, Store, StoreError};

impl Store {
    /// Puts a document into its incident, or opens one for it, and into those that it belongs to besides: one transaction,
    /// a decision for each. Answers where it is, its home first. An incident that was merged away stands for the one it
    /// leads to. Where a person keeps it out, it opens an incident of its own, and a person should look.
    ///
    /// The log gets `incident_grew` for a joined one (an opened one is announced once it is described) and
    /// `document_changed`.
    ///
    /// # Errors
    /// `Conflict` for a document or incident that is not stored.
    pub async fn place_document(&self, place: &NewPlace, by: &Deciding) -> Result<Placed, StoreError> {
        let mut writing = self.write().await?;
        let placed = places_of(&mut writing, place.document).await?;
        if !placed.is_empty() {
            return Ok(Placed { incidents: placed, decisions: Vec::new() });
        }
        let (home, decision) = place_home(&mut writing, place, by).await?;
        let (mut incidents, mut decisions) = (vec![home], vec![decision]);
        for (also, reasons) in &place.also {
            let also = must_resolve(&mut writing, *also).await?;
            if incidents.contains(&also) {
                continue;
            }
            let by = Deciding { reasons: reasons.clone(), ..by.clone() };
            if let Some(decision) = place_also(&mut writing, place.document, also, &by).await? {
                incidents.push(also);
                decisions.push(decision);
            }
        }
        writing.commit().await?;
        Ok(Placed { incidents, decisions })
    }
}

async fn place_home(
    connection: &mut SqliteConnection,
    place: &NewPlace,
    by: &Deciding,
) -> Result<(IncidentId, DecisionId), StoreError> {
    let mut scene = Scene::default();
    scene.load_document(connection, place.document).await?;
    let version = scene.documents[&place.document].version;
    let mut review = place.review;
    let mut joined = None;
    if let Some(asked) = place.home {
        let home = must_resolve(connection, asked).await?;
        let family = family_of(connection, home).await?;
        match let_in(&mut scene, place.document, &family, by) {
            Ok(()) => joined = Some(home),
            Err(StoreError::Kept(_)) => review = true,
            Err(other) => return Err(other),
        }
    }
    let (home, kind) = match joined {
        Some(home) => {
            scene.load_incident(connection, home).await?;
            (home, DecisionKind::Join)
        }
        None => (open_incident(connection, &mut scene, place.year).await?, DecisionKind::Open),
    };
    let bare = place_of(place.document, home, version);
    take(&mut scene, Step::Entered(Place { copy_of: place.copy_of, review, rival: place.rival, ..bare }))?;
    let matter = Matter { kind, subject: Subject::Document(place.document), undoes: None, by };
    let decision = carry_out(connection, &scene, &matter).await?;
    Ok((home, decision))
}

/// `None`: a person keeps it out.
async fn place_also(
    connection: &mut SqliteConnection,
    document: DocumentId,
    incident: IncidentId,
    by: &Deciding,
) -> Result<Option<DecisionId>, StoreError> {
    let mut scene = Scene::default();
    scene.load_document(connection, document).await?;
    scene.load_incident(connection, incident).await?;
    let family = family_of(connection, incident).await?;
    match let_in(&mut scene, document, &family, by) {
        Err(StoreError::Kept(_)) => return Ok(None),
        refused => refused?,
    }
    let version = scene.documents[&document].version;
    take(&mut scene, Step::Entered(place_of(document, incident, version)))?;
    let matter = Matter { kind: DecisionKind::Join, subject: Subject::Document(document), undoes: None, by };
    Ok(Some(carry_out(connection, &scene, &matter).await?))
}

async fn must_resolve(connection: &mut SqliteConnection, asked: IncidentId) -> Result<IncidentId, StoreError> {
    let found = standing_of(connection, asked).await?;
    found.ok_or_else(|| StoreError::Conflict(format!("incident {asked} is not stored; nothing can join it")))
}

/// Where a document is, in the order in which it came there.
async fn places_of(connection: &mut SqliteConnection, document: DocumentId) -> Result<Vec<IncidentId>, StoreError> {
    let rows = sqlx::query("SELECT incident FROM incident_documents WHERE document = $1 ORDER BY decision")
        .bind(document.0)
        .fetch_all(connection)
        .await?;
    rows.iter().map(|row| Columns::of("incident_documents", row).word("incident")).collect()
}
