//! Hosts that are left alone after they failed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use watchline_model::Clock as _;

use super::server::{Reply, Server, answer, head, ok, status};
use super::*;
use crate::fetch::error::Outcome;

async fn get_at(client: &Client, url: &str, clock: &FixedClock) -> Result<Answer, FetchError> {
    client.fetch(url, &Validators::default(), clock).await
}

fn until(answer: &Result<Answer, FetchError>) -> DateTime<Utc> {
    match answer {
        Err(FetchError::Resting { until, .. }) => *until,
        other => panic!("not at rest: {other:?}"),
    }
}

#[tokio::test]
async fn a_host_at_rest_is_not_asked_and_says_so_at_once() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/busy" => answer("429 Too Many Requests", "Retry-After: 120\r\n", b""),
        _ => ok("page"),
    })
    .await;
    let (client, clock) = (client(), clock());
    assert_eq!(body(get_at(&client, &server.url("/1"), &clock).await), "page");
    assert!(get_at(&client, &server.url("/busy"), &clock).await.is_err());
    let resting = get_at(&client, &server.url("/2"), &clock).await;
    assert_eq!(until(&resting), now() + TimeDelta::seconds(120));
    let error = resting.expect_err("at rest");
    assert_eq!((error.remedy_kind(), error.status()), (Outcome::Retry, None));
    let host = server.address.to_string();
    assert!(
        error
            .to_string()
            .starts_with(&format!("{}: {host} is left alone until 2026-05-28T20:28:40Z", server.url("/2"))),
        "{error}"
    );
    clock.advance(TimeDelta::seconds(119));
    until(&get_at(&client, &server.url("/2"), &clock).await);
    assert_eq!(server.paths(), ["/robots.txt", "/1", "/busy"]);
    clock.advance(TimeDelta::seconds(1));
    assert_eq!(body(get_at(&client, &server.url("/2"), &clock).await), "page");
    assert_eq!(client.resting(), []);
}

#[tokio::test]
async fn a_host_that_goes_on_failing_rests_longer_each_time_and_a_success_ends_that() {
    let failures = Arc::new(AtomicU32::new(6));
    let left = Arc::clone(&failures);
    let server = Server::start(move |path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        _ if left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() => {
            status("503 Busy")
        }
        _ => ok("page"),
    })
    .await;
    let (client, clock) = (client(), clock());
    let mut rests = Vec::new();
    for number in 0..6 {
        let url = server.url(&format!("/{number}"));
        assert_eq!(get_at(&client, &url, &clock).await.expect_err("busy").status(), Some(503));
        let rest = until(&get_at(&client, &url, &clock).await) - clock.now();
        rests.push(rest.as_seconds_f64());
        clock.advance(rest);
    }
    for (rest, middle) in rests.iter().zip([5.0, 10.0, 20.0, 40.0, 80.0, 160.0]) {
        assert!((0.75 * middle..=1.25 * middle).contains(rest), "{rests:?}");
    }
    assert_eq!(client.resting().first().map(|rest| rest.failures), Some(6));
    assert_eq!(body(get_at(&client, &server.url("/"), &clock).await), "page");
    failures.store(1, Ordering::Relaxed);
    assert!(get_at(&client, &server.url("/"), &clock).await.is_err());
    let rest = until(&get_at(&client, &server.url("/"), &clock).await) - clock.now();
    assert!(rest <= TimeDelta::milliseconds(6250), "{rest}");
}

#[tokio::test]
async fn one_page_that_breaks_its_server_costs_the_others_a_second() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/broken" => status("500 Oops"),
        "/short" => Reply::Bytes(head("200 OK", "Content-Length: 100\r\n")),
        _ => ok("page"),
    })
    .await;
    let (client, clock) = (client(), clock());
    for round in 0..5 {
        for path in ["/broken", "/short"] {
            assert!(get_at(&client, &server.url(path), &clock).await.is_err(), "{path}");
            until(&get_at(&client, &server.url("/good"), &clock).await);
            clock.advance(TimeDelta::milliseconds(1250));
            assert_eq!(body(get_at(&client, &server.url("/good"), &clock).await), "page", "{round} {path}");
        }
    }
}

