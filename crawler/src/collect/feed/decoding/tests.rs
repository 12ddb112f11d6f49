use super::*;

#[test]
fn sound_text_is_left_alone() {
    for text in ["", "plain", "caf\u{e9} \u{1f600}", "Ã is a letter, and so is é"] {
        assert_eq!(decode(text.as_bytes(), Some("text/xml; charset=iso-8859-1")), text);
    }
}

#[test]
fn foreign_bytes_are_mended_or_dropped() {
    assert_eq!(decode(b"it\x92s \xe2\x80\x99 caf\xc3\xa9", None), "it\u{2019}s \u{2019} caf\u{e9}");
    assert_eq!(decode(b"ti\xfftle", None), "title");
    assert_eq!(decode(b"ti\x00t\x0ble", None), "title");
    assert_eq!(decode("it\u{92}s".as_bytes(), None), "it\u{2019}s");
}

#[test]
fn what_was_encoded_twice_is_undone() {
    assert_eq!(decode("caf\u{c3}\u{a9}".as_bytes(), None), "caf\u{e9}");
}
