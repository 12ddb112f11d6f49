//! What the reader made of one page, as `watchline extract` prints it.

use serde::Serialize;
use serde_json::Value;
use watchline_model as model;

use super::document::Link;
use super::value::Day;
use super::value_of;

#[derive(Serialize)]
struct Extracted<'a> {
    url: &'a str,
    canonical_url: Option<&'a str>,
    title: &'a str,
    authors: &'a [String],
    published: Option<Day>,
    modified: Option<Day>,
    language: Option<&'a str>,
    site_name: Option<&'a str>,
    text: &'a str,
    links: Vec<Link>,
    warnings: &'a [String],
}

/// `{url, canonical_url, title, authors, published, modified, language, site_name, text, links, warnings}`.
pub fn reading(url: &str, reading: &model::Reading) -> Value {
    let day = |date: &Option<model::Dated>, offset| date.as_ref().map(|date| Day::at(date, offset));
    value_of(&Extracted {
        url,
        canonical_url: reading.canonical_url.as_deref(),
        title: &reading.title,
        authors: &reading.authors,
        published: day(&reading.published, reading.published_offset_minutes),
        modified: day(&reading.modified, reading.modified_offset_minutes),
        language: reading.language.as_deref(),
        site_name: reading.site_name.as_deref(),
        text: &reading.text,
        links: Link::all(&reading.links),
        warnings: &reading.warnings,
    })
}
