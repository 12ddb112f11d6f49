//! What repeats on the pages of a host is not the article: terms under every statement, the paragraph about the
//! company, the box that every story carries. A single page cannot show it; a crawler of whole sites has the others.
//!
//! A memory holds digests of paragraphs and no words. A paragraph that stands on at least [`PAGES_MIN`] other pages
//! of the host is left out, with the short lines that run along with it. Headings and short lines by themselves
//! never are, since "Impact" and "Workarounds" stand in every advisory; and nothing is left out where too little
//! would remain. Pure: who calls keeps the memory, see [`HostMemory::to_text`].

use std::collections::{BTreeMap, HashSet};
use std::hash::Hasher;

use sha2::{Digest, Sha256};

use crate::read::article::places::units;
use crate::read::blocks::{Block, BlockKind};
use crate::url::canonical_url;

/// Pages beside the one being read on which a paragraph must stand. Two could be one article at two addresses.
const PAGES_MIN: usize = 3;
/// A shorter run of paragraphs is not left out, in units of [`units`]: labels repeat in what is text.
const RUN_MIN_UNITS: f32 = 60.0;
/// So much must remain.
const REST_MIN_UNITS: f32 = 80.0;
/// Paragraphs remembered of a host, at most 60 bytes each: a host's memory is written anew with every batch of its pages.
const PARAGRAPHS_MAX: usize = 2_000;
/// Paragraphs remembered of one page; longer pages are logs.
const PARAGRAPHS_OF_PAGE_MAX: usize = 1_000;
/// Pages kept for a paragraph: one more than are asked for, since one of them may be the page being read.
const PAGES_KEPT: usize = PAGES_MIN + 1;

/// What is remembered of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Seen {
    /// Digests of the addresses of pages on which it stands, at most [`PAGES_KEPT`].
    pages: Vec<u32>,
    /// The number of the page, in the order of remembering, on which it stood last.
    last: u32,
}

impl Seen {
    /// Pages other than this one on which it stands.
    fn others(&self, page: u32) -> usize {
        self.pages.iter().filter(|other| **other != page).count()
    }
}

/// Which paragraphs stand on how many pages of one host.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HostMemory {
    /// By the paragraph's digest.
    seen: BTreeMap<u64, Seen>,
    /// Pages remembered so far.
    pages: u32,
}

impl HostMemory {
    /// Reads what [`Self::to_text`] wrote; lines that are none of it are left out.
    pub fn read(text: &str) -> Self {
        let mut memory = Self::default();
        for line in text.lines().take(PARAGRAPHS_MAX) {
            let mut words = line.split(' ');
            let number = |word: Option<&str>| word.and_then(|word| u64::from_str_radix(word, 16).ok());
            let (Some(paragraph), Some(last)) = (number(words.next()), number(words.next())) else { continue };
            let pages: Vec<u32> =
                words.filter_map(|word| u32::from_str_radix(word, 16).ok()).take(PAGES_KEPT).collect();
            let last = u32::try_from(last).unwrap_or_default();
            if !pages.is_empty() {
                memory.pages = memory.pages.max(last);
                memory.seen.insert(paragraph, Seen { pages, last });
            }
        }
        memory
    }

