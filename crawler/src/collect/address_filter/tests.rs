use watchline_model::{SourceKind, Tier};

use super::*;

fn source() -> Source {
    let mut source =
        Source::new("lab", SourceKind::Sitemap, Tier::Vendor, "https://www.watchline-fixture.example/sitemap.xml");
    source.include = vec!["/news/*".to_owned(), "https://status.watchline-fixture.example/*".to_owned()];
    source.exclude = vec!["*/tag/*".to_owned()];
    source
}

#[test]
fn only_included_addresses_of_the_same_site_are_taken() {
    let source = source();
    let filter = AddressFilter::of(&source, &source.url);
    assert!(filter.takes("https://blog.watchline-fixture.example/news/a"));
    assert!(filter.takes("https://status.watchline-fixture.example/x"));
    assert!(!filter.takes("https://www.watchline-fixture.example/about"));
    assert!(!filter.takes("https://www.watchline-fixture.example/news/tag/a"));
    assert!(!filter.takes("https://elsewhere.example/news/a"));
}

#[test]
fn another_sites_page_is_taken_only_where_a_whole_address_names_it() {
    let mut source = source();
    source.include.push("https://partner.example/*".to_owned());
    let filter = AddressFilter::of(&source, &source.url);
    assert!(filter.takes_named("https://partner.example/a"));
    assert!(!filter.takes_named("https://partner.example/tag/a"));
    assert!(!filter.takes_named("https://elsewhere.example/news/a"));
    assert!(!filter.takes("https://partner.example/a"));
}

#[test]
fn two_customers_of_one_host_are_two_sites() {
    assert_ne!(registrable("https://a.github.io/x"), registrable("https://b.github.io/x"));
    assert_eq!(registrable("https://a.b.lab.co.uk"), registrable("http://lab.co.uk:8080/"));
    assert_eq!(registrable("http://127.0.0.1:81/"), Some("127.0.0.1".to_owned()));
    assert_ne!(registrable("http://127.0.0.1/"), registrable("http://10.1.0.1/"));
    assert_eq!(registrable("mailto:a@b.example"), None);
}

#[test]
fn a_site_that_moved_is_followed() {
    let source = source();
    let filter = AddressFilter::of(&source, "https://new-name.example/sitemap.xml");
    assert!(filter.takes("https://new-name.example/news/a"));
}

#[test]
fn a_page_that_only_lists_others_is_known_by_its_address() {
    for path in ["", "/", "/tags/agents/", "/en/category/policy", "/blog/page/2", "/Author/fixture"] {
        assert!(is_list(&format!("https://lab.example{path}")), "{path}");
    }
    for path in [
        "/?p=17",
        "/news/tagging-of-models",
        "/2026/07/03/pages-of-history",
        "/blog",
        "/press/archive/2026/07/x/1",
        "/category/policy/our-letter-to-all-lawmakers",
    ] {
        assert!(!is_list(&format!("https://lab.example{path}")), "{path}");
    }
}
