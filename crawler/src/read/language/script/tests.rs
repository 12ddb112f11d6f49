use super::*;

#[test]
fn a_script_of_one_language_tells_it() {
    for (text, expected) in [
        ("인공지능 도구에서 정보 유출", Some("ko")),
        ("AIツールから情報が漏れた", Some("ja")),
        ("人工智能工具泄露数据", Some("zh")),
        ("Витік даних з помічника: її ключі", Some("uk")),
        ("نشت داده‌ها از دستیار گفتگو", Some("fa")),
        ("תקלה בשירות העוזר", Some("he")),
        ("The helper leaks keys", None),
        ("", None),
    ] {
        assert_eq!(language(text).only, expected, "{text}");
    }
}

#[test]
fn names_in_latin_letters_do_not_hide_the_script() {
    assert_eq!(language("Orbit API のキーが漏れた").only, Some("ja"));
    assert_eq!(language("Orbit 회사 발표").only, Some("ko"));
    assert_eq!(language("Orbit leaks 鍵 of users").only, None);
}

#[test]
fn simplified_and_traditional_chinese_are_told_apart() {
    assert_eq!(chinese_script("这个工具泄露了用户数据"), Some(ChineseScript::Hans));
    assert_eq!(chinese_script("這個工具洩露了用戶數據"), Some(ChineseScript::Hant));
    assert_eq!(chinese_script("人工智能"), None);
}
