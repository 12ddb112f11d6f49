//! What the tools answer: short enough to be read whole, and whole enough to be cited.

use schemars::JsonSchema;
use serde::Serialize;
use watchline_model as model;

use crate::api::dto::{
    self, Bundle, DocumentItem, EventItem, Happening, IncidentItem, Moment, Note, Stance, Told, Word,
};
use crate::export::bibtex;
use crate::material::IncidentMaterial;
use crate::state::WebState;

/// Lines of a timeline, claims and documents that are given; more is no answer but a reading list.
const MOST: usize = 100;
/// Documents quoted for one event.
const MOST_TOLD: usize = 5;

/// One page of what a search finds.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Found", rename = "FoundPage")]
pub(super) struct Found {
    /// All that match, exactly.
    total: u64,
    /// Only those of the kind that was asked for are filled.
    incidents: Vec<IncidentItem>,
    documents: Vec<DocumentItem>,
    events: Vec<EventItem>,
    /// Give it as `cursor` for the next page; null on the last one.
    next_cursor: Option<String>,
    /// The query in normal form.
    query: String,
    /// What of the query was not understood and left out.
    notes: Vec<Note>,
}

impl Found {
    fn of<T>(found: dto::Found<T>, place: impl FnOnce(&mut Self, Vec<T>)) -> Self {
        let dto::Found { total, items, next_cursor, query, notes, .. } = found;
        let mut page =
            Self { total, incidents: Vec::new(), documents: Vec::new(), events: Vec::new(), next_cursor, query, notes };
        place(&mut page, items);
        page
    }
}

pub(super) fn incidents(found: dto::Found<IncidentItem>) -> Found {
    Found::of(found, |page, items| page.incidents = items)
}

pub(super) fn documents(found: dto::Found<DocumentItem>) -> Found {
    Found::of(found, |page, items| page.documents = items)
}

pub(super) fn events(found: dto::Found<EventItem>) -> Found {
    Found::of(found, |page, items| page.events = items)
}

/// How to cite an incident.
#[derive(Debug, Serialize, JsonSchema)]
struct Cite {
    /// Permanent.
    address: String,
    bibtex: String,
}

impl Cite {
    fn new(incident: &model::Incident, state: &WebState) -> Self {
        Self {
            address: state.address(&format!("/incidents/{}", incident.id)),
            bibtex: bibtex::incident(incident, state).trim().to_owned(),
        }
    }
}

/// A document of an incident, to be cited by itself.
#[derive(Debug, Serialize, JsonSchema)]
struct Source {
    id: i64,
    title: String,
    publisher: String,
    tier: Word<model::Tier>,
    kind: Word<model::DocumentKind>,
    /// When it came out.
    published: Moment,
    /// The original.
    url: String,
    /// The archived version.
    address: String,
    version: u32,
    /// Of that version, hex.
    sha256: String,
    /// The document of which it is a copy: not independent.
    copy_of: Option<i64>,
}

/// An incident in short.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "IncidentInShort")]
pub(super) struct Incident {
    #[serde(flatten)]
    item: IncidentItem,
    /// The moment as of which it is told; null: as it stands.
    as_of: Option<Moment>,
    summary_evidence: Vec<Told>,
    status_path: Vec<dto::StatusStep>,
    severity_reasons: Vec<dto::Reason>,
    response_clock: dto::ResponseClock,
    documents: Vec<Source>,
    /// Documents that are not listed here.
    left_off: usize,
    cite: Cite,
}

impl Incident {
    pub(super) fn new(material: &IncidentMaterial, state: &WebState) -> Self {
        let Bundle { item, as_of, summary_evidence, status_path, severity_reasons, response_clock, .. } =
            Bundle::new(material, state);
        let source = |view: &watchline_store::DocumentView| Source {
            id: view.document.id.0,
            title: view.version.reading.title.clone(),
            publisher: view.source.publisher.clone(),
            tier: Word(view.source.tier),
            kind: Word(view.document.kind),
            published: Moment(crate::view::timeline::came_out(view)),
            url: view.document.url.clone(),
            address: state.address(&format!("/documents/{}/versions/{}", view.document.id, view.version.number)),
            version: view.version.number,
            sha256: view.version.sha256.hex(),
            copy_of: view.copy_of.map(|id| id.0),
        };
        Self {
            item,
            as_of,
            summary_evidence,
            status_path,
            severity_reasons,
            response_clock,
            documents: material.documents.iter().take(MOST).map(source).collect(),
            left_off: material.documents.len().saturating_sub(MOST),
            cite: Cite::new(&material.incident, state),
        }
    }
}

/// The events of an incident, in order.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Timeline {
    incident: IncidentItem,
    as_of: Option<Moment>,
    events: Vec<Happening>,
    /// Events that are not listed here.
    left_off: usize,
    cite: Cite,
}

impl Timeline {
    pub(super) fn new(material: &IncidentMaterial, state: &WebState) -> Self {
        let Bundle { item, as_of, mut events, .. } = Bundle::new(material, state);
        let left_off = events.len().saturating_sub(MOST);
        events.truncate(MOST);
        events.iter_mut().for_each(|event| event.keep_told(MOST_TOLD));
        Self { incident: item, as_of, events, left_off, cite: Cite::new(&material.incident, state) }
    }
}

/// The claims of all parties in an incident.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Claims {
    incident: IncidentItem,
    as_of: Option<Moment>,
    claims: Vec<Stance>,
    /// Claims that are not listed here.
    left_off: usize,
    cite: Cite,
}

impl Claims {
    pub(super) fn new(material: &IncidentMaterial, state: &WebState) -> Self {
        let Bundle { item, as_of, mut claims, .. } = Bundle::new(material, state);
        let left_off = claims.len().saturating_sub(MOST);
        claims.truncate(MOST);
        Self { incident: item, as_of, claims, left_off, cite: Cite::new(&material.incident, state) }
    }
}
