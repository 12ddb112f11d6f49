//! Pairs of incidents that a person keeps apart: they bind rules, and a person may think again.
//!
//! What is kept apart from an incident is kept apart from all that it was merged into.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;
use watchline_model::{IncidentId, Step};

use super::load::family_of;
use super::scene::{Scene, pair};
use super::take;
use crate::{Deciding, StoreError};

/// From now on no rule merges the two.
pub(super) fn hold_apart(scene: &mut Scene, one: IncidentId, other: IncidentId) -> Result<(), StoreError> {
    let (left, right) = pair(one, other);
    take(scene, Step::IncidentsKeptApart { left, right, after: true })
}

/// An incident and all that were merged into it, with the pairs that these are in.
pub(super) async fn load_family(
    connection: &mut SqliteConnection,
    scene: &mut Scene,
    incident: IncidentId,
) -> Result<BTreeSet<IncidentId>, StoreError> {
    let family = family_of(connection, incident).await?;
    for member in &family {
        scene.load_incident(connection, *member).await?;
    }
    Ok(family)
}

/// Pairs that would not be apart any more.
fn against(scene: &Scene, from: &BTreeSet<IncidentId>, into: &BTreeSet<IncidentId>) -> Vec<(IncidentId, IncidentId)> {
    let is_against = |(left, right): &&(IncidentId, IncidentId)| {
        (from.contains(left) && into.contains(right)) || (into.contains(left) && from.contains(right))
    };
    scene.pairs.iter().filter(is_against).copied().collect()
}

/// Documents of one may not go to the other by a rule.
pub(super) fn must_not_be_apart(
    scene: &Scene,
    from: &BTreeSet<IncidentId>,
    into: &BTreeSet<IncidentId>,
    by: &Deciding,
) -> Result<(), StoreError> {
    match against(scene, from, into).first() {
        Some((left, right)) if !by.is_person() => {
            Err(StoreError::Kept(format!("incidents {left} and {right} are kept apart")))
        }
        _ => Ok(()),
    }
}

/// The one is to lead to the other: a rule is refused where a person keeps them apart, or said something of the one that
/// would be hidden; a person takes back what was said against it.
pub(super) fn may_lead_to(
    scene: &mut Scene,
    (from, from_family): (IncidentId, &BTreeSet<IncidentId>),
    into_family: &BTreeSet<IncidentId>,
    by: &Deciding,
) -> Result<(), StoreError> {
    must_not_be_apart(scene, from_family, into_family, by)?;
    if !by.is_person() && scene.incidents.get(&from).is_some_and(|state| state.has_set_words()) {
        return Err(StoreError::Kept(format!("a person set the title, status or severity of {from}")));
    }
    for (left, right) in against(scene, from_family, into_family) {
        take(scene, Step::IncidentsKeptApart { left, right, after: false })?;
    }
    Ok(())
}
