//! The floor under placing, on real texts that nobody here wrote.

use std::collections::BTreeMap;

use crate::cluster::{Clusterer, signature};
use crate::{Analysis, Input};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/clustering/ecbplus.jsonl");
/// Pairwise F1 and B-cubed F1 below which placing has become worse; these only rise.
const FLOORS: (f64, f64) = (0.839, 0.887);

#[test]
fn confusable_news_stays_above_the_floor() {
    let Ok(text) = std::fs::read_to_string(FILE) else {
        eprintln!("skipped: {FILE} is not there");
        return;
    };
    let mut clusterer = Clusterer::new();
    let mut placed: Vec<(String, u64)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(line).expect("a record a line");
        let input = Input { body: record["text"].as_str().unwrap_or_default(), ..Input::default() };
        let placement = clusterer.place(number as u64, &signature(&input, &Analysis::default(), &[]));
        placed.push((record["cluster"].to_string(), placement.clusters[0]));
    }
    let (pairwise, b_cubed) = figures(&placed);
    eprintln!("pairwise F1 {pairwise:.3}, B-cubed F1 {b_cubed:.3}");
    assert!(pairwise >= FLOORS.0 && b_cubed >= FLOORS.1, "pairwise {pairwise:.3}, B-cubed {b_cubed:.3}");
}

fn figures(placed: &[(String, u64)]) -> (f64, f64) {
    let gold = sizes(placed.iter().map(|(gold, _)| gold.clone()));
    let made = sizes(placed.iter().map(|(_, made)| *made));
    let both = sizes(placed.iter().cloned());
    let documents = placed.len() as f64;
    let share = |size_of: &dyn Fn(&(String, u64)) -> f64| {
        both.iter().map(|(key, size)| size * size / size_of(key)).sum::<f64>() / documents
    };
    let pairwise = f1(pairs(both.values()) / pairs(made.values()), pairs(both.values()) / pairs(gold.values()));
    (pairwise, f1(share(&|key| made[&key.1]), share(&|key| gold[&key.0])))
}

fn sizes<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, f64> {
    let mut sizes = BTreeMap::new();
    for key in keys {
        *sizes.entry(key).or_default() += 1.0;
    }
    sizes
}

fn pairs<'a>(sizes: impl Iterator<Item = &'a f64>) -> f64 {
    sizes.map(|size| size * (size - 1.0) / 2.0).sum()
}

fn f1(precision: f64, recall: f64) -> f64 {
    2.0 * precision * recall / (precision + recall)
}
