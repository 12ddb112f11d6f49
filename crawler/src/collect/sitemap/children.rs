//! Which sitemaps of an index are asked for: in the first round the newest few, later those that changed.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use url::Url;
use watchline_model::Precision;

use crate::collect::address_filter::AddressFilter;
use crate::collect::round::{Purpose, Request};
use crate::collect::sitemap::pages::date;
use crate::collect::sitemap::scan::ScannedEntry;
use crate::url::absolute;

/// In the first round: the newest pages are in the newest sitemaps.
const FIRST_MAX: usize = 40;
/// Without a date every one of them has to be asked in every round.
const UNDATED_MAX: usize = 20;
/// Fewer pages than that of one sitemap say too little of a site.
const ITEMS_MIN: u16 = 5;

/// What an index may still lead to in this round.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    pub(super) depth: u8,
    pub(super) sitemaps: u16,
    pub(super) items: u16,
}

pub(super) struct Children {
    pub(super) requests: Vec<Request>,
    /// The newest date in the index, not later than now: what is asked for in the next round is newer.
    pub(super) newest: Option<DateTime<Utc>>,
    /// Those of the requests that the index gives no date for.
    pub(super) undated: Vec<String>,
    /// Every address in the index.
    pub(super) addresses: BTreeSet<String>,
    pub(super) warnings: Vec<String>,
}

struct Child {
    url: String,
    modified: Option<DateTime<Utc>>,
    is_day: bool,
}

pub(super) fn choose(
    entries: Vec<ScannedEntry>,
    base: &Url,
    filter: &AddressFilter<'_>,
    before: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    left: Left,
) -> Children {
    let mut warnings = Vec::new();
    let mut addresses = BTreeSet::new();
    let mut children = Vec::new();
    let mut strangers = 0;
    for entry in entries {
        let Some(url) = absolute(Some(base), &entry.address).filter(|url| url != base.as_str()) else { continue };
        if !filter.is_same_site(&url) {
            strangers += 1;
        } else if addresses.insert(url.clone()) {
            let modified = entry.modified.as_deref().and_then(date);
            let is_day = modified.is_some_and(|date| date.precision != Precision::Time);
            children.push(Child { url, modified: modified.map(|date| date.value.min(now)), is_day });
        }
    }
    if strangers > 0 {
        warnings.push(format!("{strangers} sitemaps of other sites were left out"));
    }
    let newest = children.iter().filter_map(|child| child.modified).max().max(before);
    let dated: BTreeSet<String> =
        children.iter().filter(|child| child.modified.is_some()).map(|child| child.url.clone()).collect();
    let wanted = wanted(children, before);
    let most = usize::from(left.sitemaps).min(if before.is_none() { FIRST_MAX } else { usize::MAX });
    if wanted.len() > most {
        warnings.push(format!("{} sitemaps to read, of which {most} are read in this round", wanted.len()));
    }
    let asked = u16::try_from(wanted.len().min(most)).unwrap_or(u16::MAX).max(1);
    let purpose = Purpose::NestedSitemap {
        depth: left.depth + 1,
        sitemaps: left.sitemaps.saturating_sub(asked) / asked,
        items: (left.items / asked).max(ITEMS_MIN),
    };
    // What a sitemap that cannot be had lists is new until it was listed, so the round need not wait for it.
    let requests = wanted.iter().take(most).map(|url| Request::get(url, purpose).optional()).collect();
    let undated = wanted.iter().take(most).filter(|url| !dated.contains(*url)).cloned().collect();
    Children { undated, requests, newest, addresses, warnings }
}

/// Those newer than what was read before, the newest first; then a few of those without a date.
fn wanted(mut children: Vec<Child>, before: Option<DateTime<Utc>>) -> Vec<String> {
    children.sort_by_key(|child| std::cmp::Reverse(child.modified));
    let (dated, undated): (Vec<_>, Vec<_>) = children.into_iter().partition(|child| child.modified.is_some());
    // A day is not over when it is first seen.
    let is_newer = |child: &Child| match (before, child.modified) {
        (Some(before), Some(modified)) if child.is_day => modified.date_naive() >= before.date_naive(),
        (Some(before), Some(modified)) => modified > before,
        _ => true,
    };
    let mut urls: Vec<String> = dated.into_iter().filter(is_newer).map(|child| child.url).collect();
    let mut undated: Vec<String> = undated.into_iter().map(|child| child.url).collect();
    if undated.len() > UNDATED_MAX {
        // New ones are put in front or at the end.
        let tail = undated.split_off(undated.len() - UNDATED_MAX / 2);
        undated.truncate(UNDATED_MAX / 2);
        undated.extend(tail);
    }
    urls.extend(undated);
    urls
}

#[cfg(test)]
mod tests;
