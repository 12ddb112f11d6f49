//! `/api/v1/openapi.json` (OpenAPI 3.1), made from the table of addresses and the structs that are answered.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::dto::value_of;
use super::operation::{Answer, OPERATIONS, Operation};
use super::problem::Told;
use crate::state::WebState;

pub(crate) const CONTENT_TYPE: &str = "application/vnd.oai.openapi+json;version=3.1";

/// The same for every server, but for its address.
static DESCRIPTION: LazyLock<Value> = LazyLock::new(describe);

pub(super) fn description(state: &WebState) -> Value {
    let mut description = DESCRIPTION.clone();
    description["servers"] = json!([{"url": state.public_url.trim_end_matches('/')}]);
    description
}

/// Without `servers`.
pub(super) fn bare() -> &'static Value {
    &DESCRIPTION
}

fn describe() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let mut paths = Map::new();
    for operation in OPERATIONS {
        paths.insert(operation.path.to_owned(), json!({"get": described(operation, &mut generator)}));
    }
    let problem = reference::<Told>(&mut generator);
    let schemas = generator.take_definitions(true);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Watchline",
            "version": "1",
            "summary": "Security incidents involving AI tools: what happened, to whom, when, and who says so.",
            "description": "Reading needs no key. Every answer to a search can be narrowed by the values of its \
                facets, and every fact carries the words that support it. Answers have an ETag; ask with \
                If-None-Match and nothing is sent twice. Who asks too often is answered 429 with Retry-After.",
            "license": {"name": "Apache-2.0 OR MIT", "identifier": "Apache-2.0 OR MIT"},
        },
        "tags": groups(),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": {"Problem": {
                "description": "What is the matter, and the remedy (RFC 9457)",
                "content": {"application/problem+json": {"schema": problem, "example": Told::example()}},
            }, "TooMany": {
                "description": "Asked too often (RFC 9457)",
                "headers": {"Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}},
                "content": {"application/problem+json": {"schema": problem}},
            }},
            "headers": {
                "ETag": {"description": "Send it back as If-None-Match", "schema": {"type": "string"}},
                "Last-Modified": {"description": "Left out while it cannot be promised", "schema": {"type": "string"}},
            },
        },
    })
}

fn groups() -> Vec<Value> {
    let mut groups: Vec<&str> = OPERATIONS.iter().map(|operation| operation.group).collect();
    groups.dedup();
    groups.into_iter().map(|name| json!({"name": name})).collect()
}

fn reference<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    value_of(&generator.subschema_for::<T>())
}

fn described(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let content = match operation.answer {
        Answer::Json(schema) => json!({"application/json": {"schema": value_of(&schema(generator))}}),
        Answer::File(CONTENT_TYPE) => json!({CONTENT_TYPE: {"schema": {"type": "object"}}}),
        // Any text; those that are JSON are no text to a reader of JSON.
        Answer::File(media) if media.contains("json") && !media.contains("ndjson") => json!({media: {"schema": {}}}),
        Answer::File(media) => json!({media: {"schema": {"type": "string"}}}),
    };
    let header = |name: &str| json!({"$ref": format!("#/components/headers/{name}")});
    let mut responses = json!({
        "200": {
            "description": operation.summary,
            "headers": {"ETag": header("ETag"), "Last-Modified": header("Last-Modified")},
            "content": content,
        },
        "304": {"description": "The reader has it already"},
        "400": {"$ref": "#/components/responses/Problem"},
        "429": {"$ref": "#/components/responses/TooMany"},
    });
    for status in operation.others {
        responses[status.to_string()] = match status {
            308 => json!({"description": "It was merged into another, which is at `Location`"}),
            _ => json!({"$ref": "#/components/responses/Problem"}),
        };
    }
    let mut described = json!({
        "operationId": operation.id,
        "tags": [operation.group],
        "summary": operation.summary,
        "parameters": operation.parameters.iter().map(|parameter| parameter.described()).collect::<Vec<_>>(),
        "responses": responses,
    });
    if !operation.about.is_empty() {
        described["description"] = json!(operation.about);
    }
    described
}

#[cfg(test)]
mod tests;
