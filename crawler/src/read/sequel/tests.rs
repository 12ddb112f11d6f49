use watchline_model::Link;

use super::*;

const STANDFIRST: &str = "A helper of Watchline-Fixture Machines told nine clinics the wrong dose for a week in March.";

fn reading(paragraphs: &[&str]) -> Reading {
    Reading { title: "Nine clinics".to_owned(), text: paragraphs.join("\n\n"), ..Reading::default() }
}

fn joined(first: &[&str], second: &[&str]) -> (bool, String) {
    let mut told = reading(first);
    let is_new = append_page(&mut told, reading(second));
    (is_new, told.text)
}

#[test]
fn the_next_page_stands_behind_the_first() {
    assert_eq!(joined(&["One.", "Two."], &["Three."]), (true, "One.\n\nTwo.\n\nThree.".to_owned()));
    assert_eq!(joined(&[], &["Three."]), (true, "Three.".to_owned()));
}

#[test]
fn what_every_page_says_is_said_once() {
    let (_, text) = joined(
        &[STANDFIRST, "He laughed.", "More on Monday."],
        &["Nine clinics", STANDFIRST, "She did not.", "He laughed.", STANDFIRST, "Nor did they.", "More on Monday."],
    );
    assert_eq!(
        text,
        [STANDFIRST, "He laughed.", "More on Monday.", "She did not.", "He laughed.", "Nor did they."].join("\n\n")
    );
}

#[test]
fn a_page_that_says_nothing_new_is_no_next_page() {
    let first = [STANDFIRST, "He laughed."];
    assert_eq!(joined(&first, &first), (false, first.join("\n\n")));
    assert_eq!(joined(&first, &["He laughed."]), (false, first.join("\n\n")));
    assert_eq!(joined(&first, &[]), (false, first.join("\n\n")));
}

#[test]
fn links_of_all_pages_are_kept_once() {
    let link = |url: &str| Link { url: url.to_owned(), text: "here".to_owned() };
    let mut told = Reading { links: vec![link("https://a.example/")], ..reading(&["One."]) };
    let next = Reading { links: vec![link("https://a.example/"), link("https://b.example/")], ..reading(&["Two."]) };
    append_page(&mut told, next);
    assert_eq!(told.links, [link("https://a.example/"), link("https://b.example/")]);
}
