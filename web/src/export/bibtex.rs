//! BibTeX (`@online`, as biblatex knows it).

use watchline_model::Incident;
use watchline_store::DocumentView;

use crate::state::WebState;

pub(crate) fn document(view: &DocumentView, state: &WebState) -> String {
    let reading = &view.version.reading;
    let authors: Vec<String> = reading.authors.iter().map(|author| format!("{{{}}}", escape(author))).collect();
    entry(
        &format!("watchline-d{}", view.document.id),
        &[
            ("title", format!("{{{}}}", escape(&reading.title))),
            ("author", authors.join(" and ")),
            ("organization", escape(&view.source.publisher)),
            ("date", reading.published.map_or_else(String::new, |date| date.value_text().chars().take(10).collect())),
            ("url", url(&view.document.url)),
            ("urldate", view.version.created_at.format("%Y-%m-%d").to_string()),
            ("language", reading.language.clone().unwrap_or_default()),
            ("note", escape(&archived(view, state))),
        ],
    )
}

fn archived(view: &DocumentView, state: &WebState) -> String {
    let address = state.address(&format!("/documents/{}/versions/{}", view.document.id, view.version.number));
    format!("Archived as {address}, SHA-256 {}", view.version.sha256.hex())
}

pub(crate) fn incident(incident: &Incident, state: &WebState) -> String {
    let date = incident.first_reported.unwrap_or(incident.opened_at);
    entry(
        &incident.id.to_string(),
        &[
            ("title", format!("{{{}}}", escape(&incident.title))),
            ("author", "{Watchline}".to_owned()),
            ("number", incident.id.to_string()),
            ("date", date.format("%Y-%m-%d").to_string()),
            ("url", state.address(&format!("/incidents/{}", incident.id))),
            ("urldate", state.now().format("%Y-%m-%d").to_string()),
        ],
    )
}

fn entry(key: &str, fields: &[(&str, String)]) -> String {
    let fields = fields.iter().filter(|(_, value)| !value.is_empty());
    let lines: String = fields.map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
    format!("@online{{{key},\n{lines}}}\n\n")
}

/// An address stands as it is, but for what would end its field.
fn url(address: &str) -> String {
    address.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace(char::is_whitespace, "%20")
}

/// Characters that TeX would read as commands. Braces become words, since readers count them even where they are
/// escaped.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', character]),
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
