use super::*;

const NEWS: &str = include_str!("../../../../fixtures/lists/news_sitemap.xml");
const BROKEN: &str = include_str!("../../../../fixtures/lists/broken_sitemap.xml");

#[test]
fn news_images_and_languages_are_told_apart() {
    let scanned = scan(NEWS).unwrap();
    assert!(!scanned.is_index);
    let addresses: Vec<&str> = scanned.entries.iter().map(|entry| entry.address.as_str()).collect();
    let expected = [
        "https://www.watchline-fixture.example/news/one?a=1&b=2",
        "https://www.watchline-fixture.example/news/two",
        "https://elsewhere.example/news/three",
    ];
    assert_eq!(addresses, expected);
    let first = &scanned.entries[0];
    assert_eq!(first.title.as_deref(), Some("Watchfixture bans tool & says why"));
    assert_eq!(first.published.as_deref(), Some("2026-07-02"));
    assert_eq!(first.modified.as_deref(), Some("2026-07-03T10:21:00+02:00"));
    assert_eq!(scanned.entries[1].title, None);
}

#[test]
fn a_broken_sitemap_gives_what_it_still_says() {
    let scanned = scan(BROKEN.trim_start()).unwrap();
    let found: Vec<(&str, Option<&str>)> = scanned
        .entries
        .iter()
        .map(|entry| (entry.address.rsplit('/').next().unwrap(), entry.modified.as_deref()))
        .collect();
    let expected = [
        ("a?x=1&y=2", Some("2026-07-01")),
        ("b", Some("2026-07-02 08:00:00")),
        ("c&nbsp;", Some("soon")),
        ("d", None),
        ("e", None),
        ("cut-o", None),
    ];
    assert_eq!(found, expected);
}

#[test]
fn any_prefix_may_stand_for_the_sitemaps_own_namespace() {
    let index =
        "<s:sitemapindex xmlns:s='x'><s:sitemap><s:loc>https://a.example/1.xml</s:loc></s:sitemap></s:sitemapindex>";
    let scanned = scan(index).unwrap();
    assert!(scanned.is_index);
    assert_eq!(scanned.entries.len(), 1);
}

#[test]
fn what_is_no_sitemap_is_none() {
    for text in [
        "",
        "<",
        "<html><body>loc",
        "<rss><channel><link>https://a.example/</link></channel></rss>",
        "< loc>a</loc>",
        "text",
    ] {
        assert_eq!(scan(text), None, "{text}");
    }
    assert_eq!(scan("<urlset/>"), Some(Scanned::default()));
}

#[test]
fn hostile_markup_takes_bounded_time() {
    let long = format!("<urlset><url><loc>{}</loc></url>", "a".repeat(3_000_000));
    assert_eq!(scan(&long).unwrap().entries, []);
    for part in ["<url><loc>", "<!--", "<![CDATA[", "<loc>&", "<<<", "&#x110000;", "<news:news>"] {
        let text = format!("<urlset>{}", part.repeat(200_000));
        assert!(scan(&text).unwrap().entries.len() <= 100_000, "{part}");
    }
    let many = "<url><loc>https://a.example/</loc></url>".repeat(100_010);
    let scanned = scan(&many).unwrap();
    assert_eq!((scanned.entries.len(), scanned.warnings.len()), (100_000, 1));
}
