//! A log-linear model over signs, learnt by gradient descent on examples that allow one column or several.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

use super::{BELIEF, COLUMNS, PULL};

const ROUNDS: usize = 250;
const STEP: f64 = 0.25;
/// A sign that fewer candidates show is not learnt from.
const LEAST: usize = 5;
/// Weights smaller than this are not written.
const SMALL: f64 = 0.02;

pub(crate) struct Example {
    pub(crate) signs: Vec<String>,
    pub(crate) allowed: Vec<usize>,
    pub(crate) weight: f64,
}

type Row = [f64; COLUMNS.len()];

#[derive(Default)]
pub(crate) struct Model {
    weights: HashMap<String, Row>,
}

impl Model {
    pub(crate) fn learn(examples: &[&Example]) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for sign in examples.iter().flat_map(|example| example.signs.iter().collect::<BTreeSet<_>>()) {
            *counts.entry(sign).or_default() += 1;
        }
        let names: Vec<&str> = counts.into_iter().filter(|(_, count)| *count >= LEAST).map(|(sign, _)| sign).collect();
        let place: HashMap<&str, usize> = names.iter().enumerate().map(|(place, name)| (*name, place)).collect();
        let rows: Vec<(Vec<usize>, &Example)> = examples
            .iter()
            .map(|example| {
                (example.signs.iter().filter_map(|sign| place.get(sign.as_str()).copied()).collect(), *example)
            })
            .collect();
        let before: Vec<Row> = names.iter().map(|name| belief(name)).collect();
        let mut weights = before.clone();
        let mut squares = vec![[1e-6; COLUMNS.len()]; names.len()];
        for _ in 0..ROUNDS {
            let pull =
                |(row, before): (&Row, &Row)| std::array::from_fn(|column| PULL * (row[column] - before[column]));
            let mut slopes: Vec<Row> = weights.iter().zip(&before).map(pull).collect();
            for (signs, example) in &rows {
                let chances = chances(signs.iter().map(|&sign| &weights[sign]));
                let allowed: f64 =
                    example.allowed.iter().collect::<BTreeSet<_>>().iter().map(|&&column| chances[column]).sum();
                let mut slope = chances;
                for &column in example.allowed.iter().collect::<BTreeSet<_>>() {
                    slope[column] -= chances[column] / allowed.max(1e-9);
                }
                for &sign in signs {
                    for (total, slope) in slopes[sign].iter_mut().zip(slope) {
                        *total += slope * example.weight;
                    }
                }
            }
            for ((row, slope), square) in weights.iter_mut().zip(&slopes).zip(&mut squares) {
                for column in 0..COLUMNS.len() {
                    square[column] += slope[column] * slope[column];
                    row[column] -= STEP * slope[column] / square[column].sqrt();
                }
            }
        }
        Self { weights: names.into_iter().map(str::to_owned).zip(weights).collect() }
    }

    pub(crate) fn judge(&self, signs: &[String], favour: f64) -> usize {
        let mut sums = Row::default();
        sums[0] -= favour;
        for row in signs.iter().filter_map(|sign| self.weights.get(sign)) {
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
        sums.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(column, _)| column)
    }

    /// As the file of weights has it, below the line `head`.
    pub(crate) fn shown(&self, favour: f64, head: &str) -> String {
        let mut out = format!("# {head}\n");
        let sorted: BTreeMap<&String, &Row> = self.weights.iter().collect();
        for (sign, row) in sorted {
            let mut row = *row;
            if sign.starts_with("bias") {
                row[0] -= favour;
            }
            let weights: Vec<String> = (0..COLUMNS.len())
                .filter(|&column| row[column].abs() >= SMALL)
                .map(|column| format!("{column}:{:.2}", row[column]))
                .collect();
            if !weights.is_empty() {
                writeln!(out, "{sign} {}", weights.join(" ")).expect("a string takes what is written");
            }
        }
        out
    }
}

/// The weights of a sign before anything is learnt.
fn belief(sign: &str) -> Row {
    let proposed = sign.strip_prefix("proposed=").or_else(|| sign.strip_prefix("voice="));
    std::array::from_fn(|column| if proposed == Some(COLUMNS[column]) { BELIEF } else { 0.0 })
}

fn chances<'r>(rows: impl Iterator<Item = &'r Row>) -> Row {
    let mut sums = Row::default();
    for row in rows {
        sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
    }
    let most = sums.iter().copied().fold(f64::MIN, f64::max);
    let powers = sums.map(|sum| (sum - most).exp());
    let total: f64 = powers.iter().sum();
    powers.map(|power| power / total)
}
