//! A party's stance on an event.

use serde::{Deserialize, Serialize};

use crate::evidence::Evidence;
use crate::ids::EntityId;
use crate::word::words;

words! {
    Stance {
        Alleges = "alleges",
        Reports = "reports",
        Acknowledges = "acknowledges",
        Confirms = "confirms",
        Denies = "denies",
        Disputes = "disputes",
        Announces = "announces",
        Retracts = "retracts",
    }
}

/// Who takes which stance on which event of the same version, in which words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// An entity where the party is known …
    pub party: Option<EntityId>,
    /// … and always the party's name as shown: "Anthropic", "posts on X", "a person familiar with the matter".
    pub party_name: String,
    pub stance: Stance,
    /// Index into the version's events.
    pub event: Option<usize>,
    pub evidence: Evidence,
    pub rule: String,
}
