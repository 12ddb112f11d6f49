//! Lexemes into a tree, by recursive descent that cannot fail.
//!
//! ```text
//! alternatives = together (OR together)*
//! together     = part+                       what stands side by side must all hold
//! part         = (- | NOT)* (word | phrase | field:value | field:(alternatives) | (alternatives))
//! ```
//! Brackets and quotation marks that are never closed end with the query; those never opened are passed over.

use chrono::{DateTime, Utc};

use crate::query::field::{self, FieldName, NAMES};
use crate::query::lexer::{Lexeme, Located, Operator, lex};
use crate::query::nearest::nearest;
use crate::query::normal::print;
use crate::query::values::{Meaning, Values};
use crate::query::{Names, Node, Note, Parsed, Query, Sort};
use crate::tokenize::fold;

/// Characters of a query that are read: a page-long query is a mistake, and every part costs a search.
const LONGEST_QUERY: usize = 4096;
/// Words, phrases and conditions of a query that are used.
const MOST_PARTS: usize = 200;
/// Brackets within brackets; deeper ones are passed over. Keeps recursion, here and in tantivy, shallow.
const DEEPEST: usize = 24;
/// Notes that are given; a page of nonsense needs no page of notes.
const MOST_NOTES: usize = 20;

/// Reads a query; never fails.
pub(crate) fn parse(text: &str, names: &Names, now: DateTime<Utc>) -> Parsed {
    let end = text.char_indices().nth(LONGEST_QUERY).map_or(text.len(), |(end, _)| end);
    let read = &text[..end];
    let mut parser = Parser {
        text: read,
        lexemes: lex(read),
        at: 0,
        depth: 0,
        parts: 0,
        negated: false,
        field: None,
        values: Values { names, now },
        sort: None,
        notes: Vec::new(),
    };
    if end < text.len() {
        parser.note("…", format!("only the first {LONGEST_QUERY} characters are read"), None);
    }
    let node = parser.alternatives().unwrap_or(Node::Everything);
    let text = print(&node, parser.sort);
    Parsed { query: Query(node), notes: parser.notes, sort: parser.sort, text, now }
}

