//! Places we watch.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::document::DocumentKind;
use crate::ids::{EntityId, SourceId};
use crate::word::words;

words! {
    /// How a source is read. `feed`: RSS, Atom or JSON Feed. `page`: one page watched for changes.
    SourceKind { Feed = "feed", Page = "page" }
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
}

impl Source {
    /// `statement` for vendors and regulators, `advisory` for databases, `post` for communities, else `article`.
    pub fn kind_of_documents(&self) -> DocumentKind {
        self.document_kind.unwrap_or(match self.tier {
            Tier::Vendor | Tier::Regulator => DocumentKind::Statement,
            Tier::Database => DocumentKind::Advisory,
            Tier::Press | Tier::Researcher => DocumentKind::Article,
            Tier::Community => DocumentKind::Post,
        })
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
