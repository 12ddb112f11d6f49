//! What is behind a web page: feeds, sitemaps, a status page, a CSAF provider. Pure.
//!
//! Design: what a page declares comes first, then what it links to, then what sites built like it offer; what can only
//! be tried is left to [`guesses`]. Nothing is invented: an address in [`Discovered`] stands on the page, or follows
//! from a convention of the system that the page was plainly made with.

use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use url::Url;

use crate::collect::page::made_with::made_with;
use crate::read::{bounded, collapse, encoding};
use crate::url::absolute;

mod guesses;
mod made_with;
mod robots;

pub use guesses::guesses;
pub use robots::sitemaps_of_robots;

/// A page that links to more feeds than this is a directory of feeds.
const FEEDS_MAX: usize = 50;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Discovered {
    /// Address and title of each feed, the declared ones first; never the same address twice.
    pub feeds: Vec<(String, String)>,
    /// Addresses of sitemaps.
    pub sitemaps: Vec<String>,
    /// The address of the status page, if this is one.
    pub statuspage: Option<String>,
    /// The address of CSAF provider metadata that the page links to.
    pub csaf: Option<String>,
    /// The page's own title.
    pub title: Option<String>,
}

static PARTS: LazyLock<Selector> =
    LazyLock::new(|| Selector::parse("base[href], title, link[rel][href], a[href]").expect("a valid selector"));

/// Everything behind the page at `url`.
pub fn discover(body: &[u8], content_type: Option<&str>, url: &str) -> Discovered {
    let text = encoding::decode(body, content_type).text;
    let html = Html::parse_document(&bounded::bounded(&text).html);
    let mut base = Url::parse(url).ok();
    let mut found = Discovered::default();
    let mut linked = Vec::new();
    for part in html.select(&PARTS) {
        let href = part.attr("href").unwrap_or_default();
        match part.value().name() {
            "base" => base = base.as_ref().and_then(|base| base.join(href).ok()).or(base),
            "title" if found.title.is_none() => {
                found.title = Some(words(&part)).filter(|title| !title.is_empty());
            }
            "link" if declares_feed(&part) => {
                let title = part.attr("title").map(collapse).unwrap_or_default();
                add(&mut found.feeds, absolute(base.as_ref(), href), title);
            }
            "link" if has_rel(&part, "sitemap") => add_address(&mut found.sitemaps, absolute(base.as_ref(), href)),
            "a" => {
                let Some(address) = absolute(base.as_ref(), href) else { continue };
                if is_feed_address(&address) {
                    linked.push((address, words(&part)));
                } else if is_sitemap_address(&address) {
                    add_address(&mut found.sitemaps, Some(address));
                } else if address.ends_with("/provider-metadata.json") {
                    found.csaf.get_or_insert(address);
                }
            }
            _ => {}
        }
    }
    for (address, title) in linked {
        add(&mut found.feeds, Some(address), title);
    }
    let made_with = made_with(&text, url);
    found.statuspage = made_with.statuspage;
    if let Some((address, title)) = made_with.feed {
        add(&mut found.feeds, Some(address), title.to_owned());
    }
    found
}

/// As [`discover`], for those who only want feeds.
pub fn discover_feeds(body: &[u8], content_type: Option<&str>, url: &str) -> Discovered {
    discover(body, content_type, url)
}

fn add(feeds: &mut Vec<(String, String)>, address: Option<String>, title: String) {
    let Some(address) = address else { return };
    if feeds.len() < FEEDS_MAX && !feeds.iter().any(|(known, _)| *known == address) {
        feeds.push((address, title));
    }
}

fn add_address(addresses: &mut Vec<String>, address: Option<String>) {
    let Some(address) = address else { return };
    if addresses.len() < FEEDS_MAX && !addresses.contains(&address) {
        addresses.push(address);
    }
}

fn words(element: &ElementRef<'_>) -> String {
    collapse(&element.text().collect::<String>())
}

fn has_rel(link: &ElementRef<'_>, wanted: &str) -> bool {
    let rel = link.attr("rel").unwrap_or_default();
    rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(wanted))
}

fn declares_feed(link: &ElementRef<'_>) -> bool {
    let kind = link.attr("type").unwrap_or_default().to_ascii_lowercase();
    let is_feed = ["rss+xml", "atom+xml", "feed+json", "rdf+xml"].iter().any(|feed| kind.contains(feed));
    has_rel(link, "feed") || (has_rel(link, "alternate") && is_feed)
}

fn is_feed_address(address: &str) -> bool {
    let last = last_segment(address);
    matches!(last.as_str(), "feed" | "rss" | "atom" | "feeds" | "feed.json" | "index.xml")
        || last.ends_with(".rss")
        || last.ends_with(".atom")
        || (last.ends_with(".xml") && (last.contains("rss") || last.contains("feed") || last.contains("atom")))
}

fn is_sitemap_address(address: &str) -> bool {
    let last = last_segment(address);
    last.contains("sitemap") && [".xml", ".xml.gz", ".txt"].iter().any(|end| last.ends_with(end))
}

/// Lower case; empty where there is none.
fn last_segment(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return String::new() };
    let path = url.path().to_ascii_lowercase();
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
