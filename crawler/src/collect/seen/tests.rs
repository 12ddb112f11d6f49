use super::*;

#[test]
fn what_is_written_is_read_back() {
    let mut seen = Seen::default();
    assert_eq!(Seen::read(Some(&seen.write())), Some(Seen::default()));
    seen.add("https://a.example/1", Some("2026-07-03"));
    seen.add("https://a.example/2", None);
    let back = Seen::read(Some(&seen.write())).unwrap();
    assert_eq!(back, seen);
    assert!(back.has("https://a.example/2", None));
    assert!(!back.has("https://a.example/1", Some("2026-07-04")));
    assert_eq!(Seen::read(None), None);
    assert_eq!(Seen::read(Some(&String::new())), None);
    assert_eq!(Seen::read(Some(&"zz".repeat(9))), Some(Seen::default()));
}

#[test]
fn a_list_that_was_cut_short_does_not_make_the_past_new() {
    let list = |range: std::ops::Range<u32>| {
        let mut seen = Seen::default();
        range.for_each(|number| seen.add(&number.to_string(), None));
        seen
    };
    let kept = list(0..3).remembering(list(0..100), 1000);
    assert!(kept.has("99", None));
    let shrunk = list(0..60).remembering(list(0..100), 1000);
    assert!(!shrunk.has("99", None));
    assert!(!list(0..3).remembering(list(0..100), 50).has("99", None));
}
