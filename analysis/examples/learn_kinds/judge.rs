//! The judge of whole documents (`src/events/learnt/judge.rs`): one logistic regression over documents and kinds, with weights that
//! all kinds share and some of each kind's own. It is learnt from what sentences are worth to a model that has not learnt from
//! their documents.

use std::collections::BTreeMap;
use std::fmt::Write;

use watchline_analysis::KindEvidence;

use super::documents::Document;
use super::model::{Example, Model};

/// As `src/events/learnt/judge.rs` has them.
const OWN: [usize; 6] = [0, 3, 7, 10, 12, 14];
/// What a kind's own weights count beside the shared ones.
const OF_OWN: f64 = 0.5;
/// Pull of every weight towards nothing.
const PULL: f64 = 10.0;
const ROUNDS: i32 = 800;
const STEP: f64 = 0.05;
/// A kind that no sentence speaks more for is not judged, unless a rule has seen it.
const LEAST_SUM: f32 = -3.0;
/// Rules were written by these files of stories: they show less of what rules are worth elsewhere …
const RULED_BY: [&str; 2] = ["alder", "briar"];
/// … and these more.
const UNRULED: [&str; 8] = ["cedar", "elm", "fir", "further", "wide", "gorse", "hazel", "ivy"];
/// Odds up to which a document does not tell what a rule has seen, from which it tells what none has; in figures, both.
const BOUNDS: [(f64, f64); 4] = [(0.0, 0.0), (-0.5, 0.0), (-1.0, -0.6), (-0.6, -0.6)];

/// A kind in a document.
pub(crate) struct Case {
    pub(crate) part: usize,
    kind: usize,
    figures: Vec<f64>,
    is_ruled: bool,
    is_note: bool,
    /// Of a record or a story.
    set: &'static str,
    /// The share of its readers who say that the document tells the kind, and how many they are.
    tells: f64,
    readers: f64,
    weight: f64,
    is_judged: bool,
}

/// All kinds of a document, as its sentences are worth to the model.
pub(crate) fn cases(
    document: &Document,
    examples: &[Example],
    (model, of_texts): (&Model, &Model),
    kinds: &[String],
    part: usize,
) -> Vec<Case> {
    let place = |name: &str| kinds.iter().position(|kind| kind == name);
    let sentences = document.sentences.first().map_or(0, |sentence| sentence.sentences);
    let mut evidence = KindEvidence::new(kinds.len(), sentences, document.found.iter().filter_map(|name| place(name)));
    for (number, (sentence, example)) in document.sentences.iter().zip(examples).enumerate() {
        let sums: Vec<f32> = model.sums(example).into_iter().map(|sum| sum + example.more).collect();
        let ruled: std::collections::BTreeSet<usize> =
            sentence.ruled.iter().filter_map(|kind| place(kind.as_str())).collect();
        evidence.add(number, sentence.headline, &sums, ruled.into_iter());
    }
    if let Some(text) = document.text(kinds) {
        evidence.add_all(&of_texts.sums(&text));
    }
    let weight = match document.file.as_str() {
        file if RULED_BY.contains(&file) => 0.5,
        file if UNRULED.contains(&file) => 2.0,
        _ => 1.0,
    };
    let case = |kind: usize| {
        let readers = document.readers.len() as f64;
        Case {
            part,
            kind,
            figures: evidence.figures(kind).into_iter().map(f64::from).collect(),
            is_ruled: evidence.is_ruled(kind),
            is_note: evidence.figures(kind)[12] > 0.5,
            set: document.set,
            tells: document.readers.iter().filter(|labels| labels.contains(&kinds[kind])).count() as f64 / readers,
            readers,
            weight,
            is_judged: evidence.is_ruled(kind) || evidence.most(kind) >= LEAST_SUM,
        }
    };
    (0..kinds.len()).map(case).collect()
}

/// Weights of the shared figures, then of each kind its own figures and its constant.
pub(crate) struct Judge {
    figures: usize,
    means: Vec<f64>,
    spreads: Vec<f64>,
    weights: Vec<f64>,
}

