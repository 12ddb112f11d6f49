//! One document's text as the rules see it: counted in characters, put into plain letters, cut into sentences.
//!
//! Every offset in this crate counts characters of the full text. The plain form has one byte for each character, so that
//! what is found in it by byte stands at the same number in characters: no mapping, hence no mapping mistakes.

mod clutter;
mod plain;
mod sentences;

use crate::input::Input;

pub(crate) use plain::{WIDE, is_word, plain_text};

/// A text with its plain form and its sentences.
#[derive(Debug)]
pub(crate) struct Text {
    full: String,
    /// Byte offset of each character, and of the end.
    bytes: Vec<usize>,
    /// One byte a character; see [`plain`].
    plain: Vec<u8>,
    /// Where the body begins.
    pub(crate) body: usize,
    pub(crate) sentences: Vec<Sentence>,
}

/// Characters `start..end` are one sentence, without the white space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// It is the headline.
    pub(crate) headline: bool,
    /// Number of the paragraph, the headline being 0.
    pub(crate) paragraph: usize,
    /// A caption, a link to other stories, an invitation to subscribe: no evidence is taken from it.
    pub(crate) clutter: bool,
    /// It holds Chinese, Japanese or Korean characters.
    pub(crate) wide: bool,
}

impl Text {
    pub(crate) fn new(input: &Input) -> Self {
        let full = input.full_text();
        let mut bytes: Vec<usize> = full.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(full.len());
        let plain = plain_text(&full);
        let headline = input.title.chars().count();
        let body = if headline == 0 { 0 } else { headline + 2 };
        let sentences = sentences::sentences(&plain, &full, headline, body);
        Self { full, bytes, plain, body, sentences }
    }

    pub(crate) fn full(&self) -> &str {
        &self.full
    }

    pub(crate) fn plain(&self) -> &[u8] {
        &self.plain
    }

    /// Length in characters.
    pub(crate) fn length(&self) -> usize {
        self.plain.len()
    }

    /// The characters `start..end` as they stand; spans beyond the end are cut to it.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &str {
        let end = end.min(self.length());
        let start = start.min(end);
        &self.full[self.bytes[start]..self.bytes[end]]
    }

    /// The character number of a byte offset that is a character's first byte.
    pub(crate) fn character(&self, byte: usize) -> usize {
        self.bytes.partition_point(|&start| start < byte)
    }

    /// The sentence in which the character stands.
    pub(crate) fn sentence_at(&self, character: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.start <= character);
        let index = after.checked_sub(1)?;
        (character < self.sentences[index].end).then_some(index)
    }
}

impl Sentence {
    pub(crate) fn plain<'t>(&self, text: &'t Text) -> &'t [u8] {
        &text.plain[self.start..self.end]
    }

    pub(crate) fn words<'t>(&self, text: &'t Text) -> &'t str {
        text.slice(self.start, self.end)
    }
}

#[cfg(test)]
mod tests;
