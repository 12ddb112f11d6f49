//! The sections of an incident's page, from its material.

use watchline_model::{Decision, DocumentId, DocumentKind, IncidentId, Subject};
use watchline_store::DocumentView;

use crate::material::IncidentMaterial;
use crate::pages::document::{VersionLine, Why, versions, why};
use crate::pages::search::title;
use crate::view::evidence::{EvidenceMark, published};
use crate::view::marks::{Chip, StatusMark, modality};
use crate::view::timeline::came_out;
use crate::view::when::When;

/// Decisions shown on the incident's own page.
const LATEST_DECISIONS: usize = 5;

/// A step of the status path.
pub(crate) struct Step {
    pub(crate) status: StatusMark,
    pub(crate) at: When,
    pub(crate) party: String,
    pub(crate) evidence: EvidenceMark,
}

pub(crate) fn path(material: &IncidentMaterial) -> Vec<Step> {
    let steps = material.incident.status_path.iter().map(|step| Step {
        status: StatusMark(step.status),
        at: When::moment(step.at),
        party: step.party_name.clone(),
        evidence: EvidenceMark::new(&material.documents, [(step.document, &step.evidence)]),
    });
    steps.collect()
}

/// A line of the timeline in words.
pub(crate) struct TimelineItem {
    pub(crate) number: usize,
    pub(crate) kind: String,
    pub(crate) search: String,
    pub(crate) date: Option<When>,
    pub(crate) basis: String,
    pub(crate) known: When,
    pub(crate) actors: Vec<Chip>,
    pub(crate) targets: Vec<Chip>,
    pub(crate) modality: &'static str,
    pub(crate) quote: String,
    pub(crate) evidence: EvidenceMark,
}

pub(crate) fn timeline(material: &IncidentMaterial) -> Vec<TimelineItem> {
    let item = |(index, line): (usize, &crate::view::timeline::Line)| TimelineItem {
        number: index + 1,
        kind: line.kind.label(),
        search: crate::params::address("/search", &[("q", &format!("event:{}", line.kind)), ("type", "incidents")]),
        date: line.date.as_ref().map(When::dated),
        basis: line.date.map_or_else(String::new, |date| date.basis.as_str().replace('_', " ")),
        known: When::day(line.known),
        actors: material.names.chips(&line.actors),
        targets: material.names.chips(&line.targets),
        modality: modality(line.modality),
        quote: line.evidence.first().map_or_else(String::new, |(_, words)| words.quote.trim().to_owned()),
        evidence: EvidenceMark::new(&material.documents, line.evidence.iter().map(|(id, words)| (*id, words))),
    };
    material.lines.iter().enumerate().map(item).collect()
}

/// Who takes which stance, on what, in which words.
pub(crate) struct ClaimRow {
    pub(crate) party: String,
    pub(crate) address: Option<String>,
    pub(crate) stance: &'static str,
    pub(crate) about: String,
    pub(crate) at: When,
    pub(crate) quote: String,
    pub(crate) evidence: EvidenceMark,
}

/// Claims by party; the same words in copies are told once, with all who print them.
pub(crate) fn claims(material: &IncidentMaterial) -> Vec<ClaimRow> {
    let mut rows: Vec<(ClaimRow, Vec<(DocumentId, watchline_model::Evidence)>)> = Vec::new();
    for view in &material.documents {
        for claim in &view.claims {
            let about = claim.event.and_then(|event| view.events.get(event));
            let about = about.map_or_else(String::new, |event| event.kind.label());
            let quote = claim.evidence.quote.trim();
            let told = (view.document.id, claim.evidence.clone());
            let same = |row: &ClaimRow| {
                row.party == claim.party_name
                    && row.stance == claim.stance.as_str()
                    && row.about == about
                    && row.quote == quote
            };
            match rows.iter_mut().find(|(row, _)| same(row)) {
                Some((_, by)) => by.push(told),
                None => rows.push((
                    ClaimRow {
                        party: claim.party_name.clone(),
                        address: claim.party.as_ref().map(crate::view::names::entity_address),
                        stance: claim.stance.as_str(),
                        about,
                        at: When::moment(came_out(view)),
                        quote: quote.to_owned(),
                        evidence: EvidenceMark { exhibits: Vec::new() },
                    },
                    vec![told],
                )),
            }
        }
    }
    rows.sort_by(|(a, _), (b, _)| a.party.to_lowercase().cmp(&b.party.to_lowercase()).then(a.at.iso.cmp(&b.at.iso)));
    let finished = rows.into_iter().map(|(row, by)| {
        let told = by.iter().map(|(id, words)| (*id, words));
        ClaimRow { evidence: EvidenceMark::new(&material.documents, told), ..row }
    });
    finished.collect()
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

/// A statement, advisory or status notice with its versions.
pub(crate) struct StatementView {
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) kind: &'static str,
    pub(crate) published: When,
    pub(crate) versions: Vec<VersionLine>,
}

pub(crate) fn statements(material: &IncidentMaterial) -> Vec<StatementView> {
    let kinds = [DocumentKind::Statement, DocumentKind::Advisory, DocumentKind::Status];
    let views = material.documents.iter().filter(|view| kinds.contains(&view.document.kind));
    let statement = |view: &DocumentView| StatementView {
        address: format!("/documents/{}", view.document.id),
        title: title(view),
        publisher: view.source.publisher.clone(),
        kind: view.document.kind.as_str(),
        published: published(view),
        versions: versions(view),
    };
    views.map(statement).collect()
}
