//! Something that happened.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::date::Dated;
use crate::evidence::Evidence;
use crate::ids::EntityId;
use crate::word::words;

/// A kind from the taxonomy (`ban`, `data_exposure`, …): data, so that a user can add one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventKind(pub String);

impl EventKind {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For people: `ban` -> "ban", `data_exposure` -> "data exposure".
    pub fn label(&self) -> String {
        self.0.replace('_', " ")
    }
}

impl From<&str> for EventKind {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

words! {
    /// How firmly the words state that it happened.
    Modality {
        /// Stated as a fact.
        Stated = "stated",
        /// Alleged by a party.
        Alleged = "alleged",
        /// Announced for a day to come.
        Planned = "planned",
        /// A party says that it did not happen.
        Denied = "denied",
    }
}

/// Something that happened, as one version tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub kind: EventKind,
    pub actors: Vec<EntityId>,
    pub targets: Vec<EntityId>,
    /// When it happened (or takes effect); `None` where the text does not say and nothing supports a guess.
    pub date: Option<Dated>,
    pub modality: Modality,
    /// The sentence that says so.
    pub evidence: Evidence,
    /// The rule that saw it.
    pub rule: String,
    /// Everyone with a part in it, by entity, then role; actors and targets among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
}

impl Event {
    /// Begins the names of rules that were learnt from examples (docs/adr/0010).
    pub const OF_THE_LEARNT: &'static str = "learnt:";

    /// Whether a reader saw it that has learnt from examples, and no stated rule.
    pub fn is_learnt(&self) -> bool {
        self.rule.starts_with(Self::OF_THE_LEARNT)
    }
}

words! {
    /// What somebody or something is to an event.
    ParticipantRole {
        /// Did it.
        Actor = "actor",
        /// To what or whom it was done: the flawed product, the one sued.
        Target = "target",
        /// Bears what came of it.
        Affected = "affected",
        /// Made it known.
        Discloser = "discloser",
        /// Found it or looked into it.
        Researcher = "researcher",
        /// An authority that acts on it.
        Regulator = "regulator",
        /// Answers to it.
        Respondent = "respondent",
        /// Blames somebody for it.
        Accuser = "accuser",
    }
}

/// An entity's part in an event. One entity may have several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Participant {
    pub entity: EntityId,
    pub role: ParticipantRole,
}
