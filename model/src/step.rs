//! What a decision did, step by step: enough to carry it out, to undo it, and to say how things stood on any day.
//!
//! The state of all places is what the steps of all decisions, in their order, make of nothing. Every step can be turned
//! round; the steps of an undoing are those of the undone decision, turned round and in reverse.

use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::document::Relevance;
use crate::entity::{Entity, Mention};
use crate::event::Event;
use crate::ids::{DecisionId, DocumentId, IncidentId, VersionId};
use crate::incident::{Severity, Status};

/// One thing that a decision did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A new incident, under a number of its own.
    Opened { incident: IncidentId },
    /// The document came into the incident.
    Entered(Place),
    /// The document went out of it.
    Left(Place),
    /// Where the incident's address leads; `None`: it stands by itself.
    Redirected { incident: IncidentId, before: Option<IncidentId>, after: Option<IncidentId> },
    /// Whether a person put the document there (must-link).
    Pinned { document: DocumentId, incident: IncidentId, after: bool },
    /// Whether a person keeps the document out of there (cannot-link).
    KeptApart { document: DocumentId, incident: IncidentId, after: bool },
    /// Whether a person keeps two incidents apart; the smaller id first.
    IncidentsKeptApart { left: IncidentId, right: IncidentId, after: bool },
    /// The title that a person set; `None`: the machine's stands.
    Retitled { incident: IncidentId, before: Option<String>, after: Option<String> },
    /// The status that a person set.
    StatusSet { incident: IncidentId, before: Option<Status>, after: Option<Status> },
    /// The severity that a person set.
    SeveritySet { incident: IncidentId, before: Option<SetSeverity>, after: Option<SetSeverity> },
    /// What the machine found on describing the incident.
    Described { incident: IncidentId, before: Description, after: Description },
    /// Whether the document concerns us.
    Judged { document: DocumentId, before: Judgement, after: Judgement },
    /// The tags of a version were corrected, as a whole from and to.
    Retagged { version: VersionId, before: Box<TagLists>, after: Box<TagLists> },
    /// What a person says of a tag in all versions to come; `None`: nothing.
    Corrected { document: DocumentId, tag: Tag, before: Option<Correction>, after: Option<Correction> },
    /// Whether a question of the review queue was answered with "leave it as it is".
    Dismissed { item: String, after: bool },
}

/// A document's place in an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub document: DocumentId,
    pub incident: IncidentId,
    /// The version by which it was judged.
    pub version: VersionId,
    /// The document of which this is a copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<DocumentId>,
    /// The decision that put it there; `None`: the one that this step belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
    /// A person should look at it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub review: bool,
    /// A person put it there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub pinned: bool,
    /// The incident that it nearly joined, where a person should look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rival: Option<NearMiss>,
}

/// The incident that a document nearly joined.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NearMiss {
    pub incident: IncidentId,
    pub score: f32,
}

/// What the machine says of an incident, as far as a person may say otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    pub title: String,
    pub status: Status,
    pub severity: Option<Severity>,
}

/// A severity that a person set; a person may say "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetSeverity {
    pub severity: Option<Severity>,
}

/// A document's relevance and whether a person said so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    pub relevance: Option<Relevance>,
    pub by_person: bool,
}

/// All tags of a version.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TagLists {
    pub entities: Vec<Entity>,
    pub mentions: Vec<Mention>,
    pub events: Vec<Event>,
    pub claims: Vec<Claim>,
}

/// A tag that a person may add or take away: an entity by its id, all events of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    Entity(String),
    EventKind(String),
}

/// What a person says of a tag.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// It is missing; with what is to be added. Events are added where their quote stands in the text.
    AddEntity(Entity),
    AddEvents(Vec<Event>),
    /// It is wrong.
    Remove,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Step {
    /// The step that takes this one back; `None` for what leaves nothing to take back.
    pub fn turned_round(self) -> Option<Self> {
        Some(match self {
            // The number is given out for ever; an incident without documents leads to where they went.
            Self::Opened { .. } => return None,
            Self::Entered(place) => Self::Left(place),
            Self::Left(place) => Self::Entered(place),
            Self::Redirected { incident, before, after } => Self::Redirected { incident, before: after, after: before },
            Self::Pinned { document, incident, after } => Self::Pinned { document, incident, after: !after },
            Self::KeptApart { document, incident, after } => Self::KeptApart { document, incident, after: !after },
            Self::IncidentsKeptApart { left, right, after } => Self::IncidentsKeptApart { left, right, after: !after },
            Self::Retitled { incident, before, after } => Self::Retitled { incident, before: after, after: before },
            Self::StatusSet { incident, before, after } => Self::StatusSet { incident, before: after, after: before },
            Self::SeveritySet { incident, before, after } => {
                Self::SeveritySet { incident, before: after, after: before }
            }
            Self::Described { incident, before, after } => Self::Described { incident, before: after, after: before },
            Self::Judged { document, before, after } => Self::Judged { document, before: after, after: before },
            Self::Retagged { version, before, after } => Self::Retagged { version, before: after, after: before },
            Self::Corrected { document, tag, before, after } => {
                Self::Corrected { document, tag, before: after, after: before }
            }
            Self::Dismissed { item, after } => Self::Dismissed { item, after: !after },
        })
    }

    /// The documents that it is about.
    pub fn document(&self) -> Option<DocumentId> {
        match self {
            Self::Entered(place) | Self::Left(place) => Some(place.document),
            Self::Pinned { document, .. }
            | Self::KeptApart { document, .. }
            | Self::Judged { document, .. }
            | Self::Corrected { document, .. } => Some(*document),
            _ => None,
        }
    }

    /// The incidents that it is about: one, two for those kept apart and for one that leads to another.
    pub fn incidents(&self) -> Vec<IncidentId> {
        match self {
            Self::Entered(place) | Self::Left(place) => vec![place.incident],
            Self::Opened { incident }
            | Self::Pinned { incident, .. }
            | Self::KeptApart { incident, .. }
            | Self::Retitled { incident, .. }
            | Self::StatusSet { incident, .. }
            | Self::SeveritySet { incident, .. }
            | Self::Described { incident, .. } => vec![*incident],
            Self::IncidentsKeptApart { left, right, .. } => vec![*left, *right],
            Self::Redirected { incident, before, after } => {
                [Some(*incident), *before, *after].into_iter().flatten().collect()
            }
            Self::Judged { .. } | Self::Retagged { .. } | Self::Corrected { .. } | Self::Dismissed { .. } => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
