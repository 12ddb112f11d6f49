//! A text cut into numbers, words and marks, as far as dates are written with them. Pure.

use std::ops::Range;

/// One piece of a text; white space is none, but is known to stand before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Bytes of the text.
    pub(super) place: Range<usize>,
    pub(super) after_blank: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number and with how many digits it is written, in any script's digits.
    Number(u32, usize),
    /// Lower case. Chinese and Japanese characters are a word each.
    Word(String),
    Mark(char),
}

impl Token {
    pub(super) fn number(&self) -> Option<(u32, usize)> {
        if let Kind::Number(value, digits) = self.kind { Some((value, digits)) } else { None }
    }

    pub(super) fn word(&self) -> Option<&str> {
        if let Kind::Word(word) = &self.kind { Some(word) } else { None }
    }

    pub(super) fn mark(&self) -> Option<char> {
        if let Kind::Mark(mark) = self.kind { Some(mark) } else { None }
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut after_blank = false;
    for (at, c) in text.char_indices() {
        // Marks of writing direction stand anywhere in Arabic dates.
        if matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}') {
            continue;
        }
        if c.is_whitespace() {
            after_blank = true;
            continue;
        }
        let end = at + c.len_utf8();
        let joined = !after_blank;
        if let Some(digit) = digit(c) {
            if let Some(Token { kind: Kind::Number(value, digits), place, .. }) = tokens.last_mut()
                && joined
            {
                *value = value.saturating_mul(10).saturating_add(digit);
                *digits += 1;
                place.end = end;
            } else {
                tokens.push(Token { kind: Kind::Number(digit, 1), place: at..end, after_blank });
            }
        } else if c.is_alphabetic() || c == VIRAMA {
            let alone = is_ideograph(c);
            if let Some(Token { kind: Kind::Word(word), place, .. }) = tokens.last_mut()
                && joined
                && !alone
                && !word.chars().next().is_some_and(is_ideograph)
            {
                word.extend(c.to_lowercase());
                place.end = end;
            } else {
                tokens.push(Token { kind: Kind::Word(c.to_lowercase().collect()), place: at..end, after_blank });
            }
        } else if !is_vowel_sign(c) {
            tokens.push(Token { kind: Kind::Mark(plain_mark(c)), place: at..end, after_blank });
        }
        after_blank = false;
    }
    tokens
}

/// Joins two letters of a word in Devanagari, and is none itself.
const VIRAMA: char = '\u{94d}';

/// 0 to 9 in ASCII, Arabic, Persian, Devanagari and full-width digits.
pub(super) fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '０'..='９' => '０',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{064b}'..='\u{0652}' | '\u{0640}')
}

/// Full-width and typographic marks as their plain ones.
fn plain_mark(c: char) -> char {
    match c {
        '／' => '/',
        '．' | '。' => '.',
        '：' => ':',
        '，' | '،' | '、' => ',',
        '－' | '‐' | '‑' | '–' | '—' | '−' => '-',
        _ => c,
    }
}
