//! Documents against clusters, with what is right: what is learnt from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use watchline_analysis::cluster::{Candidate, Clusterer, Forest, Weighing, clues};

use crate::documents::Labelled;

/// Wrong clusters of one document that make rows, the likest.
const WRONG: usize = 3;
const RIGHT_WEIGHT: f64 = 1.5;
/// A first report that joins a wrong incident takes all that follow it along: its likest wrong cluster, and the next ones.
const FIRST_REPORT: (f64, f64) = (2.5, 1.5);
/// A cluster is that of which so many of its documents are, of three.
const TWO_THIRDS: (usize, usize) = (2, 3);

pub(crate) struct Row {
    pub(crate) group: String,
    pub(crate) right: bool,
    pub(crate) weight: f64,
    /// What the laws give.
    pub(crate) law: f64,
    /// By the places of [`clues`].
    pub(crate) values: Vec<f32>,
}

/// Every document is put where it belongs.
pub(crate) fn rows_of_given(documents: &[Labelled]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut clusterer = Clusterer::with_forest(Arc::new(Forest::default()));
    let mut homes: BTreeMap<String, u64> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate() {
        let name = name(number, document);
        let home = homes.get(&name).copied();
        if document.is_lesson {
            let also: BTreeSet<u64> =
                document.incidents.iter().filter_map(|incident| homes.get(incident)).copied().collect();
            let candidates = clusterer.candidates(number as u64, &document.signature);
            let right = |candidate: &Candidate| Some(candidate.cluster) == home;
            see(&mut rows, document, candidates, right, |candidate| also.contains(&candidate.cluster), home.is_some());
        }
        let next = homes.len() as u64 + 1;
        let cluster = *homes.entry(name).or_insert(next);
        clusterer.insert(number as u64, &[cluster], &document.signature);
    }
    rows
}

/// Every document is put where the forest puts it; a cluster is that of which most of its documents are.
pub(crate) fn rows_of_placed(documents: &[Labelled], forest: &Arc<Forest>) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut clusterer = Clusterer::with_forest(Arc::clone(forest));
    let mut held: BTreeMap<u64, BTreeMap<String, usize>> = BTreeMap::new();
    let mut begun: BTreeSet<String> = BTreeSet::new();
    for (number, document) in documents.iter().enumerate() {
        let name = name(number, document);
        if document.is_lesson {
            let mostly = |candidate: &Candidate| {
                let held = held.get(&candidate.cluster)?;
                let (name, most) = held.iter().max_by_key(|(_, count)| **count)?;
                (most * TWO_THIRDS.1 >= held.values().sum::<usize>() * TWO_THIRDS.0).then_some(name)
            };
            let mut candidates = clusterer.candidates(number as u64, &document.signature);
            candidates.retain(|candidate| mostly(candidate).is_some());
            let right = |candidate: &Candidate| mostly(candidate) == Some(&name);
            let also = |candidate: &Candidate| mostly(candidate).is_some_and(|name| document.incidents.contains(name));
            see(&mut rows, document, candidates, right, also, begun.contains(&name));
        }
        let cluster = clusterer.place(number as u64, &document.signature).clusters[0];
        *held.entry(cluster).or_default().entry(name.clone()).or_default() += 1;
        begun.insert(name);
    }
    rows
}

fn name(number: usize, document: &Labelled) -> String {
    document.home.clone().unwrap_or_else(|| format!("none-{number}"))
}

fn see(
    rows: &mut Vec<Row>,
    document: &Labelled,
    mut candidates: Vec<Candidate>,
    right: impl Fn(&Candidate) -> bool,
    also: impl Fn(&Candidate) -> bool,
    has_home: bool,
) {
    let clues = clues();
    let value = |candidate: &Candidate, name: &str| {
        clues.iter().zip(&candidate.values).find(|((clue, _), _)| *clue == name).map_or(0.0, |(_, value)| *value)
    };
    let likeness = |candidate: &Candidate| {
        ["shared-rare-words", "shared-names", "shared-figures"].map(|name| value(candidate, name)).iter().sum::<f32>()
            + 0.5 * value(candidate, "same-lead")
    };
    candidates.sort_by(|one, other| likeness(other).total_cmp(&likeness(one)).then(one.cluster.cmp(&other.cluster)));
    let mut wrong = 0;
    for candidate in candidates {
        let right = right(&candidate);
        // Of two incidents that it tells of, either may be its home.
        if !right && also(&candidate) {
            continue;
        }
        wrong += usize::from(!right);
        if !right && wrong > WRONG {
            continue;
        }
        let weight = match (right, has_home) {
            (true, _) => RIGHT_WEIGHT,
            (false, true) => 1.0,
            (false, false) if wrong == 1 => FIRST_REPORT.0,
            (false, false) => FIRST_REPORT.1,
        };
        let law = |((_, weighing), value): (&(&str, Weighing), &f32)| match weighing {
            Weighing::Law(weight) => f64::from(weight * value),
            _ => 0.0,
        };
        let law = clues.iter().zip(&candidate.values).map(law).sum();
        let weight = document.weight * weight;
        rows.push(Row { group: document.group.clone(), right, weight, law, values: candidate.values });
    }
}
