//! The documents and events about one happening.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::decision::Reason;
use crate::evidence::Evidence;
use crate::ids::{DecisionId, DocumentId, IncidentId};
use crate::word::words;

words! {
    Status {
        Reported = "reported",
        Alleged = "alleged",
        Disputed = "disputed",
        Acknowledged = "acknowledged",
        Confirmed = "confirmed",
        Mitigated = "mitigated",
        Resolved = "resolved",
        Retracted = "retracted",
    }
}

words! {
    /// In rising order, so that they compare.
    Severity { Low = "low", Moderate = "moderate", High = "high", Critical = "critical" }
}

/// A status with the words that moved it there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusStep {
    pub status: Status,
    /// When it became known: publication of the document that says so.
    pub at: DateTime<Utc>,
    pub document: DocumentId,
    pub evidence: Evidence,
    /// Who says so, as shown.
    pub party_name: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    pub id: IncidentId,
    pub title: String,
    pub status: Status,
    /// The way there, oldest first; the last step is the present status.
    pub status_path: Vec<StatusStep>,
    pub severity: Option<Severity>,
    pub severity_reasons: Vec<Reason>,
    /// Two or three sentences taken verbatim from evidence.
    pub summary: Vec<SummarySentence>,
    pub opened_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
    /// Publication of the earliest document.
    pub first_reported: Option<DateTime<Utc>>,
    pub last_reported: Option<DateTime<Utc>>,
    pub documents: u32,
    pub independent_sources: u32,
    /// It was joined to this one; its address redirects there for ever.
    pub merged_into: Option<IncidentId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SummarySentence {
    pub document: DocumentId,
    pub evidence: Evidence,
}

/// A document's place in an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentDocument {
    pub incident: IncidentId,
    pub document: DocumentId,
    pub decision: DecisionId,
    /// The document of which this is a copy (syndicated or lightly rewritten), in the same incident.
    pub copy_of: Option<DocumentId>,
}
