//! A source as a `[[source]]` block to paste into a configuration file.

use std::fmt::Write;

use watchline_model::{Schedule, Source};

use crate::schedule::write_every;

/// Reading the block gives the same source. Ends with a line break.
pub fn source_toml(source: &Source) -> String {
    let mut out = String::from("[[source]]\n");
    let mut text = |key: &str, value: &str| {
        let value = toml::Value::String(value.to_owned());
        writeln!(out, "{key} = {value}").expect("writing into a String does not fail");
    };
    text("id", source.id.as_str());
    text("name", &source.name);
    if source.publisher != source.name {
        text("publisher", &source.publisher);
    }
    text("tier", source.tier.as_str());
    text("kind", source.kind.as_str());
    text("url", &source.url);
    let optional = [
        ("language", source.language.as_deref()),
        ("country", source.country.as_deref()),
        ("vendor", source.vendor.as_ref().map(|vendor| vendor.as_str())),
        ("document_kind", source.document_kind.map(|kind| kind.as_str())),
        ("article_selector", source.article_selector.as_deref()),
        ("note", source.note.as_deref()),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            text(key, value);
        }
    }
    match &source.schedule {
        Schedule::Every(seconds) => text("every", &write_every(*seconds)),
        Schedule::Cron(fields) => text("schedule", fields),
        Schedule::Adaptive => {}
    }
    if !source.enabled {
        out.push_str("enabled = false\n");
    }
    out
}
