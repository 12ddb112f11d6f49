//! The words of a sentence as the learnt reader sees them: lower case, names put as what they name.

use watchline_model::EntityKind;

use super::clusters;
use crate::entities::Found;
use crate::text::{Sentence, Text, is_word};

/// Stands for any number.
const NUMBER: &str = "#number";
/// Stands for a name that is not known: a capital in the middle of a sentence, and no word of the clusters.
const NAME: &str = "#name";
/// What is cut off a word, the first that fits, as long as [`SHORTEST_STEM`] letters remain.
const ENDINGS: [&[u8]; 7] = [b"'s", b"ing", b"edly", b"ed", b"es", b"s", b"ly"];
const SHORTEST_STEM: usize = 4;

/// A word in characters `start..end` of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Number of its stem.
    pub(crate) stem: u32,
    /// Number of its cluster; of its stem where it is in none.
    pub(crate) cluster: u32,
}

/// Puts the words of the sentence into `words`, in order.
pub(crate) fn read(text: &Text, found: &Found, sentence: &Sentence, words: &mut Vec<Word>) {
    words.clear();
    let plain = text.plain();
    // One byte a character, if the sentence is plain ASCII.
    let written = sentence.words(text);
    let is_ascii = written.len() == sentence.end - sentence.start;
    let is_capital = |at: usize| {
        let nth = at - sentence.start;
        if is_ascii {
            written.as_bytes().get(nth).is_some_and(u8::is_ascii_uppercase)
        } else {
            written.chars().nth(nth).is_some_and(char::is_uppercase)
        }
    };
    let mut names = found.within(sentence.start, sentence.end).iter().peekable();
    let mut at = sentence.start;
    while at < sentence.end {
        while names.next_if(|seen| seen.start < at || seen.end <= seen.start).is_some() {}
        if let Some(seen) = names.next_if(|seen| seen.start == at) {
            words.push(of_name(seen.start, seen.end.min(sentence.end), placeholder(seen.kind)));
            at = seen.end;
            continue;
        }
        if !is_word(plain[at]) {
            at += 1;
            continue;
        }
        let end = end_of_word(&plain[..sentence.end], at);
        let word = &plain[at..end];
        if word[0].is_ascii_digit() {
            words.push(of_name(at, end, NUMBER));
        } else {
            let cluster = clusters::of(word);
            let is_name = || at > sentence.start && !sentence.headline && is_capital(at) && word != b"ai";
            if cluster.is_none() && is_name() {
                words.push(of_name(at, end, NAME));
            } else {
                let stem = number(stem(word));
                let cluster = cluster.unwrap_or(stem);
                words.push(Word { start: at, end, stem, cluster });
            }
        }
        at = end;
    }
}

/// A word goes on over apostrophes and hyphens that stand within it.
fn end_of_word(plain: &[u8], start: usize) -> usize {
    let mut end = start + 1;
    while let Some(&byte) = plain.get(end) {
        let joins = matches!(byte, b'\'' | b'-') && plain.get(end + 1).is_some_and(|&next| is_word(next));
        if !is_word(byte) && !joins {
            break;
        }
        end += 1;
    }
    end
}

fn of_name(start: usize, end: usize, name: &str) -> Word {
    let number = number(name.as_bytes());
    Word { start, end, stem: number, cluster: number }
}

fn placeholder(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Vendor => "#vendor",
        EntityKind::Product | EntityKind::Model => "#product",
        EntityKind::Person => "#person",
        EntityKind::Country => "#country",
        EntityKind::Vulnerability => "#flaw",
        _ => "#organization",
    }
}

fn stem(word: &[u8]) -> &[u8] {
    let fits = |ending: &&[u8]| word.ends_with(ending) && word.len() - ending.len() >= SHORTEST_STEM;
    ENDINGS.iter().find(|ending| fits(ending)).map_or(word, |ending| &word[..word.len() - ending.len()])
}

/// The number by which letters are known (32-bit FNV-1a by G. Fowler, L. C. Noll and K.-P. Vo; public domain).
pub(crate) fn number(letters: &[u8]) -> u32 {
    letters.iter().fold(0x811c_9dc5, |number: u32, &letter| (number ^ u32::from(letter)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests;
