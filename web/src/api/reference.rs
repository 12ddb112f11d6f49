//! The description of the API for people: `/api/v1/docs`, and `docs/api.md` in the repository.

use askama::Template;
use axum::extract::State;
use serde_json::Value;

use super::openapi;
use super::operation::{Answer, OPERATIONS, Operation};
use super::parameter::{Parameter, Place};
use crate::pages::{Page, render};
use crate::state::WebState;
use crate::view::frame::{Frame, Section};

/// What any address may answer beside 200.
const EVERYWHERE: [u16; 3] = [304, 400, 429];

#[derive(Template)]
#[template(path = "api.html")]
struct Reference {
    frame: Frame,
    groups: Vec<(&'static str, Vec<Entry>)>,
    shapes: Vec<Shape>,
}

/// One address.
struct Entry {
    id: &'static str,
    path: &'static str,
    summary: &'static str,
    about: Vec<Part>,
    parameters: Vec<Row>,
    /// Name of the shape of the answer, or a media type.
    answer: String,
    is_shape: bool,
    others: String,
    example: String,
}

struct Row {
    name: &'static str,
    place: &'static str,
    about: Vec<Part>,
    values: String,
}

/// A struct that is answered, or a part of one.
struct Shape {
    name: String,
    about: Vec<Part>,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: String,
    /// The shape that its kind names.
    shape: Option<String>,
    about: Vec<Part>,
}

/// A run of prose, or of code between backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    text: String,
    is_code: bool,
}

fn parts(text: &str) -> Vec<Part> {
    let runs = text.split('`').enumerate().map(|(place, run)| Part { text: run.to_owned(), is_code: place % 2 == 1 });
    runs.filter(|part| !part.text.is_empty()).collect()
}

pub(crate) async fn page(State(state): State<WebState>) -> Page {
    render(&Reference {
        frame: Frame::new(&state, Section::Elsewhere, "The API", "/api/v1/docs")
            .described("Everything here as JSON, feeds and files: addresses, parameters, answers."),
        groups: groups(state.public_url.trim_end_matches('/')),
        shapes: shapes(openapi::bare()),
    })
}

fn groups(base: &str) -> Vec<(&'static str, Vec<Entry>)> {
    let mut groups: Vec<(&'static str, Vec<Entry>)> = Vec::new();
    for operation in OPERATIONS {
        let entry = entry(operation, base);
        match groups.last_mut() {
            Some((group, entries)) if *group == operation.group => entries.push(entry),
            _ => groups.push((operation.group, vec![entry])),
        }
    }
    groups
}

fn entry(operation: &Operation, base: &str) -> Entry {
    let (answer, is_shape) = match operation.answer {
        Answer::Json(_) => (answered(openapi::bare(), operation.path), true),
        Answer::File(media) => (media.to_owned(), false),
    };
    let mut others: Vec<u16> = EVERYWHERE.into_iter().chain(operation.others.iter().copied()).collect();
    others.sort_unstable();
    let others: Vec<String> = others.iter().map(u16::to_string).collect();
    Entry {
        id: operation.id,
        path: operation.path,
        summary: operation.summary,
        about: parts(operation.about),
        parameters: operation.parameters.iter().map(row).collect(),
        answer,
        is_shape,
        others: others.join(", "),
        example: format!("curl '{base}{}'", example(operation)),
    }
}

fn row(parameter: &Parameter) -> Row {
    Row {
        name: parameter.name,
        place: if parameter.place == Place::Path { "path" } else { "query" },
        about: parts(parameter.about),
        values: parameter.kind.told(),
    }
}

/// The address with its examples, the first parameter of the query among them.
fn example(operation: &Operation) -> String {
    let mut path = operation.path.to_owned();
    let mut query = "";
    let mut pair = None;
    for parameter in operation.parameters {
        match parameter.place {
            Place::Path => path = path.replace(&format!("{{{}}}", parameter.name), parameter.example),
            Place::Query if pair.is_none() => {
                query = parameter.name;
                pair = Some(parameter.example);
            }
            Place::Query => {}
        }
    }
    crate::params::address(&path, &[(query, pair.unwrap_or_default())])
}

/// The name of the shape that an address answers.
fn answered(description: &Value, path: &str) -> String {
    let schema = description
        .get("paths")
        .and_then(|paths| paths.get(path))
        .and_then(|path| path.pointer("/get/responses/200/content/application~1json/schema"));
    schema.and_then(named).unwrap_or_default()
}

fn shapes(description: &Value) -> Vec<Shape> {
    let schemas = description.pointer("/components/schemas").and_then(Value::as_object);
    let shape = |(name, schema): (&String, &Value)| {
        let fields = schema.get("properties")?.as_object()?;
        let field = |(name, schema): (&String, &Value)| Field {
            name: name.clone(),
            kind: kind(schema),
            shape: shape_of(schema),
            about: about(schema),
        };
        Some(Shape { name: name.clone(), about: about(schema), fields: fields.iter().map(field).collect() })
    };
    schemas.into_iter().flatten().filter_map(shape).collect()
}

/// What its doc comment says, on one line.
fn about(schema: &Value) -> Vec<Part> {
    parts(&schema.get("description").and_then(Value::as_str).unwrap_or_default().replace('\n', " "))
}

fn named(schema: &Value) -> Option<String> {
    Some(schema.get("$ref")?.as_str()?.rsplit('/').next()?.to_owned())
}

/// The struct that a schema leads to, through lists and alternatives; words have none.
fn shape_of(schema: &Value) -> Option<String> {
    if let Some(name) = named(schema) {
        let target = openapi_schema(&name)?;
        return target.get("properties").is_some().then_some(name);
    }
    let inner = schema.get("items").or_else(|| schema.get("additionalProperties"));
    let alternatives = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    inner.into_iter().chain(alternatives).find_map(shape_of)
}

/// While the description itself is being read only; it is complete by then.
fn openapi_schema(name: &str) -> Option<&'static Value> {
    openapi::bare().pointer("/components/schemas")?.get(name)
}

/// "list of Document", "text or null".
fn kind(schema: &Value) -> String {
    if let Some(name) = named(schema) {
        return match openapi_schema(&name).and_then(words) {
            Some(words) => words,
            None => name,
        };
    }
    if let Some(words) = words(schema) {
        return words;
    }
    if let Some(alternatives) = schema.get("anyOf").and_then(Value::as_array) {
        return alternatives.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    let one = |word: &str| match word {
        "array" => format!("list of {}", schema.get("items").map_or_else(|| "anything".to_owned(), kind)),
        "object" => match schema.get("additionalProperties") {
            Some(inner) if inner.is_object() => format!("by name: {}", kind(inner)),
            _ => "object".to_owned(),
        },
        "string" if schema.get("format").and_then(Value::as_str) == Some("date-time") => "moment".to_owned(),
        "string" => "text".to_owned(),
        "integer" => "whole number".to_owned(),
        "boolean" => "true or false".to_owned(),
        other => other.to_owned(),
    };
    match schema.get("type") {
        Some(Value::String(word)) => one(word),
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).map(one).collect::<Vec<_>>().join(" or "),
        _ => "anything".to_owned(),
    }
}

fn words(schema: &Value) -> Option<String> {
    let words: Vec<&str> = schema.get("enum")?.as_array()?.iter().filter_map(Value::as_str).collect();
    Some(words.join(", "))
}

#[cfg(test)]
mod tests;
