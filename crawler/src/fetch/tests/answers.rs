//! What each kind of answer becomes.

use std::io::Write;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::server::{Reply, Server, answer, head, ok, redirect, status};
use super::*;
use crate::fetch::conditional::validators;
use crate::fetch::error::Outcome;

#[tokio::test]
async fn a_page_keeps_its_addresses_headers_and_time() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/old" => redirect("/new"),
        _ => answer("200 OK", "Content-Type: text/html\r\nSet-Cookie: id=7\r\nETag: \"v1\"\r\n", b"<p>hello"),
    })
    .await;
    let Ok(Answer::Page(page)) = get(&client(), &server.url("/old#part")).await else { panic!("no page") };
    assert_eq!(page.url, server.url("/old#part"));
    assert_eq!(page.final_url, server.url("/new"));
    assert_eq!((page.status, page.body.as_slice()), (200, b"<p>hello".as_slice()));
    assert_eq!(page.header("content-type"), Some("text/html"));
    assert_eq!(page.header("set-cookie"), None);
    assert_eq!(page.fetched_at, now());
    let request = server.requests().pop().expect("a request");
    assert!(request.head.contains("user-agent: watchline/0.1.0 (+ops@watchline.example)"), "{}", request.head);
}

#[tokio::test]
async fn an_unchanged_page_is_asked_for_by_its_validators() {
    let server = Server::start(|path, head| match path {
        "/robots.txt" => status("404 Not Found"),
        _ if head.contains("if-none-match: \"v1\"") && head.contains("if-modified-since: wed, 01 jul") => {
            status("304 Not Modified")
        }
        _ => answer("200 OK", "ETag: \"v1\"\r\nLast-Modified: Wed, 01 Jul 2026 10:00:00 GMT\r\n", b"text"),
    })
    .await;
    let client = client();
    let Ok(Answer::Page(page)) = get(&client, &server.url("/")).await else { panic!("no page") };
    let known = validators(&page);
    assert_eq!(known.body_sha256.as_deref().map(str::len), Some(64));
    let again = client.fetch(&server.url("/"), &known, &clock()).await;
    assert!(matches!(again, Ok(Answer::NotModified)), "{again:?}");
}

#[tokio::test]
async fn a_gzip_bomb_is_too_large_and_stops_early() {
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..400 {
        bomb.write_all(&vec![0; 1024 * 1024]).expect("in memory");
    }
    let bomb = bomb.finish().expect("in memory");
    let server = Server::start(move |path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        _ => answer("200 OK", "Content-Encoding: gzip\r\n", &bomb),
    })
    .await;
    let error = get(&client(), &server.url("/bomb")).await.expect_err("400 MB");
    assert!(matches!(error, FetchError::TooLarge { limit_bytes: 1_048_576, .. }), "{error}");
    assert_eq!(error.remedy_kind(), Outcome::GiveUp);
}

#[tokio::test]
async fn a_20_mb_page_is_too_large_with_and_without_a_length() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/said" => Reply::Stall(head("200 OK", "Content-Length: 20971520\r\n")),
        _ => Reply::Repeat { head: head("200 OK", ""), piece: vec![b'x'; 65536], times: 320 },
    })
    .await;
    for path in ["/said", "/unsaid"] {
        let error = get(&client(), &server.url(path)).await.expect_err("20 MB");
        assert!(matches!(error, FetchError::TooLarge { .. }), "{path}: {error}");
        assert!(error.to_string().contains("raise crawler.max_body_bytes"), "{error}");
    }
}

#[tokio::test]
async fn compressed_pages_are_decoded() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(b"packed words").expect("in memory");
    let packed = packed.finish().expect("in memory");
    let server = Server::start(move |path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        _ => answer("200 OK", "Content-Encoding: gzip\r\n", &packed),
    })
    .await;
    assert_eq!(body(get(&client(), &server.url("/")).await), "packed words");
}

#[tokio::test]
async fn a_host_that_asks_to_wait_is_heard() {
    let in_ten_minutes = (now() + chrono::TimeDelta::minutes(10)).format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let server = Server::start(move |path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/seconds" => answer("429 Too Many Requests", "Retry-After: 120\r\n", b""),
        "/date" => answer("503 Service Unavailable", &format!("Retry-After: {in_ten_minutes}\r\n"), b""),
        "/forever" => answer("503 Service Unavailable", "Retry-After: 99999999\r\n", b""),
        _ => status("429 Too Many Requests"),
    })
    .await;
    let client = client();
    for (path, seconds) in [("/seconds", 120), ("/date", 600), ("/forever", 86_400), ("/unsaid", 300)] {
        let error = get(&client, &server.url(path)).await.expect_err(path);
        assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds)), "{path}");
        assert_eq!(error.remedy_kind(), Outcome::Retry, "{path}");
    }
}

