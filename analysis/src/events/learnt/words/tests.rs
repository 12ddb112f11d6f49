use watchline_model::Taxonomy;

use super::{Word, number, read, stem};
use crate::Input;
use crate::entities::EntityFinder;
use crate::text::Text;

fn words(title: &str, body: &str, nth: usize) -> Vec<Word> {
    let taxonomy: Taxonomy = watchline_config::shipped_taxonomy();
    let text = Text::new(&Input { title, body, ..Input::default() });
    let found = EntityFinder::new(&taxonomy, &mut Vec::new()).find(&text, None);
    let mut words = Vec::new();
    read(&text, &found, &text.sentences[nth], &mut words);
    words
}

fn stems(body: &str) -> Vec<u32> {
    words("", body, 0).iter().map(|word| word.stem).collect()
}

fn numbers(stems: &[&str]) -> Vec<u32> {
    stems.iter().map(|stem| number(stem.as_bytes())).collect()
}

#[test]
fn names_stand_for_what_they_name() {
    assert_eq!(stems("OpenAI sold ChatGPT to Italy."), numbers(&["#vendor", "sold", "#product", "to", "#country"]));
}

#[test]
fn an_unknown_name_and_a_figure_stand_for_any() {
    assert_eq!(stems("they met Quorbel 12 times"), numbers(&["they", "met", "#name", "#number", "time"]));
}

#[test]
fn capitals_of_a_headline_are_no_names() {
    let headline = words("They met Quorbel", "Nothing.", 0);
    assert_eq!(headline.last().map(|word| word.stem), Some(number(b"quorbel")));
}

#[test]
fn endings_are_cut_off_long_words_only() {
    assert_eq!(
        [stem(b"leaking"), stem(b"leaked"), stem(b"leaks"), stem(b"was")],
        [&b"leak"[..], b"leak", b"leak", b"was"]
    );
}

#[test]
fn words_stand_where_they_are_in_the_text() {
    let found = words("", "“It’s” naïve", 0);
    assert_eq!(found.iter().map(|word| (word.start, word.end)).collect::<Vec<_>>(), [(1, 5), (7, 12)]);
}

#[test]
fn the_number_of_letters_is_the_same_on_every_machine() {
    assert_eq!(number(b"leak"), 692638222);
}
