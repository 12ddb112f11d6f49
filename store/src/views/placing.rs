//! What placing takes and gives, beside single places.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use watchline_model::{Decision, DecisionId, DocumentId, IncidentId};

/// A decision about places, with what remembering it needs.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacingDecision {
    pub decision: Decision,
    /// JSON; of the documents that came into an incident.
    pub signatures: HashMap<DocumentId, String>,
}

/// What people have bound the rules to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bindings {
    pub pinned: Vec<(DocumentId, IncidentId)>,
    pub kept_apart: Vec<(DocumentId, IncidentId)>,
    pub incidents_kept_apart: Vec<(IncidentId, IncidentId)>,
}

/// A relevant document and where it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceableDocument {
    pub document: DocumentId,
    pub url: String,
    /// Publication, else first sight.
    pub reported: DateTime<Utc>,
    pub published: Option<DateTime<Utc>>,
    /// JSON; of the latest version.
    pub signature: String,
    /// In the order in which it came there; empty while it waits for a place.
    pub incidents: Vec<IncidentId>,
}

/// Where a rule put a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its home first.
    pub incidents: Vec<IncidentId>,
    /// That were made now; none where it had its place already.
    pub decisions: Vec<DecisionId>,
}
