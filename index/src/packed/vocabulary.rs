//! The words of an index's texts and how often each occurs: learnt from its first texts, and from then on what texts
//! are written by. A word takes twelve bits, so, where a general packer, which knows of one short text alone, needs
//! twenty. Never changed once learnt: texts written by it could not be read.
//!
//! # Design
//! A text is a row of pieces ([`super::pieces`]), each written with its code. One that the vocabulary lacks is
//! spelled: a sign that says so, its bytes in codes of their own, a sign at its end.

use std::collections::HashMap;

use super::code::{Code, Reader, Writer, lengths};
use super::pieces::{Piece, is_word, pieces};

/// Pieces of a vocabulary: half a megabyte, of which most texts need the first few thousand.
const MOST_PIECES: usize = 1 << 16;
/// Bytes of a piece.
const LONGEST_PIECE: usize = 64;
/// Bytes of text after which enough is known.
const ENOUGH: u64 = 8_000_000;
/// Different pieces that are counted; more are not met in so much text.
const MOST_COUNTED: usize = 1 << 20;

/// First bytes of the file of a vocabulary, and version.
const MARK: &[u8; 8] = b"wlwords1";
const LEVEL: i32 = 9;
/// Bytes of the unpacked file at most.
const LARGEST_FILE: usize = MOST_PIECES * (LONGEST_PIECE + 2) + 1024;

/// The sign after the last byte of a piece that is spelled.
const END: u32 = 256;
const LETTERS: usize = 257;

/// What is counted until there is a vocabulary.
#[derive(Default)]
pub(super) struct Counts {
    pieces: HashMap<String, u64>,
    bytes: u64,
}

impl Counts {
    pub(super) fn add(&mut self, text: &str) {
        self.bytes += text.len() as u64;
        for piece in pieces(text).map(Piece::text).filter(|piece| piece.len() <= LONGEST_PIECE) {
            if let Some(count) = self.pieces.get_mut(piece) {
                *count += 1;
            } else if self.pieces.len() < MOST_COUNTED {
                self.pieces.insert(piece.to_owned(), 1);
            }
        }
    }

    pub(super) fn are_enough(&self) -> bool {
        self.bytes >= ENOUGH
    }

    pub(super) fn learn(self) -> Option<Vocabulary> {
        let (often, once): (Vec<_>, Vec<_>) = self.pieces.into_iter().partition(|(_, count)| *count > 1);
        let mut often: Vec<(String, u64)> = often;
        often.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let rare = often.split_off(often.len().min(MOST_PIECES));
        // What is spelled later on is like what occurs rarely now.
        let mut letters = vec![1; LETTERS];
        let mut spelled = 1;
        for (piece, count) in rare.iter().chain(&once) {
            spelled += count;
            let signs = piece.bytes().map(usize::from).chain([END as usize]);
            signs.for_each(|sign| letters[sign] += count);
        }
        let counts: Vec<u64> = often.iter().map(|(_, count)| *count).chain([spelled]).collect();
        Vocabulary::new(often.into_iter().map(|(piece, _)| piece), &lengths(&counts), &lengths(&letters))
    }
}

pub(crate) struct Vocabulary {
    /// All pieces, one after another.
    text: String,
    /// Where each ends, and whether it is a word.
    ends: Vec<(u32, bool)>,
    pieces: Code,
    letters: Code,
    piece_lengths: Vec<u8>,
    letter_lengths: Vec<u8>,
    /// Stands in every text written by it.
    stamp: u16,
}

impl Vocabulary {
    /// The last of the pieces' lengths is that of the sign for what is spelled.
    fn new(pieces: impl Iterator<Item = String>, piece_lengths: &[u8], letter_lengths: &[u8]) -> Option<Self> {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for piece in pieces {
            text.push_str(&piece);
            ends.push((u32::try_from(text.len()).ok()?, is_word(&piece)));
        }
        if piece_lengths.len() != ends.len() + 1 || letter_lengths.len() != LETTERS {
            return None;
        }
        let mut vocabulary = Self {
            text,
            ends,
            pieces: Code::new(piece_lengths)?,
            letters: Code::new(letter_lengths)?,
            piece_lengths: piece_lengths.to_vec(),
            letter_lengths: letter_lengths.to_vec(),
            stamp: 0,
        };
        let sum = checksum(&vocabulary.body());
        vocabulary.stamp = (sum ^ sum >> 16) as u16;
        Some(vocabulary)
    }

    pub(crate) fn stamp(&self) -> u16 {
        self.stamp
    }

