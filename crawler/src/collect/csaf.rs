//! Sources of kind `csaf`: the advisories of a CSAF provider (OASIS CSAF 2.0, section 7; 2.1 where it differs).
//!
//! Design: the first round asks every place where the provider's metadata may be, and remembers where the feeds are; after
//! that the lists are asked at once. Every seven days the metadata is read again and a directory's `index.txt` besides its
//! `changes.csv`, which publishers forget to bring up to date when they publish an advisory anew.
//!
//! Consequences: a list is compared as a whole with what it held before (by fingerprints), never by its newest date. Only
//! what is marked for everybody (TLP WHITE, in 2.1 CLEAR) is taken.

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;
use watchline_model::Source;
use watchline_model::page::FetchedPage;

use crate::collect::round::{Listed, Memory, Purpose, ReadError, Request};

mod directory;
mod hash;
mod metadata;
mod rolie;
mod security_txt;
mod updates;

pub use hash::{HashCheck, matches_hash};

const RELIST: TimeDelta = TimeDelta::days(7);
/// In memory: when the metadata was last read, and where the lists are (a line each: purpose, blank, address).
const READ: &str = "metadata read";
const LISTS: &str = "lists";
/// In memory: where the metadata is, with its place in the order of discovery.
const METADATA: &str = "metadata ";

pub(super) fn first_requests(source: &Source, memory: &Memory, now: DateTime<Utc>) -> Vec<Request> {
    let is_due = memory
        .get(READ)
        .and_then(|text| DateTime::parse_from_rfc3339(text).ok())
        .is_none_or(|read| now.signed_duration_since(read) >= RELIST);
    let lists = remembered(memory, is_due);
    if !is_due && !lists.is_empty() {
        return lists.into_iter().map(Request::optional).collect();
    }
    let known = (0..METADATA_RANKS).find_map(|rank| memory.get(&format!("{METADATA}{rank}")));
    let mut requests = match known.filter(|url| !url.is_empty()) {
        Some(url) => vec![Request::get(url, Purpose::CsafMetadata)],
        None => discovery(&source.url),
    };
    requests.extend(lists);
    // Few publish all of them and one leads on; what a list that is missing holds is new until it was listed.
    requests.into_iter().map(Request::optional).collect()
}

pub(super) fn read(
    source: &Source,
    request: &Request,
    page: &FetchedPage,
    memory: &Memory,
) -> Result<Listed, ReadError> {
    let not = |expected: &'static str, reason: &str| ReadError::NotARecord {
        url: page.final_url.clone(),
        expected,
        reason: reason.to_owned(),
    };
    match request.purpose {
        Purpose::CsafSecurityTxt => {
            let found = security_txt::metadata_addresses(&page.body);
            if found.is_empty() {
                return Err(not("a security.txt with a `CSAF:` line", "it names no provider metadata"));
            }
            let asked = discovery(&source.url);
            let new = found.into_iter().filter(|url| !asked.iter().any(|request| request.url == *url));
            let requests = new.map(|url| Request::get(url, Purpose::CsafMetadata).optional());
            Ok(Listed { requests: requests.collect(), ..Listed::default() })
        }
        Purpose::CsafIndex => {
            directory::read_index(page, request, memory).ok_or_else(|| not("a CSAF index.txt", "it lists no documents"))
        }
        Purpose::CsafChanges => directory::read_changes(page, request, memory)
            .ok_or_else(|| not("a CSAF changes.csv", "it lists no documents with their dates")),
        // A configured address may be a feed's own.
        _ => rolie::read(page, request, memory)
            .or_else(|| metadata::read(page, rank(&source.url, &request.url), memory))
            .ok_or_else(|| {
                let reason = "name the provider's domain, its provider-metadata.json, or one of its feeds";
                not("CSAF provider metadata or a ROLIE feed", reason)
            }),
    }
}

/// Given address, well-known address, security.txt, DNS name: the order of CSAF 2.0, requirements 8 to 10.
const METADATA_RANKS: usize = 4;

fn rank(source: &str, url: &str) -> usize {
    let order = [
        source.to_owned(),
        well_known(source).unwrap_or_default(),
        String::new(),
        dns_name(source).unwrap_or_default(),
    ];
    order.iter().position(|known| known == url).unwrap_or(2)
}

fn discovery(source: &str) -> Vec<Request> {
    let path = Url::parse(source).map(|url| url.path().to_ascii_lowercase()).unwrap_or_default();
    let given = match path.rsplit('/').next().unwrap_or_default() {
        "index.txt" => return vec![Request::get(source, Purpose::CsafIndex)],
        "changes.csv" => return vec![Request::get(source, Purpose::CsafChanges)],
        "security.txt" => Some(Request::get(source, Purpose::CsafSecurityTxt)),
        _ if is_dns_name(source) => return vec![Request::get(source, Purpose::CsafMetadata)],
        last if last.ends_with(".json") => return vec![Request::get(source, Purpose::CsafMetadata)],
        _ => None,
    };
    let security_txt =
        ["/.well-known/security.txt", "/security.txt"].into_iter().filter_map(|path| at_domain(source, path));
    let metadata = [well_known(source), dns_name(source)].into_iter().flatten();
    let metadata = metadata.map(|url| Request::get(url, Purpose::CsafMetadata));
    let mut requests: Vec<Request> = given.into_iter().collect();
    requests.extend(metadata);
    requests.extend(security_txt.map(|url| Request::get(url, Purpose::CsafSecurityTxt)));
    requests.dedup_by(|a, b| a.url == b.url);
    requests
}

fn well_known(source: &str) -> Option<String> {
    at_domain(source, "/.well-known/csaf/provider-metadata.json")
}

/// `None` for hosts without a domain of their own.
fn dns_name(source: &str) -> Option<String> {
    let domain = Url::parse(source).ok()?.domain()?.trim_start_matches("www.").to_owned();
    (domain.contains('.') && !is_dns_name(source)).then(|| format!("https://csaf.data.security.{domain}/"))
}

fn is_dns_name(source: &str) -> bool {
    Url::parse(source).is_ok_and(|url| url.domain().is_some_and(|domain| domain.starts_with("csaf.data.security.")))
}

fn at_domain(source: &str, path: &str) -> Option<String> {
    let mut url = Url::parse(source).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    url.set_path(path);
    Some(url.into())
}

/// The lists of an earlier round; an `index.txt` only when everything is listed again, or where it has to stand in for the
/// `changes.csv` beside it, which was never read.
fn remembered(memory: &Memory, is_due: bool) -> Vec<Request> {
    let request = |line: &str| {
        let (purpose, url) = line.split_once(' ')?;
        match purpose {
            "rolie" => Some(Request::get(url, Purpose::CsafRolie)),
            "changes" => Some(Request::get(url, Purpose::CsafChanges)),
            "index" => {
                let is_wanted = is_due || updates::seen(memory, &directory::changes_beside(url)).is_none();
                is_wanted.then(|| Request::get(url, Purpose::CsafIndex))
            }
            _ => None,
        }
    };
    memory.get(LISTS).map(|lists| lists.lines().filter_map(request).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
