//! Feeds of all kinds (RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed) as one list of items.
//!
//! Pure, and never panics, whatever the bytes are. Items stay in the feed's order; one without an
//! address cannot be fetched and becomes a warning.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};
use feed_rs::model::{Entry, Feed, Person};
use feed_rs::parser::{Builder, ParseFeedError};
use url::Url;

use crate::read::{dates, encoding, plain_text};
use crate::url::absolute;

/// Longest summary that is kept, in characters; feeds that put whole articles there have `content_html`.
const SUMMARY_MAX_CHARS: usize = 4000;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct FeedReading {
    pub title: Option<String>,
    pub items: Vec<FeedItem>,
    /// How often the feed says that it changes, in seconds (RSS `ttl`).
    pub every_seconds: Option<u64>,
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
}

/// Reads a feed. `base_url` is the address it came from; relative links are seen from there.
///
/// # Errors
/// [`ReadError`], in plain words, with the line where there is one.
pub fn read_feed(body: &[u8], content_type: Option<&str>, base_url: &str) -> Result<FeedReading, ReadError> {
    let url = base_url.to_owned();
    let text = encoding::decode_feed(body, content_type);
    let start = text.trim_start();
    if !start.starts_with(['<', '{', '[']) {
        return Err(ReadError::NotAFeed { url });
    }
    if looks_like_html(start) {
        return Err(ReadError::WebPage { url });
    }
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        let parser = Builder::new()
            .base_uri(Some(base_url))
            .sanitize_content(false)
            .timestamp_parser(dates::parse_moment)
            .build();
        parser.parse(start.as_bytes())
    }));
    match parsed {
        Ok(Ok(feed)) => Ok(reading(feed, base_url)),
        Ok(Err(fault)) => Err(explain(url, start, &fault)),
        Err(_) => Err(ReadError::IllFormed { url, reason: "it breaks the feed parser".to_owned() }),
    }
}

/// Whether it is worth trying [`read_feed`]; decided by the first element, not by the content type alone.
pub fn looks_like_feed(body: &[u8], content_type: Option<&str>) -> bool {
    let head = encoding::decode_feed(body.get(..4096).unwrap_or(body), content_type);
    let head = head.trim_start();
    if head.starts_with('{') {
        return head.contains("jsonfeed.org/version") || content_type.is_some_and(|kind| kind.contains("feed+json"));
    }
    let lower = head.to_ascii_lowercase();
    !looks_like_html(head) && ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| lower.contains(root))
}

fn looks_like_html(head: &str) -> bool {
    let head: String = head.chars().take(2048).collect::<String>().to_ascii_lowercase();
    let feed = ["<rss", "<feed", "<rdf:rdf"].iter().filter_map(|root| head.find(root)).min().unwrap_or(usize::MAX);
    ["<!doctype html", "<html", "<head", "<body"].iter().filter_map(|root| head.find(root)).any(|at| at < feed)
}

fn reading(feed: Feed, base_url: &str) -> FeedReading {
    let base = Url::parse(base_url).ok();
    let mut warnings = Vec::new();
    let mut items = Vec::with_capacity(feed.entries.len());
    for (index, entry) in feed.entries.into_iter().enumerate() {
        match item(entry, base.as_ref()) {
            Ok(item) => items.push(item),
            Err(title) => {
                let title = title.unwrap_or_else(|| "no title".to_owned());
                warnings.push(format!("item {} ({title}) names no address and was left out", index + 1));
            }
        }
    }
    FeedReading {
        title: feed.title.map(|title| plain_text(&title.content)).filter(|title| !title.is_empty()),
        items,
        every_seconds: feed.ttl.filter(|minutes| *minutes > 0).map(|minutes| u64::from(minutes) * 60),
        warnings,
    }
}

/// The item, or the title of one that has no address.
fn item(entry: Entry, base: Option<&Url>) -> Result<FeedItem, Option<String>> {
    let title = entry.title.as_ref().map(|title| plain_text(&title.content)).filter(|title| !title.is_empty());
    let Some(url) = address(&entry, base) else { return Err(title) };
    let content_html = entry.content.and_then(|content| content.body).filter(|body| !body.trim().is_empty());
    let summary = entry
        .summary
        .map(|summary| summary.content)
        .or_else(|| content_html.clone())
        .map(|html| cut(&plain_text(&html), SUMMARY_MAX_CHARS))
        .filter(|summary| !summary.is_empty());
    Ok(FeedItem {
        url,
        title,
        authors: names(&entry.authors),
        published: entry.published,
        updated: entry.updated,
        summary,
        content_html,
    })
}

/// The alternate link, else any link that is no enclosure, else an id that is a web address (RSS permalink).
fn address(entry: &Entry, base: Option<&Url>) -> Option<String> {
    let alternate = entry.links.iter().filter(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let others = entry.links.iter().filter(|link| {
        link.rel.as_deref().is_some_and(|rel| !matches!(rel, "alternate" | "enclosure" | "self" | "edit" | "replies"))
    });
    let mut links = alternate.chain(others).filter_map(|link| absolute(base, &link.href));
    links.next().or_else(|| absolute(None, &entry.id))
}

fn names(people: &[Person]) -> Vec<String> {
    let mut names = Vec::new();
    for person in people {
        // Of RSS 2.0's "mail@host (Name)" the parser leaves "(Name)".
        let name = person.name.as_deref().map(plain_text).unwrap_or_default();
        let name = name.trim_matches(['(', ')']);
        for name in crate::read::authors::split(name) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn cut(text: &str, max_chars: usize) -> String {
    match text.char_indices().nth(max_chars) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// A parser's message as a person would say it, with line and column where they can be found.
fn explain(url: String, text: &str, fault: &ParseFeedError) -> ReadError {
    let reason = match fault {
        ParseFeedError::ParseError(feed_rs::parser::ParseErrorKind::NoFeedRoot) => match xml_fault(text) {
            Some(reason) => reason,
            None => return ReadError::NotAFeed { url },
        },
        ParseFeedError::JsonSerde(fault) => {
            format!("line {}, column {}: the JSON breaks off or is wrong there", fault.line(), fault.column())
        }
        ParseFeedError::JsonUnsupportedVersion(version) => format!("JSON Feed version `{version}` is not known"),
        other => xml_fault(text).unwrap_or_else(|| other.to_string()),
    };
    ReadError::IllFormed { url, reason }
}

/// Reads the XML again only to find where it breaks.
fn xml_fault(text: &str) -> Option<String> {
    if !text.starts_with('<') {
        return None;
    }
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open = 0_usize;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Start(_)) => open += 1,
            Ok(quick_xml::events::Event::End(_)) => open = open.saturating_sub(1),
            Ok(quick_xml::events::Event::Eof) if open > 0 => {
                let lines = text.lines().count();
                return Some(format!("line {lines}: it breaks off with {open} elements left open"));
            }
            Ok(quick_xml::events::Event::Eof) => return None,
            Err(fault) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(text.len());
                let (line, column) = position(text, at);
                return Some(format!("line {line}, column {column}: {}", lower_first(&fault.to_string())));
            }
            Ok(_) => {}
        }
    }
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    (line, column)
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests;
