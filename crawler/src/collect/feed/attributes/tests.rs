use super::*;

fn read(attributes: &str) -> Vec<(&str, &str)> {
    all(attributes).collect()
}

#[test]
fn attributes_are_read_however_they_are_quoted() {
    let expected = [("rel", "alternate"), ("href", "https://a.example/?b=1")];
    for text in [
        " rel=\"alternate\" href='https://a.example/?b=1' ",
        "rel = alternate href=https://a.example/?b=1",
        "rel=\"alternate\"href=\"https://a.example/?b=1\"",
        "rel=\\\"alternate\\\" href=\\\"https://a.example/?b=1\\\"",
        "rel=\u{201c}alternate\u{201d} href=\u{201c}https://a.example/?b=1\u{201d}",
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn an_open_quote_ends_with_the_blank_and_a_name_may_stand_alone() {
    let found = read("href=\"https://a.example/ rel=\"alternate\" checked");
    assert_eq!(found.first(), Some(&("href", "https://a.example/")));
    assert_eq!(read("a checked b=1"), [("a", ""), ("checked", ""), ("b", "1")]);
}
