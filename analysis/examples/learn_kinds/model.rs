//! One logistic regression for each kind, over the signs of sentences, learnt together by gradient descent.

use std::collections::BTreeMap;

const ROUNDS: u32 = 150;
const STEP: f32 = 0.3;
/// Pull of every weight towards nothing.
const PULL: f32 = 1e-5;
/// So much more counts a sentence that tells of the kind than one that does not.
const TOLD: f32 = 5.0;
/// The same of whole texts.
const TOLD_BY_TEXT: f32 = 1.5;
/// A sign that fewer sentences show is not learnt from.
const LEAST: usize = 2;
/// What a sign of the whole counts, as `events/learnt/weights.rs` has it.
const OF_THE_WHOLE: f32 = 0.1;
/// Odds that a sentence tells of a kind, before anything is learnt; a logarithm.
const BEFORE: f32 = -4.0;

/// A sentence, and of each kind whether it tells of it; `None` where that is not known.
pub(crate) struct Example {
    pub(crate) signs: Vec<u32>,
    pub(crate) whole: Vec<u32>,
    pub(crate) tells: Vec<Option<bool>>,
    /// How much more must speak for a kind in its document.
    pub(crate) more: f32,
    /// Of a whole text.
    pub(crate) is_text: bool,
}

impl Example {
    /// Signs with what they count.
    fn counted(&self) -> impl Iterator<Item = (u32, f32)> {
        let share = 1.0 / (self.signs.len().max(1) as f32).sqrt();
        self.signs.iter().map(move |&sign| (sign, share)).chain(self.whole.iter().map(|&sign| (sign, OF_THE_WHOLE)))
    }
}

pub(crate) struct Model {
    kinds: usize,
    /// Number of a sign, and its row in `weights`.
    rows: BTreeMap<u32, usize>,
    weights: Vec<f32>,
    before: Vec<f32>,
}

/// What gradient descent with momenta (D. P. Kingma, J. Ba: "Adam", 2015) remembers of a figure.
#[derive(Clone, Copy, Default)]
struct Momenta {
    slope: f32,
    square: f32,
}

impl Momenta {
    fn step(&mut self, slope: f32, round: i32) -> f32 {
        self.slope = 0.9 * self.slope + 0.1 * slope;
        self.square = 0.99 * self.square + 0.01 * slope * slope;
        let (slope, square) = (self.slope / (1.0 - 0.9f32.powi(round)), self.square / (1.0 - 0.99f32.powi(round)));
        STEP * slope / (square.sqrt() + 1e-8)
    }
}

impl Model {
    pub(crate) fn learn(examples: &[&Example], kinds: usize) -> Self {
        let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
        for example in examples {
            let mut signs: Vec<u32> = example.counted().map(|(sign, _)| sign).collect();
            signs.sort_unstable();
            signs.dedup();
            for sign in signs {
                *seen.entry(sign).or_default() += 1;
            }
        }
        let kept = seen.into_iter().filter(|(_, count)| *count >= LEAST);
        let rows: BTreeMap<u32, usize> = kept.enumerate().map(|(row, (sign, _))| (sign, row)).collect();
        let data: Vec<(Vec<(usize, f32)>, &Example)> = examples
            .iter()
            .map(|example| {
                (example.counted().filter_map(|(sign, count)| Some((*rows.get(&sign)?, count))).collect(), *example)
            })
            .collect();
        let mut model = Self { kinds, weights: vec![0.0; rows.len() * kinds], rows, before: vec![BEFORE; kinds] };
        let mut momenta = vec![Momenta::default(); model.weights.len()];
        let mut momenta_before = vec![Momenta::default(); kinds];
        for round in 1..=ROUNDS {
            let mut slopes: Vec<f32> = model.weights.iter().map(|weight| weight * PULL).collect();
            let mut slopes_before = vec![0.0; kinds];
            for (row, example) in &data {
                let sums = model.sums_of(row);
                let errors: Vec<f32> = sums
                    .iter()
                    .zip(&example.tells)
                    .map(|(sum, tells)| error(*sum, *tells, example.is_text, data.len()))
                    .collect();
                for &(sign, count) in row {
                    for (slope, error) in slopes[sign * kinds..(sign + 1) * kinds].iter_mut().zip(&errors) {
                        *slope += error * count;
                    }
                }
                slopes_before.iter_mut().zip(&errors).for_each(|(slope, error)| *slope += error);
            }
            let round = round.cast_signed();
            for ((weight, momenta), slope) in model.weights.iter_mut().zip(&mut momenta).zip(&slopes) {
                *weight -= momenta.step(*slope, round);
            }
            for ((before, momenta), slope) in model.before.iter_mut().zip(&mut momenta_before).zip(&slopes_before) {
                *before -= momenta.step(*slope, round);
            }
        }
        model
    }

    fn sums_of(&self, row: &[(usize, f32)]) -> Vec<f32> {
        let mut sums = self.before.clone();
        for &(sign, count) in row {
            for (sum, weight) in sums.iter_mut().zip(&self.weights[sign * self.kinds..(sign + 1) * self.kinds]) {
                *sum += weight * count;
            }
        }
        sums
    }

    /// Logarithms of the odds that the sentence tells of each kind, less what is asked more.
    pub(crate) fn sums(&self, example: &Example) -> Vec<f32> {
        let row: Vec<(usize, f32)> =
            example.counted().filter_map(|(sign, count)| Some((*self.rows.get(&sign)?, count))).collect();
        self.sums_of(&row).into_iter().map(|sum| sum - example.more).collect()
    }

    /// As `events/learnt/weights.rs` reads it; weights below `least` are left out.
    pub(crate) fn bytes(&self, names: &[&str], told_from: &[f32], least: f32) -> Vec<u8> {
        let most = self.weights.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
        let scale = (most / 127.0).max(f32::MIN_POSITIVE);
        let mut bytes = b"WLK1".to_vec();
        bytes.extend(scale.to_le_bytes());
        bytes.push(names.len() as u8);
        for ((name, before), told_from) in names.iter().zip(&self.before).zip(told_from) {
            bytes.push(name.len() as u8);
            bytes.extend(name.as_bytes());
            for figure in [*before, *told_from] {
                bytes.extend(figure.to_le_bytes());
            }
        }
        let mut signs = Vec::new();
        for (sign, row) in &self.rows {
            let weights = self.weights[row * self.kinds..(row + 1) * self.kinds].iter().enumerate();
            let kept: Vec<(u8, i8)> = weights
                .filter(|(_, weight)| weight.abs() >= least)
                .map(|(kind, weight)| (kind as u8, (weight / scale).round() as i8))
                .filter(|(_, weight)| *weight != 0)
                .collect();
            if !kept.is_empty() {
                signs.push((*sign, kept));
            }
        }
        bytes.extend((signs.len() as u32).to_le_bytes());
        for (sign, kept) in signs {
            bytes.extend(sign.to_le_bytes());
            bytes.push(kept.len() as u8);
            bytes.extend(kept.iter().flat_map(|(kind, weight)| [*kind, weight.cast_unsigned()]));
        }
        bytes
    }
}

fn error(sum: f32, tells: Option<bool>, is_text: bool, count: usize) -> f32 {
    let chance = 1.0 / (1.0 + (-sum).exp());
    match tells {
        Some(true) => (chance - 1.0) * if is_text { TOLD_BY_TEXT } else { TOLD } / count as f32,
        Some(false) => chance / count as f32,
        None => 0.0,
    }
}
