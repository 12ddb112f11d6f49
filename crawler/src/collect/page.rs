//! The feeds behind a web page: those it declares, else those it links to. Pure.

use scraper::{ElementRef, Html, Selector};
use std::sync::LazyLock;
use url::Url;

use crate::read::{bounded, collapse, encoding};
use crate::url::absolute;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Discovered {
    /// Address and title of each feed, the declared ones first; never the same address twice.
    pub feeds: Vec<(String, String)>,
    /// The page's own title.
    pub title: Option<String>,
}

static PARTS: LazyLock<Selector> =
    LazyLock::new(|| Selector::parse("base[href], title, link[rel][href], a[href]").expect("a valid selector"));

/// Feeds that the page at `url` declares (`link rel=alternate`) or links to with an address that
/// looks like a feed's.
pub fn discover_feeds(body: &[u8], content_type: Option<&str>, url: &str) -> Discovered {
    let text = encoding::decode(body, content_type).text;
    let html = Html::parse_document(&bounded::bounded(&text).html);
    let mut base = Url::parse(url).ok();
    let mut discovered = Discovered::default();
    let mut linked = Vec::new();
    for part in html.select(&PARTS) {
        let href = part.attr("href").unwrap_or_default();
        match part.value().name() {
            "base" => base = base.as_ref().and_then(|base| base.join(href).ok()).or(base),
            "title" if discovered.title.is_none() => {
                discovered.title = Some(words(&part)).filter(|title| !title.is_empty());
            }
            "link" if declares_feed(&part) => {
                let title = part.attr("title").map(collapse).unwrap_or_default();
                add(&mut discovered.feeds, absolute(base.as_ref(), href), title);
            }
            "a" => {
                if let Some(address) = absolute(base.as_ref(), href).filter(|address| is_feed_address(address)) {
                    linked.push((address, words(&part)));
                }
            }
            _ => {}
        }
    }
    for (address, title) in linked {
        add(&mut discovered.feeds, Some(address), title);
    }
    discovered
}

fn add(feeds: &mut Vec<(String, String)>, address: Option<String>, title: String) {
    let Some(address) = address else { return };
    if !feeds.iter().any(|(known, _)| *known == address) {
        feeds.push((address, title));
    }
}

fn words(element: &ElementRef<'_>) -> String {
    collapse(&element.text().collect::<String>())
}

fn declares_feed(link: &ElementRef<'_>) -> bool {
    let attribute = |name| link.attr(name).unwrap_or_default().to_ascii_lowercase();
    let rel = attribute("rel");
    let kind = attribute("type");
    let is_feed = ["rss+xml", "atom+xml", "feed+json", "rdf+xml"].iter().any(|feed| kind.contains(feed));
    rel.split_ascii_whitespace().any(|word| word == "feed")
        || (rel.split_ascii_whitespace().any(|word| word == "alternate") && is_feed)
}

fn is_feed_address(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let path = url.path().to_ascii_lowercase();
    let path = path.trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    matches!(last, "feed" | "rss" | "atom" | "feeds" | "feed.json" | "index.xml")
        || last.ends_with(".rss")
        || last.ends_with(".atom")
        || (last.ends_with(".xml") && (last.contains("rss") || last.contains("feed") || last.contains("atom")))
}

#[cfg(test)]
mod tests;
