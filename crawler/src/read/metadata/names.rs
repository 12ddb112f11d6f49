//! What the site calls itself, in all the places that say so, and whether some words are that name. Pure.

use crate::read::collapse;
use crate::read::json_ld::JsonLd;
use crate::read::survey::{Survey, words};
use crate::url::site;

/// The names of the page's site and of the organizations that it describes.
#[derive(Debug, Default)]
pub(super) struct SiteNames {
    /// Letters and digits only, lower case.
    names: Vec<String>,
    /// Of organizations, which are no authors even where their name could be a person's.
    organizations: Vec<String>,
    /// The host's own label: "examplenews" of www.examplenews.co.uk.
    host: String,
    /// All of the host: "examplenewscouk".
    whole_host: String,
}

impl SiteNames {
    pub(super) fn of(survey: &Survey<'_>, ld: &JsonLd, url: &str) -> Self {
        let metas = [
            "og:site_name",
            "application-name",
            "apple-mobile-web-app-title",
            "al:android:app_name",
            "al:ios:app_name",
            "dc.publisher",
            "publisher",
        ];
        let said = metas.iter().filter_map(|name| survey.meta(&[name])).map(str::to_owned);
        let described =
            ld.organizations.iter().cloned().chain(ld.articles.iter().filter_map(|one| one.publisher.clone()));
        let logos = survey.headings.iter().filter(|h1| super::title::is_logo(**h1)).map(|h1| words(*h1));
        let mut names: Vec<String> = said
            .chain(described)
            .chain(logos)
            .map(|name| plain(&name))
            .filter(|name| name.chars().count() >= 2)
            .collect();
        names.sort();
        names.dedup();
        let publishers: Vec<&String> = ld.articles.iter().filter_map(|one| one.publisher.as_ref()).collect();
        let organizations = if publishers.is_empty() { ld.organizations.iter().collect() } else { publishers };
        let organizations =
            organizations.into_iter().filter(|name| !ld.people.contains(name)).map(|name| plain(name)).collect();
        Self { names, organizations, host: host_label(url), whole_host: plain(&site(url)) }
    }

    /// Whether `part` is the site's name, or as good as: "Example News", "ExampleNews.com", "Example News UK".
    pub(super) fn is_site(&self, part: &str) -> bool {
        let part = plain(part);
        let length = part.chars().count();
        if length < 2 {
            return false;
        }
        let is_name = self.names.iter().any(|name| {
            let shorter = length.min(name.chars().count());
            *name == part
                || (shorter >= 4
                    && length <= name.chars().count() * 3
                    && (name.contains(&part) || part.contains(name.as_str())))
        });
        let host = self.host.as_str();
        let is_host = host.len() >= 3
            && (part == host
                || (length >= 4 && host.contains(&part) && length * 2 >= host.len())
                || (host.len() >= 4 && part.contains(host) && length <= host.len() * 3));
        is_name || is_host
    }

    /// Whether an author's name is the site's: people write under their own name on sites of that name, so a
    /// name of several words counts as a person's unless the page describes an organization of that name.
    pub(super) fn is_author(&self, name: &str) -> bool {
        let is_whole = name.contains(' ') && !self.organizations.contains(&plain(name));
        self.is_exactly(name) && !is_whole
    }

    /// Whether the words are exactly one of its names.
    pub(super) fn is_exactly(&self, words: &str) -> bool {
        let words = plain(words);
        self.names.contains(&words) || (self.host.len() >= 3 && (words == self.host || words == self.whole_host))
    }
}

pub(super) fn site_name(survey: &Survey<'_>, ld: &JsonLd) -> Option<String> {
    let named = survey.meta(&["og:site_name", "application-name", "al:android:app_name"]).map(str::to_owned);
    named
        .or_else(|| ld.publisher.clone())
        .map(|name| collapse(&crate::read::plain_text(&name)))
        .filter(|name| !name.is_empty())
}

/// Letters and digits, lower case.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The label that names the site: the longest one before the public suffix will do.
fn host_label(url: &str) -> String {
    let host = site(url);
    let labels: Vec<&str> = host.split('.').collect();
    let without_suffix = labels.get(..labels.len().saturating_sub(1)).unwrap_or_default();
    let own = without_suffix
        .iter()
        .rev()
        .find(|label| !matches!(**label, "co" | "com" | "org" | "net" | "gov" | "ac" | "edu" | "gob"));
    plain(own.copied().unwrap_or_default())
}
