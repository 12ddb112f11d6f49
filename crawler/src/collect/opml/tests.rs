use super::*;

fn feed(title: &str, url: &str, folders: &[&str]) -> OpmlFeed {
    OpmlFeed {
        title: title.to_owned(),
        url: url.to_owned(),
        page: None,
        folders: folders.iter().map(|folder| (*folder).to_owned()).collect(),
    }
}

#[test]
fn what_is_written_reads_back_equal() {
    let feeds = [
        OpmlFeed {
            page: Some("https://a.example/".to_owned()),
            ..feed("A & \"B\"", "https://a.example/f?x=1&y=2", &[])
        },
        feed("Über <uns>", "https://b.example/feed", &["press"]),
        feed("C", "https://c.example/feed", &["vendor"]),
    ];
    let (read, warnings) = read_opml(write_opml("Watched & kept", &feeds).as_bytes());
    assert_eq!(read, feeds);
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn folders_attributes_without_case_and_raw_ampersands_are_understood() {
    let body = br#"<OPML version=1.0><body><outline text="Tech"><outline text="Security">
        <outline TEXT='One' XMLURL='https://one.example/rss?a=1&b=2' htmlurl="https://one.example">
        </outline></outline><outline title="Two" xmlUrl="https://two.example/rss"/></outline>
        <outline xmlUrl="https://two.example/rss" text="again"/><outline text="no feed"/></body></OPML>"#;
    let (feeds, _) = read_opml(body);
    let seen: Vec<(&str, &str, usize)> =
        feeds.iter().map(|feed| (feed.title.as_str(), feed.url.as_str(), feed.folders.len())).collect();
    assert_eq!(seen, [("One", "https://one.example/rss?a=1&b=2", 2), ("Two", "https://two.example/rss", 1)]);
}

#[test]
fn a_file_without_feeds_says_what_it_misses() {
    for body in ["", "hello", "<opml><body/></opml>"] {
        let (feeds, warnings) = read_opml(body.as_bytes());
        assert!(feeds.is_empty() && warnings.len() == 1, "{body}: {warnings:?}");
    }
}

#[test]
fn a_list_cut_off_anywhere_yields_what_came_before() {
    let whole = write_opml("x", &[feed("A", "https://a.example/", &["p"]), feed("B", "https://b.example/", &["p"])]);
    let mut most = 0;
    for end in 0..whole.len() {
        let (feeds, _) = read_opml(&whole.as_bytes()[..end]);
        assert!(feeds.len() >= most, "cut at {end}");
        most = feeds.len();
    }
    assert_eq!(most, 2);
}
