//! Sources of kind `ghsa`: GitHub's global advisories, reviewed, unreviewed and malware, the latest changed first.
//!
//! <https://docs.github.com/en/rest/security-advisories/global-advisories>. Pages follow each other by the header `Link`.
//! A type is read until what was known at the last round, with an hour to spare for stamps that come late.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};
use url::Url;
use watchline_model::Source;
use watchline_model::page::FetchedPage;

use crate::collect::json_parts::elements;
use crate::collect::round::{Listed, ListedItem, Memory, Purpose, ReadError, Request};
use crate::read::ghsa;
use crate::read::lenient::{date, text};

const DEFAULT_URL: &str = "https://api.github.com/advisories";
/// The default leaves out malware and what nobody reviewed.
const TYPES: [&str; 3] = ["reviewed", "unreviewed", "malware"];
/// How far back a new source without packages looks.
const FIRST_DAYS: i64 = 30;
/// Pages of a type in a first round, 100 advisories each.
const FIRST_PAGES: u16 = 20;
/// Pages of a type in any later round.
const PAGES: u16 = 100;
/// Packages asked for at once: an address must stay within what servers take.
const PACKAGES_AT_ONCE: usize = 120;

pub(super) fn first_requests(source: &Source, _memory: &Memory, _now: DateTime<Utc>) -> Vec<Request> {
    let base = if source.url.trim().is_empty() { DEFAULT_URL } else { source.url.trim() };
    let Ok(base) = Url::parse(base) else { return vec![Request::get(base, Purpose::Ghsa)] };
    let mut requests = Vec::new();
    for (ecosystem, names) in packages(source) {
        for kind in TYPES {
            let mut url = base.clone();
            url.query_pairs_mut()
                .append_pair("type", kind)
                .append_pair("per_page", "100")
                .append_pair("sort", "updated")
                .append_pair("direction", "desc");
            if let Some(ecosystem) = &ecosystem {
                url.query_pairs_mut().append_pair("ecosystem", ecosystem).append_pair("affects", &names.join(","));
            }
            requests.push(asking(url, Purpose::Ghsa));
        }
    }
    requests
}

pub(super) fn read(
    _source: &Source,
    request: &Request,
    page: &FetchedPage,
    memory: &Memory,
) -> Result<Listed, ReadError> {
    let Some(list) = elements(&page.body) else { return Err(not_a_list(page)) };
    let cursor = cursor_name(&request.url);
    let known: Option<DateTime<Utc>> = memory.get(&cursor).and_then(|moment| moment.parse().ok());
    let (before, latest) = match request.purpose {
        Purpose::GhsaPage { before, latest } => (before, DateTime::from_timestamp(latest, 0)),
        _ => (0, known),
    };
    let mut listed = Listed::default();
    let mut seen = std::collections::HashSet::new();
    for (index, part) in list.parts.iter().enumerate() {
        match item(part) {
            Some(item) if seen.insert(item.url.clone()) => listed.items.push(item),
            Some(item) => listed.warnings.push(format!("advisory {} repeats {}", index + 1, item.url)),
            None => {
                listed.warnings.push(format!("advisory {} is not one that can be read and was left out", index + 1))
            }
        }
    }
    if list.breaks_off {
        listed.warnings.push("the answer breaks off; the advisories before the break are kept".to_owned());
    }
    let updated = || listed.items.iter().filter_map(|item| item.updated);
    let oldest = updated().min();
    // What is lost with a page that breaks off is read again by the next round, which begins where this one began.
    let latest = if list.breaks_off { known } else { updated().max().max(latest) };
    let by_package = request.url.contains("affects=");
    let since = match known {
        Some(known) => Some(known - TimeDelta::hours(1)),
        None if by_package => None,
        None => Some(page.fetched_at - TimeDelta::days(FIRST_DAYS)),
    };
    let is_reached = since.zip(oldest).is_some_and(|(since, oldest)| oldest < since) || oldest.is_none();
    let next = next_page(page).filter(|_| !is_reached && !list.breaks_off);
    let most = if known.is_some() || by_package { PAGES } else { FIRST_PAGES };
    match next {
        Some(next) if before + 1 < most => {
            let latest = latest.map_or(0, |latest| latest.timestamp());
            listed.requests.push(asking(next, Purpose::GhsaPage { before: before + 1, latest }));
        }
        next => {
            if next.is_some() {
                listed.warnings.push(format!("more than {most} pages; what changed before is left out"));
            }
            listed.memory.extend(latest.map(|latest| (cursor, latest.to_rfc3339())));
        }
    }
    Ok(listed)
}

