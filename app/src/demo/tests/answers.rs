use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::demo::content::{Document, Encoding, Site, sites};
use crate::demo::{DemoWeb, down_host};

/// Status, headers in lower case, body.
async fn get(web: &DemoWeb, host: &str, path: &str, more: &str) -> (u16, String, Vec<u8>) {
    let mut stream = TcpStream::connect(web.address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{more}\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(answer[..end].to_vec()).unwrap().to_lowercase();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head, answer[end + 4..].to_vec())
}

/// The body of a POST's answer.
async fn post(web: &DemoWeb, host: &str, path: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(web.address).await.unwrap();
    let length = body.len();
    let request =
        format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer.split_once("\r\n\r\n").unwrap().1.to_owned()
}

async fn start() -> (DemoWeb, Arc<AtomicU32>) {
    let edition = Arc::new(AtomicU32::new(1));
    (DemoWeb::start(edition.clone()).await.unwrap(), edition)
}

fn find(wanted: impl Fn(&Site, &Document) -> bool) -> (&'static Site, &'static Document) {
    sites()
        .iter()
        .flat_map(|site| site.documents.iter().map(move |document| (site, document)))
        .find(|(site, document)| wanted(site, document))
        .unwrap()
}

#[tokio::test]
async fn every_page_and_feed_of_the_quick_hosts_is_served_under_its_host() {
    let (web, _) = start().await;
    for site in sites().iter().filter(|site| !site.down && site.delay_ms == 0) {
        for path in site.documents.iter().map(|document| site.path_of(document)) {
            assert_eq!(get(&web, &site.host, &path, "").await.0, 200, "{}{path}", site.host);
        }
        for feed in &site.feeds {
            let (status, _, body) = get(&web, &site.host, &feed.path, "").await;
            assert_eq!(status, 200);
            assert!(!body.is_empty());
            for dead in &feed.dead {
                assert_eq!(get(&web, &site.host, &dead.path, "").await.0, 404);
            }
        }
    }
    assert_eq!(get(&web, "elsewhere.example", "/", "").await.0, 421);
    web.stop().await;
}

#[tokio::test]
async fn the_second_edition_changes_one_statement_and_nothing_else() {
    let (web, edition) = start().await;
    for (site, document) in [
        find(|_, document| document.edited_text.is_some()),
        find(|site, document| site.delay_ms == 0 && document.edited_text.is_none()),
    ] {
        let path = site.path_of(document);
        edition.store(1, Ordering::Relaxed);
        let first = get(&web, &site.host, &path, "").await;
        let feed = get(&web, &site.host, &site.feeds[0].path, "").await;
        edition.store(2, Ordering::Relaxed);
        let second = get(&web, &site.host, &path, "").await;
        assert_eq!(first.2 != second.2, document.edited_text.is_some(), "{path}");
        assert_eq!(feed.2, get(&web, &site.host, &site.feeds[0].path, "").await.2);
    }
    web.stop().await;
}

#[tokio::test]
async fn a_page_that_is_known_is_not_sent_again() {
    let (web, _) = start().await;
    let (site, document) = find(|site, document| site.delay_ms == 0 && document.edited_text.is_none());
    let (_, head, _) = get(&web, &site.host, &site.path_of(document), "").await;
    let tag = head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap().to_owned();
    let known = format!("If-None-Match: {tag}\r\n");
    let (status, _, body) = get(&web, &site.host, &site.path_of(document), &known).await;
    assert_eq!((status, body.len()), (304, 0));
    web.stop().await;
}

#[tokio::test]
async fn one_page_is_gzip_and_one_is_windows_1252() {
    let (web, _) = start().await;
    let (site, document) = find(|_, document| document.encoding == Encoding::Gzip);
    let (_, head, body) = get(&web, &site.host, &site.path_of(document), "").await;
    assert!(head.contains("content-encoding: gzip"), "{head}");
    assert!(body.starts_with(&[0x1f, 0x8b]));
    let (site, document) = find(|_, document| document.encoding == Encoding::Windows1252);
    let (_, head, body) = get(&web, &site.host, &site.path_of(document), "").await;
    assert!(head.contains("charset=windows-1252"), "{head}");
    assert!(String::from_utf8(body).is_err(), "it would be UTF-8 just as well");
    web.stop().await;
}

