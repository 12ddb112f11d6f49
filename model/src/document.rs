//! What a page says to a reader, and each reading of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::advisory::{Advisory, StatedEvent};
use crate::date::Dated;
use crate::decision::Reason;
use crate::ids::{DocumentId, PageId, SourceId, VersionId};
use crate::page::Digest;
use crate::word::words;

words! {
    DocumentKind {
        Article = "article",
        Statement = "statement",
        Advisory = "advisory",
        Status = "status",
        Post = "post",
    }
}

words! {
    /// Whether a document is about an AI vendor, product or model *and* an incident event.
    RelevanceVerdict { Relevant = "relevant", Borderline = "borderline", Irrelevant = "irrelevant" }
}

words! {
    /// Where a page says when it was published or changed.
    DatePlace {
        /// The page's own description of itself in JSON-LD.
        JsonLd = "json_ld",
        Meta = "meta",
        /// An element that microdata or RDFa marks as the date.
        Marked = "marked",
        /// Words or a `<time>` that readers see beside the headline.
        Headline = "headline",
        Address = "address",
        /// What the page hands to its own scripts.
        Script = "script",
        /// Elsewhere in the page's own story.
        Story = "story",
        /// The feed that led to the page.
        Feed = "feed",
    }
}

/// The verdict with its reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relevance {
    pub verdict: RelevanceVerdict,
    /// 0 to 1.
    pub score: f32,
    pub reasons: Vec<Reason>,
}

/// An outgoing link of the main text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    pub url: String,
    pub text: String,
}

/// What the reader makes of one page. Warnings say what could not be read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Reading {
    pub canonical_url: Option<String>,
    pub title: String,
    pub authors: Vec<String>,
    pub published: Option<Dated>,
    pub modified: Option<Dated>,
    /// ISO 639-1.
    pub language: Option<String>,
    pub site_name: Option<String>,
    /// Where `published` stands; `None` for records, whose fields are dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_basis: Option<DatePlace>,
    /// As `published_basis`, of `modified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified_basis: Option<DatePlace>,
    /// The page's own offset from UTC where `published` is a moment: what the publisher's calendar showed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_offset_minutes: Option<i32>,
    /// The next best date of publication that the page gives, if it is another day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_runner_up: Option<Dated>,
    /// As `published_offset_minutes`, of `modified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified_offset_minutes: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Whether readers have to pay or sign in; `None` where the page does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paywalled: Option<bool>,
    /// The body: paragraphs divided by one blank line.
    pub text: String,
    pub links: Vec<Link>,
    pub warnings: Vec<String>,
    /// What a structured record states with its date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stated_events: Vec<StatedEvent>,
    /// For advisories that came as a structured record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advisory: Option<Advisory>,
}

impl Reading {
    /// Headline, blank line, body: the text that every mention and all evidence of a version point into.
    pub fn full_text(&self) -> String {
        if self.title.is_empty() { self.text.clone() } else { format!("{}\n\n{}", self.title, self.text) }
    }

    /// Where the body begins in [`Self::full_text`], in characters.
    pub fn body_offset(&self) -> usize {
        if self.title.is_empty() { 0 } else { self.title.chars().count() + 2 }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub id: DocumentId,
    pub source: SourceId,
    /// Canonical address; unique.
    pub url: String,
    pub kind: DocumentKind,
    pub relevance: Option<Relevance>,
    pub first_seen: DateTime<Utc>,
    /// Number of the latest version; versions count from 1.
    pub latest: u32,
}

/// One reading of a document, made from one page.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    pub id: VersionId,
    pub document: DocumentId,
    pub number: u32,
    /// `None` for documents that came by `import`.
    pub page: Option<PageId>,
    pub reading: Reading,
    /// Of the reading's title and text.
    pub sha256: Digest,
    pub created_at: DateTime<Utc>,
}
