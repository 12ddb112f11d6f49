//! A TOML text as a tree in which every key and value knows its line.
//!
//! Only spelling is judged here; what the keys mean is for `fields` and those above it.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::problem::Problem;

/// A value and the line it begins on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) line: usize,
    pub(crate) value: Value,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    Date(String),
    List(Vec<Node>),
    Table(Table),
}

/// Key -> (line of the key, value).
pub(crate) type Table = BTreeMap<String, (usize, Node)>;

impl Value {
    /// For messages: "found text".
    pub(crate) fn describe(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number with a fraction",
            Self::Boolean(_) => "true or false",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }
}

/// Reads `text`; all mistakes in its spelling at once.
pub(crate) fn parse(file: &str, text: &str) -> Result<Table, Vec<Problem>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let lines = Lines::new(text);
    let mut problems = Vec::new();
    for error in &errors {
        let line = error.span().map(|span| lines.line(span.start));
        problems.push(Problem::new(file, line, "", format!("not valid TOML: {}", error.message())));
    }
    if !problems.is_empty() {
        problems.sort();
        return Err(problems);
    }
    let table = read_table(root.get_ref(), &lines, file, &mut problems);
    if problems.is_empty() { Ok(table) } else { Err(problems) }
}

fn read_table(table: &DeTable<'_>, lines: &Lines, file: &str, problems: &mut Vec<Problem>) -> Table {
    let mut read = Table::new();
    for (key, value) in table {
        let key_line = lines.line(key.span().start);
        let node = read_value(value.get_ref(), lines.line(value.span().start), lines, file, problems);
        read.insert(key.get_ref().to_string(), (key_line, node));
    }
    read
}

fn read_value(value: &DeValue<'_>, line: usize, lines: &Lines, file: &str, problems: &mut Vec<Problem>) -> Node {
    let value = match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::Integer(number),
            Err(_) => {
                problems.push(Problem::new(file, Some(line), "", format!("`{number}` is too large a number")));
                Value::Integer(0)
            }
        },
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(value) => Value::Boolean(*value),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => {
            let mut read = Vec::new();
            for item in items.iter() {
                read.push(read_value(item.get_ref(), lines.line(item.span().start), lines, file, problems));
            }
            Value::List(read)
        }
        DeValue::Table(table) => Value::Table(read_table(table, lines, file, problems)),
    };
    Node { line, value }
}

/// Byte offset -> line, counted from 1.
struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        Self { starts }
    }

    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }
}

#[cfg(test)]
mod tests;
