use super::*;

const BASE: &str = "https://courier.example/feeds/all.xml";

fn fixture(name: &str) -> Vec<u8> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read(name: &str) -> FeedReading {
    read_feed(&fixture(name), None, BASE).unwrap_or_else(|error| panic!("{error}"))
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    Some(DateTime::parse_from_rfc3339(text).expect(text).with_timezone(&Utc))
}

#[test]
fn rss_gives_items_with_plain_words_and_canonical_addresses() {
    let feed = read("rss_2_0.xml");
    assert_eq!((feed.title.as_deref(), feed.every_seconds), (Some("The Lowland Courier"), Some(1800)));
    let first = &feed.items[0];
    assert_eq!(first.url, "https://courier.example/2026/07/harbour-assistant");
    assert_eq!(first.title.as_deref(), Some("Harbour council switches off its \"chat assistant\""));
    assert_eq!(first.authors, ["Ines Varga"]);
    assert_eq!(first.published, moment("2026-07-03T14:05:00Z"));
    assert_eq!(first.summary.as_deref(), Some("Residents saw other people's letters & requests."));
    assert!(first.content_html.as_deref().is_some_and(|html| html.contains("<p>The harbour council")));
    assert_eq!(feed.items[1].url, "https://courier.example/2026/07/permalink");
    assert_eq!(feed.items[1].authors, ["Tomas Lindqvist"]);
    assert_eq!(feed.items[2].url, "https://courier.example/2026/07/relative");
}

#[test]
fn an_item_without_an_address_is_a_warning() {
    let feed = read("rss_2_0.xml");
    assert_eq!(feed.items.len(), 3);
    assert_eq!(feed.warnings, ["item 4 (Nowhere) names no address and was left out"]);
}

#[test]
fn atom_gives_the_alternate_link_and_both_dates() {
    let feed = read("atom.xml");
    let entry = &feed.items[0];
    assert_eq!(entry.url, "https://fieldmouse.example/notices/crash-reports");
    assert_eq!(entry.title.as_deref(), Some("A note on crash reports"));
    assert_eq!(entry.authors, ["Aiko Mori"]);
    assert_eq!((entry.published, entry.updated), (moment("2026-07-02T12:00:00Z"), moment("2026-07-08T10:00:00Z")));
    assert_eq!(entry.summary.as_deref(), Some("We were wrong, and we are sorry."));
}

#[test]
fn json_feed_is_a_feed() {
    let feed = read("json_feed.json");
    assert_eq!(feed.items[0].url, "https://letters.example/manners");
    assert_eq!(feed.items[0].summary.as_deref(), Some("For eleven minutes the assistant answered in another voice."));
    assert_eq!(feed.items[0].published, moment("2026-07-08T01:30:00Z"));
}

#[test]
fn an_ill_formed_feed_names_the_line() {
    let error = read_feed(&fixture("broken.xml"), None, BASE).expect_err("ill formed");
    assert!(matches!(error, ReadError::IllFormed { .. }), "{error}");
    assert!(error.to_string().contains("line 5"), "{error}");
    let error =
        read_feed(b"{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [", None, BASE).expect_err("cut");
    assert!(error.to_string().contains("line 1"), "{error}");
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    let error = |body: &[u8]| read_feed(body, None, BASE).expect_err("no feed");
    assert!(matches!(error(b"<!doctype html><html><body>hello"), ReadError::WebPage { .. }));
    assert!(matches!(error(b"hello"), ReadError::NotAFeed { .. }));
    assert!(matches!(error(b""), ReadError::NotAFeed { .. }));
    assert!(matches!(error(b"<svg></svg>"), ReadError::NotAFeed { .. }));
}

#[test]
fn feeds_are_told_from_pages() {
    for name in ["rss_2_0.xml", "atom.xml", "json_feed.json", "broken.xml"] {
        assert!(looks_like_feed(&fixture(name), None), "{name}");
    }
    assert!(!looks_like_feed(&fixture("plain_article.html"), Some("application/rss+xml")));
    assert!(!looks_like_feed(b"", None));
}

#[test]
fn the_encoding_of_a_feed_is_found() {
    let xml = |encoding: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{encoding}\"?><rss version=\"2.0\"><channel><item><title>caf\u{e9}</title><link>https://a.example/</link></item></channel></rss>"
        )
    };
    let latin: Vec<u8> = xml("ISO-8859-1").chars().map(|c| u8::try_from(u32::from(c)).expect("latin")).collect();
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(xml("UTF-16").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let lying = xml("ISO-8859-1").into_bytes();
    for body in [latin, utf16, lying] {
        let feed = read_feed(&body, None, BASE).expect("a feed");
        assert_eq!(feed.items[0].title.as_deref(), Some("caf\u{e9}"));
    }
}
