//! A text by number of character. Where every character is a byte, which is most English text, nothing needs to be kept.

#[derive(Debug)]
pub(super) struct Characters {
    full: String,
    length: usize,
    /// Byte offset of each character, and of the end; empty where number and offset are the same.
    bytes: Vec<usize>,
}

impl Characters {
    /// `length` is the number of characters.
    pub(super) fn new(full: String, length: usize) -> Self {
        let mut bytes = Vec::new();
        if length < full.len() {
            bytes.reserve_exact(length + 1);
            bytes.extend(full.char_indices().map(|(byte, _)| byte));
            bytes.push(full.len());
        }
        Self { full, length, bytes }
    }

    pub(super) fn full(&self) -> &str {
        &self.full
    }

    fn byte(&self, number: usize) -> usize {
        self.bytes.get(number).copied().unwrap_or(number)
    }

    /// The characters `start..end`; spans beyond the end are cut to it.
    pub(super) fn slice(&self, start: usize, end: usize) -> &str {
        let end = end.min(self.length);
        let start = start.min(end);
        &self.full[self.byte(start)..self.byte(end)]
    }

    /// The number of the character that begins at a byte.
    pub(super) fn number_of(&self, byte: usize) -> usize {
        if self.bytes.is_empty() { byte } else { self.bytes.partition_point(|&start| start < byte) }
    }

    /// `None` at the end and beyond.
    pub(super) fn at(&self, number: usize) -> Option<char> {
        self.slice(number, number + 1).chars().next()
    }
}
