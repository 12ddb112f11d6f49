//! What goes into the analysis of one document, and what comes out.

use serde::{Deserialize, Serialize};
use watchline_model::{
    Claim, Dated, DocumentKind, Entity, EntityId, Event, Mention, Reading, Relevance, RelevanceVerdict, Status, Tier,
};

/// One document as far as its meaning depends on it. Everything but the text may be unknown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Input<'a> {
    pub title: &'a str,
    pub body: &'a str,
    pub url: Option<&'a str>,
    /// What relative dates ("last week") are resolved against.
    pub published: Option<Dated>,
    pub tier: Option<Tier>,
    pub kind: Option<DocumentKind>,
    /// ISO 639-1.
    pub language: Option<&'a str>,
    /// The vendor whose own source this is: "we" means that vendor.
    pub voice: Option<&'a EntityId>,
}

impl<'a> Input<'a> {
    /// The parts of a reading that matter, without what only its source knows (tier, kind, voice).
    pub fn of_reading(reading: &'a Reading) -> Self {
        Self {
            title: &reading.title,
            body: &reading.text,
            url: reading.canonical_url.as_deref(),
            published: reading.published,
            language: reading.language.as_deref(),
            ..Self::default()
        }
    }

    /// Headline, blank line, body: the same text as [`Reading::full_text`] gives; all spans point into it.
    pub fn full_text(&self) -> String {
        if self.title.is_empty() { self.body.to_owned() } else { format!("{}\n\n{}", self.title, self.body) }
    }
}

/// What one document means. Spans count characters of [`Input::full_text`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    pub relevance: Relevance,
    /// By kind, then id.
    pub entities: Vec<Entity>,
    /// By start, then entity.
    pub mentions: Vec<Mention>,
    /// In the order of their evidence.
    pub events: Vec<Event>,
    /// In the order of their evidence.
    pub claims: Vec<Claim>,
    /// Where the document, taken alone, leaves the matter; `None` where it tells of no event.
    pub status: Option<Status>,
    pub warnings: Vec<String>,
}

impl Default for Analysis {
    fn default() -> Self {
        let relevance = Relevance { verdict: RelevanceVerdict::Irrelevant, score: 0.0, reasons: Vec::new() };
        Self {
            relevance,
            entities: Vec::new(),
            mentions: Vec::new(),
            events: Vec::new(),
            claims: Vec::new(),
            status: None,
            warnings: Vec::new(),
        }
    }
}
