mod dates;
mod quality;

use scraper::Html;

use super::*;
use crate::read::json_ld;

fn read_html(html: &str, url: &str) -> Reading {
    let document = Html::parse_document(html);
    let survey = Survey::of(&document, url);
    read(&survey, &json_ld::read(&survey.json_ld), url, &ReadHints::default())
}

#[test]
fn the_headline_that_is_seen_decides_between_spellings() {
    let html = "<title>Bank bars helper - Example News</title><meta property=og:title content='Bank bars the helper'>\
        <h1>Example News</h1><h1>Bank bars the coding helper</h1>";
    assert_eq!(read_html(html, "https://a.example/").title, "Bank bars the coding helper");
    let html = "<title>Bank bars helper | Example News</title>";
    assert_eq!(read_html(html, "https://a.example/").title, "Bank bars helper");
    let html = "<meta property=og:site_name content='Example News'><title>Bank - bars - helper - Example News</title>";
    assert_eq!(read_html(html, "https://a.example/").title, "Bank - bars - helper");
}

#[test]
fn a_day_told_from_now_and_a_month_are_dates_where_no_day_is_named() {
    let read_at = |html: &str, fetched: Option<&str>| {
        let document = Html::parse_document(html);
        let survey = Survey::of(&document, "https://a.example/x");
        let fetched = fetched.map(|moment| moment.parse().expect("a moment"));
        let hints = ReadHints { fetched, ..ReadHints::default() };
        let reading = read(&survey, &json_ld::read(&survey.json_ld), "https://a.example/x", &hints);
        reading.published.map(|date| date.value_text())
    };
    let ago = "<h1>Title of it, June 2020</h1><p>Posted 2 days ago</p>";
    assert_eq!(read_at(ago, Some("2026-07-03T12:00:00Z")).as_deref(), Some("2026-07-01"));
    assert_eq!(read_at(ago, None), None, "nobody knows from when to count");
    let month = "<h1>Title of it</h1><p>June 2026</p><p>Some of the story.</p>";
    assert_eq!(read_at(month, Some("2026-07-03T12:00:00Z")).as_deref(), Some("2026-06"));
    let day = "<h1>Title of it</h1><p>June 2026</p><p>12 June 2026</p>";
    assert_eq!(read_at(day, None).as_deref(), Some("2026-06-12"));
}

#[test]
fn dates_come_from_the_most_trustworthy_place() {
    let places = [
        r#"<script type="application/ld+json">{"@type":"Article","datePublished":"2026-07-01"}</script>"#,
        "<meta property=article:published_time content=2026-07-02>",
        "<span itemprop=datePublished content=2026-07-03></span>",
        "<time datetime=2026-07-04></time>",
    ];
    for (first, expected) in (0..places.len()).zip(["2026-07-01", "2026-07-02", "2026-07-03", "2026-07-04"]) {
        let html = format!("{}<h1>Title of it</h1><p>July 6, 2026</p>", places[first..].concat());
        let reading = read_html(&html, "https://a.example/2026/07/05/x");
        assert_eq!(reading.published.map(|date| date.value_text()).as_deref(), Some(expected));
    }
    let seen = "<h1>Title of it</h1><p>July 6, 2026</p>";
    let date = |url: &str| read_html(seen, url).published.map(|date| date.value_text());
    assert_eq!(date("https://a.example/2026/07/05/x").as_deref(), Some("2026-07-06"));
    assert_eq!(date("https://a.example/x").as_deref(), Some("2026-07-06"));
    let unseen = read_html("<h1>Title of it</h1>", "https://a.example/2026/07/05/x").published;
    assert_eq!(unseen.map(|date| date.value_text()).as_deref(), Some("2026-07-05"));
}

#[test]
fn dates_of_other_things_are_not_this_pages() {
    for html in [
        "<h1>T</h1><p>Register until July 6, 2026</p>",
        "<h1>T</h1><aside><time datetime=2026-07-04></time></aside>",
        "<h1>T</h1><p>© 2026 Example</p>",
    ] {
        assert_eq!(read_html(html, "https://a.example/x").published, None, "{html}");
    }
}

#[test]
fn a_canonical_address_of_another_site_or_of_the_front_page_is_not_believed() {
    let own = Some("https://a.example/x".to_owned());
    for link in ["https://b.example/x", "https://a.example/", "javascript:1"] {
        let html = format!("<link rel=canonical href='{link}'>");
        assert_eq!(read_html(&html, "https://a.example/x").canonical_url, own, "{link}");
    }
    let html = "<link rel=canonical href='/y'>";
    assert_eq!(read_html(html, "https://www.a.example/x").canonical_url.as_deref(), Some("https://www.a.example/y"));
}
