//! Learns the weights by which the relevance of documents is judged (docs/relevance.md): `cargo run --release -p watchline-analysis
//! --example learn_relevance` prints what they are worth on documents that they were not learnt from, `-- --write` writes
//! `learnt/relevance.weights`.
//!
//! Learnt from the stories and, where their texts are on this machine, the real records to tune on, from the sentences of
//! `fixtures/sentences` and, where they are there, from what feeds of vendors and ordinary news bring, of which hardly anything is
//! relevant; from documents to test on never. The same files give the same weights.

mod documents;
mod model;

use std::path::Path;

use documents::{Document, PARTS};
use model::Model;

const THRESHOLDS: [f32; 9] = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7];
/// Weights smaller than this are not written.
const SMALL: f32 = 0.1;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documents = documents::read(folder)?;
    for set in documents::SETS {
        let of_set = documents.iter().filter(|document| document.set == set);
        println!("{set}: {} documents", of_set.count());
    }
    // Scores by models that have not seen the document: as analyzed, and by the rules alone.
    let mut scores: Vec<(&Document, [f32; 2])> = Vec::new();
    for part in 0..PARTS {
        let model = Model::learn(&documents, |document| document.part != part);
        let unseen = documents.iter().filter(|document| document.part == part);
        scores.extend(unseen.map(|document| {
            let score = |reading: usize| document.readings.get(reading).map_or(0.0, |signs| model.chance(signs));
            (document, [score(0), score(1)])
        }));
    }
    for set in ["records", "stories", "quiet"] {
        for (way, what) in ["as analyzed", "by rules alone"].iter().enumerate() {
            println!("{set}, {what}");
            for threshold in THRESHOLDS {
                let of_set = scores.iter().filter(|(document, _)| document.set == set);
                println!(
                    "  {threshold:.2}: {}",
                    figures(of_set.map(|(document, score)| (*document, score[way])), threshold)
                );
            }
        }
    }
    for set in ["sentences", "feeds", "news"] {
        let shares: Vec<String> = THRESHOLDS
            .iter()
            .map(|threshold| {
                let taken = |labelled: bool| {
                    let of_set = || {
                        scores
                            .iter()
                            .filter(move |(document, _)| document.set == set && document.is_relevant() == labelled)
                    };
                    let taken = of_set().filter(|(_, score)| score[0] >= *threshold).count();
                    format!("{taken} of {}", of_set().count())
                };
                format!("{threshold:.2}: {} irrelevant ones and {}", taken(false), taken(true))
            })
            .collect();
        println!("{set} taken: {}", shares.join("; "));
    }
    let model = Model::learn(&documents, |_| true);
    if let Ok(path) = std::env::var("WATCHLINE_MISSES") {
        let mut lines = String::new();
        for (document, score) in &scores {
            lines += &format!(
                "{:.2} {:.2} {} {} {}\n",
                score[0],
                score[1],
                document.set,
                document.is_relevant(),
                document.id
            );
        }
        std::fs::write(path, lines)?;
    }
    if std::env::args().any(|argument| argument == "--write") {
        let text = model.shown(&documents, SMALL);
        std::fs::write(folder.join("learnt/relevance.weights"), &text)?;
        println!("written: {} signs", text.lines().count());
    }
    Ok(())
}

/// F1, precision and recall, a document once for each of its readers.
fn figures<'d>(scores: impl Iterator<Item = (&'d Document, f32)>, threshold: f32) -> String {
    let (mut right, mut taken, mut wanted) = (0, 0, 0);
    for (document, score) in scores {
        for &label in &document.labels {
            right += usize::from(label && score >= threshold);
            taken += usize::from(score >= threshold);
            wanted += usize::from(label);
        }
    }
    let share = |of: usize| right as f64 / of.max(1) as f64;
    let f1 = 2.0 * right as f64 / (taken + wanted).max(1) as f64;
    format!("{f1:.3} ({:.3}, {:.3})", share(taken), share(wanted))
}
