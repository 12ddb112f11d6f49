//! Places the texts of a labelled file one by one and prints pairwise F1 and B-cubed of the clusters.
//!
//! `cargo run --release -p watchline-analysis --example measure_clustering [FILE]`; a line of FILE is {id, cluster, text}.

use std::collections::BTreeMap;
use std::error::Error;

use watchline_analysis::cluster::{Clusterer, signature};
use watchline_analysis::{Analysis, Input};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/clustering/ecbplus.jsonl");

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).unwrap_or_else(|| FILE.to_owned());
    let mut gold = Vec::new();
    let mut placed = Vec::new();
    let mut clusterer = Clusterer::new();
    for (number, line) in std::fs::read_to_string(&file)?.lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
        let body = text("text");
        let input = Input { body: &body, ..Input::default() };
        let signature = signature(&input, &Analysis::default(), &[]);
        gold.push(text("cluster"));
        placed.push(clusterer.place(number as u64, &signature).clusters[0]);
    }
    let figures = Figures::of(&gold, &placed);
    println!("{} texts, {} clusters given, {} made", gold.len(), distinct(&gold), distinct(&placed));
    println!("pairwise precision {:.3} recall {:.3} F1 {:.3}", figures.pairs.0, figures.pairs.1, f1(figures.pairs));
    println!(
        "B-cubed  precision {:.3} recall {:.3} F1 {:.3}",
        figures.b_cubed.0,
        figures.b_cubed.1,
        f1(figures.b_cubed)
    );
    Ok(())
}

/// Precision and recall of each.
struct Figures {
    pairs: (f64, f64),
    b_cubed: (f64, f64),
}

impl Figures {
    fn of(gold: &[String], placed: &[u64]) -> Self {
        let both: Vec<(&String, u64)> = gold.iter().zip(placed.iter().copied()).collect();
        let (by_gold, by_placed, by_both) = (sizes(gold), sizes(placed), sizes(&both));
        let pairs = |sizes: &BTreeMap<_, f64>| sizes.values().map(|size| size * (size - 1.0) / 2.0).sum::<f64>();
        let in_both = by_both.values().map(|size| size * (size - 1.0) / 2.0).sum::<f64>();
        let in_gold = by_gold.values().map(|size| size * (size - 1.0) / 2.0).sum::<f64>();
        let share = |size_of: &dyn Fn(&(&String, u64)) -> f64| {
            by_both.iter().map(|(key, size)| size * size / size_of(key)).sum::<f64>() / gold.len() as f64
        };
        Self {
            pairs: (in_both / pairs(&by_placed), in_both / in_gold),
            b_cubed: (share(&|key| by_placed[&key.1]), share(&|key| by_gold[key.0])),
        }
    }
}

fn sizes<K: Ord + Clone>(keys: &[K]) -> BTreeMap<K, f64> {
    let mut sizes = BTreeMap::new();
    for key in keys {
        *sizes.entry(key.clone()).or_default() += 1.0;
    }
    sizes
}

fn distinct<K: Ord + Clone>(keys: &[K]) -> usize {
    sizes(keys).len()
}

fn f1((precision, recall): (f64, f64)) -> f64 {
    2.0 * precision * recall / (precision + recall)
}
