//! Objects that only carry a name.

use serde_json::{Value, json};

use super::ids::{BEGINNING, stamp};

fn named(kind: &str, id: &str, name: &str) -> Value {
    let beginning = stamp(BEGINNING);
    json!({"type": kind, "spec_version": "2.1", "id": id, "created": beginning, "modified": beginning, "name": name})
}

pub(super) fn identity(id: &str, name: &str, class: &str) -> Value {
    let mut body = named("identity", id, name);
    body["identity_class"] = json!(class);
    body
}

/// `country`: two letters (ISO 3166-1).
pub(super) fn location(id: &str, name: &str, country: &str) -> Value {
    let mut body = named("location", id, name);
    body["country"] = json!(country.to_uppercase());
    body
}

pub(super) fn vulnerability(id: &str, name: &str) -> Value {
    let upper = name.to_uppercase();
    let scheme = if upper.starts_with("CVE-") { "cve" } else { "advisory" };
    let mut body = named("vulnerability", id, name);
    body["external_references"] = json!([{"source_name": scheme, "external_id": upper}]);
    body
}

pub(super) fn software(id: &str, name: &str, vendor: Option<&str>) -> Value {
    let mut body = json!({"type": "software", "spec_version": "2.1", "id": id, "name": name});
    if let Some(vendor) = vendor {
        body["vendor"] = json!(vendor);
    }
    body
}
