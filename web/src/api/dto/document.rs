//! Documents: in a list, whole, and one version of them.

use schemars::JsonSchema;
use serde::Serialize;
use watchline_model as model;
use watchline_store::DocumentView;

use super::advisory::Advisory;
use super::tags::{Claim, Entity, Event};
use super::value::{Day, thousandths};
use super::{Moment, Reason, Word};
use crate::state::WebState;
use crate::view::reading::{Extent, extent};

/// A document in a list: without its text and tags.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct DocumentItem {
    #[schemars(example = 12)]
    pub(crate) id: i64,
    pub(crate) kind: Word<model::DocumentKind>,
    pub(crate) title: String,
    /// Of the original.
    pub(crate) url: String,
    /// Of its page here.
    pub(crate) address: String,
    pub(crate) source: Publisher,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<Day>,
    pub(crate) first_seen: Moment,
    /// ISO 639-1.
    pub(crate) language: Option<String>,
    /// Number of the latest version.
    pub(crate) version: u32,
    /// Of the latest version's headline and text, hex.
    pub(crate) sha256: String,
    pub(crate) relevance: Option<Word<model::RelevanceVerdict>>,
    pub(crate) incidents: Vec<String>,
    /// The document of which it is a copy.
    pub(crate) copy_of: Option<i64>,
    pub(crate) vendors: Vec<String>,
    pub(crate) products: Vec<String>,
    pub(crate) event_kinds: Vec<String>,
    /// In a search: the words around what was looked for; else null.
    pub(crate) snippet: Option<String>,
}

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Publisher {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) publisher: String,
    pub(crate) tier: Word<model::Tier>,
}

impl Publisher {
    pub(crate) fn of(view: &DocumentView) -> Self {
        let source = &view.source;
        Self {
            id: source.id.to_string(),
            name: source.name.clone(),
            publisher: source.publisher.clone(),
            tier: Word(source.tier),
        }
    }
}

impl DocumentItem {
    pub(crate) fn new(view: &DocumentView, state: &WebState) -> Self {
        let reading = &view.version.reading;
        Self {
            id: view.document.id.0,
            kind: Word(view.document.kind),
            title: reading.title.clone(),
            url: view.document.url.clone(),
            address: state.address(&format!("/documents/{}", view.document.id)),
            source: Publisher::of(view),
            authors: reading.authors.clone(),
            published: reading.published.as_ref().map(Day::of),
            first_seen: Moment(view.document.first_seen),
            language: reading.language.clone(),
            version: view.version.number,
            sha256: view.version.sha256.hex(),
            relevance: view.document.relevance.as_ref().map(|relevance| Word(relevance.verdict)),
            incidents: view.incidents.iter().map(ToString::to_string).collect(),
            copy_of: view.copy_of.map(|id| id.0),
            vendors: named(view, model::EntityKind::Vendor),
            products: named(view, model::EntityKind::Product),
            event_kinds: event_kinds(view),
            snippet: None,
        }
    }
}

fn named(view: &DocumentView, kind: model::EntityKind) -> Vec<String> {
    view.entities.iter().filter(|entity| entity.kind == kind).map(|entity| entity.id.to_string()).collect()
}

/// Each once, in order.
pub(crate) fn event_kinds(view: &DocumentView) -> Vec<String> {
    let mut kinds: Vec<String> = view.events.iter().map(|event| event.kind.to_string()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// All that is known of a document. Third-party articles are not republished: their `text` is null, `excerpt` and the
/// quotes of their evidence stand for it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct Document {
    #[serde(flatten)]
    item: DocumentItem,
    text: Option<String>,
    excerpt: String,
    modified: Option<Day>,
    site_name: Option<String>,
    canonical_url: Option<String>,
    /// What could not be read.
    warnings: Vec<String>,
    advisory: Option<Advisory>,
    links: Vec<Link>,
    /// 0 to 1.
    relevance_score: Option<f64>,
    relevance_reasons: Vec<Reason>,
    entities: Vec<Entity>,
    events: Vec<Event>,
    claims: Vec<Claim>,
    /// All of them, oldest first.
    versions: Vec<VersionMeta>,
}

/// An outgoing link of the main text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Link {
    url: String,
    text: String,
}

