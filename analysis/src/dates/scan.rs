//! A text cut into the words, figures and signs of which dates are made, each with its meanings.
//!
//! Offsets count characters, which is bytes of the plain form.

use std::borrow::Cow;

use super::concept::Concept;
use super::lexicon::{Entry, LATIN, Language, Lexicon};
use crate::text::WIDE;

/// What stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawKind {
    Word,
    /// A figure of so many digits; more than nine are no figure of a date.
    Number {
        value: u32,
        digits: u8,
    },
    Long,
    Sign(u8),
    /// A character of a script without blanks.
    Wide,
}

/// Characters `start..end`; `byte` is where it begins in the full text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw {
    pub(super) start: usize,
    pub(super) end: usize,
    byte: usize,
    byte_end: usize,
    pub(super) kind: RawKind,
    is_spaced: bool,
    is_plain: bool,
}

/// A word, figure, sign or phrase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'l> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: RawKind,
    pub(super) meanings: &'l [Concept],
    /// White space stands before it.
    pub(super) is_spaced: bool,
    pub(super) is_capital: bool,
    /// Its last plain letter.
    pub(super) last: u8,
}

/// The tokens of a text and the Latin language they were read in; none where the text holds nothing of a date.
pub(super) fn scan<'l>(
    full: &str,
    plain: &[u8],
    lexicon: &'l Lexicon,
    hint: Option<Language>,
) -> (Vec<Token<'l>>, Language) {
    let mut raws: Vec<(Raw, Option<&'l Entry>)> = Vec::with_capacity(plain.len() / 5);
    let mut votes = [0u32; LATIN.len()];
    let mut holds_something = false;
    // Words in plain letters, and in others.
    let mut letters = [0u32; 2];
    raw_words(full, plain, &mut |raw| {
        if raw.kind == RawKind::Word {
            letters[usize::from(!raw.is_plain)] += 1;
        }
        let entry = match raw.kind {
            RawKind::Word if raw.end - raw.start <= LONGEST_WORD => lexicon.word(&key_of(full, plain, &raw)),
            RawKind::Sign(_) => lexicon.word(&plain[raw.start..raw.end]),
            RawKind::Number { .. } | RawKind::Wide => {
                holds_something = true;
                None
            }
            _ => None,
        };
        if let Some(entry) = entry {
            holds_something |= entry.means_something();
            let is_telling = raw.end - raw.start >= TELLING_LETTERS;
            let all = if is_telling { entry.votes | entry.languages } else { entry.votes };
            for (number, count) in votes.iter_mut().enumerate() {
                *count += u32::from(all >> number & 1);
            }
        }
        raws.push((raw, entry));
    });
    let is_other = letters[1] > letters[0];
    let language = hint.unwrap_or_else(|| if is_other { Language::Other } else { most(&votes) });
    if !holds_something {
        return (Vec::new(), language);
    }
    (joined(full, plain, &raws, lexicon, language), language)
}

/// A word of a date so long belongs to few languages.
const TELLING_LETTERS: usize = 4;
/// No word of a date is longer.
const LONGEST_WORD: usize = 24;

/// English unless another has clearly more.
fn most(votes: &[u32; LATIN.len()]) -> Language {
    let mut best = 0;
    for (number, count) in votes.iter().enumerate() {
        if *count > votes[best] {
            best = number;
        }
    }
    LATIN[best]
}

/// Phrases put together, meanings looked up.
fn joined<'l>(
    full: &str,
    plain: &[u8],
    raws: &[(Raw, Option<&'l Entry>)],
    lexicon: &'l Lexicon,
    language: Language,
) -> Vec<Token<'l>> {
    let mut tokens: Vec<Token<'l>> = Vec::with_capacity(raws.len());
    let mut at = 0;
    while let Some((raw, entry)) = raws.get(at) {
        let is_capital = raw.kind == RawKind::Word && full[raw.byte..].starts_with(char::is_uppercase);
        let mut token = Token {
            start: raw.start,
            end: raw.end,
            kind: raw.kind,
            meanings: &[],
            is_spaced: raw.is_spaced,
            is_capital,
            last: plain[raw.end - 1],
        };
        let mut used = 1;
        if raw.kind == RawKind::Wide {
            used = wide(full, &raws[at..], lexicon, &mut token);
        } else if let Some(entry) = entry {
            for phrase in entry.phrases(language) {
                let fits = phrase.rest.iter().enumerate().all(|(number, wanted)| {
                    raws.get(at + 1 + number).is_some_and(|(raw, _)| *key_of(full, plain, raw) == **wanted)
                });
                if fits {
                    used = 1 + phrase.rest.len();
                    token.meanings = &phrase.meanings;
                    token.kind = RawKind::Word;
                    token.end = raws[at + used - 1].0.end;
                    break;
                }
            }
        }
        tokens.push(token);
        at += used;
    }
    tokens
}

/// An entry of a script without blanks, or a figure written in its signs; how many characters it takes.
fn wide<'l>(full: &str, raws: &[(Raw, Option<&'l Entry>)], lexicon: &'l Lexicon, token: &mut Token<'l>) -> usize {
    let Some((first, _)) = raws.first() else { return 1 };
    let text = &full[first.byte..];
    if let Some((meanings, length)) = lexicon.east(text) {
        token.meanings = meanings;
        token.end = token.start + length;
        return raws.iter().take_while(|(raw, _)| raw.start < token.start + length).count().max(1);
    }
    let (value, length) = ideographic_number(text);
    if length == 0 {
        return 1;
    }
    token.kind = RawKind::Number { value, digits: u8::try_from(length).unwrap_or(u8::MAX) };
    token.end = token.start + length;
    length
}

