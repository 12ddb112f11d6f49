//! Which pages of a sitemap are listed: in the first round the newest, later what is new or changed.

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;
use watchline_model::{Basis, Dated};

use crate::collect::address_filter::AddressFilter;
use crate::collect::round::ListedItem;
use crate::collect::seen::Seen;
use crate::collect::sitemap::scan::ScannedEntry;
use crate::read::dates;
use crate::url::absolute;

/// How many entries of one sitemap are watched.
const WATCHED_MAX: usize = 10_000;
/// In one later round, of one sitemap. What is left over comes in the next.
const CHANGED_MAX: usize = 1000;
/// A sitemap that first shows up in a later round (a new month's, say) is new as far as its pages are.
const RECENT: TimeDelta = TimeDelta::days(7);
/// So many pages with one date, and the date is that of the file.
const SAME_DATE_MIN: usize = 10;

/// What was remembered of this sitemap and of the source.
pub(super) enum Before {
    /// The source's first round: so many pages at most.
    Nothing {
        items: usize,
    },
    /// This sitemap was not read before; the source was, last at this moment.
    OtherSitemaps {
        last_round: DateTime<Utc>,
    },
    Read(Seen),
}

pub(super) struct Chosen {
    pub(super) items: Vec<ListedItem>,
    pub(super) seen: Seen,
    pub(super) warnings: Vec<String>,
}

struct Candidate {
    item: ListedItem,
    newest: Option<DateTime<Utc>>,
}

pub(super) fn choose(entries: Vec<ScannedEntry>, base: &Url, filter: &AddressFilter<'_>, before: Before) -> Chosen {
    let mut warnings = Vec::new();
    let all = entries.len();
    let mut candidates: Vec<Candidate> = entries
        .into_iter()
        .filter_map(|entry| candidate(entry, base))
        .filter(|it| filter.takes_article(&it.item.url))
        .collect();
    if candidates.is_empty() && all > 0 {
        warnings.push(format!("none of the {all} addresses is of this site and fits `include` and `exclude`"));
    }
    if say_nothing(&candidates) {
        warnings.push("all pages carry the same date, which is that of the file: the dates are left out".to_owned());
        for candidate in &mut candidates {
            candidate.item.revision = None;
            candidate.item.updated = None;
            candidate.newest = None;
        }
    }
    // Stable: pages without a date keep their order, behind those with one.
    candidates.sort_by_key(|candidate| std::cmp::Reverse(candidate.newest));
    if candidates.len() > WATCHED_MAX {
        warnings.push(format!(
            "{} addresses, of which the newest {WATCHED_MAX} are watched; narrow them down by `include`",
            candidates.len()
        ));
        candidates.truncate(WATCHED_MAX);
    }
    let (items, seen) = split(candidates, before);
    Chosen { items, seen, warnings }
}

fn split(candidates: Vec<Candidate>, before: Before) -> (Vec<ListedItem>, Seen) {
    let mut seen = Seen::default();
    let mut items = Vec::new();
    for candidate in candidates {
        let ListedItem { url, revision, .. } = &candidate.item;
        let (is_wanted, is_history) = match &before {
            Before::Nothing { items: most } => (items.len() < *most, true),
            Before::OtherSitemaps { last_round } => {
                let is_recent = candidate.newest.is_none_or(|newest| newest >= *last_round - RECENT);
                (is_recent && items.len() < CHANGED_MAX, !is_recent)
            }
            Before::Read(known) => {
                let is_known = known.has(url, revision.as_deref());
                (!is_known && items.len() < CHANGED_MAX, is_known)
            }
        };
        if is_wanted || is_history {
            seen.add(url, revision.as_deref());
        }
        if is_wanted {
            items.push(candidate.item);
        }
    }
    match before {
        Before::Read(known) => (items, seen.remembering(known, WATCHED_MAX)),
        Before::Nothing { .. } | Before::OtherSitemaps { .. } => (items, seen),
    }
}

fn candidate(entry: ScannedEntry, base: &Url) -> Option<Candidate> {
    let url = absolute(Some(base), &entry.address)?;
    let modified = entry.modified.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let updated = modified.and_then(date);
    let published = entry.published.as_deref().and_then(date);
    // One spelling for one moment; what is no date still tells a change.
    let revision = match (&updated, modified) {
        (Some(date), _) => Some(date.value_text()),
        (None, text) => text.map(|text| text.chars().take(64).collect()),
    };
    let newest = updated.map(|date| date.value).max(published.map(|date| date.value));
    Some(Candidate {
        item: ListedItem {
            url,
            title: entry.title,
            published: published.map(|date| date.value),
            updated: updated.map(|date| date.value),
            revision,
            ..ListedItem::default()
        },
        newest,
    })
}

/// The W3C's date and time formats: a year, a month, a day, a moment; then whatever else pages write.
pub(super) fn date(text: &str) -> Option<Dated> {
    Dated::parse(text, Basis::Published).or_else(|| dates::parse(text))
}

fn say_nothing(candidates: &[Candidate]) -> bool {
    let mut dates = candidates.iter().filter_map(|candidate| candidate.item.updated);
    let Some(first) = dates.next() else { return false };
    let same = dates.filter(|date| (*date - first).abs() < TimeDelta::minutes(1)).count() + 1;
    same >= SAME_DATE_MIN && same * 10 >= candidates.len() * 9
}

#[cfg(test)]
mod tests;
