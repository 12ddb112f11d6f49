//! Changes of the CVE list: `{fetchTime, new[], updated[]}`, alone or as a log of them, newest first.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use crate::collect::round::{Listed, ListedItem, Memory};
use crate::read::lenient::{date, list, object, text};
use crate::url::canonical_url;

/// Where the time of the latest change that was read is remembered.
const FETCHED: &str = "cve.fetchTime";
/// How far back a new source looks into a log.
const FIRST_DAYS: i64 = 7;
/// Records of one round; every one is a request.
const ITEMS_MAX: usize = 2_000;

pub(super) fn read(parts: &[&[u8]], now: DateTime<Utc>, memory: &Memory) -> Listed {
    let mut listed = Listed::default();
    let known: Option<DateTime<Utc>> = memory.get(FETCHED).and_then(|moment| moment.parse().ok());
    // A single delta is what its source offers; how old it is does not matter.
    let since = known.or((parts.len() > 1).then(|| now - TimeDelta::days(FIRST_DAYS)));
    let mut changes: Vec<(DateTime<Utc>, Value)> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let change = object(part);
        match change.as_ref().and_then(|change| date(change, "fetchTime")).zip(change) {
            Some((date, change)) => changes.push((date.value, change)),
            None => listed.warnings.push(format!("change {} names no `fetchTime` and was left out", index + 1)),
        }
    }
    changes.retain(|(moment, _)| since.is_none_or(|since| *moment >= since));
    changes.sort_by_key(|(moment, _)| *moment);
    if known.is_none() {
        newest_first_round(&mut changes, &mut listed.warnings);
    }
    let mut at: Option<DateTime<Utc>> = None;
    for (moment, change) in &changes {
        // A whole change at a time, oldest first: what is left over is listed by the next rounds.
        if listed.items.len() >= ITEMS_MAX && at.is_some_and(|at| at < *moment) {
            listed.warnings.push("many changes; the next rounds list the rest".to_owned());
            break;
        }
        at = Some(*moment);
        for entry in list(change, "new").iter().chain(list(change, "updated")) {
            match item(entry) {
                Some(item) => listed.items.push(item),
                None => listed.warnings.push("an entry of a change names no CVE and was left out".to_owned()),
            }
        }
    }
    keep_last(&mut listed.items);
    if let Some(at) = at {
        listed.memory.insert(FETCHED.to_owned(), at.to_rfc3339());
    }
    listed
}

/// A new source takes what changed last, as much as one round bears.
fn newest_first_round(changes: &mut Vec<(DateTime<Utc>, Value)>, warnings: &mut Vec<String>) {
    let mut count = 0;
    let kept = changes.iter().rev().take_while(|(_, change)| {
        let fits = count < ITEMS_MAX;
        count += list(change, "new").len() + list(change, "updated").len();
        fits
    });
    let left_out = changes.len() - kept.count();
    if left_out > 0 {
        changes.drain(..left_out);
        warnings.push(format!("{left_out} older changes are left out of the first round"));
    }
}

/// A number that changed twice is fetched once, as it is now.
fn keep_last(items: &mut Vec<ListedItem>) {
    let mut seen = HashSet::new();
    items.reverse();
    items.retain(|item| seen.insert(item.url.clone()));
    items.reverse();
}

fn item(entry: &Value) -> Option<ListedItem> {
    let id = text(entry, "cveId")?;
    let url = text(entry, "githubLink").and_then(|url| canonical_url(&url)).or_else(|| raw_url(&id))?;
    Some(ListedItem {
        url,
        title: Some(id),
        updated: date(entry, "dateUpdated").map(|date| date.value),
        revision: text(entry, "dateUpdated"),
        ..ListedItem::default()
    })
}

/// Where the list keeps a record: by year and thousand.
fn raw_url(id: &str) -> Option<String> {
    let (year, number) = id.strip_prefix("CVE-")?.split_once('-')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let thousand = number.get(..number.len().checked_sub(3)?).filter(|_| digits(year) && digits(number))?;
    let thousand = if thousand.is_empty() { "0" } else { thousand };
    Some(format!("https://raw.githubusercontent.com/CVEProject/cvelistV5/main/cves/{year}/{thousand}xxx/{id}.json"))
}
