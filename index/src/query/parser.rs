//! Lexemes into a tree, by recursive descent that cannot fail.
//!
//! ```text
//! alternatives = together (OR together)*
//! together     = part+                       what stands side by side must all hold
//! part         = (- | NOT)* (word | phrase | field:value | field:(alternatives) | (alternatives))
//! ```
//! Brackets and quotation marks that are never closed end with the query; those never opened are passed over.

use std::ops::Range;

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
const MOST_PARTS: usize = 100;
/// Brackets within brackets; deeper ones are passed over. Keeps recursion, here and in tantivy, shallow.
const DEEPEST: usize = 24;
/// Notes that are given; a page of nonsense needs no page of notes.
const MOST_NOTES: usize = 20;
/// Words behind a value that may belong to a name.
const MOST_WORDS_OF_A_NAME: usize = 3;

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
        beyond: false,
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
    /// Whether there were more parts than are used.
    beyond: bool,
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

    fn word(&mut self, span: &Range<usize>, word: String) -> Option<Node> {
        if let Some((name, operator)) = self.field.clone() {
            return self.condition(span, &name, operator, &word, false);
        }
        let plain = word.trim_end_matches('*');
        if plain != word && !fold(plain).is_empty() && !matches!(plain, "OR" | "AND" | "NOT") {
            let message = "`*` stands for nothing: a word is found in all its inflections".to_owned();
            self.note(&word, message, Some(plain.to_owned()));
            return self.counted(Node::Word(plain.to_owned()));
        }
        if fold(&word).is_empty() {
            self.note(&word, "there is no letter or digit in it to look for".to_owned(), None);
            return None;
        }
        self.counted(Node::Word(word))
    }

    fn phrase(&mut self, span: &Range<usize>, phrase: String) -> Option<Node> {
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
        mut span: Range<usize>,
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
        if !quoted {
            quoted = self.take_rest_of_name(&name, &mut value, &mut span);
        }
        self.condition(&span, &name, operator, &value, quoted)
    }

    /// `vendor:orchid labs`: words that stand behind a value belong to it where it names nothing without them. Where
    /// it does, they are words to look for, and a note says how the longer name is asked for.
    fn take_rest_of_name(&mut self, name: &str, value: &mut String, span: &mut Range<usize>) -> bool {
        let Some(FieldName::Keyword(field)) = field::find(name) else { return false };
        if value.is_empty() || value.contains(',') || self.values.is_name(field, value).is_none() {
            return false;
        }
        let mut longer = value.clone();
        let mut found = None;
        for (count, next) in self.lexemes.iter().skip(self.at).take(MOST_WORDS_OF_A_NAME).enumerate() {
            let Lexeme::Word(word) = &next.lexeme else { break };
            longer = format!("{longer} {word}");
            if self.values.is_name(field, &longer) == Some(true) {
                found = Some((count + 1, longer.clone(), next.span.end));
            }
        }
        let Some((count, longer, end)) = found else { return false };
        if self.values.is_name(field, value) == Some(true) {
            let token = self.text[span.start..end].to_owned();
            let (_, rest) = longer.split_at(value.len());
            let message = format!("`{}` is looked for in the text; a name of several words is quoted", rest.trim());
            self.note(&token, message, Some(format!("{}:\"{longer}\"", field.name())));
            return false;
        }
        *value = longer;
        span.end = end;
        self.at += count;
        true
    }

    fn condition(
        &mut self,
        span: &Range<usize>,
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

    /// The node, unless it is beyond what is used. Each value of a list counts: in the normal form each stands alone.
    fn counted(&mut self, node: Node) -> Option<Node> {
        let more = if let Node::Or(parts) = &node { parts.len() } else { 1 };
        if self.parts + more <= MOST_PARTS {
            self.parts += more;
            return Some(node);
        }
        if !self.beyond {
            self.beyond = true;
            self.note("…", format!("only the first {MOST_PARTS} words and conditions are used"), None);
        }
        None
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
