//! JSON Feed 1.1.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json as value};

use super::{Feed, FeedEntry};

/// A whole document.
pub fn json(feed: &Feed, entries: &[FeedEntry]) -> String {
    let items: Vec<Value> = entries.iter().map(item).collect();
    let document = value!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": feed.self_url,
        "items": items,
    });
    document.to_string()
}

fn item(entry: &FeedEntry) -> Value {
    let authors: Vec<Value> = entry.authors.iter().map(|name| value!({ "name": name })).collect();
    let mut item = value!({
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary,
        "date_modified": moment(entry.updated),
    });
    if let Some(published) = entry.published {
        item["date_published"] = moment(published).into();
    }
    if !authors.is_empty() {
        item["authors"] = authors.into();
    }
    item
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