#[tokio::test]
async fn each_status_says_what_to_do() {
    let server = Server::start(|path, _| match path {
        "/404" => status("404 Not Found"),
        "/410" => status("410 Gone"),
        "/403" => status("403 Forbidden"),
        "/500" => status("500 Oops"),
        "/503" => status("503 Busy"),
        _ => status("404 Not Found"),
    })
    .await;
    let client = client();
    let cases = [
        ("/404", 404, Outcome::GiveUp),
        ("/410", 410, Outcome::GiveUp),
        ("/403", 403, Outcome::GiveUp),
        ("/500", 500, Outcome::Retry),
        ("/503", 503, Outcome::Retry),
    ];
    for (path, code, outcome) in cases {
        let error = get(&client, &server.url(path)).await.expect_err(path);
        assert_eq!((error.status(), error.remedy_kind()), (Some(code), outcome), "{error}");
        assert!(error.to_string().starts_with(&server.url(path)), "{error}");
    }
}

#[tokio::test]
async fn a_host_that_never_ends_its_header_or_body_is_left() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/header" => Reply::Stall(b"HTTP/1.1 200 OK\r\nContent-".to_vec()),
        _ => Reply::Stall(head("200 OK", "Content-Length: 100\r\n")),
    })
    .await;
    let settings = ClientSettings { idle_timeout: Duration::from_millis(150), ..settings() };
    let client = Client::new(settings).expect("a client");
    for path in ["/header", "/body"] {
        let start = Instant::now();
        let error = get(&client, &server.url(path)).await.expect_err(path);
        assert!(matches!(error, FetchError::Timeout { .. }), "{path}: {error}");
        assert!(start.elapsed() < Duration::from_secs(10), "{path}");
    }
}

#[tokio::test]
async fn a_header_without_end_is_refused() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        _ => answer("200 OK", &format!("X-Long: {}\r\n", "y".repeat(100_000)), b"text"),
    })
    .await;
    assert!(get(&client(), &server.url("/")).await.is_err());
}

#[tokio::test]
async fn redirects_end_after_so_many() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/a" => redirect("/b"),
        "/b" => redirect("/a"),
        _ => {
            let step: u32 = path.trim_start_matches('/').parse().unwrap_or(0);
            if step == 5 { ok("arrived") } else { redirect(&format!("/{}", step + 1)) }
        }
    })
    .await;
    let client = client();
    assert_eq!(body(get(&client, &server.url("/0")).await), "arrived");
    let error = get(&client, &server.url("/a")).await.expect_err("a loop");
    assert!(matches!(error, FetchError::TooManyRedirects { limit: 5, .. }), "{error}");
}

#[tokio::test]
async fn a_host_that_is_down_is_a_matter_of_trying_again() {
    let server = Server::start(|_, _| Reply::Bytes(Vec::new())).await;
    let error = get(&client(), &server.url("/")).await.expect_err("nothing was answered");
    assert_eq!(error.remedy_kind(), Outcome::Retry, "{error}");
    let error = get(&client(), "http://127.0.0.1:1/").await.expect_err("nobody listens");
    assert_eq!(error.remedy_kind(), Outcome::Retry, "{error}");
}

#[tokio::test]
async fn a_named_host_is_found_by_its_fixed_answer() {
    let asked = std::sync::Arc::new(AtomicU32::new(0));
    let count = std::sync::Arc::clone(&asked);
    let server = Server::start(move |path, head| match path {
        "/robots.txt" => status("404 Not Found"),
        _ if head.contains("host: courier.example\r\n") => {
            count.fetch_add(1, Ordering::Relaxed);
            ok("the courier")
        }
        _ => status("400 Bad Request"),
    })
    .await;
    let fixed = ClientSettings { resolve: vec![("courier.example".to_owned(), server.address)], ..settings() };
    let client = Client::new(fixed.clone()).expect("a client");
    assert_eq!(body(get(&client, "http://courier.example/story").await), "the courier");
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    let guarded = ClientSettings { addresses: AddressRule::default(), ..fixed };
    let error = get(&Client::new(guarded).expect("a client"), "http://courier.example/").await.expect_err("loopback");
    assert!(matches!(error, FetchError::RefusedAddress { .. }), "{error}");
}
