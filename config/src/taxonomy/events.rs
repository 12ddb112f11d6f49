//! `[[event]]` and `[severity]` of the operator's own taxonomy files.

use watchline_model::taxonomy::SeverityThreshold;
use watchline_model::taxonomy::{EventDefinition, EventPattern, Family, Needs, SeverityFact, SeverityRules, Side};
use watchline_model::{EventKind, Severity};

use super::find_event;
use crate::document::{Table, Value};
use crate::fields::{self, Fields, Key, Kind};
use crate::problem::Problem;
use crate::suggest;

const fn key(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, about: "" }
}

const EVENT_KEYS: &[Key] = &[
    key("id", Kind::Text),
    key("family", Kind::Text),
    key("label", Kind::Text),
    key("definition", Kind::Text),
    key("example", Kind::Text),
    key("counter_example", Kind::Text),
    key("recognised", Kind::Text),
    key("severity_weight", Kind::Number),
    key("patterns", Kind::Tables),
];
const PATTERN_KEYS: &[Key] = &[
    key("text", Kind::Text),
    key("unless", Kind::Text),
    key("also", Kind::Text),
    key("needs", Kind::Text),
    key("yields_to", Kind::Texts),
    key("language", Kind::Text),
    key("actor", Kind::Text),
    key("target", Kind::Text),
];
const SEVERITY_KEYS: &[Key] = &[key("thresholds", Kind::Tables), key("facts", Kind::Tables)];
const THRESHOLD_KEYS: &[Key] = &[key("severity", Kind::Text), key("score", Kind::Number)];
const FACT_KEYS: &[Key] =
    &[key("id", Kind::Text), key("text", Kind::Text), key("weight", Kind::Number), key("label", Kind::Text)];

const SIDES: [(&str, Side); 5] = [
    ("before", Side::Before),
    ("after", Side::After),
    ("product", Side::Product),
    ("organization", Side::Organization),
    ("none", Side::None),
];

pub(super) fn lay_over(events: &mut Vec<EventDefinition>, file: &str, root: &Table, problems: &mut Vec<Problem>) {
    let Some((_, node)) = root.get("event") else { return };
    for (line, table) in fields::tables_of(&node.value) {
        let before = problems.len();
        let mut fields = Fields::new(file, "event".to_owned(), line, table, EVENT_KEYS, problems);
        let id = fields.text("id").unwrap_or_default();
        let spelt = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if !spelt {
            fields.problem("id", "needs an id of lower-case letters and underscores, as `id = \"data_exposure\"`");
        }
        let id = EventKind(id);
        let at = find_event(events, &id);
        let event = read_event(&mut fields, id, at.map(|at| &events[at]));
        let mut patterns = at.map(|at| events[at].patterns.clone()).unwrap_or_default();
        for (line, table) in fields.tables("patterns") {
            patterns.extend(read_pattern(file, line, table, problems));
        }
        let Some(mut event) = event.filter(|_| problems.len() == before) else { continue };
        event.patterns = patterns;
        match at {
            Some(at) => events[at] = event,
            None => events.push(event),
        }
    }
}

fn read_event(fields: &mut Fields<'_, '_>, id: EventKind, base: Option<&EventDefinition>) -> Option<EventDefinition> {
    let words: Vec<&str> = Family::all().iter().map(|family| family.as_str()).collect();
    let family = fields.word("family", &words).or_else(|| base.map(|base| base.family));
    if family.is_none() && !fields.has("family") {
        fields.problem("family", format!("missing; use one of: {}", words.join(", ")));
    }
    let definition = fields.text("definition").or_else(|| base.map(|base| base.definition.clone()));
    if definition.is_none() && !fields.has("definition") {
        fields.problem("definition", "missing; say in a sentence what counts as this event");
    }
    let example = fields.text("example").or_else(|| base.map(|base| base.example.clone()));
    if example.is_none() && !fields.has("example") {
        fields.problem("example", "missing; give a sentence that tells such an event");
    }
    let severity_weight = fields.number("severity_weight").or_else(|| base.map(|base| base.severity_weight));
    if severity_weight.is_some_and(|weight| !(0.0..=10.0).contains(&weight)) {
        fields.problem("severity_weight", "out of range; use 0 to 10");
    }
    let label = fields.text("label").or_else(|| base.map(|base| base.label.clone())).unwrap_or_else(|| id.label());
    Some(EventDefinition {
        label,
        family: family?,
        definition: definition?,
        example: example?,
        counter_example: fields.text("counter_example").or_else(|| base.and_then(|base| base.counter_example.clone())),
        recognised: fields.text("recognised").or_else(|| base.and_then(|base| base.recognised.clone())),
        severity_weight: severity_weight.unwrap_or(0.0),
        patterns: Vec::new(),
        id,
    })
}

