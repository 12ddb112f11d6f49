//! Many words searched in one pass, only where a word of the text begins.
//!
//! Nearly all that is looked for (names, the words of patterns) can stand at the beginning of a word only. A walk down a tree from
//! each such place mostly ends after two or three letters, so a pass costs far less than an automaton that runs through
//! every letter, and its hot part stays in the processor's cache.

use super::is_word;

/// The class of bytes that stand in no word of the tree.
const NONE: u8 = u8::MAX;

/// A set of words; a word is known by its number, the place where it stood in the list.
#[derive(Debug)]
pub(crate) struct WordTrie {
    /// For each byte its class.
    classes: Box<[u8; 256]>,
    stride: usize,
    /// For each node the next by class, 0 where there is none. The first is the root.
    next: Vec<u32>,
    /// For each node the number of the word that ends there plus one, or 0.
    ends: Vec<u32>,
}

impl WordTrie {
    /// Of equal words the last keeps its number.
    pub(crate) fn new<'w>(words: impl Iterator<Item = &'w [u8]> + Clone) -> Self {
        let mut classes = Box::new([NONE; 256]);
        let mut stride = 0u8;
        for &byte in words.clone().flatten() {
            let class = &mut classes[usize::from(byte)];
            // With all 256 bytes in use the last two would share NONE; plain letters use fewer.
            if *class == NONE && stride < NONE {
                *class = stride;
                stride += 1;
            }
        }
        let stride = usize::from(stride);
        let mut trie = Self { classes, stride, next: vec![0; stride], ends: vec![0] };
        for (index, word) in words.enumerate() {
            let node = word.iter().fold(0, |node, &byte| trie.grow(node, byte));
            trie.ends[node] = number(index) + 1;
        }
        trie
    }

    fn grow(&mut self, node: usize, byte: u8) -> usize {
        let at = node * self.stride + usize::from(self.classes[usize::from(byte)]);
        if self.next[at] == 0 {
            self.next[at] = number(self.ends.len());
            self.ends.push(0);
            self.next.resize(self.next.len() + self.stride, 0);
        }
        self.next[at] as usize
    }

    /// Calls `seen` with the number, start and end of each word that stands in `text` from where a word of the text begins, or
    /// at any sign that is no part of a word; by start, then the shorter first.
    pub(crate) fn find(&self, text: &[u8], mut seen: impl FnMut(usize, usize, usize)) {
        if self.stride == 0 {
            return;
        }
        let mut within = false;
        for (start, &byte) in text.iter().enumerate() {
            let word = is_word(byte);
            if !(word && within) {
                self.walk(text, start, &mut seen);
            }
            within = word;
        }
    }

    #[inline]
    fn walk(&self, text: &[u8], start: usize, seen: &mut impl FnMut(usize, usize, usize)) {
        let mut node = 0usize;
        for (end, &byte) in text.iter().enumerate().skip(start) {
            let class = self.classes[usize::from(byte)];
            if class == NONE {
                return;
            }
            node = self.next[node * self.stride + usize::from(class)] as usize;
            if node == 0 {
                return;
            }
            if let Some(word) = self.ends[node].checked_sub(1) {
                seen(word as usize, start, end + 1);
            }
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a taxonomy has fewer than four billion letters")
}

#[cfg(test)]
mod tests;
