//! Places we watch.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::document::DocumentKind;
use crate::ids::{EntityId, SourceId};
use crate::word::words;

words! {
    /// How a source is read.
    SourceKind {
        /// RSS, Atom or JSON Feed.
        Feed = "feed",
        /// An index page, read with CSS selectors.
        Listing = "listing",
        /// One page watched for changes.
        Page = "page",
        /// Sitemaps and sitemap indexes, news sitemaps among them.
        Sitemap = "sitemap",
        /// Statuspage v2 JSON.
        Statuspage = "statuspage",
        /// OSV records, by package or as a bulk zip.
        Osv = "osv",
        /// GitHub's global advisories.
        Ghsa = "ghsa",
        /// CVE JSON 5: records, or listings of what changed.
        Cve = "cve",
        /// A CSAF 2.0 provider.
        Csaf = "csaf",
    }
}

impl SourceKind {
    /// Whether its documents are records of a database in a format of their own, and not web pages.
    pub const fn gives_records(self) -> bool {
        matches!(self, Self::Statuspage | Self::Osv | Self::Ghsa | Self::Cve | Self::Csaf)
    }
}

words! {
    /// Who speaks there.
    Tier {
        Vendor = "vendor",
        Regulator = "regulator",
        Database = "database",
        Press = "press",
        Researcher = "researcher",
        Community = "community",
    }
}

/// When a source is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Schedule {
    /// Every so many seconds.
    Every(u64),
    /// Six cron fields, in UTC.
    Cron(String),
    /// From the source's own rhythm.
    Adaptive,
}

/// Where on an index page the items are. Each is a CSS selector; all but `item` are looked for within the item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ListingSelectors {
    /// The block of one item.
    pub item: String,
    /// The link to its page; left out, the item's first link.
    pub link: Option<String>,
    /// Its headline; left out, the link's words.
    pub title: Option<String>,
    /// Its date; left out, a `time` element.
    pub date: Option<String>,
    /// Its teaser.
    pub summary: Option<String>,
}

/// A place we watch; belongs to a publisher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub id: SourceId,
    pub name: String,
    pub publisher: String,
    pub tier: Tier,
    pub kind: SourceKind,
    pub url: String,
    /// Two-letter language code (ISO 639-1), where the source has one.
    pub language: Option<String>,
    /// Two-letter country code (ISO 3166-1), lower case.
    pub country: Option<String>,
    /// For tier `vendor`: whose voice this is.
    pub vendor: Option<EntityId>,
    pub schedule: Schedule,
    pub enabled: bool,
    /// What its documents are; left out, it follows from the tier ([`Source::kind_of_documents`]).
    pub document_kind: Option<DocumentKind>,
    /// CSS selector of the main text, where the general reader needs help.
    pub article_selector: Option<String>,
    /// What it yields, in a sentence.
    pub note: Option<String>,
    /// For kinds `osv` and `ghsa`: the packages asked for, as `PyPI/langchain` or `npm/@scope/name`.
    #[serde(default)]
    pub packages: Vec<String>,
    /// For kinds `listing` and `sitemap`: only addresses that fit one of these patterns (`*` stands for anything).
    #[serde(default)]
    pub include: Vec<String>,
    /// For kinds `listing` and `sitemap`: no address that fits one of these patterns.
    #[serde(default)]
    pub exclude: Vec<String>,
    /// For kind `listing`.
    #[serde(default)]
    pub selectors: Option<ListingSelectors>,
}

impl Source {
    /// A source with nothing but what it must have; its name and publisher are its id.
    pub fn new(id: impl Into<String>, kind: SourceKind, tier: Tier, url: impl Into<String>) -> Self {
        let id = id.into();
        Self {
            name: id.clone(),
            publisher: id.clone(),
            id: SourceId(id),
            tier,
            kind,
            url: url.into(),
            language: None,
            country: None,
            vendor: None,
            schedule: Schedule::Adaptive,
            enabled: true,
            document_kind: None,
            article_selector: None,
            note: None,
            packages: Vec::new(),
            include: Vec::new(),
            exclude: Vec::new(),
            selectors: None,
        }
    }

    /// As configured; else `status` for status pages, `advisory` for records of databases, else by tier: `statement`
    /// for vendors and regulators, `advisory` for databases, `post` for communities, `article` for the rest.
    pub fn kind_of_documents(&self) -> DocumentKind {
        self.document_kind.unwrap_or(match (self.kind, self.tier) {
            (SourceKind::Statuspage, _) => DocumentKind::Status,
            (SourceKind::Osv | SourceKind::Ghsa | SourceKind::Cve | SourceKind::Csaf, _) | (_, Tier::Database) => {
                DocumentKind::Advisory
            }
            (_, Tier::Vendor | Tier::Regulator) => DocumentKind::Statement,
            (_, Tier::Press | Tier::Researcher) => DocumentKind::Article,
            (_, Tier::Community) => DocumentKind::Post,
        })
    }

    /// Whether an edit or a removal of what it published is an event: vendors' and regulators' own words.
    pub fn speaks_for_itself(&self) -> bool {
        matches!(self.tier, Tier::Vendor | Tier::Regulator)
    }
}

/// How a source is doing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceHealth {
    pub last_fetch: Option<DateTime<Utc>>,
    pub last_success: Option<DateTime<Utc>>,
    pub next_due: Option<DateTime<Utc>>,
    pub last_new_entry: Option<DateTime<Utc>>,
    pub last_status: Option<u16>,
    pub consecutive_failures: u32,
    /// Why the last fetch failed, in a sentence; `None` after a success.
    pub last_error: Option<String>,
    pub interval_seconds: Option<u64>,
    /// Documents it has given so far.
    pub documents: u64,
    pub relevant: u64,
}

/// What a conditional request needs, and what tells a changed body from an unchanged one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    /// SHA-256 of the last body, hex.
    pub body_sha256: Option<String>,
}
