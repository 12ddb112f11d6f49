//! A text in pieces: words, characters of scripts written without blanks, and what stands between. A single blank
//! between two words is no piece: it is understood.

use crate::tokenize::is_unspaced_letter;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Word(&'a str),
    /// A character that is a piece by itself, or a run of what is no letter.
    Other(&'a str),
}

impl<'a> Piece<'a> {
    pub(super) fn text(self) -> &'a str {
        match self {
            Self::Word(text) | Self::Other(text) => text,
        }
    }
}

/// Whether a piece is a word: between two of them a blank is understood.
pub(super) fn is_word(piece: &str) -> bool {
    piece.chars().next().is_some_and(is_of_word)
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric() && !is_unspaced_letter(c))
}

/// The pieces of a text, one after another.
pub(super) fn pieces(text: &str) -> Pieces<'_> {
    Pieces { rest: text }
}

pub(super) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let first = self.rest.chars().next()?;
        if is_of_word(first) {
            let end = self.rest.find(|c| !is_of_word(c)).unwrap_or(self.rest.len());
            let (word, rest) = self.rest.split_at(end);
            self.rest = rest.strip_prefix(' ').filter(|after| is_word(after)).unwrap_or(rest);
            return Some(Piece::Word(word));
        }
        let end = if is_unspaced_letter(first) {
            first.len_utf8()
        } else {
            self.rest.find(|c| is_of_word(c) || is_unspaced_letter(c)).unwrap_or(self.rest.len())
        };
        let (piece, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(Piece::Other(piece))
    }
}

#[cfg(test)]
mod tests;
