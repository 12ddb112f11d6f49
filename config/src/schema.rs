//! The configuration file as a JSON Schema, for editors that complete and check.

use serde_json::{Map, Value, json};

use crate::fields::{Key, Kind};
use crate::limits::{self, Limit};
use crate::options::{self, Setting};
use crate::sources;

/// JSON Schema (draft 2020-12) of `watchline.toml`.
pub fn schema() -> Value {
    let mut properties = Map::new();
    for section in options::sections() {
        let mut options = Map::new();
        for setting in &section.options {
            options.insert(setting.name.clone(), describe(setting));
        }
        let table = json!({
            "type": "object", "description": section.about, "additionalProperties": false, "properties": options,
        });
        match section.name.split_once('.') {
            None => properties.insert(section.name.clone(), table),
            Some((outer, inner)) => properties[outer]["properties"]
                .as_object_mut()
                .expect("a section is written before the sections within it")
                .insert(inner.to_owned(), table),
        };
    }
    properties.insert("source".to_owned(), describe_sources());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Watchline configuration",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

fn describe(setting: &Setting) -> Value {
    let kind = match setting.default {
        toml::Value::Integer(_) => json!({ "type": "integer" }),
        toml::Value::Boolean(_) => json!({ "type": "boolean" }),
        toml::Value::Array(_) => json!({ "type": "array", "items": { "type": "string" } }),
        _ => json!({ "type": "string" }),
    };
    let mut described = kind;
    described["description"] = json!(setting.about);
    described["default"] = json!(setting.default);
    match limits::limit(&setting.path) {
        Some(Limit::Between(least, most)) => {
            described["minimum"] = json!(least);
            described["maximum"] = json!(most);
        }
        Some(Limit::OneOf(words)) => described["enum"] = json!(words),
        Some(Limit::Web) => described["format"] = json!("uri"),
        Some(Limit::NotEmpty) => described["minLength"] = json!(1),
        Some(Limit::Store) => described["pattern"] = json!("^sqlite:."),
        Some(Limit::Listen | Limit::Networks | Limit::WebOrNothing) | None => {}
    }
    described
}

fn describe_sources() -> Value {
    let mut properties = Map::new();
    for key in sources::KEYS {
        properties.insert(key.name.to_owned(), describe_key(key));
    }
    json!({
        "type": "array",
        "description": "A source to watch, or a change to a shipped one.",
        "items": {
            "type": "object", "additionalProperties": false, "required": ["id"], "properties": properties,
        },
    })
}

fn describe_key(key: &Key) -> Value {
    let mut described = match key.kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Kind::Table => json!({ "type": "object", "additionalProperties": false }),
        Kind::Tables => json!({ "type": "array", "items": { "type": "object" } }),
    };
    described["description"] = json!(key.about);
    for inner in sources::keys_within(key.name) {
        described["properties"][inner.name] = describe_key(inner);
    }
    if let Some(words) = sources::words_of(key.name) {
        described["enum"] = json!(words);
    }
    described
}

#[cfg(test)]
mod tests;
