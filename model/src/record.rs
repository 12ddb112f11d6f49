//! What the finder knows of a document, an event or an incident: one flat record, derived from the
//! store, that can be thrown away and made again.

use chrono::{DateTime, Utc};

use crate::date::Dated;
use crate::ids::{DocumentId, EntityId, IncidentId};
use crate::incident::{Severity, Status};
use crate::word::words;

words! {
    RecordKind { Document = "document", Event = "event", Incident = "incident" }
}

/// One thing that can be found. Fields that a kind has no use for stay empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub kind: RecordKind,
    /// Unique over all records: `d12`, `d12e3` (event 3 of document 12), `INC-2026-0042`.
    pub key: String,
    pub document: Option<DocumentId>,
    pub incidents: Vec<IncidentId>,
    pub title: String,
    /// Searchable words: the whole text, the event's sentence, the incident's summary and titles.
    pub text: String,
    pub url: Option<String>,
    pub vendors: Vec<EntityId>,
    pub products: Vec<EntityId>,
    /// Every entity of every kind, vendors and products among them.
    pub entities: Vec<EntityId>,
    /// CVE and GHSA ids in upper case.
    pub vulnerabilities: Vec<String>,
    /// Lower-case two-letter codes.
    pub countries: Vec<String>,
    pub event_kinds: Vec<String>,
    pub status: Option<Status>,
    pub severity: Option<Severity>,
    /// Document kind: `article`, `statement`, …
    pub document_kind: Option<String>,
    pub tiers: Vec<String>,
    pub sources: Vec<String>,
    pub languages: Vec<String>,
    /// What `after:`, `before:` and the histogram go by: publication (document), known (event), first report (incident).
    pub published: Option<DateTime<Utc>>,
    /// The spans in which it happened (`happened:`).
    pub happened: Vec<Dated>,
    /// When it became known (`known:`).
    pub known: Option<DateTime<Utc>>,
    /// Documents in it (incident records), for sorting and display.
    pub independent_sources: u32,
}