    /// A line for every paragraph: its digest, the number of the page on which it stood last, and the digests of
    /// up to four addresses, all in hexadecimal. At most 4,000 lines of about 40 bytes.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (paragraph, seen) in &self.seen {
            text.push_str(&format!("{paragraph:x} {:x}", seen.last));
            for page in &seen.pages {
                text.push_str(&format!(" {page:x}"));
            }
            text.push('\n');
        }
        text
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Remembers the paragraphs (of [`crate::read::PageReading::paragraphs`]) of the page at `address`. The same page
    /// read again counts once. Beyond the bound, paragraphs of one page that were not seen for longest are forgotten.
    pub fn remember(&mut self, address: &str, paragraphs: &[u64]) {
        self.pages = self.pages.saturating_add(1);
        let page = page_digest(address);
        for paragraph in paragraphs.iter().take(PARAGRAPHS_OF_PAGE_MAX) {
            let seen = self.seen.entry(*paragraph).or_default();
            seen.last = self.pages;
            if !seen.pages.contains(&page) && seen.pages.len() < PAGES_KEPT {
                seen.pages.push(page);
            }
        }
        if self.seen.len() > PARAGRAPHS_MAX {
            let mut order: Vec<(bool, u32, u64)> =
                self.seen.iter().map(|(paragraph, seen)| (seen.pages.len() > 1, seen.last, *paragraph)).collect();
            order.sort_unstable();
            for (.., paragraph) in order.into_iter().take(self.seen.len() - PARAGRAPHS_MAX) {
                self.seen.remove(&paragraph);
            }
        }
    }

    /// Without the paragraphs of `text`: what an earlier reading of a page has shown as its text is not taken away by
    /// what other pages say later.
    #[must_use]
    pub fn sparing(&self, text: &str) -> Self {
        let mut memory = self.clone();
        for paragraph in text.split("\n\n").filter_map(paragraph_digest) {
            memory.seen.remove(&paragraph);
        }
        memory
    }

    /// Whether both say the same of a page at `address` that has these paragraphs (of
    /// [`crate::read::PageReading::paragraphs`]): then it is read alike with either.
    pub fn agrees(&self, other: &Self, address: &str, paragraphs: &[u64]) -> bool {
        let page = page_digest(address);
        paragraphs.iter().all(|paragraph| self.repeats(*paragraph, page) == other.repeats(*paragraph, page))
    }

    fn repeats(&self, paragraph: u64, page: u32) -> bool {
        self.seen.get(&paragraph).is_some_and(|seen| seen.others(page) >= PAGES_MIN)
    }

    /// On how many other pages of the host the paragraph stands, up to four.
    pub(crate) fn pages_with(&self, text: &str, address: &str) -> usize {
        if self.seen.is_empty() {
            return 0;
        }
        let page = page_digest(address);
        let seen = paragraph_digest(text).and_then(|paragraph| self.seen.get(&paragraph));
        seen.map_or(0, |seen| seen.others(page))
    }

    /// For each of the paragraphs chosen as the text of the page at `address`, whether it is left out.
    pub(crate) fn repeated(&self, blocks: &[&Block], address: &str) -> Vec<bool> {
        let mut repeated: Vec<bool> =
            blocks.iter().map(|block| self.pages_with(&block.text, address) >= PAGES_MIN).collect();
        let mut rest = (blocks, repeated.as_mut_slice());
        while !rest.0.is_empty() {
            let run = rest.1.iter().take_while(|repeated| **repeated).count();
            let (run_blocks, blocks_after) = rest.0.split_at(run);
            let (run_repeated, repeated_after) = rest.1.split_at_mut(run);
            keep_labels(run_blocks, run_repeated);
            // What follows a run is not repeated.
            let next = usize::from(!blocks_after.is_empty());
            rest = (blocks_after.split_at(next).1, repeated_after.split_at_mut(next).1);
        }
        let rest = blocks.iter().zip(&repeated).filter(|(_, repeated)| !**repeated);
        let rest: f32 =
            rest.filter(|(block, _)| block.kind != BlockKind::Heading).map(|(block, _)| units(&block.text)).sum();
        if rest < REST_MIN_UNITS {
            repeated.fill(false);
        }
        repeated
    }
}

/// Of a run of repeated paragraphs: headings at its end belong to what follows, and labels alone are text.
fn keep_labels(run: &[&Block], repeated: &mut [bool]) {
    for (block, repeated) in run.iter().zip(repeated.iter_mut()).rev() {
        if block.kind != BlockKind::Heading {
            break;
        }
        *repeated = false;
    }
    let longest = run.iter().filter(|block| block.kind != BlockKind::Heading).map(|block| units(&block.text));
    if longest.fold(0.0, f32::max) < RUN_MIN_UNITS {
        repeated.fill(false);
    }
}

/// Digests of the paragraphs of a page, each once.
pub(crate) fn digests(blocks: &[Block]) -> Vec<u64> {
    let mut seen = HashSet::new();
    let digests = blocks.iter().filter_map(|block| paragraph_digest(&block.text));
    digests.filter(|digest| seen.insert(*digest)).take(PARAGRAPHS_OF_PAGE_MAX).collect()
}

/// Of its letters and figures in lower case; nothing for a paragraph without any. Stable between runs and machines.
pub(crate) fn paragraph_digest(text: &str) -> Option<u64> {
    let mut hasher = Fnv::default();
    let mut is_empty = true;
    for c in text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        hasher.write(&u32::from(c).to_le_bytes());
        is_empty = false;
    }
    (!is_empty).then(|| hasher.finish())
}

fn page_digest(address: &str) -> u32 {
    let address = canonical_url(address).unwrap_or_else(|| address.to_owned());
    let digest = Sha256::digest(address.as_bytes());
    digest.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits): the standard library's may change with its version.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests;
