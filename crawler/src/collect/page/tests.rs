use super::*;

#[test]
fn declared_feeds_come_before_linked_ones_and_none_twice() {
    let html = r#"<head><title>The  Courier</title><base href="https://courier.example/en/">
        <link rel="alternate" type="application/rss+xml" title="All news" href="/rss.xml">
        <link rel="alternate" hreflang="de" href="/de/"><link rel="alternate" type="application/feed+json" href="feed.json"></head>
        <a href="/rss.xml">RSS</a> <a href="/tech/feed/">Tech</a> <a href="/feedback">Tell us</a> <a href="/about">About</a>"#;
    let found = discover_feeds(html.as_bytes(), None, "https://courier.example/");
    assert_eq!(found.title.as_deref(), Some("The Courier"));
    let expected = [
        ("https://courier.example/rss.xml", "All news"),
        ("https://courier.example/en/feed.json", ""),
        ("https://courier.example/tech/feed/", "Tech"),
    ];
    assert_eq!(found.feeds, expected.map(|(url, title)| (url.to_owned(), title.to_owned())));
}

#[test]
fn a_page_without_feeds_has_none() {
    assert_eq!(discover_feeds(b"<p>nothing", None, "https://a.example/"), Discovered::default());
}

#[test]
fn sitemaps_status_pages_and_csaf_providers_are_found_beside_feeds() {
    let html = r#"<link rel="sitemap" href="/sitemap-index.xml"><a href="/sitemap_news.xml.gz">Map</a><a href="/sitemap.html">Map</a>
        <a href="https://lab.example/.well-known/csaf/provider-metadata.json">CSAF</a>
        <script src="https://fixture.statuspage.io/embed/script.js"></script>"#;
    let found = discover(html.as_bytes(), Some("text/html"), "https://lab.example/");
    assert_eq!(found.sitemaps, ["https://lab.example/sitemap-index.xml", "https://lab.example/sitemap_news.xml.gz"]);
    assert_eq!(found.csaf.as_deref(), Some("https://lab.example/.well-known/csaf/provider-metadata.json"));
    assert_eq!(found.statuspage.as_deref(), Some("https://fixture.statuspage.io/"));
    assert_eq!(found.feeds, []);
}

#[test]
fn a_declared_feed_stands_before_the_one_that_follows_from_the_system() {
    let html = r#"<meta name="generator" content="WordPress 6.9"><link rel=alternate type=application/rss+xml href=/news.rss>"#;
    let found = discover(html.as_bytes(), None, "https://lab.example/blog/");
    let addresses: Vec<&str> = found.feeds.iter().map(|(address, _)| address.as_str()).collect();
    assert_eq!(addresses, ["https://lab.example/news.rss", "https://lab.example/feed/"]);
}
