//! Sources of kind `statuspage`: the incidents of a status page, each as the record that its API gives.
//!
//! Statuspage's `/api/v2/incidents.json` first (incident.io answers it too), then the summaries, then what Instatus, Better
//! Stack and Rootly offer in its place. The first round asks all of them and remembers which answers; the rest of its
//! life a source asks that one. Maintenance that was announced is no incident and is left out.

use chrono::{DateTime, Utc};
use url::Url;
use watchline_model::Source;
use watchline_model::page::FetchedPage;

use crate::collect::round::{Listed, Memory, Purpose, ReadError, Request};
use crate::read::encoding;

mod incidents;

/// Seen from the page's own address, best first.
const ADDRESSES: &[&str] = &[
    "api/v2/incidents.json",
    "api/v2/summary.json",
    "api/v1/incidents.json",
    "summary.json",
    "index.json",
    "api/v1/summary",
];
/// In memory: an address that answers, with its place in the order above.
const ANSWERS: &str = "answers ";

pub(super) fn first_requests(source: &Source, memory: &Memory, _now: DateTime<Utc>) -> Vec<Request> {
    let candidates = candidates(&source.url);
    // Keys sort by rank, so the first one is the best that answers.
    let known = memory.iter().filter(|(key, url)| key.starts_with(ANSWERS) && !url.is_empty()).map(|(_, url)| url);
    let known = known.filter(|url| candidates.contains(url)).take(1).cloned();
    let known: Vec<Request> = known.map(|url| Request::get(url, Purpose::Statuspage)).collect();
    if !known.is_empty() {
        return known;
    }
    // No page answers at all of them; what the one remembers must not hang on the others.
    candidates.into_iter().map(|url| Request::get(url, Purpose::Statuspage).optional()).collect()
}

pub(super) fn read(
    source: &Source,
    request: &Request,
    page: &FetchedPage,
    memory: &Memory,
) -> Result<Listed, ReadError> {
    let text = encoding::decode_feed(&page.body, page.header("content-type"));
    let candidates = candidates(&source.url);
    let rank = candidates.iter().position(|url| *url == request.url).unwrap_or_default();
    let key = format!("{ANSWERS}{rank}");
    let Some(mut listed) = incidents::read(&text, &base(&source.url)) else {
        let error = ReadError::NotARecord {
            url: page.final_url.clone(),
            expected: "the incidents of a status page",
            reason: "it is no JSON with a list of incidents; name the status page's own address, or use its feed"
                .to_owned(),
        };
        // The page may have moved to another system: what answered before is forgotten and the others are asked.
        if memory.get(&key).is_none_or(String::is_empty) {
            return Err(error);
        }
        let others = candidates.iter().filter(|url| **url != request.url);
        return Ok(Listed {
            requests: others.map(|url| Request::get(url, Purpose::Statuspage).optional()).collect(),
            memory: Memory::from([(key, String::new())]),
            warnings: vec![error.to_string()],
            ..Listed::default()
        });
    };
    listed.memory.insert(key, request.url.clone());
    Ok(listed)
}

/// The addresses to try: the configured one if it is an API's, then those of the systems we know.
fn candidates(url: &str) -> Vec<String> {
    let mut candidates: Vec<String> = Vec::new();
    if Url::parse(url).is_ok_and(|url| url.path().ends_with(".json") || url.path().contains("/api/v")) {
        candidates.push(url.to_owned());
    }
    let base = Url::parse(&base(url)).ok();
    let known = ADDRESSES.iter().filter_map(|path| base.as_ref()?.join(path).ok()).map(String::from);
    for address in known {
        if !candidates.contains(&address) {
            candidates.push(address);
        }
    }
    // Numbers of one digit sort as text.
    candidates.truncate(9);
    candidates
}

/// The status page's own address, with a final slash, from any address on it.
fn base(url: &str) -> String {
    let Ok(mut base) = Url::parse(url) else { return url.to_owned() };
    base.set_query(None);
    base.set_fragment(None);
    let path = base.path().to_owned();
    let last = path.rsplit('/').next().unwrap_or_default();
    let directory = if let Some((before, _)) = path.split_once("/api/v") {
        format!("{before}/")
    } else if let Some((before, _)) = path.split_once("/incidents") {
        format!("{before}/")
    } else if last.contains('.') || last == "history" {
        path.strip_suffix(last).unwrap_or("/").to_owned()
    } else if path.ends_with('/') {
        path
    } else {
        format!("{path}/")
    };
    base.set_path(&directory);
    base.into()
}

#[cfg(test)]
mod tests;
