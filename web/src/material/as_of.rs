//! An incident as Watchline had it at a moment: its documents in the versions of then, and what was said of it.
//!
//! Tags are those of the present analysis of the words of then: a better reading of what was known is no later
//! knowledge. What cannot be known of then is left out, never taken from today.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use watchline_model::{Basis, Dated, DecisionId, Evidence, Incident, IncidentId, Precision, Status};
use watchline_store::{DocumentView, IncidentAsOf};

use super::{Asked, IncidentMaterial, assemble, decisions_about, survivor};
use crate::error::WebError;
use crate::params::Params;
use crate::state::WebState;
use crate::view::card::Card;
use crate::view::timeline::{came_out, came_out_by};
use crate::view::when::When;

/// What tells an incident of then from the one of today.
#[derive(Debug, Clone)]
pub(crate) struct AsOf {
    /// As it was asked.
    pub(crate) dated: Dated,
    pub(crate) moment: DateTime<Utc>,
    /// It was merged into this one since.
    pub(crate) merged_since: Option<IncidentId>,
    /// Today's.
    pub(crate) status: Status,
    pub(crate) documents: u32,
}

/// Reads `by=`, which means the last moment that a date can mean. `None` where nothing is asked, or a moment to come.
///
/// # Errors
/// `Bad` for what is no date.
pub(crate) fn asked_moment(state: &WebState, params: &Params) -> Result<Option<Dated>, WebError> {
    let Some(text) = params.get("by") else { return Ok(None) };
    // A plus sign that was not encoded arrives as a blank.
    let dated = Dated::parse(&text.replace(' ', "+"), Basis::Published)
        .ok_or_else(|| WebError::bad("by", "is not a date; write 2026-07-03, 2026-07 or an RFC 3339 moment"))?;
    Ok(Some(dated).filter(|dated| dated.latest() < state.now()))
}

/// What a query's `by:` asks for; of several the first.
pub(crate) fn asked_in(state: &WebState, q: &str) -> Option<Dated> {
    let value = |word: &str| {
        let (field, value) = word.trim_start_matches('(').split_once(':')?;
        let dated = Dated::parse(value.trim_matches(['"', ')']), Basis::Published)?;
        field.eq_ignore_ascii_case("by").then_some(dated)
    };
    q.split_whitespace().find_map(value).filter(|dated| dated.latest() < state.now())
}

/// Incidents as cards as they were known; those that were not open then are left out.
///
/// # Errors
/// Where the store fails.
pub(crate) async fn cards_by(
    state: &WebState,
    incidents: &[Incident],
    dated: &Dated,
) -> Result<Vec<Arc<Card>>, WebError> {
    let mut cards = Vec::with_capacity(incidents.len());
    for now in incidents {
        let Some(then) = state.store.incident_as_of(now.id, dated.latest()).await? else { continue };
        let documents = state.store.documents_as_of(&then.documents).await?;
        let incident = incident_of(now.clone(), &then, &documents, None);
        cards.push(Arc::new(Card::new(&incident, &documents).by(&dated.value_text())));
    }
    Ok(cards)
}

/// The incident as it was known at the end of `dated`. One that was merged away since is shown as it stood.
///
/// # Errors
/// `NotFound` where there is no such incident, or was none yet.
pub(crate) async fn incident_by(state: &WebState, id: &str, dated: Dated) -> Result<Asked, WebError> {
    let moment = dated.latest();
    let id: IncidentId = id.parse().map_err(|_| WebError::missing("such incident"))?;
    let now = state.store.find_incident(id).await?.ok_or_else(|| WebError::missing(format!("incident {id}")))?;
    let Some(then) = state.store.incident_as_of(id, moment).await? else {
        let (opened, asked) = (When::moment(now.opened_at).text, when(&dated));
        return Err(WebError::missing(format!("incident {id} as known {asked}: it was opened on {opened}")));
    };
    if let Some(into) = then.merged_into {
        return Ok(Asked::Moved(into));
    }
    let mut documents = state.store.documents_as_of(&then.documents).await?;
    documents.sort_by_key(|view| (came_out_by(view), view.document.id));
    let mut decisions = decisions_about(state, id, &documents).await?;
    decisions.retain(|decision| decision.at <= moment);
    let known: Vec<DecisionId> = decisions.iter().map(|decision| decision.id).collect();
    for decision in &mut decisions {
        // It may have been undone only since.
        decision.undone_by = decision.undone_by.filter(|by| known.contains(by));
    }
    let merged_since = survivor(state, &now).await?;
    let as_of = AsOf { dated, moment, merged_since, status: now.status, documents: now.documents };
    let incident = incident_of(now, &then, &documents, decisions.last().map(|decision| decision.at));
    let material = assemble(state, incident, documents, decisions);
    Ok(Asked::Found(Box::new(IncidentMaterial { as_of: Some(as_of), ..material })))
}

/// "on 3 July 2026", "at the end of July 2026".
pub(crate) fn when(dated: &Dated) -> String {
    match dated.precision {
        Precision::Day | Precision::Time => format!("on {}", When::dated(dated).text),
        Precision::Month | Precision::Year => format!("at the end of {}", When::dated(dated).text),
    }
}

/// Today's incident cut back to what was known then.
fn incident_of(
    now: Incident,
    then: &IncidentAsOf,
    documents: &[DocumentView],
    changed: Option<DateTime<Utc>>,
) -> Incident {
    let was_known = |document, evidence: &Evidence| {
        let version = |view: &DocumentView| {
            evidence.version.is_none_or(|version| view.versions.iter().any(|meta| meta.id == version))
        };
        documents.iter().any(|view| view.document.id == document && version(view))
    };
    let is_same = now.documents as usize == documents.len() && now.severity == then.severity;
    let mut path = now.status_path;
    path.retain(|step| was_known(step.document, &step.evidence));
    let mut summary = now.summary;
    summary.retain(|part| was_known(part.document, &part.evidence));
    Incident {
        id: then.id,
        title: then.title.clone(),
        status: then.status,
        status_path: path,
        severity: then.severity,
        // Those of today speak of today's documents.
        severity_reasons: if is_same { now.severity_reasons } else { Vec::new() },
        summary,
        opened_at: now.opened_at,
        changed_at: changed.unwrap_or(now.opened_at),
        first_reported: documents.iter().map(came_out).min(),
        last_reported: documents.iter().map(came_out).max(),
        documents: u32::try_from(documents.len()).unwrap_or(u32::MAX),
        independent_sources: independent_sources(documents),
        merged_into: None,
    }
}

/// Publishers with at least one document that is no copy of another one here.
fn independent_sources(documents: &[DocumentView]) -> u32 {
    let present = |id| documents.iter().any(|view| view.document.id == id);
    let own = documents.iter().filter(|view| !view.copy_of.is_some_and(present));
    let publishers: BTreeSet<String> = own.map(|view| view.source.publisher.trim().to_lowercase()).collect();
    u32::try_from(publishers.len()).unwrap_or(u32::MAX)
}
