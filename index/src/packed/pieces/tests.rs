use super::{Piece, is_word, pieces};

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<&str> = pieces(text).map(Piece::text).collect();
    assert_eq!(found, expected, "{text}");
    assert!(pieces(text).all(|piece| matches!(piece, Piece::Word(word) if is_word(word)) || !is_word(piece.text())));
}

#[test]
fn a_single_blank_between_words_is_understood() {
    check("a model leaked", &["a", "model", "leaked"]);
    check(" a  b c ", &[" ", "a", "  ", "b", "c", " "]);
    check("Größe: 12,5 m", &["Größe", ": ", "12", ",", "5", "m"]);
}

#[test]
fn characters_of_unspaced_scripts_stand_alone() {
    check("AI 禁止, 停", &["AI", " ", "禁", "止", ", ", "停"]);
    check("用 AI禁", &["用", " ", "AI", "禁"]);
}
