//! What the store takes and gives beside the nouns of the model: bundles that one call needs together.
//!
//! Plain data; nothing here touches the database.

use chrono::{DateTime, Utc};
use watchline_model::page::Digest;
use watchline_model::{
    Author, ChangeSeq, Channel, Claim, Delivery, Document, DocumentId, DocumentKind, Entity, Event, IncidentId,
    Mention, Page, PageId, Reading, Reason, Relevance, Rhythm, Source, Subscription, SubscriptionId, Version,
    VersionId,
};

mod collecting;
mod deciding;
mod placing;
mod reviewing;
mod tagging;

pub use collecting::*;
pub use deciding::*;
pub use placing::*;
pub use reviewing::*;
pub use tagging::*;

/// What reading a page came to.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "made once a page and handed over by reference; a box would save nothing"
)]
pub enum ReadOutcome {
    Document {
        kind: DocumentKind,
        reading: Reading,
        /// Of its words alone: where it is that of the latest version, the reading is no new one. `None`: title and
        /// text are compared letter by letter.
        words_sha256: Option<Digest>,
    },
    /// The page holds no document; the reason is kept with it.
    Nothing { reason: String },
}

/// Which document and version a reading became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    pub document: DocumentId,
    /// `None`: it says the same as the latest version.
    pub version: Option<VersionId>,
    /// Number of the document's latest version.
    pub number: u32,
}

/// A version that no analysis has seen.
#[derive(Debug, Clone, PartialEq)]
pub struct UntaggedVersion {
    pub version: Version,
    pub document: Document,
    pub source: Source,
    /// The reading of the version before it.
    pub previous: Option<Reading>,
}

/// What the analysis makes of a version. Evidence may leave `version` open; the store fills it.
#[derive(Debug, Clone, PartialEq)]
pub struct Tagged {
    pub version: VersionId,
    pub relevance: Relevance,
    pub entities: Vec<Entity>,
    pub mentions: Vec<Mention>,
    pub events: Vec<Event>,
    pub claims: Vec<Claim>,
    /// JSON; what placing needs to know of the document.
    pub signature: String,
}

/// A relevant document that has no incident yet.
#[derive(Debug, Clone, PartialEq)]
pub struct UnplacedDocument {
    pub document: Document,
    /// Its latest version.
    pub version: VersionId,
    pub published: Option<DateTime<Utc>>,
    pub signature: String,
}

/// A document's place, for building the clustering anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedSignature {
    pub document: DocumentId,
    pub incident: IncidentId,
    pub signature: String,
}

/// Where a document belongs and why.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPlacement {
    pub document: DocumentId,
    /// `None`: a new incident is opened.
    pub incident: Option<IncidentId>,
    /// Year of the new incident's id.
    pub year: i32,
    /// The document of which it is a copy.
    pub copy_of: Option<DocumentId>,
    pub author: Author,
    pub reasons: Vec<Reason>,
    /// A person should look at it.
    pub review: bool,
}

/// A version without its text.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionMeta {
    pub id: VersionId,
    pub number: u32,
    pub created_at: DateTime<Utc>,
    pub sha256: Digest,
    /// `None` for an imported version; so are the three after it.
    pub page: Option<PageId>,
    pub fetched_at: Option<DateTime<Utc>>,
    pub page_sha256: Option<Digest>,
    pub final_url: Option<String>,
}

/// Everything that is shown of a document: the latest version, its tags, its place.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentView {
    pub document: Document,
    pub source: Source,
    /// The latest.
    pub version: Version,
    /// All of them, oldest first.
    pub versions: Vec<VersionMeta>,
    /// Tags of the latest version; empty until it is tagged.
    pub entities: Vec<Entity>,
    pub mentions: Vec<Mention>,
    /// Those of the tags, then what watching the document showed: its evidence may lie in an earlier version.
    pub events: Vec<Event>,
    pub claims: Vec<Claim>,
    pub incidents: Vec<IncidentId>,
    pub copy_of: Option<DocumentId>,
    /// The page of the latest version; `None` for an imported one.
    pub page: Option<Page>,
}

/// An entity and where it is spoken of: in documents that are not irrelevant, in incidents not merged away.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityCount {
    pub entity: Entity,
    pub documents: u64,
    pub incidents: u64,
}

/// How much of everything there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    /// Configured and enabled.
    pub sources: u64,
    pub pages: u64,
    pub documents: u64,
    pub versions: u64,
    pub relevant: u64,
    pub borderline: u64,
    /// Without those merged into another.
    pub incidents: u64,
    /// Of the latest versions of relevant documents.
    pub events: u64,
    /// Of the latest versions of relevant documents.
    pub claims: u64,
    /// Confirmed and not ended.
    pub subscriptions: u64,
    /// Delivered messages.
    pub alerts: u64,
    /// Fetched, not read yet.
    pub pending_pages: u64,
    /// Listed, not fetched yet.
    pub pending_entries: u64,
}

/// A subscription that is not stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSubscription {
    pub query: String,
    pub channel: Channel,
    pub rhythm: Rhythm,
    /// Confirmed from the start: made by the operator, or a webhook.
    pub confirmed: bool,
}

/// A message that is not in the outbox yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    pub subscription: SubscriptionId,
    /// Unique for ever: the same key is enqueued once.
    pub key: String,
    pub subject: String,
    pub body_text: String,
    pub body_json: String,
    pub due: DateTime<Utc>,
}

/// A message whose time has come and whom it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDelivery {
    pub delivery: Delivery,
    pub subscription: Subscription,
}

/// What walking the archive came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    pub pages: u64,
    pub versions: u64,
    pub changes: u64,
    pub decisions: u64,
    pub observations: u64,
    /// Bodies that were decompressed and hashed again, also those that no page names.
    pub bodies: u64,
    /// Quotes that stand in their version's text.
    pub quotes: u64,
    /// The first finding, in a sentence; `None`: everything is as it was written.
    pub broken: Option<String>,
    /// The first finding of each part that has any.
    pub findings: Vec<String>,
}

/// What a backup holds; also the content of its `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BackupManifest {
    /// Of this manifest's own form.
    pub format: u32,
    /// File name beside the manifest.
    pub database: String,
    pub size_bytes: u64,
    /// SHA-256 of the database file, hex.
    pub sha256: String,
    /// Last link of the chain of pages, hex: keep it elsewhere to prove later that nothing was cut off.
    pub last_page_chain: String,
    /// Last link of the chain of versions, hex.
    pub last_version_chain: String,
    pub last_change: ChangeSeq,
    pub counts: Counts,
}
