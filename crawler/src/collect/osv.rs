//! Sources of kind `osv`: by package (`POST <base>/v1/query`), by index (`modified_id.csv`), by bulk zip, or one record.
//!
//! <https://google.github.io/osv.dev/data/> and <https://google.github.io/osv.dev/post-v1-query/>. Which of them a source
//! is, its address says; with `packages`, a bulk zip gives only the records that name one of them.

mod index;
mod packages;

use chrono::{DateTime, Utc};
use serde_json::Value;
use watchline_model::Source;
use watchline_model::page::FetchedPage;

use crate::collect::bulk::Newest;
use crate::collect::json_parts::{elements, member};
use crate::collect::osv::packages::Packages;
use crate::collect::round::{Archive, Listed, ListedItem, Memory, Purpose, ReadError, Request};
use crate::collect::zip;
use crate::read::lenient::{date, object, text};
use crate::read::osv;

/// Where a bulk download remembers up to when it was read.
const MODIFIED: &str = "osv.modified";

pub(super) fn first_requests(source: &Source, _memory: &Memory, _now: DateTime<Utc>) -> Vec<Request> {
    let path = source.url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    match ending {
        Some("zip") => vec![Request::get(&source.url, Purpose::OsvArchive)],
        Some("csv") => vec![Request::get(&source.url, Purpose::OsvIndex)],
        Some("json" | "yaml" | "yml") => vec![Request::get(&source.url, Purpose::OsvRecord)],
        _ if source.packages.is_empty() => vec![Request::get(&source.url, Purpose::OsvRecord)],
        _ => source.packages.iter().filter_map(|package| packages::query(&source.url, package)).collect(),
    }
}

pub(super) fn read(
    source: &Source,
    request: &Request,
    page: &FetchedPage,
    memory: &Memory,
) -> Result<Listed, ReadError> {
    match request.purpose {
        Purpose::OsvIndex => index::read(source, page, memory),
        _ if zip::is_zip(&page.body) || request.purpose == Purpose::OsvArchive => archive(source, page, memory),
        _ => records(request, page),
    }
}

/// An answer to a query, a list of records, or one record.
fn records(request: &Request, page: &FetchedPage) -> Result<Listed, ReadError> {
    let mut listed = Listed::default();
    let is_query = request.purpose == Purpose::OsvPackage;
    let list = member(&page.body, "vulns").unwrap_or(&page.body);
    let Some(list) = elements(list) else {
        if let Some(item) = item(&page.body) {
            listed.items.push(item);
        } else if is_query && is_empty_answer(&page.body) {
            listed.requests.extend(packages::next(request, &page.body));
        } else {
            return Err(not_a_record(page, is_query));
        }
        return Ok(listed);
    };
    if list.breaks_off {
        listed.warnings.push("the answer breaks off; the records before the break are kept".to_owned());
    }
    let mut seen = std::collections::HashSet::new();
    for (index, part) in list.parts.iter().enumerate() {
        match item(part) {
            Some(item) if seen.insert(item.url.clone()) => listed.items.push(item),
            Some(item) => listed.warnings.push(format!("record {} repeats {}", index + 1, item.url)),
            None => listed.warnings.push(format!("record {} is no OSV record and was left out", index + 1)),
        }
    }
    if is_query {
        listed.requests.extend(packages::next(request, &page.body));
    }
    Ok(listed)
}

/// An object without records, and without an excuse: a package may have none, and a page may be empty.
fn is_empty_answer(body: &[u8]) -> bool {
    object(body).is_some_and(|answer| {
        answer.get("message").is_none()
            && answer.get("vulns").is_none_or(Value::is_null)
            && answer.get("error").is_none()
    })
}

fn archive(source: &Source, page: &FetchedPage, memory: &Memory) -> Result<Listed, ReadError> {
    let wanted = Packages::of(source);
    // Records of a package that was added to the source since must not be missed: with packages, all are listed anew.
    let since = memory.get(MODIFIED).filter(|_| wanted.is_empty());
    let mut newest = Newest::default();
    let mut latest = String::new();
    let mut take = |_: &str, bytes: Vec<u8>| {
        let record = osv::parse(&bytes).ok_or("no OSV record")?;
        let modified = text(&record, "modified").unwrap_or_default();
        if modified > latest {
            latest.clone_from(&modified);
        }
        if since.is_none_or(|since| modified >= *since) && wanted.want(&record) {
            newest.add(item_of(&record, bytes).ok_or("no OSV record")?);
        }
        Ok(())
    };
    let warnings = zip::members(&page.body, &["json", "yaml", "yml"], &mut take).map_err(|reason| {
        ReadError::NotARecord { url: page.final_url.clone(), expected: "a zip of OSV records", reason }
    })?;
    let (items, left_out) = newest.finish();
    let memory = Some(latest).filter(|latest| !latest.is_empty() && wanted.is_empty());
    Ok(Listed {
        items,
        memory: memory.map(|latest| (MODIFIED.to_owned(), latest)).into_iter().collect(),
        archive: Archive::Records,
        warnings: warnings.into_iter().chain(left_out).collect(),
        ..Listed::default()
    })
}

fn item(record: &[u8]) -> Option<ListedItem> {
    item_of(&osv::parse(record)?, record.to_vec())
}

fn item_of(record: &Value, bytes: Vec<u8>) -> Option<ListedItem> {
    Some(ListedItem {
        url: osv::page_url(&text(record, "id")?)?,
        title: text(record, "summary"),
        published: date(record, "published").map(|date| date.value),
        updated: date(record, "modified").map(|date| date.value),
        revision: text(record, "modified"),
        record: Some(bytes),
        ..ListedItem::default()
    })
}

fn not_a_record(page: &FetchedPage, is_query: bool) -> ReadError {
    let said = serde_json::from_slice::<Value>(&page.body).ok().and_then(|answer| text(&answer, "message"));
    let said = said.map(|said| said.trim_end_matches('.').to_owned());
    let reason = said.unwrap_or_else(|| {
        "it has no `id`; for a database that is asked by package, name `packages` of the source".to_owned()
    });
    let expected = if is_query { "an answer to an OSV query" } else { "an OSV record" };
    ReadError::NotARecord { url: page.final_url.clone(), expected, reason }
}

#[cfg(test)]
mod tests;
