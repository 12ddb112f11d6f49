//! Names whose answers change, or lead both inside and outside.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::Mutex;

use super::server::{Server, ok, redirect, status};
use super::*;
use crate::fetch::error::Outcome;
use crate::fetch::guard::{GuardedResolver, Names};

/// A client that may connect to 127.0.0.9 only, which stands for the public web; names get these answers
/// in turn, one for each connection.
fn client_with(answers: Vec<Vec<SocketAddr>>) -> Client {
    let rule = AddressRule::new(vec!["127.0.0.9/32".parse().expect("a network")]);
    let names = Names::Scripted(Mutex::new(VecDeque::from(answers)));
    let settings = ClientSettings { addresses: rule.clone(), ..settings() };
    Client::with_resolver(settings, GuardedResolver::of(rule, names)).expect("a client")
}

async fn outside() -> Server {
    Server::start_at("127.0.0.9", |path, _| match path {
        "/robots.txt" => status("404 Not Found"),
        "/moved" => redirect("http://other.example/secret"),
        _ => ok("outside"),
    })
    .await
}

async fn inside() -> Server {
    Server::start(|_, _| ok("inside")).await
}

#[tokio::test]
async fn a_name_that_changes_its_answer_is_checked_on_each_connection() {
    let (outside, inside) = (outside().await, inside().await);
    let (good, bad) = (outside.address, inside.address);
    // robots.txt, the first page, and then the name is bound anew: the server closes each connection.
    let client = client_with(vec![vec![good], vec![good], vec![bad], vec![good], vec![bad]]);
    assert_eq!(body(get(&client, "http://rebound.example/").await), "outside");
    for _ in 0..2 {
        let error = get(&client, "http://rebound.example/again").await;
        match error {
            Err(error) => {
                assert_eq!(error.remedy_kind(), Outcome::Refused, "{error}");
                assert!(error.to_string().contains("rebound.example has only the address 127.0.0.1"), "{error}");
            }
            Ok(_) => assert_eq!(body(error), "outside"),
        }
    }
    assert_eq!(inside.paths().len(), 0, "a connection led inside");
}

#[tokio::test]
async fn a_name_that_is_checked_as_robots_txt_and_rebound_for_the_page_is_refused() {
    let (outside, inside) = (outside().await, inside().await);
    let client = client_with(vec![vec![outside.address], vec![inside.address]]);
    let error = get(&client, "http://rebound.example/").await.expect_err("rebound");
    assert!(matches!(error, FetchError::RefusedAddress { .. }), "{error}");
    assert_eq!((outside.paths().len(), inside.paths().len()), (1, 0));
}

#[tokio::test]
async fn of_mixed_answers_only_the_permitted_ones_are_used() {
    let (outside, inside) = (outside().await, inside().await);
    let mixed = vec![inside.address, outside.address, inside.address];
    let client = client_with(vec![mixed; 20]);
    for number in 0..8 {
        assert_eq!(body(get(&client, &format!("http://mixed.example/{number}")).await), "outside");
    }
    assert_eq!((outside.paths().len(), inside.paths().len()), (9, 0));
}

#[tokio::test]
async fn a_redirect_to_a_name_that_leads_inside_is_refused() {
    let (outside, inside) = (outside().await, inside().await);
    let good = outside.address;
    for target in [vec![inside.address], vec!["169.254.169.254:80".parse().expect("an address")]] {
        let client = client_with(vec![vec![good], vec![good], target]);
        let error = get(&client, "http://news.example/moved").await.expect_err("inside");
        assert_eq!(error.remedy_kind(), Outcome::Refused, "{error}");
    }
    assert_eq!(inside.paths().len(), 0);
}

#[tokio::test]
async fn a_name_without_an_address_is_a_matter_of_trying_again() {
    let error = get(&client_with(vec![Vec::new()]), "http://nowhere.example/").await.expect_err("no address");
    assert_eq!(error.remedy_kind(), Outcome::Retry, "{error}");
}
