//! A source as a `[[source]]` block to paste into a configuration file.

use std::fmt::Write;

use watchline_model::{ListingSelectors, Schedule, Source};

use crate::schedule::write_every;

/// Reading the block gives the same source. Ends with a line break.
pub fn source_toml(source: &Source) -> String {
    let mut out = String::from("[[source]]\n");
    let mut text = |key: &str, value: &str| write_text(&mut out, key, value);
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
    for (key, items) in [("packages", &source.packages), ("include", &source.include), ("exclude", &source.exclude)] {
        write_list(&mut out, key, items);
    }
    // A table ends the keys of its block, so that it comes last.
    if let Some(selectors) = &source.selectors {
        write_selectors(&mut out, selectors);
    }
    out
}

fn write_text(out: &mut String, key: &str, value: &str) {
    let value = toml::Value::String(value.to_owned());
    writeln!(out, "{key} = {value}").expect("writing into a String does not fail");
}

/// One item a line; nothing at all for an empty list.
fn write_list(out: &mut String, key: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    writeln!(out, "{key} = [").expect("writing into a String does not fail");
    for item in items {
        let item = toml::Value::String(item.clone());
        writeln!(out, "    {item},").expect("writing into a String does not fail");
    }
    out.push_str("]\n");
}

fn write_selectors(out: &mut String, selectors: &ListingSelectors) {
    out.push_str("\n[source.selectors]\n");
    write_text(out, "item", &selectors.item);
    let optional = [
        ("link", &selectors.link),
        ("title", &selectors.title),
        ("date", &selectors.date),
        ("summary", &selectors.summary),
    ];
    for (key, value) in optional {
        if let Some(value) = value {
            write_text(out, key, value);
        }
    }
}

#[cfg(test)]
mod tests;
