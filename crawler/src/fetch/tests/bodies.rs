//! Bodies that are too long, too slow, packed or broken, and headers without end.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::server::{Reply, Server, answer, head, status};
use super::*;
use crate::fetch::error::Outcome;

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(text).expect("in memory");
    packed.finish().expect("in memory")
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
    let packed = gzip(b"packed words");
    let server = Server::start(move |path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        _ => answer("200 OK", "Content-Encoding: gzip\r\n", &packed),
    })
    .await;
    assert_eq!(body(get(&client(), &server.url("/")).await), "packed words");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_never_a_page_but_a_matter_of_trying_again() {
    let packed = gzip(&b"words that are packed ".repeat(400));
    let (half, spoilt) = (packed[..packed.len() / 2].to_vec(), [&packed[..20], &[0xff; 40], &packed[60..]].concat());
    let server = Server::start(move |path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/short" => Reply::Bytes([head("200 OK", "Content-Length: 100\r\n"), vec![b'x'; 60]].concat()),
        "/nothing" => Reply::Bytes(head("200 OK", "Content-Length: 100\r\n")),
        "/chunks" => {
            Reply::Bytes([head("200 OK", "Transfer-Encoding: chunked\r\n"), b"5\r\nhello\r\n".to_vec()].concat())
        }
        "/chunk" => Reply::Bytes([head("200 OK", "Transfer-Encoding: chunked\r\n"), b"50\r\nhello".to_vec()].concat()),
        "/size" => Reply::Bytes(
            [head("200 OK", "Transfer-Encoding: chunked\r\n"), b"xyz\r\nhello\r\n0\r\n\r\n".to_vec()].concat(),
        ),
        "/half-gzip" => answer("200 OK", "Content-Encoding: gzip\r\n", &half),
        "/half-gzip-unsaid" => Reply::Bytes([head("200 OK", "Content-Encoding: gzip\r\n"), half.clone()].concat()),
        "/spoilt-gzip" => answer("200 OK", "Content-Encoding: gzip\r\n", &spoilt),
        "/no-gzip" => answer("200 OK", "Content-Encoding: gzip\r\n", b"<p>plain words"),
        _ => Reply::Bytes(b"HTTP/1.1 200".to_vec()),
    })
    .await;
    for path in [
        "/short",
        "/nothing",
        "/chunks",
        "/chunk",
        "/size",
        "/half-gzip",
        "/half-gzip-unsaid",
        "/spoilt-gzip",
        "/no-gzip",
        "/status",
    ] {
        match get(&client(), &server.url(path)).await {
            Err(error) => assert_eq!(error.remedy_kind(), Outcome::Retry, "{path}: {error}"),
            Ok(answer) => panic!("{path}: {answer:?}"),
        }
    }
}

#[tokio::test]
async fn a_host_that_never_ends_its_header_or_body_is_left() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/nothing" => Reply::Stall(Vec::new()),
        "/header" => Reply::Stall(b"HTTP/1.1 200 OK\r\nContent-".to_vec()),
        _ => Reply::Stall(head("200 OK", "Content-Length: 100\r\n")),
    })
    .await;
    let settings = ClientSettings { idle_timeout: Duration::from_millis(150), ..settings() };
    for path in ["/nothing", "/header", "/body"] {
        let client = Client::new(settings.clone()).expect("a client");
        let start = Instant::now();
        let error = get(&client, &server.url(path)).await.expect_err(path);
        assert!(matches!(error, FetchError::Timeout { .. }), "{path}: {error}");
        assert!(start.elapsed() < Duration::from_secs(10), "{path}");
    }
}

#[tokio::test]
async fn a_host_that_sends_a_byte_now_and_then_runs_out_of_time() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        _ => Reply::Drip {
            head: head("200 OK", "Content-Length: 1000\r\n"),
            pause: Duration::from_millis(50),
            times: 1000,
        },
    })
    .await;
    let settings = ClientSettings {
        idle_timeout: Duration::from_secs(10),
        request_timeout: Duration::from_millis(400),
        ..settings()
    };
    let start = Instant::now();
    let error = get(&Client::new(settings).expect("a client"), &server.url("/")).await.expect_err("50 s");
    assert!(matches!(error, FetchError::Timeout { .. }), "{error}");
    assert!(start.elapsed() < Duration::from_secs(8));
}

#[tokio::test]
async fn a_header_without_end_is_refused_and_is_not_asked_for_again() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/long" => answer("200 OK", &format!("X-Long: {}\r\n", "y".repeat(100_000)), b"text"),
        "/longer" => answer("200 OK", &format!("X-Long: {}\r\n", "y".repeat(2_000_000)), b"text"),
        _ => {
            let many: String = (0..2000).map(|number| format!("X-{number}: y\r\n")).collect();
            answer("200 OK", &many, b"text")
        }
    })
    .await;
    for path in ["/long", "/longer", "/many"] {
        let error = get(&client(), &server.url(path)).await.expect_err(path);
        assert!(matches!(error, FetchError::TooLarge { what: "the header", .. }), "{path}: {error}");
    }
}
