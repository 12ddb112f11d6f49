//! Why a fetch gave no page, named by what the caller will do about it.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use watchline_model::page::FetchedPage;

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Later it may work.
    Retry,
    /// It will not get better by asking again.
    GiveUp,
    /// We may not ask: robots.txt or the address guard.
    Refused,
}

#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    #[error("{url}: answered {status}, asks to wait {seconds} s; it is asked again after that")]
    RetryAfter { url: String, status: u16, seconds: u64, answer: Box<FetchedPage> },
    #[error("{url}: gone (status {status}); remove the address, or find the new one")]
    Gone { url: String, status: u16, answer: Box<FetchedPage> },
    #[error("{url}: not found (status {status}); check the address for a typing error or a move")]
    NotFound { url: String, status: u16, answer: Box<FetchedPage> },
    /// Nothing was asked.
    #[error(
        "{url}: {host} is left alone until {}, after it failed or asked for it; it is asked again after that",
        moment(until)
    )]
    Resting { url: String, host: String, until: DateTime<Utc> },
    #[error("{url}: refused by the site's robots.txt; ask the site's owner, or switch this source off")]
    RefusedByRobots { url: String },
    #[error(
        "{url}: robots.txt could not be read ({cause}), so nothing is fetched from there for now; it is asked again after {seconds} s"
    )]
    RobotsUnreachable { url: String, cause: String, seconds: u64 },
    #[error("{url}: refused: {reason}")]
    RefusedAddress { url: String, reason: String },
    #[error("{url}: {what} is larger than {limit_bytes} bytes{}", remedy_of_size(what))]
    TooLarge { url: String, what: &'static str, limit_bytes: u64 },
    #[error("{url}: no complete answer in time; raise crawler.request_timeout_seconds if the host is always that slow")]
    Timeout { url: String },
    #[error("{url}: answered status {status}{}", remedy_of_status(*status))]
    Status { url: String, status: u16, answer: Box<FetchedPage> },
    #[error(
        "{url}: more than {limit} redirects, the last to {last}; use the final address, or raise crawler.max_redirects"
    )]
    TooManyRedirects { url: String, limit: u32, last: String },
    #[error("{url}: connection failed: {cause}; check that the host exists and answers")]
    Connection { url: String, cause: String },
    #[error("{url}: {reason}; use an absolute http or https address")]
    BadAddress { url: String, reason: String },
    #[error(
        "failed to set up the HTTP client: {cause}; check crawler.user_agent_contact and the machine's certificates"
    )]
    Setup { cause: String },
}

impl FetchError {
    pub fn remedy_kind(&self) -> Outcome {
        match self {
            Self::RetryAfter { .. }
            | Self::RobotsUnreachable { .. }
            | Self::Resting { .. }
            | Self::Timeout { .. }
            | Self::Connection { .. } => Outcome::Retry,
            Self::Status { status, .. } if *status >= 500 || matches!(status, 408 | 425) => Outcome::Retry,
            Self::RefusedByRobots { .. } | Self::RefusedAddress { .. } => Outcome::Refused,
            Self::Gone { .. }
            | Self::NotFound { .. }
            | Self::TooLarge { .. }
            | Self::Status { .. }
            | Self::TooManyRedirects { .. }
            | Self::BadAddress { .. }
            | Self::Setup { .. } => Outcome::GiveUp,
        }
    }

    /// The HTTP status, where the host answered one.
    pub fn status(&self) -> Option<u16> {
        self.answer().map(|answer| answer.status)
    }

    /// What the host answered, where it did: evidence of a refusal or an absence. Its body is cut at 64 KiB.
    pub fn answer(&self) -> Option<&FetchedPage> {
        match self {
            Self::RetryAfter { answer, .. }
            | Self::Gone { answer, .. }
            | Self::NotFound { answer, .. }
            | Self::Status { answer, .. } => Some(answer),
            _ => None,
        }
    }

    /// How long the host, or politeness, asks us to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RetryAfter { seconds, .. } | Self::RobotsUnreachable { seconds, .. } => {
                Some(Duration::from_secs(*seconds))
            }
            _ => None,
        }
    }
}

fn moment(moment: &DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn remedy_of_size(what: &str) -> &'static str {
    if what == "the body" { "; raise crawler.max_body_bytes if it must be read" } else { "; no option raises this" }
}

fn remedy_of_status(status: u16) -> &'static str {
    match status {
        401 | 407 => "; it asks for credentials, which are not sent",
        403 => "; the site does not let this crawler in: ask its owner, or switch this source off",
        500.. => "; the host has a problem of its own, it is asked again later",
        _ => "; open the address in a browser to see what is wrong",
    }
}
