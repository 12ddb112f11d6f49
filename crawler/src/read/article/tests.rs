mod pages;
mod quality;

use crate::read::{ReadHints, read_page};

fn text(html: &str) -> String {
    read_page(html.as_bytes(), Some("text/html; charset=utf-8"), "https://news.example/a", &ReadHints::default()).text
}

#[test]
fn a_page_of_one_sentence_is_read() {
    assert_eq!(text("<body><p>The helper is off until Monday.</p></body>"), "The helper is off until Monday.");
    assert_eq!(text("The helper is off."), "The helper is off.");
}

#[test]
fn a_frame_that_scripts_fill_is_read_from_json_ld() {
    let body = "The council of Lower Tarn has asked for the records of all helpers that it pays for. ".repeat(5);
    let html = format!(
        r#"<html><head><title>T</title><script type="application/ld+json">{{"@type":"NewsArticle","headline":"T","articleBody":"{body}"}}</script></head>
        <body><nav><a href=/a>Home</a></nav><div id=app>Loading</div><footer>All rights reserved</footer></body></html>"#
    );
    assert_eq!(text(&html), body.trim());
}

#[test]
fn a_selector_finds_its_parts_once() {
    let html =
        "<body><div class=x><div class=x><p>Inner words.</p></div></div><div class=x><p>More words.</p></div></body>";
    let hints = ReadHints { selector: Some(".x"), ..ReadHints::default() };
    let reading = read_page(html.as_bytes(), None, "https://news.example/a", &hints);
    assert_eq!(reading.text, "Inner words.\n\nMore words.");
}
