//! The append-only change log: what the index, the alerts and the live page follow.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{ChangeSeq, DocumentId, IncidentId, SourceId};
use crate::word::words;

words! {
    ChangeKind {
        DocumentAdded = "document_added",
        DocumentChanged = "document_changed",
        IncidentOpened = "incident_opened",
        IncidentGrew = "incident_grew",
        StatusChanged = "status_changed",
        SeverityRaised = "severity_raised",
        VendorAnswered = "vendor_answered",
        StatementEdited = "statement_edited",
        StatementRemoved = "statement_removed",
        IncidentMerged = "incident_merged",
        IncidentSplit = "incident_split",
        IncidentChanged = "incident_changed",
        SourceFailed = "source_failed",
        SourceRecovered = "source_recovered",
    }
}

impl ChangeKind {
    /// The changes a subscriber is told of.
    pub const fn is_alerting(self) -> bool {
        matches!(
            self,
            Self::IncidentOpened
                | Self::StatusChanged
                | Self::SeverityRaised
                | Self::VendorAnswered
                | Self::StatementEdited
                | Self::StatementRemoved
                | Self::IncidentMerged
                | Self::IncidentSplit
        )
    }
}

/// What a change or a decision is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Subject {
    Document(DocumentId),
    Incident(IncidentId),
    Source(SourceId),
}

impl Subject {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Document(_) => "document",
            Self::Incident(_) => "incident",
            Self::Source(_) => "source",
        }
    }

    pub fn id(&self) -> String {
        match self {
            Self::Document(id) => id.to_string(),
            Self::Incident(id) => id.to_string(),
            Self::Source(id) => id.to_string(),
        }
    }

    /// Reads what [`Self::kind`] and [`Self::id`] write.
    pub fn parse(kind: &str, id: &str) -> Option<Self> {
        match kind {
            "document" => id.parse().ok().map(Self::Document),
            "incident" => id.parse().ok().map(Self::Incident),
            "source" => Some(Self::Source(SourceId::from(id))),
            _ => None,
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind(), self.id())
    }
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub seq: ChangeSeq,
    pub at: DateTime<Utc>,
    pub kind: ChangeKind,
    pub subject: Subject,
    /// What changed, in a sentence: "status alleged -> acknowledged".
    pub detail: String,
}
