//! Finding the other incident by search words, for a form that needs its id.

use watchline_model::{IncidentId, RecordKind};

use crate::error::WebError;
use crate::finding::{self, Counting, SearchParams};
use crate::state::WebState;
use crate::view::marks::StatusMark;
use crate::view::when::plural;

/// Incidents offered.
const OFFERED: usize = 8;

/// An incident that may be meant.
pub(super) struct Candidate {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) status: StatusMark,
    pub(super) documents: String,
}

/// What the words find, without the incident at hand.
///
/// # Errors
/// Where store or index fail.
pub(super) async fn find(state: &WebState, words: &str, but: &[IncidentId]) -> Result<Vec<Candidate>, WebError> {
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    let words: String = words.chars().take(300).collect();
    let asked = SearchParams {
        limit: OFFERED + but.len(),
        sort: Some(watchline_index::Sort::Relevance),
        ..SearchParams::of(words)
    };
    let found = finding::find(state, RecordKind::Incident, &asked, Counting::HitsOnly).await?.found;
    let ids: Vec<IncidentId> =
        found.hits.iter().filter_map(|hit| hit.incident).filter(|id| !but.contains(id)).take(OFFERED).collect();
    let incidents = state.store.list_incidents(&ids).await?;
    let standing = incidents.into_iter().filter(|incident| incident.merged_into.is_none());
    let candidate = |incident: watchline_model::Incident| Candidate {
        id: incident.id.to_string(),
        title: incident.title,
        status: StatusMark(incident.status),
        documents: plural(u64::from(incident.documents), "document"),
    };
    Ok(standing.map(candidate).collect())
}
