//! JSON as hands and half-finished programs write it: with comments, commas too many or too few, names and
//! texts in single quotes or none, line breaks in texts, and its end missing. Pure, bounded in depth.
//!
//! Only for what `serde_json` refuses. What cannot be made out is left out, so that one fault costs
//! one value. Of a text that breaks off inside a value, that value is left out.

use serde_json::{Map, Number, Value};

/// Deeper values are left out.
const DEPTH_MAX: usize = 64;

pub(super) struct Lenient {
    pub value: Value,
    /// Where the first fault is, in bytes.
    pub fault: Option<usize>,
    /// The text ends before the value does.
    pub is_cut_off: bool,
}

/// The first object or array of `text`; `None` where none begins.
pub(super) fn parse(text: &str) -> Option<Lenient> {
    let start = text.find(['{', '['])?;
    let mut parser = Parser { text, at: start, fault: None, is_cut_off: false };
    let value = parser.value(0)?;
    Some(Lenient { value, fault: parser.fault, is_cut_off: parser.is_cut_off })
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    fault: Option<usize>,
    is_cut_off: bool,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn note_fault(&mut self) {
        self.fault.get_or_insert(self.at);
    }

    fn skip_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            let blanks = rest.len() - trimmed.len();
            let comment = if trimmed.starts_with("//") || trimmed.starts_with('#') {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                trimmed.find("*/").map_or(trimmed.len(), |end| end + 2)
            } else {
                0
            };
            self.at += blanks + comment;
            if comment == 0 {
                return;
            }
            self.note_fault();
        }
    }

    /// `None` where the value cannot be made out or is cut off.
    fn value(&mut self, depth: usize) -> Option<Value> {
        self.skip_blanks();
        match self.peek() {
            None => {
                self.is_cut_off = true;
                None
            }
            Some('{') if depth < DEPTH_MAX => Some(self.object(depth)),
            Some('[') if depth < DEPTH_MAX => Some(self.array(depth)),
            Some(quote @ ('"' | '\'' | '\u{201c}' | '\u{2018}')) => self.string(quote).map(Value::String),
            Some(_) => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut object = Map::new();
        self.step();
        loop {
            self.skip_blanks();
            match self.peek() {
                None => {
                    self.is_cut_off = true;
                    break;
                }
                Some('}') => {
                    self.step();
                    break;
                }
                Some(',') => self.step(),
                // The object was never closed.
                Some(']') => {
                    self.note_fault();
                    break;
                }
                Some(_) => {
                    let Some(name) = self.name() else { continue };
                    self.skip_blanks();
                    if matches!(self.peek(), Some(':' | '=')) {
                        self.step();
                    } else {
                        self.note_fault();
                    }
                    self.skip_blanks();
                    if matches!(self.peek(), Some(',' | '}')) {
                        self.note_fault();
                        continue;
                    }
                    if let Some(value) = self.value(depth + 1) {
                        object.insert(name, value);
                    }
                }
            }
        }
        Value::Object(object)
    }

    fn array(&mut self, depth: usize) -> Value {
        let mut array = Vec::new();
        self.step();
        loop {
            self.skip_blanks();
            match self.peek() {
                None => {
                    self.is_cut_off = true;
                    break;
                }
                Some(']') => {
                    self.step();
                    break;
                }
                Some(',') => self.step(),
                // The array was never closed, or a brace is too many.
                Some('}') => {
                    self.note_fault();
                    let behind = self.rest().get(1..).unwrap_or_default().trim_start();
                    if !behind.starts_with([',', '{']) {
                        break;
                    }
                    self.step();
                }
                Some(_) => {
                    let before = self.at;
                    array.extend(self.value(depth + 1));
                    if self.at == before {
                        self.step();
                    }
                }
            }
        }
        Value::Array(array)
    }

    fn name(&mut self) -> Option<String> {
        if let Some(quote @ ('"' | '\'' | '\u{201c}' | '\u{2018}')) = self.peek() {
            return self.string(quote);
        }
        self.note_fault();
        let rest = self.rest();
        let end =
            rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '.'))).unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default().to_owned();
        self.at += end;
        if name.is_empty() {
            self.step();
            return None;
        }
        Some(name)
    }

    /// A text; one that is cut off is left out.
    fn string(&mut self, open: char) -> Option<String> {
        let close = match open {
            '\u{201c}' => '\u{201d}',
            '\u{2018}' => '\u{2019}',
            other => other,
        };
        self.step();
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.step();
            match c {
                _ if c == close && self.ends_text() => return Some(text),
                '\\' => self.escape(&mut text),
                _ => text.push(c),
            }
        }
        self.is_cut_off = true;
        None
    }

    /// Whether the quote before this place ends a text: a quote that nobody escaped stands within words.
    fn ends_text(&mut self) -> bool {
        let next = self.rest().trim_start().chars().next();
        let ends = next.is_none_or(|next| matches!(next, ',' | '}' | ']' | ':' | '/' | '#' | '"' | '\'' | '='))
            || self.rest().starts_with(['\n', '\r']);
        if !ends {
            self.note_fault();
        }
        ends
    }

    fn escape(&mut self, text: &mut String) {
        let Some(c) = self.peek() else { return };
        self.step();
        match c {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'r' | 'b' | 'f' => {}
            'u' => {
                let Some(unit) = self.unit() else { return };
                let low = if (0xd800..0xdc00).contains(&unit) && self.rest().starts_with("\\u") {
                    self.at += 2;
                    self.unit()
                } else {
                    None
                };
                let code = match low {
                    Some(low) if (0xdc00..0xe000).contains(&low) => 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00),
                    _ => unit,
                };
                text.extend(char::from_u32(code));
            }
            other => text.push(other),
        }
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        let unit = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(unit)
    }

    /// `true`, `null`, a number, or a text that nobody quoted.
    fn word(&mut self) -> Option<Value> {
        let rest = self.rest();
        let end = rest.find([',', '}', ']', '\n']).unwrap_or(rest.len());
        let is_cut_off = end == rest.len();
        let word = rest.get(..end).unwrap_or_default().trim().to_owned();
        self.at += end;
        if is_cut_off {
            self.is_cut_off = true;
            return None;
        }
        match word.to_ascii_lowercase().as_str() {
            "true" => return Some(Value::Bool(true)),
            "false" => return Some(Value::Bool(false)),
            "null" | "none" | "undefined" | "nan" | "" => return Some(Value::Null),
            _ => {}
        }
        if let Ok(number) = word.parse::<i64>() {
            return Some(Value::Number(number.into()));
        }
        if let Some(number) = word.parse::<f64>().ok().and_then(Number::from_f64) {
            return Some(Value::Number(number));
        }
        self.note_fault();
        Some(Value::String(word))
    }
}

#[cfg(test)]
mod tests;