    fn escape(&self) -> u32 {
        // There are never more than `MOST_PIECES`.
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    #[inline]
    fn piece(&self, number: u32) -> Option<(&str, bool)> {
        let number = number as usize;
        let (end, is_word) = *self.ends.get(number)?;
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).map(|(end, _)| *end))?;
        Some((self.text.get(start as usize..end as usize)?, is_word))
    }

    /// The number of each piece, for writing.
    pub(super) fn numbers(&self) -> HashMap<String, u32> {
        (0..self.escape()).filter_map(|number| Some((self.piece(number)?.0.to_owned(), number))).collect()
    }

    /// Writes a text behind what is there already. `numbers` are those of this vocabulary.
    pub(super) fn write(&self, text: &str, numbers: &HashMap<String, u32>, before: Vec<u8>) -> Vec<u8> {
        let mut out = Writer::after(before);
        for piece in pieces(text).map(Piece::text) {
            match numbers.get(piece) {
                Some(number) => self.pieces.write(*number, &mut out),
                None => {
                    self.pieces.write(self.escape(), &mut out);
                    piece.bytes().for_each(|byte| self.letters.write(u32::from(byte), &mut out));
                    self.letters.write(END, &mut out);
                }
            }
        }
        out.finish()
    }

    /// The text of so many bytes that was written; `None` where it is damaged.
    pub(super) fn read(&self, bytes: &[u8], length: usize) -> Option<String> {
        let mut bits = Reader::new(bytes);
        // No piece takes less than a bit: a length beyond that is damaged.
        let mut text: Vec<u8> = Vec::with_capacity(length.min(bytes.len().saturating_mul(8)));
        let (mut after_word, mut spelled) = (false, Vec::new());
        while text.len() < length {
            let number = self.pieces.read(&mut bits)?;
            let (piece, is_word) = if number == self.escape() {
                spelled.clear();
                while let Ok(letter) = u8::try_from(self.letters.read(&mut bits)?) {
                    spelled.push(letter);
                }
                let piece = std::str::from_utf8(&spelled).ok()?;
                (piece, is_word(piece))
            } else {
                self.piece(number)?
            };
            if after_word && is_word {
                text.push(b' ');
            }
            text.extend_from_slice(piece.as_bytes());
            after_word = is_word;
        }
        String::from_utf8(text).ok().filter(|text| text.len() == length)
    }

    fn body(&self) -> Vec<u8> {
        let mut body = self.letter_lengths.clone();
        for (number, length) in (0..).zip(&self.piece_lengths) {
            let piece = self.piece(number).map_or("", |(piece, _)| piece);
            // At most `LONGEST_PIECE` bytes.
            body.extend([*length, u8::try_from(piece.len()).unwrap_or_default()]);
            body.extend(piece.bytes());
        }
        body
    }

    /// As it is kept in a file: mark, checksum of the rest, pieces with the lengths of their codes (Zstandard).
    pub(crate) fn file(&self) -> std::io::Result<Vec<u8>> {
        let packed = zstd::bulk::compress(&self.body(), LEVEL)?;
        Ok([MARK.as_slice(), &checksum(&packed).to_le_bytes(), &packed].concat())
    }

    /// What [`Self::file`] gave; `None` where it is damaged.
    pub(super) fn of_file(file: &[u8]) -> Option<Self> {
        let (sum, packed) = file.strip_prefix(MARK)?.split_first_chunk::<4>()?;
        if checksum(packed) != u32::from_le_bytes(*sum) {
            return None;
        }
        let body = zstd::bulk::decompress(packed, LARGEST_FILE).ok()?;
        let (letter_lengths, mut rest) = body.split_at_checked(LETTERS)?;
        let (mut pieces, mut lengths) = (Vec::new(), Vec::new());
        while let [length, bytes, after @ ..] = rest {
            let (piece, behind) = after.split_at_checked(usize::from(*bytes))?;
            lengths.push(*length);
            pieces.push(std::str::from_utf8(piece).ok()?.to_owned());
            rest = behind;
        }
        // The sign for what is spelled.
        pieces.pop()?;
        Self::new(pieces.into_iter(), &lengths, letter_lengths)
    }
}

#[cfg(test)]
impl Vocabulary {
    pub(crate) fn learnt(texts: &[&str]) -> Self {
        let mut counts = Counts::default();
        texts.iter().for_each(|text| counts.add(text));
        counts.learn().expect("lengths of codes are made for it")
    }
}

/// FNV-1a, 32 bits.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests;
