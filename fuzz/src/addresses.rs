//! Claims on addresses that readers give out.

use watchline_crawler::canonical_url;

/// An address is absolute, http or https, and canonical: its canonical form is itself.
pub(crate) fn assert_canonical(url: &str) {
    assert!(url.starts_with("http://") || url.starts_with("https://"), "no absolute web address: {url:?}");
    assert_eq!(canonical_url(url).as_deref(), Some(url), "the address is not canonical");
}

/// An address that is asked next leads to the web.
pub(crate) fn assert_askable(address: &str) {
    let url = url::Url::parse(address).unwrap_or_else(|fault| panic!("{address:?} would be asked, and is {fault}"));
    assert!(matches!(url.scheme(), "http" | "https"), "{address:?} would be asked");
    assert!(url.host_str().is_some_and(|host| !host.is_empty()), "{address:?} would be asked");
}
