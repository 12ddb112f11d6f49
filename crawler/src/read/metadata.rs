//! Headline, authors, dates, site and canonical address, each from the most trustworthy place that has
//! it; the order of places stands in each part. Pure.

mod about;
mod address;
mod byline;
mod dateline;
mod kind;
mod labels;
mod layout;
mod lines;
mod metas;
mod names;
mod order;
mod places;
mod region;
mod spelling;
mod state;
mod title;
mod when;
mod witness;

use chrono::NaiveDate;
use scraper::Html;
use watchline_model::{DatePlace, Dated, Reading};

use crate::read::json_ld::JsonLd;
use crate::read::metadata::layout::Layout;
use crate::read::metadata::names::SiteNames;
use crate::read::metadata::places::Page;
use crate::read::metadata::when::When;
use crate::read::survey::Survey;
use crate::read::{ReadHints, json_ld};

/// A date that a page gives itself, before it is decided what it is the date of.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundDate {
    pub date: Dated,
    /// The day as the publisher's calendar shows it.
    pub local_day: NaiveDate,
    pub place: DatePlace,
    /// What the page says it is the date of: "published", "modified", "other", "nothing".
    pub said: &'static str,
    /// Lines between it and the headline, where both are seen near each other.
    pub distance: Option<usize>,
    /// Whether the markup says that it is a date.
    pub is_marked: bool,
}

/// Every date that the page gives itself, the more trustworthy places first: for measuring, and to show a person
/// why a page has the date that it has.
pub fn dates_of_document(html: &Html, url: &str, hints: &ReadHints<'_>) -> Vec<FoundDate> {
    let survey = Survey::of(html, url);
    let ld = json_ld::read(&survey.json_ld);
    let sites = SiteNames::of(&survey, &ld, url);
    let title = title::title(&survey, &ld, url, &sites, hints);
    let layout = Layout::of(&survey, &title);
    let order = order::order(&survey, url, hints, &layout);
    let page = Page { survey: &survey, ld: &ld, url, title: &title, layout: &layout, order };
    let found = places::candidates(&page).into_iter().map(|one| FoundDate {
        date: one.stamp.date,
        local_day: one.stamp.local_day(),
        place: one.place.told(),
        said: one.said.name(),
        distance: Some(one.distance).filter(|distance| *distance != usize::MAX),
        is_marked: one.is_marked,
    });
    found.collect()
}

/// Whether a script, with its tags, names a date of publication.
pub(crate) fn tells_date(script: &str) -> bool {
    state::tells_date(script)
}

/// Everything but text, links and language.
pub(crate) fn read(survey: &Survey<'_>, ld: &JsonLd, url: &str, hints: &ReadHints<'_>) -> Reading {
    let sites = SiteNames::of(survey, ld, url);
    let title = title::title(survey, ld, url, &sites, hints);
    let layout = Layout::of(survey, &title);
    let authors = byline::people(survey, ld, url, &title, &sites, &layout);
    let order = order::order(survey, url, hints, &layout);
    let page = Page { survey, ld, url, title: &title, layout: &layout, order };
    let candidates = places::candidates(&page);
    let [relative, months] = layout.vague_dates(hints.fetched);
    let of_address = places::month_of_address(url);
    let mut when = when::first_of(&[candidates, relative, months, of_address], kind::kind(survey, ld, url));
    if when.warning.is_some() && hints.published.is_some() {
        // The feed knows better than a date that only stands in.
        when = When { published: None, published_place: None, warning: None, ..when };
    }
    let own = places::own(&ld.articles, url, &title);
    Reading {
        canonical_url: address::address(survey, url),
        authors,
        published: when.published.map(|stamp| stamp.date),
        published_basis: when.published_place,
        published_offset_minutes: when.published.and_then(|stamp| stamp.offset_minutes),
        published_runner_up: when.runner_up.map(|stamp| stamp.date),
        modified: when.modified.map(|stamp| stamp.date),
        modified_basis: when.modified_place,
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

#[cfg(test)]
mod tests;
