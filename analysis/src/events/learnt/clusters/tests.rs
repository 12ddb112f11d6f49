use super::{of, read};
use crate::events::learnt::words::number;

#[test]
fn words_of_a_line_share_a_number_that_is_no_words() {
    let clusters = read("# a remark\nsea ocean\nhill");
    let of = |word: &str| clusters.get(&number(word.as_bytes())).copied();
    assert_eq!(of("sea"), of("ocean"));
    assert_ne!(of("sea"), of("hill"));
    assert_ne!(of("sea"), Some(number(b"sea")));
    assert_eq!((of("#"), of("remark")), (None, None));
}

#[test]
fn shipped_clusters_hold_words_of_like_meaning() {
    assert!(of(b"lawsuit").is_some());
    assert_eq!(of(b"lawsuit"), of(b"lawsuits"));
    assert_eq!(of(b"quorbel"), None);
}