fn asking(url: Url, purpose: Purpose) -> Request {
    Request { accept: Some("application/vnd.github+json"), ..Request::get(url, purpose) }
}

/// What to ask for: everything, or the packages by GitHub's word for their ecosystem.
fn packages(source: &Source) -> Vec<(Option<String>, Vec<String>)> {
    let mut by_ecosystem: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
    for package in &source.packages {
        if let Some((ecosystem, name)) = package.trim().split_once('/') {
            let ecosystem = ghsa::ecosystem_of(ecosystem).map_or_else(|| ecosystem.to_lowercase(), str::to_owned);
            by_ecosystem.entry(ecosystem).or_default().push(name.to_owned());
        }
    }
    if by_ecosystem.is_empty() {
        return vec![(None, Vec::new())];
    }
    let chunks = by_ecosystem.into_iter().flat_map(|(ecosystem, names)| {
        let chunks: Vec<Vec<String>> = names.chunks(PACKAGES_AT_ONCE).map(<[String]>::to_vec).collect();
        chunks.into_iter().map(move |names| (Some(ecosystem.clone()), names))
    });
    chunks.collect()
}

/// Under which name the latest change is remembered: by what was asked, whatever page of it. Other packages are
/// another question, so that one added later is read from its beginning.
fn cursor_name(url: &str) -> String {
    let url = Url::parse(url);
    let asked = |name: &str| {
        let url = url.as_ref().ok()?;
        url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let kind = asked("type").unwrap_or_else(|| "reviewed".to_owned());
    match asked("affects") {
        None => format!("ghsa.{kind}"),
        Some(affects) => {
            let question = format!("{} {affects}", asked("ecosystem").unwrap_or_default());
            let digest = Sha256::digest(question.as_bytes());
            let short: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
            format!("ghsa.{kind}.{short}")
        }
    }
}

/// The address that `Link` gives for `next`, on the same host only.
fn next_page(page: &FetchedPage) -> Option<Url> {
    let here = Url::parse(&page.final_url).ok()?;
    let links = page.header("link")?;
    let next = links.split(',').find(|link| {
        let rel = link.split(';').skip(1).map(|part| part.trim().to_ascii_lowercase().replace(['"', ' '], ""));
        rel.into_iter().any(|part| part == "rel=next")
    })?;
    let address = next.split_once('<')?.1.split_once('>')?.0;
    let next = here.join(address.trim()).ok()?;
    (next.origin() == here.origin() && next != here).then_some(next)
}

fn item(record: &[u8]) -> Option<ListedItem> {
    let value: Value = serde_json::from_slice(record).ok()?;
    Some(ListedItem {
        url: ghsa::page_url(&value)?,
        title: text(&value, "summary"),
        published: date(&value, "published_at").map(|date| date.value),
        updated: date(&value, "updated_at").map(|date| date.value),
        revision: text(&value, "updated_at"),
        record: Some(record.to_vec()),
        ..ListedItem::default()
    })
}

fn not_a_list(page: &FetchedPage) -> ReadError {
    let said = serde_json::from_slice::<Value>(&page.body).ok().and_then(|answer| text(&answer, "message"));
    ReadError::NotARecord {
        url: page.final_url.clone(),
        expected: "a list of GitHub's advisories",
        reason: said.unwrap_or_else(|| "it is no JSON list".to_owned()),
    }
}

#[cfg(test)]
mod tests;