fn read_pattern(file: &str, line: usize, table: &Table, problems: &mut Vec<Problem>) -> Option<EventPattern> {
    let mut fields = Fields::new(file, "event.patterns".to_owned(), line, table, PATTERN_KEYS, problems);
    if !fields.has("text") {
        fields.problem("text", "a pattern needs a regular expression; add `text = \"…\"`");
    }
    let actor = read_side(&mut fields, "actor");
    let target = read_side(&mut fields, "target");
    let needs = read_needs(&mut fields);
    Some(EventPattern {
        text: fields.text("text")?,
        unless: fields.text("unless"),
        also: fields.text("also"),
        needs,
        yields_to: fields.texts("yields_to").into_iter().map(EventKind).collect(),
        language: fields.text("language").unwrap_or_else(|| "en".to_owned()),
        actor,
        target,
    })
}

fn read_needs(fields: &mut Fields<'_, '_>) -> Option<Needs> {
    let text = fields.text("needs")?;
    match text.as_str() {
        "ai" => Some(Needs::Ai),
        "ai_text" => Some(Needs::AiText),
        _ => {
            fields.problem("needs", format!("`{text}` is none of: ai, ai_text"));
            None
        }
    }
}

fn read_side(fields: &mut Fields<'_, '_>, key: &str) -> Side {
    let Some(text) = fields.text(key) else { return Side::None };
    if let Some((_, side)) = SIDES.iter().find(|(word, _)| *word == text) {
        return *side;
    }
    let words: Vec<&str> = SIDES.iter().map(|(word, _)| *word).collect();
    fields.problem(key, format!("`{text}` is not a side{}", suggest::remedy(&text, &words)));
    Side::None
}

/// Thresholds given take the place of all there were; a fact takes the place of the one with its id.
pub(super) fn lay_severity_over(rules: &mut SeverityRules, file: &str, root: &Table, problems: &mut Vec<Problem>) {
    let Some((line, node)) = root.get("severity") else { return };
    let Value::Table(table) = &node.value else { return };
    let fields = Fields::new(file, "severity".to_owned(), *line, table, SEVERITY_KEYS, problems);
    let (threshold_tables, fact_tables) = (fields.tables("thresholds"), fields.tables("facts"));
    let mut thresholds = Vec::new();
    for (line, table) in threshold_tables {
        let mut fields = Fields::new(file, "severity.thresholds".to_owned(), line, table, THRESHOLD_KEYS, problems);
        let words: Vec<&str> = Severity::all().iter().map(|severity| severity.as_str()).collect();
        let severity = fields.word("severity", &words);
        match (severity, fields.number("score")) {
            (Some(severity), Some(score)) => thresholds.push(SeverityThreshold { severity, score }),
            _ => fields.problem("score", "a threshold needs both `severity` and `score`"),
        }
    }
    if !thresholds.is_empty() {
        thresholds.sort_by(|a, b| a.score.total_cmp(&b.score));
        rules.thresholds = thresholds;
    }
    for (line, table) in fact_tables {
        let mut fields = Fields::new(file, "severity.facts".to_owned(), line, table, FACT_KEYS, problems);
        let texts = (fields.text("id"), fields.text("text"), fields.text("label"), fields.number("weight"));
        let (Some(id), Some(text), Some(label), Some(weight)) = texts else {
            fields.problem("id", "a fact needs `id`, `text`, `weight` and `label`");
            continue;
        };
        rules.facts.retain(|fact| fact.id != id);
        rules.facts.push(SeverityFact { id, text, weight, label });
    }
}
