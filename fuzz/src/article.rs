//! Reading a page, with and without hints, and explaining it.

use chrono::DateTime;
use watchline_crawler::{ReadHints, explain, read_page};

use super::reading::assert_sound;
use super::{content_type, has_hints};

const URL: &str = "https://news.example/2026/07/08/a-page.html?id=1";

/// Read twice, it is the same; text, links, dates and names are sound; the explanation has a reason
/// for every paragraph.
pub(crate) fn check(input: &[u8]) {
    let authors = ["Ana Fixture".to_owned()];
    let hints = if has_hints(input) {
        ReadHints {
            selector: Some("article, div.x > p, #main"),
            title: Some("A title from the feed | News"),
            authors: &authors,
            published: DateTime::from_timestamp(1_783_500_000, 0),
            summary: Some("What the feed says."),
            language: Some("en"),
            fetched: DateTime::from_timestamp(1_783_600_000, 0),
        }
    } else {
        ReadHints::default()
    };
    let reading = read_page(input, content_type(input), URL, &hints);
    assert_sound(&reading, input.len());
    assert!(reading.canonical_url.is_some(), "a page that was fetched has an address");
    let again = read_page(input, content_type(input), URL, &hints);
    assert_eq!(reading, again, "read twice, it differs");
    // The explanation reads the page anew and costs as much.
    if input.len().is_multiple_of(4) {
        check_explanation(input, &hints);
    }
}

/// Every paragraph has a reason, and is shown as far as it is promised.
fn check_explanation(input: &[u8], hints: &ReadHints<'_>) {
    let explained = explain(input, content_type(input), URL, hints);
    for block in &explained {
        assert!(!block.reason.is_empty() && block.text.chars().count() <= 160, "{block:?}");
        assert!(!block.text.trim().is_empty(), "an empty paragraph is explained: {block:?}");
    }
}
