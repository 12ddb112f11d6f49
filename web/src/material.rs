//! What several pages load together: an incident with all that is known of it, incidents as cards.

pub(crate) mod as_of;

use std::sync::Arc;

use watchline_model::{Decision, DocumentId, Incident, IncidentId, Subject, Tier};
use watchline_store::DocumentView;

use self::as_of::AsOf;
use crate::error::WebError;
use crate::state::WebState;
use crate::view::card::Card;
use crate::view::clock::ResponseClock;
use crate::view::names::Names;
use crate::view::timeline::{self, Line};

/// An incident, its documents, its timeline, and why each document is there.
pub(crate) struct IncidentMaterial {
    pub(crate) incident: Incident,
    /// Earliest first.
    pub(crate) documents: Vec<DocumentView>,
    pub(crate) lines: Vec<Line>,
    pub(crate) clock: ResponseClock,
    pub(crate) names: Names,
    /// About the incident itself, then about its documents.
    pub(crate) decisions: Vec<Decision>,
    /// As known at a moment that is past; `None`: as it stands.
    pub(crate) as_of: Option<AsOf>,
}

impl IncidentMaterial {
    pub(crate) fn document(&self, id: DocumentId) -> Option<&DocumentView> {
        self.documents.iter().find(|view| view.document.id == id)
    }
}

/// An incident that was asked for by its id.
pub(crate) enum Asked {
    Found(Box<IncidentMaterial>),
    /// It was joined to this one.
    Moved(IncidentId),
}

/// # Errors
/// `NotFound` where there is no such incident, or the text is no incident id.
pub(crate) async fn incident(state: &WebState, id: &str) -> Result<Asked, WebError> {
    let parsed: IncidentId = id.parse().map_err(|_| WebError::missing("such incident"))?;
    let found = state.store.find_incident(parsed).await?;
    let incident = found.ok_or_else(|| WebError::missing(format!("incident {parsed}")))?;
    if let Some(into) = survivor(state, &incident).await? {
        return Ok(Asked::Moved(into));
    }
    let mut documents = state.store.incident_material(parsed).await?;
    documents.sort_by_key(|view| (timeline::came_out_by(view), view.document.id));
    let decisions = decisions_about(state, parsed, &documents).await?;
    Ok(Asked::Found(Box::new(assemble(state, incident, documents, decisions))))
}

/// Decisions about the incident and about its documents, the oldest first.
async fn decisions_about(
    state: &WebState,
    id: IncidentId,
    documents: &[DocumentView],
) -> Result<Vec<Decision>, WebError> {
    let mut decisions = state.store.list_decisions(&Subject::Incident(id)).await?;
    for view in documents {
        decisions.extend(state.store.list_decisions(&Subject::Document(view.document.id)).await?);
    }
    // Those that placed a document are listed under the incident and under the document.
    decisions.sort_by_key(|decision| decision.id);
    decisions.dedup_by_key(|decision| decision.id);
    Ok(decisions)
}

pub(crate) fn assemble(
    state: &WebState,
    incident: Incident,
    documents: Vec<DocumentView>,
    decisions: Vec<Decision>,
) -> IncidentMaterial {
    let lines = timeline::lines(&documents);
    let vendor = documents.iter().filter(|view| view.source.tier == Tier::Vendor);
    let clock = ResponseClock::new(&incident, &lines, vendor.map(timeline::came_out).min());
    let names = Names::new(&documents, &state.taxonomy);
    IncidentMaterial { incident, documents, lines, clock, names, decisions, as_of: None }
}

/// Where the address of an incident leads that was merged away, through any chain of merges; `None` where it stands.
///
/// # Errors
/// Where the store fails.
pub(crate) async fn survivor(state: &WebState, incident: &Incident) -> Result<Option<IncidentId>, WebError> {
    match incident.merged_into {
        Some(into) => Ok(Some(state.store.resolve_incident(incident.id).await?.unwrap_or(into))),
        None => Ok(None),
    }
}

/// Incidents as cards, in the order given.
pub(crate) async fn cards(state: &WebState, incidents: &[Incident]) -> Result<Vec<Arc<Card>>, WebError> {
    let mut cards = Vec::with_capacity(incidents.len());
    for incident in incidents {
        let documents = state.store.incident_material(incident.id).await?;
        cards.push(Arc::new(Card::new(incident, &documents)));
    }
    Ok(cards)
}

/// A document that was asked for by its number.
///
/// # Errors
/// `NotFound` where there is no such document, or the text is no number.
pub(crate) async fn document(state: &WebState, id: &str) -> Result<DocumentView, WebError> {
    let missing = || WebError::missing("such document");
    let id: DocumentId = id.parse().map_err(|_| missing())?;
    state.store.find_document(id).await?.ok_or_else(missing)
}
