//! Which documents of a list are new or changed: by comparing the whole list with what it held before.

use chrono::{DateTime, SecondsFormat, Utc};
use watchline_model::page::FetchedPage;

use crate::collect::round::{Listed, ListedItem, Memory, Request};
use crate::collect::seen::Seen;

/// Of the first round: the newest; what is older is history.
const FIRST_MAX: usize = 500;
/// Of a later round; what is left over comes in the next.
const CHANGED_MAX: usize = 1000;
/// How many documents of one list are watched; the largest providers have a few tens of thousands.
const WATCHED_MAX: usize = 50_000;
const SEEN: &str = "seen ";

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Update {
    pub(super) url: String,
    pub(super) hash_url: Option<String>,
    pub(super) title: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) published: Option<DateTime<Utc>>,
    pub(super) updated: Option<DateTime<Utc>>,
}

/// What the list at `url` held when it was last read.
pub(super) fn seen(memory: &Memory, url: &str) -> Option<Seen> {
    Seen::read(memory.get(&format!("{SEEN}{url}")))
}

/// The newest first; those without a date behind, in the order of the list.
pub(super) fn listed(mut updates: Vec<Update>, request: &Request, page: &FetchedPage, memory: &Memory) -> Listed {
    let key = format!("{SEEN}{}", request.url);
    let before = seen(memory, &request.url);
    let mut warnings = Vec::new();
    updates.sort_by_key(|update| std::cmp::Reverse(update.updated.map(|moment| moment.min(page.fetched_at))));
    if updates.len() > WATCHED_MAX {
        warnings.push(format!("{} documents, of which the newest {WATCHED_MAX} are watched", updates.len()));
        updates.truncate(WATCHED_MAX);
    }
    let mut now = Seen::default();
    let mut items = Vec::new();
    for update in updates {
        let revision = update.updated.map(|moment| moment.to_rfc3339_opts(SecondsFormat::AutoSi, true));
        let (is_wanted, is_history) = match &before {
            None => (items.len() < FIRST_MAX, true),
            Some(before) => {
                let is_known = before.has(&update.url, revision.as_deref());
                (!is_known && items.len() < CHANGED_MAX, is_known)
            }
        };
        if is_wanted || is_history {
            now.add(&update.url, revision.as_deref());
            // For lists without dates.
            now.add(&update.url, None);
        }
        if is_wanted {
            items.push(ListedItem {
                url: update.url,
                title: update.title,
                summary: update.summary,
                published: update.published,
                updated: update.updated,
                revision,
                hash_url: update.hash_url,
                ..ListedItem::default()
            });
        }
    }
    // Each document has two fingerprints.
    let now = now.remembering(before.unwrap_or_default(), 2 * WATCHED_MAX);
    Listed { items, memory: Memory::from([(key, now.write())]), warnings, ..Listed::default() }
}

#[cfg(test)]
mod tests;
