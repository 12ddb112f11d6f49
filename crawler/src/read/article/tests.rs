mod pages;
mod quality;

use crate::read::{ReadHints, read_page, read_page_of_host};

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

const STORY: [&str; 3] = [
    "The clinic of Lower Tarn has answered for its helper, which gave a wrong dose to eleven people in one week of March.",
    "Its maker says that a mended version is being tested, and that nobody was harmed by any of the eleven answers.",
    "The ministry has asked for the records of all three months, and for the name of whoever was told first.",
];

#[test]
fn prose_that_a_page_shows_twice_is_read_once() {
    let [first, second, third] = STORY;
    let wide = format!("<p>{first}</p><p>{second}</p><p>{third}</p>");
    let found = text(&format!("<body><main><div class=wide>{wide}</div><div class=narrow>{wide}</div></main></body>"));
    assert_eq!(found, STORY.join("\n\n"));
}

#[test]
fn a_page_that_is_called_comments_as_a_whole_still_has_its_story() {
    let [first, second, third] = STORY;
    let found = text(&format!(
        "<body class='single comments-open'><main><p>{first}</p><p>{second}</p><p>{third}</p></main></body>"
    ));
    assert_eq!(found, STORY.join("\n\n"));
}

#[test]
fn a_page_says_where_its_article_goes_on() {
    let [first, second, third] = STORY;
    let html = format!(
        "<body><main><article><p>{first}</p><p>{second}</p><p>{third}</p><nav class=pagination><b>1</b> <a href='?page=2'>2</a></nav></article></main></body>"
    );
    let address = "https://news.example/the-clinic";
    let page = read_page_of_host(html.as_bytes(), None, address, &ReadHints::default(), None);
    assert_eq!(page.next_page.map(String::from).as_deref(), Some("https://news.example/the-clinic?page=2"));
    assert!(page.paragraphs.len() >= 3, "{:?}", page.paragraphs);
}
