//! YAML as JSON, for records that come in either.
//!
//! Every scalar but `null` stays the text that was written: an advisory's versions (`1.10`) and dates must not turn into
//! numbers. Bounded in nesting and in nodes, aliases included, so that no "billion laughs" can grow.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

/// As deep as the JSON parser goes.
const DEPTH_MAX: usize = 128;
/// What the tree may weigh, in bytes, about; the largest real records have 5 MB.
const WEIGHT_MAX: usize = 256 << 20;
/// What a value weighs beside its text.
const NODE_BYTES: usize = 32;

/// The first document of `text`; `None` where it is no YAML, too deep or too large.
pub(crate) fn parse(text: &str) -> Option<Value> {
    let mut tree = Tree::default();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.ok()?;
        match event {
            Event::SequenceStart(anchor, _) => tree.open(Value::Array(Vec::new()), anchor)?,
            Event::MappingStart(anchor, _) => tree.open(Value::Object(Map::new()), anchor)?,
            Event::SequenceEnd | Event::MappingEnd => tree.close()?,
            Event::Scalar(text, style, anchor, _) => {
                let value = scalar(&text, style);
                tree.weigh(&value)?;
                tree.keep(anchor, &value)?;
                tree.put(value)?;
            }
            Event::Alias(anchor) => {
                let weight = weight(tree.anchors.get(&anchor)?);
                tree.add(weight)?;
                let value = tree.anchors.get(&anchor)?.clone();
                tree.put(value)?;
            }
            Event::DocumentEnd => return tree.root,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
    }
    tree.root
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    match (style, text) {
        (ScalarStyle::Plain, "" | "~" | "null" | "Null" | "NULL") => Value::Null,
        _ => Value::String(text.to_owned()),
    }
}

#[derive(Default)]
struct Tree {
    root: Option<Value>,
    open: Vec<Open>,
    anchors: HashMap<usize, Value>,
    weight: usize,
}

/// A list or mapping whose end has not come yet.
struct Open {
    value: Value,
    /// The key that waits for its value.
    key: Option<String>,
    anchor: usize,
}

impl Tree {
    fn open(&mut self, value: Value, anchor: usize) -> Option<()> {
        self.add(NODE_BYTES)?;
        self.open.push(Open { value, key: None, anchor });
        (self.open.len() <= DEPTH_MAX).then_some(())
    }

    fn close(&mut self) -> Option<()> {
        let closed = self.open.pop()?;
        self.keep(closed.anchor, &closed.value)?;
        self.put(closed.value)
    }

    /// What an anchor names is kept beside the tree.
    fn keep(&mut self, anchor: usize, value: &Value) -> Option<()> {
        if anchor > 0 {
            self.weigh(value)?;
            self.anchors.insert(anchor, value.clone());
        }
        Some(())
    }

    fn weigh(&mut self, value: &Value) -> Option<()> {
        self.add(weight(value))
    }

    fn add(&mut self, weight: usize) -> Option<()> {
        self.weight = self.weight.saturating_add(weight);
        (self.weight <= WEIGHT_MAX).then_some(())
    }

    fn put(&mut self, value: Value) -> Option<()> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(value);
            return Some(());
        };
        match (&mut open.value, open.key.take()) {
            (Value::Array(items), _) => items.push(value),
            (Value::Object(entries), Some(key)) => {
                entries.insert(key, value);
            }
            (_, _) => {
                open.key = Some(match value {
                    Value::String(key) => key,
                    other => other.to_string(),
                });
            }
        }
        Some(())
    }
}

/// An alias weighs what it stands for.
fn weight(value: &Value) -> usize {
    let own = match value {
        Value::Array(items) => items.iter().map(weight).sum::<usize>(),
        Value::Object(entries) => entries.iter().map(|(key, value)| key.len() + weight(value)).sum(),
        Value::String(text) => text.len(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    };
    own + NODE_BYTES
}

#[cfg(test)]
mod tests;
