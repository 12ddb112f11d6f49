//! What an address of the API takes: one description, by which requests are checked and which is published.

use serde_json::{Value, json};
use watchline_model::{Basis, Dated};

use crate::error::WebError;
use crate::finding::LONGEST_QUERY;
use crate::params::Params;

/// Cursors are shorter.
const LONGEST_CURSOR: usize = 120;

/// One parameter of an address.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) kind: Kind,
    pub(crate) about: &'static str,
    pub(crate) example: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
}

/// What values there are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// In the query language; anything is understood as well as it can be.
    Query,
    /// A year, month, day or moment.
    Moment,
    OneOf(&'static [&'static str], &'static str),
    /// From, to, and what it is unless given.
    Number(usize, usize, usize),
    /// A place in the query, in characters.
    Place,
    Cursor,
    /// The number of a document or a version.
    Ordinal,
    Incident,
    /// A text of at most so many characters.
    Text(usize),
}

impl Parameter {
    pub(crate) const fn query(name: &'static str, kind: Kind, about: &'static str, example: &'static str) -> Self {
        Self { name, place: Place::Query, kind, about, example }
    }

    pub(crate) const fn path(name: &'static str, kind: Kind, about: &'static str, example: &'static str) -> Self {
        Self { name, place: Place::Path, kind, about, example }
    }

    /// As OpenAPI writes it.
    pub(crate) fn described(&self) -> Value {
        let place = if self.place == Place::Path { "path" } else { "query" };
        let example = match self.kind {
            Kind::Number(..) | Kind::Place | Kind::Ordinal => {
                self.example.parse::<u64>().map_or(Value::Null, Value::from)
            }
            _ => json!(self.example),
        };
        json!({
            "name": self.name, "in": place, "required": self.place == Place::Path, "description": self.about,
            "schema": self.kind.schema(), "example": example,
        })
    }
}

impl Kind {
    /// JSON Schema.
    pub(crate) fn schema(self) -> Value {
        match self {
            Self::Query => json!({"type": "string", "maxLength": LONGEST_QUERY}),
            Self::Moment => json!({"type": "string", "anyOf": [
                {"format": "date-time"},
                {"format": "date"},
                {"pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
                {"pattern": "^[0-9]{4}$"},
            ]}),
            Self::OneOf(words, default) => json!({"type": "string", "enum": words, "default": default}),
            Self::Number(least, most, default) => {
                json!({"type": "integer", "minimum": least, "maximum": most, "default": default})
            }
            Self::Place => json!({"type": "integer", "minimum": 0, "maximum": LONGEST_QUERY}),
            Self::Cursor => json!({
                "type": "string", "maxLength": LONGEST_CURSOR,
                "pattern": "^(n|o|r[0-9]{8})-[0-9a-f]{1,16}-[A-Za-z0-9-]{1,80}$",
            }),
            Self::Ordinal => json!({"type": "integer", "minimum": 1}),
            Self::Incident => json!({"type": "string", "pattern": "^INC-[0-9]{4}-[0-9]{4,9}$"}),
            Self::Text(longest) => json!({"type": "string", "minLength": 1, "maxLength": longest}),
        }
    }

    /// For people: "1 to 100, else 20".
    pub(crate) fn told(self) -> String {
        match self {
            Self::Query => format!("query language, at most {LONGEST_QUERY} characters"),
            Self::Moment => "2026, 2026-07, 2026-07-10 or an RFC 3339 moment".to_owned(),
            Self::OneOf(words, default) => format!("{}; else {default}", words.join(", ")),
            Self::Number(least, most, default) => format!("{least} to {most}; else {default}"),
            Self::Place => "a number of characters; else the end of the query".to_owned(),
            Self::Cursor => "as it was given".to_owned(),
            Self::Ordinal => "a number from 1".to_owned(),
            Self::Incident => "INC-, the year, a number".to_owned(),
            Self::Text(longest) => format!("at most {longest} characters"),
        }
    }

    /// What is wrong with a value, and the remedy.
    fn fault(self, text: &str) -> Option<String> {
        let cut: String = text.chars().take(60).collect();
        let wrong = match self {
            Self::Query => return long(text, LONGEST_QUERY),
            Self::Text(longest) => return long(text, longest),
            // A plus sign that was not encoded arrives as a blank: `…T00:00:00 02:00`.
            Self::Moment if Dated::parse(&text.replace(' ', "+"), Basis::Published).is_none() => {
                "a date; write 2026-07-10, 2026-07, 2026 or an RFC 3339 moment".to_owned()
            }
            Self::OneOf(words, _) if !words.contains(&text) => format!("one of {}", words.join(", ")),
            Self::Number(least, most, _) if number(text).is_none_or(|number| !(least..=most).contains(&number)) => {
                format!("a number from {least} to {most}")
            }
            Self::Place if number(text).is_none_or(|number| number > LONGEST_QUERY) => {
                format!("a number from 0 to {LONGEST_QUERY}")
            }
            Self::Cursor if !is_cursor(text) => {
                "one that this search gave; leave it out to begin with the first page".to_owned()
            }
            _ => return None,
        };
        Some(format!("is not {wrong}: `{cut}`"))
    }
}

fn long(text: &str, longest: usize) -> Option<String> {
    (text.chars().count() > longest).then(|| format!("is longer than {longest} characters; shorten it"))
}

fn number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// As its schema says.
fn is_cursor(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let (Some(head), Some(rank), Some(key)) = (parts.next(), parts.next(), parts.next()) else { return false };
    let day = |day: &str| day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() <= LONGEST_CURSOR
        && (matches!(head, "n" | "o") || head.strip_prefix('r').is_some_and(day))
        && (1..=16).contains(&rank.len())
        && rank.bytes().all(hex)
        && (1..=80).contains(&key.len())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Whether a request's query is one that these parameters describe.
///
/// # Errors
/// `Bad`, naming the first parameter that is unknown, given twice, empty, or without a meaning.
pub(crate) fn check(parameters: &[Parameter], params: &Params) -> Result<(), WebError> {
    let known: Vec<&Parameter> = parameters.iter().filter(|parameter| parameter.place == Place::Query).collect();
    let names: Vec<&str> = known.iter().map(|parameter| parameter.name).collect();
    params.only(&names)?;
    for parameter in known {
        let mut values = params.all(parameter.name);
        let Some(sent) = values.next() else { continue };
        let value = if matches!(parameter.kind, Kind::Query) { sent } else { sent.trim() };
        if values.next().is_some() {
            return Err(WebError::bad(parameter.name, "is given twice; give it once"));
        }
        if value.is_empty() && parameter.kind != Kind::Query {
            return Err(WebError::bad(parameter.name, "is empty; leave it out"));
        }
        if let Some(fault) = parameter.kind.fault(value) {
            return Err(WebError::bad(parameter.name, fault));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
