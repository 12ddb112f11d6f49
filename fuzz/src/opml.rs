//! Lists of feeds.

use std::collections::BTreeSet;

use watchline_crawler::{OpmlFeed, read_opml, write_opml};

/// Read twice, it is the same; each address once; what is written from it is read again as the same feeds.
pub(crate) fn check(input: &[u8]) {
    let (feeds, warnings) = read_opml(input);
    assert_eq!((&feeds, &warnings), (&read_opml(input).0, &read_opml(input).1), "read twice, it differs");
    assert!(!feeds.is_empty() || !warnings.is_empty(), "an empty list without a word");
    let addresses: BTreeSet<&str> = feeds.iter().map(|feed| feed.url.as_str()).collect();
    assert_eq!(addresses.len(), feeds.len(), "an address twice");
    let (again, faults) = read_opml(write_opml("Feeds", &feeds).as_bytes());
    assert!(feeds.is_empty() || faults.is_empty(), "what was written cannot be read: {faults:?}");
    assert_eq!(shown(&feeds), shown(&again), "written and read again, it differs");
}

/// What the written form keeps: the first folder, and no order.
fn shown(feeds: &[OpmlFeed]) -> BTreeSet<(&str, &str, Option<&str>, &str)> {
    feeds
        .iter()
        .map(|feed| {
            let folder = feed.folders.first().map_or("", String::as_str);
            (feed.url.as_str(), feed.title.as_str(), feed.page.as_deref(), folder)
        })
        .collect()
}
