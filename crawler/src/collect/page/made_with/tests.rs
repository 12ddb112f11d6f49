use super::*;

fn feed(url: &str, text: &str) -> Option<String> {
    made_with(text, url).feed.map(|(address, _)| address)
}

#[test]
fn hosts_with_many_authors_keep_each_ones_feed_in_a_known_place() {
    let channel = "UCwatchlineFixture000001";
    let expected = Some(format!("https://www.youtube.com/feeds/videos.xml?channel_id={channel}"));
    assert_eq!(feed(&format!("https://www.youtube.com/channel/{channel}"), ""), expected);
    assert_eq!(feed("https://www.youtube.com/@fixture", &format!(r#"{{"externalId":"{channel}"}}"#)), expected);
    let cases = [
        (
            "https://github.com/fixture-org/fixture-tool/tags",
            "https://github.com/fixture-org/fixture-tool/releases.atom",
        ),
        ("https://medium.com/@fixture/a-post-1", "https://medium.com/feed/@fixture"),
        ("https://fixture.substack.com/p/a", "https://fixture.substack.com/feed"),
        ("https://www.reddit.com/r/fixture/top", "https://www.reddit.com/r/fixture/.rss"),
    ];
    for (page, expected) in cases {
        assert_eq!(feed(page, "").as_deref(), Some(expected), "{page}");
    }
    assert_eq!(feed("https://github.com/", ""), None);
}

#[test]
fn a_generator_tells_where_the_feed_is() {
    let page = "https://lab.example/blog/post";
    let cases = [
        (r#"<meta name="generator" content="WordPress 6.9">"#, "https://lab.example/feed/"),
        (r#"<META content='Ghost 5.1' name=generator>"#, "https://lab.example/rss/"),
        (r#"<meta name=generator content="Hugo 0.140">"#, "https://lab.example/index.xml"),
        (r#"<img src="/wp-content/uploads/a.png">"#, "https://lab.example/feed/"),
    ];
    for (markup, expected) in cases {
        assert_eq!(feed(page, markup).as_deref(), Some(expected), "{markup}");
    }
    assert_eq!(feed(page, r#"<meta name="generator" content="Fixturepress">"#), None);
}

#[test]
fn a_status_page_is_known_by_its_name_and_its_maker() {
    let marked = r#"<a href="https://www.atlassian.com/software/statuspage">Powered by</a>"#;
    let found = |url: &str, text: &str| made_with(text, url).statuspage;
    assert_eq!(found("https://status.lab.example/history", marked).as_deref(), Some("https://status.lab.example/"));
    assert_eq!(found("https://fixture.instatus.com/", "").as_deref(), Some("https://fixture.instatus.com/"));
    // An article about such a page is none.
    assert_eq!(found("https://news.example/a", marked), None);
    assert_eq!(found("https://status.lab.example/", "<p>All is well"), None);
    let widget = r#"<script src="https://Fixture.statuspage.io/embed/script.js"></script>"#;
    assert_eq!(found("https://lab.example/", widget).as_deref(), Some("https://fixture.statuspage.io/"));
}
