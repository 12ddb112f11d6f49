use super::*;

const STORY: &str = "https://ledger.example/series/the-staircase";

fn next_of(url: &str, links: &str) -> Option<String> {
    let document = Html::parse_document(&format!("<body><article><p>Words.</p>{links}</article></body>"));
    next_page(&document, url, Url::parse(url).ok().as_ref()).map(String::from)
}

#[test]
fn the_next_number_of_the_own_address_is_the_next_page() {
    let numbered =
        "<nav><a href='?p=2'>Previous</a><a href='?p=2'>2</a><b>3</b><a href='?p=4'>4</a><a href='?p=9'>9</a></nav>";
    assert_eq!(next_of(&format!("{STORY}?p=3"), numbered), Some(format!("{STORY}?p=4")));
    for (here, link, next) in [
        (STORY, "<a href='/series/the-staircase/2'>2</a>", "/2"),
        (STORY, "<a href='/series/the-staircase/2/#top'>Next page »</a>", "/2/"),
        (STORY, "<a href='/series/the-staircase/page/2'>Weiter</a>", "/page/2"),
        (STORY, "<a href='?page=1'>2</a>", "?page=1"),
        (STORY, "<link rel='next' href='?seite=2'>", "?seite=2"),
        (STORY, "<a href='?page=2'>下一页</a>", "?page=2"),
    ] {
        assert_eq!(next_of(here, link), Some(format!("{STORY}{next}")), "{link}");
    }
    let html = next_of("https://ledger.example/a/story.html", "<a href='story-2.html'>2</a>");
    assert_eq!(html.as_deref(), Some("https://ledger.example/a/story-2.html"));
    let html = next_of("https://ledger.example/a/story_2.html", "<a href='story_3.html'>3</a>");
    assert_eq!(html.as_deref(), Some("https://ledger.example/a/story_3.html"));
}

#[test]
fn the_next_post_is_no_next_page() {
    for link in [
        "<link rel='next' href='/series/the-harbour'>",
        "<a rel='next' href='/series/the-harbour'>Next</a>",
        "<a href='/series/the-staircase-2'>The staircase 2: what came after it</a>",
        "<a href='https://other.example/series/the-staircase/2'>2</a>",
        "<a href='/series/the-staircase/3'>3</a>",
        "<a href='?page=2&lang=de'>2</a>",
    ] {
        assert_eq!(next_of(STORY, link), None, "{link}");
    }
    assert_eq!(next_of("https://ledger.example/2026/07/08", "<a href='/2026/07/09'>Next</a>"), None);
    assert_eq!(next_of("https://ledger.example/posts/helper-3", "<a rel=next href='/posts/helper-4'>Next</a>"), None);
}

#[test]
fn pages_of_comments_and_of_lists_are_none_of_the_article() {
    let comments = "<div id='comments'><a href='?page=2'>Next</a></div>";
    assert_eq!(next_of(STORY, comments), None);
    assert_eq!(next_of("https://ledger.example/", "<a href='/?page=2'>Next</a>"), None);
    assert_eq!(next_of(STORY, "<a href='?cpage=2'>2</a>"), None);
}

#[test]
fn the_last_page_has_none() {
    assert_eq!(next_of(&format!("{STORY}?p=4"), "<a href='?p=3'>Previous</a><a href='?p=1'>1</a><b>4</b>"), None);
}
