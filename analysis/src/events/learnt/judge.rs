//! Whether a document as a whole tells a kind, by what speaks for it in [`super::evidence`].
//!
//! A logistic regression whose weights all kinds share, and a few of each kind's own. `analysis/learnt/documents.weights`: a line
//! `shared` with a weight for each figure, then for each kind its name, its constant and its own weights for the figures of
//! [`OWN`]. Written by `cargo run --release -p watchline-analysis --example learn_kinds`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::evidence::{FIGURES, KindEvidence};

/// The figures for which each kind has a weight of its own.
pub(super) const OWN: [usize; 6] = [0, 3, 7, 10, 12, 14];

static JUDGE: LazyLock<Judge> =
    LazyLock::new(|| read(include_str!("../../../learnt/documents.weights")).unwrap_or_default());

/// What a kind has besides the shared weights.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct OfKind {
    constant: f32,
    own: [f32; OWN.len()],
}

#[derive(Debug, Default)]
pub(super) struct Judge {
    shared: [f32; FIGURES],
    kinds: HashMap<String, OfKind>,
}

pub(super) fn shipped() -> &'static Judge {
    &JUDGE
}

impl Judge {
    /// The logarithm of the odds that the document tells the kind; `None` for a kind of which nothing is learnt.
    pub(super) fn odds(&self, evidence: &KindEvidence, kind: &str, column: usize) -> Option<f32> {
        let of_kind = self.kinds.get(kind)?;
        let figures = evidence.figures(column);
        let shared: f32 = figures.iter().zip(self.shared).map(|(figure, weight)| figure * weight).sum();
        let own: f32 = OWN.iter().zip(of_kind.own).map(|(&at, weight)| figures[at] * weight).sum();
        Some(of_kind.constant + shared + own)
    }
}

/// `None` if the text is not in the format above.
fn read(text: &str) -> Option<Judge> {
    let mut judge = Judge::default();
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut parts = line.split(' ');
        let name = parts.next()?;
        let weights: Vec<f32> = parts.map(|part| part.parse().ok()).collect::<Option<_>>()?;
        if name == "shared" {
            judge.shared = weights.try_into().ok()?;
        } else {
            let (constant, own) = weights.split_first()?;
            judge.kinds.insert(name.to_owned(), OfKind { constant: *constant, own: own.try_into().ok()? });
        }
    }
    Some(judge)
}

#[cfg(test)]
mod tests;
