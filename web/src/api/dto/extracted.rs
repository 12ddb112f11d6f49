//! What the reader made of one page, as `watchline extract` prints it.

use serde_json::{Value, json};
use watchline_model::Reading;

/// `{url, canonical_url, title, authors, published, modified, language, site_name, text, links, warnings}`.
pub fn reading(url: &str, reading: &Reading) -> Value {
    let links: Vec<Value> = reading.links.iter().map(|link| json!({"url": link.url, "text": link.text})).collect();
    json!({
        "url": url,
        "canonical_url": reading.canonical_url,
        "title": reading.title,
        "authors": reading.authors,
        "published": reading.published.as_ref().map(|date| date.value_text_at(reading.published_offset_minutes)),
        "modified": reading.modified.as_ref().map(|date| date.value_text_at(reading.modified_offset_minutes)),
        "language": reading.language,
        "site_name": reading.site_name,
        "text": reading.text,
        "links": links,
        "warnings": reading.warnings,
    })
}
