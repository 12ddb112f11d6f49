//! Every date that a page gives itself, with where it stands and what it is said to be. Decides nothing. Pure.

use scraper::ElementRef;

use crate::read::dates::{self, Stamp};
use crate::read::dates_text::{self, Order};
use crate::read::json_ld::{Described, JsonLd};
use crate::read::metadata::labels::{Said, said};
use crate::read::metadata::layout::Layout;
use crate::read::metadata::region::{Region, region_within};
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
    /// A general `date` in a `meta`.
    LooseMeta,
    /// JSON-LD of the web page, which content systems fill in for pages that are no articles.
    WebPage,
    /// Elsewhere in the page's own story.
    Story,
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

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "published_time",
    "article:published",
    "article.published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "pub_date",
    "published-date",
    "publication_date",
    "publicationdate",
    "cxenseparse:recs:publishtime",
    "article_date_original",
    "originalpublicationdate",
    "citation_publication_date",
    "citation_online_date",
    "dcterms.issued",
    "dc.date.issued",
    "bt:pubdate",
    "rnews:datepublished",
    "ptime",
    "weibo: article:create_at",
    "article:create_at",
    "prism.publicationdate",
    "release_date",
    "og:release_date",
    "publishedat",
    "article:post_date",
];
const LOOSE: &[&str] = &[
    "date",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "datecreated",
    "citation_date",
    "created",
    "eprints.date",
    "last-published",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "article.updated",
    "article:modified",
    "revised",
    "updated_time",
    "utime",
    "article:update_at",
    "last_updated",
];

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
    for (names, said, place) in [
        (PUBLISHED, Said::Published, Place::Meta),
        (LOOSE, Said::Published, Place::LooseMeta),
        (MODIFIED, Said::Modified, Place::Meta),
    ] {
        for name in names {
            if let Some(text) = page.survey.meta(&[name]) {
                add(text, said, place);
            }
        }
    }
    for (name, text) in &page.survey.metas {
        // "w-published-date", "dcs.publishDate", "article-publish-time": every system has its own.
        let is_date =
            name.contains("publi") && (name.contains("date") || name.contains("time")) && !name.contains("modif");
        if is_date && !PUBLISHED.contains(&name.as_str()) {
            add(text, Said::Published, Place::Meta);
        }
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
    all.sort_by_key(|candidate| candidate.place);
    all
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
            one.headline.as_deref().is_some_and(|headline| super::title::is_like(title, headline))
                && (one.published.is_some() || !one.authors.is_empty())
        })
    };
    by_url.or_else(by_title).or_else(|| {
        list.iter()
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
        let itemprop = element.attr("itemprop").unwrap_or_default();
        let text = words(*element);
        let Some(stamp) = machine_date(*element, page.order).or_else(|| short_date(&text, page.order)) else {
            continue;
        };
        let mut said = said_of(*element, itemprop, &text);
        if said == Said::Nothing {
            said = page.layout.label_before(*element);
        }
        let distance = page.layout.distance(*element);
        let is_marked = itemprop == "datePublished" || element.attr("pubdate").is_some();
        let place = match distance {
            _ if is_marked => Place::Marked,
            Some(_) => Place::Headline,
            None => Place::Story,
        };
        found.push(Candidate { stamp, said, place, distance: distance.unwrap_or(usize::MAX), is_marked: true });
    }
    found
}

fn said_of(element: ElementRef<'_>, itemprop: &str, text: &str) -> Said {
    match itemprop {
        "datePublished" | "dateCreated" => return Said::Published,
        "dateModified" => return Said::Modified,
        _ => {}
    }
    let class = element.attr("class").unwrap_or_default().to_ascii_lowercase();
    if class.contains("published") || class.contains("posted") {
        return Said::Published;
    }
    if class.contains("updated") || class.contains("modified") {
        return Said::Modified;
    }
    said(text)
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
    ATTRIBUTES.iter().filter_map(|name| element.attr(name)).find_map(|text| dates::parse_stamp(text, order))
}

fn short_date(text: &str, order: Order) -> Option<Stamp> {
    if text.chars().count() > 120 {
        return None;
    }
    dates_text::find_all(text, order).into_iter().next().map(|found| found.stamp)
}