impl Link {
    pub(super) fn all(links: &[model::Link]) -> Vec<Self> {
        links.iter().map(|link| Self { url: link.url.clone(), text: link.text.clone() }).collect()
    }
}

/// A version without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct VersionMeta {
    number: u32,
    created: Moment,
    /// Of headline and text, hex.
    sha256: String,
    /// Null for an imported version; so are the two after it.
    fetched: Option<Moment>,
    /// Of the answer as it came, hex.
    page_sha256: Option<String>,
    final_url: Option<String>,
    address: String,
}

impl VersionMeta {
    fn new(view: &DocumentView, meta: &watchline_store::VersionMeta, state: &WebState) -> Self {
        Self {
            number: meta.number,
            created: Moment(meta.created_at),
            sha256: meta.sha256.hex(),
            fetched: meta.fetched_at.map(Moment),
            page_sha256: meta.page_sha256.map(|digest| digest.hex()),
            final_url: meta.final_url.clone(),
            address: state.address(&format!("/documents/{}/versions/{}", view.document.id, meta.number)),
        }
    }
}

impl Document {
    pub(crate) fn new(view: &DocumentView, state: &WebState) -> Self {
        let reading = &view.version.reading;
        let relevance = view.document.relevance.as_ref();
        Self {
            item: DocumentItem::new(view, state),
            text: whole(view, reading),
            excerpt: excerpt(&reading.text),
            modified: reading.modified.as_ref().map(Day::of),
            site_name: reading.site_name.clone(),
            canonical_url: reading.canonical_url.clone(),
            warnings: reading.warnings.clone(),
            advisory: reading.advisory.as_ref().map(Advisory::new),
            links: Link::all(&reading.links),
            relevance_score: relevance.map(|relevance| thousandths(relevance.score)),
            relevance_reasons: relevance.map_or_else(Vec::new, |relevance| Reason::all(&relevance.reasons)),
            entities: Entity::all(&view.entities, &view.mentions, reading),
            events: Event::all(&view.events, reading),
            claims: Claim::all(&view.claims, &view.events, reading),
            versions: view.versions.iter().map(|meta| VersionMeta::new(view, meta, state)).collect(),
        }
    }
}

/// The text, where it may be shown whole.
fn whole(view: &DocumentView, reading: &model::Reading) -> Option<String> {
    (extent(view.document.kind) == Extent::Whole).then(|| reading.text.clone())
}

/// One archived reading of a document. `text` is null for third-party articles.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct DocumentVersion {
    document: i64,
    #[serde(flatten)]
    meta: VersionMeta,
    /// Whether a later one has taken its place.
    superseded: bool,
    title: String,
    authors: Vec<String>,
    published: Option<Day>,
    modified: Option<Day>,
    language: Option<String>,
    text: Option<String>,
    excerpt: String,
}

impl DocumentVersion {
    /// `None` where the version is not listed with the document.
    pub(crate) fn new(view: &DocumentView, version: &model::Version, state: &WebState) -> Option<Self> {
        let meta = view.versions.iter().find(|meta| meta.number == version.number)?;
        let reading = &version.reading;
        Some(Self {
            document: view.document.id.0,
            meta: VersionMeta::new(view, meta, state),
            superseded: version.number < view.version.number,
            title: reading.title.clone(),
            authors: reading.authors.clone(),
            published: reading.published.as_ref().map(Day::of),
            modified: reading.modified.as_ref().map(Day::of),
            language: reading.language.clone(),
            text: whole(view, reading),
            excerpt: excerpt(&reading.text),
        })
    }
}

/// The beginning of a text: whole sentences up to some 280 characters.
pub(crate) fn excerpt(text: &str) -> String {
    let beginning: String = text.chars().take(280).collect();
    if beginning.len() == text.len() {
        return beginning;
    }
    let end = beginning.rfind(". ").map(|at| at + 1).or_else(|| beginning.rfind(' ')).unwrap_or(beginning.len());
    format!("{} …", beginning.get(..end).unwrap_or(&beginning).trim_end())
}
