//! Real HTTP on 127.0.0.1.

mod answers;
mod bodies;
mod endpoint;
mod hostile;
mod names;
mod politeness;
mod rests;
mod server;

use std::time::Duration;

use chrono::{DateTime, Utc};
use watchline_model::AddressRule;
use watchline_model::clock::FixedClock;
use watchline_model::source::Validators;

use crate::fetch::client::{Answer, Ask, Client};
use crate::fetch::error::FetchError;
use crate::fetch::settings::ClientSettings;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_780_000_000, 0).expect("a moment")
}

fn clock() -> FixedClock {
    FixedClock::new(now())
}

/// Loopback permitted, no pause between requests, short timeouts.
fn settings() -> ClientSettings {
    ClientSettings {
        addresses: AddressRule::new(vec!["127.0.0.0/8".parse().expect("a network")]),
        host_gap: Duration::ZERO,
        request_timeout: Duration::from_secs(20),
        max_body_bytes: 1024 * 1024,
        ..ClientSettings::new("ops@watchline.example")
    }
}

fn client() -> Client {
    Client::new(settings()).expect("a client")
}

async fn get(client: &Client, url: &str) -> Result<Answer, FetchError> {
    client.fetch(url, &Validators::default(), &clock()).await
}

/// The body as text, of an answer that must be a page.
fn body(answer: Result<Answer, FetchError>) -> String {
    match answer {
        Ok(Answer::Page(page)) => String::from_utf8(page.body).expect("text"),
        other => panic!("no page: {other:?}"),
    }
}
