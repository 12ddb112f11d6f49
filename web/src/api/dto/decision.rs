//! Who decided what, and why.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use watchline_model as model;

use super::value_of;
use super::{Moment, Reason, Word};
use crate::view::decided::DecisionLine;

/// A decision of a rule or a person; never overwritten, and can be undone.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct Decision {
    id: i64,
    kind: Word<model::DecisionKind>,
    subject: Subject,
    /// A rule with its version, or a person's name.
    author: String,
    #[schemars(extend("enum" = ["person", "rule"]))]
    author_kind: &'static str,
    at: Moment,
    reasons: Vec<Reason>,
    undone: bool,
    undone_by: Option<i64>,
    /// Of an undoing: what it undid.
    undoes: Option<i64>,
}

/// What a decision is about.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct Subject {
    #[schemars(extend("enum" = ["document", "incident", "source"]))]
    kind: &'static str,
    id: String,
}

impl Decision {
    pub(crate) fn new(decision: &model::Decision) -> Self {
        Self {
            id: decision.id.0,
            kind: Word(decision.kind),
            subject: Subject { kind: decision.subject.kind(), id: decision.subject.id() },
            author: decision.author.to_string(),
            author_kind: DecisionLine::author_kind(&decision.author),
            at: Moment(decision.at),
            reasons: Reason::all(&decision.reasons),
            undone: decision.undone_by.is_some(),
            undone_by: decision.undone_by.map(|id| id.0),
            undoes: decision.undoes.map(|id| id.0),
        }
    }
}

/// As a value that more can be added to.
pub(crate) fn decision(decision: &model::Decision) -> Value {
    value_of(&Decision::new(decision))
}
