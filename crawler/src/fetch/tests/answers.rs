//! What each kind of answer becomes.

use std::sync::atomic::{AtomicU32, Ordering};

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
async fn an_unchanged_page_is_asked_for_by_its_validators_and_its_answer_kept() {
    let server = Server::start(|path, head| match path {
        "/robots.txt" => status("404 Not Found"),
        _ if head.contains("if-none-match: \"v1\"") && head.contains("if-modified-since: wed, 01 jul") => {
            answer("304 Not Modified", "ETag: \"v1\"\r\nCache-Control: max-age=60\r\nServer: small\r\n", b"")
        }
        _ => answer("200 OK", "ETag: \"v1\"\r\nLast-Modified: Wed, 01 Jul 2026 10:00:00 GMT\r\n", b"text"),
    })
    .await;
    let client = client();
    let Ok(Answer::Page(page)) = get(&client, &server.url("/")).await else { panic!("no page") };
    let known = validators(&page);
    assert_eq!(known.body_sha256.as_deref().map(str::len), Some(64));
    let again = client.fetch(&server.url("/"), &known, &clock()).await;
    let Ok(Answer::NotModified(same)) = again else { panic!("{again:?}") };
    assert_eq!((same.status, same.body.len(), same.fetched_at), (304, 0, now()));
    assert_eq!((same.url, same.final_url), (server.url("/"), server.url("/")));
    let mut names: Vec<&str> = same.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["cache-control", "etag"]);
}

#[tokio::test]
async fn a_question_with_a_body_is_posted_and_says_what_it_accepts() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/moved" => answer("308 Moved", "Location: /query\r\n", b""),
        "/seen" => answer("303 See Other", "Location: /result\r\n", b""),
        _ => ok("answer"),
    })
    .await;
    let client = client();
    let nothing = Validators::default();
    for path in ["/query", "/moved", "/seen"] {
        let url = server.url(path);
        let ask = Ask { json_body: Some("{\"page\":1}"), accept: Some("application/json"), ..Ask::get(&url, &nothing) };
        assert_eq!(body(client.ask(&ask, &clock()).await), "answer");
    }
    let asked: Vec<String> = server
        .requests()
        .iter()
        .filter(|request| request.path != "/robots.txt")
        .map(|request| {
            assert!(request.head.contains("\r\naccept: application/json\r\n"), "{}", request.head);
            let has_json = request.head.contains("content-type: application/json\r\ncontent-length: 10")
                || request.head.contains("content-type: application/json")
                    && request.head.contains("content-length: 10");
            format!("{} {}{}", request.method(), request.path, if has_json { " json" } else { "" })
        })
        .collect();
    assert_eq!(asked, ["POST /query json", "POST /moved json", "POST /query json", "POST /seen json", "GET /result"]);
}

#[tokio::test]
async fn a_refusal_carries_what_was_answered() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/404" => answer("404 Not Found", "X-Why: moved\r\nSet-Cookie: a=b\r\n", b"no such page"),
        "/410" => answer("410 Gone", "", b"it was taken down"),
        "/long" => answer("403 Forbidden", "", &vec![b'x'; 200_000]),
        _ => Reply::Bytes([head("429 Wait", "Retry-After: 1\r\nContent-Length: 100\r\n"), b"cut sh".to_vec()].concat()),
    })
    .await;
    let cases = [("/404", 404, 12), ("/410", 410, 17), ("/long", 403, 65_536), ("/429", 429, 6)];
    for (path, code, length) in cases {
        let error = get(&client(), &server.url(path)).await.expect_err(path);
        let answer = error.answer().unwrap_or_else(|| panic!("{path}: nothing was kept"));
        assert_eq!((answer.status, answer.body.len(), answer.fetched_at), (code, length, now()), "{path}");
        assert_eq!((&answer.url, &answer.final_url), (&server.url(path), &server.url(path)));
        assert_eq!(answer.header("set-cookie"), None);
    }
    let error = get(&client(), "http://127.0.0.1:1/").await.expect_err("nobody listens");
    assert!(error.answer().is_none());
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
    for (path, seconds) in
        [("/seconds", 120..=120), ("/date", 600..=600), ("/forever", 86_400..=86_400), ("/unsaid", 22..=38)]
    {
        let error = get(&client(), &server.url(path)).await.expect_err(path);
        assert!(error.retry_after().is_some_and(|wait| seconds.contains(&wait.as_secs())), "{path}: {error}");
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
    let cases = [
        ("/404", 404, Outcome::GiveUp),
        ("/410", 410, Outcome::GiveUp),
        ("/403", 403, Outcome::GiveUp),
        ("/500", 500, Outcome::Retry),
        ("/503", 503, Outcome::Retry),
    ];
    for (path, code, outcome) in cases {
        let error = get(&client(), &server.url(path)).await.expect_err(path);
        assert_eq!((error.status(), error.remedy_kind()), (Some(code), outcome), "{error}");
        assert!(error.to_string().starts_with(&server.url(path)), "{error}");
    }
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
