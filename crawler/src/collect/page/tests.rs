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
