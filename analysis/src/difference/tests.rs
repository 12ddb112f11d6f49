use super::*;

#[test]
fn pieces_make_both_texts() {
    let (old, new) = ("No data was shown to anyone.", "Some data of 40 users was shown.");
    let pieces = changed_words(old, new);
    let text_without =
        |kind| pieces.iter().filter(|piece| piece.kind != kind).map(|piece| piece.text.as_str()).collect::<String>();
    assert_eq!(text_without(PieceKind::Inserted), old);
    assert_eq!(text_without(PieceKind::Deleted), new);
}

#[test]
fn neighbouring_pieces_differ_in_kind() {
    let pieces = changed_words("a b c d e", "a x y d z");
    assert!(pieces.windows(2).all(|pair| pair[0].kind != pair[1].kind), "{pieces:?}");
}

#[test]
fn white_space_and_punctuation_are_no_edit() {
    assert_eq!(edit_summary("No data, was shown.", "No data was  shown!"), None);
}

#[test]
fn a_changed_word_is_named() {
    let summary = edit_summary("We found no misuse.", "We found limited misuse.");
    assert_eq!(summary.as_deref(), Some("1 word removed, 1 word added: “no” became “limited”"));
}

#[test]
fn an_addition_is_told_as_one() {
    assert_eq!(edit_summary("We fixed it.", "We fixed it on Monday.").as_deref(), Some("2 words added: “on Monday”"));
}

proptest::proptest! {
    #[test]
    fn pieces_make_any_two_texts(old in ".{0,80}", new in ".{0,80}") {
        let pieces = changed_words(&old, &new);
        let side = |gone| pieces.iter().filter(|piece| piece.kind != gone).map(|piece| piece.text.as_str()).collect::<String>();
        proptest::prop_assert_eq!(side(PieceKind::Inserted), old);
        proptest::prop_assert_eq!(side(PieceKind::Deleted), new);
    }
}
