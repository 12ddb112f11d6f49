//! Where a feed is broken, as a person would say it, with line and column. Pure; says nothing of how it
//! was read.

use quick_xml::events::Event;

/// The first fault of an XML document; `None` where it is well formed.
pub(super) fn of_xml(text: &str) -> Option<String> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => open += 1,
            Ok(Event::End(_)) => open = open.saturating_sub(1),
            Ok(Event::Eof) if open > 0 => {
                let lines = text.lines().count();
                return Some(format!("line {lines}: it breaks off with {open} elements left open"));
            }
            Ok(Event::Eof) => return None,
            Err(fault) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(text.len());
                let (line, column) = position(text, at);
                return Some(format!("line {line}, column {column}: {}", lower_first(&fault.to_string())));
            }
            Ok(_) => {}
        }
    }
}

/// The first fault of a JSON document; `None` where it is well formed.
pub(super) fn of_json(text: &str) -> Option<String> {
    let fault = serde_json::from_str::<serde_json::Value>(text).err()?;
    Some(format!("line {}, column {}: the JSON breaks off or is wrong there", fault.line(), fault.column()))
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    (line, column)
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}
