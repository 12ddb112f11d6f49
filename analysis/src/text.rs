//! One document's text as the rules see it: counted in characters, put into plain letters, cut into sentences.
//!
//! Every offset in this crate counts characters of the full text. The plain form has one byte for each character, so that
//! what is found in it by byte stands at the same number in characters: no mapping, hence no mapping mistakes.

mod characters;
mod clutter;
mod plain;
mod sentences;
mod word_trie;

use crate::input::Input;

use characters::Characters;
pub(crate) use plain::{WIDE, is_word, plain_text};
pub(crate) use word_trie::WordTrie;

/// A text with its plain form and its sentences.
#[derive(Debug)]
pub(crate) struct Text {
    characters: Characters,
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
        let plain = plain_text(&full);
        let characters = Characters::new(full, plain.len());
        let headline = input.title.chars().count();
        let body = if headline == 0 { 0 } else { headline + 2 };
        let sentences = sentences::sentences(&plain, &characters, headline, body);
        Self { characters, plain, body, sentences }
    }

    pub(crate) fn full(&self) -> &str {
        self.characters.full()
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
        self.characters.slice(start, end)
    }

    /// The character number of a byte offset that is a character's first byte.
    pub(crate) fn character(&self, byte: usize) -> usize {
        self.characters.number_of(byte)
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