struct Parser<'a> {
    text: &'a str,
    lexemes: Vec<Located>,
    at: usize,
    depth: usize,
    parts: usize,
    /// Inside a negation, where `sort:` makes no sense.
    negated: bool,
    /// Inside `field:( … )`.
    field: Option<(String, Operator)>,
    values: Values<'a>,
    sort: Option<Sort>,
    notes: Vec<Note>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Lexeme> {
        self.lexemes.get(self.at).map(|located| &located.lexeme)
    }

    /// Ends before a closing bracket that belongs to the caller, or with the text.
    fn alternatives(&mut self) -> Option<Node> {
        let mut alternatives = Vec::new();
        loop {
            alternatives.extend(self.together());
            match self.peek() {
                Some(Lexeme::Or) => self.at += 1,
                _ => return Node::any(alternatives),
            }
        }
    }

    fn together(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                None | Some(Lexeme::Or) => break,
                Some(Lexeme::Close) if self.depth > 0 => break,
                Some(Lexeme::Close | Lexeme::And) => self.at += 1,
                Some(_) => parts.extend(self.part()),
            }
        }
        Node::all(parts)
    }

    fn part(&mut self) -> Option<Node> {
        let mut negate = false;
        while self.peek() == Some(&Lexeme::Not) {
            negate = !negate;
            self.at += 1;
        }
        let outer = self.negated;
        self.negated |= negate;
        let found = self.unsigned();
        self.negated = outer;
        if negate { found.map(Node::not) } else { found }
    }

    fn unsigned(&mut self) -> Option<Node> {
        let located = self.lexemes.get(self.at)?.clone();
        match located.lexeme {
            // What follows a lone `NOT` belongs to the caller.
            Lexeme::Or | Lexeme::Close | Lexeme::And | Lexeme::Not => None,
            Lexeme::Open => {
                self.at += 1;
                self.bracket()
            }
            Lexeme::Word(word) => {
                self.at += 1;
                self.word(&located.span, word)
            }
            Lexeme::Quoted(phrase) => {
                self.at += 1;
                self.phrase(&located.span, phrase)
            }
            Lexeme::Field { name, operator, value, quoted } => {
                self.at += 1;
                self.field(located.span, name, operator, value, quoted)
            }
        }
    }

    /// After an opening bracket, up to and with the closing one.
    fn bracket(&mut self) -> Option<Node> {
        if self.depth >= DEEPEST {
            self.note("(", format!("brackets deeper than {DEEPEST} are passed over"), None);
            return None;
        }
        self.depth += 1;
        let inside = self.alternatives();
        self.depth -= 1;
        if self.peek() == Some(&Lexeme::Close) {
            self.at += 1;
        }
        inside
    }

    fn word(&mut self, span: &std::ops::Range<usize>, word: String) -> Option<Node> {
        if let Some((name, operator)) = self.field.clone() {
            return self.condition(span, &name, operator, &word, false);
        }
        if fold(&word).is_empty() {
            self.note(&word, "there is no letter or digit in it to look for".to_owned(), None);
            return None;
        }
        self.counted(Node::Word(word))
    }

    fn phrase(&mut self, span: &std::ops::Range<usize>, phrase: String) -> Option<Node> {
        if let Some((name, operator)) = self.field.clone() {
            return self.condition(span, &name, operator, &phrase, true);
        }
        if fold(&phrase).is_empty() {
            let token = self.text[span.clone()].to_owned();
            self.note(&token, "there is no letter or digit in it to look for".to_owned(), None);
            return None;
        }
        self.counted(Node::Phrase(phrase))
    }

    fn field(
        &mut self,
        mut span: std::ops::Range<usize>,
        name: String,
        operator: Operator,
        mut value: String,
        mut quoted: bool,
    ) -> Option<Node> {
        if value.is_empty() && !quoted && field::find(&name).is_some() {
            match self.lexemes.get(self.at) {
                Some(Located { lexeme: Lexeme::Open, span: open }) if open.start == span.end => {
                    self.at += 1;
                    let outer = self.field.replace((name, operator));
                    let inside = self.bracket();
                    self.field = outer;
                    return inside;
                }
                // `vendor: anthropic`
                Some(Located { lexeme: Lexeme::Word(next), span: after }) => {
                    value.clone_from(next);
                    span.end = after.end;
                    self.at += 1;
                }
                Some(Located { lexeme: Lexeme::Quoted(next), span: after }) => {
                    value.clone_from(next);
                    quoted = true;
                    span.end = after.end;
                    self.at += 1;
                }
                _ => {}
            }
        }
        self.condition(&span, &name, operator, &value, quoted)
    }

    fn condition(
        &mut self,
        span: &std::ops::Range<usize>,
        name: &str,
        operator: Operator,
        value: &str,
        quoted: bool,
    ) -> Option<Node> {
        let token = self.text[span.clone()].to_owned();
        let Some(field) = field::find(name) else {
            let near = nearest(name, NAMES.iter().map(|(name, _)| *name));
            let suggestion = near.map(|near| format!("{near}{}{}", operator.as_str(), requote(value, quoted)));
            self.note(&token, format!("there is no field `{name}`"), suggestion);
            return None;
        };
        if field == FieldName::Sort {
            self.read_sort(&token, value);
            return None;
        }
        match self.values.read(field, operator, value, quoted) {
            Meaning::Understood { node, notes } => {
                for (message, suggestion) in notes {
                    self.note(&token, message, suggestion);
                }
                self.counted(node)
            }
            Meaning::Unknown { message, suggestion } => {
                self.note(&token, message, suggestion);
                None
            }
        }
    }

    fn read_sort(&mut self, token: &str, value: &str) {
        let value = value.to_lowercase();
        match Sort::from_word(&value) {
            Some(_) if self.negated => {
                self.note(token, "an order cannot be left out; name the one you want".to_owned(), None);
            }
            Some(sort) => self.sort = Some(sort),
            None => {
                let near = nearest(&value, Sort::ALL.iter().map(|sort| sort.as_str()));
                let message = "there is no such order; use newest, oldest or relevance".to_owned();
                self.note(token, message, near.map(|near| format!("sort:{near}")));
            }
        }
    }

    fn counted(&mut self, node: Node) -> Option<Node> {
        self.parts += 1;
        if self.parts > MOST_PARTS {
            if self.parts == MOST_PARTS + 1 {
                self.note("…", format!("only the first {MOST_PARTS} words and conditions are used"), None);
            }
            return None;
        }
        Some(node)
    }

    fn note(&mut self, token: &str, message: String, suggestion: Option<String>) {
        if self.notes.len() < MOST_NOTES {
            self.notes.push(Note { token: token.to_owned(), message, suggestion });
        }
    }
}

fn requote(value: &str, quoted: bool) -> String {
    if quoted { format!("\"{value}\"") } else { value.to_owned() }
}

#[cfg(test)]
mod tests;
