use super::*;

#[test]
fn an_address_that_says_what_it_is_is_believed() {
    let cases = [
        ("https://api.osv.dev", Some(SourceKind::Osv)),
        ("https://bucket.osv-mirror.example/PyPI/all.zip", Some(SourceKind::Osv)),
        ("https://api.github.com/advisories?ecosystem=pip", Some(SourceKind::Ghsa)),
        ("https://raw.example/cves/deltaLog.json", Some(SourceKind::Cve)),
        ("https://a.example/.well-known/csaf/provider-metadata.json", Some(SourceKind::Csaf)),
        ("https://a.example/news-sitemap.xml.gz", Some(SourceKind::Sitemap)),
        ("https://status.a.example/api/v2/incidents.json", Some(SourceKind::Statuspage)),
        ("https://a.example/blog", None),
        ("https://a.example/feed.xml", None),
    ];
    for (url, kind) in cases {
        assert_eq!(kind_of(url), kind, "{url}");
    }
}

#[test]
fn an_id_can_stand_in_an_address_and_a_query() {
    assert_eq!(id_of("https://www.News.Example:8080/rss"), "news-example");
    assert_eq!(id_of("http://[::1]/"), "1");
    assert_eq!(id_of("nonsense"), "source");
}
