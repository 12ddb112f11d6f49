use super::*;

fn read(text: &str) -> Value {
    parse(text).map(|lenient| lenient.value).unwrap_or_default()
}

#[test]
fn what_hands_write_is_understood() {
    let expected: Value = serde_json::from_str(r#"{"a": [1, true, null, "x"], "b": {"c": "d e"}}"#).expect("JSON");
    for text in [
        "{\"a\": [1, true, null, \"x\",], \"b\": {\"c\": \"d e\",},}",
        "{'a': [1, True, None, 'x'] /* no comma */ 'b': {c: 'd e'}} trailing",
        "// first\n{a: [1 , true, null, x], # hash\n b: {c: d e}}",
        "callback({\"a\": [1, true, null, \"x\"], \"b\": {\"c\": \"d e\"}});",
        "{\"a\": [1, true, null, \"x\"], \"b\": {\"c\": \"d e\"",
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn a_value_that_is_cut_is_left_out() {
    let lenient = parse("{\"url\": \"https://a.exam").expect("an object");
    assert!(lenient.is_cut_off);
    assert_eq!(lenient.value, Value::Object(Map::new()));
    assert!(parse("nothing").is_none());
}
