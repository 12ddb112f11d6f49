//! Dates as feeds and pages write them.

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};

/// RFC 2822, for RSS.
pub(super) fn rss(moment: DateTime<FixedOffset>) -> String {
    moment.to_rfc2822()
}

/// RFC 3339 with its own offset, for Atom, JSON Feed and metadata.
pub(super) fn rfc3339(moment: DateTime<FixedOffset>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// IMF-fixdate (RFC 9110, 5.6.7), for headers.
pub(super) fn http(moment: DateTime<FixedOffset>) -> String {
    moment.with_timezone(&Utc).format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// In the site's own style.
pub(super) fn shown(moment: DateTime<FixedOffset>, style: &str) -> String {
    moment.format(style).to_string()
}
