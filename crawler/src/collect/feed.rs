//! Feeds of all kinds (RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed), sound or broken, as one list of items.
//!
//! Pure, and never panics, whatever the bytes are; time and memory grow no faster than they. Items stay in
//! the feed's order, each address once: ids that change and dates that move make no new item. One without
//! an address cannot be fetched and becomes a warning.
//!
//! ## Design
//! Bytes become characters (`decoding`), characters a draft of what the feed says (`xml`, `json`), the draft a
//! reading (`reading`). One reader serves sound feeds and broken ones: with two, a feed that breaks for a day
//! would be read by other rules on that day, and other addresses are other documents.

mod atom_text;
mod attributes;
mod base64;
mod dates;
mod decoding;
mod draft;
mod encoding_names;
mod entities;
mod entity_names;
mod faults;
mod json;
mod leaf;
mod lenient_json;
mod links;
mod markup;
mod mixed_utf8;
mod people;
mod reading;
mod vocabulary;
mod words;
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};

use self::draft::Draft;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct FeedReading {
    pub title: Option<String>,
    pub items: Vec<FeedItem>,
    /// How often the feed says that it changes, in seconds (RSS `ttl`, the syndication module).
    pub every_seconds: Option<u64>,
    /// WebSub: the hub that tells of changes, and the address that it knows the feed by.
    pub hub: Option<(String, String)>,
    /// ISO 639, as the feed states it, without region.
    pub language: Option<String>,
    pub warnings: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct FeedItem {
    /// Absolute and canonical.
    pub url: String,
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<DateTime<Utc>>,
    pub updated: Option<DateTime<Utc>>,
    /// Plain text.
    pub summary: Option<String>,
    pub content_html: Option<String>,
    /// The feed's own name for it (`guid`, `id`); some feeds change it at every visit.
    pub id: Option<String>,
}

/// Why bytes are not a feed that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("{url}: this is a web page, not a feed; use `watchline source add` with it to find its feeds")]
    WebPage { url: String },
    #[error("{url}: neither RSS, Atom nor JSON Feed; check the address")]
    NotAFeed { url: String },
    #[error("{url}: the feed is ill formed: {reason}; tell its publisher, it is read again when it changes")]
    IllFormed { url: String, reason: String },
    #[error("{url}: not {expected}: {reason}; check the source's address and kind")]
    NotARecord { url: String, expected: &'static str, reason: String },
}

/// Reads a feed. `base_url` is the address it came from; relative links are seen from there.
///
/// # Errors
/// [`ReadError`], in plain words, with the line where there is one: only where nothing of a feed is left.
pub fn read_feed(body: &[u8], content_type: Option<&str>, base_url: &str) -> Result<FeedReading, ReadError> {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let text = decoding::decode(body, content_type);
        read_text(&text, base_url)
    }));
    read.unwrap_or_else(|_| {
        Err(ReadError::IllFormed { url: base_url.to_owned(), reason: "it breaks the feed reader".to_owned() })
    })
}

/// Whether it is worth trying [`read_feed`]; decided by the first element, not by the content type alone.
pub fn looks_like_feed(body: &[u8], content_type: Option<&str>) -> bool {
    let head = decoding::decode(body.get(..4096).unwrap_or(body), content_type);
    let head = head.trim_start();
    if head.starts_with('{') {
        return head.contains("jsonfeed.org/version") || content_type.is_some_and(|kind| kind.contains("feed+json"));
    }
    !looks_like_html(head) && has_root(head)
}

fn read_text(text: &str, base_url: &str) -> Result<FeedReading, ReadError> {
    let url = base_url.to_owned();
    let start = text.trim_start();
    if start.starts_with(['{', '[']) || is_wrapped_json(start) {
        return read_json(start, url);
    }
    if let Some(unpacked) = unquoted(start).or_else(|| unescaped(start)) {
        return read_markup(&unpacked, url);
    }
    read_markup(start, url)
}

