use watchline_model::Stance;

use super::{Signs, digits, significant};

fn names(before: usize, all: usize, is_told_here: bool) -> Vec<String> {
    let mut signs = Signs::new(true);
    signs.add_order(before, all, Some(Stance::Reports), is_told_here);
    signs.names.unwrap()
}

#[test]
fn the_order_among_what_is_said_is_a_sign() {
    assert_eq!(names(0, 2, true), ["nth=0", "nth=0+reports", "of=2+reports"]);
    assert!(names(9, 12, true).contains(&"nth=many+reports".to_owned()));
}

#[test]
fn a_sentence_that_tells_nothing_is_told_from_one_that_does() {
    assert!(names(0, 1, false).contains(&"here=none+reports".to_owned()));
    assert!(!names(0, 1, true).iter().any(|name| name.starts_with("here=")));
}

#[test]
fn a_number_is_written_without_zeros_in_front() {
    assert_eq!(significant(&digits(0x00ab_0c10)), b"ab0c10");
    assert_eq!(significant(&digits(u32::MAX)), b"ffffffff");
}
