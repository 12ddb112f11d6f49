//! A query's text into lexemes. Whatever is typed gives some list of them.

use std::ops::Range;

/// One piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lexeme {
    Open,
    Close,
    Or,
    And,
    /// `-` before something, or `NOT`.
    Not,
    Word(String),
    /// Without its quotation marks.
    Quoted(String),
    /// `vendor:anthropic`, `severity>=high`, `vendor:` before a bracket (empty, unquoted value).
    Field {
        name: String,
        operator: Operator,
        value: String,
        quoted: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// `:` or `=`.
    Is,
    AtLeast,
    AtMost,
    Above,
    Below,
}

impl Operator {
    pub(super) fn holds<T: PartialOrd>(self, value: T, bound: T) -> bool {
        match self {
            Self::Is => value == bound,
            Self::AtLeast => value >= bound,
            Self::AtMost => value <= bound,
            Self::Above => value > bound,
            Self::Below => value < bound,
        }
    }

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Is => ":",
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::Below => "<",
        }
    }
}

/// A lexeme and the bytes of the text that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Located {
    pub(super) lexeme: Lexeme,
    pub(super) span: Range<usize>,
}

/// The characters that open and close a phrase: straight, typographic, guillemets are not among them because
/// they also stand inside Chinese titles.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '＂')
}

pub(super) fn lex(text: &str) -> Vec<Located> {
    let mut lexer = Lexer { text, at: 0 };
    let mut found = Vec::new();
    while let Some(located) = lexer.next() {
        found.push(located);
    }
    found
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl Lexer<'_> {
    fn next(&mut self) -> Option<Located> {
        loop {
            let start = self.at;
            let first = self.peek()?;
            let lexeme = match first {
                c if c.is_whitespace() => {
                    self.bump(c);
                    continue;
                }
                '(' | '（' => {
                    self.bump(first);
                    Lexeme::Open
                }
                ')' | '）' => {
                    self.bump(first);
                    Lexeme::Close
                }
                '-' | '−' => {
                    self.bump(first);
                    match self.peek() {
                        Some(next) if !next.is_whitespace() && !matches!(next, '-' | '−' | ')' | '）') => {
                            Lexeme::Not
                        }
                        _ => continue,
                    }
                }
                '|' => {
                    self.take_while(|c| c == '|');
                    Lexeme::Or
                }
                c if is_quote(c) => Lexeme::Quoted(self.quoted()),
                _ => self.word(),
            };
            return Some(Located { lexeme, span: start..self.at });
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn bump(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let rest = &self.text[self.at..];
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += end;
        rest[..end].to_owned()
    }

    /// From an opening mark to a closing one, or to the end.
    fn quoted(&mut self) -> String {
        if let Some(mark) = self.peek() {
            self.bump(mark);
        }
        let inside = self.take_while(|c| !is_quote(c));
        if let Some(mark) = self.peek() {
            self.bump(mark);
        }
        inside
    }

    fn word(&mut self) -> Lexeme {
        let start = self.at;
        let name = self.take_while(|c| c.is_alphanumeric() || c == '_');
        if let Some(operator) = self.operator(&name) {
            let after_operator = self.at;
            let field = self.value(name, operator);
            if let Some(field) = field {
                return field;
            }
            self.at = after_operator;
        }
        self.at = start;
        let word = self.take_while(|c| !ends_word(c));
        match word.as_str() {
            "OR" => Lexeme::Or,
            "AND" | "&&" => Lexeme::And,
            "NOT" => Lexeme::Not,
            _ => Lexeme::Word(word),
        }
    }

    /// An operator right after a name that can be a field's: not after a number (`12:30`).
    fn operator(&mut self, name: &str) -> Option<Operator> {
        if !name.chars().next().is_some_and(char::is_alphabetic) {
            return None;
        }
        let rest = &self.text[self.at..];
        let (operator, length) = [
            (">=", Operator::AtLeast),
            ("=>", Operator::AtLeast),
            ("<=", Operator::AtMost),
            ("=<", Operator::AtMost),
            (":>=", Operator::AtLeast),
            (":<=", Operator::AtMost),
            (":>", Operator::Above),
            (":<", Operator::Below),
            (">", Operator::Above),
            ("<", Operator::Below),
            ("：", Operator::Is),
            (":", Operator::Is),
            ("=", Operator::Is),
        ]
        .into_iter()
        .find_map(|(sign, operator)| rest.starts_with(sign).then_some((operator, sign.len())))?;
        self.at += length;
        Some(operator)
    }

    /// What follows the operator; `None` where it is an address (`https://…`) and so no field at all.
    fn value(&mut self, name: String, operator: Operator) -> Option<Lexeme> {
        if self.text[self.at..].starts_with("//") {
            return None;
        }
        let quoted = self.peek().is_some_and(is_quote);
        let value = if quoted { self.quoted() } else { self.take_while(|c| !ends_word(c)) };
        Some(Lexeme::Field { name, operator, value, quoted })
    }
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')' | '（' | '）')
}
