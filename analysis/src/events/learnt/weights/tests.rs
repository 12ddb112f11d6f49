use super::{BEGIN, Weights, read, shipped};
use crate::events::learnt::signs::Sign;

/// Kinds `a` and `b`; sign 5 speaks for `a` with 2 and against `b` with 3, sign 9 for `b` with 4; scale 0.5.
fn bytes() -> Vec<u8> {
    let mut bytes = BEGIN.to_vec();
    bytes.extend(0.5f32.to_le_bytes());
    bytes.push(2);
    for (kind, before, told_from) in [(b'a', -1.0f32, 0.0f32), (b'b', -2.0, 0.5)] {
        bytes.extend([1, kind]);
        bytes.extend(before.to_le_bytes());
        bytes.extend(told_from.to_le_bytes());
    }
    bytes.extend(2u32.to_le_bytes());
    bytes.extend(5u32.to_le_bytes());
    bytes.extend([2, 0, 2, 1, 253]);
    bytes.extend(9u32.to_le_bytes());
    bytes.extend([1, 1, 4]);
    bytes
}

fn sums(weights: &Weights, signs: &[u32], whole: &[u32]) -> Vec<f32> {
    let signs: Vec<Sign> = signs.iter().map(|&number| Sign { number, word: 0 }).collect();
    let mut sums = Vec::new();
    weights.sums(&signs, whole.iter().copied(), &mut sums);
    sums
}

#[test]
fn signs_speak_for_and_against_kinds() {
    let weights = read(&bytes()).unwrap();
    assert_eq!(sums(&weights, &[5], &[]), [0.0, -3.5]);
    assert_eq!(sums(&weights, &[9], &[]), [-1.0, 0.0]);
    assert_eq!((weights.of(5, 0), weights.of(5, 1), weights.of(9, 0)), (2, -3, 0));
}

#[test]
fn a_sign_among_many_says_less() {
    let weights = read(&bytes()).unwrap();
    assert_eq!(sums(&weights, &[5, 1, 2, 3], &[])[0], -0.5);
}

#[test]
fn unknown_signs_say_nothing() {
    let weights = read(&bytes()).unwrap();
    assert_eq!(sums(&weights, &[1, 2], &[3]), [-1.0, -2.0]);
    assert_eq!(sums(&Weights::default(), &[1], &[2]), [0.0; 0]);
}

#[test]
fn a_sign_of_the_whole_counts_whatever_the_number_of_words() {
    let weights = read(&bytes()).unwrap();
    assert_eq!(sums(&weights, &[1, 2, 3], &[9]), sums(&weights, &[1], &[9]));
}

#[test]
fn bytes_that_are_cut_off_are_refused() {
    let bytes = bytes();
    for length in 0..bytes.len() {
        assert!(read(&bytes[..length]).is_none(), "{length} bytes are read");
    }
}

#[test]
fn the_shipped_weights_know_all_kinds() {
    let kinds: Vec<String> =
        watchline_config::shipped_taxonomy().events.iter().map(|event| event.id.to_string()).collect();
    let learnt: Vec<&str> = shipped().columns.iter().map(|column| column.kind.as_str()).collect();
    assert_eq!(learnt, kinds);
}
