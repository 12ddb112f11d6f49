use scraper::{Html, Selector};

use super::*;

#[test]
fn an_attribute_is_found_as_the_parser_finds_it() {
    let document = Html::parse_document("<p id=here CLASS='a b' data-Day=3 hidden>x");
    let selector = Selector::parse("#here").expect("a selector");
    let element = document.select(&selector).next().expect("an element");
    for name in ["id", "class", "data-day", "hidden", "style", "data-month"] {
        assert_eq!(attribute(element, name), element.attr(name), "{name}");
    }
    assert_eq!(attribute(element, "hidden"), Some(""));
}
