//! What each sign says for and against each kind, as it was learnt.
//!
//! `analysis/learnt/kinds.weights` (of sentences) and `texts.weights` (of whole texts), numbers little-endian: `WLK1`; the scale of the weights (f32); the number of kinds (u8), and of
//! each the length of its name (u8), the name, what it has before any sign (f32) and from which sum on it is told (f32); the
//! number of signs (u32), and of each its number (u32), how many kinds it bears on (u8), and each
//! kind's place (u8) with its weight (i8). Written by `cargo run --release -p watchline-analysis --example learn_kinds`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::signs::Sign;

const BEGIN: &[u8] = b"WLK1";
/// What a sign of the whole sentence counts, beside a word of a sentence of a hundred signs.
const OF_THE_WHOLE: f32 = 0.1;

static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| read(include_bytes!("../../../learnt/kinds.weights")).unwrap_or_default());
static OF_TEXTS: LazyLock<Weights> =
    LazyLock::new(|| read(include_bytes!("../../../learnt/texts.weights")).unwrap_or_default());

/// A kind as it was learnt; sums are logarithms of odds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub(super) kind: String,
    before: f32,
    /// From this sum on the kind is told.
    pub(super) told_from: f32,
}

#[derive(Debug, Default)]
pub(super) struct Weights {
    scale: f32,
    pub(super) columns: Vec<Column>,
    /// Number of a sign and where its weights begin in `pairs`; open addressing, a power of two of places. A beginning of 0 is none.
    places: Vec<(u32, u32)>,
    /// How many, then that many kinds with their weights.
    pairs: Vec<u8>,
}

/// Of sentences.
pub(super) fn shipped() -> &'static Weights {
    &WEIGHTS
}

/// Of the signs of a whole text, each once; with the same columns.
pub(super) fn of_texts() -> &'static Weights {
    &OF_TEXTS
}

impl Weights {
    /// How much the signs of a whole text speak for each kind, by column.
    pub(super) fn sums_of_all(&self, signs: &BTreeSet<u32>) -> Vec<f32> {
        let mut counts = vec![0i32; self.columns.len()];
        for sign in signs {
            self.add(*sign, &mut counts);
        }
        let share = self.scale / (signs.len().max(1) as f32).sqrt();
        self.columns.iter().zip(&counts).map(|(column, &count)| column.before + count as f32 * share).collect()
    }

    /// How much speaks for each kind, by column.
    pub(super) fn sums(&self, signs: &[Sign], whole: impl Iterator<Item = u32>, sums: &mut Vec<f32>) {
        let mut counts = vec![0i32; self.columns.len()];
        for sign in signs {
            self.add(sign.number, &mut counts);
        }
        let share = self.scale / (signs.len().max(1) as f32).sqrt();
        sums.clear();
        sums.extend(self.columns.iter().zip(&counts).map(|(column, &count)| column.before + count as f32 * share));
        counts.fill(0);
        for number in whole {
            self.add(number, &mut counts);
        }
        for (sum, count) in sums.iter_mut().zip(&counts) {
            *sum += *count as f32 * (self.scale * OF_THE_WHOLE);
        }
    }

    /// What the sign says of the kind in this column.
    pub(super) fn of(&self, sign: u32, column: usize) -> i32 {
        self.pairs_of(sign).chunks_exact(2).find(|pair| usize::from(pair[0]) == column).map_or(0, weight)
    }

    fn add(&self, sign: u32, counts: &mut [i32]) {
        for pair in self.pairs_of(sign).chunks_exact(2) {
            if let Some(count) = counts.get_mut(usize::from(pair[0])) {
                *count += weight(pair);
            }
        }
    }

    fn pairs_of(&self, sign: u32) -> &[u8] {
        let Some(mask) = self.places.len().checked_sub(1) else { return &[] };
        let mut at = place(sign, mask);
        loop {
            match self.places[at] {
                (_, 0) => return &[],
                (known, start) if known == sign => {
                    let start = start as usize;
                    let count = usize::from(self.pairs[start]);
                    return &self.pairs[start + 1..start + 1 + 2 * count];
                }
                _ => at = (at + 1) & mask,
            }
        }
    }
}

fn weight(pair: &[u8]) -> i32 {
    i32::from(pair[1].cast_signed())
}

fn place(sign: u32, mask: usize) -> usize {
    (sign.wrapping_mul(0x9e37_79b1) >> 8) as usize & mask
}

/// `None` if the bytes are not in the format above.
fn read(bytes: &[u8]) -> Option<Weights> {
    let mut rest = bytes.strip_prefix(BEGIN)?;
    let scale = f32::from_le_bytes(take(&mut rest)?);
    let [count] = take(&mut rest)?;
    let mut columns = Vec::new();
    for _ in 0..count {
        let [length] = take(&mut rest)?;
        let (name, behind) = rest.split_at_checked(usize::from(length))?;
        rest = behind;
        let mut figure = || Some(f32::from_le_bytes(take(&mut rest)?));
        let kind = String::from_utf8(name.to_vec()).ok()?;
        columns.push(Column { kind, before: figure()?, told_from: figure()? });
    }
    let count = u32::from_le_bytes(take(&mut rest)?) as usize;
    let size = (count * 2).next_power_of_two();
    let mut weights = Weights {
        scale,
        columns,
        places: vec![(0, 0); size],
        pairs: std::iter::once(0).chain(rest.iter().copied()).collect(),
    };
    let mut start = 1;
    for _ in 0..count {
        let number = u32::from_le_bytes(weights.pairs.get(start..start + 4)?.try_into().ok()?);
        let kinds = usize::from(*weights.pairs.get(start + 4)?);
        let mut at = place(number, size - 1);
        while weights.places[at].1 != 0 {
            at = (at + 1) & (size - 1);
        }
        weights.places[at] = (number, u32::try_from(start + 4).ok()?);
        start += 5 + 2 * kinds;
    }
    (start == weights.pairs.len()).then_some(weights)
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*taken)
}

#[cfg(test)]
mod tests;
