//! Many words searched in one pass, only where a word of the text begins.
//!
//! Nearly all that is looked for (names, the words of patterns) can stand at the beginning of a word only. A walk down a tree from
//! each such place mostly ends after two or three letters, so a pass costs far less than an automaton that runs through
//! every letter, and its hot part stays in the processor's cache.

use std::collections::{BTreeMap, VecDeque};

use super::is_word;

/// For each byte whether it is part of a word.
const WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    loop {
        table[byte as usize] = is_word(byte);
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

/// The class of bytes that stand in no word of the tree.
const NONE: u8 = u8::MAX;

/// What a slot without a node has for a parent.
const NOBODY: u32 = u32::MAX;

/// A set of words; a word is known by its number, the place where it stood in the list.
///
/// The nodes lie in one row: the child of a node by a class stands at the node's base plus the class, if the slot there calls the
/// node its parent. Rows of children are laid into each other's gaps, so that the tree stays small and its beginnings close.
#[derive(Debug)]
pub(crate) struct WordTrie {
    /// For each byte its class.
    classes: Box<[u8; 256]>,
    /// For each byte whether a word of the tree begins with it.
    begins: Box<[bool; 256]>,
    /// The first is the root.
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    parent: u32,
    base: u32,
    /// The number of the word that ends there plus one, or 0.
    end: u32,
}

/// A node while the tree is built: its children by class, and the word that ends there plus one, or 0.
#[derive(Debug, Default)]
struct Node {
    children: BTreeMap<u8, usize>,
    end: u32,
}

impl WordTrie {
    /// Of equal words the last keeps its number.
    pub(crate) fn new<'w>(words: impl Iterator<Item = &'w [u8]> + Clone) -> Self {
        let mut classes = Box::new([NONE; 256]);
        let mut begins = Box::new([false; 256]);
        for &first in words.clone().filter_map(<[u8]>::first) {
            begins[usize::from(first)] = true;
        }
        let mut stride = 0u8;
        for &byte in words.clone().flatten() {
            let class = &mut classes[usize::from(byte)];
            // With all 256 bytes in use the last two would share NONE; plain letters use fewer.
            if *class == NONE && stride < NONE {
                *class = stride;
                stride += 1;
            }
        }
        let mut nodes = vec![Node::default()];
        for (index, word) in words.enumerate() {
            let mut at = 0;
            for &byte in word {
                let fresh = nodes.len();
                let child = *nodes[at].children.entry(classes[usize::from(byte)]).or_insert(fresh);
                if child == fresh {
                    nodes.push(Node::default());
                }
                at = child;
            }
            nodes[at].end = number(index) + 1;
        }
        Self { classes, begins, slots: lay(&nodes, usize::from(stride)) }
    }

    /// Calls `seen` with the number, start and end of each word that stands in `text` from where a word of the text begins, or
    /// at any sign that is no part of a word; by start, then the shorter first.
    pub(crate) fn find(&self, text: &[u8], mut seen: impl FnMut(usize, usize, usize)) {
        let mut within = false;
        for (start, &byte) in text.iter().enumerate() {
            let word = WORD[usize::from(byte)];
            if !(word && within) && self.begins[usize::from(byte)] {
                self.walk(text, start, &mut seen);
            }
            within = word;
        }
    }

    #[inline]
    fn walk(&self, text: &[u8], start: usize, seen: &mut impl FnMut(usize, usize, usize)) {
        let mut node = 0;
        for (end, &byte) in (start..).zip(&text[start..]) {
            let class = self.classes[usize::from(byte)];
            if class == NONE {
                return;
            }
            let child = self.slots[node as usize].base + u32::from(class);
            let slot = self.slots[child as usize];
            if slot.parent != node {
                return;
            }
            node = child;
            if let Some(word) = slot.end.checked_sub(1) {
                seen(word as usize, start, end + 1);
            }
        }
    }
}

/// The nodes in slots, those nearer to the root first; behind the last there is room for any class.
fn lay(nodes: &[Node], stride: usize) -> Vec<Slot> {
    let empty = Slot { parent: NOBODY, base: 0, end: 0 };
    let mut slots = vec![empty; 1 + stride];
    // Slots before this one are taken.
    let mut free = 1;
    let mut waiting = VecDeque::from([(0, 0)]);
    while let Some((node, slot)) = waiting.pop_front() {
        let Node { children, end } = &nodes[node];
        slots[slot].end = *end;
        let Some((&first, _)) = children.first_key_value() else { continue };
        while slots.get(free).is_some_and(|slot| slot.parent != NOBODY) {
            free += 1;
        }
        let is_free = |base: &usize| {
            children.keys().all(|&class| slots.get(base + usize::from(class)).is_none_or(|slot| slot.parent == NOBODY))
        };
        let lowest = free.saturating_sub(usize::from(first)).max(1);
        let base = (lowest..).find(is_free).expect("behind the last slot all are free");
        slots.resize(slots.len().max(base + stride + 1), empty);
        slots[slot].base = number(base);
        for (&class, &child) in children {
            let place = base + usize::from(class);
            slots[place].parent = number(slot);
            waiting.push_back((child, place));
        }
    }
    slots
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a taxonomy has fewer than four billion letters")
}

#[cfg(test)]
mod tests;
