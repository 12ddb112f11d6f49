//! The items of an index page that a source's own selectors name.

use scraper::{ElementRef, Html, Selector};
use watchline_model::ListingSelectors;

use crate::collect::listing::headline;
use crate::collect::listing::parts::{Place, cut, date, selector, stated_date, words};
use crate::collect::round::ListedItem;

/// In the order of the page. What is wrong with the selectors goes to `warnings`, and then that part is found without.
pub(super) fn select_items(
    document: &Html,
    selectors: &ListingSelectors,
    place: &Place<'_>,
    warnings: &mut Vec<String>,
) -> Vec<ListedItem> {
    let mut part = |name: &str, text: Option<&String>| {
        let text = text.filter(|text| !text.trim().is_empty())?;
        let parsed = Selector::parse(text);
        if let Err(fault) = &parsed {
            let instead = if name == "item" { "the page's own shape" } else { "what every item has" };
            warnings
                .push(format!("the selector of `{name}`, `{text}`, is not valid ({fault}); {instead} is used instead"));
        }
        parsed.ok()
    };
    let parts = Parts {
        link: part("link", selectors.link.as_ref()),
        title: part("title", selectors.title.as_ref()),
        date: part("date", selectors.date.as_ref()),
        summary: part("summary", selectors.summary.as_ref()),
        any_link: selector("a[href]"),
    };
    let Some(item) = part("item", Some(&selectors.item)) else { return Vec::new() };
    let mut without_link = 0;
    let mut items = Vec::new();
    for element in document.select(&item) {
        match parts.read(&element, place) {
            Some(item) => items.push(item),
            None => without_link += 1,
        }
    }
    if without_link > 0 {
        warnings.push(format!("{without_link} items have no link to a page of this site and were left out"));
    }
    if items.is_empty() {
        let text = &selectors.item;
        warnings.push(format!("the selector of `item`, `{text}`, finds nothing; the page's own shape is used instead"));
    }
    items
}

struct Parts {
    link: Option<Selector>,
    title: Option<Selector>,
    date: Option<Selector>,
    summary: Option<Selector>,
    any_link: Selector,
}

impl Parts {
    fn read(&self, item: &ElementRef<'_>, place: &Place<'_>) -> Option<ListedItem> {
        let (link, url) = self.link(item, place)?;
        let chosen = |selector: &Option<Selector>| {
            let selector = selector.as_ref()?;
            item.select(selector).map(|part| words(&part)).find(|text| !text.is_empty())
        };
        let named = || {
            let of_link = headline::of_link(&link).text;
            if headline::is_idle(&of_link) { headline::heading_in(item) } else { Some(of_link) }
        };
        let stated = self.date.as_ref().and_then(|selector| item.select(selector).find_map(|part| stated_date(&part)));
        Some(ListedItem {
            title: chosen(&self.title).or_else(named),
            published: stated.or_else(|| date(item, &url)),
            summary: chosen(&self.summary).map(|text| cut(&text)),
            url,
            ..ListedItem::default()
        })
    }

    /// The named link, or one within it; else the item itself, its first link, or the link that it stands in.
    fn link<'a>(&self, item: &ElementRef<'a>, place: &Place<'_>) -> Option<(ElementRef<'a>, String)> {
        let with_address = |link: ElementRef<'a>| place.named(&link).map(|url| (link, url));
        if let Some(selector) = &self.link {
            let named = item.select(selector);
            let mut candidates = named.flat_map(|part| std::iter::once(part).chain(part.select(&self.any_link)));
            if let Some(found) = candidates.find_map(with_address) {
                return Some(found);
            }
        }
        let around =
            item.ancestors().take(3).filter_map(ElementRef::wrap).filter(|element| element.value().name() == "a");
        std::iter::once(*item).chain(item.select(&self.any_link)).chain(around).find_map(with_address)
    }
}
