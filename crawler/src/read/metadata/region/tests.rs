use scraper::{Html, Selector};

use super::*;

fn region(html: &str) -> Region {
    let document = Html::parse_document(html);
    let selector = Selector::parse("#here").expect("a selector");
    region_within(document.select(&selector).next().expect("an element"))
}

#[test]
fn what_stands_beside_the_story_is_told_from_its_names() {
    for html in [
        "<nav><p id=here></nav>",
        "<footer><p id=here></footer>",
        "<div class='related-posts'><p id=here></div>",
        "<ol class='comment-list'><li id=here></ol>",
        "<div class='col sidebar'><p id=here></div>",
        "<article>x</article><aside><p id=here></aside>",
    ] {
        assert_eq!(region(html), Region::Beside, "{html}");
    }
}

#[test]
fn a_name_alone_does_not_make_the_story_something_else() {
    for html in [
        "<div class='layout no-sidebar'><p id=here></div>",
        "<div class='content with-sidebar'><p id=here></div>",
        "<div class='page-sidebar'><h1>T</h1><p id=here></div>",
        "<article><footer><p id=here></footer></article>",
        "<div id='how-popular-is-the-helper-today'><p id=here></div>",
        "<article class='related-topic-ai'><p id=here></article>",
    ] {
        assert_eq!(region(html), Region::Own, "{html}");
    }
    assert_eq!(region("<div class=author-bio><p id=here></div>"), Region::Author);
}
