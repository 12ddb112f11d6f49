use super::*;

const ENGLISH: &str = "The council switched the assistant off after residents found that it showed other people's letters. \
    Nobody knows yet how many letters were shown, or for how long, and the vendor did not answer questions on Friday. \
    The council has told the data protection office and will publish what it finds before the end of the month.";

#[test]
fn the_text_overrules_a_template() {
    assert_eq!(language(ENGLISH, Some("de-DE"), None).as_deref(), Some("en"));
    assert_eq!(language(ENGLISH, None, None).as_deref(), Some("en"));
    assert_eq!(language(ENGLISH, Some("en-GB"), Some("fr")).as_deref(), Some("en"));
}

#[test]
fn a_short_text_is_what_the_page_says_it_is() {
    assert_eq!(language("Hallo.", Some("de"), None).as_deref(), Some("de"));
    assert_eq!(language("", None, Some("FR")).as_deref(), Some("fr"));
    assert_eq!(language("", Some("x-klingon"), None), None);
}
