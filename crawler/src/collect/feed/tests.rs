use super::*;

mod breakage;
mod conformance;
mod hostile;
mod recovery;

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
fn an_ill_formed_feed_is_read_and_names_the_line() {
    let feed = read("broken.xml");
    assert_eq!(feed.items[0].url, "https://ledger.example/robot.htm");
    assert_eq!(feed.items[0].title.as_deref(), Some("Robots & vinegar"));
    assert!(feed.warnings[0].contains("line 5"), "{:?}", feed.warnings);
    let error = read_feed(b"<rss version=\"2.0\"><channel>\n<title>a</titl", None, BASE).expect_err("nothing left");
    assert!(matches!(error, ReadError::IllFormed { .. }), "{error}");
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

#[test]
fn a_feed_tells_its_hub_its_language_and_its_rhythm() {
    let feed = read("feeds/newsroom.xml");
    let hub = ("https://hub.example/".to_owned(), "https://quillfeather.example/feed.xml".to_owned());
    assert_eq!((feed.hub, feed.language.as_deref(), feed.every_seconds), (Some(hub), Some("en"), Some(1800)));
    assert_eq!(feed.title.as_deref(), Some("Quillfeather Newsroom"));
    assert_eq!(feed.items[0].id.as_deref(), Some("quillfeather-1000"));
    let json = br#"{"version": "https://jsonfeed.org/version/1.1", "language": "pt-BR", "feed_url": "https://a.example/f.json",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}], "items": []}"#;
    let feed = read_feed(json, None, BASE).expect("a feed");
    assert_eq!(feed.hub, Some(("https://hub.example/".to_owned(), "https://a.example/f.json".to_owned())));
    assert_eq!(feed.language.as_deref(), Some("pt"));
}

#[test]
fn broken_json_is_read_as_what_it_means() {
    let body = br#"{ // made by hand
        'version': "https://jsonfeed.org/version/1", title: "Letters",
        "items": [
            {"id": 7, "url": "https://letters.example/7", "title": "A "quoted" word", "authors": "Aiko Mori", "tags": null,},
            {"url": "https://letters.example/8", "author": {"name": "Ines Varga"}, "date_published": 1783074600, "content_text": "line
break"},
            {"url": "https://letters.example/9", "title": "Whole"}, {"url": "https://letters.example/10", "tit"#;
    let feed = read_feed(body, None, BASE).expect("a feed");
    let urls: Vec<&str> = feed.items.iter().map(|item| item.url.rsplit('/').next().expect("a part")).collect();
    assert_eq!(urls, ["7", "8", "9", "10"]);
    assert_eq!((feed.items[0].title.as_deref(), feed.items[0].id.as_deref()), (Some("A \"quoted\" word"), Some("7")));
    assert_eq!(feed.items[0].authors, ["Aiko Mori"]);
    assert_eq!(feed.items[1].published, moment("2026-07-03T10:30:00Z"));
    assert_eq!(feed.items[1].summary.as_deref(), Some("line break"));
}

#[test]
fn the_fields_of_all_dialects_are_found() {
    let read = |xml: &str| read_feed(xml.as_bytes(), None, BASE).expect("a feed").items.remove(0);
    let cases = [
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title mode='escaped' type='text/html'>A &amp;amp; b</title><link rel='alternate' type='text/html' href='/a'/><issued>2026-07-03T10:30:00Z</issued><author><name>Aiko Mori</name></author></entry></feed>",
        "<RSS><CHANNEL><ITEM><TITLE>A & b</TITLE><LINK>/a</LINK><PUBDATE>Fri, 03 Jul 2026 10:30:00 GMT</PUBDATE><AUTHOR>desk@a.example (Aiko Mori)</AUTHOR></ITEM></CHANNEL></RSS>",
        "<rdf:RDF><channel/><item rdf:about='https://courier.example/a'><title>A &#38; b</title><dc:date>2026-07-03T10:30Z</dc:date><dc:creator>Aiko Mori</dc:creator></item></rdf:RDF>",
        "<item><media:title>No</media:title><title><![CDATA[ A &amp; b ]]></title><guid>https://courier.example/a</guid><prism:publicationDate>2026-07-03T10:30:00Z</prism:publicationDate><itunes:author>Aiko Mori</itunes:author></item>",
        "<ns0:feed xmlns:ns0='http://www.w3.org/2005/Atom' xml:base='https://courier.example/'><ns0:entry><ns0:title type='base64' mode='base64'>QSAmYW1wOyBi</ns0:title><ns0:link href='a'/><ns0:published>2026-07-03 10:30</ns0:published><ns0:author><ns0:name>Aiko Mori</ns0:name></ns0:author></ns0:entry></ns0:feed>",
        "<rss version='0.91'><item><title>A &amp b</title><feedburner:origLink>https://courier.example/a</feedburner:origLink><link>https://feeds.example/~r/1</link><published>1783074600</published><author>Aiko Mori</author></item></rss>",
    ];
    for xml in cases {
        let item = read(xml);
        assert_eq!(item.url, "https://courier.example/a", "{xml}");
        assert_eq!(item.title.as_deref(), Some("A & b"), "{xml}");
        assert_eq!(item.published, moment("2026-07-03T10:30:00Z"), "{xml}");
        assert_eq!(item.authors, ["Aiko Mori"], "{xml}");
    }
}

#[test]
fn half_an_address_is_no_address() {
    let cut = b"<rss><channel><item><title>a</title><link>https://a.example/1</link></item><item><title>b</title><link>https://a.exam";
    let feed = read_feed(cut, None, BASE).expect("a feed");
    assert_eq!(feed.items.len(), 1);
    assert!(feed.warnings.iter().any(|warning| warning.contains("breaks off")), "{:?}", feed.warnings);
}

#[test]
fn a_page_with_a_feed_inside_is_a_feed_and_one_without_is_a_page() {
    let page = "<!doctype html><html><body><rss><channel><item><link>https://a.example/1</link></item></channel></rss></body></html>";
    assert_eq!(read_feed(page.as_bytes(), None, BASE).expect("a feed").items.len(), 1);
    let page = b"<!doctype html><html><head><title>a</title><link rel=alternate href=/feed></head><body><article><h1>a</h1></article></body></html>";
    assert!(matches!(read_feed(page, None, BASE), Err(ReadError::WebPage { .. })));
}

#[test]
fn a_feed_without_items_is_a_feed() {
    let feed = |body: &str| read_feed(body.as_bytes(), None, BASE).map(|feed| feed.title.unwrap_or_default());
    for body in [
        "<!DOCTYPE html><rss version=\"2.0\"><channel><title>a</title></channel></rss>",
        "<feed><title>a</title></feed",
        "<rss><channel><title>a</title><header/><link>x & y</link></channel></rss>",
    ] {
        assert_eq!(feed(body), Ok("a".to_owned()), "{body}");
    }
}
