use super::{nearest, remedy};

#[test]
fn a_slip_of_the_finger_finds_its_word() {
    assert_eq!(nearest("listne", ["listen", "public_url"]), Some("listen"));
    assert_eq!(nearest("Tier", ["tier", "kind"]), Some("tier"));
}

#[test]
fn a_shortened_word_finds_the_long_one() {
    assert_eq!(nearest("user_agnet", ["host_gap_ms", "user_agent_contact"]), Some("user_agent_contact"));
}

#[test]
fn a_foreign_word_is_answered_with_the_list() {
    assert_eq!(nearest("banana", ["feed", "page"]), None);
    assert_eq!(remedy("banana", &["feed", "page"]), "; use one of: feed, page");
}
