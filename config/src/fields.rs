//! Reading one TOML table against the keys that it may have.
//!
//! Whatever does not fit becomes a [`Problem`] and the reading goes on, so that all mistakes of a file are told
//! in one go. Used for `[[source]]`, `[[entity]]`, `[[event]]`; the options have `options`.

use std::str::FromStr;

use watchline_model::NotAWord;

use crate::document::{Table, Value};
use crate::problem::Problem;
use crate::suggest;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Boolean,
    Texts,
    Table,
    Tables,
}

impl Kind {
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "a number",
            Self::Boolean => "true or false",
            Self::Texts => "a list of texts",
            Self::Table => "a table",
            Self::Tables => "a list of tables",
        }
    }

    fn fits(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text, Value::Text(_)) | (Self::Boolean, Value::Boolean(_)) => true,
            (Self::Number, Value::Integer(_) | Value::Float(_)) | (Self::Table, Value::Table(_)) => true,
            (Self::Texts, Value::List(items)) => items.iter().all(|item| matches!(item.value, Value::Text(_))),
            (Self::Tables, Value::List(items)) => items.iter().all(|item| matches!(item.value, Value::Table(_))),
            _ => false,
        }
    }

    fn example(self, key: &str) -> String {
        match self {
            Self::Text => format!("{key} = \"…\""),
            Self::Number => format!("{key} = 1"),
            Self::Boolean => format!("{key} = true"),
            Self::Texts => format!("{key} = [\"…\"]"),
            Self::Table => format!("{key} = {{ … }}"),
            Self::Tables => format!("[[{key}]]"),
        }
    }
}

/// A key that a table may have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) about: &'static str,
}

pub(crate) struct Fields<'a, 'p> {
    file: &'p str,
    /// How messages call the table: `source "example-news"`.
    name: String,
    line: usize,
    table: &'a Table,
    problems: &'p mut Vec<Problem>,
}

impl<'a, 'p> Fields<'a, 'p> {
    /// Tells unknown keys and wrong types at once; the getters then see only what fits.
    pub(crate) fn new(
        file: &'p str,
        name: String,
        line: usize,
        table: &'a Table,
        known: &[Key],
        problems: &'p mut Vec<Problem>,
    ) -> Self {
        let names: Vec<&str> = known.iter().map(|key| key.name).collect();
        let mut fields = Self { file, name, line, table, problems };
        for (found, (line, node)) in table {
            let Some(key) = known.iter().find(|key| key.name == found) else {
                fields.problem_at(*line, found, format!("unknown key{}", suggest::remedy(found, &names)));
                continue;
            };
            if !key.kind.fits(&node.value) {
                let message = format!(
                    "expected {}, found {}; write it as `{}`",
                    key.kind.describe(),
                    describe(key.kind, &node.value),
                    key.kind.example(key.name)
                );
                fields.problem_at(*line, found, message);
            }
        }
        fields
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(crate) fn text(&self, key: &str) -> Option<String> {
        match &self.table.get(key)?.1.value {
            Value::Text(text) => Some(text.trim().to_owned()),
            _ => None,
        }
    }

    pub(crate) fn boolean(&self, key: &str) -> Option<bool> {
        match self.table.get(key)?.1.value {
            Value::Boolean(value) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn number(&self, key: &str) -> Option<f32> {
        match self.table.get(key)?.1.value {
            Value::Integer(number) => Some(number as f32),
            Value::Float(number) => Some(number as f32),
            _ => None,
        }
    }

    /// Items that are no texts are left out; they have been told.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let Some((_, node)) = self.table.get(key) else { return Vec::new() };
        let Value::List(items) = &node.value else { return Vec::new() };
        let mut texts = Vec::new();
        for item in items {
            if let Value::Text(text) = &item.value {
                texts.push(text.trim().to_owned());
            }
        }
        texts
    }

    /// The tables of an array of tables, each with its line.
    pub(crate) fn tables(&self, key: &str) -> Vec<(usize, &'a Table)> {
        self.table.get(key).map(|(_, node)| tables_of(&node.value)).unwrap_or_default()
    }

    /// The table within this one, and its line.
    pub(crate) fn table(&self, key: &str) -> Option<(usize, &'a Table)> {
        let (line, node) = self.table.get(key)?;
        match &node.value {
            Value::Table(table) => Some((*line, table)),
            _ => None,
        }
    }

    /// Reads the table within this one against keys of its own; its messages name it as `source "a".selectors`.
    pub(crate) fn within(&mut self, key: &str, known: &[Key]) -> Option<Fields<'a, '_>> {
        let (line, table) = self.table(key)?;
        let name = format!("{}.{key}", self.name);
        Some(Fields::new(self.file, name, line, table, known, self.problems))
    }

    /// A word of the product's vocabulary; another one is a problem that names the nearest.
    pub(crate) fn word<T: FromStr<Err = NotAWord>>(&mut self, key: &str, known: &[&str]) -> Option<T> {
        let text = self.text(key)?;
        match text.parse() {
            Ok(word) => Some(word),
            Err(_) => {
                let message = format!("`{text}` is not a {}{}", key.replace('_', " "), suggest::remedy(&text, known));
                self.problem(key, message);
                None
            }
        }
    }

    /// At the line of `key` if the table has it, else at the table's own.
    pub(crate) fn problem(&mut self, key: &str, message: impl Into<String>) {
        let line = self.table.get(key).map_or(self.line, |(line, _)| *line);
        self.problem_at(line, key, message);
    }

    fn problem_at(&mut self, line: usize, key: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(self.file, Some(line), format!("{}.{key}", self.name), message));
    }
}

/// The tables of `[[name]]`, each with its line.
pub(crate) fn tables_of(value: &Value) -> Vec<(usize, &Table)> {
    let Value::List(items) = value else { return Vec::new() };
    let mut tables = Vec::new();
    for item in items {
        if let Value::Table(table) = &item.value {
            tables.push((item.line, table));
        }
    }
    tables
}

fn describe(expected: Kind, value: &Value) -> &'static str {
    match (expected, value) {
        (Kind::Texts, Value::List(_)) => "a list with something else in it",
        (Kind::Tables, Value::List(_)) => "a list without tables",
        _ => value.describe(),
    }
}
