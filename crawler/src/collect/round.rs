//! One round of a source: what to ask first, and what each answer lists and leads to.
//!
//! Design: every kind of source is two pure functions, `first_requests` and `read`. The caller asks, archives, and hands
//! each answer back until no request is left, so what is fetched, how politely and how often is decided in one place
//! for all kinds, and every kind can be tested without a network.
//!
//! Consequences: a kind knows nothing of entries known before; an item says by its `revision` that it changed. What
//! must survive from one round to the next (a cursor, a date) goes through [`Memory`], and only if the whole round
//! went well, so a round that broke off is simply repeated.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use watchline_model::page::FetchedPage;
use watchline_model::{Source, SourceKind};

use crate::collect::{csaf, cve, feed, ghsa, listing, osv, sitemap, statuspage};

pub use crate::collect::feed::ReadError;
use crate::fetch::client::Size;

/// What is asked of a source: one request. Everything is a GET, unless there is a `json_body` to POST.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub url: String,
    pub purpose: Purpose,
    pub json_body: Option<String>,
    /// Media type for the header `Accept`.
    pub accept: Option<&'static str>,
    pub need: Need,
}

/// What it means for the round if a request fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Need {
    /// The round is incomplete: what it wanted to remember is not remembered.
    #[default]
    Required,
    /// One way among several; the round goes on as if it had not been asked.
    Optional,
}

impl Request {
    pub fn get(url: impl Into<String>, purpose: Purpose) -> Self {
        Self { url: url.into(), purpose, json_body: None, accept: None, need: Need::Required }
    }

    pub fn optional(self) -> Self {
        Self { need: Need::Optional, ..self }
    }
}

/// What an answer will be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    Feed,
    Listing,
    Sitemap,
    /// One that an index names: how deep it lies, and how many sitemaps it may lead to and pages list in this round.
    NestedSitemap {
        depth: u8,
        sitemaps: u16,
        items: u16,
    },
    Statuspage,
    /// All records of one package.
    OsvPackage,
    /// `modified_id.csv`: which records changed when.
    OsvIndex,
    /// A zip of records.
    OsvArchive,
    OsvRecord,
    Ghsa,
    /// A page after the first: how many came before, so that a round comes to an end, and the latest change seen on
    /// them (Unix seconds), which is remembered when the last page has been read.
    GhsaPage {
        before: u16,
        latest: i64,
    },
    /// `delta.json` or `deltaLog.json` of the CVE list.
    CveDelta,
    /// One record, a list of records, or a zip of them.
    CveRecords,
    CsafSecurityTxt,
    CsafMetadata,
    CsafRolie,
    CsafIndex,
    CsafChanges,
}

impl Purpose {
    /// Whether many records come at once; a sitemap may have 50 MB (sitemaps.org).
    pub fn size(self) -> Size {
        match self {
            Self::Sitemap | Self::OsvIndex | Self::OsvArchive | Self::CveDelta | Self::CveRecords => Size::Bulk,
            _ => Size::Page,
        }
    }
}

/// What a source remembers between rounds: cursors by name.
pub type Memory = BTreeMap<String, String>;

/// A hub that announces news of `topic` (WebSub).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hub {
    pub hub: String,
    pub topic: String,
}

/// What of an answer is archived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Archive {
    /// The answer itself, and the records in it besides.
    #[default]
    Answer,
    /// Only the records cut out of it: the answer is a bulk download of which most concerns nobody here.
    Records,
}

/// What one answer lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listed {
    pub title: Option<String>,
    pub items: Vec<ListedItem>,
    /// What to ask next in the same round.
    pub requests: Vec<Request>,
    /// How often it may be asked, by its own word (`ttl`, `sy:updatePeriod`).
    pub every_seconds: Option<u64>,
    pub hub: Option<Hub>,
    /// Laid over what was remembered, if the whole round goes well.
    pub memory: Memory,
    pub archive: Archive,
    pub warnings: Vec<String>,
}

/// One thing that an answer lists.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListedItem {
    /// Absolute and canonical.
    pub url: String,
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<DateTime<Utc>>,
    pub updated: Option<DateTime<Utc>>,
    /// Plain text.
    pub summary: Option<String>,
    /// Differs whenever the publisher changed the thing; a known entry is then fetched again.
    pub revision: Option<String>,
    /// Where its SHA-256 or SHA-512 is published.
    pub hash_url: Option<String>,
    /// The whole record, byte for byte as it stands in the answer: then nothing has to be fetched.
    pub record: Option<Vec<u8>>,
}

/// What a round of `source` begins with.
pub fn first_requests(source: &Source, memory: &Memory, now: DateTime<Utc>) -> Vec<Request> {
    match source.kind {
        SourceKind::Feed => vec![Request::get(&source.url, Purpose::Feed)],
        // The page itself is the entry: it is fetched, read and watched like any other.
        SourceKind::Page => Vec::new(),
        SourceKind::Listing => vec![Request::get(&source.url, Purpose::Listing)],
        SourceKind::Sitemap => sitemap::first_requests(source, memory, now),
        SourceKind::Statuspage => statuspage::first_requests(source, memory, now),
        SourceKind::Osv => osv::first_requests(source, memory, now),
        SourceKind::Ghsa => ghsa::first_requests(source, memory, now),
        SourceKind::Cve => cve::first_requests(source, memory, now),
        SourceKind::Csaf => csaf::first_requests(source, memory, now),
    }
}

/// What the answer `page` to `request` lists, and what to ask next.
///
/// # Errors
/// [`ReadError`] where the answer is not what was asked for.
pub fn read_answer(
    source: &Source,
    request: &Request,
    page: &FetchedPage,
    memory: &Memory,
) -> Result<Listed, ReadError> {
    match source.kind {
        SourceKind::Feed => feed_listed(page),
        SourceKind::Page => Ok(Listed::default()),
        SourceKind::Listing => listing::read(source, request, page, memory),
        SourceKind::Sitemap => sitemap::read(source, request, page, memory),
        SourceKind::Statuspage => statuspage::read(source, request, page, memory),
        SourceKind::Osv => osv::read(source, request, page, memory),
        SourceKind::Ghsa => ghsa::read(source, request, page, memory),
        SourceKind::Cve => cve::read(source, request, page, memory),
        SourceKind::Csaf => csaf::read(source, request, page, memory),
    }
}

fn feed_listed(page: &FetchedPage) -> Result<Listed, ReadError> {
    let reading = feed::read_feed(&page.body, page.header("content-type"), &page.final_url)?;
    let item = |item: feed::FeedItem| ListedItem {
        url: item.url,
        title: item.title,
        authors: item.authors,
        published: item.published,
        updated: item.updated,
        summary: item.summary,
        ..ListedItem::default()
    };
    Ok(Listed {
        title: reading.title,
        items: reading.items.into_iter().map(item).collect(),
        every_seconds: reading.every_seconds,
        hub: reading.hub.map(|(hub, topic)| Hub { hub, topic }),
        warnings: reading.warnings,
        ..Listed::default()
    })
}
