use watchline_model::SourceKind;

use super::schema;
use crate::options;

#[test]
fn every_option_is_in_the_schema_with_its_default() {
    let schema = schema();
    for setting in options::settings() {
        let mut described = &schema;
        for part in setting.path.split('.') {
            described = &described["properties"][part];
        }
        assert_eq!(described["default"], serde_json::json!(setting.default), "{}", setting.path);
        assert!(described["description"].is_string(), "{}", setting.path);
    }
}

#[test]
fn limits_and_words_are_in_the_schema() {
    let schema = schema();
    let properties = &schema["properties"];
    assert_eq!(properties["crawler"]["properties"]["concurrency"]["minimum"], 1);
    assert_eq!(properties["alerts"]["properties"]["smtp"]["properties"]["tls"]["enum"][0], "starttls");
    let source = &properties["source"]["items"]["properties"];
    let kinds: Vec<&str> = SourceKind::all().iter().map(|kind| kind.as_str()).collect();
    assert_eq!(source["kind"]["enum"], serde_json::json!(kinds));
    assert_eq!(source["packages"]["items"]["type"], "string");
    assert_eq!(source["selectors"]["properties"]["item"]["type"], "string");
    assert_eq!(source["selectors"]["additionalProperties"], false);
    assert_eq!(schema["additionalProperties"], false);
}
