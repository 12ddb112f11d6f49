//! What a page says of itself in JSON-LD (schema.org), read leniently. Pure.

use serde_json::Value;

use crate::read::{collapse, plain_text};

#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct JsonLd {
    pub(crate) headline: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
}

const ARTICLES: &[&str] = &["Article", "Posting", "Report", "Review", "Recipe", "HowTo", "CreativeWork", "Statement"];
/// Nodes nested deeper are not looked at.
const DEPTH_MAX: usize = 6;

/// Reads the texts of all `application/ld+json` scripts; the first article found counts, and a web
/// page's own dates where no article is described.
pub(crate) fn read(scripts: &[String]) -> JsonLd {
    let roots: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut nodes = Vec::new();
    for root in &roots {
        gather(root, 0, &mut nodes);
    }
    let articles = nodes.iter().filter(|node| is_kind(node, ARTICLES));
    let pages = nodes.iter().filter(|node| is_kind(node, &["WebPage"]));
    let mut found = JsonLd::default();
    for (node, is_article) in articles.map(|node| (node, true)).chain(pages.map(|node| (node, false))) {
        let text = |key: &str| node.get(key).and_then(text_of).filter(|text| !text.is_empty());
        found.published = found.published.or_else(|| text("datePublished").or_else(|| text("dateCreated")));
        found.modified = found.modified.or_else(|| text("dateModified"));
        if found.authors.is_empty() {
            found.authors = node.get("author").map(|author| people(author, &nodes)).unwrap_or_default();
        }
        if is_article {
            found.headline = found.headline.or_else(|| text("headline").or_else(|| text("name")));
            found.body = found.body.or_else(|| body(node));
            found.publisher = found.publisher.or_else(|| node.get("publisher").and_then(|node| name_of(node, &nodes)));
            found.url = found.url.or_else(|| text("url"));
        }
    }
    found
}

/// JSON as it is found in pages: in CDATA or comments, with raw line ends within strings, or with a
/// semicolon at its end.
fn parse(script: &str) -> Option<Value> {
    let text = script.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    let text = text.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim().trim_end_matches(';');
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&text.replace(|c: char| c.is_control(), " "))).ok()
}

fn gather<'a>(value: &'a Value, depth: usize, nodes: &mut Vec<&'a Value>) {
    if depth > DEPTH_MAX {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, depth + 1, nodes)),
        Value::Object(fields) => {
            nodes.push(value);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "itemListElement"] {
                if let Some(inner) = fields.get(key) {
                    gather(inner, depth + 1, nodes);
                }
            }
        }
        _ => {}
    }
}

fn is_kind(node: &Value, kinds: &[&str]) -> bool {
    let is = |kind: &str| kinds.iter().any(|known| kind.ends_with(known));
    match node.get("@type") {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

/// A string, the first of a list, or what an object holds as `@value`, `@id` or `url`.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(plain_text(text)),
        Value::Array(values) => values.iter().find_map(text_of),
        Value::Object(fields) => ["@value", "@id", "url"].iter().find_map(|key| fields.get(*key).and_then(text_of)),
        _ => None,
    }
}

fn body(node: &Value) -> Option<String> {
    let text = node.get("articleBody").or_else(|| node.get("text"))?.as_str()?;
    Some(text.to_owned()).filter(|text| !collapse(text).is_empty())
}

fn people(value: &Value, nodes: &[&Value]) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(|value| people(value, nodes)).collect(),
        Value::String(name) => crate::read::authors::split(&plain_text(name)),
        Value::Object(_) if is_kind(value, &["Organization", "Corporation", "NewsMediaOrganization"]) => Vec::new(),
        Value::Object(_) => name_of(value, nodes).map(|name| crate::read::authors::split(&name)).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// The node's name, also where it only refers to another by `@id`.
fn name_of(node: &Value, nodes: &[&Value]) -> Option<String> {
    if let Some(name) = node.get("name").and_then(text_of) {
        return Some(name);
    }
    let id = node.get("@id")?;
    let other = nodes.iter().find(|other| other.get("@id") == Some(id) && other.get("name").is_some())?;
    if is_kind(other, &["Person", "Organization"]) { other.get("name").and_then(text_of) } else { None }
}

#[cfg(test)]
mod tests;
