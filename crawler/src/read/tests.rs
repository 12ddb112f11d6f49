mod fixtures;
mod hostile_pages;

use super::*;

fn page(html: &str) -> Reading {
    read_page(html.as_bytes(), Some("text/html; charset=utf-8"), "https://news.example/a", &ReadHints::default())
}

#[test]
fn the_feed_stands_in_for_what_the_page_does_not_say() {
    let published = DateTime::from_timestamp(1_783_000_000, 0).expect("a moment");
    let authors = ["Ana Ruiz and Li Wei".to_owned()];
    let hints = ReadHints {
        title: Some("From the feed"),
        authors: &authors,
        published: Some(published),
        summary: Some("What the feed says."),
        language: Some("en"),
        ..ReadHints::default()
    };
    let reading =
        read_page(b"<html><body><script>load()</script></body></html>", None, "https://news.example/a", &hints);
    assert_eq!(reading.title, "From the feed");
    assert_eq!(reading.authors, ["Ana Ruiz", "Li Wei"]);
    assert_eq!(reading.published.map(|date| date.value), Some(published));
    assert_eq!(reading.text, "What the feed says.");
    assert_eq!(reading.language.as_deref(), Some("en"));
    assert_eq!(reading.warnings, ["no main text found on the page; the feed's summary stands in"]);
}

#[test]
fn the_sources_selector_decides_where_the_text_is() {
    let html = "<body><article><p>A long teaser that is not what the operator wants to read at all, is it.</p></article>\
        <div class=x><p>This is it.</p></div></body>";
    let hints = ReadHints { selector: Some("div.x"), ..ReadHints::default() };
    let reading = read_page(html.as_bytes(), None, "https://news.example/a", &hints);
    assert_eq!((reading.text.as_str(), reading.warnings.len()), ("This is it.", 0));
    for selector in ["div.y", "][", ""] {
        let hints = ReadHints { selector: Some(selector), ..ReadHints::default() };
        let reading = read_page(html.as_bytes(), None, "https://news.example/a", &hints);
        assert!(reading.warnings.iter().any(|warning| warning.contains("article_selector")), "{selector}");
        assert!(!reading.text.is_empty(), "{selector}");
    }
}

#[test]
fn plain_text_is_read_as_it_stands() {
    let reading =
        read_page(b"One\nline.\r\n\r\nTwo.", Some("text/plain"), "https://news.example/a.txt", &ReadHints::default());
    assert_eq!(reading.text, "One line.\n\nTwo.");
}

#[test]
fn a_page_without_words_is_a_warning() {
    let reading = page("");
    assert_eq!(reading.text, "");
    assert_eq!(reading.warnings, ["no main text found on the page"]);
    assert_eq!(reading.canonical_url.as_deref(), Some("https://news.example/a"));
}

#[test]
fn article_body_of_json_ld_stands_in_for_an_empty_page() {
    let body = "A paragraph that only the script holds, long enough to be worth reading by anyone. ".repeat(4);
    let html = format!(
        r#"<head><script type="application/ld+json">{{"@type":"NewsArticle","headline":"H","articleBody":"{body}\nSecond."}}</script></head><div id=app></div>"#
    );
    let reading = page(&html);
    assert_eq!(reading.title, "H");
    assert_eq!(reading.text, format!("{}\n\nSecond.", body.trim()));
}
