//! How long reading takes: microseconds for each kilobyte of text, over the labelled documents and any file of records.
//!
//! `cargo run --release -p watchline-analysis --example measure_speed [records.jsonl …]`; a record is a JSON object on a
//! line of its own, of which `title` and `text` are read. It prints figures and judges nothing.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use watchline_analysis::{Analyzer, Input};

/// The first rounds fill caches and compile the patterns that are compiled when first needed.
const ROUNDS: u32 = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let analyzer = Analyzer::new(&watchline_config::shipped_taxonomy());
    println!("analyzer built in {} ms", started.elapsed().as_millis());
    let mut sets = vec![("labelled documents".to_owned(), labelled()?)];
    for path in std::env::args().skip(1) {
        let lines = std::fs::read_to_string(&path)?;
        sets.push((path, lines.lines().filter_map(text_of).collect()));
    }
    for (name, texts) in sets {
        let size_bytes: usize = texts.iter().map(|(title, body)| title.len() + body.len()).sum();
        for round in 1..=ROUNDS {
            let started = Instant::now();
            let events: usize = texts
                .iter()
                .map(|(title, body)| analyzer.analyze(&Input { title, body, ..Input::default() }).events.len())
                .sum();
            let per_kilobyte = started.elapsed().as_secs_f64() * 1e6 / (size_bytes as f64 / 1024.0);
            println!(
                "{name}: round {round}: {} documents, {} KB, {events} events, {per_kilobyte:.0} µs/KB",
                texts.len(),
                size_bytes / 1024
            );
        }
    }
    Ok(())
}

fn labelled() -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            texts.extend(text_of(&std::fs::read_to_string(path)?));
        }
    }
    Ok(texts)
}

fn text_of(record: &str) -> Option<(String, String)> {
    let record: serde_json::Value = serde_json::from_str(record).ok()?;
    let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
    let (title, text) = (field("title"), field("text"));
    (!text.is_empty()).then_some((title, text))
}
