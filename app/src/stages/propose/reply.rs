//! From the body of an answer to the proposals in it: the form of an interface like OpenAI's around a JSON object. Pure.

use serde_json::Value;
use watchline_analysis::proposals::Proposals;

/// # Errors
/// Why the body cannot be used.
pub(super) fn read(body: &[u8]) -> Result<Proposals, String> {
    let envelope: Value = serde_json::from_slice(body).map_err(|error| format!("the body is no JSON: {error}"))?;
    let choice = envelope.pointer("/choices/0").ok_or_else(|| "the body has no `choices`".to_owned())?;
    let content = words(choice.pointer("/message/content")).ok_or_else(|| "the choice has no content".to_owned())?;
    Proposals::parse(&content).map_err(|reason| match choice.pointer("/finish_reason").and_then(Value::as_str) {
        Some("length") => format!("it was cut off by the endpoint ({reason})"),
        _ => reason,
    })
}

/// A text, or a list of parts with texts.
fn words(content: Option<&Value>) -> Option<String> {
    match content? {
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) => {
            Some(parts.iter().filter_map(|part| part.get("text").and_then(Value::as_str)).collect::<String>())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
