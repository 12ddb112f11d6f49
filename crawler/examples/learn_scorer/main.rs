//! Learns the forest of the text scorer from a folder of real pages (`gold.jsonl` and `html/*.html.gz`):
//! `cargo run --release -p watchline-crawler --example learn_scorer -- ../shared/data/extraction out.trees`
//!
//! Each paragraph of a page is an example; it is right as far as its words stand in the page's gold, and it
//! weighs as much as its share of the page's words. A third argument, `first` or `second`, learns from one
//! half of the pages only and prints how well the other half is told apart; the halves are those of a
//! hash of the page's number. A run is repeatable: there is no chance in it but a counter's.

mod gold;
mod grow;

use std::error::Error;
use std::path::Path;

use crate::gold::Examples;
use crate::grow::{Settings, grow};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "../shared/data/extraction".to_owned());
    let out = arguments.next().unwrap_or_else(|| "crawler/src/read/article/scorer.trees".to_owned());
    let half = arguments.next();
    let examples = Examples::read(Path::new(&folder))?;
    println!("{} paragraphs of {} pages", examples.right.len(), examples.pages);
    let is_learnt = |second: bool| match half.as_deref() {
        Some("first") => !second,
        Some("second") => second,
        _ => true,
    };
    let learnt: Vec<bool> = examples.second_half.iter().map(|second| is_learnt(*second)).collect();
    let forest = grow(&examples, &learnt, &Settings::default());
    let mut text = examples.names.join(" ");
    text.push('\n');
    for tree in &forest.trees {
        text.push_str(tree);
        text.push('\n');
    }
    std::fs::write(&out, text).map_err(|error| format!("{out}: {error}"))?;
    for (name, of_learnt) in [("learnt from", true), ("not seen", false)] {
        let chosen = (0..examples.right.len()).filter(|index| learnt[*index] == of_learnt);
        let (mut loss, mut weight) = (0.0, 0.0);
        for index in chosen {
            let likely = 1.0 / (1.0 + (-f64::from(forest.odds[index])).exp());
            let right = f64::from(examples.right[index]);
            let one = f64::from(examples.weight[index]);
            loss -= one * (right * likely.max(1e-9).ln() + (1.0 - right) * (1.0 - likely).max(1e-9).ln());
            weight += one;
        }
        if weight > 0.0 {
            println!("{name}: log loss {:.4}", loss / weight);
        }
    }
    Ok(())
}
