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

    pub(super) fn takes(&self, url: &str) -> bool {
        let fits_any = |patterns: &[String]| patterns.iter().any(|pattern| fits(pattern, url));
        self.is_same_site(url)
            && (self.source.include.is_empty() || fits_any(&self.source.include))
            && !fits_any(&self.source.exclude)
    }
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
