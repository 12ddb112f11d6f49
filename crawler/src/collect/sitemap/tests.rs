use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use watchline_model::{SourceKind, Tier};

use super::*;

const SITEMAP: &str = "https://www.watchline-fixture.example/sitemap.xml";
const NEWS: &[u8] = include_bytes!("../../../fixtures/lists/news_sitemap.xml");

fn source(url: &str) -> Source {
    Source::new("lab", SourceKind::Sitemap, Tier::Vendor, url)
}

fn page(url: &str, body: &[u8]) -> FetchedPage {
    FetchedPage {
        url: url.to_owned(),
        final_url: url.to_owned(),
        status: 200,
        headers: Vec::new(),
        fetched_at: DateTime::parse_from_rfc3339("2026-07-10T12:00:00Z").unwrap().to_utc(),
        body: body.to_vec(),
    }
}

fn read_at(url: &str, body: &[u8], memory: &Memory) -> Result<Listed, ReadError> {
    read(&source(SITEMAP), &Request::get(url, Purpose::Sitemap), &page(url, body), memory)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_packed_news_sitemap_gives_titles_and_dates_of_publication() {
    for body in [NEWS.to_vec(), packed(NEWS)] {
        let listed = read_at(SITEMAP, &body, &Memory::new()).unwrap();
        assert_eq!(listed.items.len(), 2);
        let first = &listed.items[0];
        assert_eq!(first.title.as_deref(), Some("Watchfixture bans tool & says why"));
        assert_eq!(first.published.map(|date| date.to_rfc3339()).as_deref(), Some("2026-07-02T00:00:00+00:00"));
        assert_eq!(first.revision.as_deref(), Some("2026-07-03T08:21:00Z"));
        assert_eq!(listed.items[1].published, None);
        let again = read_at(SITEMAP, &body, &listed.memory).unwrap();
        assert_eq!(again.items, []);
    }
}

#[test]
fn a_gzip_stream_that_breaks_off_or_never_ends_is_bounded() {
    let mut cut = packed(NEWS);
    cut.truncate(cut.len() - 30);
    let listed = read_at(SITEMAP, &cut, &Memory::new()).unwrap();
    assert!(!listed.items.is_empty());
    assert!(listed.warnings.iter().any(|warning| warning.contains("breaks off")), "{:?}", listed.warnings);
    let mut bomb = b"<urlset><url><loc>https://www.watchline-fixture.example/a</loc></url>".to_vec();
    bomb.resize(51 * 1024 * 1024, b' ');
    let listed = read_at(SITEMAP, &packed(&bomb), &Memory::new()).unwrap();
    assert_eq!(listed.items.len(), 1);
    assert!(listed.warnings.iter().any(|warning| warning.contains("longer than")), "{:?}", listed.warnings);
}

#[test]
fn an_index_leads_to_its_sitemaps_until_it_lies_too_deep() {
    let index =
        b"<sitemapindex><sitemap><loc>/news.xml</loc><lastmod>2026-07-09T00:00:00Z</lastmod></sitemap></sitemapindex>";
    let listed = read_at(SITEMAP, index, &Memory::new()).unwrap();
    let urls: Vec<&str> = listed.requests.iter().map(|request| request.url.as_str()).collect();
    assert_eq!(urls, ["https://www.watchline-fixture.example/news.xml"]);
    assert_eq!(read_at(SITEMAP, index, &listed.memory).unwrap().requests, []);
    let mut request = listed.requests[0].clone();
    for depth in [2, 3] {
        assert!(matches!(request.purpose, Purpose::NestedSitemap { depth: found, .. } if found == depth));
        let listed = read(
            &source(SITEMAP),
            &request,
            &page("https://www.watchline-fixture.example/deep.xml", index),
            &Memory::new(),
        );
        let listed = listed.unwrap();
        match listed.requests.first() {
            Some(next) => request = next.clone(),
            None => assert_eq!((depth, listed.warnings.len()), (3, 1)),
        }
    }
}

#[test]
fn undated_sitemaps_are_asked_even_if_their_index_stays_the_same() {
    let index = b"<sitemapindex><sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>/b.xml</loc><lastmod>2026-07-01</lastmod></sitemap></sitemapindex>";
    let listed = read_at(SITEMAP, index, &Memory::new()).unwrap();
    assert_eq!(listed.requests.len(), 2);
    let now = DateTime::from_timestamp(1_783_100_000, 0).unwrap();
    let next = first_requests(&source(SITEMAP), &listed.memory, now);
    let urls: Vec<&str> = next.iter().map(|request| request.url.as_str()).collect();
    assert_eq!(urls, [SITEMAP, "https://www.watchline-fixture.example/a.xml"]);
    // Asked already, if the index is read again.
    let again = read_at(SITEMAP, index, &listed.memory).unwrap();
    assert!(again.requests.iter().all(|request| !request.url.ends_with("/a.xml")));
}

#[test]
fn what_left_the_index_is_forgotten() {
    let memory = Memory::from([
        (format!("{SEEN}https://www.watchline-fixture.example/gone.xml"), "00000001".to_owned()),
        (format!("{SEEN}https://www.watchline-fixture.example/here.xml"), "00000001".to_owned()),
        (format!("{NEWEST}{SITEMAP}"), "2026-07-01T00:00:00Z".to_owned()),
    ]);
    let index = b"<sitemapindex><sitemap><loc>/here.xml</loc></sitemap></sitemapindex>";
    let listed = read_at(SITEMAP, index, &memory).unwrap();
    let gone = format!("{SEEN}https://www.watchline-fixture.example/gone.xml");
    assert_eq!(listed.memory.get(&gone).map(String::as_str), Some(""));
    assert!(!listed.memory.contains_key(&format!("{SEEN}https://www.watchline-fixture.example/here.xml")));
}

#[test]
fn a_site_is_asked_for_its_robots_txt_which_leads_to_its_sitemaps() {
    let now = DateTime::from_timestamp(1_783_100_000, 0).unwrap();
    let requests = first_requests(&source("https://www.watchline-fixture.example"), &Memory::new(), now);
    let urls: Vec<&str> = requests.iter().map(|request| request.url.as_str()).collect();
    assert_eq!(urls, ["https://www.watchline-fixture.example/robots.txt", SITEMAP]);
    let robots = b"User-agent: *\nSitemap: https://www.watchline-fixture.example/a.xml\nSitemap: https://elsewhere.example/b.xml";
    let listed = read_at(urls[0], robots, &Memory::new()).unwrap();
    assert_eq!(listed.requests.len(), 1);
}

#[test]
fn lists_of_addresses_and_feeds_stand_in_for_sitemaps() {
    let text =
        b"\xef\xbb\xbfhttps://www.watchline-fixture.example/a\r\nnonsense\r\nhttps://www.watchline-fixture.example/b\n";
    assert_eq!(
        read_at("https://www.watchline-fixture.example/sitemap.txt", text, &Memory::new()).unwrap().items.len(),
        2
    );
    let feed = br#"<rss version="2.0"><channel><title>T</title><item><title>A</title><link>https://www.watchline-fixture.example/a</link></item></channel></rss>"#;
    assert_eq!(read_at(SITEMAP, feed, &Memory::new()).unwrap().items.len(), 1);
}

#[test]
fn what_is_no_sitemap_is_an_error_with_a_remedy() {
    for (body, remedy) in [
        (b"<!doctype html><p>Not found".as_slice(), "kind `listing`"),
        (b"", "neither XML"),
        (b"\0\x01\xff", "neither XML"),
    ] {
        let error = read_at(SITEMAP, body, &Memory::new()).unwrap_err().to_string();
        assert!(error.contains("not a sitemap") && error.contains(remedy), "{error}");
    }
}

/// Every cut of `bytes`, and every one with a byte changed, so many at most.
fn damaged(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let step = (bytes.len() / 150).max(1);
    let changed = [0, b'"', b'<', b'{', b'9', 0xff];
    (0..bytes.len()).step_by(step).flat_map(move |at| {
        let mut other = bytes.to_vec();
        if let Some(byte) = other.get_mut(at) {
            *byte = changed.get(at % changed.len()).copied().unwrap_or_default();
        }
        [bytes.get(..at).unwrap_or_default().to_vec(), other]
    })
}

#[test]
fn a_damaged_sitemap_loses_little() {
    let mut items = 0;
    let mut all = 0;
    for body in damaged(NEWS).chain(damaged(&packed(NEWS))) {
        all += 2;
        items += read_at(SITEMAP, &body, &Memory::new()).map_or(0, |listed| listed.items.len());
    }
    assert!(items * 2 > all, "{items} of {all}");
}
