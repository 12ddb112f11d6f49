//! Since when an answer is as it is: for `Last-Modified`, so that readers who poll are told "not modified".
//!
//! All facts reach readers through the change log, so an answer is as old as the log's last line. Where the index has
//! not followed that far, nothing is promised. What depends on today (relative dates, the order by relevance) changes
//! at midnight.

use axum::http::HeaderValue;
use chrono::{DateTime, TimeDelta, Utc};
use watchline_model::ChangeSeq;
use watchline_model::date::midnight;

use crate::params::Params;
use crate::state::WebState;

/// The header counts in seconds: two changes within one must not look the same.
const SETTLED: TimeDelta = TimeDelta::seconds(2);

/// What an answer depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fresh {
    /// On what is not in the log.
    Live,
    Store,
    /// On the index, which follows.
    Search,
}

impl Fresh {
    /// The value of the header; `None` where nothing can be promised.
    pub(crate) async fn since(self, state: &WebState, params: &Params) -> Option<HeaderValue> {
        // A moment may pass at any time.
        if self == Self::Live || params.get("by").is_some() {
            return None;
        }
        let last = state.store.last_change().await.ok()?;
        if self == Self::Search && state.index.cursor() < last {
            return None;
        }
        let before = ChangeSeq(last.0.saturating_sub(1));
        let change = state.store.changes_after(before, 1).await.ok()?.into_iter().next()?;
        let since = settled(change.at, state.now())?;
        HeaderValue::from_str(&since.format("%a, %d %b %Y %H:%M:%S GMT").to_string()).ok()
    }
}

/// The later of the last change and the last midnight; `None` while either is too fresh to be told apart.
fn settled(changed: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let since = changed.max(midnight(now.date_naive()));
    (now - since >= SETTLED).then_some(since)
}

#[cfg(test)]
mod tests;
