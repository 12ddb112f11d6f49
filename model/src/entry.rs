//! What a source lists: an address that leads to a document.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::{EntryId, PageId, SourceId};
use crate::word::words;

words! {
    /// How far an entry has come. `done`: fetched and read; `known`: found irrelevant earlier, remembered by
    /// address and hash; `refused`: robots.txt or the address guard; `failed`: given up after retries.
    EntryState { Pending = "pending", Done = "done", Refused = "refused", Failed = "failed" }
}

/// One item of a feed (RSS item, Atom entry, JSON Feed item), or the one page a `page` source watches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: EntryId,
    pub source: SourceId,
    /// Canonical address; unique over all sources.
    pub url: String,
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<DateTime<Utc>>,
    /// The feed's own text, as plain text: used when the page itself cannot be read.
    pub summary: Option<String>,
    pub state: EntryState,
    pub attempts: u32,
    /// Watched again and again (`page` sources, vendor statements) instead of fetched once.
    pub watched: bool,
    pub next_due: Option<DateTime<Utc>>,
    pub last_page: Option<PageId>,
    pub last_error: Option<String>,
}
