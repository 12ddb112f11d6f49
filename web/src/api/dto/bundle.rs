//! An incident with everything its page shows.

use schemars::JsonSchema;
use serde::Serialize;
use watchline_model as model;

use super::tags::{Claim, Entity};
use super::{Dated, Decision, DocumentItem, IncidentItem, Moment, Reason, Told, Word};
use crate::material::IncidentMaterial;
use crate::state::WebState;
use crate::view::timeline::Line;

/// An incident with everything its page shows; `events` are the lines of its timeline, each with the words of every
/// document that tells it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Incident")]
pub(crate) struct Bundle {
    #[serde(flatten)]
    pub(crate) item: IncidentItem,
    /// The moment as of which it is shown; null: as it stands.
    pub(crate) as_of: Option<Moment>,
    pub(crate) severity_reasons: Vec<Reason>,
    pub(crate) summary_evidence: Vec<Told>,
    /// The way to the present status, oldest first.
    pub(crate) status_path: Vec<StatusStep>,
    pub(crate) response_clock: ResponseClock,
    entities: Vec<Concerned>,
    pub(crate) events: Vec<Happening>,
    pub(crate) claims: Vec<Stance>,
    documents: Vec<DocumentItem>,
    decisions: Vec<Decision>,
}

/// A status with the words that moved the incident there.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct StatusStep {
    status: Word<model::Status>,
    at: Moment,
    party_name: String,
    evidence: Option<Told>,
}

/// When the vendor answered, as far as it has.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct ResponseClock {
    alleged: Option<Moment>,
    acknowledged: Option<Moment>,
    mitigated: Option<Moment>,
    fixed: Option<Moment>,
}

/// An entity over all documents of an incident.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct Concerned {
    id: String,
    kind: Word<model::EntityKind>,
    name: String,
    owner: Option<String>,
    mention_count: usize,
    documents: usize,
}

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct Happening {
    #[schemars(example = &"ban")]
    kind: String,
    date: Option<Dated>,
    /// When the first document that tells it came out.
    known: Moment,
    actors: Vec<String>,
    targets: Vec<String>,
    modality: Word<model::Modality>,
    /// The words that give the date, else the earliest.
    evidence: Option<Told>,
    told_by: Vec<Told>,
}

/// A claim over all documents of an incident; `event` is the place in the incident's `events`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "IncidentClaim")]
pub(crate) struct Stance {
    #[serde(flatten)]
    claim: Claim<Told>,
    /// When the document came out.
    at: Moment,
}

impl Bundle {
    pub(crate) fn new(material: &IncidentMaterial, state: &WebState) -> Self {
        let incident = &material.incident;
        let told = |id, words: &model::Evidence| Some(Told::new(material.document(id)?, words, state));
        let step = |step: &model::StatusStep| StatusStep {
            status: Word(step.status),
            at: Moment(step.at),
            party_name: step.party_name.clone(),
            evidence: told(step.document, &step.evidence),
        };
        let clock = &material.clock;
        Self {
            item: IncidentItem::new(incident, state),
            as_of: material.as_of.as_ref().map(|then| Moment(then.moment)),
            severity_reasons: Reason::all(&incident.severity_reasons),
            summary_evidence: incident.summary.iter().filter_map(|part| told(part.document, &part.evidence)).collect(),
            status_path: incident.status_path.iter().map(step).collect(),
            response_clock: ResponseClock {
                alleged: clock.alleged.map(Moment),
                acknowledged: clock.acknowledged.map(Moment),
                mitigated: clock.mitigated.map(Moment),
                fixed: clock.fixed.map(Moment),
            },
            entities: concerned(material),
            events: material.lines.iter().map(|line| Happening::new(material, line, state)).collect(),
            claims: stances(material, state),
            documents: material.documents.iter().map(|view| DocumentItem::new(view, state)).collect(),
            decisions: material.decisions.iter().map(Decision::new).collect(),
        }
    }
}

impl Happening {
    /// Quotes no more than so many documents.
    #[cfg(feature = "mcp")]
    pub(crate) fn keep_told(&mut self, most: usize) {
        self.told_by.truncate(most);
    }

    fn new(material: &IncidentMaterial, line: &Line, state: &WebState) -> Self {
        let told = |(id, words): &(model::DocumentId, model::Evidence)| {
            material.document(*id).map(|view| Told::new(view, words, state))
        };
        let told_by: Vec<Told> = line.evidence.iter().filter_map(told).collect();
        Self {
            kind: line.kind.to_string(),
            date: line.date.as_ref().map(Dated::new),
            known: Moment(line.known),
            actors: line.actors.iter().map(ToString::to_string).collect(),
            targets: line.targets.iter().map(ToString::to_string).collect(),
            modality: Word(line.modality),
            evidence: told_by.first().cloned(),
            told_by,
        }
    }
}

/// Each entity once; mentions are counted, since spans mean nothing across documents.
fn concerned(material: &IncidentMaterial) -> Vec<Concerned> {
    let mut known: Vec<Concerned> = Vec::new();
    for view in &material.documents {
        for entity in Entity::all(&view.entities, &view.mentions, &view.version.reading) {
            let mentions = entity.mentions.len();
            match known.iter_mut().find(|one| one.id == entity.id) {
                Some(one) => {
                    one.mention_count += mentions;
                    one.documents += 1;
                }
                None => {
                    let Entity { id, kind, name, owner, .. } = entity;
                    known.push(Concerned { id, kind, name, owner, mention_count: mentions, documents: 1 });
                }
            }
        }
    }
    known
}

fn stances(material: &IncidentMaterial, state: &WebState) -> Vec<Stance> {
    let mut stances = Vec::new();
    for view in &material.documents {
        for claim in &view.claims {
            let event = claim.event.map(|event| (view.document.id, event));
            let place = event.and_then(|event| material.lines.iter().position(|line| line.events.contains(&event)));
            stances.push(Stance {
                claim: Claim::new(claim, place, &view.events, Told::new(view, &claim.evidence, state)),
                at: Moment(crate::view::timeline::came_out(view)),
            });
        }
    }
    stances
}
