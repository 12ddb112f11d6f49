use super::*;

#[test]
fn odd_names_are_understood() {
    let name = |label: &str| named(label).map(Encoding::name);
    let cases = [
        ("utf8", "UTF-8"),
        ("Latin-1", "windows-1252"),
        ("x-sjis", "Shift_JIS"),
        ("win-1251", "windows-1251"),
        ("CP-1252", "windows-1252"),
        ("gb-2312", "gb18030"),
        ("EUC_KR", "EUC-KR"),
        ("ISO8859-2", "ISO-8859-2"),
    ];
    for (label, expected) in cases {
        assert_eq!(name(label), Some(expected), "{label}");
    }
    assert_eq!(name("klingon"), None);
    assert_eq!(in_header("text/xml; charset=\"koi8-r\"").map(Encoding::name), Some("KOI8-R"));
    assert_eq!(in_declaration("junk\n<?xml version='1.0' encoding = 'big5'?>").map(Encoding::name), Some("Big5"));
}
