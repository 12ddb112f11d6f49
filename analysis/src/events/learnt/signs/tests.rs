use super::super::words::Word;
use super::{of_document, of_rule, read};

fn word(stem: u32, cluster: u32) -> Word {
    Word { start: 0, end: 1, stem, cluster }
}

fn numbers(words: &[Word]) -> Vec<u32> {
    let mut signs = Vec::new();
    read(words, &mut signs);
    signs.iter().map(|sign| sign.number).collect()
}

#[test]
fn a_word_has_two_signs_and_one_with_the_next() {
    assert_eq!(numbers(&[word(1, 7), word(2, 8)]).len(), 5);
    assert!(numbers(&[]).is_empty());
}

#[test]
fn the_order_of_words_is_told_apart() {
    let (ahead, behind) = (numbers(&[word(1, 7), word(2, 8)]), numbers(&[word(2, 8), word(1, 7)]));
    assert_eq!(ahead.iter().filter(|sign| behind.contains(sign)).count(), 4);
}

#[test]
fn words_of_one_cluster_share_a_sign() {
    let (leaked, spilled) = (numbers(&[word(1, 7)]), numbers(&[word(2, 7)]));
    assert_eq!(leaked.iter().filter(|sign| spilled.contains(sign)).count(), 1);
}

#[test]
fn the_number_of_a_sign_is_the_same_on_every_machine() {
    assert_eq!(of_rule("ban"), 1935392318);
}

#[test]
fn a_note_is_told_from_a_report() {
    assert_eq!(of_document(2), of_document(5));
    assert_ne!(of_document(2), of_document(20));
}
