//! Who and what is spoken of.

use serde::{Deserialize, Serialize};

use crate::ids::EntityId;
use crate::word::words;

words! {
    EntityKind {
        Vendor = "vendor",
        Product = "product",
        Model = "model",
        Organization = "organization",
        Person = "person",
        Regulator = "regulator",
        Country = "country",
        Vulnerability = "vulnerability",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    pub id: EntityId,
    pub kind: EntityKind,
    /// Canonical name: "OpenAI", "Claude Code".
    pub name: String,
    /// Who makes or employs it: Claude Code -> Anthropic.
    pub owner: Option<EntityId>,
}

/// "This rule saw these words here." Characters `start..end` of the version's text are `text`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mention {
    pub entity: EntityId,
    pub start: usize,
    pub end: usize,
    pub text: String,
    /// Which rule saw it: `alias:claude code`, `owner`, `cve`, `person-of`, …
    pub rule: String,
}
