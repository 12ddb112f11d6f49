use serde_json::json;

use super::*;

fn reading_of(value: &Value) -> Reading {
    read(value.to_string().as_bytes(), "").expect("a record")
}

#[test]
fn packages_go_by_the_names_of_osv() {
    let vulnerability = |ecosystem: &str| json!({"package": {"ecosystem": ecosystem, "name": "x"}});
    let vulnerabilities: Vec<Value> = ["pip", "rust", "npm", "other", "new-one"].map(vulnerability).to_vec();
    let reading = reading_of(&json!({"ghsa_id": "GHSA-wlfx-wlfx-0001", "vulnerabilities": vulnerabilities}));
    let products: Vec<String> =
        reading.advisory.expect("an advisory").affected.into_iter().map(|affected| affected.product).collect();
    assert_eq!(products, ["PyPI/x", "crates.io/x", "new-one/x", "npm/x", "x"]);
    assert_eq!(ecosystem_of("pypi"), Some("pip"));
}

#[test]
fn a_fix_is_said_once() {
    let versions = |range: &str, fixed: Value| {
        let package = json!({"ecosystem": "pip", "name": "x"});
        let vulnerability =
            json!({"package": package, "vulnerable_version_range": range, "first_patched_version": fixed});
        let reading = reading_of(&json!({"ghsa_id": "GHSA-wlfx-wlfx-0001", "vulnerabilities": [vulnerability]}));
        reading.advisory.expect("an advisory").affected.remove(0).versions
    };
    assert_eq!(versions("< 1.2", json!("1.2")), "before 1.2");
    assert_eq!(versions("<= 1.1", json!("1.2")), "up to 1.1 (fixed in 1.2)");
    assert_eq!(versions("<= 1.1", json!({"identifier": "1.2"})), "up to 1.1 (fixed in 1.2)");
    assert_eq!(versions("<= 1.1", Value::Null), "up to 1.1");
}

#[test]
fn what_changes_every_day_does_not_show() {
    let record =
        |epss: f64| json!({"ghsa_id": "GHSA-wlfx-wlfx-0001", "summary": "A flaw", "epss": {"percentage": epss}});
    assert_eq!(reading_of(&record(0.1)), reading_of(&record(0.2)));
    let updated =
        |date: &str| reading_of(&json!({"ghsa_id": "GHSA-wlfx-wlfx-0001", "summary": "A flaw", "updated_at": date}));
    assert_eq!(updated("2026-01-01T00:00:00Z").full_text(), updated("2026-01-02T00:00:00Z").full_text());
}

#[test]
fn a_page_that_is_not_githubs_is_not_taken_for_it() {
    let value = json!({"ghsa_id": "GHSA-wlfx-wlfx-0001", "html_url": "https://elsewhere.example/x"});
    assert_eq!(page_url(&value).expect("an address"), "https://github.com/advisories/GHSA-wlfx-wlfx-0001");
    assert_eq!(page_url(&json!({"id": 7})), None);
}
