use crate::fixture::{find, index};

#[track_caller]
fn check(query: &str, token: &str, suggestion: Option<&str>) {
    let found = find(&index(), query);
    assert_eq!(found.total, 0, "{query}");
    assert_eq!(found.notes.len(), 1, "{query}: {:?}", found.notes);
    assert_eq!((found.notes[0].token.as_str(), found.notes[0].suggestion.as_deref()), (token, suggestion));
}

#[test]
fn a_misspelt_word_is_met_with_one_that_finds_something() {
    check("harbuor ban", "harbuor", Some("harbour"));
    check("outgae", "outgae", Some("outage"));
    check("Experimant vendor:orchid", "Experimant", Some("experiment"));
    check("\"system promt\"", "\"system promt\"", Some("\"system prompt\""));
    check("ahrbour", "ahrbour", Some("harbour"));
}

#[test]
fn a_word_far_from_all_others_is_named_without_a_suggestion() {
    check("xylophones", "xylophones", None);
}

#[test]
fn words_that_are_held_and_words_denied_are_no_spelling_mistakes() {
    assert_eq!(find(&index(), "harbour reef").notes, []);
    assert_eq!(find(&index(), "harbour -harbuor").notes, []);
    assert_eq!(find(&index(), "harbour -bank -xylophones").notes, []);
}
