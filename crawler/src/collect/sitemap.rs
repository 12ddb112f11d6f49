//! Sources of kind `sitemap`: sitemaps, indexes of sitemaps, news sitemaps, lists of addresses; packed or not.
//!
//! Design: an index leads to requests, at most 200 in a round and three levels deep; a set of pages leads to items. What
//! a sitemap listed is remembered as fingerprints, so that a page counts as new when it was not there before, whatever
//! its date says; a page's `lastmod` is its revision and never its date of publication.
//!
//! Consequences: the first round takes the newest 200 pages and calls the rest history. Pages of tags, authors and the
//! like are left out unless `include` names them. The address may also be a
//! site's own (then `robots.txt` and `/sitemap.xml` are asked) or that of its `robots.txt`.

use chrono::{DateTime, SecondsFormat, Utc};
use url::Url;
use watchline_model::Source;
use watchline_model::page::FetchedPage;

use crate::collect::address_filter::AddressFilter;
use crate::collect::feed;
use crate::collect::page::sitemaps_of_robots;
use crate::collect::round::{Listed, ListedItem, Memory, Purpose, ReadError, Request};
use crate::collect::seen::Seen;
use crate::collect::sitemap::children::Left;
use crate::collect::sitemap::pages::Before;
use crate::collect::sitemap::scan::{Scanned, ScannedEntry, scan};

mod children;
mod pages;
mod scan;
mod unpack;

/// Of one round.
const SITEMAPS_MAX: u16 = 200;
/// Of the first round.
const ITEMS_FIRST: u16 = 200;
const DEPTH_MAX: u8 = 3;
/// In memory: when the source was last read, and the newest date in an index, by its address.
const ROUND: &str = "round";
const NEWEST: &str = "newest ";
const SEEN: &str = "seen ";
/// In memory: sitemaps without a date in the source's own index, a line each.
const UNDATED: &str = "undated";

pub(super) fn first_requests(source: &Source, memory: &Memory, _now: DateTime<Utc>) -> Vec<Request> {
    let Some(url) = Url::parse(&source.url).ok().filter(|url| url.path() == "/" && url.query().is_none()) else {
        let index = Request::get(&source.url, Purpose::Sitemap);
        return std::iter::once(index).chain(undated(memory)).collect();
    };
    let paths = ["/robots.txt", "/sitemap.xml"].into_iter();
    paths.filter_map(|path| url.join(path).ok()).map(|url| Request::get(url, Purpose::Sitemap).optional()).collect()
}

/// An index that gives no dates says nothing of its sitemaps' changes by staying the same, so they are asked with it.
fn undated(memory: &Memory) -> impl Iterator<Item = Request> {
    let purpose = Purpose::NestedSitemap { depth: 2, sitemaps: SITEMAPS_MAX / 20, items: ITEMS_FIRST };
    memory.get(UNDATED).into_iter().flat_map(|urls| urls.lines()).map(move |url| Request::get(url, purpose).optional())
}

pub(super) fn read(
    source: &Source,
    request: &Request,
    page: &FetchedPage,
    memory: &Memory,
) -> Result<Listed, ReadError> {
    let not_a_sitemap = |reason: &str| ReadError::NotARecord {
        url: page.final_url.clone(),
        expected: "a sitemap",
        reason: reason.to_owned(),
    };
    let base = Url::parse(&page.final_url).map_err(|fault| not_a_sitemap(&fault.to_string()))?;
    let unpacked = unpack::unpack(&page.body, page.header("content-type"));
    let text = unpacked.text.trim_start();
    let left = match request.purpose {
        Purpose::NestedSitemap { depth, sitemaps, items } => Left { depth, sitemaps, items },
        _ => Left { depth: 1, sitemaps: SITEMAPS_MAX, items: ITEMS_FIRST },
    };
    let reading = Reading { source, request, page, memory, base, left };
    let mut listed = if let Some(scanned) = scan(text) {
        reading.listed(scanned)
    } else if text.starts_with('<') {
        reading.feed().ok_or_else(|| {
            not_a_sitemap("it is a web page or other markup; name the sitemap's own address, or use kind `listing`")
        })?
    } else {
        let robots = sitemaps_of_robots(page.body.as_slice());
        if robots.is_empty() {
            let entries = addresses(text);
            if entries.is_empty() {
                return Err(not_a_sitemap("it holds neither XML nor addresses, nor `Sitemap:` lines"));
            }
            reading.listed(Scanned { entries, ..Scanned::default() })
        } else {
            let asked = first_requests(source, memory, page.fetched_at);
            let new = robots.into_iter().filter(|address| !asked.iter().any(|request| request.url == *address));
            let entry = |address| ScannedEntry { address, ..ScannedEntry::default() };
            reading.index(new.map(entry).collect())
        }
    };
    listed.warnings.extend(unpacked.warning);
    let now = page.fetched_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    listed.memory.insert(ROUND.to_owned(), now);
    Ok(listed)
}

