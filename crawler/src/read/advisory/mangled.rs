//! Records of the wrong shape, for tests: every value of a record replaced by every kind of value.

use serde_json::{Value, json};

/// What is put in a value's place; nesting and length beyond anything real among them.
fn replacements() -> Vec<Value> {
    let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
    vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("\u{0}\u{202e} n/a 9999-99-99T99:99:99Z €"),
        json!("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:"),
        json!("x".repeat(20_000)),
        json!([]),
        json!([null, 1, "a", [], {}]),
        json!({}),
        json!({"a": {"b": null}}),
        deep,
    ]
}

/// `record` with one value replaced: every value by a few of the replacements, which take turns.
pub(crate) fn manglings(record: &Value) -> Vec<Value> {
    const EACH: usize = 4;
    let replacements = replacements();
    let mut all = Vec::new();
    for (turn, pointer) in pointers(record).into_iter().enumerate() {
        for replacement in replacements.iter().cycle().skip(turn * EACH).take(EACH).cloned() {
            let mut mangled = record.clone();
            *mangled.pointer_mut(&pointer).expect("a place in the record") = replacement;
            all.push(mangled);
        }
    }
    all
}

/// JSON with the keys of every object in reverse order.
pub(crate) fn reversed(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let mut entries: Vec<String> =
                entries.iter().map(|(key, value)| format!("{}:{}", json!(key), reversed(value))).collect();
            entries.reverse();
            format!("{{{}}}", entries.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(reversed).collect::<Vec<_>>().join(",")),
        scalar => scalar.to_string(),
    }
}

fn pointers(value: &Value) -> Vec<String> {
    let mut all = vec![String::new()];
    let children: Vec<(String, &Value)> = match value {
        Value::Object(entries) => {
            entries.iter().map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value)).collect()
        }
        Value::Array(items) => items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        all.extend(pointers(child).into_iter().map(|rest| format!("/{key}{rest}")));
    }
    all
}
