mod conformance;

use super::*;

fn allows(robots: &str, path: &str) -> bool {
    let url = Url::parse(&format!("https://news.example{path}")).expect(path);
    Robots::parse(robots.as_bytes(), TOKEN).allows(&url)
}

#[test]
fn the_longest_pattern_wins_and_a_tie_allows() {
    let robots = "user-agent: *\ndisallow: /a\nallow: /a/b\ndisallow: /a/b/c\nallow: /tie\ndisallow: /tie\n";
    for (path, expected) in
        [("/", true), ("/a", false), ("/a/b", true), ("/a/b/c", false), ("/tie", true), ("/A", true)]
    {
        assert_eq!(allows(robots, path), expected, "{path}");
    }
}

#[test]
fn stars_and_the_end_mark() {
    let robots = "user-agent: *\ndisallow: /*.pdf$\ndisallow: /x/*/y\ndisallow: /q?id=\n";
    for (path, expected) in [
        ("/a.pdf", false),
        ("/a.pdf?x", true),
        ("/a.pdfx.pdf", false),
        ("/x/1/2/y/z", false),
        ("/x/y", true),
        ("/q?id=7", false),
        ("/q?other=7", true),
    ] {
        assert_eq!(allows(robots, path), expected, "{path}");
    }
}

#[test]
fn to_allow_an_index_page_allows_its_folder_and_no_more() {
    let robots = "user-agent: *\nallow: /a/index.html\nallow: /b/*/index.htm$\ndisallow: /\n";
    for (path, expected) in [
        ("/a/", true),
        ("/a/index.html", true),
        ("/a/index.htm", false),
        ("/a/b", false),
        ("/a", false),
        ("/b/x/", true),
        ("/", false),
    ] {
        assert_eq!(allows(robots, path), expected, "{path}");
    }
    assert!(allows("user-agent: *\ndisallow: /a/index.html\n", "/a/"));
}

#[test]
fn percent_encoding_is_compared_by_meaning() {
    let robots = "user-agent: *\ndisallow: /%7Ejoe/\ndisallow: /caf\u{e9}\ndisallow: /a%2fb\ndisallow: /lit%2A\n";
    for (path, expected) in [
        ("/~joe/x", false),
        ("/%7ejoe/", false),
        ("/caf%C3%A9", false),
        ("/caf%c3%a9/x", false),
        ("/a%2Fb", false),
        ("/a/b", true),
        ("/lit*", false),
        ("/literal", true),
    ] {
        assert_eq!(allows(robots, path), expected, "{path}");
    }
}

#[test]
fn groups_for_our_token_are_merged_and_shut_out_the_general_one() {
    let robots = "user-agent: watchline\ndisallow: /a\n\nuser-agent: *\ndisallow: /\n\nuser-agent: other\nuser-agent: Watchline/2.0\nsitemap: x\ndisallow: /b\n";
    for (path, expected) in [("/", true), ("/a", false), ("/b", false), ("/c", true)] {
        assert_eq!(allows(robots, path), expected, "{path}");
    }
    assert!(!allows("user-agent: watchliner\ndisallow:\nuser-agent: *\ndisallow: /", "/"));
}

#[test]
fn a_crawl_delay_is_honoured_up_to_a_minute() {
    let delay =
        |value: &str| Robots::parse(format!("user-agent: *\ncrawl-delay: {value}\n").as_bytes(), TOKEN).crawl_delay();
    assert_eq!(delay("2.5"), Some(Duration::from_millis(2500)));
    assert_eq!(delay("86400"), Some(Duration::from_secs(60)));
    for value in ["", "soon", "-1", "NaN", "inf"] {
        assert_eq!(delay(value), None, "{value}");
    }
}

#[test]
fn bytes_of_any_kind_are_read() {
    let noise: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    assert_eq!(Robots::parse(&noise, TOKEN), Robots::allow_all());
}

#[test]
fn many_stars_take_no_more_than_their_product() {
    let robots = format!("user-agent: *\ndisallow: /{}x\n", "*a".repeat(20_000));
    assert!(allows(&robots, &format!("/{}", "a".repeat(2000))));
}
