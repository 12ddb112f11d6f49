//! How long an answer is good for, by its own word (RFC 9111, sections 4.2.1 and 5.2.2). A private cache's
//! view: `s-maxage` and `private` are for shared ones. Never longer than a year.

use std::time::Duration;

use chrono::{DateTime, Utc};
use watchline_model::page::FetchedPage;

use crate::fetch::http_date::http_date;

const YEAR_SECONDS: i64 = 365 * 24 * 60 * 60;

/// What is left of the time for which `page` is fresh, counted from when it was fetched; zero where it was
/// stale when it came. `None` where it does not say, or must not be kept or used without asking.
pub fn freshness(page: &FetchedPage) -> Option<Duration> {
    let mut max_age = None;
    for (name, value) in directives(page) {
        match name.as_str() {
            "no-store" => return None,
            // With a value it names headers, and says nothing of the rest.
            "no-cache" if value.is_empty() => return None,
            "max-age" if max_age.is_none() => max_age = Some(seconds(&value)),
            _ => {}
        }
    }
    let said_at = page.header("date").and_then(http_date).unwrap_or(page.fetched_at);
    let lifetime = match max_age {
        Some(seconds) => seconds,
        None => expires(page, said_at)?,
    };
    let left = (lifetime - age(page)).clamp(0, YEAR_SECONDS);
    Some(Duration::from_secs(left.unsigned_abs()))
}

/// `Cache-Control` may be repeated; names in lower case, values without their quotes.
fn directives(page: &FetchedPage) -> Vec<(String, String)> {
    let lines = page.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("cache-control"));
    lines
        .flat_map(|(_, value)| value.split(','))
        .map(|directive| {
            let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
            (name.trim().to_ascii_lowercase(), value.trim().trim_matches('"').to_owned())
        })
        .collect()
}

/// A number that cannot be read means stale, one too large means long.
fn seconds(value: &str) -> i64 {
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { value.parse().unwrap_or(YEAR_SECONDS) } else { 0 }
}

/// A date that cannot be read, `0` above all, means stale.
fn expires(page: &FetchedPage, said_at: DateTime<Utc>) -> Option<i64> {
    let expires = page.header("expires")?;
    Some(http_date(expires).map_or(0, |moment| (moment - said_at).num_seconds()))
}

/// How long a cache on the way has had it already.
fn age(page: &FetchedPage) -> i64 {
    page.header("age").map_or(0, |value| seconds(value.trim()))
}

#[cfg(test)]
mod tests;
