//! What others read instead of pages: Atom, JSON Feed, a calendar; and the exports as files.

mod atom;
mod calendar;
mod files;
mod json;

use watchline_model::{Incident, IncidentId, RecordKind};

use crate::error::WebError;
use crate::finding::{self, Counting, SearchParams};
use crate::params::Params;
use crate::state::WebState;

pub(crate) use atom::feed as atom;
pub(crate) use calendar::calendar;
#[cfg(test)]
pub(crate) use files::rest;
pub(crate) use files::{bibtex, csl, csv, jsonl, stix};
pub(crate) use json::feed as json;

/// Incidents in a feed.
const ENTRIES: usize = 50;

/// The incidents that the address asks for, the latest report first.
async fn incidents(state: &WebState, params: &Params) -> Result<(String, Vec<Incident>), WebError> {
    let asked = SearchParams { limit: ENTRIES, ..SearchParams::read(params)? };
    if asked.q.is_empty() {
        return Ok((asked.q, state.store.recent_incidents(ENTRIES as u32, None).await?));
    }
    let finding = finding::find(state, RecordKind::Incident, &asked, Counting::HitsOnly).await?;
    let ids: Vec<IncidentId> = finding.found.hits.iter().filter_map(|hit| hit.incident).collect();
    Ok((asked.q, state.store.list_incidents(&ids).await?))
}

fn title(q: &str) -> String {
    if q.is_empty() { "Watchline: incidents".to_owned() } else { format!("Watchline: {q}") }
}

/// What a feed says of an incident: "alleged, high severity; 4 independent sources."
fn standing(incident: &Incident) -> String {
    let severity = incident.severity.map_or_else(String::new, |severity| format!(", {severity} severity"));
    let sources = crate::view::when::plural(u64::from(incident.independent_sources), "independent source");
    format!("Status {}{severity}; {sources}.", incident.status)
}
