//! What each sign of a learnt judge says, as it was learnt.
//!
//! `analysis/learnt/relevance.weights` and `parts.weights`, text: a line `before WEIGHT`, then for each sign its number (eight
//! hexadecimal digits), its weight and, for people, what it stands for. Lines that begin with `#` say where they come from. Written
//! by `cargo run --release -p watchline-analysis --example learn_relevance -- --write` and by `learn_parts`.

use std::collections::HashMap;
use std::sync::LazyLock;

static RELEVANCE: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../learnt/relevance.weights")));
static PARTS: LazyLock<Weights> = LazyLock::new(|| read(include_str!("../learnt/parts.weights")));

#[derive(Debug, Default)]
pub(crate) struct Weights {
    /// Logarithm of the odds before anything is read.
    pub(crate) before: f32,
    signs: HashMap<u32, f32>,
}

/// By which a document is called relevant.
pub(crate) fn of_relevance() -> &'static Weights {
    &RELEVANCE
}

/// By which an entity is found to have a part in the matter.
pub(crate) fn of_parts() -> &'static Weights {
    &PARTS
}

impl Weights {
    /// 0 of a sign that is not known.
    pub(crate) fn of(&self, sign: u32) -> f32 {
        self.signs.get(&sign).copied().unwrap_or(0.0)
    }
}

/// A line that is not in the format above is passed over.
fn read(text: &str) -> Weights {
    let mut weights = Weights::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split(' ');
        let (Some(sign), Some(weight)) = (parts.next(), parts.next().and_then(|weight| weight.parse::<f32>().ok()))
        else {
            continue;
        };
        if sign == "before" {
            weights.before = weight;
        } else if let Ok(number) = u32::from_str_radix(sign, 16) {
            weights.signs.insert(number, weight);
        }
    }
    weights
}

#[cfg(test)]
mod tests;
