//! Why a thing is where it is. Never overwritten; can be undone.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::change::Subject;
use crate::ids::DecisionId;
use crate::step::Step;
use crate::word::words;

words! {
    DecisionKind {
        Open = "open",
        Join = "join",
        Leave = "leave",
        /// From one incident to another.
        Move = "move",
        Merge = "merge",
        Split = "split",
        Retitle = "retitle",
        Retag = "retag",
        Status = "status",
        Severity = "severity",
        Relevance = "relevance",
        /// A question of the review queue was answered with "leave it as it is".
        Dismiss = "dismiss",
        Undo = "undo",
    }
}

/// One named part of a decision: `shared-entities +0.42 Claude Code, Alibaba`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Stable name of the part: `shared-entities`, `near-copy`, `same-cve`, `days-apart`, …
    pub rule: String,
    /// What it adds to the score; the parts add up. 0 where there is no score.
    pub weight: f32,
    /// A sentence for people.
    pub detail: String,
}

impl Reason {
    pub fn new(rule: impl Into<String>, weight: f32, detail: impl Into<String>) -> Self {
        Self { rule: rule.into(), weight, detail: detail.into() }
    }
}

/// Who decided: a rule and its version, or a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Author {
    Rule { name: String, version: u32 },
    Person(String),
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule { name, version } => write!(f, "rule {name} v{version}"),
            Self::Person(name) => f.write_str(name),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    pub id: DecisionId,
    pub kind: DecisionKind,
    pub subject: Subject,
    pub author: Author,
    pub reasons: Vec<Reason>,
    pub at: DateTime<Utc>,
    pub undone_by: Option<DecisionId>,
    /// Of an undoing: what it undid.
    pub undoes: Option<DecisionId>,
    /// What it did.
    pub steps: Vec<Step>,
}

impl Decision {
    /// Whether a person decided.
    pub fn is_by_person(&self) -> bool {
        matches!(self.author, Author::Person(_))
    }
}
