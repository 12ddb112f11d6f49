//! What an HTTP answer means: a page, an unchanged page, a redirect, or one of the refusals. Pure.

use std::time::Duration;

use chrono::{DateTime, Utc};
use http::HeaderMap;
use http::header::{LOCATION, RETRY_AFTER};
use url::Url;
use watchline_model::page::FetchedPage;

use crate::fetch::error::FetchError;
use crate::fetch::limits::retry_after_seconds;
use crate::fetch::rest::Trouble;

/// What a host answered; everything but success is a [`FetchError`].
#[derive(Debug)]
pub enum Answer {
    Page(FetchedPage),
    /// 304: what we have is what there is. The answer itself, as evidence of that: without a body, and with
    /// those headers only that bear on it.
    NotModified(FetchedPage),
}

/// What a 304 may renew (RFC 9110, section 15.4.5), and the age that says how old that word is.
const RENEWED: [&str; 6] = ["date", "etag", "last-modified", "expires", "cache-control", "age"];

/// Where a 3xx answer leads; `None` for any other, and for one that names no place.
pub(crate) fn redirect_target(from: &Url, status: u16, headers: &HeaderMap) -> Option<Url> {
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = String::from_utf8_lossy(headers.get(LOCATION)?.as_bytes()).into_owned();
    let mut next = from.join(location.trim()).ok()?;
    next.set_fragment(None);
    Some(next)
}

/// Headers worth keeping as evidence: all but cookies, which are nobody's business.
pub(crate) fn kept_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let kept = headers.iter().filter(|(name, _)| !name.as_str().starts_with("set-cookie"));
    kept.map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect()
}

/// `page` with what of a 304's headers is worth keeping.
pub(crate) fn not_modified(mut page: FetchedPage) -> Answer {
    page.headers.retain(|(name, _)| RENEWED.contains(&name.as_str()));
    page.body = Vec::new();
    Answer::NotModified(page)
}

/// Whether an answer shows its host in trouble. 404 and the like are a page's own matter.
pub(crate) fn trouble(status: u16, headers: &HeaderMap, now: DateTime<Utc>) -> Option<Trouble> {
    let asked = || {
        let value = headers.get(RETRY_AFTER)?.to_str().ok()?;
        Some(Trouble::Asked(Duration::from_secs(retry_after_seconds(value, now)?)))
    };
    match status {
        429 => Some(asked().unwrap_or(Trouble::TooMany)),
        503 => Some(asked().unwrap_or(Trouble::Unavailable)),
        408 | 500.. => Some(Trouble::Broken),
        _ => None,
    }
}

/// A status that is neither success, redirect nor 304; `wait` is how long its host rests now.
pub(crate) fn refusal(page: FetchedPage, trouble: Option<Trouble>, wait: Duration) -> FetchError {
    let (url, status, answer) = (page.url.clone(), page.status, Box::new(page));
    match status {
        429 | 503 if matches!(trouble, Some(Trouble::Asked(_) | Trouble::TooMany)) => {
            let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
            FetchError::RetryAfter { url, status, seconds, answer }
        }
        404 => FetchError::NotFound { url, status, answer },
        410 | 451 => FetchError::Gone { url, status, answer },
        _ => FetchError::Status { url, status, answer },
    }
}
