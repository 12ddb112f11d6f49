//! Sources of kind `cve`: what changed in the CVE list (`delta.json`, `deltaLog.json`), or records: one, a list, or a zip.
//!
//! <https://github.com/CVEProject/cvelistV5>. What an answer is, it says itself, whatever its address. The log is the
//! surer source: it holds the changes of a month, `delta.json` only those of the last update.

mod delta;

use chrono::{DateTime, Utc};
use serde_json::Value;
use watchline_model::Source;
use watchline_model::page::FetchedPage;

use crate::collect::bulk::Newest;
use crate::collect::json_parts::{elements, member};
use crate::collect::round::{Archive, Listed, ListedItem, Memory, Purpose, ReadError, Request};
use crate::collect::zip;
use crate::read::cve;
use crate::read::lenient::{date, object, text};

/// Where a bulk download remembers up to when it was read.
const UPDATED: &str = "cve.updated";

pub(super) fn first_requests(source: &Source, _memory: &Memory, _now: DateTime<Utc>) -> Vec<Request> {
    let path = source.url.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let is_delta = matches!(file.as_str(), "delta.json" | "deltalog.json");
    vec![Request::get(&source.url, if is_delta { Purpose::CveDelta } else { Purpose::CveRecords })]
}

pub(super) fn read(
    _source: &Source,
    _request: &Request,
    page: &FetchedPage,
    memory: &Memory,
) -> Result<Listed, ReadError> {
    if zip::is_zip(&page.body) {
        return archive(page, memory);
    }
    if member(&page.body, "fetchTime").is_some() {
        return Ok(delta::read(&[page.body.as_slice()], page.fetched_at, memory));
    }
    if let Some(list) = elements(&page.body) {
        let is_log = list.parts.iter().any(|part| member(part, "fetchTime").is_some());
        let mut listed = if is_log { delta::read(&list.parts, page.fetched_at, memory) } else { records(&list.parts) };
        if list.breaks_off {
            listed.warnings.push("the answer breaks off; what stands before the break is kept".to_owned());
        }
        return Ok(listed);
    }
    match item(&page.body) {
        Some(item) => Ok(Listed { items: vec![item], ..Listed::default() }),
        None => Err(ReadError::NotARecord {
            url: page.final_url.clone(),
            expected: "a CVE record, or a list of them or of changes",
            reason: "it has neither `cveMetadata` nor `fetchTime`".to_owned(),
        }),
    }
}

fn records(parts: &[&[u8]]) -> Listed {
    let mut listed = Listed::default();
    let mut seen = std::collections::HashSet::new();
    for (index, part) in parts.iter().enumerate() {
        match item(part) {
            Some(item) if seen.insert(item.url.clone()) => listed.items.push(item),
            Some(item) => listed.warnings.push(format!("record {} repeats {}", index + 1, item.url)),
            None => listed.warnings.push(format!("record {} is no CVE record and was left out", index + 1)),
        }
    }
    listed
}

/// The records of a zip that changed since the last one was read.
fn archive(page: &FetchedPage, memory: &Memory) -> Result<Listed, ReadError> {
    let since = memory.get(UPDATED);
    let mut newest = Newest::default();
    let mut latest = String::new();
    let mut take = |name: &str, bytes: Vec<u8>| {
        let Some(item) = item(&bytes) else {
            // Downloads carry listings beside their records.
            let is_listing = member(&bytes, "fetchTime").is_some() || elements(&bytes).is_some();
            return if is_listing && !name.contains("CVE-") { Ok(()) } else { Err("no CVE record".to_owned()) };
        };
        let updated = item.revision.clone().unwrap_or_default();
        if updated > latest {
            latest.clone_from(&updated);
        }
        if since.is_none_or(|since| updated >= *since) {
            newest.add(item);
        }
        Ok(())
    };
    let warnings = zip::members(&page.body, &["json"], &mut take).map_err(|reason| ReadError::NotARecord {
        url: page.final_url.clone(),
        expected: "a zip of CVE records",
        reason,
    })?;
    let (items, left_out) = newest.finish();
    let memory = Some(latest).filter(|latest| !latest.is_empty());
    Ok(Listed {
        items,
        memory: memory.map(|latest| (UPDATED.to_owned(), latest)).into_iter().collect(),
        archive: Archive::Records,
        warnings: warnings.into_iter().chain(left_out).collect(),
        ..Listed::default()
    })
}

fn item(bytes: &[u8]) -> Option<ListedItem> {
    let value = object(bytes)?;
    let id = cve::id(&value)?;
    let meta = value.get("cveMetadata").unwrap_or(&Value::Null);
    let title = value.pointer("/containers/cna").and_then(|cna| text(cna, "title"));
    Some(ListedItem {
        url: cve::page_url(&id),
        title,
        published: date(meta, "datePublished").map(|date| date.value),
        updated: date(meta, "dateUpdated").map(|date| date.value),
        revision: text(meta, "dateUpdated"),
        record: Some(bytes.to_vec()),
        ..ListedItem::default()
    })
}

#[cfg(test)]
mod tests;
