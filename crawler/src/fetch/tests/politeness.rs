//! robots.txt, and one request at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::TimeDelta;

use super::server::{Reply, Server, head, ok, redirect, status};
use super::*;
use crate::fetch::error::Outcome;

#[tokio::test]
async fn what_robots_txt_forbids_is_not_asked_for() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => ok("User-agent: *\nAllow: /\n\nUser-agent: Watchline\nDisallow: /private/\n"),
        "/moved" => redirect("/private/moved"),
        _ => ok("open"),
    })
    .await;
    let client = client();
    assert_eq!(body(get(&client, &server.url("/open")).await), "open");
    for path in ["/private/page", "/moved"] {
        let error = get(&client, &server.url(path)).await.expect_err(path);
        assert!(matches!(error, FetchError::RefusedByRobots { .. }), "{error}");
        assert_eq!(error.remedy_kind(), Outcome::Refused);
    }
    assert_eq!(server.paths(), ["/robots.txt", "/open", "/moved"]);
}

#[tokio::test]
async fn robots_txt_itself_may_be_asked_for_whatever_it_forbids() {
    let rules = "User-agent: *\nDisallow: /\nSitemap: /sitemap.xml\n";
    let server = Server::start(move |path, _| ok(if path == "/robots.txt" { rules } else { "page" })).await;
    let client = client();
    assert_eq!(body(get(&client, &server.url("/robots.txt")).await), rules);
    assert!(matches!(get(&client, &server.url("/")).await, Err(FetchError::RefusedByRobots { .. })));
}

#[tokio::test]
async fn robots_txt_is_asked_for_once_a_day() {
    let server = Server::start(|path, _| if path == "/robots.txt" { ok("") } else { ok("page") }).await;
    let (client, clock) = (client(), clock());
    let mut asked = Vec::new();
    for hours in [0, 23, 2] {
        clock.advance(TimeDelta::hours(hours));
        client.fetch(&server.url("/"), &Validators::default(), &clock).await.expect("a page");
        asked.push(server.paths().iter().filter(|path| *path == "/robots.txt").count());
    }
    assert_eq!(asked, [1, 1, 2]);
}

#[tokio::test]
async fn while_robots_txt_is_broken_nothing_is_fetched_and_then_all_is() {
    let broken = Arc::new(AtomicBool::new(true));
    let state = Arc::clone(&broken);
    let server = Server::start(move |path, _| match path {
        "/robots.txt" if state.load(Ordering::Relaxed) => status("500 Oops"),
        "/robots.txt" => status("403 Forbidden"),
        _ => ok("page"),
    })
    .await;
    let (client, clock) = (client(), clock());
    let nothing = Validators::default();
    let error = client.fetch(&server.url("/"), &nothing, &clock).await.expect_err("broken");
    assert!(matches!(error, FetchError::RobotsUnreachable { .. }), "{error}");
    assert_eq!((error.remedy_kind(), error.retry_after()), (Outcome::Retry, Some(Duration::from_secs(60))));
    broken.store(false, Ordering::Relaxed);
    assert!(client.fetch(&server.url("/"), &nothing, &clock).await.is_err(), "left alone for a minute");
    clock.advance(TimeDelta::seconds(61));
    assert_eq!(body(client.fetch(&server.url("/"), &nothing, &clock).await), "page");
}

#[tokio::test]
async fn a_huge_robots_txt_counts_as_far_as_it_is_read() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => {
            let start = b"User-agent: *\nDisallow: /private\n".to_vec();
            let piece = "# padding\n".repeat(6554).into_bytes();
            Reply::Repeat { head: [head("200 OK", ""), start].concat(), piece, times: 200 }
        }
        _ => ok("page"),
    })
    .await;
    let client = client();
    assert_eq!(body(get(&client, &server.url("/")).await), "page");
    assert!(matches!(get(&client, &server.url("/private")).await, Err(FetchError::RefusedByRobots { .. })));
}

#[tokio::test]
async fn a_redirected_robots_txt_is_followed() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => redirect("/rules.txt"),
        "/rules.txt" => ok("User-agent: watchline\nDisallow: /"),
        _ => ok("page"),
    })
    .await;
    assert!(matches!(get(&client(), &server.url("/")).await, Err(FetchError::RefusedByRobots { .. })));
}

#[tokio::test]
async fn a_host_gets_one_request_at_a_time_with_the_gap_between() {
    let gap = Duration::from_millis(60);
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        _ => Reply::Late(Duration::from_millis(20), [head("200 OK", "Content-Length: 1\r\n"), b"x".to_vec()].concat()),
    })
    .await;
    let client = Client::new(ClientSettings { host_gap: gap, ..settings() }).expect("a client");
    let urls: Vec<String> = (0..5).map(|number| server.url(&format!("/{number}"))).collect();
    let answers = futures::future::join_all(urls.iter().map(|url| get(&client, url))).await;
    assert!(answers.iter().all(Result::is_ok));
    let requests = server.requests();
    assert_eq!(requests.len(), 6);
    for pair in requests.windows(2) {
        let end = pair[0].end.expect("answered before the next began");
        assert!(pair[1].start >= end, "two at a time");
        // The gap runs from the moment the client has the answer, which is not before the server sent it.
        assert!(pair[1].start - end >= gap - Duration::from_millis(5), "{:?}", pair[1].start - end);
    }
}

#[tokio::test]
async fn a_crawl_delay_widens_the_gap() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => ok("User-agent: *\nCrawl-delay: 0.2\n"),
        _ => ok("page"),
    })
    .await;
    let client = client();
    let start = Instant::now();
    for path in ["/1", "/2"] {
        get(&client, &server.url(path)).await.expect("a page");
    }
    assert!(start.elapsed() >= Duration::from_millis(400));
}

#[tokio::test]
async fn a_redirect_to_another_host_takes_that_hosts_turn() {
    let other = Server::start(|path, _| if path == "/robots.txt" { status("404 No") } else { ok("there") }).await;
    let port = other.address.port();
    let server = Server::start(move |path, _| match path {
        "/robots.txt" => status("404 No"),
        _ => redirect(&format!("http://there.example:{port}/page")),
    })
    .await;
    let resolve = vec![("here.example".to_owned(), server.address), ("there.example".to_owned(), other.address)];
    let client =
        Client::new(ClientSettings { resolve, host_gap: Duration::from_millis(30), ..settings() }).expect("a client");
    let direct = format!("http://there.example:{port}/b");
    let (first, second) = tokio::join!(get(&client, "http://here.example/a"), get(&client, &direct));
    assert_eq!((body(first), body(second)), ("there".to_owned(), "there".to_owned()));
    assert_eq!(other.paths().len(), 3, "one robots.txt, two pages");
}
