//! The address that the page gives itself, as far as it can be believed. Pure.

use url::Url;

use crate::read::survey::Survey;
use crate::url::{absolute, canonical_url, site};

/// `link rel=canonical` or `og:url` of the same site, if it names more than the front page; else the address
/// that the page came from.
pub(super) fn address(survey: &Survey<'_>, url: &str) -> Option<String> {
    let own = canonical_url(url);
    let declared = survey.canonical.as_deref().into_iter().chain(survey.meta(&["og:url"]));
    for candidate in declared {
        let Some(address) = absolute(survey.base.as_ref(), candidate) else { continue };
        let Some(own) = own.as_deref() else { return Some(address) };
        if is_same_site(&address, own) && (!is_front(&address) || is_front(own)) {
            return Some(address);
        }
    }
    own
}

/// Whether an address names no more than a site.
pub(super) fn is_front(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| url.path() == "/" && url.query().is_none())
}

/// The same host, or one of both is a mobile or print edition of the other.
fn is_same_site(one: &str, other: &str) -> bool {
    let plain = |url: &str| {
        let host = site(url);
        ["m.", "mobile.", "amp.", "print."]
            .iter()
            .find_map(|edition| host.strip_prefix(edition))
            .unwrap_or(&host)
            .to_owned()
    };
    plain(one) == plain(other)
}
