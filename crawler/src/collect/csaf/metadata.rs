//! Provider metadata: where the lists of a provider's advisories are (CSAF 2.0, section 7.1.7).

use chrono::SecondsFormat;
use serde_json::Value;
use url::Url;
use watchline_model::page::FetchedPage;

use crate::collect::csaf::{LISTS, METADATA, READ};
use crate::collect::round::{Listed, Memory, Purpose, Request};
use crate::read::lenient::{self, list, text};
use crate::url::absolute;

/// Providers have a feed a label and a year, at most.
const LISTS_MAX: usize = 60;

/// `None` for what is no provider metadata. `rank` is the place of its address in the order of discovery. Leads to the
/// lists that are not remembered yet, since those are asked anyway; of a directory to `changes.csv` alone.
pub(super) fn read(page: &FetchedPage, rank: usize, memory: &Memory) -> Option<Listed> {
    let metadata = lenient::object(&page.body)?;
    metadata.get("distributions").or(metadata.get("metadata_version")).or(metadata.get("canonical_url"))?;
    let base = Url::parse(&page.final_url).ok();
    let mut warnings = Vec::new();
    let mut feeds = Vec::new();
    let mut directories = Vec::new();
    for distribution in list(&metadata, "distributions") {
        let rolie = distribution.get("rolie").unwrap_or(&Value::Null);
        for feed in list(rolie, "feeds") {
            if is_for_everybody(feed, &mut warnings)
                && let Some(url) = text(feed, "url").and_then(|url| absolute(base.as_ref(), &url))
            {
                feeds.push(Request::get(url, Purpose::CsafRolie));
            }
        }
        // 2.1 gives a directory a label.
        let labelled = distribution.get("directory").unwrap_or(&Value::Null);
        let directory = text(distribution, "directory_url");
        let directory =
            directory.or_else(|| text(labelled, "url").filter(|_| is_for_everybody(labelled, &mut warnings)));
        if let Some(url) = directory.and_then(|url| absolute(base.as_ref(), &format!("{}/", url.trim_end_matches('/'))))
        {
            directories.push(Request::get(format!("{url}changes.csv"), Purpose::CsafChanges));
            directories.push(Request::get(format!("{url}index.txt"), Purpose::CsafIndex));
        }
    }
    // A feed names the hash of each document; a directory only where it must be.
    let mut requests = if feeds.is_empty() { directories } else { feeds };
    let mut seen = std::collections::BTreeSet::new();
    requests.retain(|request| seen.insert(request.url.clone()));
    if requests.len() > LISTS_MAX {
        warnings.push(format!("{} lists of advisories, of which the first {LISTS_MAX} are read", requests.len()));
        requests.truncate(LISTS_MAX);
    }
    if requests.is_empty() {
        warnings.push("the provider metadata names no list of advisories for everybody".to_owned());
    }
    let asked: Vec<&str> = memory.get(LISTS).map(|lists| lists.lines().collect()).unwrap_or_default();
    let is_new = |request: &Request| request.purpose != Purpose::CsafIndex && !asked.contains(&line(request).as_str());
    let new: Vec<Request> = requests.iter().filter(|request| is_new(request)).cloned().map(Request::optional).collect();
    let memory = Memory::from([
        (READ.to_owned(), page.fetched_at.to_rfc3339_opts(SecondsFormat::Secs, true)),
        (LISTS.to_owned(), requests.iter().map(line).collect::<Vec<_>>().join("\n")),
        (format!("{METADATA}{rank}"), page.url.clone()),
    ]);
    let publisher = metadata.get("publisher").unwrap_or(&Value::Null);
    Some(Listed { title: text(publisher, "name"), requests: new, memory, warnings, ..Listed::default() })
}

fn line(request: &Request) -> String {
    let word = match request.purpose {
        Purpose::CsafChanges => "changes",
        Purpose::CsafIndex => "index",
        _ => "rolie",
    };
    format!("{word} {}", request.url)
}

fn is_for_everybody(list: &Value, warnings: &mut Vec<String>) -> bool {
    let Some(label) = text(list, "tlp_label") else { return true };
    let is_open = ["WHITE", "CLEAR", "UNLABELED"].iter().any(|open| label.eq_ignore_ascii_case(open));
    if !is_open {
        warnings.push(format!("a list of advisories marked TLP:{label} is left out"));
    }
    is_open
}

#[cfg(test)]
mod tests;
