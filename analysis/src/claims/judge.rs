//! Which candidates are claims, and of what stance: signs weighed by figures that were learnt from labelled documents.
//!
//! A log-linear model: each stance, and "none", has a weight for each sign; the largest sum is taken. The weights stand in
//! `analysis/learnt/claims.weights`, written by `cargo run --release --example learn_claims`; equal text gives equal claims. The
//! rules of [`super::stance`] speak first: what they propose is one of the signs.

use std::collections::HashMap;
use std::sync::LazyLock;

use watchline_model::Stance;

use super::signs::Signs;

/// Stances in the order of the columns of the weights; the first is no claim at all.
pub(super) const COLUMNS: [Option<Stance>; 9] = [
    None,
    Some(Stance::Alleges),
    Some(Stance::Reports),
    Some(Stance::Acknowledges),
    Some(Stance::Confirms),
    Some(Stance::Denies),
    Some(Stance::Disputes),
    Some(Stance::Announces),
    Some(Stance::Retracts),
];

type Row = [f32; COLUMNS.len()];

static WEIGHTS: LazyLock<HashMap<u64, Row>> = LazyLock::new(|| read(include_str!("../../learnt/claims.weights")));

/// A line is a sign and `column:weight` for each column that it bears on.
fn read(text: &str) -> HashMap<u64, Row> {
    let mut weights = HashMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split(' ');
        let Some(sign) = parts.next().filter(|sign| !sign.is_empty()) else { continue };
        let row: &mut Row = weights.entry(Signs::number(sign.as_bytes())).or_default();
        for (column, weight) in parts.filter_map(|part| part.split_once(':')) {
            let place = column.parse().ok().and_then(|column: usize| row.get_mut(column));
            if let (Some(place), Ok(weight)) = (place, weight.parse()) {
                *place = weight;
            }
        }
    }
    weights
}

/// The stance that is taken, if it is one.
pub(super) fn judge(signs: &Signs) -> Option<Stance> {
    let mut sums: Row = [0.0; COLUMNS.len()];
    for row in signs.numbers.iter().filter_map(|number| WEIGHTS.get(number)) {
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum += weight;
        }
    }
    let best = sums.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
    best.and_then(|(column, _)| COLUMNS[column])
}

#[cfg(test)]
mod tests;
