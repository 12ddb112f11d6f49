use scraper::Html;

use super::*;

fn order_of(html: &str, url: &str) -> Order {
    let document = Html::parse_document(html);
    let survey = Survey::of(&document, url);
    order(&survey, url, &ReadHints::default(), &Layout::of(&survey, "Orbit ends its trial"))
}

#[test]
fn a_day_told_to_machines_tells_how_numbers_are_read() {
    let html = "<html lang=en-GB><h1>Orbit ends its trial</h1><time datetime='2026-03-07T10:00:00Z'>03/07/2026</time>";
    assert_eq!(order_of(html, "https://outlet.example/one"), Order::MonthFirst);
    let html = "<meta property=article:modified_time content=2026-07-03><h1>Orbit ends its trial</h1><p>03-07-2026</p>";
    assert_eq!(order_of(html, "https://outlet.example/one"), Order::DayFirst);
}

#[test]
fn another_date_of_the_page_that_can_be_read_in_one_way_tells_too() {
    let html = "<h1>Orbit ends its trial</h1><p>03/07/2026</p><ul><li>25/06/2026</li></ul>";
    assert_eq!(order_of(html, "https://outlet.example/one"), Order::DayFirst);
    let html = "<h1>Orbit ends its trial</h1><p>03/07/2026</p><ul><li>25/06/2026</li><li>06/25/2026</li></ul>";
    assert_eq!(order_of(html, "https://outlet.example/one"), Order::Unknown);
}

#[test]
fn without_a_witness_language_and_host_tell() {
    let html = "<html lang=en-US><h1>Orbit ends its trial</h1><p>03/07/2026</p>";
    assert_eq!(order_of(html, "https://outlet.example/one"), Order::MonthFirst);
    assert_eq!(order_of("<html lang=en><p>03/07/2026</p>", "https://outlet.example/one"), Order::Unknown);
}

#[test]
fn a_page_that_is_read_was_published_before() {
    let fetched = |html: &str| {
        let document = Html::parse_document(html);
        let survey = Survey::of(&document, "https://outlet.example/one");
        let hints = ReadHints { fetched: "2026-07-04T12:00:00Z".parse().ok(), ..ReadHints::default() };
        order(&survey, "https://outlet.example/one", &hints, &Layout::of(&survey, "Orbit ends its trial"))
    };
    assert_eq!(fetched("<h1>Orbit ends its trial</h1><p>03/07/2026</p>"), Order::Unknown, "both have been");
    assert_eq!(fetched("<h1>Orbit ends its trial</h1><p>07/03/2026</p>"), Order::Unknown, "both have been");
    assert_eq!(fetched("<h1>Orbit ends its trial</h1><p>02/08/2026</p>"), Order::MonthFirst);
    assert_eq!(fetched("<h1>Orbit ends its trial</h1><p>08/02/2026</p>"), Order::DayFirst);
}