#[tokio::test]
async fn a_dead_page_is_not_its_hosts_failure() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" | "/404" => status("404 Not Found"),
        "/410" => status("410 Gone"),
        "/403" => status("403 Forbidden"),
        "/large" => answer("200 OK", "", &vec![b'x'; 2_000_000]),
        _ => ok("page"),
    })
    .await;
    let (client, clock) = (client(), clock());
    for path in ["/404", "/410", "/403", "/large", "/404"] {
        assert!(get_at(&client, &server.url(path), &clock).await.is_err(), "{path}");
        assert_eq!(body(get_at(&client, &server.url("/good"), &clock).await), "page", "{path}");
    }
    assert_eq!(client.resting(), []);
}

#[tokio::test]
async fn who_waits_for_a_turn_at_a_host_that_fails_is_sent_away_without_a_request() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        _ => Reply::Late(Duration::from_millis(50), head("503 Busy", "Retry-After: 60\r\nContent-Length: 0\r\n")),
    })
    .await;
    let client = Client::new(ClientSettings { host_gap: Duration::from_secs(1), ..settings() }).expect("a client");
    // The pause after robots.txt is waited out once; nobody waits for a pause after the failure.
    let start = Instant::now();
    let urls: Vec<String> = (0..20).map(|number| server.url(&format!("/{number}"))).collect();
    let answers = futures::future::join_all(urls.iter().map(|url| get(&client, url))).await;
    let resting = answers.iter().filter(|answer| matches!(answer, Err(FetchError::Resting { .. }))).count();
    assert_eq!((resting, server.paths().len()), (19, 2));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_host_that_is_down_or_silent_rests_and_other_hosts_do_not() {
    let silent = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        _ => Reply::Stall(Vec::new()),
    })
    .await;
    let well = Server::start(|path, _| if path == "/robots.txt" { status("404 Not Found") } else { ok("page") }).await;
    let settings = ClientSettings { idle_timeout: Duration::from_millis(100), ..settings() };
    let (client, clock) = (Client::new(settings).expect("a client"), clock());
    for url in [silent.url("/"), "http://127.0.0.1:1/".to_owned()] {
        assert!(get_at(&client, &url, &clock).await.is_err(), "{url}");
        let rest = until(&get_at(&client, &url, &clock).await) - now();
        assert!((3750..=6250).contains(&rest.num_milliseconds()), "{url}: {rest}");
        assert_eq!(body(get_at(&client, &well.url("/"), &clock).await), "page");
    }
    assert_eq!(client.resting().len(), 2);
}

#[tokio::test]
async fn a_restart_forgets_no_rest() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        _ => answer("503 Busy", "Retry-After: 600\r\n", b""),
    })
    .await;
    let (before, clock) = (client(), clock());
    assert!(get_at(&before, &server.url("/"), &clock).await.is_err());
    let after = client();
    after.restore_resting(&before.resting());
    assert_eq!(until(&get_at(&after, &server.url("/"), &clock).await), now() + TimeDelta::seconds(600));
    assert_eq!(after.resting(), before.resting());
    assert_eq!(server.paths().len(), 2);
}

#[tokio::test]
async fn a_broken_robots_txt_is_its_hosts_failure() {
    let server = Server::start(|_, _| answer("503 Busy", "Retry-After: 600\r\n", b"")).await;
    let (client, clock) = (client(), clock());
    let error = get_at(&client, &server.url("/"), &clock).await.expect_err("busy");
    assert!(matches!(error, FetchError::RobotsUnreachable { seconds: 600, .. }), "{error}");
    assert_eq!(client.resting().len(), 1);
    clock.advance(TimeDelta::seconds(599));
    assert!(get_at(&client, &server.url("/"), &clock).await.is_err());
    assert_eq!(server.paths().len(), 1);
    clock.advance(TimeDelta::seconds(1));
    assert!(get_at(&client, &server.url("/"), &clock).await.is_err());
    assert_eq!(server.paths().len(), 2);
}
