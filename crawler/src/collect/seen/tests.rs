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