#[tokio::test]
async fn robots_txt_forbids_what_a_feed_leads_to() {
    let (web, _) = start().await;
    let site = sites().iter().find(|site| !site.disallow.is_empty()).unwrap();
    let robots = String::from_utf8(get(&web, &site.host, "/robots.txt", "").await.2).unwrap();
    assert!(robots.contains(&format!("Disallow: {}", site.disallow[0])));
    let feed = String::from_utf8(get(&web, &site.host, &site.feeds[0].path, "").await.2).unwrap();
    assert!(feed.contains(&format!("http://{}{}", site.host, site.disallow[0])), "{feed}");
    assert_eq!(web.requests().len(), 2);
    web.stop().await;
}

#[tokio::test]
async fn nothing_listens_where_the_host_that_is_down_resolves_to() {
    let (web, _) = start().await;
    let (_, address) = web.addresses().into_iter().find(|(host, _)| host == down_host()).unwrap();
    assert_ne!(address, web.address);
    assert!(TcpStream::connect(address).await.is_err());
    assert!(web.hosts().contains(&down_host().to_owned()));
    web.stop().await;
}

#[tokio::test]
async fn a_question_about_a_package_is_answered_in_two_pages() {
    let (web, _) = start().await;
    let host = "vulns.weirgate.example";
    let package = r#"{"package":{"ecosystem":"PyPI","name":"kestrand-serve"}}"#;
    let first: serde_json::Value = serde_json::from_str(&post(&web, host, "/v1/query", package).await).unwrap();
    let token = first["next_page_token"].as_str().unwrap();
    let more = format!("{},\"page_token\":\"{token}\"}}", package.strip_suffix('}').unwrap());
    let second: serde_json::Value = serde_json::from_str(&post(&web, host, "/v1/query", &more).await).unwrap();
    assert_eq!((first["vulns"].as_array().unwrap().len(), second["vulns"].as_array().unwrap().len()), (2, 1));
    assert!(second.get("next_page_token").is_none());
    let unknown = r#"{"package":{"ecosystem":"PyPI","name":"nothing"}}"#;
    assert_eq!(post(&web, host, "/v1/query", unknown).await, "{}");
    web.stop().await;
}

#[tokio::test]
async fn advisories_of_a_type_follow_each_other_by_link() {
    let (web, _) = start().await;
    let mut path = "/advisories?type=reviewed&per_page=100".to_owned();
    let mut pages = 0;
    loop {
        let (status, head, _) = get(&web, "advisories.codequay.example", &path, "").await;
        assert_eq!(status, 200);
        pages += 1;
        let Some(link) = head.lines().find_map(|line| line.strip_prefix("link: <http://advisories.codequay.example"))
        else {
            break;
        };
        path = link.split('>').next().unwrap().to_owned();
    }
    assert_eq!(pages, 3);
    web.stop().await;
}

#[tokio::test]
async fn the_sitemap_of_all_pages_is_a_packed_file() {
    let (web, _) = start().await;
    let host = "privacy.norrmark.example";
    let index = String::from_utf8(get(&web, host, "/sitemap.xml", "").await.2).unwrap();
    assert!(index.contains("<loc>http://privacy.norrmark.example/sitemaps/pages.xml.gz</loc>"), "{index}");
    let (status, head, body) = get(&web, host, "/sitemaps/pages.xml.gz", "").await;
    assert!(status == 200 && !head.contains("content-encoding"), "{head}");
    assert!(body.starts_with(&[0x1f, 0x8b]));
    web.stop().await;
}

#[tokio::test]
async fn the_second_round_finds_new_records_and_changed_ones() {
    let (web, edition) = start().await;
    for (host, path) in
        [("status.tarnwick.example", "/api/v2/incidents.json"), ("numbers.harrowgate.example", "/cves/delta.json")]
    {
        edition.store(1, Ordering::Relaxed);
        let first = get(&web, host, path, "").await;
        edition.store(2, Ordering::Relaxed);
        let second = get(&web, host, path, "").await;
        assert_eq!((first.0, second.0), (200, 200));
        assert_ne!(first.2, second.2, "{host}");
    }
    assert_eq!(get(&web, "status.tarnwick.example", "/api/v2/summary.json", "").await.0, 404);
    web.stop().await;
}
