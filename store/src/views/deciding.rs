//! What deciding takes and gives.

use chrono::{DateTime, Utc};
use watchline_model::{
    Author, DecisionId, DecisionKind, DocumentId, Entity, EntityId, EventKind, Incident, IncidentId, NearMiss, Reason,
    SetSeverity, Severity, Status, VersionId,
};

use super::DocumentView;

/// Who decides, why and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Deciding {
    pub author: Author,
    pub reasons: Vec<Reason>,
    pub at: DateTime<Utc>,
}

impl Deciding {
    /// A person decides; `why` in that person's words, may be empty.
    pub fn person(name: &str, why: &str, at: DateTime<Utc>) -> Self {
        let why = why.trim();
        let reasons = if why.is_empty() { Vec::new() } else { vec![Reason::new("person", 0.0, why)] };
        Self { author: Author::Person(name.to_owned()), reasons, at }
    }

    /// A rule decides: what a person decided binds it.
    pub fn rule(name: &str, version: u32, reasons: Vec<Reason>, at: DateTime<Utc>) -> Self {
        Self { author: Author::Rule { name: name.to_owned(), version }, reasons, at }
    }

    pub(crate) fn is_person(&self) -> bool {
        matches!(self.author, Author::Person(_))
    }
}

/// What came of deciding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    pub decision: DecisionId,
    /// The incident that stands: the survivor of a merge, the new one of a split, the one that a document went to.
    pub incident: Option<IncidentId>,
}

/// What is wrong or missing in a document's tags.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Retag {
    pub add_entities: Vec<Entity>,
    pub remove_entities: Vec<EntityId>,
    pub add_events: Vec<NewEvent>,
    /// All events of these kinds.
    pub remove_kinds: Vec<EventKind>,
}

/// An event that a person saw in the words `quote`, which stand in the latest version's full text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    pub kind: EventKind,
    pub quote: String,
}

/// What a person set about an incident, each beside what the machine finds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SetWords {
    pub title: Option<String>,
    pub status: Option<Status>,
    pub severity: Option<SetSeverity>,
    pub found_title: Option<String>,
    pub found_status: Option<Status>,
    pub found_severity: Option<Severity>,
}

/// An incident that waits to be described anew, with what that needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Undescribed {
    pub incident: Incident,
    pub words: SetWords,
    /// All its documents, in the order in which they came.
    pub material: Vec<DocumentView>,
    /// How often it was made dirty when this was read.
    pub(crate) soiled: i64,
}

/// Where a rule puts a document that has no place yet.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPlace {
    pub document: DocumentId,
    /// `None`: a new incident is opened.
    pub home: Option<IncidentId>,
    /// Further incidents that it belongs to, with their own reasons.
    pub also: Vec<(IncidentId, Vec<Reason>)>,
    /// Year of a new incident's id.
    pub year: i32,
    pub copy_of: Option<DocumentId>,
    pub review: bool,
    pub rival: Option<NearMiss>,
}

/// An incident as Watchline had it at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentAsOf {
    pub id: IncidentId,
    pub merged_into: Option<IncidentId>,
    pub title: String,
    pub status: Status,
    pub severity: Option<Severity>,
    /// In the order in which they came.
    pub documents: Vec<AsOfDocument>,
}

/// A document as it was known at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOfDocument {
    pub document: DocumentId,
    /// The latest then.
    pub version: VersionId,
    pub copy_of: Option<DocumentId>,
}

/// Which decisions an audit lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFilter {
    pub by: AuditBy,
    pub kind: Option<DecisionKind>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum AuditBy {
    #[default]
    Anyone,
    Persons,
    /// By the name of the account.
    Person(String),
}