struct Reading<'a> {
    source: &'a Source,
    request: &'a Request,
    page: &'a FetchedPage,
    memory: &'a Memory,
    base: Url,
    left: Left,
}

impl Reading<'_> {
    fn listed(&self, scanned: Scanned) -> Listed {
        let mut listed = if scanned.is_index { self.index(scanned.entries) } else { self.pages(scanned.entries) };
        listed.warnings.splice(0..0, scanned.warnings);
        listed
    }

    fn index(&self, entries: Vec<ScannedEntry>) -> Listed {
        if self.left.depth >= DEPTH_MAX {
            let warning = format!("{}: an index {DEPTH_MAX} levels deep is not followed", self.page.final_url);
            return Listed { warnings: vec![warning], ..Listed::default() };
        }
        let key = format!("{NEWEST}{}", self.request.url);
        let before = self.moment(&key);
        let filter = AddressFilter::of(self.source, &self.page.final_url);
        let chosen = children::choose(entries, &self.base, &filter, before, self.page.fetched_at, self.left);
        let mut requests = chosen.requests;
        let mut memory = Memory::new();
        if self.request.url == self.source.url {
            let asked: Vec<Request> = undated(self.memory).collect();
            requests.retain(|request| !asked.iter().any(|asked| asked.url == request.url));
            memory.insert(UNDATED.to_owned(), chosen.undated.join("\n"));
        }
        memory.insert(key, chosen.newest.unwrap_or(self.page.fetched_at).to_rfc3339_opts(SecondsFormat::Secs, true));
        // What left the only index is forgotten, or memory would grow by a sitemap a day.
        let indexes = self.memory.keys().filter(|key| key.starts_with(NEWEST)).count();
        if self.left.depth == 1 && indexes == 1 && !chosen.addresses.is_empty() {
            let is_gone = |key: &&String| key.strip_prefix(SEEN).is_some_and(|url| !chosen.addresses.contains(url));
            memory.extend(self.memory.keys().filter(is_gone).map(|key| (key.clone(), String::new())));
        }
        Listed { requests, memory, warnings: chosen.warnings, ..Listed::default() }
    }

    fn pages(&self, entries: Vec<ScannedEntry>) -> Listed {
        let key = format!("{SEEN}{}", self.request.url);
        let before = match (Seen::read(self.memory.get(&key)), self.moment(ROUND)) {
            (Some(seen), _) => Before::Read(seen),
            (None, Some(last_round)) => Before::OtherSitemaps { last_round },
            (None, None) => Before::Nothing { items: usize::from(self.left.items) },
        };
        let filter = AddressFilter::of(self.source, &self.page.final_url);
        let chosen = pages::choose(entries, &self.base, &filter, before);
        let memory = Memory::from([(key, chosen.seen.write())]);
        Listed { items: chosen.items, memory, warnings: chosen.warnings, ..Listed::default() }
    }

    /// The protocol allows a feed in a sitemap's place.
    fn feed(&self) -> Option<Listed> {
        let content_type = self.page.header("content-type");
        if !feed::looks_like_feed(&self.page.body, content_type) {
            return None;
        }
        let reading = feed::read_feed(&self.page.body, content_type, &self.page.final_url).ok()?;
        let filter = AddressFilter::of(self.source, &self.page.final_url);
        let items = reading.items.into_iter().filter(|item| filter.takes(&item.url)).map(|item| ListedItem {
            url: item.url,
            title: item.title,
            authors: item.authors,
            published: item.published,
            updated: item.updated,
            summary: item.summary,
            ..ListedItem::default()
        });
        Some(Listed { title: reading.title, items: items.collect(), warnings: reading.warnings, ..Listed::default() })
    }

    fn moment(&self, key: &str) -> Option<DateTime<Utc>> {
        DateTime::parse_from_rfc3339(self.memory.get(key)?).ok().map(|moment| moment.with_timezone(&Utc))
    }
}

/// A sitemap of plain text: an address a line.
fn addresses(text: &str) -> Vec<ScannedEntry> {
    let lines = text.lines().map(str::trim).filter(|line| line.starts_with("http://") || line.starts_with("https://"));
    let entry = |line: &str| ScannedEntry { address: line.to_owned(), ..ScannedEntry::default() };
    lines.filter(|line| line.len() <= 2048).take(100_000).map(entry).collect()
}

#[cfg(test)]
mod tests;
