//! Codes of whole bits, the more frequent a symbol the shorter its code: Huffman's, in the canonical order of RFC
//! 1951, 3.2.2, the highest bit of a byte first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Bits of the longest code.
const LONGEST: u32 = 24;
/// Codes of so many bits are looked up, longer ones searched for.
const LOOKED_UP: u32 = 11;

/// The bits of each symbol's code, for symbols that occur so often. Every symbol has a code.
pub(super) fn lengths(counts: &[u64]) -> Vec<u8> {
    let mut counts: Vec<u64> = counts.iter().map(|count| (*count).max(1)).collect();
    loop {
        let lengths = tree(&counts);
        if lengths.iter().all(|length| u32::from(*length) <= LONGEST) {
            return lengths;
        }
        // Evener counts make a flatter tree.
        counts.iter_mut().for_each(|count| *count = count.div_ceil(2));
    }
}

fn tree(counts: &[u64]) -> Vec<u8> {
    let leaves = counts.len();
    let mut parents: Vec<usize> = vec![0; leaves];
    let mut heap: BinaryHeap<Reverse<(u64, usize)>> =
        counts.iter().enumerate().map(|(leaf, count)| Reverse((*count, leaf))).collect();
    while let (Some(Reverse((less, first))), Some(Reverse((more, second)))) = (heap.pop(), heap.pop()) {
        let parent = parents.len();
        parents.push(parent);
        for child in [first, second] {
            if let Some(of) = parents.get_mut(child) {
                *of = parent;
            }
        }
        heap.push(Reverse((less.saturating_add(more), parent)));
    }
    // A parent comes after its children; the root is its own.
    let mut depths: Vec<u8> = vec![0; parents.len()];
    for node in (0..parents.len()).rev() {
        let parent = parents.get(node).copied().unwrap_or(node);
        let above = if parent > node { depths.get(parent).copied().unwrap_or_default().saturating_add(1) } else { 0 };
        if let Some(depth) = depths.get_mut(node) {
            *depth = above;
        }
    }
    depths.truncate(leaves);
    // A single symbol would have no bits at all.
    depths.iter_mut().for_each(|depth| *depth = (*depth).max(1));
    depths
}

/// Writes symbols and reads them.
pub(super) struct Code {
    /// By symbol: bits of the code and how many.
    codes: Vec<(u32, u8)>,
    /// Symbols by length of code, then by number.
    order: Vec<u32>,
    /// By the next bits: a symbol's place in the order and the length of its code; 0 where that is longer.
    short: Vec<(u32, u8)>,
    /// For each length: the first 32 bits that are beyond its codes, the first of its codes at the top of 32 bits,
    /// and that one's place in the order.
    long: Vec<Group>,
}

#[derive(Clone, Copy)]
struct Group {
    length: u32,
    beyond: u64,
    first: u64,
    place: u32,
}

impl Code {
    /// `None` where no code has these lengths.
    pub(super) fn new(lengths: &[u8]) -> Option<Self> {
        let count = u32::try_from(lengths.len()).ok()?;
        let mut order: Vec<u32> = (0..count).collect();
        let length_of = |symbol: &u32| lengths.get(*symbol as usize).copied().unwrap_or_default();
        order.sort_by_key(|symbol| (length_of(symbol), *symbol));
        let mut codes = vec![(0, 0); lengths.len()];
        let mut short = vec![(0, 0); 1 << LOOKED_UP];
        let mut long: Vec<Group> = Vec::new();
        // At the top of 32 bits, so that codes of all lengths compare.
        let mut next: u64 = 0;
        for (place, symbol) in (0_u32..).zip(&order) {
            let length = length_of(symbol);
            let bits = u32::from(length);
            if bits == 0 || bits > LONGEST {
                return None;
            }
            let (first, width) = (next, 1_u64 << (32 - bits));
            next += width;
            if next > 1 << 32 {
                return None;
            }
            *codes.get_mut(*symbol as usize)? = (u32::try_from(first >> (32 - bits)).ok()?, length);
            if bits <= LOOKED_UP {
                let (from, to) = (first >> (32 - LOOKED_UP), next >> (32 - LOOKED_UP));
                short.get_mut(usize::try_from(from).ok()?..usize::try_from(to).ok()?)?.fill((place, length));
            } else {
                match long.last_mut() {
                    Some(group) if group.length == bits => group.beyond = next,
                    _ => long.push(Group { length: bits, beyond: next, first, place }),
                }
            }
        }
        Some(Self { codes, order, short, long })
    }

    pub(super) fn write(&self, symbol: u32, out: &mut Writer) {
        if let Some((bits, length)) = self.codes.get(symbol as usize) {
            out.put(*bits, u32::from(*length));
        }
    }

    /// The next symbol; `None` where the bits are at their end, or no code.
    #[inline]
    pub(super) fn read(&self, from: &mut Reader<'_>) -> Option<u32> {
        let bits = from.peek();
        let (place, length) = match self.short.get((bits >> (32 - LOOKED_UP)) as usize) {
            Some((place, length)) if *length > 0 => (*place, u32::from(*length)),
            _ => {
                let bits = u64::from(bits);
                let group = self.long.iter().find(|group| bits < group.beyond)?;
                let further = bits.checked_sub(group.first)? >> (32 - group.length);
                (group.place + u32::try_from(further).ok()?, group.length)
            }
        };
        from.skip(length)?;
        self.order.get(place as usize).copied()
    }
}

/// Bits on their way into bytes.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    held: u64,
    /// Bits held, fewer than eight between two calls.
    count: u32,
}

impl Writer {
    pub(super) fn after(bytes: Vec<u8>) -> Self {
        Self { bytes, held: 0, count: 0 }
    }

    fn put(&mut self, bits: u32, length: u32) {
        self.held = self.held << length | u64::from(bits);
        self.count += length;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.held >> self.count).to_le_bytes()[0]);
        }
    }

    /// The last byte is filled up with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
        self.bytes
    }
}

/// Bits out of bytes.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    /// The next bit.
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next 32 bits, zeros beyond the end.
    #[inline]
    fn peek(&self) -> u32 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let held = match rest.first_chunk::<8>() {
            Some(eight) => u64::from_be_bytes(*eight),
            None => {
                rest.iter().zip([56, 48, 40, 32, 24, 16, 8]).fold(0, |all, (byte, by)| all | u64::from(*byte) << by)
            }
        };
        (held << (self.at % 8) >> 32) as u32
    }

    #[inline]
    fn skip(&mut self, bits: u32) -> Option<()> {
        self.at += bits as usize;
        (self.at <= self.bytes.len() * 8).then_some(())
    }
}

#[cfg(test)]
mod tests;
