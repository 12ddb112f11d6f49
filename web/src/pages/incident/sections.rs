//! The sections of an incident's page, from its material.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use watchline_model::{DocumentId, Subject};

use crate::material::IncidentMaterial;
use crate::pages::document::{Why, why};
use crate::view::evidence::EvidenceMark;
use crate::view::marks::StatusMark;
use crate::view::when::{When, span};

/// Decisions shown on the incident's own page.
const LATEST_DECISIONS: usize = 5;

/// A step of the status path.
pub(crate) struct Step {
    pub(crate) status: StatusMark,
    pub(crate) at: When,
    /// Since the step before: "12 hours later"; `None` for the first and for what became known at once.
    pub(crate) later: Option<String>,
    pub(crate) party: String,
    pub(crate) evidence: EvidenceMark,
}

pub(crate) fn path(material: &IncidentMaterial) -> Vec<Step> {
    let mut before: Option<DateTime<Utc>> = None;
    let steps = material.incident.status_path.iter().map(|step| {
        let seconds = before.replace(step.at).map(|before| (step.at - before).num_seconds());
        Step {
            status: StatusMark(step.status),
            at: When::moment(step.at),
            later: seconds.filter(|seconds| *seconds >= 60).map(|seconds| format!("{} later", span(seconds))),
            party: step.party_name.clone(),
            evidence: EvidenceMark::new(&material.documents, [(step.document, &step.evidence)]),
        }
    });
    steps.collect()
}

/// The latest decisions about the incident as a whole; all of them stand on the page of its history.
pub(crate) fn own_decisions(material: &IncidentMaterial) -> Vec<Why> {
    let own = material.decisions.iter().rev().filter(|decision| matches!(decision.subject, Subject::Incident(_)));
    own.take(LATEST_DECISIONS).map(why).collect()
}

/// Who set the title that is shown, if a person did.
pub(crate) fn titled(material: &IncidentMaterial) -> Option<(String, When)> {
    let own = material.incident.id;
    let mut titled = None;
    for decision in &material.decisions {
        for step in &decision.steps {
            if let watchline_model::Step::Retitled { incident, after, .. } = step
                && *incident == own
            {
                titled = after.as_ref().map(|_| (decision.author.to_string(), When::day(decision.at)));
            }
        }
    }
    titled
}

/// What stands behind a page at a moment, as one hash: SHA-256 over a line "document version hash" for each of its
/// documents, in order of their numbers. Whoever has the archive can compute it again.
pub(crate) fn fingerprint(material: &IncidentMaterial) -> String {
    let mut lines: Vec<(DocumentId, String)> = material
        .documents
        .iter()
        .map(|view| {
            let version = &view.version;
            (view.document.id, format!("{} {} {}\n", view.document.id, version.number, version.sha256.hex()))
        })
        .collect();
    lines.sort_by_key(|(id, _)| *id);
    let mut digest = Sha256::new();
    lines.iter().for_each(|(_, line)| digest.update(line));
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
