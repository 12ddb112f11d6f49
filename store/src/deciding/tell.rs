//! What the change log is told of a decision: each document and incident once, a merge or a split once.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::SqliteConnection;
use watchline_model::{ChangeKind, DecisionKind, DocumentId, IncidentId, Step, Subject};

use super::Matter;
use super::scene::Scene;
use crate::StoreError;
use crate::changes::append_listed_change;
use crate::descriptions::tell_members;
use crate::ledger::Ledger;

type Line = (ChangeKind, Subject, String);

pub(super) async fn tell(
    connection: &mut SqliteConnection,
    scene: &Scene,
    matter: &Matter<'_>,
) -> Result<(), StoreError> {
    let mut ledger = Ledger::default();
    for (kind, subject, detail) in lines(scene, matter) {
        append_listed_change(connection, &mut ledger, kind, &subject, &detail, matter.by.at).await?;
    }
    ledger.close(connection).await?;
    for step in &scene.steps {
        // A raised one is told of in a way that the index follows to the documents.
        if let Some((ChangeKind::IncidentChanged, incident, _)) = word(scene, step)
            && matches!(step, Step::SeveritySet { .. })
        {
            tell_members(connection, incident, matter.by.at).await?;
        }
    }
    for incident in told_with_another(scene, matter) {
        sqlx::query("UPDATE incidents SET is_told = TRUE WHERE id = $1")
            .bind(incident.to_string())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Pure: documents first, then incidents.
fn lines(scene: &Scene, matter: &Matter<'_>) -> Vec<Line> {
    let mut lines = document_lines(scene);
    let mut told: BTreeSet<IncidentId> = BTreeSet::new();
    for step in &scene.steps {
        if let Some((kind, incident, detail)) = joined_or_parted(scene, step, matter) {
            // What subscribers never heard of cannot be merged or split for them.
            let is_known = scene.incidents.get(&incident).is_some_and(|state| state.is_known);
            let kind = if is_known { kind } else { ChangeKind::IncidentChanged };
            told.insert(incident);
            lines.push((kind, Subject::Incident(incident), detail));
        }
    }
    for step in &scene.steps {
        if let Some((kind, incident, detail)) = word(scene, step) {
            told.insert(incident);
            lines.push((kind, Subject::Incident(incident), detail));
        }
    }
    lines.extend(
        sizes(scene)
            .into_iter()
            .filter(|(incident, ..)| !told.contains(incident))
            .map(|(incident, kind, detail)| (kind, Subject::Incident(incident), detail)),
    );
    lines
}

fn document_lines(scene: &Scene) -> Vec<Line> {
    let mut about: BTreeMap<DocumentId, String> = BTreeMap::new();
    for step in &scene.steps {
        let (document, detail) = match step {
            Step::Entered(place) => (place.document, format!("placed in {}", place.incident)),
            Step::Left(place) => (place.document, format!("left {}", place.incident)),
            Step::Judged { document, after, .. } => {
                let verdict = after.relevance.as_ref().map_or("unknown", |relevance| relevance.verdict.as_str());
                (*document, format!("judged {verdict}"))
            }
            Step::Corrected { document, .. } => (*document, "tags corrected".to_owned()),
            _ => continue,
        };
        about.insert(document, detail);
    }
    let line = |(document, detail)| (ChangeKind::DocumentChanged, Subject::Document(document), detail);
    about.into_iter().map(line).collect()
}

/// A merge or a split, as subscribers hear of it.
fn joined_or_parted(scene: &Scene, step: &Step, matter: &Matter<'_>) -> Option<(ChangeKind, IncidentId, String)> {
    match step {
        Step::Redirected { incident, after: Some(into), .. } => {
            Some((ChangeKind::IncidentMerged, *incident, format!("merged into {into}")))
        }
        Step::Redirected { incident, before: Some(from), after: None } => {
            Some((ChangeKind::IncidentSplit, *from, format!("{incident} stands by itself again")))
        }
        Step::Opened { incident } if matter.kind == DecisionKind::Split => {
            let Subject::Incident(from) = matter.subject else { return None };
            let moved = entered(scene, *incident).len();
            Some((ChangeKind::IncidentSplit, from, format!("{moved} of its documents are now {incident}")))
        }
        _ => None,
    }
}

/// Incidents whose opening is no news: subscribers hear of the split.
fn told_with_another(scene: &Scene, matter: &Matter<'_>) -> Vec<IncidentId> {
    let opened = |step: &Step| match step {
        Step::Opened { incident } if matter.kind == DecisionKind::Split => Some(*incident),
        _ => None,
    };
    let Subject::Incident(from) = matter.subject else { return Vec::new() };
    let is_known = scene.incidents.get(&from).is_some_and(|state| state.is_known);
    if is_known { scene.steps.iter().filter_map(opened).collect() } else { Vec::new() }
}

/// What a person said of an incident, as it is shown from now on.
fn word(scene: &Scene, step: &Step) -> Option<(ChangeKind, IncidentId, String)> {
    match step {
        Step::Retitled { incident, after, .. } => {
            let detail =
                after.as_ref().map_or("title left to the machine".to_owned(), |title| format!("title: {title}"));
            Some((ChangeKind::IncidentChanged, *incident, detail))
        }
        Step::StatusSet { incident, after, .. } => {
            let state = scene.incidents.get(incident)?;
            let old = state.shown.as_ref()?.status;
            let new = (*after).or(state.found.as_ref().map(|found| found.status))?;
            let kind = if old == new { ChangeKind::IncidentChanged } else { ChangeKind::StatusChanged };
            Some((kind, *incident, format!("status {old} -> {new}")))
        }
        Step::SeveritySet { incident, after, .. } => {
            let state = scene.incidents.get(incident)?;
            let old = state.shown.as_ref()?.severity;
            let new = after.map_or_else(|| state.found.as_ref().and_then(|found| found.severity), |set| set.severity);
            let kind = if new > old { ChangeKind::SeverityRaised } else { ChangeKind::IncidentChanged };
            let text = |severity: Option<watchline_model::Severity>| severity.map_or("none", |one| one.as_str());
            Some((kind, *incident, format!("severity {} -> {}", text(old), text(new))))
        }
        _ => None,
    }
}

/// Incidents that stand and have grown or shrunk, with what is said of that. One that is only just opened is announced when it
/// is described.
fn sizes(scene: &Scene) -> Vec<(IncidentId, ChangeKind, String)> {
    let opened: BTreeSet<IncidentId> = scene
        .steps
        .iter()
        .filter_map(|step| if let Step::Opened { incident } = step { Some(*incident) } else { None })
        .collect();
    let mut sizes = Vec::new();
    for (incident, state) in &scene.incidents {
        if opened.contains(incident) || state.merged_into.is_some() {
            continue;
        }
        let left = |step: &&Step| matches!(step, Step::Left(place) if place.incident == *incident);
        let lost = scene.steps.iter().filter(left).count();
        let came = entered(scene, *incident);
        match (came.as_slice(), lost) {
            ([], 0) => {}
            ([only], 0) => {
                let title = scene.documents.get(only).map_or("", |document| document.title.as_str());
                sizes.push((*incident, ChangeKind::IncidentGrew, format!("joined by {title}")));
            }
            (several, 0) => {
                sizes.push((*incident, ChangeKind::IncidentGrew, format!("joined by {} documents", several.len())));
            }
            (several, lost) => {
                let detail = format!("{lost} documents left, {} came", several.len());
                sizes.push((*incident, ChangeKind::IncidentChanged, detail));
            }
        }
    }
    sizes
}

fn entered(scene: &Scene, incident: IncidentId) -> Vec<DocumentId> {
    let entered = scene.steps.iter().filter_map(|step| match step {
        Step::Entered(place) if place.incident == incident => Some(place.document),
        _ => None,
    });
    entered.collect()
}
