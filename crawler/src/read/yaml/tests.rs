use serde_json::json;

use super::*;

#[test]
fn scalars_stay_as_they_are_written() {
    let value = parse("a: 1.10\nb: 2026-01-02\nc: true\nd: ~\ne: 'null'\nf: |\n  two\n  lines\n").expect("YAML");
    assert_eq!(
        value,
        json!({"a": "1.10", "b": "2026-01-02", "c": "true", "d": null, "e": "null", "f": "two\nlines\n"})
    );
}

#[test]
fn lists_and_aliases_are_followed() {
    let value = parse("base: &b {x: 1}\nlist:\n- *b\n- [a, b]\n").expect("YAML");
    assert_eq!(value, json!({"base": {"x": "1"}, "list": [{"x": "1"}, ["a", "b"]]}));
}

#[test]
fn laughter_does_not_grow() {
    let mut text = "a: &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (name, from) in ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"]) {
        text.push_str(&format!(
            "{name}: &{name} [*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from}]\n"
        ));
    }
    assert_eq!(parse(&text), None);
}

#[test]
fn depth_has_an_end() {
    assert_eq!(parse(&"[".repeat(100_000)), None);
    assert_eq!(parse(&"- ".repeat(100_000)), None);
    assert!(parse(&format!("{}{}", "[".repeat(100), "]".repeat(100))).is_some());
}

#[test]
fn what_is_broken_is_none() {
    for text in ["a: [1", "a: b: c", "\"open", "*nobody"] {
        assert_eq!(parse(text), None, "{text}");
    }
}
