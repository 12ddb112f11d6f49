//! The sections of an incident's page, from its material.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use watchline_model::{Decision, DocumentId, IncidentId, Subject};
use watchline_store::DocumentView;

use crate::material::IncidentMaterial;
use crate::pages::document::{Why, why};
use crate::pages::search::title;
use crate::view::evidence::{EvidenceMark, published};
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

/// An independent source: its own documents, each with its copies.
pub(crate) struct Group {
    pub(crate) publisher: String,
    pub(crate) tier: &'static str,
    pub(crate) originals: Vec<Original>,
}

pub(crate) struct Original {
    pub(crate) line: DocumentLine,
    pub(crate) copies: Vec<DocumentLine>,
    pub(crate) why: Vec<Why>,
}

pub(crate) struct DocumentLine {
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) kind: &'static str,
    pub(crate) published: When,
    pub(crate) original: String,
    pub(crate) hash: String,
    pub(crate) why: Vec<Why>,
    /// Other incidents that it belongs to, and whether it is at home in the first of them.
    pub(crate) elsewhere: Vec<IncidentId>,
    pub(crate) is_guest: bool,
}

pub(crate) fn groups(material: &IncidentMaterial) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let originals = material.documents.iter().filter(|view| root(material, view) == view.document.id);
    for view in originals {
        let copies = material
            .documents
            .iter()
            .filter(|copy| copy.document.id != view.document.id && root(material, copy) == view.document.id);
        let original = Original {
            line: line(material, view),
            copies: copies.map(|copy| line(material, copy)).collect(),
            why: reasons(material, view),
        };
        match groups.iter_mut().find(|group| group.publisher == view.source.publisher) {
            Some(group) => group.originals.push(original),
            None => groups.push(Group {
                publisher: view.source.publisher.clone(),
                tier: view.source.tier.as_str(),
                originals: vec![original],
            }),
        }
    }
    groups
}

/// The document at the beginning of a chain of copies, as far as it is in the incident.
fn root(material: &IncidentMaterial, view: &DocumentView) -> DocumentId {
    let mut at = view;
    // A chain is never longer than the documents there are; a circle would be a fault of the data.
    for _ in 0..material.documents.len() {
        match at.copy_of.and_then(|id| material.document(id)) {
            Some(original) => at = original,
            None => return at.document.id,
        }
    }
    view.document.id
}

fn line(material: &IncidentMaterial, view: &DocumentView) -> DocumentLine {
    DocumentLine {
        address: format!("/documents/{}", view.document.id),
        title: title(view),
        publisher: view.source.publisher.clone(),
        kind: view.document.kind.as_str(),
        published: published(view),
        original: view.document.url.clone(),
        hash: view.version.sha256.hex(),
        why: reasons(material, view),
        elsewhere: view.incidents.iter().copied().filter(|id| *id != material.incident.id).collect(),
        is_guest: view.incidents.first().is_some_and(|home| *home != material.incident.id),
    }
}

fn reasons(material: &IncidentMaterial, view: &DocumentView) -> Vec<Why> {
    let (subject, own) = (Subject::Document(view.document.id), material.incident.id);
    // Why it is somewhere else as well stands there.
    let is_here = |decision: &Decision| {
        let mut places = decision.steps.iter().filter(|step| matches!(step, watchline_model::Step::Entered(_)));
        places.clone().next().is_none() || places.any(|step| step.incidents().contains(&own))
    };
    let here = material.decisions.iter().filter(|decision| decision.subject == subject && is_here(decision));
    here.map(why).collect()
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
