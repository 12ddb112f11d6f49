//! What a field's value means: names through the taxonomy, words of closed sets, dates, numbers of
//! vulnerabilities and incidents.

use chrono::{DateTime, Utc};
use watchline_model::{DocumentKind, EntityKind, IncidentId, Severity, Status, Tier};

use crate::query::dates::{Span, parse_date, parse_span};
use crate::query::field::{FieldName, KeywordField};
use crate::query::lexer::Operator;
use crate::query::nearest::nearest;
use crate::query::normal::quote;
use crate::query::{Axis, Names, Node};

mod closed;
mod codes;
mod entities;

pub(crate) use codes::is_vulnerability_id;

/// What a condition means, or why it means nothing.
pub(super) enum Meaning {
    Understood {
        node: Node,
        /// Message and suggestion: not taken literally.
        notes: Vec<(String, Option<String>)>,
    },
    Unknown {
        message: String,
        /// Ready to take the condition's place.
        suggestion: Option<String>,
    },
}

impl Meaning {
    fn of(node: Node) -> Self {
        Self::Understood { node, notes: Vec::new() }
    }

    fn unknown(message: impl Into<String>, suggestion: Option<String>) -> Self {
        Self::Unknown { message: message.into(), suggestion }
    }
}

/// Everything that a value can be looked up in.
pub(super) struct Values<'a> {
    pub(super) names: &'a Names,
    pub(super) now: DateTime<Utc>,
}

