//! The canonical form of an address: one spelling for one page, as far as that can be told without
//! asking. Must never change what a server would answer.

use url::Url;

/// Query parameters that say where a click came from and never what is shown.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "oly_anon_id",
    "oly_enc_id",
    "vero_id",
    "ref_src",
    "ref_url",
    "cmpid",
    "ncid",
    "s_cid",
    "wt_mc",
    "__twitter_impression",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "spm",
    "at_medium",
    "at_campaign",
];

/// `None` unless the address is absolute, http or https, and names a host. Fragment, credentials,
/// default port, a trailing dot of the host and tracking parameters are dropped; the rest stands.
pub fn canonical_url(url: &str) -> Option<String> {
    let mut url = Url::parse(url.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?.trim_end_matches('.').to_owned();
    if host.is_empty() {
        return None;
    }
    if url.host_str() != Some(host.as_str()) {
        url.set_host(Some(&host)).ok()?;
    }
    url.set_fragment(None);
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let kept = url.query().map(|query| {
        query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)).collect::<Vec<_>>().join("&")
    });
    url.set_query(kept.as_deref().filter(|query| !query.is_empty()));
    Some(url.into())
}

/// `address` as seen from `base`, canonical; `None` for anchors within the page, mail and script links.
pub(crate) fn absolute(base: Option<&Url>, address: &str) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.starts_with('#') {
        return None;
    }
    let url = match base {
        Some(base) => base.join(address).ok()?,
        None => Url::parse(address).ok()?,
    };
    canonical_url(url.as_str())
}

/// The host without `www.`, lower case; empty where there is none.
pub(crate) fn site(url: &str) -> String {
    let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests;
