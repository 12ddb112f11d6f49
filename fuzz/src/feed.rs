//! Reading a feed.

use std::collections::HashSet;

use watchline_crawler::{FeedReading, ReadError, looks_like_feed, read_feed};

use super::addresses::assert_canonical;
use super::content_type;
use super::reading::assert_no_reader_broke;

const URL: &str = "https://news.example/feeds/all.xml";

/// Read twice, it is the same; every item has an address of its own; nothing is longer than the feed.
pub(crate) fn check(input: &[u8]) {
    let read = read_feed(input, content_type(input), URL);
    assert_eq!(read, read_feed(input, content_type(input), URL), "read twice, it differs");
    let _ = looks_like_feed(input, content_type(input));
    match &read {
        Ok(reading) => assert_feed(reading, input.len()),
        Err(ReadError::IllFormed { reason, .. }) => assert!(!reason.contains("breaks the"), "{reason}"),
        Err(_) => {}
    }
}

fn assert_feed(reading: &FeedReading, input_bytes: usize) {
    assert_no_reader_broke(&reading.warnings);
    let mut seen = HashSet::new();
    for item in &reading.items {
        assert_canonical(&item.url);
        assert!(seen.insert(&item.url), "{} twice", item.url);
        // A byte that is no character becomes one of three bytes.
        for text in [&item.title, &item.summary, &item.content_html, &item.id].into_iter().flatten() {
            assert!(text.len() <= input_bytes * 3, "{} bytes out of {input_bytes}", text.len());
        }
        for line in item.title.iter().chain(&item.authors) {
            assert!(!line.trim().is_empty() && !line.contains(char::is_control), "{line:?} is no line");
        }
    }
    if let Some((hub, topic)) = &reading.hub {
        assert!(!hub.is_empty() && !topic.is_empty());
    }
    if let Some(language) = &reading.language {
        assert!(language.len() <= 8, "no language code: {language:?}");
    }
}
