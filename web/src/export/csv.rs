//! A document a row (RFC 4180), for spreadsheets.

use watchline_store::DocumentView;

use crate::state::WebState;

const COLUMNS: [&str; 16] = [
    "id",
    "published",
    "first_seen",
    "kind",
    "title",
    "publisher",
    "tier",
    "language",
    "url",
    "address",
    "incidents",
    "vendors",
    "products",
    "event_kinds",
    "copy_of",
    "sha256",
];

pub(super) fn header() -> String {
    format!("{}\r\n", COLUMNS.join(","))
}

pub(super) fn row(view: &DocumentView, state: &WebState) -> String {
    let reading = &view.version.reading;
    let named = |kind: &str| {
        let names = view.entities.iter().filter(|entity| entity.kind.as_str() == kind);
        names.map(|entity| entity.name.as_str()).collect::<Vec<_>>().join("; ")
    };
    let mut kinds: Vec<&str> = view.events.iter().map(|event| event.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let incidents: Vec<String> = view.incidents.iter().map(ToString::to_string).collect();
    let cells: [String; COLUMNS.len()] = [
        view.document.id.to_string(),
        reading.published.map_or_else(String::new, |date| date.value_text()),
        view.document.first_seen.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        view.document.kind.to_string(),
        reading.title.clone(),
        view.source.publisher.clone(),
        view.source.tier.to_string(),
        reading.language.clone().unwrap_or_default(),
        view.document.url.clone(),
        state.address(&format!("/documents/{}", view.document.id)),
        incidents.join("; "),
        named("vendor"),
        named("product"),
        kinds.join("; "),
        view.copy_of.map_or_else(String::new, |id| id.to_string()),
        view.version.sha256.hex(),
    ];
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("{}\r\n", cells.join(","))
}

/// Quoted where needed. A leading `=`, `+`, `-`, `@` or tab gets an apostrophe: headlines come from strangers, and a
/// spreadsheet would run them as formulas.
pub(crate) fn cell(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests;
