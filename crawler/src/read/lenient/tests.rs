use serde_json::json;

use super::*;

#[test]
fn wrong_kinds_are_read_as_what_they_mean() {
    let value =
        json!({"text": " a ", "number": 7, "empty": " ", "null": null, "one": {"x": 1}, "many": ["a", 2, null]});
    assert_eq!(text(&value, "text").as_deref(), Some("a"));
    assert_eq!(text(&value, "number").as_deref(), Some("7"));
    assert_eq!((text(&value, "empty"), text(&value, "null"), text(&value, "one")), (None, None, None));
    assert_eq!(list(&value, "one").len(), 1);
    assert_eq!(list(&value, "null").len() + list(&value, "absent").len(), 0);
    assert_eq!(texts(&value, "many"), ["a", "2"]);
    assert_eq!(text(&json!([]), "x"), None);
}

#[test]
fn a_time_without_a_zone_is_utc() {
    let read = |text: &str| date(&json!({"at": text}), "at").map(|date| date.value_text());
    assert_eq!(read("2026-01-02T03:04:05").as_deref(), Some("2026-01-02T03:04:05Z"));
    assert_eq!(read("2026-01-02T03:04:05.678Z").as_deref(), Some("2026-01-02T03:04:05Z"));
    assert_eq!(read("2026-01-02T03:04:05+02:00").as_deref(), Some("2026-01-02T01:04:05Z"));
    assert_eq!(read("2026-01-02").as_deref(), Some("2026-01-02"));
    assert_eq!(read("2026-01-02T00:00:00Z").as_deref(), Some("2026-01-02T00:00:00Z"));
    assert_eq!(read("2026-01-02 03:04:05").as_deref(), Some("2026-01-02T03:04:05Z"));
    assert_eq!((read("soon"), read("0001-01-01T00:00:00Z")), (None, None));
}

#[test]
fn midnight_is_a_day() {
    let read = |text: &str| day_or_moment(&json!({"at": text}), "at").map(|date| date.value_text());
    assert_eq!(read("2026-01-02T00:00:00.000Z").as_deref(), Some("2026-01-02"));
    assert_eq!(read("2026-01-02T00:00:01Z").as_deref(), Some("2026-01-02T00:00:01Z"));
}

#[test]
fn a_byte_order_mark_and_a_bad_byte_do_no_harm() {
    assert!(object(b"\xef\xbb\xbf{\"a\": 1}").is_some());
    assert_eq!(text(&object(b"{\"a\": \"x\xff\"}").expect("an object"), "a").as_deref(), Some("x\u{fffd}"));
    assert!(object(b"[1]").is_none());
}

#[test]
fn what_nobody_can_see_is_no_text() {
    let value = json!({"control": "\u{1}\u{1f}", "zero_width": " \u{200b}\u{feff}", "seen": "\u{1}a"});
    assert_eq!((text(&value, "control"), text(&value, "zero_width")), (None, None));
    assert_eq!(text(&value, "seen").as_deref(), Some("\u{1}a"));
}
