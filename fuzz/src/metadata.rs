//! Headline, authors, dates and addresses of a page, without its text.

use chrono::DateTime;
use scraper::Html;
use watchline_crawler::ReadHints;
use watchline_crawler::read::{encoding, metadata};

use super::reading::assert_sound;
use super::{content_type, has_hints};

/// Deeper ones are flattened before metadata are read; that is `article`'s business.
const DEPTH_MAX: usize = 200;

/// Read twice, it is the same; what it gives is sound, and there is no text.
pub(crate) fn check(input: &[u8]) {
    let html = Html::parse_document(&encoding::decode(input, content_type(input)).text);
    if html.tree.root().descendants().any(|node| node.ancestors().take(DEPTH_MAX).count() == DEPTH_MAX) {
        return;
    }
    let hints = if has_hints(input) {
        ReadHints {
            title: Some("A title from the feed"),
            published: DateTime::from_timestamp(1_783_500_000, 0),
            ..ReadHints::default()
        }
    } else {
        ReadHints::default()
    };
    for url in ["https://news.example/2026/07/08/a-page", "https://status.vendor.example/"] {
        let reading = metadata::of_document(&html, url, &hints);
        assert_sound(&reading, input.len());
        assert!(reading.text.is_empty(), "metadata have no text");
        let distinct: std::collections::BTreeSet<_> = reading.authors.iter().collect();
        assert_eq!(distinct.len(), reading.authors.len(), "an author twice: {:?}", reading.authors);
        let runner_up = reading.published_runner_up;
        assert!(runner_up.is_none() || runner_up != reading.published, "{runner_up:?} is no other date");
        assert_eq!(reading, metadata::of_document(&html, url, &hints), "read twice, it differs");
    }
}
