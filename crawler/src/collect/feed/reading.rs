//! From what a feed says to what is taken from it: items with an address, each address once. Pure.

use std::collections::HashMap;

use url::Url;

use super::draft::{Draft, Form, Part, Text};
use super::people::Person;
use super::vocabulary::Dialect;
use super::{FeedItem, FeedReading, dates, links, words};

/// Longest summary that is kept, in characters; feeds that put whole articles there have `content_html`.
const SUMMARY_MAX_CHARS: usize = 4000;
/// More warnings of one feed tell nothing new.
const WARNINGS_MAX: usize = 20;

/// What is taken from `draft`, which came from `url`.
pub(super) fn of(draft: Draft, url: &str) -> FeedReading {
    let document = Url::parse(url).ok();
    let base = links::base_of(&draft.feed, document.as_ref());
    let inherits = draft.dialect == Some(Dialect::Atom);
    let stated_language = draft.feed.language.clone();
    let mut reading = FeedReading {
        title: draft
            .feed
            .title
            .get()
            .map(|title| words::line(&title.value, title.form))
            .filter(|title| !title.is_empty()),
        every_seconds: every_seconds(&draft),
        hub: hub(&draft.feed, base.as_ref(), url),
        items: Vec::with_capacity(draft.items.len()),
        language: stated_language.as_deref().and_then(primary_language),
        warnings: Vec::new(),
    };
    let mut names = Names::default();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut left_out = 0;
    for (index, mut part) in draft.items.into_iter().enumerate() {
        if inherits && part.authors.is_empty() && part.creators.is_empty() {
            part.authors.clone_from(&draft.feed.authors);
        }
        let title =
            part.title.get().map(|title| words::line(&title.value, title.form)).filter(|title| !title.is_empty());
        let item_base = links::base_of(&part, base.as_ref());
        let Some(address) = links::address(&part, item_base.as_ref()) else {
            left_out += 1;
            if left_out <= WARNINGS_MAX {
                let title = title.unwrap_or_else(|| "no title".to_owned());
                reading.warnings.push(format!("item {} ({title}) names no address and was left out", index + 1));
            }
            continue;
        };
        let item = item(part, address.clone(), title, stated_language.as_deref(), &mut names);
        match known.get(&address).and_then(|place| reading.items.get_mut(*place)) {
            Some(first) => complete(first, item),
            None => {
                known.insert(address, reading.items.len());
                reading.items.push(item);
            }
        }
    }
    if left_out > WARNINGS_MAX {
        reading.warnings.push(format!("{} more items name no address and were left out", left_out - WARNINGS_MAX));
    }
    reading
}

fn item(part: Part, url: String, title: Option<String>, language: Option<&str>, names: &mut Names) -> FeedItem {
    let people = if part.authors.iter().any(|person| person.name.is_some()) { &part.authors } else { &part.creators };
    let summary = part.summary.get().or(part.content.get()).map(summary).filter(|text| !text.is_empty());
    FeedItem {
        url,
        title,
        authors: names.of(people),
        published: moment(&part.published, language),
        updated: moment(&part.updated, language),
        summary,
        content_html: part.content.into_value().filter(|text| text.form == Form::Html).map(|text| text.value),
        id: part.id,
    }
}

/// What the first item of an address does not say, a later one may.
fn complete(first: &mut FeedItem, later: FeedItem) {
    first.title = first.title.take().or(later.title);
    first.published = first.published.or(later.published);
    first.updated = first.updated.or(later.updated);
    first.summary = first.summary.take().or(later.summary);
    first.content_html = first.content_html.take().or(later.content_html);
    if first.authors.is_empty() {
        first.authors = later.authors;
    }
}

fn summary(text: &Text) -> String {
    words::prose(&text.value, text.form, SUMMARY_MAX_CHARS)
}

/// The first date of the best rank that is one.
fn moment(stated: &[(u8, String)], language: Option<&str>) -> Option<chrono::DateTime<chrono::Utc>> {
    let mut stated: Vec<&(u8, String)> = stated.iter().collect();
    stated.sort_by_key(|(rank, _)| *rank);
    stated.into_iter().find_map(|(_, text)| dates::parse(text, language))
}

/// Bylines told into names, each once: a feed's items mostly share theirs.
#[derive(Default)]
struct Names {
    known: HashMap<String, Vec<String>>,
}

impl Names {
    fn of(&mut self, people: &[Person]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for byline in people.iter().filter_map(|person| person.name.as_deref()) {
            if !self.known.contains_key(byline) {
                self.known.insert(byline.to_owned(), crate::read::authors::split(byline));
            }
            for name in self.known.get(byline).into_iter().flatten() {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        names
    }
}

/// RSS `ttl`, or the period of the syndication module (purl.org/rss/1.0/modules/syndication); the
/// longer one, where both are there.
fn every_seconds(draft: &Draft) -> Option<u64> {
    let minutes = draft.time_to_live.filter(|minutes| *minutes > 0).map(|minutes| minutes.saturating_mul(60));
    let period = draft.update_period.as_deref().and_then(|period| match period {
        "hourly" => Some(3600),
        "daily" => Some(86_400),
        "weekly" => Some(7 * 86_400),
        "monthly" => Some(30 * 86_400),
        "yearly" => Some(365 * 86_400),
        _ => None,
    });
    let period = period.map(|seconds: u64| seconds / draft.update_frequency.unwrap_or(1).max(1));
    minutes.max(period).filter(|seconds| *seconds > 0)
}

/// WebSub, section 4: the hub and the address that it knows the feed by.
fn hub(feed: &Part, base: Option<&Url>, url: &str) -> Option<(String, String)> {
    let of = |wanted: &str| feed.links.iter().find(|link| links::has_rel(link, wanted));
    let hub = links::exact(of("hub")?, base)?;
    let topic = of("self").and_then(|link| links::exact(link, base)).unwrap_or_else(|| url.to_owned());
    Some((hub, topic))
}

/// `en` of `en-US`; `None` where it is no language.
fn primary_language(stated: &str) -> Option<String> {
    let primary = stated.trim().split(['-', '_', ',', ' ']).next()?.to_ascii_lowercase();
    let is_code = matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_lowercase());
    is_code.then_some(primary)
}
