//! Headline, authors, dates, site and canonical address, each from the most trustworthy place that has
//! it; the order of places stands in each part. Pure.

mod about;
mod address;
mod byline;
mod labels;
mod layout;
mod lines;
mod names;
mod places;
mod region;
mod title;
mod when;

use scraper::Html;
use watchline_model::Reading;

use crate::read::dates_text::Order;
use crate::read::json_ld::JsonLd;
use crate::read::metadata::layout::Layout;
use crate::read::metadata::names::SiteNames;
use crate::read::metadata::places::Page;
use crate::read::metadata::when::{PageKind, When};
use crate::read::survey::Survey;
use crate::read::{ReadHints, json_ld};

/// Everything but text, links and language.
pub(crate) fn read(survey: &Survey<'_>, ld: &JsonLd, url: &str, hints: &ReadHints<'_>) -> Reading {
    let sites = SiteNames::of(survey, ld, url);
    let title = title::title(survey, ld, url, &sites, hints);
    let layout = Layout::of(survey, &title);
    let authors = byline::people(survey, ld, url, &title, &sites, &layout);
    let tags = [survey.language.as_deref(), survey.meta(&["og:locale", "content-language"]), hints.language];
    let orders = tags.into_iter().flatten().map(Order::of_language);
    let order = orders
        .chain([Order::of_host(&crate::url::site(url))])
        .find(|order| *order != Order::Unknown)
        .unwrap_or_default();
    let page = Page { survey, ld, url, title: &title, layout: &layout, order };
    let candidates = places::candidates(&page);
    let mut when = when::when(&candidates, kind(survey, ld, url));
    if when.warning.is_some() && hints.published.is_some() {
        // The feed knows better than a date that only stands in.
        when = When { published: None, warning: None, ..when };
    }
    let own = places::own(&ld.articles, url, &title);
    Reading {
        canonical_url: address::address(survey, url),
        authors,
        published: when.published.map(|stamp| stamp.date),
        published_offset_minutes: when.published.and_then(|stamp| stamp.offset_minutes),
        published_runner_up: when.runner_up.map(|stamp| stamp.date),
        modified: when.modified.map(|stamp| stamp.date),
        modified_offset_minutes: when.modified.and_then(|stamp| stamp.offset_minutes),
        site_name: names::site_name(survey, ld),
        section: about::section(survey, own),
        tags: about::tags(survey, own),
        paywalled: about::is_paywalled(survey, own),
        warnings: when.warning.into_iter().collect(),
        title,
        ..Reading::default()
    }
}

/// The metadata of a parsed page, without its text: for measuring, and for whoever needs no more.
pub fn of_document(html: &Html, url: &str, hints: &ReadHints<'_>) -> Reading {
    let survey = Survey::of(html, url);
    read(&survey, &json_ld::read(&survey.json_ld), url, hints)
}

/// Whether the page describes itself as an article. `og:type` does not tell: content systems write "article" on
/// every page.
fn kind(survey: &Survey<'_>, ld: &JsonLd, url: &str) -> PageKind {
    if address::is_front(url) {
        return PageKind::Front;
    }
    if crate::url::site(url).starts_with("status.") || url.contains("/incidents/") {
        return PageKind::Incident;
    }
    let body = survey.root.and_then(|root| root.child_elements().find(|child| child.value().name() == "body"));
    let classes = body.and_then(|body| body.attr("class")).unwrap_or_default();
    // WordPress writes what a page is into its body's class.
    let is_post = classes.split_ascii_whitespace().any(|word| word == "single" || word == "single-post");
    if is_post || !ld.articles.is_empty() { PageKind::Article } else { PageKind::Unknown }
}

#[cfg(test)]
mod tests;
