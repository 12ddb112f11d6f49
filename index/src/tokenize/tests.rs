use super::{Use, fold, tokens, words};

#[track_caller]
fn check(text: &str, index: &[&str], query: &[&str]) {
    let of = |side| -> Vec<String> { tokens(&mut words(side), text).into_iter().map(|token| token.text).collect() };
    assert_eq!(of(Use::Index), index, "index words of `{text}`");
    assert_eq!(of(Use::Query), query, "query words of `{text}`");
}

#[test]
fn words_are_lower_case_without_accents_and_possessives() {
    check("Anthropic’s CAFÉ: naïve!", &["anthropic", "cafe", "naive"], &["anthropic", "cafe", "naive"]);
    check("don't O'Brien's", &["don", "t", "o", "brien"], &["don", "t", "o", "brien"]);
}

#[test]
fn composed_and_decomposed_accents_are_one() {
    assert_eq!(fold("Caf\u{e9}"), fold("Cafe\u{301}"));
    assert_eq!(fold("Größe"), "grosse");
    assert_eq!(fold("Ａｎｔ Άλφα Ёлка"), "ant αλφα елка");
}

#[test]
fn unspaced_scripts_are_indexed_by_character_and_pair() {
    check("禁止使用", &["禁", "禁止", "止", "止使", "使", "使用", "用"], &["禁止", "止使", "使用"]);
    check("用 AI禁", &["用", "ai", "禁"], &["用", "ai", "禁"]);
    check("안녕 コード", &["안", "안녕", "녕", "コ", "コー", "ー", "ード", "ド"], &["안녕", "コー", "ード"]);
}

#[test]
fn pairs_of_a_run_stand_next_to_each_other() {
    let of = |side| -> Vec<(String, usize)> {
        tokens(&mut words(side), "a禁止使b").into_iter().map(|token| (token.text, token.position)).collect()
    };
    let query = of(Use::Query);
    let index = of(Use::Index);
    for (text, position) in &query[..3] {
        assert!(index.contains(&(text.clone(), *position)), "{text} at {position} in {index:?}");
    }
}

#[test]
fn offsets_point_at_the_words_as_written() {
    let text = "Über 禁止 Ausfälle";
    for token in tokens(&mut words(Use::Index), text) {
        let written = &text[token.offset_from..token.offset_to];
        assert_eq!(fold(written), token.text);
    }
}

#[test]
fn letters_have_one_form() {
    assert_eq!(fold("أَمَان الشَّرِكَة"), fold("امان الشركه"));
    assert_eq!(fold("iᴄ"), "ic");
    assert_eq!(fold("کتاب ۱۲"), fold("كتاب 12"));
    assert_eq!(fold("שָׁלוֹם"), fold("שלום"));
    assert_eq!(fold("हिन्दी"), fold("हिन\u{94d}दी"));
    assert_eq!(fold("हिन्दी").split(' ').count(), 1);
}

#[test]
fn a_very_long_word_is_cut() {
    assert_eq!(fold(&"x".repeat(10_000)).len(), 64);
}
