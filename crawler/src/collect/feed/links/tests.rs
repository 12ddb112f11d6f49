use super::*;

fn link(href: &str, rel: Option<&str>, kind: Option<&str>) -> Link {
    Link { href: href.to_owned(), rel: rel.map(str::to_owned), kind: kind.map(str::to_owned), ..Link::default() }
}

#[test]
fn addresses_are_mended() {
    let base = Url::parse("https://a.example/feed/").ok();
    let cases = [
        ("  https://a.example/1 \n", "https://a.example/1"),
        ("https://a.example/\n    1", "https://a.example/1"),
        ("https://a.example/?b=1&amp;amp;c=2", "https://a.example/?b=1&c=2"),
        ("www.a.example/1", "https://www.a.example/1"),
        ("http//a.example/1", "http://a.example/1"),
        ("https://https://a.example/1", "https://a.example/1"),
        ("feed:https://a.example/1", "https://a.example/1"),
        ("<a href=\"https://a.example/1\">words</a>", "https://a.example/1"),
        ("https://a.example/1</lnk>", "https://a.example/1"),
        ("1", "https://a.example/feed/1"),
        ("//b.example/1", "https://b.example/1"),
    ];
    for (written, meant) in cases {
        assert_eq!(resolve(base.as_ref(), written).as_deref(), Some(meant), "{written:?}");
    }
    assert_eq!(resolve(base.as_ref(), "mailto:a@a.example"), None);
}

#[test]
fn the_page_comes_before_all_else() {
    let part = |links: Vec<Link>| Part { links, id: Some("https://a.example/id".to_owned()), ..Part::default() };
    let of = |links: Vec<Link>| address(&part(links), None).unwrap_or_default();
    let page = || link("https://a.example/page", Some("alternate"), Some("text/html"));
    assert_eq!(
        of(vec![link("https://a.example/json", None, Some("application/json")), page()]),
        "https://a.example/page"
    );
    assert_eq!(of(vec![link("https://a.example/a.mp3", Some("enclosure"), None), page()]), "https://a.example/page");
    assert_eq!(of(vec![link("https://a.example/a.mp3", Some("enclosure"), None)]), "https://a.example/id");
}
