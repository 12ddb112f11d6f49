//! A sentence as words and signs, with what a name looks like: a capital first letter.

use crate::text::{Text, is_word};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// With a capital first letter.
    Name,
    Word,
    Comma,
    /// Any other sign.
    Sign,
}

/// Characters `start..end` of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) class: Class,
}

impl Token {
    pub(super) fn plain<'t>(&self, text: &'t Text) -> &'t [u8] {
        &text.plain()[self.start..self.end]
    }
}

/// The tokens of characters `start..end`.
pub(super) fn tokens(text: &Text, start: usize, end: usize) -> Vec<Token> {
    let plain = &text.plain()[..end];
    let mut tokens = Vec::new();
    let mut at = start;
    while at < end {
        let byte = plain[at];
        if byte == b' ' || byte == b'\n' {
            at += 1;
            continue;
        }
        let from = at;
        if is_word(byte) || byte == b'&' || byte == b'@' {
            at += 1;
            while at < end && goes_on(plain, at, from) {
                at += 1;
            }
            let capital =
                text.slice(from, from + 1).chars().next().is_some_and(|first| first.is_uppercase() || first == '&');
            tokens.push(Token { start: from, end: at, class: if capital { Class::Name } else { Class::Word } });
            continue;
        }
        at += 1;
        tokens.push(Token { start: from, end: at, class: if byte == b',' { Class::Comma } else { Class::Sign } });
    }
    tokens
}

/// Within a word: its letters, and a point, hyphen or apostrophe between two of them or after an initial.
fn goes_on(plain: &[u8], at: usize, from: usize) -> bool {
    let byte = plain[at];
    if is_word(byte) || byte == b'@' {
        return true;
    }
    let next = plain.get(at + 1).copied().unwrap_or(b' ');
    match byte {
        b'\'' => is_word(next) || (plain[at - 1] == b's' && next == b' '),
        b'-' | b'&' | b'/' | b'_' => is_word(next),
        b'.' => is_word(next) || (next == b' ' && (at - from == 1 || is_legal_form(&plain[from..at]))),
        _ => false,
    }
}

/// "Inc." within a sentence: its stop ends nothing.
fn is_legal_form(word: &[u8]) -> bool {
    matches!(word, b"inc" | b"corp" | b"ltd" | b"co")
}