impl Judge {
    pub(crate) fn learn(cases: &[&Case], kinds: usize) -> Self {
        let cases: Vec<&&Case> = cases.iter().filter(|case| case.is_judged).collect();
        let figures = cases.first().map_or(0, |case| case.figures.len());
        let count = cases.len().max(1) as f64;
        let mean = |figure: usize| cases.iter().map(|case| case.figures[figure]).sum::<f64>() / count;
        let means: Vec<f64> = (0..figures).map(mean).collect();
        let spread = |figure: usize| {
            let squares: f64 = cases.iter().map(|case| (case.figures[figure] - means[figure]).powi(2)).sum();
            (squares / count).sqrt() + 1e-6
        };
        let spreads: Vec<f64> = (0..figures).map(spread).collect();
        let size = figures + kinds * (OWN.len() + 1);
        let mut judge = Self { figures, means, spreads, weights: vec![0.0; size] };
        let rows: Vec<(Vec<(usize, f64)>, &Case)> = cases.iter().map(|case| (judge.row(case), **case)).collect();
        let (mut slopes_before, mut squares) = (vec![0.0; size], vec![0.0; size]);
        for round in 1..=ROUNDS {
            let mut slopes: Vec<f64> = judge.weights.iter().map(|weight| weight * PULL).collect();
            for (row, case) in &rows {
                let sum: f64 = row.iter().map(|(at, figure)| judge.weights[*at] * figure).sum();
                let error = (1.0 / (1.0 + (-sum).exp()) - case.tells) * case.weight;
                for (at, figure) in row {
                    slopes[*at] += error * figure;
                }
            }
            // Smaller steps towards the end, so that the same is learnt whatever was walked over before.
            let step = STEP * (1.0 - 0.95 * f64::from(round) / f64::from(ROUNDS));
            for at in 0..size {
                slopes_before[at] = 0.9 * slopes_before[at] + 0.1 * slopes[at];
                squares[at] = 0.99 * squares[at] + 0.01 * slopes[at] * slopes[at];
                let slope = slopes_before[at] / (1.0 - 0.9f64.powi(round));
                let square: f64 = squares[at] / (1.0 - 0.99f64.powi(round));
                judge.weights[at] -= step * slope / (square.sqrt() + 1e-8);
            }
        }
        judge
    }

    /// Places of the weights with what they are multiplied by.
    fn row(&self, case: &Case) -> Vec<(usize, f64)> {
        let of_unit = |figure: usize| (case.figures[figure] - self.means[figure]) / self.spreads[figure];
        let own = self.figures + case.kind * (OWN.len() + 1);
        let shared = (0..self.figures).map(|figure| (figure, of_unit(figure)));
        let of_kind = OWN.iter().enumerate().map(|(at, &figure)| (own + at, of_unit(figure) * OF_OWN));
        shared.chain(of_kind).chain([(own + OWN.len(), 1.0)]).collect()
    }

    fn odds(&self, case: &Case) -> f64 {
        self.row(case).into_iter().map(|(at, figure)| self.weights[at] * figure).sum()
    }

    /// F1 (precision, recall) of these cases, by set, by rules alone and at several bounds.
    pub(crate) fn worth(&self, cases: &[&Case]) -> String {
        let mut sheets: BTreeMap<String, (f64, f64, f64)> = BTreeMap::new();
        for case in cases {
            let odds = if case.is_judged { self.odds(case) } else { f64::MIN };
            let shape = if case.is_note { "notes" } else { "reports" };
            let mut add = |name: String, told: bool| {
                let (right, found, wanted) = sheets.entry(format!("{} {shape} {name}", case.set)).or_default();
                *wanted += case.tells * case.readers;
                if told {
                    *right += case.tells * case.readers;
                    *found += case.readers;
                }
            };
            add("by rules".to_owned(), case.is_ruled);
            for (untold_to, told_from) in BOUNDS {
                let told = odds >= if case.is_ruled { untold_to } else { told_from };
                add(format!("{untold_to:.1}/{told_from:.1}"), told);
            }
        }
        let line = |(name, (right, found, wanted)): (&String, &(f64, f64, f64))| {
            let f1 = 2.0 * right / (found + wanted).max(1.0);
            format!("{name} {f1:.3} ({:.2}, {:.2})", right / found.max(1.0), right / wanted.max(1.0))
        };
        sheets.iter().map(line).collect::<Vec<_>>().join("; ")
    }

    /// As the file of weights has it: for the figures as they are.
    pub(crate) fn shown(&self, kinds: &[String]) -> String {
        let mut out =
            String::from("# Written by analysis/examples/learn_kinds: see analysis/src/events/learnt/judge.rs.\n");
        let list = |weights: &[f64]| weights.iter().map(|weight| format!("{weight:.4}")).collect::<Vec<_>>().join(" ");
        let shared: Vec<f64> = (0..self.figures).map(|figure| self.weights[figure] / self.spreads[figure]).collect();
        writeln!(out, "shared {}", list(&shared)).expect("a string takes what is written");
        let less: f64 = shared.iter().zip(&self.means).map(|(weight, mean)| weight * mean).sum();
        for (number, kind) in kinds.iter().enumerate() {
            let at = self.figures + number * (OWN.len() + 1);
            let own: Vec<f64> = OWN
                .iter()
                .enumerate()
                .map(|(nth, &figure)| self.weights[at + nth] * OF_OWN / self.spreads[figure])
                .collect();
            let of_own: f64 = OWN.iter().zip(&own).map(|(&figure, weight)| weight * self.means[figure]).sum();
            let constant = self.weights[at + OWN.len()] - less - of_own;
            writeln!(out, "{kind} {}", list(&[vec![constant], own].concat())).expect("a string takes what is written");
        }
        out
    }
}
