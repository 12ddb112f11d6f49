use super::*;

#[test]
fn what_is_said_of_the_encoding_counts_in_the_order_of_browsers() {
    let cases: &[(&[u8], Option<&str>, &str)] = &[
        (b"\xef\xbb\xbfcaf\xc3\xa9", Some("text/html; charset=iso-8859-1"), "café"),
        (b"caf\xe9", Some("text/html; charset=ISO-8859-1"), "café"),
        (b"<meta charset=windows-1252>\x93x\x94", None, "<meta charset=windows-1252>“x”"),
        (b"<meta charset='gbk'>\xc4\xe3", None, "<meta charset='gbk'>你"),
        ("<meta charset=utf-16>é".as_bytes(), None, "<meta charset=utf-16>é"),
        ("déjà vu".as_bytes(), None, "déjà vu"),
    ];
    for (body, content_type, expected) in cases {
        assert_eq!(decode(body, *content_type), Decoded { text: (*expected).to_owned(), warning: None });
    }
}

#[test]
fn a_false_claim_of_utf_8_is_seen_through() {
    let body = b"<meta charset=utf-8><p>Le caf\xe9 est ferm\xe9, l'\xe9t\xe9 est pass\xe9 et personne n'a r\xe9pondu.";
    let decoded = decode(body, None);
    assert!(decoded.text.contains("Le café est fermé, l'été est passé"), "{}", decoded.text);
    assert_eq!(decoded.warning, None);
}
