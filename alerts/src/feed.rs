//! Feeds of incidents for feed readers: Atom (RFC 4287) and JSON Feed 1.1.
//!
//! Pure rendering; what stands in a feed, and in which order, is decided by who calls.

mod atom;
mod json;

use chrono::{DateTime, Utc};

pub use atom::atom;
pub use json::json;

/// The feed itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    pub title: String,
    /// Permanent; the feed's own address will do.
    pub id: String,
    /// The page for people that shows the same.
    pub home_url: String,
    pub self_url: String,
    pub updated: DateTime<Utc>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEntry {
    /// Permanent: readers tell old from new by it.
    pub id: String,
    pub title: String,
    pub url: String,
    pub updated: DateTime<Utc>,
    pub published: Option<DateTime<Utc>>,
    /// Plain text.
    pub summary: String,
    /// Names.
    pub authors: Vec<String>,
}

#[cfg(test)]
mod tests;
