//! An incident in a list.

use schemars::JsonSchema;
use serde::Serialize;
use watchline_model as model;

use super::{Moment, Word};
use crate::state::WebState;

/// The documents and events about one happening, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct IncidentItem {
    #[schemars(example = &"INC-2026-0042", regex(pattern = r"^INC-[0-9]{4,}-[0-9]{4,}$"))]
    pub(crate) id: String,
    pub(crate) title: String,
    /// Of its page.
    pub(crate) address: String,
    pub(crate) status: Word<model::Status>,
    pub(crate) severity: Option<Word<model::Severity>>,
    /// Two or three sentences of its documents, verbatim.
    pub(crate) summary: String,
    pub(crate) first_reported: Option<Moment>,
    pub(crate) last_reported: Option<Moment>,
    pub(crate) opened: Moment,
    pub(crate) changed: Moment,
    pub(crate) document_count: u32,
    pub(crate) independent_sources: u32,
}

impl IncidentItem {
    pub(crate) fn new(incident: &model::Incident, state: &WebState) -> Self {
        Self {
            id: incident.id.to_string(),
            title: incident.title.clone(),
            address: state.address(&format!("/incidents/{}", incident.id)),
            status: Word(incident.status),
            severity: incident.severity.map(Word),
            summary: summary(incident),
            first_reported: incident.first_reported.map(Moment),
            last_reported: incident.last_reported.map(Moment),
            opened: Moment(incident.opened_at),
            changed: Moment(incident.changed_at),
            document_count: incident.documents,
            independent_sources: incident.independent_sources,
        }
    }
}

/// The summary's quotes as one text.
pub(crate) fn summary(incident: &model::Incident) -> String {
    let quotes: Vec<&str> = incident.summary.iter().map(|sentence| sentence.evidence.quote.trim()).collect();
    quotes.join(" ")
}
