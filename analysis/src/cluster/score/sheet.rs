//! The clues that were found of a document and a cluster, and the score that they add up to.

use watchline_model::Reason;

use super::clue::{ALL, CLUES, Clue, Weighing};
use super::forest::{Forest, Values};

/// Gifts below this are told together.
const WORTH_TELLING: f32 = 0.004;

#[derive(Debug, Clone)]
pub(in crate::cluster) struct Sheet {
    pub(in crate::cluster) values: Values,
    /// What was found, in words; where it is asked for.
    details: Option<Vec<(Clue, String)>>,
}

impl Sheet {
    pub(in crate::cluster) fn new(with_details: bool) -> Self {
        Self { values: [0.0; CLUES], details: with_details.then(Vec::new) }
    }

    pub(super) fn add(&mut self, clue: Clue, value: f32, detail: impl FnOnce() -> String) {
        self.values[clue as usize] = value;
        if let Some(details) = &mut self.details {
            details.push((clue, detail()));
        }
    }

    pub(in crate::cluster) fn holds(&self, clue: Clue) -> bool {
        self.values[clue as usize] != 0.0
    }

    pub(in crate::cluster) fn value(&self, clue: Clue) -> f32 {
        self.values[clue as usize]
    }

    /// What the laws add, and the rest by the trees.
    pub(in crate::cluster) fn total(&self, forest: &Forest) -> f32 {
        let laws: f32 = ALL.iter().map(|clue| self.by_law(*clue)).sum();
        laws + forest.sum(&self.values)
    }

    fn by_law(&self, clue: Clue) -> f32 {
        match clue.weighing() {
            Weighing::Law(weight) => weight * self.values[clue as usize],
            _ => 0.0,
        }
    }

    /// The parts of the score, which add up to it.
    pub(in crate::cluster) fn reasons(&self, forest: &Forest) -> Vec<Reason> {
        let learnt = forest.attribute(&self.values);
        let mut reasons =
            vec![Reason::new("to-begin-with", forest.beginning(), "two documents are seldom of one incident")];
        let mut rest = 0.0;
        for clue in ALL {
            let weight = learnt[*clue as usize] + self.by_law(*clue);
            let detail =
                self.details.iter().flatten().find(|(other, _)| other == clue).map(|(_, detail)| detail.as_str());
            if weight.abs() < WORTH_TELLING {
                rest += weight;
            } else {
                reasons.push(Reason::new(
                    clue.name(),
                    weight,
                    detail.filter(|detail| !detail.is_empty()).unwrap_or("nothing of it"),
                ));
            }
        }
        if rest != 0.0 {
            reasons.push(Reason::new("other-signs", rest, "small ones together"));
        }
        reasons
    }
}
