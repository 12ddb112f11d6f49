//! What of a sentence is weighed: its words, their clusters, neighbours, whether it is the headline, and what rules say of it.

use super::words::{Word, number};

const OF_STEM: u32 = 1;
const OF_STEMS: u32 = 2;
const OF_CLUSTER: u32 = 3;
/// Of the sentence as a whole.
const HEADLINE: &[u8] = b"@headline";
/// Of the document.
const NOTE: &[u8] = b"@note";
const REPORT: &[u8] = b"@report";
/// A document of more sentences is a report, of fewer a note.
const SENTENCES_OF_A_NOTE: usize = 6;

/// A sign by its number, with the word at which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) number: u32,
    pub(super) word: u32,
}

/// Puts the signs of the words into `signs`, as often as they stand there.
pub(super) fn read(words: &[Word], signs: &mut Vec<Sign>) {
    signs.clear();
    for (at, word) in (0u32..).zip(words) {
        signs.push(Sign { number: mixed(OF_STEM, word.stem), word: at });
        signs.push(Sign { number: mixed(OF_CLUSTER, word.cluster), word: at });
    }
    for (at, pair) in (0u32..).zip(words.windows(2)) {
        if let [left, right] = pair {
            signs.push(Sign { number: mixed(mixed(OF_STEMS, left.stem), right.stem), word: at });
        }
    }
}

/// The number of the sign that the sentence is the headline.
pub(super) fn of_headline() -> u32 {
    number(HEADLINE)
}

/// Whether a document of so many sentences is a note.
pub(super) fn is_note(sentences: usize) -> bool {
    sentences <= SENTENCES_OF_A_NOTE
}

/// The number of the sign of a document of so many sentences.
pub(super) fn of_document(sentences: usize) -> u32 {
    number(if is_note(sentences) { NOTE } else { REPORT })
}

/// The number of the sign that a rule has seen the kind in the sentence.
pub(super) fn of_rule(kind: &str) -> u32 {
    mixed(number(b"@rule"), number(kind.as_bytes()))
}

/// MurmurHash3's last steps (A. Appleby, public domain).
fn mixed(left: u32, right: u32) -> u32 {
    let mut number = left.wrapping_mul(0x85eb_ca6b).rotate_left(15) ^ right;
    number ^= number >> 16;
    number = number.wrapping_mul(0x85eb_ca6b);
    number ^= number >> 13;
    number = number.wrapping_mul(0xc2b2_ae35);
    number ^ (number >> 16)
}

#[cfg(test)]
mod tests;
