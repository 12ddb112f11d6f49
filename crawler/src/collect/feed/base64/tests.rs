use super::*;

#[test]
fn text_is_decoded_and_what_is_none_is_refused() {
    assert_eq!(decode("PHA+RW50cnk8\n  L3A+").as_deref(), Some("<p>Entry</p>"));
    assert_eq!(decode("SGk=").as_deref(), Some("Hi"));
    assert_eq!(decode("not base64!"), None);
    assert_eq!(decode("/////w=="), None);
}
