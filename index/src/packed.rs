//! Texts as they are stored, one by one: a page of hits reads twenty texts, and blocks of several would be unpacked
//! for one of them.
//!
//! Each says in its first byte how it is packed: as it is, with Zstandard (RFC 8878), or by the index's vocabulary,
//! once it has one. That takes a third less space, and less time both ways.

use std::collections::HashMap;
use std::sync::Arc;

mod code;
mod kept;
mod pieces;
mod vocabulary;

pub(crate) use kept::{FILE, Kept};

pub(crate) use vocabulary::Vocabulary;

use vocabulary::Counts;

/// First bytes of a text: as it is; Zstandard, after four bytes of the length; words, after two bytes of the
/// vocabulary's stamp and four of the length.
const PLAIN: u8 = 0;
const ZSTANDARD: u8 = 1;
const WORDS: u8 = 2;

/// Between speed and size; higher ones gain a hundredth for twice the time.
const LEVEL: i32 = 6;
/// No text is longer; a length that says so is damaged.
const LONGEST: usize = 1 << 28;
/// Bytes from which on Zstandard knows a text well enough to do better than its vocabulary.
const LONG: usize = 1 << 15;

/// Packs texts, one after another, and learns from them.
pub(crate) struct Packer {
    zstandard: Option<zstd::bulk::Compressor<'static>>,
    learning: Learning,
}

enum Learning {
    /// Nothing is to be learnt, or cannot be kept.
    Not,
    From(Counts),
    Done {
        vocabulary: Arc<Vocabulary>,
        numbers: HashMap<String, u32>,
    },
}

impl Learning {
    fn done(vocabulary: Arc<Vocabulary>) -> Self {
        let numbers = vocabulary.numbers();
        Self::Done { vocabulary, numbers }
    }
}

impl Packer {
    pub(crate) fn new(kept: &Kept) -> Self {
        let learning = match kept.current() {
            Some(vocabulary) => Learning::done(vocabulary),
            None if kept.learns() => Learning::From(Counts::default()),
            None => Learning::Not,
        };
        Self { zstandard: zstd::bulk::Compressor::new(LEVEL).ok(), learning }
    }

    /// Makes a vocabulary of the texts so far, once they are enough. One that cannot be kept is not used.
    pub(crate) fn learn(&mut self, kept: &Kept) {
        let counts = match &mut self.learning {
            Learning::From(counts) if counts.are_enough() => std::mem::take(counts),
            _ => return,
        };
        self.learning = match counts.learn().map(|vocabulary| kept.put(vocabulary)) {
            Some(Ok(vocabulary)) => Learning::done(vocabulary),
            Some(Err(error)) => {
                tracing::warn!(%error, "vocabulary cannot be kept, texts take more space until the next start");
                Learning::Not
            }
            None => Learning::Not,
        };
    }

    pub(crate) fn pack(&mut self, text: &str) -> Vec<u8> {
        let Some(length) = u32::try_from(text.len()).ok().filter(|length| *length as usize <= LONGEST) else {
            return plain(text);
        };
        let words = match &mut self.learning {
            Learning::Not => None,
            Learning::From(counts) => {
                if !counts.are_enough() {
                    counts.add(text);
                }
                None
            }
            Learning::Done { vocabulary, numbers } => {
                let head = [[WORDS].as_slice(), &vocabulary.stamp().to_le_bytes(), &length.to_le_bytes()].concat();
                Some(vocabulary.write(text, numbers, head))
            }
        };
        // A text of other words than the first ones of the index is in a language of its own, perhaps.
        let (words, zstandard) = match words {
            Some(words) if words.len() * 2 < text.len() && text.len() < LONG => (Some(words), None),
            words => (words, self.zstandard(text, length)),
        };
        let smallest = [words, zstandard].into_iter().flatten().min_by_key(Vec::len);
        smallest.filter(|packed| packed.len() <= text.len()).unwrap_or_else(|| plain(text))
    }

    fn zstandard(&mut self, text: &str, length: u32) -> Option<Vec<u8>> {
        let packed = self.zstandard.as_mut()?.compress(text.as_bytes()).ok()?;
        Some([[ZSTANDARD].as_slice(), &length.to_le_bytes(), &packed].concat())
    }
}

fn plain(text: &str) -> Vec<u8> {
    [[PLAIN].as_slice(), text.as_bytes()].concat()
}

/// Unpacks texts, one after another.
pub(crate) struct Unpacker<'a> {
    kept: &'a Kept,
    zstandard: Option<zstd::bulk::Decompressor<'static>>,
    vocabulary: Option<Arc<Vocabulary>>,
}

impl<'a> Unpacker<'a> {
    pub(crate) fn new(kept: &'a Kept) -> Self {
        Self { kept, zstandard: None, vocabulary: None }
    }

    /// The text; empty where it is damaged.
    pub(crate) fn unpack(&mut self, packed: &[u8]) -> String {
        self.read(packed).unwrap_or_default()
    }

    fn read(&mut self, packed: &[u8]) -> Option<String> {
        match packed.split_first()? {
            (&PLAIN, bytes) => String::from_utf8(bytes.to_vec()).ok(),
            (&ZSTANDARD, rest) => {
                let (length, bytes) = length(rest)?;
                if self.zstandard.is_none() {
                    self.zstandard = zstd::bulk::Decompressor::new().ok();
                }
                String::from_utf8(self.zstandard.as_mut()?.decompress(bytes, length).ok()?).ok()
            }
            (&WORDS, rest) => {
                let (stamp, rest) = rest.split_first_chunk::<2>()?;
                let (stamp, (length, bytes)) = (u16::from_le_bytes(*stamp), length(rest)?);
                if self.vocabulary.as_ref().is_none_or(|known| known.stamp() != stamp) {
                    self.vocabulary = self.kept.stamped(stamp);
                }
                self.vocabulary.as_ref()?.read(bytes, length)
            }
            _ => None,
        }
    }
}

fn length(packed: &[u8]) -> Option<(usize, &[u8])> {
    let (length, bytes) = packed.split_first_chunk::<4>()?;
    let length = u32::from_le_bytes(*length) as usize;
    (length <= LONGEST).then_some((length, bytes))
}

#[cfg(test)]
mod tests;