fn read_json(text: &str, url: String) -> Result<FeedReading, ReadError> {
    let Some(json::JsonDraft { draft, is_feed }) = json::read(text) else {
        return Err(ReadError::NotAFeed { url });
    };
    if draft.items.is_empty() && draft.fault.is_some() {
        return Err(match faults::of_json(text) {
            Some(reason) if is_feed || looks_like_feed(text.as_bytes(), None) => ReadError::IllFormed { url, reason },
            _ => ReadError::NotAFeed { url },
        });
    }
    if !is_feed {
        return Err(ReadError::NotAFeed { url });
    }
    let reason = draft.fault.and_then(|_| faults::of_json(text));
    Ok(with_reason(draft, &url, reason))
}

fn read_markup(text: &str, url: String) -> Result<FeedReading, ReadError> {
    let is_page = looks_like_html(text);
    let draft = xml::read(text);
    let has_root = draft.dialect.is_some();
    if is_page && (!has_root || draft.items.is_empty()) {
        return Err(ReadError::WebPage { url });
    }
    if draft.items.is_empty() && !has_root {
        return Err(ReadError::NotAFeed { url });
    }
    let reason = (draft.fault.is_some() || draft.is_cut_off).then(|| faults::of_xml(text)).flatten();
    let says_nothing = draft.items.is_empty() && (draft.is_cut_off || draft.feed.is_empty());
    if says_nothing && let Some(reason) = reason {
        return Err(ReadError::IllFormed { url, reason });
    }
    let reading = with_reason(draft, &url, reason);
    // A page may well hold elements that are called `item`; a feed's items lead somewhere.
    if reading.items.is_empty() && (is_page || !has_root) {
        return Err(if is_page { ReadError::WebPage { url } } else { ReadError::NotAFeed { url } });
    }
    Ok(reading)
}

fn with_reason(draft: Draft, url: &str, reason: Option<String>) -> FeedReading {
    let mut reading = reading::of(draft, url);
    if let Some(reason) = reason {
        reading.warnings.insert(0, format!("the feed is ill formed ({reason}); read as far as it can be"));
    }
    reading
}

fn looks_like_html(head: &str) -> bool {
    let head = markup::floor(head, 4096).to_ascii_lowercase();
    let feed = ROOTS.iter().filter_map(|root| head.find(root)).min();
    // A feed may have a wrong DOCTYPE, and elements that are called `header`.
    let is_tag = |place: &usize, tag: &str| {
        !head.get(place + tag.len()..).unwrap_or_default().starts_with(char::is_alphanumeric)
    };
    let first = |tag: &'static str| head.match_indices(tag).map(|(place, _)| place).find(|place| is_tag(place, tag));
    let page = ["<html", "<head", "<body"].into_iter().filter_map(first).min();
    match (page, feed) {
        (Some(page), Some(feed)) => page < feed,
        (Some(_), None) => true,
        (None, feed) => feed.is_none() && head.contains("<!doctype html"),
    }
}

const ROOTS: [&str; 3] = ["<rss", "<feed", "<rdf:rdf"];

fn has_root(head: &str) -> bool {
    let lower = head.to_ascii_lowercase();
    ROOTS.iter().any(|root| lower.contains(root))
}

/// A call around it (`callback({…})`), or words before it.
fn is_wrapped_json(text: &str) -> bool {
    !text.contains('<') && text.find('{').is_some_and(|at| at < 256) && text.contains("items")
}

/// A feed sent as one JSON text: `"<?xml version=\"1.0\"?>\n<rss …"`.
fn unquoted(text: &str) -> Option<String> {
    text.trim_end().starts_with("\"<").then(|| serde_json::from_str::<String>(text.trim()).ok()).flatten()
}

/// A feed that was escaped as a whole, as it is shown in a page.
fn unescaped(text: &str) -> Option<String> {
    let head = markup::floor(text, 4096).to_ascii_lowercase();
    let is_escaped = ["&lt;rss", "&lt;feed", "&lt;rdf:rdf"].iter().any(|root| head.contains(root)) && !has_root(&head);
    is_escaped.then(|| entities::resolve(text, &entities::Declared::new()).into_owned())
}

#[cfg(test)]
mod tests;
