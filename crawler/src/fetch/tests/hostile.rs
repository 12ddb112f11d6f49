//! Addresses that lead inside, in every spelling.

use super::server::{Server, redirect, status};
use super::*;
use crate::fetch::error::Outcome;

/// Each of these is the machine itself, its network, its cloud's metadata, or no web address.
const HOSTILE: &[&str] = &[
    "http://127.0.0.1/",
    "http://127.0.0.1:80/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0x7F.0x0.0x0.0x1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0177.1/",
    "http://127.0.0.1./",
    "http://127.000.000.001/",
    "http://127.8.8.8/",
    "http://0/",
    "http://0.0.0.0/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[ff02::1]/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://lOcAlHoSt:8080/",
    "http://\u{ff11}\u{ff12}\u{ff17}.0.0.1/",
    "http://127\u{3002}0\u{3002}0\u{3002}1/",
    "http://\u{24db}ocalhost/",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%2f@public.example/",
    "http://public.example@127.0.0.1/",
    "http://public.example:80@127.0.0.1/",
    "http://user:secret@8.8.8.8/",
    "http:\\\\127.0.0.1\\",
    "http:/127.0.0.1/",
    "http:127.0.0.1/",
    "http://\t127.0.0.1/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://172.16.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://2852039166/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "https://127.0.0.1/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "gopher://127.0.0.1:6379/_INFO",
    "data:text/html,hello",
    "javascript:alert(1)",
    "//127.0.0.1/",
    "/etc/passwd",
    "",
];

#[tokio::test]
async fn no_spelling_of_an_inside_address_gets_through() {
    let client = Client::new(ClientSettings { addresses: AddressRule::default(), ..settings() }).expect("a client");
    for url in HOSTILE {
        let error = get(&client, url).await.expect_err(url);
        let refused = matches!(error, FetchError::RefusedAddress { .. } | FetchError::BadAddress { .. });
        assert!(refused, "{url}: {error}");
        assert_ne!(error.remedy_kind(), Outcome::Retry, "{url}");
    }
}

#[tokio::test]
async fn a_redirect_cannot_lead_inside() {
    let networks = vec!["127.0.0.9/32".parse().expect("a network")];
    let settings = ClientSettings { addresses: AddressRule::new(networks), ..settings() };
    for target in HOSTILE.iter().filter(|target| !target.is_empty()) {
        let to = target.to_string();
        let answer = move |path: &str, _: &str| if path == "/start" { redirect(&to) } else { status("404 Not Found") };
        let server = Server::start_at("127.0.0.9", answer).await;
        let client = Client::new(settings.clone()).expect("a client");
        let Err(error) = get(&client, &server.url("/start")).await else { panic!("{target} was fetched") };
        // What is a path to a browser ("http:/x", "/etc/passwd") leads back to the server that sent it.
        let came_back = matches!(&error, FetchError::NotFound { .. }) && server.paths().len() == 3;
        assert!(error.remedy_kind() == Outcome::Refused || came_back, "{target}: {error}");
    }
}

#[tokio::test]
async fn the_refusal_of_a_redirect_says_where_it_led_and_how_to_permit_it() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/file" => redirect("file:///etc/passwd"),
        _ => redirect("http://127.0.0.2/admin"),
    })
    .await;
    let networks = vec!["127.0.0.1/32".parse().expect("a network")];
    let client = Client::new(ClientSettings { addresses: AddressRule::new(networks), ..settings() }).expect("a client");
    let error = get(&client, &server.url("/x")).await.expect_err("inside");
    let expected = format!(
        "{}: refused: redirects to 127.0.0.2, a private address; name the network in crawler.allowed_private_networks to permit it",
        server.url("/x")
    );
    assert_eq!(error.to_string(), expected);
    let error = get(&client, &server.url("/file")).await.expect_err("a file");
    assert_eq!(error.remedy_kind(), Outcome::Refused);
    assert!(
        error.to_string().contains("redirects to file:///etc/passwd, but `file:` addresses are not fetched"),
        "{error}"
    );
}

#[tokio::test]
async fn a_name_that_resolves_inside_is_refused() {
    let address = "10.1.2.3:80".parse().expect("an address");
    let resolve = vec![("rebound.example".to_owned(), address)];
    let client = Client::new(ClientSettings { resolve, ..settings() }).expect("a client");
    let error = get(&client, "http://rebound.example/").await.expect_err("inside");
    assert!(error.to_string().contains("10.1.2.3"), "{error}");
    assert_eq!(error.remedy_kind(), Outcome::Refused);
}
