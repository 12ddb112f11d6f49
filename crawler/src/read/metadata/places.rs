//! Every date that a page gives itself, with where it stands and what it is said to be. Decides nothing. Pure.

use chrono::NaiveDate;
use scraper::ElementRef;
use watchline_model::DatePlace;

use crate::read::attribute::attribute;
use crate::read::dates::{self, Stamp};
use crate::read::dates_text::{self, Order};
use crate::read::json_ld::{Described, JsonLd};
use crate::read::metadata::kind;
use crate::read::metadata::labels::{Said, said};
use crate::read::metadata::layout::Layout;
use crate::read::metadata::metas;
use crate::read::metadata::names::plain;
use crate::read::metadata::region::{Region, region_within};
use crate::read::metadata::state;
use crate::read::survey::{Survey, words};
use crate::url::canonical_url;

/// Where a date stands, the more trustworthy first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// JSON-LD of the page's own article.
    Article,
    /// `article:published_time` and its like.
    Meta,
    /// `itemprop=datePublished`, `<time pubdate>`.
    Marked,
    /// Words or a `<time>` beside the headline.
    Headline,
    Address,
    /// What scripts of the page are given to show it with.
    State,
    /// A general `date` in a `meta`.
    LooseMeta,
    /// JSON-LD of the web page, which content systems fill in for pages that are no articles.
    WebPage,
    /// Elsewhere in the page's own story.
    Story,
}

impl Place {
    /// As it is told to people and stored.
    pub(super) fn told(self) -> DatePlace {
        match self {
            Self::Article | Self::WebPage => DatePlace::JsonLd,
            Self::Meta | Self::LooseMeta => DatePlace::Meta,
            Self::Marked => DatePlace::Marked,
            Self::Headline => DatePlace::Headline,
            Self::Address => DatePlace::Address,
            Self::State => DatePlace::Script,
            Self::Story => DatePlace::Story,
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub(super) stamp: Stamp,
    pub(super) said: Said,
    pub(super) place: Place,
    /// Lines between it and the headline, where both are seen.
    pub(super) distance: usize,
    /// The markup says that it is a date.
    pub(super) is_marked: bool,
}

pub(super) struct Page<'a, 'b> {
    pub(super) survey: &'b Survey<'a>,
    pub(super) ld: &'b JsonLd,
    pub(super) url: &'b str,
    pub(super) title: &'b str,
    pub(super) layout: &'b Layout<'a>,
    pub(super) order: Order,
}

/// All of them, in the order of their places.
pub(super) fn candidates(page: &Page<'_, '_>) -> Vec<Candidate> {
    let mut all = Vec::new();
    let mut add = |text: &str, said: Said, place: Place| {
        let stamp = dates::parse_stamp(text, page.order);
        all.extend(stamp.map(|stamp| Candidate { stamp, said, place, distance: usize::MAX, is_marked: true }));
    };
    for (list, place) in [(&page.ld.articles, Place::Article), (&page.ld.pages, Place::WebPage)] {
        if let Some(own) = own(list, page.url, page.title) {
            own.published.iter().for_each(|text| add(text, Said::Published, place));
            own.modified.iter().for_each(|text| add(text, Said::Modified, place));
        }
    }
    for (said, place, text) in metas::dates(page.survey) {
        add(text, said, place);
    }
    if let Some(date) = dates::in_address(page.url) {
        all.push(Candidate {
            stamp: Stamp::of(date),
            said: Said::Published,
            place: Place::Address,
            distance: usize::MAX,
            is_marked: true,
        });
    }
    all.extend(marked(page));
    all.extend(page.layout.dates(page.order));
    let is_told = all.iter().any(|one| {
        matches!(one.place, Place::Article | Place::Meta | Place::Marked | Place::Address)
            && one.said == Said::Published
    });
    // Content systems hand such a date to the scripts of every page; only the address tells what is published.
    if !is_told && kind::is_dated(page.url) {
        all.extend(state::published(page.survey, page.url, page.title).map(|stamp| Candidate {
            stamp,
            said: Said::Published,
            place: Place::State,
            distance: usize::MAX,
            is_marked: true,
        }));
    }
    all.sort_by_key(|candidate| candidate.place);
    all
}

/// The month in the address, where no more is known.
pub(super) fn month_of_address(url: &str) -> Vec<Candidate> {
    let month = dates::month_in_address(url).map(|date| Candidate {
        stamp: Stamp::of(date),
        said: Said::Published,
        place: Place::Address,
        distance: usize::MAX,
        is_marked: true,
    });
    month.into_iter().collect()
}

/// The described thing that is this page: by address, by headline, else the first of few.
pub(super) fn own<'a>(list: &'a [Described], url: &str, title: &str) -> Option<&'a Described> {
    let plain_url = |url: &str| canonical_url(url).map(|url| url.trim_end_matches('/').to_owned());
    let here = plain_url(url);
    let by_url = list.iter().find(|one| {
        here.is_some()
            && one.urls.iter().any(|url| plain_url(url) == here)
            && (one.published.is_some() || !one.authors.is_empty())
    });
    let by_title = || {
        list.iter().find(|one| {
            one.headline.as_deref().is_some_and(|headline| {
                if one.is_part { plain(headline) == plain(title) } else { super::title::is_like(title, headline) }
            }) && (one.published.is_some() || !one.authors.is_empty())
        })
    };
    by_url.or_else(by_title).or_else(|| {
        list.iter()
            .filter(|one| !one.is_part)
            .find(|one| one.published.is_some() || one.modified.is_some() || !one.authors.is_empty())
            .filter(|_| list.len() <= 4)
    })
}

