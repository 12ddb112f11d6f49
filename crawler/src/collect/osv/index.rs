//! `modified_id.csv` of an OSV bucket: lines `modified,id`, newest first, ids led by their ecosystem in the index of all.

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;
use watchline_model::Source;
use watchline_model::page::FetchedPage;

use crate::collect::osv::MODIFIED;
use crate::collect::round::{Listed, ListedItem, Memory, ReadError};

/// How far back a new source looks.
const FIRST_DAYS: i64 = 30;
/// Records of one round; every one is a request.
const ITEMS_MAX: usize = 2_000;

pub(super) fn read(source: &Source, page: &FetchedPage, memory: &Memory) -> Result<Listed, ReadError> {
    let not_an_index = |reason: &str| ReadError::NotARecord {
        url: page.final_url.clone(),
        expected: "an index of OSV records (lines `modified,id`)",
        reason: reason.to_owned(),
    };
    let base = Url::parse(&page.final_url).map_err(|fault| not_an_index(&fault.to_string()))?;
    let body = String::from_utf8_lossy(&page.body);
    let known: Option<DateTime<Utc>> = memory.get(MODIFIED).and_then(|moment| moment.parse().ok());
    let since = known.unwrap_or(page.fetched_at - TimeDelta::days(FIRST_DAYS));
    let mut listed = Listed::default();
    let (mut well_formed, mut faults) = (0_usize, 0_usize);
    let mut lines: Vec<(DateTime<Utc>, &str, ListedItem)> = Vec::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some((stamp, id)) = line.split_once(',').filter(|(_, id)| is_id(id.trim())) else {
            faults += 1;
            continue;
        };
        let Ok(modified) = DateTime::parse_from_rfc3339(stamp.trim()) else {
            faults += 1;
            continue;
        };
        well_formed += 1;
        let modified = modified.with_timezone(&Utc);
        if modified >= since {
            lines.extend(item(&base, modified, stamp.trim(), id.trim()));
        }
    }
    if well_formed == 0 && faults > 0 {
        return Err(not_an_index("no line of it is a date and an id"));
    }
    if faults > 0 {
        listed.warnings.push(format!("{faults} lines are no date and id and were left out"));
    }
    if !source.packages.is_empty() {
        listed.warnings.push("an index does not say which packages a record names; all are listed".to_owned());
    }
    lines.sort_by_key(|(modified, id, _)| (*modified, *id));
    let count = lines.len();
    if count > ITEMS_MAX && known.is_none() {
        lines.drain(..count - ITEMS_MAX);
        listed
            .warnings
            .push(format!("{count} records in the last {FIRST_DAYS} days; the {ITEMS_MAX} changed last are listed"));
    } else if count > ITEMS_MAX {
        // The oldest first, and those of one moment together: the next round goes on from there, and none is missed.
        let last = lines.get(ITEMS_MAX - 1).map(|(modified, _, _)| *modified);
        lines.retain(|(modified, _, _)| Some(*modified) <= last);
        listed.warnings.push(format!("{count} records changed; the next rounds list the rest"));
    }
    if let Some((latest, _, _)) = lines.last() {
        listed.memory.insert(MODIFIED.to_owned(), latest.to_rfc3339());
    }
    listed.items = lines.into_iter().map(|(_, _, item)| item).collect();
    Ok(listed)
}

/// An id becomes part of an address, so it must not lead elsewhere.
fn is_id(id: &str) -> bool {
    id.len() < 300 && id.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

fn item<'a>(
    base: &Url,
    modified: DateTime<Utc>,
    stamp: &str,
    id: &'a str,
) -> Option<(DateTime<Utc>, &'a str, ListedItem)> {
    let mut url = base.clone();
    url.set_query(None);
    url.set_fragment(None);
    let file = format!("{id}.json");
    url.path_segments_mut().ok()?.pop().extend(file.split('/'));
    let item = ListedItem {
        url: url.into(),
        updated: Some(modified),
        revision: Some(stamp.to_owned()),
        ..ListedItem::default()
    };
    Some((modified, id, item))
}
