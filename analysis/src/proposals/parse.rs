//! What a model wrote, as proposals. Lenient: of an item that is not as asked for, what can be read is read.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Items of one kind that are looked at; no document tells so much, so the rest is noise.
const MOST_ITEMS: usize = 64;
/// Names in one list.
const MOST_NAMES: usize = 16;

/// What a model proposes about one document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Proposals {
    pub events: Vec<ProposedEvent>,
    pub claims: Vec<ProposedClaim>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProposedEvent {
    pub kind: String,
    pub quote: String,
    /// `2026`, `2026-07` or `2026-07-10`.
    pub date: Option<String>,
    pub actors: Vec<String>,
    pub targets: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProposedClaim {
    pub party: String,
    pub stance: String,
    pub quote: String,
}

impl Proposals {
    /// Reads a model's answer: a JSON object, which may stand within other words or a fence.
    ///
    /// # Errors
    /// Why it is no such object.
    pub fn parse(answer: &str) -> Result<Self, String> {
        let object = answer
            .find('{')
            .zip(answer.rfind('}'))
            .and_then(|(start, end)| answer.get(start..=end))
            .ok_or_else(|| "the answer holds no JSON object".to_owned())?;
        let value: Value = serde_json::from_str(object).map_err(|error| format!("the answer is no JSON: {error}"))?;
        if value.get("events").is_none() && value.get("claims").is_none() {
            return Err("the answer has neither `events` nor `claims`".to_owned());
        }
        let items = |name: &str| value.get(name).and_then(Value::as_array).into_iter().flatten().take(MOST_ITEMS);
        let event = |item: &Value| ProposedEvent {
            kind: text(item, "kind"),
            quote: text(item, "quote"),
            date: Some(text(item, "date")).filter(|date| !date.is_empty()),
            actors: texts(item, "actors"),
            targets: texts(item, "targets"),
        };
        let claim = |item: &Value| ProposedClaim {
            party: text(item, "party"),
            stance: text(item, "stance"),
            quote: text(item, "quote"),
        };
        Ok(Self { events: items("events").map(event).collect(), claims: items("claims").map(claim).collect() })
    }
}

fn text(item: &Value, key: &str) -> String {
    item.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned()
}

/// A list of texts, or one text.
fn texts(item: &Value, key: &str) -> Vec<String> {
    let names: Vec<&str> = match item.get(key) {
        Some(Value::String(name)) => vec![name.as_str()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).take(MOST_NAMES).collect(),
        _ => Vec::new(),
    };
    names.into_iter().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