/// 十二 is 12, 二〇二六 is 2026; the number and how many signs it takes, 0 where there is none.
fn ideographic_number(text: &str) -> (u32, usize) {
    /// "2026" has as many signs; none of a date has more.
    const MOST_SIGNS: usize = 4;
    let (mut total, mut last, mut length) = (0u32, 0u32, 0);
    for sign in text.chars().take(MOST_SIGNS) {
        let digit = match sign {
            '〇' | '零' => 0,
            '一' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            '十' => {
                total += last.max(1) * 10;
                last = 0;
                length += 1;
                continue;
            }
            _ => break,
        };
        last = last * 10 + digit;
        length += 1;
    }
    (total + last, length)
}

/// Words, figures and signs in order. Letters and figures part even where no blank does ("3rd", "Q1").
pub(super) fn raw_words(full: &str, plain: &[u8], each: &mut dyn FnMut(Raw)) {
    let bytes = full.as_bytes();
    let width = |byte: usize| match bytes.get(byte) {
        Some(0..=0x7f) | None => 1,
        Some(0x80..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xff) => 4,
    };
    let (mut at, mut byte) = (0, 0);
    let mut is_spaced = true;
    while let Some(&first) = plain.get(at) {
        let (start, from) = (at, byte);
        at += 1;
        byte += width(byte);
        if first.is_ascii_whitespace() {
            is_spaced = true;
            continue;
        }
        let mut is_plain = true;
        let kind = match first {
            b'0'..=b'9' => {
                let mut value = u32::from(first - b'0');
                while let Some(digit @ b'0'..=b'9') = plain.get(at) {
                    value = value.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
                    at += 1;
                    byte += width(byte);
                }
                number(value, at - start)
            }
            b'a'..=b'z' | b'_' => {
                is_plain = first != b'_';
                let own_digit = |byte: usize| full[byte..].chars().next().and_then(eastern_digit);
                if let Some(digit) = if is_plain { None } else { own_digit(from) } {
                    let mut value = digit;
                    while plain.get(at) == Some(&b'_')
                        && let Some(digit) = own_digit(byte)
                    {
                        value = value.saturating_mul(10).saturating_add(digit);
                        at += 1;
                        byte += width(byte);
                    }
                    number(value, at - start)
                } else {
                    while let Some(letter @ (b'a'..=b'z' | b'_')) = plain.get(at) {
                        is_plain &= *letter != b'_';
                        at += 1;
                        byte += width(byte);
                    }
                    RawKind::Word
                }
            }
            WIDE => RawKind::Wide,
            sign => RawKind::Sign(sign),
        };
        each(Raw { start, end: at, byte: from, byte_end: byte.min(full.len()), kind, is_spaced, is_plain });
        is_spaced = false;
    }
}

fn number(value: u32, digits: usize) -> RawKind {
    match u8::try_from(digits) {
        Ok(digits @ 0..=9) => RawKind::Number { value, digits },
        _ => RawKind::Long,
    }
}

/// Arabic and Persian figures.
fn eastern_digit(letter: char) -> Option<u32> {
    match letter {
        '٠'..='٩' => Some(u32::from(letter) - 0x660),
        '۰'..='۹' => Some(u32::from(letter) - 0x6f0),
        _ => None,
    }
}

/// The word as the lists have it: plain letters, or lower case where a letter has no plain form.
pub(super) fn key_of<'t>(full: &str, plain: &'t [u8], raw: &Raw) -> Cow<'t, [u8]> {
    if raw.is_plain {
        return Cow::Borrowed(&plain[raw.start..raw.end]);
    }
    let folded: String = full[raw.byte..raw.byte_end]
        .chars()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ة' => 'ه',
            'ى' => 'ي',
            'ё' => 'е',
            other => other,
        })
        .collect();
    Cow::Owned(folded.into_bytes())
}

#[cfg(test)]
mod tests;