impl Values<'_> {
    /// Reads one condition; an unquoted value may be a list: `vendor:openai,anthropic`.
    pub(super) fn read(&self, field: FieldName, operator: Operator, value: &str, quoted: bool) -> Meaning {
        if quoted || !value.contains(',') {
            return self.read_one(field, operator, value.trim());
        }
        let (mut nodes, mut all_notes, mut unknown) = (Vec::new(), Vec::new(), None);
        for item in value.split(',').filter(|item| !item.is_empty()) {
            match self.read_one(field, operator, item) {
                Meaning::Understood { node, notes } => {
                    nodes.push(node);
                    all_notes.extend(notes);
                }
                Meaning::Unknown { message, suggestion } => {
                    all_notes.push((format!("`{item}`: {message}"), None));
                    unknown = unknown.or(Some((message, suggestion)));
                }
            }
        }
        match (Node::any(nodes), unknown) {
            (Some(node), _) => Meaning::Understood { node, notes: all_notes },
            (None, Some((message, suggestion))) => Meaning::unknown(message, suggestion),
            (None, None) => Meaning::unknown("a value is missing", None),
        }
    }

    /// Whether a text names something in a field whose values have names; `None` for other fields.
    pub(super) fn is_name(&self, field: KeywordField, text: &str) -> Option<bool> {
        match field {
            KeywordField::Vendor => Some(self.is_entity(text, &[EntityKind::Vendor])),
            KeywordField::Product => Some(self.is_entity(text, &[EntityKind::Product, EntityKind::Model])),
            KeywordField::Entity => Some(self.names.entity(text, &[]).is_some()),
            KeywordField::Event => Some(self.names.event(text).is_some() || self.names.family(text).is_some()),
            KeywordField::Country => Some(self.names.country_code(text).is_some() || text.len() == 2),
            _ => None,
        }
    }

    fn is_entity(&self, text: &str, wanted: &[EntityKind]) -> bool {
        self.names.entity(text, wanted).is_some_and(|entity| wanted.contains(&entity.kind))
    }

    fn read_one(&self, field: FieldName, operator: Operator, value: &str) -> Meaning {
        if value.is_empty() {
            return Meaning::unknown("a value is missing after the colon", None);
        }
        match field {
            FieldName::Keyword(KeywordField::Severity) => closed::severity(operator, value),
            _ if operator != Operator::Is => {
                Meaning::unknown(format!("`{}` works with severity only; use a colon", operator.as_str()), None)
            }
            FieldName::Keyword(field) => self.keyword(field, value),
            FieldName::After => self.date(value, "after", |span| (Axis::Published, span.from, None)),
            FieldName::Before => self.date(value, "before", |span| (Axis::Published, None, span.from)),
            FieldName::By => self.date(value, "by", |span| (Axis::Known, None, span.to)),
            FieldName::Happened => self.span(value, "happened", Axis::Happened),
            FieldName::Known => self.span(value, "known", Axis::Known),
            // The parser keeps `sort:` for itself.
            FieldName::Sort => Meaning::unknown("an order stands outside brackets", None),
        }
    }

    fn keyword(&self, field: KeywordField, value: &str) -> Meaning {
        match field {
            KeywordField::Vendor => entities::read(self.names, field, &[EntityKind::Vendor], value),
            KeywordField::Product => {
                entities::read(self.names, field, &[EntityKind::Product, EntityKind::Model], value)
            }
            KeywordField::Entity => entities::read(self.names, field, &[], value),
            KeywordField::Event => entities::read_event(self.names, value),
            KeywordField::Country => entities::read_country(self.names, value),
            KeywordField::Status => closed::word(field, value, Status::all().iter().map(|word| word.as_str())),
            KeywordField::Kind => closed::word(field, value, DocumentKind::all().iter().map(|word| word.as_str())),
            KeywordField::Tier => closed::word(field, value, Tier::all().iter().map(|word| word.as_str())),
            KeywordField::Severity => closed::word(field, value, Severity::all().iter().map(|word| word.as_str())),
            // Sources are not part of the taxonomy; one that does not exist has no documents.
            KeywordField::Source => Meaning::of(is(field, value.to_lowercase())),
            KeywordField::Language => codes::language(value),
            KeywordField::Vulnerability => codes::vulnerability(value),
            KeywordField::Incident => match value.parse::<IncidentId>() {
                Ok(id) => Meaning::of(is(field, id.to_string())),
                Err(_) => Meaning::unknown("an incident looks like INC-2026-0042", None),
            },
        }
    }

    fn date(
        &self,
        value: &str,
        name: &str,
        bounds: impl Fn(&Span) -> (Axis, Option<DateTime<Utc>>, Option<DateTime<Utc>>),
    ) -> Meaning {
        let Some(span) = parse_date(value, self.now) else { return not_a_date(name, value, self.now) };
        let (axis, from, to) = bounds(&span);
        Meaning::of(Node::Within { axis, from, to, shown: format!("{name}:{}", span.shown) })
    }

    fn span(&self, value: &str, name: &str, axis: Axis) -> Meaning {
        let Some(span) = parse_span(value, self.now) else { return not_a_date(name, value, self.now) };
        if let (Some(from), Some(to)) = (span.from, span.to)
            && from >= to
        {
            let turned = value.split_once("..").map(|(first, last)| format!("{name}:{last}..{first}"));
            return Meaning::unknown("the period ends before it begins", turned);
        }
        Meaning::of(Node::Within { axis, from: span.from, to: span.to, shown: format!("{name}:{}", span.shown) })
    }
}

/// Suggests the longest beginning of what was typed that is a date: `2026-07` for `2026-07-45`.
fn not_a_date(name: &str, value: &str, now: DateTime<Utc>) -> Meaning {
    let near = value
        .char_indices()
        .rev()
        .map(|(end, _)| &value[..end])
        .find(|start| start.len() >= 4 && parse_date(start, now).is_some())
        .and_then(|start| parse_date(start, now));
    let message = "not a date; use 2026, 2026-07, 2026-07-15, today or 7d (seven days ago)";
    Meaning::unknown(message, near.map(|span| format!("{name}:{}", span.shown)))
}

/// The condition that `value` stands in `field`.
fn is(field: KeywordField, value: String) -> Node {
    let shown = format!("{}:{}", field.name(), quote(&value));
    Node::Is { field, values: vec![value], shown }
}

/// The suggestion of another value for a field.
fn suggest(field: KeywordField, value: &str) -> String {
    format!("{}:{}", field.name(), quote(value))
}

/// The nearest of the values, as a suggestion.
fn nearest_value<'a>(field: KeywordField, typed: &str, values: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(typed, values).map(|near| suggest(field, near))
}
