use scraper::Html;

use super::*;
use crate::read::json_ld;

fn title_of(html: &str, url: &str) -> String {
    let document = Html::parse_document(html);
    let survey = Survey::of(&document, url);
    let ld = json_ld::read(&survey.json_ld);
    title(&survey, &ld, url, &SiteNames::of(&survey, &ld, url), &ReadHints::default())
}

#[test]
fn the_site_s_name_is_cut_off_wherever_it_stands() {
    let site = "<meta property=og:site_name content='Example News'>";
    for text in [
        "Bank bars the helper | Example News",
        "Bank bars the helper - Example News",
        "Bank bars the helper – ExampleNews.com",
        "Bank bars the helper :: Technology :: Example News",
        "Example News: Bank bars the helper",
        "Example News | Bank bars the helper",
        "Bank bars the helper_Example News",
        "  Bank   bars the\n helper  « Example News",
    ] {
        assert_eq!(
            title_of(&format!("{site}<title>{text}</title>"), "https://a.example/x"),
            "Bank bars the helper",
            "{text}"
        );
    }
}

#[test]
fn what_belongs_to_the_headline_stays() {
    for text in [
        "Helper v2 - what changed",
        "A/B tests: the helper's letters",
        "Leak, part 2: the keys",
        "Bank bars helper: why?",
        "How the helper read my_key",
    ] {
        assert_eq!(title_of(&format!("<title>{text}</title>"), "https://a.example/x"), text);
    }
}

#[test]
fn the_heading_that_is_borne_out_is_the_headline() {
    let html = "<title>Chapter four | The Book of Helpers</title><h1 class=menu-title>The Book of Helpers</h1><h1>Chapter four ¶</h1>";
    assert_eq!(title_of(html, "https://a.example/x"), "Chapter four");
    let html = "<title>Chapter four of it | The Book of Helpers</title><h1>The Book of Helpers</h1>";
    assert_eq!(title_of(html, "https://a.example/x"), "Chapter four of it");
    let html = "<title>Helpers leak letters | X</title><h1>Blog: Helpers leak letters</h1>";
    assert_eq!(title_of(html, "https://a.example/x"), "Helpers leak letters");
}

#[test]
fn entities_are_resolved_however_often_they_were_escaped() {
    assert_eq!(title_of("<title>Q&amp;amp;A &amp;#8211; again</title>", "https://a.example/x"), "Q&A – again");
}

#[test]
fn a_page_with_any_title_has_one() {
    for html in [
        "<title>Example</title>",
        "<h1>Example</h1>",
        "<h1 class=logo>Example</h1>",
        "<meta property=og:title content=Example>",
        "<meta property=og:site_name content=Example><h1>Example</h1>",
    ] {
        assert_eq!(title_of(html, "https://example.example/x"), "Example", "{html}");
    }
}

#[test]
fn a_heading_with_the_words_of_the_title_in_another_order_is_the_headline() {
    let title =
        "<title>Course on keys online | WF Academy</title><meta property=og:title content='Course on keys online'>";
    let read = |heading: &str| title_of(&format!("{title}<h1>{heading}</h1>"), "https://wf.example/keys");
    assert_eq!(read("Online course on keys"), "Online course on keys");
    assert_eq!(read("Learn to keep what opens doors"), "Course on keys online");
}

#[test]
fn an_address_made_of_a_heading_tells_it_from_the_title() {
    let title = "<title>Keeping keys safe in 2026</title><meta property=og:title content='Keeping keys safe in 2026'>";
    let html = format!("{title}<h1>Nine of the best ways to hide keys</h1>");
    assert_eq!(title_of(&html, "https://wf.example/best-ways-to-hide-keys"), "Nine of the best ways to hide keys");
    assert_eq!(title_of(&html, "https://wf.example/keys"), "Keeping keys safe in 2026");
}

#[test]
fn the_name_of_the_book_is_no_headline() {
    let title = "Whom this book is for | An Introduction to Keys and Doors";
    let html = format!(
        "<title>{title}</title><meta property=og:title content='{title}'><meta name=author content='Wera Fiktiv'>\
         <h1>An Introduction to Keys and Doors</h1>"
    );
    assert_eq!(title_of(&html, "https://wf.example/whom-this-book-is-for"), "Whom this book is for");
}

#[test]
fn a_button_within_the_heading_is_no_part_of_the_headline() {
    let html = "<title>Keys overview | Doors and Keys (DAK) | WF Docs</title>\
                <h1>Keys overview <div>Stay up to date with collections</div></h1>";
    assert_eq!(title_of(html, "https://wf.example/keys/overview"), "Keys overview");
    let html = "<title>Keys overview | Doors and Keys (DAK)</title><h1>Keys overview For Curious Helpers</h1>";
    assert_ne!(title_of(html, "https://wf.example/keys/overview"), "Keys overview");
}
