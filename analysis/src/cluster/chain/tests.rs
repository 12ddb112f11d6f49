use super::*;

fn kinds<'k>(kinds: &'k [&'k str]) -> impl Fn(&str) -> bool + 'k {
    |kind| kinds.contains(&kind)
}

#[test]
fn a_fine_answers_and_a_leak_does_not() {
    assert!(answers(kinds(&["fine", "data_exposure"])));
    assert!(!answers(kinds(&["data_exposure", "mitigation"])));
}

#[test]
fn a_ban_begins_a_matter_but_is_no_trouble() {
    assert!(troubles(kinds(&["ban"])).is_empty());
    assert_eq!(beginnings(kinds(&["ban", "outage", "apology"])), BTreeSet::from(["ban", "outage"]));
}

#[test]
fn a_kind_of_the_users_own_is_neither() {
    assert!(beginnings(kinds(&["haunted_house"])).is_empty() && !answers(kinds(&["haunted_house"])));
}
