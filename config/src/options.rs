//! The options there are: read from `default.toml`, so that an option, its default and its reason are written once.

use std::sync::LazyLock;

use crate::document::{Table, Value};
use crate::limits;
use crate::problem::Problem;
use crate::suggest;

const DEFAULT_TOML: &str = include_str!("../default.toml");

/// Top-level keys that are lists of tables and no options; see `sources`.
const LISTS: [&str; 1] = ["source"];

/// Every option with its default and its reason, as TOML.
pub fn default_toml() -> &'static str {
    DEFAULT_TOML
}

/// `[crawler]`, what it is about, and its options in their order.
#[derive(Debug)]
pub(crate) struct Section {
    /// `alerts.smtp` for a table within a table.
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) options: Vec<Setting>,
}

/// One option.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(crate) name: String,
    /// `crawler.concurrency`.
    pub(crate) path: String,
    pub(crate) default: toml::Value,
    pub(crate) about: String,
}

impl Setting {
    /// `WATCHLINE__CRAWLER__CONCURRENCY`.
    pub(crate) fn variable(&self) -> String {
        format!("WATCHLINE__{}", self.path.replace('.', "__").to_uppercase())
    }

    /// What kind of value it takes, for people.
    pub(crate) fn expects(&self) -> &'static str {
        match self.default {
            toml::Value::Integer(_) => "a whole number",
            toml::Value::Boolean(_) => "true or false",
            toml::Value::Array(_) => "a list of texts",
            _ => "text",
        }
    }
}

pub(crate) fn sections() -> &'static [Section] {
    static SECTIONS: LazyLock<Vec<Section>> = LazyLock::new(|| read_sections(DEFAULT_TOML));
    &SECTIONS
}

pub(crate) fn settings() -> impl Iterator<Item = &'static Setting> {
    sections().iter().flat_map(|section| &section.options)
}

pub(crate) fn find(path: &str) -> Option<&'static Setting> {
    settings().find(|setting| setting.path == path)
}

/// The comment above a line is about it; one followed by an empty line is about the file.
fn read_sections(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut about = String::new();
    for line in text.lines() {
        if let Some(comment) = line.strip_prefix('#') {
            if !about.is_empty() {
                about.push(' ');
            }
            about.push_str(comment.trim());
        } else if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            sections.push(Section { name: name.to_owned(), about: std::mem::take(&mut about), options: Vec::new() });
        } else if let (Some((name, value)), Some(section)) = (line.split_once('='), sections.last_mut()) {
            let name = name.trim().to_owned();
            let default = read_value(value).expect("default.toml holds one value a line; a test reads it");
            let path = format!("{}.{name}", section.name);
            section.options.push(Setting { name, path, default, about: std::mem::take(&mut about) });
        } else {
            about.clear();
        }
    }
    sections
}

fn read_value(text: &str) -> Option<toml::Value> {
    toml::from_str::<toml::Table>(&format!("value = {text}")).ok()?.remove("value")
}

/// What a file sets: the values that are valid, by path; the others are told.
pub(crate) fn read(file: &str, root: &Table, problems: &mut Vec<Problem>) -> Vec<(&'static Setting, toml::Value)> {
    let mut values = Vec::new();
    read_table(file, "", root, &mut values, problems);
    values
}

fn read_table(
    file: &str,
    section: &str,
    table: &Table,
    values: &mut Vec<(&'static Setting, toml::Value)>,
    problems: &mut Vec<Problem>,
) {
    for (key, (line, node)) in table {
        let path = if section.is_empty() { key.clone() } else { format!("{section}.{key}") };
        if section.is_empty() && LISTS.contains(&key.as_str()) {
            continue;
        }
        if sections().iter().any(|known| known.name == path) {
            match &node.value {
                Value::Table(table) => read_table(file, &path, table, values, problems),
                other => {
                    let message = format!("expected a section, found {}; write `[{path}]`", other.describe());
                    problems.push(Problem::new(file, Some(*line), path, message));
                }
            }
            continue;
        }
        let Some(setting) = find(&path) else {
            let message = unknown(section, key, matches!(node.value, Value::Table(_)));
            problems.push(Problem::new(file, Some(*line), path, message));
            continue;
        };
        match convert(setting, &node.value).and_then(|value| limits::check(setting, &value).map(|()| value)) {
            Ok(value) => values.push((setting, value)),
            Err(message) => problems.push(Problem::new(file, Some(*line), path, message)),
        }
    }
}

fn unknown(section: &str, key: &str, is_table: bool) -> String {
    let what = if is_table { "unknown section" } else { "unknown key" };
    let mut names: Vec<&str> = Vec::new();
    if section.is_empty() {
        names.extend(sections().iter().map(|known| known.name.as_str()));
        names.extend(LISTS);
    } else if let Some(known) = sections().iter().find(|known| known.name == section) {
        names.extend(known.options.iter().map(|setting| setting.name.as_str()));
    }
    if suggest::nearest(key, names.iter().copied()).is_none()
        && let Some(setting) = settings().find(|setting| setting.name == key)
    {
        return format!("{what}; did you mean `{}`?", setting.path);
    }
    format!("{what}{}", suggest::remedy(key, &names))
}

/// The value in the option's own type, or what is wrong with it.
fn convert(setting: &Setting, value: &Value) -> Result<toml::Value, String> {
    let default = setting.default.to_string();
    let refuse = |found: &str| {
        Err(format!("expected {}, found {found}; for example `{} = {default}`", setting.expects(), setting.name))
    };
    match (&setting.default, value) {
        (toml::Value::String(_), Value::Text(text)) => Ok(toml::Value::String(text.clone())),
        (toml::Value::Integer(_), Value::Integer(number)) => Ok(toml::Value::Integer(*number)),
        (toml::Value::Boolean(_), Value::Boolean(value)) => Ok(toml::Value::Boolean(*value)),
        (toml::Value::Array(_), Value::List(items)) => {
            let mut texts = Vec::new();
            for item in items {
                let Value::Text(text) = &item.value else {
                    return refuse(&format!("{} in the list", item.value.describe()));
                };
                texts.push(toml::Value::String(text.clone()));
            }
            Ok(toml::Value::Array(texts))
        }
        (_, other) => refuse(other.describe()),
    }
}

#[cfg(test)]
mod tests;
