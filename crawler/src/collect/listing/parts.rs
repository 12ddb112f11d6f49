//! The parts of an item on an index page: its address, date and teaser.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use scraper::{ElementRef, Html, Selector};
use url::Url;

use crate::collect::address_filter::AddressFilter;
use crate::read::{collapse, dates, dates_text};
use crate::url::absolute;

/// A date stands in a short line; elsewhere it belongs to the prose.
const DATE_LINE_MAX_CHARS: usize = 60;
/// Dated lines of one item that are looked at.
const LINES_MAX: usize = 40;
const SUMMARY_MIN_CHARS: usize = 40;
const SUMMARY_MAX_CHARS: usize = 1000;

static BASE: LazyLock<Selector> = LazyLock::new(|| selector("base[href]"));
static TITLE: LazyLock<Selector> = LazyLock::new(|| selector("title"));
static TIME: LazyLock<Selector> = LazyLock::new(|| selector("time"));
static PARAGRAPH: LazyLock<Selector> = LazyLock::new(|| selector("p"));
/// Files that hold no article.
const FILES: &[&str] = &[
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".zip", ".gz", ".mp3", ".mp4", ".webm", ".css", ".js", ".ics",
    ".rss", ".atom", ".xml", ".json", ".xlsx", ".docx", ".pptx",
];

/// Where the page stands, and which addresses it may name.
pub(super) struct Place<'a> {
    pub(super) base: Option<Url>,
    pub(super) page: Option<Url>,
    pub(super) filter: &'a AddressFilter<'a>,
}

impl Place<'_> {
    /// The address that a link leads to, if it can be an article of this source.
    pub(super) fn article(&self, link: &ElementRef<'_>) -> Option<String> {
        let url = self.address(link)?;
        let path = Url::parse(&url).ok()?.path().to_ascii_lowercase();
        let is_file = FILES.iter().any(|end| path.ends_with(end));
        (!is_file && self.filter.takes_article(&url)).then_some(url)
    }

    /// The same for a link that a selector points at: what it leads to is the operator's to know.
    pub(super) fn named(&self, link: &ElementRef<'_>) -> Option<String> {
        self.address(link).filter(|url| self.filter.takes_named(url))
    }

    /// `None` for links to the index page itself, or to another part of it.
    fn address(&self, link: &ElementRef<'_>) -> Option<String> {
        let url = absolute(self.base.as_ref(), link.attr("href")?)?;
        let parsed = Url::parse(&url).ok()?;
        let is_page = self.page.as_ref().is_some_and(|page| {
            page.host_str() == parsed.host_str()
                && page.path().trim_end_matches('/') == parsed.path().trim_end_matches('/')
                && (parsed.query().is_none() || parsed.query() == page.query())
        });
        (!is_page).then_some(url)
    }
}

pub(super) fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("a valid selector")
}

/// What relative links are seen from.
pub(super) fn base(document: &Html, url: &str) -> Option<Url> {
    let page = Url::parse(url).ok()?;
    let declared = document.select(&BASE).next().and_then(|base| page.join(base.attr("href")?).ok());
    Some(declared.unwrap_or(page))
}

pub(super) fn page_title(document: &Html) -> Option<String> {
    document.select(&TITLE).next().map(|title| words(&title)).filter(|title| !title.is_empty())
}

pub(super) fn words(element: &ElementRef<'_>) -> String {
    let mut text = String::new();
    for part in element.text() {
        text.push_str(part);
        // Neighbouring elements need no blank between them in the markup, but have one on the screen.
        text.push(' ');
    }
    collapse(&text)
}

/// The moment that an element states: by attribute, else by its words.
pub(super) fn stated_date(element: &ElementRef<'_>) -> Option<DateTime<Utc>> {
    let attributes = ["datetime", "content", "data-datetime", "data-date", "data-time", "title"];
    let stated = attributes.iter().filter_map(|name| element.attr(name)).find_map(dates::parse);
    stated.or_else(|| dates::parse(&words(element))).map(|date| date.value)
}

/// The date of an item: its `time`, else the first short line that holds one, else the one in its address.
pub(super) fn date(item: &ElementRef<'_>, url: &str) -> Option<DateTime<Utc>> {
    let timed = item.select(&TIME).find_map(|time| stated_date(&time));
    let in_text = || {
        let mut lines = item.text().map(collapse).filter(|line| !line.is_empty()).take(LINES_MAX);
        lines.find_map(|line| short_date(&line))
    };
    timed.or_else(in_text).or_else(|| dates::in_address(url).map(|date| date.value))
}

/// The date in a line that is short enough to be there for it.
pub(super) fn short_date(line: &str) -> Option<DateTime<Utc>> {
    let is_short = line.chars().nth(DATE_LINE_MAX_CHARS).is_none();
    dates_text::find(line).filter(|_| is_short).map(|date| date.value)
}

/// The first paragraph of an item that says more than its headline.
pub(super) fn summary(item: &ElementRef<'_>, title: &str) -> Option<String> {
    let mut paragraphs = item.select(&PARAGRAPH).map(|paragraph| words(&paragraph));
    let long = paragraphs.find(|text| text.chars().count() >= SUMMARY_MIN_CHARS && text != title)?;
    Some(cut(&long))
}

pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(SUMMARY_MAX_CHARS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
