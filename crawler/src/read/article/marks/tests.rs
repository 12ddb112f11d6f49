use scraper::{Html, Selector};

use super::*;

fn marks(tag: &str) -> Marks {
    let html = Html::parse_fragment(tag);
    let any = Selector::parse("html > *").expect("a selector");
    of(html.select(&any).next().expect("an element"))
}

#[test]
fn names_of_every_style_are_read() {
    for (tag, mark) in [
        ("<div class='comments-area'>", Comment),
        ("<div id=CommentList>", Comment),
        ("<div class='ArticleBody_text__x1'>", Prose),
        ("<div class=post_share_bar>", Share),
        ("<div class='ad'>", Advert),
        ("<div class='td-ad-slot'>", Advert),
        ("<div role=navigation>", Nav),
        ("<div style='display: none'>", Hidden),
        ("<div itemprop=articleBody>", Body),
        ("<aside>", TagAside),
    ] {
        assert!(marks(tag).has(mark), "{tag}: {mark:?}");
    }
}

#[test]
fn a_word_within_a_word_is_none() {
    for (tag, mark) in [
        ("<div class='reading header-shadow'>", Advert),
        ("<div class=unshared>", Share),
        ("<div class=symbio>", Author),
    ] {
        assert!(!marks(tag).has(mark), "{tag}: {mark:?}");
    }
}

#[test]
fn an_id_made_of_a_heading_s_words_says_nothing() {
    let section = |id: &str, heading: &str| {
        let html = format!("<html><section id={id}><div><h2>{heading}</h2></div><p>Words.</p></section></html>");
        let html = Html::parse_document(&html);
        of(html.select(&Selector::parse("section").expect("a selector")).next().expect("a section"))
    };
    assert!(!section("receive-and-reply-to-a-message-section", "Receive and reply to a message").has(Comment));
    assert!(!section("responding-to-events", "Responding to events").has(Comment));
    assert!(section("reply", "Receive and reply to a message").has(Comment));
    assert!(section("leave-a-reply", "Leave a reply").has(Comment), "that one is what it is called");
    assert!(section("comments", "Comments").has(Comment));
}

#[test]
fn every_mark_has_its_bit() {
    assert_eq!(Body as usize + 1, MARKS);
    const { assert!(MARKS <= 64) };
}
