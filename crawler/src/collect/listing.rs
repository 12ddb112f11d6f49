//! Sources of kind `listing`: an index page whose items are named by CSS selectors, or found.
//!
//! Design: selectors count where they are valid and find something; otherwise the page's own shape decides which of its
//! links are articles, and a warning says so, since a redesigned page must not fall silent.

use std::panic::{AssertUnwindSafe, catch_unwind};

use scraper::Html;
use url::Url;
use watchline_model::Source;
use watchline_model::page::FetchedPage;

use crate::collect::address_filter::AddressFilter;
use crate::collect::listing::blocks::find_items;
use crate::collect::listing::parts::Place;
use crate::collect::listing::selected::select_items;
use crate::collect::round::{Listed, ListedItem, Memory, ReadError, Request};
use crate::read::{bounded, encoding};

mod blocks;
mod headline;
mod neighbours;
mod parts;
mod selected;

/// Of one page; the order of the page is kept, and the newest stand first on nearly all.
const ITEMS_MAX: usize = 300;

pub(super) fn read(
    source: &Source,
    _request: &Request,
    page: &FetchedPage,
    _memory: &Memory,
) -> Result<Listed, ReadError> {
    let decoded = encoding::decode(&page.body, page.header("content-type"));
    let bounded = bounded::bounded(&decoded.text);
    let mut listed = catch_unwind(AssertUnwindSafe(|| listed(source, &bounded.html, &page.final_url)))
        .map_err(|_| not_an_index(page, "it breaks the HTML reader"))?;
    listed.warnings.extend(decoded.warning.into_iter().chain(bounded.warnings));
    if listed.items.is_empty() {
        return Err(not_an_index(
            page,
            "no list of articles was found on it; name its items by `selectors`, or use its feed or sitemap",
        ));
    }
    Ok(listed)
}

fn not_an_index(page: &FetchedPage, reason: &str) -> ReadError {
    ReadError::NotARecord { url: page.final_url.clone(), expected: "an index page", reason: reason.to_owned() }
}

fn listed(source: &Source, html: &str, url: &str) -> Listed {
    let document = Html::parse_document(html);
    let filter = AddressFilter::of(source, url);
    let place = Place { base: parts::base(&document, url), page: Url::parse(url).ok(), filter: &filter };
    let mut listed = Listed { title: parts::page_title(&document), ..Listed::default() };
    if let Some(selectors) = &source.selectors {
        listed.items = select_items(&document, selectors, &place, &mut listed.warnings);
    }
    if listed.items.is_empty() {
        listed.items = find_items(&document, &place);
    }
    fold(&mut listed.items);
    if listed.items.len() > ITEMS_MAX {
        listed.warnings.push(format!("{} items, of which the first {ITEMS_MAX} are taken", listed.items.len()));
        listed.items.truncate(ITEMS_MAX);
    }
    listed
}

/// One item an address: the first, completed by what the others know.
fn fold(items: &mut Vec<ListedItem>) {
    let mut kept: Vec<ListedItem> = Vec::with_capacity(items.len());
    let mut places = std::collections::BTreeMap::new();
    for item in items.drain(..) {
        match places.get(&item.url).and_then(|at: &usize| kept.get_mut(*at)) {
            Some(known) => {
                known.title = known.title.take().or(item.title);
                known.published = known.published.or(item.published);
                known.summary = known.summary.take().or(item.summary);
            }
            None => {
                places.insert(item.url.clone(), kept.len());
                kept.push(item);
            }
        }
    }
    *items = kept;
}

#[cfg(test)]
mod tests;
