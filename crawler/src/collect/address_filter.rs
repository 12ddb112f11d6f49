//! Which addresses of an index a source takes: those of its own site that fit `include` and not `exclude`.

use url::{Host, Url};
use watchline_model::Source;

use crate::collect::address_pattern::fits;

pub(super) struct AddressFilter<'a> {
    source: &'a Source,
    /// Of the configured address and of where it led to.
    sites: Vec<String>,
}

impl<'a> AddressFilter<'a> {
    /// `final_url` is where the index was found in the end: a site may move to another name.
    pub(super) fn of(source: &'a Source, final_url: &str) -> Self {
        Self { source, sites: [&source.url, final_url].into_iter().filter_map(registrable).collect() }
    }

    pub(super) fn is_same_site(&self, url: &str) -> bool {
        registrable(url).is_some_and(|site| self.sites.contains(&site))
    }

    /// As [`Self::takes`], and no page that only lists others, unless `include` names such pages.
    pub(super) fn takes_article(&self, url: &str) -> bool {
        self.takes(url) && (!self.source.include.is_empty() || !is_list(url))
    }

    /// As [`Self::takes`], for what the operator pointed at by a selector: another site's page too, if a pattern with a
    /// scheme names it.
    pub(super) fn takes_named(&self, url: &str) -> bool {
        let mut whole = self.source.include.iter().filter(|pattern| pattern.contains("://"));
        let is_excluded = self.source.exclude.iter().any(|pattern| fits(pattern, url));
        self.takes(url) || (whole.any(|pattern| fits(pattern, url)) && !is_excluded)
    }

    pub(super) fn takes(&self, url: &str) -> bool {
        let fits_any = |patterns: &[String]| patterns.iter().any(|pattern| fits(pattern, url));
        self.is_same_site(url)
            && (self.source.include.is_empty() || fits_any(&self.source.include))
            && !fits_any(&self.source.exclude)
    }
}

/// Folders of pages that only list others.
const LISTS: &[&str] = &[
    "tag",
    "tags",
    "category",
    "categories",
    "author",
    "authors",
    "topic",
    "topics",
    "archive",
    "archives",
    "page",
    "search",
    "keyword",
    "keywords",
    "label",
    "labels",
    "schlagwort",
    "thema",
    "etiqueta",
    "etiquetas",
    "categoria",
];

/// Parts of a path behind such a folder, at most: `/tag/models/page/2`. Some put whole articles below `/archive/`.
const BEHIND_LIST_MAX: usize = 2;
/// A last part of so many words is an article's.
const HEADLINE_WORDS_MIN: usize = 5;

/// Whether a page only lists others, by its address: the site's front page, tags, authors, pages of a list. Such a page
/// changes with every article and is none.
pub(super) fn is_list(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let path = url.path().to_ascii_lowercase();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let Some(last) = parts.last() else { return url.query().is_none() };
    let is_headline = last.split('-').count() >= HEADLINE_WORDS_MIN;
    let behind = parts.iter().rev().position(|part| LISTS.contains(part));
    behind.is_some_and(|behind| behind <= BEHIND_LIST_MAX) && !is_headline
}

/// The part of the host that one party registered (Public Suffix List): `news.lab.co.uk` -> `lab.co.uk`. An IP address
/// and a name without dots stand for themselves.
pub(super) fn registrable(url: impl AsRef<str>) -> Option<String> {
    let url = Url::parse(url.as_ref()).ok()?;
    match url.host()? {
        Host::Domain(host) => {
            let host = host.trim_end_matches('.').to_ascii_lowercase();
            Some(psl::domain_str(&host).map_or(host.clone(), str::to_owned))
        }
        address => Some(address.to_string()),
    }
}

#[cfg(test)]
mod tests;
