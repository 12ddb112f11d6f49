//! `/api/v1/openapi.json` (OpenAPI 3.1): the API described from one table; a test asks every path in it.

use serde_json::{Map, Value, json};

use crate::state::WebState;

struct Operation {
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    input: Input,
    schema: &'static str,
}

enum Input {
    Search,
    /// One part of the path: its name, and an example.
    Path(&'static str, &'static str),
    /// The same, and `by`.
    PathAndDay(&'static str, &'static str),
    Nothing,
}

const OPERATIONS: &[Operation] = &[
    Operation {
        path: "/api/v1/documents",
        id: "listDocuments",
        summary: "Documents that a query finds, with facets and histogram",
        input: Input::Search,
        schema: "Found",
    },
    Operation {
        path: "/api/v1/events",
        id: "listEvents",
        summary: "Events that a query finds, each with its evidence and document",
        input: Input::Search,
        schema: "Found",
    },
    Operation {
        path: "/api/v1/incidents",
        id: "listIncidents",
        summary: "Incidents that a query finds",
        input: Input::Search,
        schema: "Found",
    },
    Operation {
        path: "/api/v1/documents/{id}",
        id: "findDocument",
        summary: "A document with its tags and versions",
        input: Input::Path("id", "1"),
        schema: "Document",
    },
    Operation {
        path: "/api/v1/incidents/{id}",
        id: "findIncident",
        summary: "An incident with everything its page shows, also as known on a date; 308 where it was merged into another",
        input: Input::PathAndDay("id", "INC-2026-0001"),
        schema: "Incident",
    },
    Operation {
        path: "/api/v1/entities",
        id: "listEntities",
        summary: "Vendors, products and others, with how often they are spoken of",
        input: Input::Nothing,
        schema: "List",
    },
    Operation {
        path: "/api/v1/entities/{slug}",
        id: "findEntity",
        summary: "A vendor, product or other entity with its incidents",
        input: Input::Path("slug", "anthropic"),
        schema: "Entity",
    },
    Operation {
        path: "/api/v1/sources",
        id: "listSources",
        summary: "What is watched, and how it is doing",
        input: Input::Nothing,
        schema: "List",
    },
    Operation {
        path: "/api/v1/openapi.json",
        id: "describe",
        summary: "This description",
        input: Input::Nothing,
        schema: "Anything",
    },
];

pub(super) fn description(state: &WebState) -> Value {
    let mut paths = Map::new();
    for operation in OPERATIONS {
        paths.insert(operation.path.to_owned(), json!({"get": describe(operation)}));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Watchline",
            "version": "1",
            "summary": "Security incidents involving AI tools: what happened, to whom, when, and who says so.",
        },
        "servers": [{"url": state.public_url}],
        "paths": paths,
        "components": {"schemas": schemas(), "responses": {"Problem": problem()}},
    })
}

fn describe(operation: &Operation) -> Value {
    let parameters = match operation.input {
        Input::Search => search_parameters(),
        Input::Path(name, example) => json!([path_parameter(name, example)]),
        Input::PathAndDay(name, example) => json!([
            path_parameter(name, example),
            {"name": "by", "in": "query", "required": false, "schema": {"type": "string"}, "example": "2026-07-03",
             "description": "as Watchline had it then: 2026, 2026-07, 2026-07-10 (each to its end) or RFC 3339"},
        ]),
        Input::Nothing => json!([]),
    };
    let schema = json!({"$ref": format!("#/components/schemas/{}", operation.schema)});
    let mut responses = json!({
        "200": {"description": operation.summary, "content": {"application/json": {"schema": schema}}},
        "400": {"$ref": "#/components/responses/Problem"},
    });
    if matches!(operation.input, Input::Path(..) | Input::PathAndDay(..)) {
        responses["404"] = json!({"$ref": "#/components/responses/Problem"});
    }
    json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": parameters,
        "responses": responses,
    })
}

fn path_parameter(name: &str, example: &str) -> Value {
    json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}, "example": example})
}

fn search_parameters() -> Value {
    let parameter = |name: &str, description: &str, schema: Value| json!({"name": name, "in": "query", "required": false, "description": description, "schema": schema});
    json!([
        parameter("q", "in the query language; empty finds everything", json!({"type": "string", "maxLength": 2000})),
        parameter("after", "published at or after: 2026, 2026-07, 2026-07-10 or RFC 3339", json!({"type": "string"})),
        parameter("before", "published before", json!({"type": "string"})),
        parameter("sort", "order of items", json!({"enum": ["relevance", "newest", "oldest"], "default": "newest"})),
        parameter("limit", "items on a page", json!({"type": "integer", "minimum": 1, "maximum": 100, "default": 20})),
        parameter("cursor", "next_cursor of the page before", json!({"type": "string"})),
    ])
}

fn problem() -> Value {
    json!({
        "description": "What is the matter (RFC 9457)",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    })
}

fn schemas() -> Value {
    let text = json!({"type": "string"});
    let maybe = json!({"type": ["string", "null"]});
    let number = json!({"type": "integer"});
    let list = json!({"type": "array", "items": {"type": "object"}});
    let object = |required: &[&str], properties: Value| json!({"type": "object", "required": required, "properties": properties});
    json!({
        "Found": object(
            &["total", "items", "facets", "histogram", "next_cursor"],
            json!({
                "total": number, "items": list, "facets": {"type": "object"}, "next_cursor": maybe, "notes": list,
                "histogram": {"type": "array", "items": object(&["month", "count"], json!({"month": text, "count": number}))},
            }),
        ),
        "Document": object(
            &["id", "kind", "title", "url", "source", "entities", "events", "claims", "versions"],
            json!({
                "id": number, "kind": text, "title": text, "url": text, "published": maybe, "text": maybe,
                "excerpt": text, "source": {"type": "object"}, "entities": list, "events": list, "claims": list,
                "versions": list, "advisory": {"type": ["object", "null"]},
            }),
        ),
        "Incident": object(
            &["id", "title", "status", "severity", "summary", "entities", "events", "claims", "documents", "decisions"],
            json!({
                "id": text, "title": text, "status": text, "severity": maybe, "summary": text, "status_path": list,
                "response_clock": {"type": "object"}, "entities": list, "events": list, "claims": list,
                "documents": list, "as_of": maybe,
                "decisions": {"type": "array", "items": {"$ref": "#/components/schemas/Decision"}},
            }),
        ),
        "Decision": object(
            &["id", "kind", "subject", "author", "author_kind", "at", "reasons", "undone"],
            json!({
                "id": number, "kind": text, "subject": {"type": "object"}, "author": text,
                "author_kind": {"enum": ["person", "rule"]}, "at": text, "reasons": list, "undone": {"type": "boolean"},
                "undone_by": {"type": ["integer", "null"]}, "undoes": {"type": ["integer", "null"]},
            }),
        ),
        "Entity": object(&["id", "kind", "name"], json!({"id": text, "kind": text, "name": text, "incidents": list})),
        "List": object(&["total", "items"], json!({"total": number, "items": list})),
        "Problem": object(
            &["type", "title", "status", "detail"],
            json!({"type": text, "title": text, "status": number, "detail": text, "parameter": text}),
        ),
        "Anything": {"type": "object"},
    })
}
