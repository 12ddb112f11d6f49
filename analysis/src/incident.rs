//! What an incident's documents say together: headline, status, severity, summary.
//!
//! Derived anew from all documents whenever one of them changes; the order in which they are handed over does not
//! matter. Must never state a thing without the words that support it.

mod closing;
mod family;
mod headline;
mod independence;
mod matter;
mod records;
mod severity;
mod status;
mod summary;

use chrono::{DateTime, Utc};
use watchline_model::incident::SummarySentence;
use watchline_model::{
    Claim, DocumentId, DocumentKind, Entity, EntityId, Event, Evidence, Reading, Reason, Severity, SourceId, Status,
    StatusStep, Taxonomy, Tier, VersionId,
};

/// One document of an incident, in its latest version, with what the analysis found in it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    pub document: DocumentId,
    pub source: &'a SourceId,
    pub publisher: &'a str,
    pub tier: Tier,
    pub kind: DocumentKind,
    /// The vendor whose own source this is.
    pub voice: Option<&'a EntityId>,
    pub reading: &'a Reading,
    pub version: VersionId,
    pub first_seen: DateTime<Utc>,
    pub copy_of: Option<DocumentId>,
    pub events: &'a [Event],
    pub claims: &'a [Claim],
    pub entities: &'a [Entity],
}

impl Told<'_> {
    /// When it became known: publication, but never later than we saw it.
    pub fn moment(&self) -> DateTime<Utc> {
        self.reading.published.map_or(self.first_seen, |published| published.value.min(self.first_seen))
    }

    /// The latest that [`Self::moment`] can mean; what orders documents, so that one that gives only the day is not
    /// called the first of that day.
    fn latest(&self) -> DateTime<Utc> {
        self.reading.published.map_or(self.first_seen, |published| published.latest().min(self.first_seen))
    }

    fn cite(&self, evidence: &Evidence) -> Evidence {
        Evidence { version: evidence.version.or(Some(self.version)), ..evidence.clone() }
    }
}

/// What the page of an incident says above the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Described {
    pub title: String,
    pub status: Status,
    /// Oldest first; empty only for an incident without documents.
    pub status_path: Vec<StatusStep>,
    pub severity: Option<Severity>,
    pub severity_reasons: Vec<Reason>,
    pub summary: Vec<SummarySentence>,
    pub first_reported: Option<DateTime<Utc>>,
    pub last_reported: Option<DateTime<Utc>>,
    pub documents: u32,
    pub independent_sources: u32,
    /// The one that reported it first.
    pub first_document: Option<DocumentId>,
}

/// Describes an incident from its documents.
pub fn describe(documents: &[Told], taxonomy: &Taxonomy) -> Described {
    let documents = in_order(documents);
    let status_path = status::status_path(&documents, taxonomy);
    let (severity, severity_reasons) = severity::severity(&documents, taxonomy);
    Described {
        title: headline::headline(&documents),
        status: status_path.last().map_or(Status::Reported, |step| step.status),
        status_path,
        severity,
        severity_reasons,
        summary: summary::summary(&documents, taxonomy),
        first_reported: documents.first().map(Told::moment),
        last_reported: documents.last().map(Told::moment),
        documents: u32::try_from(documents.len()).unwrap_or(u32::MAX),
        independent_sources: independence::independent_sources(&documents),
        first_document: documents.first().map(|told| told.document),
    }
}

/// By publication, then by id: everything below relies on it.
fn in_order<'a>(documents: &[Told<'a>]) -> Vec<Told<'a>> {
    let mut documents = documents.to_vec();
    documents.sort_by_key(|told| (told.latest(), told.document));
    documents
}

#[cfg(test)]
mod tests;
