use super::*;

#[test]
fn one_page_has_one_address() {
    for spelling in [
        "https://news.example/a?id=7",
        "HTTPS://News.Example:443/a?id=7#comments",
        "https://news.example./a?utm_source=x&id=7&fbclid=zz",
        " https://user:secret@news.example/a?id=7&utm_Medium=mail ",
    ] {
        assert_eq!(canonical_url(spelling).as_deref(), Some("https://news.example/a?id=7"), "{spelling}");
    }
}

#[test]
fn what_is_no_web_address_has_no_canonical_form() {
    for text in
        ["", "/a", "mailto:a@b.example", "javascript:void(0)", "file:///etc/passwd", "data:text/html,x", "http://"]
    {
        assert_eq!(canonical_url(text), None, "{text}");
    }
}

#[test]
fn parameters_that_matter_stay_in_their_order() {
    assert_eq!(canonical_url("http://a.example/?b=2&a=1&b=3").as_deref(), Some("http://a.example/?b=2&a=1&b=3"));
    assert_eq!(canonical_url("http://a.example/x?utm_source=y").as_deref(), Some("http://a.example/x"));
}

#[test]
fn relative_addresses_are_seen_from_their_page() {
    let base = Url::parse("https://news.example/2026/07/story").expect("an address");
    assert_eq!(absolute(Some(&base), "../08/next#x").as_deref(), Some("https://news.example/2026/08/next"));
    assert_eq!(absolute(Some(&base), "#top"), None);
    assert_eq!(absolute(None, "next"), None);
}
