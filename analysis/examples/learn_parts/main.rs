//! Learns the weights by which it is judged which vendors, products and models of a document have a part in it:
//! `cargo run --release -p watchline-analysis --example learn_parts` prints what they are worth on documents that they were not
//! learnt from, `-- --write` writes `learnt/parts.weights`.
//!
//! Learnt from the stories and, where their texts are on this machine, the real records to tune on; from documents to test on never.
//! The same files give the same weights.

mod documents;
mod model;

use std::path::Path;

use documents::{Document, PARTS, Verdict};
use model::Model;
use watchline_model::EntityKind;

const THRESHOLDS: [f32; 6] = [-1.0, -0.6, -0.3, 0.0, 0.2, 0.4];
/// Weights smaller than this are not written.
const SMALL: f32 = 0.01;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documents = documents::read(folder)?;
    // Odds by models that have not seen the document.
    let mut judged: Vec<(&Document, Vec<f32>)> = Vec::new();
    for part in 0..PARTS {
        let model = Model::learn(&documents, |document| document.part != part);
        let unseen = documents.iter().filter(|document| document.part == part);
        judged.extend(unseen.map(|document| {
            (document, document.verdicts.iter().map(|verdict| model.odds(&verdict.candidate.signs)).collect())
        }));
    }
    for set in ["records", "wide", "stories"] {
        let of_set: Vec<&(&Document, Vec<f32>)> = judged.iter().filter(|(document, _)| document.set == set).collect();
        println!("{set}: {} documents", of_set.len());
        for (task, kind) in [("vendors", EntityKind::Vendor), ("products", EntityKind::Product)] {
            println!("  {task} by rules alone: {}", figures(&of_set, kind, |verdict, _| !verdict.candidate.is_aside));
            for threshold in THRESHOLDS {
                let kept = |verdict: &Verdict, odds: f32| verdict.candidate.is_kept || odds >= threshold;
                println!("  {task} from {threshold:.1}: {}", figures(&of_set, kind, kept));
            }
        }
    }
    if std::env::args().any(|argument| argument == "--write") {
        let text = Model::learn(&documents, |_| true).shown(SMALL);
        std::fs::write(folder.join("learnt/parts.weights"), &text)?;
        println!("written: {} signs", text.lines().count());
    }
    Ok(())
}

/// F1, precision and recall, a document once for each of its readers.
fn figures(judged: &[&(&Document, Vec<f32>)], kind: EntityKind, is_kept: impl Fn(&Verdict, f32) -> bool) -> String {
    let (mut right, mut taken, mut wanted) = (0, 0, 0);
    for (document, odds) in judged {
        wanted += document.wanted(kind);
        for (verdict, odds) in document.verdicts.iter().zip(odds) {
            if verdict.candidate.kind == kind && is_kept(verdict, *odds) {
                taken += verdict.has_part.len();
                right += verdict.has_part.iter().filter(|has_part| **has_part).count();
            }
        }
    }
    let share = |of: usize| right as f64 / of.max(1) as f64;
    let f1 = 2.0 * right as f64 / (taken + wanted).max(1) as f64;
    format!("{f1:.3} ({:.3}, {:.3})", share(taken), share(wanted))
}
