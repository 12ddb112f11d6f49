//! A logistic regression over the signs of documents, learnt by gradient descent.

use std::collections::BTreeMap;
use std::fmt::Write;

use watchline_analysis::RelevanceSign;

use super::documents::Document;

const ROUNDS: i32 = 120;
const STEP: f32 = 0.1;
/// Pull of every weight towards nothing, for each part of the whole weight of the examples.
const PULL: f32 = 3e-5;
/// … of words, of which there are many.
const PULL_OF_WORDS: f32 = 2e-5;
/// A sign that fewer documents show is not learnt from.
const LEAST: usize = 3;

#[derive(Default)]
pub(crate) struct Model {
    rows: BTreeMap<u32, usize>,
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
        STEP * slope / (square.sqrt() + 1e-8)
    }
}

struct Row {
    signs: Vec<(usize, f32)>,
    is_relevant: bool,
    weight: f32,
}

impl Model {
    pub(crate) fn learn(documents: &[Document], is_used: impl Fn(&Document) -> bool) -> Self {
        let used: Vec<&Document> =
            documents.iter().filter(|document| document.is_learnt_from && is_used(document)).collect();
        let mut seen: BTreeMap<u32, (usize, bool)> = BTreeMap::new();
        for document in &used {
            let mut signs: Vec<(u32, bool)> = document
                .readings
                .iter()
                .flatten()
                .filter(|sign| sign.number != RelevanceSign::OF_RULES)
                .map(|sign| (sign.number, sign.is_word))
                .collect();
            signs.sort_unstable();
            signs.dedup();
            for (sign, is_word) in signs {
                let known = seen.entry(sign).or_insert((0, is_word));
                known.0 += 1;
            }
        }
        let kept: Vec<(u32, bool)> = seen
            .into_iter()
            .filter(|(_, (count, _))| *count >= LEAST)
            .map(|(sign, (_, is_word))| (sign, is_word))
            .collect();
        let rows: BTreeMap<u32, usize> = kept.iter().enumerate().map(|(row, (sign, _))| (*sign, row)).collect();
        let pulls: Vec<f32> = kept.iter().map(|(_, is_word)| if *is_word { PULL_OF_WORDS } else { PULL }).collect();
        let mut data = Vec::new();
        for document in &used {
            for (signs, share) in document.readings.iter().zip(document.shares()) {
                for &is_relevant in &document.labels {
                    data.push(Row {
                        signs: signs.iter().filter_map(|sign| Some((*rows.get(&sign.number)?, sign.count))).collect(),
                        is_relevant,
                        weight: share / document.labels.len() as f32,
                    });
                }
            }
        }
        let whole: f32 = data.iter().map(|row| row.weight).sum();
        data.iter_mut().for_each(|row| row.weight /= whole);
        let mut model = Self { weights: vec![0.0; rows.len()], rows, before: 0.0 };
        let mut momenta = vec![Momenta::default(); model.weights.len()];
        let mut momenta_before = Momenta::default();
        for round in 1..=ROUNDS {
            let mut slopes: Vec<f32> = model.weights.iter().zip(&pulls).map(|(weight, pull)| weight * pull).collect();
            let mut slope_before = 0.0;
            for row in &data {
                let sum =
                    model.before + row.signs.iter().map(|&(sign, count)| model.weights[sign] * count).sum::<f32>();
                let chance = 1.0 / (1.0 + (-sum).exp());
                let error = (chance - if row.is_relevant { 1.0 } else { 0.0 }) * row.weight;
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

    pub(crate) fn chance(&self, signs: &[RelevanceSign]) -> f32 {
        let of = |sign: &RelevanceSign| self.rows.get(&sign.number).map_or(0.0, |&row| self.weights[row] * sign.count);
        let sum = self.before + signs.iter().map(of).sum::<f32>();
        let rules = signs.iter().find(|sign| sign.number == RelevanceSign::OF_RULES);
        let sum = rules.map_or(sum, |rules| sum * RelevanceSign::LEARNT_OF_A_NOTE + rules.count);
        1.0 / (1.0 + (-sum).exp())
    }

    /// As `weights.rs` reads it; weights below `least` are left out.
    pub(crate) fn shown(&self, documents: &[Document], least: f32) -> String {
        let mut names: BTreeMap<u32, &str> = BTreeMap::new();
        // What is shown beside a number is taken from our own texts only.
        for sign in documents
            .iter()
            .filter(|document| document.is_our_own())
            .flat_map(|document| document.readings.iter().flatten())
        {
            names.entry(sign.number).or_insert(&sign.shown);
        }
        let mut text = String::from(
            "# Written by analysis/examples/learn_relevance: number of a sign, weight, what it stands for.\n",
        );
        let _ = writeln!(text, "before {:.3}", self.before);
        for (number, row) in &self.rows {
            let (weight, name) = (self.weights[*row], names.get(number).copied().unwrap_or(""));
            if weight.abs() >= least {
                let _ = writeln!(
                    text,
                    "{number:08x} {weight:.2} {}",
                    name.split_whitespace().collect::<Vec<_>>().join(" ")
                );
            }
        }
        text
    }
}
