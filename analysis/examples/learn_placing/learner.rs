//! Fits weights and trees to rows: a logistic regression, then gradient boosting (J. Friedman, 2001) on what it leaves, with second derivatives.
//!
//! No clue that may only speak for joining gets a weight, or a question in a tree, by which more of it would speak against.

use watchline_analysis::cluster::{Weighing, clues};

use crate::rows::Row;
use tree::Grower;

#[path = "tree.rs"]
mod tree;

/// The score at which the chance of belonging together is a half.
const JOIN: f64 = 0.28;
/// How sharply that chance rises about it.
const SHARPNESS: f64 = 18.0;
/// A wrong join costs more than a missed one: taken off every score, as a logarithm of odds.
const CAUTION: f64 = 0.7;
const STEPS: i32 = 400;
const STEP: f64 = 0.03;
/// How strongly weights are held near nothing.
const RIDGE: f64 = 6.0;
const TREES: usize = 120;
/// Clues that one tree may ask for, of all.
const ASKED: f64 = 0.6;

/// The forest as it is written.
pub(crate) fn learn(rows: &[&Row]) -> String {
    let clues = clues();
    let learnt: Vec<usize> = (0..clues.len()).filter(|clue| !matches!(clues[*clue].1, Weighing::Law(_))).collect();
    let (beginning, weights) = regress(rows, &learnt, &clues);
    let mut text = format!("{:.6}\n", JOIN + (beginning - CAUTION) / SHARPNESS);
    for clue in learnt.iter().filter(|clue| weights[**clue] != 0.0) {
        text.push_str(&format!("{} {:.5}\n", clues[*clue].0, weights[*clue] / SHARPNESS));
    }
    let mut odds: Vec<f64> = rows.iter().map(|row| beginning + straight(row, &learnt, &weights)).collect();
    let grower = Grower::new(rows, &learnt, &clues);
    let mut dice = 7_u64;
    for _ in 0..TREES {
        let asked: Vec<usize> = learnt.iter().copied().filter(|_| thrown(&mut dice) <= ASKED).collect();
        let tree = grower.grow(rows, &odds, &asked);
        odds.iter_mut().enumerate().for_each(|(row, odds)| *odds += tree.value(row, &grower));
        text.push_str(&tree.told(&clues, SHARPNESS));
        text.push('\n');
    }
    text
}

/// A number between 0 and 1 (the generator of D. Knuth's MMIX): the same in every run.
fn thrown(dice: &mut u64) -> f64 {
    *dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*dice >> 33) as f64 / (1_u64 << 31) as f64
}

/// What weights and laws say, as a logarithm of odds.
fn straight(row: &Row, learnt: &[usize], weights: &[f64]) -> f64 {
    row.law * SHARPNESS + learnt.iter().map(|clue| weights[*clue] * f64::from(row.values[*clue])).sum::<f64>()
}

/// Where nothing is known, and a weight a clue; by Adam (D. Kingma and J. Ba, 2015), every row at once.
fn regress(rows: &[&Row], learnt: &[usize], clues: &[(&str, Weighing)]) -> (f64, Vec<f64>) {
    let scale: Vec<f64> = (0..clues.len()).map(|clue| spread(rows, clue)).collect();
    let right: f64 = rows.iter().filter(|row| row.right).map(|row| row.weight).sum();
    let wrong: f64 = rows.iter().filter(|row| !row.right).map(|row| row.weight).sum();
    let mut weights = vec![0.0; clues.len()];
    let mut beginning = (right / wrong).ln();
    let places = clues.len() + 1;
    let (mut first, mut second) = (vec![0.0; places], vec![0.0; places]);
    for step in 1..=STEPS {
        let mut slope: Vec<f64> = weights.iter().zip(&scale).map(|(weight, scale)| RIDGE * weight * scale).collect();
        slope.push(0.0);
        for row in rows {
            let chance = 1.0 / (1.0 + (-beginning - straight(row, learnt, &weights)).exp());
            let error = row.weight * (chance - f64::from(u8::from(row.right)));
            learnt.iter().for_each(|clue| slope[*clue] += error * f64::from(row.values[*clue]) / scale[*clue]);
            slope[clues.len()] += error;
        }
        let mut moved = |place: usize| {
            first[place] = 0.9 * first[place] + 0.1 * slope[place];
            second[place] = 0.999 * second[place] + 0.001 * slope[place] * slope[place];
            let (mean, square) =
                (first[place] / (1.0 - 0.9_f64.powi(step)), second[place] / (1.0 - 0.999_f64.powi(step)));
            STEP * mean / (square.sqrt() + 1e-8)
        };
        for clue in learnt {
            let weight = weights[*clue] - moved(*clue) / scale[*clue];
            weights[*clue] = match clues[*clue].1 {
                Weighing::For => weight.max(0.0),
                Weighing::Against => weight.min(0.0),
                Weighing::Either | Weighing::Law(_) => weight,
            };
        }
        beginning -= moved(clues.len());
    }
    (beginning, weights)
}

/// The standard deviation of a clue's values.
fn spread(rows: &[&Row], clue: usize) -> f64 {
    let values = || rows.iter().map(|row| f64::from(row.values[clue]));
    let mean = values().sum::<f64>() / rows.len() as f64;
    (values().map(|value| (value - mean).powi(2)).sum::<f64>() / rows.len() as f64).sqrt().max(1e-3)
}
