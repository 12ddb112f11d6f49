//! A logistic regression over the signs of entities, learnt by gradient descent.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::documents::Document;

const ROUNDS: i32 = 200;
const STEP: f32 = 0.05;
/// Pull of every weight towards nothing, divided by the number of examples.
const PULL: f32 = 8.0;
/// A sign that fewer entities show is not learnt from.
const LEAST: usize = 3;
/// What stands beside a number is no word of a text and no name.
const NAMELESS: [&str; 5] = ["id=", "implied by=", "before=", "behind=", "near="];

#[derive(Default)]
pub(crate) struct Model {
    rows: BTreeMap<u32, usize>,
    names: Vec<String>,
    weights: Vec<f32>,
    before: f32,
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
        // Shorter steps towards the end.
        STEP * (1.0 - 0.9 * round as f32 / ROUNDS as f32) * slope / (square.sqrt() + 1e-8)
    }
}

struct Row {
    signs: Vec<(usize, f32)>,
    has_part: f32,
}

impl Model {
    pub(crate) fn learn(documents: &[Document], is_used: impl Fn(&Document) -> bool) -> Self {
        let used: Vec<_> =
            documents.iter().filter(|document| is_used(document)).flat_map(|document| &document.verdicts).collect();
        let used: Vec<_> = used.into_iter().filter(|verdict| verdict.is_clear()).collect();
        let mut seen: BTreeMap<u32, (usize, &str)> = BTreeMap::new();
        for verdict in &used {
            let mut once: BTreeSet<u32> = BTreeSet::new();
            for (number, shown, _) in &verdict.candidate.signs {
                if once.insert(*number) {
                    seen.entry(*number).or_insert((0, shown)).0 += 1;
                }
            }
        }
        let kept: Vec<(u32, &str)> = seen
            .into_iter()
            .filter(|(_, (count, _))| *count >= LEAST)
            .map(|(sign, (_, shown))| (sign, shown))
            .collect();
        let rows: BTreeMap<u32, usize> = kept.iter().enumerate().map(|(row, (sign, _))| (*sign, row)).collect();
        let data: Vec<Row> = used
            .iter()
            .map(|verdict| Row {
                signs: known(&rows, &verdict.candidate.signs).collect(),
                has_part: verdict.has_part.iter().filter(|has_part| **has_part).count() as f32
                    / verdict.has_part.len().max(1) as f32,
            })
            .collect();
        let share = 1.0 / data.len().max(1) as f32;
        let names = kept.iter().map(|(_, shown)| (*shown).to_owned()).collect();
        let mut model = Self { weights: vec![0.0; rows.len()], rows, names, before: 0.0 };
        let mut momenta = vec![Momenta::default(); model.weights.len()];
        let mut momenta_before = Momenta::default();
        for round in 1..=ROUNDS {
            let mut slopes: Vec<f32> = model.weights.iter().map(|weight| weight * PULL * share).collect();
            let mut slope_before = 0.0;
            for row in &data {
                let sum =
                    model.before + row.signs.iter().map(|&(sign, count)| model.weights[sign] * count).sum::<f32>();
                let error = (1.0 / (1.0 + (-sum).exp()) - row.has_part) * share;
                row.signs.iter().for_each(|&(sign, count)| slopes[sign] += error * count);
                slope_before += error;
            }
            for ((weight, momenta), slope) in model.weights.iter_mut().zip(&mut momenta).zip(&slopes) {
                *weight -= momenta.step(*slope, round);
            }
            model.before -= momenta_before.step(slope_before, round);
        }
        model
    }

    /// The logarithm of the odds that an entity with these signs has a part.
    pub(crate) fn odds(&self, signs: &[(u32, String, f32)]) -> f32 {
        self.before + known(&self.rows, signs).map(|(row, count)| self.weights[row] * count).sum::<f32>()
    }

    /// As `weights.rs` reads it; weights below `least` are left out.
    pub(crate) fn shown(&self, least: f32) -> String {
        let mut text = String::from(
            "# Written by analysis/examples/learn_parts: number of a sign, weight, what it stands for if it is no word.\n",
        );
        let _ = writeln!(text, "before {:.3}", self.before);
        for (number, row) in &self.rows {
            let (weight, name) = (self.weights[*row], self.names[*row].as_str());
            let name = if NAMELESS.iter().any(|tag| name.contains(tag)) { "" } else { name };
            if weight.abs() >= least {
                let line = format!("{number:08x} {weight:.3} {name}");
                let _ = writeln!(text, "{}", line.trim_end());
            }
        }
        text
    }
}

fn known<'s>(
    rows: &'s BTreeMap<u32, usize>,
    signs: &'s [(u32, String, f32)],
) -> impl Iterator<Item = (usize, f32)> + 's {
    signs.iter().filter_map(|(number, _, count)| Some((*rows.get(number)?, *count)))
}