/// Elements that are marked as dates, or are `<time>`.
fn marked(page: &Page<'_, '_>) -> Vec<Candidate> {
    let elements = page.survey.dates.iter().chain(&page.survey.times);
    let mut found = Vec::new();
    for element in elements.take(60) {
        if region_within(*element) != Region::Own {
            continue;
        }
        if is_of_a_part(*element) {
            continue;
        }
        let property = property(*element);
        let text = words(*element);
        // What holds several marked days says nothing that they do not say better.
        let shown = || if holds_days(*element, page.order) { None } else { short_date(&text, page.order) };
        let Some(stamp) = machine_date(*element, page.order).or_else(shown) else {
            continue;
        };
        let mut said = said_of(*element, property, &text);
        if said == Said::Nothing {
            said = page.layout.label_before(*element);
        }
        let distance = page.layout.distance(*element);
        let is_marked = property == Some(Said::Published) || attribute(*element, "pubdate").is_some();
        let place = match distance {
            _ if is_marked => Place::Marked,
            Some(_) => Place::Headline,
            None => Place::Story,
        };
        found.push(Candidate { stamp, said, place, distance: distance.unwrap_or(usize::MAX), is_marked: true });
    }
    found
}

/// What microdata (`itemprop`) and RDFa (`property`) say of a date.
fn property(element: ElementRef<'_>) -> Option<Said> {
    let names = [attribute(element, "itemprop"), attribute(element, "property")].into_iter().flatten();
    names.flat_map(str::split_ascii_whitespace).find_map(|name| {
        let name = name.rsplit([':', '/', '#']).next().unwrap_or(name).to_ascii_lowercase();
        match name.as_str() {
            "datepublished" | "datecreated" | "created" | "issued" | "dateposted" | "date" => Some(Said::Published),
            "datemodified" | "modified" => Some(Said::Modified),
            _ => None,
        }
    })
}

/// Whether the markup says that the element belongs to a comment, a review or an entry of a list.
fn is_of_a_part(element: ElementRef<'_>) -> bool {
    const PARTS: &[&str] = &[
        "comment",
        "review",
        "reviews",
        "suggestedanswer",
        "acceptedanswer",
        "itemlistelement",
        "isrelatedto",
        "haspart",
        "mentions",
        "event",
    ];
    element.ancestors().filter_map(ElementRef::wrap).any(|around| {
        attribute(around, "itemscope").is_some()
            && attribute(around, "itemprop").is_some_and(|name| PARTS.contains(&name.to_ascii_lowercase().as_str()))
    })
}

fn said_of(element: ElementRef<'_>, property: Option<Said>, text: &str) -> Said {
    if let Some(said) = property {
        return said;
    }
    let class = attribute(element, "class").unwrap_or_default().to_ascii_lowercase();
    if class.contains("published") || class.contains("posted") {
        return Said::Published;
    }
    if class.contains("updated") || class.contains("modified") {
        return Said::Modified;
    }
    said(text)
}

/// Whether it holds elements of its own for several days.
fn holds_days(element: ElementRef<'_>, order: Order) -> bool {
    let times = element.descendent_elements().filter(|inner| inner.value().name() == "time").take(4);
    let days = times.filter_map(|time| machine_date(time, order).or_else(|| short_date(&words(time), order)));
    let days: Vec<NaiveDate> = days.map(|stamp| stamp.local_day()).collect();
    days.first().is_some_and(|first| days.iter().any(|day| day != first))
}

fn machine_date(element: ElementRef<'_>, order: Order) -> Option<Stamp> {
    const ATTRIBUTES: &[&str] = &[
        "datetime",
        "content",
        "data-datetime",
        "data-date",
        "data-time",
        "data-timestamp",
        "data-published",
        "data-utime",
        "data-epoch",
        "title",
    ];
    let known = ATTRIBUTES.iter().filter_map(|name| attribute(element, name));
    let own = element.value().attrs().filter(|(name, _)| is_date_attribute(name)).map(|(_, text)| text);
    known.chain(own).find_map(|text| dates::parse_stamp(text, order))
}

/// "data-publish-date", "data-epoch-time": every system has its own.
fn is_date_attribute(name: &str) -> bool {
    let Some(name) = name.strip_prefix("data-") else { return false };
    let is_of_it = ["date", "time", "publish", "epoch", "unix"].iter().any(|word| name.contains(word));
    let is_other = ["modif", "updat", "expir", "format", "read", "end", "start", "zone"];
    is_of_it && !is_other.iter().any(|word| name.contains(word))
}

fn short_date(text: &str, order: Order) -> Option<Stamp> {
    if text.chars().count() > 120 {
        return None;
    }
    dates_text::find_all(text, order).into_iter().next().map(|found| found.stamp)
}
