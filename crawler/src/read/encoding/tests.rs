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

#[test]
fn declarations_are_found_where_browsers_find_them() {
    let cases: &[(&[u8], &str)] = &[
        (b"<meta http-equiv=Content-Type content='text/html; charset=gbk'>\xc4\xe3", "\u{4f60}"),
        (b"<META CONTENT=\"text/html;charset = 'gbk' \" HTTP-EQUIV=content-type>\xc4\xe3", "\u{4f60}"),
        (b"<!-- <meta charset=gbk> --><meta charset=shift_jis>\x93\xfa", "日"),
        (b"<!--><meta charset=shift_jis>\x93\xfa", "日"),
        (b"<p title='<meta charset=gbk>'><meta charset=euc-kr>\xc7\xd1", "한"),
        (b"<?xml version='1.0' encoding='koi8-r'?><html>\xe4\xc1", "Да"),
        (b"<?xml encoding='koi8-r'?><meta charset=windows-1251>\xc4\xe0", "Да"),
        (b"<meta charset=x-user-defined>\xe9", "é"),
        (b"<meta charset=windows-1256>\xe3\xd1\xcd\xc8\xc7", "مرحبا"),
        (b"<meta charset=big5>\xa4\xa4", "中"),
    ];
    for (body, expected) in cases {
        let decoded = decode(body, None);
        assert!(decoded.text.ends_with(expected), "{}", decoded.text);
        assert_eq!(decoded.warning, None, "{}", decoded.text);
    }
}

#[test]
fn what_only_looks_like_a_declaration_is_none() {
    let late = " ".repeat(1024);
    for (start, end) in [
        ("", "<meta name=description content='charset=gbk'>"),
        ("", "<metacharset=gbk>"),
        ("", "<meta charset=no-such-encoding>"),
        (late.as_str(), "<script>'<meta charset=gbk>'</script>"),
    ] {
        let text = format!("{start}{end} Grüße, schöne Grüße");
        assert_eq!(decode(text.as_bytes(), None).text, text);
    }
    let late = format!("{late}<meta charset=windows-1252>");
    let body = [late.as_bytes(), b"\x93x\x94"].concat();
    assert!(decode(&body, None).text.ends_with("“x”"));
}

#[test]
fn bytes_without_any_word_about_them_are_guessed() {
    let (japanese, _, _) = encoding_rs::SHIFT_JIS.encode("これは日本語の文章です。文字コードは宣言されていません。");
    assert!(decode(&japanese, Some("text/html")).text.starts_with("これは日本語"));
    let (russian, _, _) = encoding_rs::WINDOWS_1251.encode("Совет отключил помощника после жалоб жителей города.");
    assert!(decode(&russian, None).text.starts_with("Совет отключил"));
    let utf_16: Vec<u8> = [0xff, 0xfe].into_iter().chain("né".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(decode(&utf_16, Some("text/html; charset=utf-8")).text, "né");
}

#[test]
fn unfinished_markup_ends_the_search() {
    for body in [
        "<meta",
        "<meta charset",
        "<meta charset=",
        "<meta charset='gb",
        "<!--",
        "<",
        "</",
        "<a b",
        "<script>",
        "<?xml encoding=",
    ] {
        assert_eq!(decode(body.as_bytes(), None).text, body);
        let long = format!("{}{body}", " ".repeat(2000));
        assert_eq!(decode(long.as_bytes(), None).text, long);
    }
}
