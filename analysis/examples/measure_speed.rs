//! How long reading takes, in time of the processor: microseconds for each kilobyte of text, and documents a second.
//!
//! `cargo run --release -p watchline-analysis --example measure_speed -- [--rounds N] [records.jsonl …]` reads the labelled
//! documents, or the files instead; a record is a JSON object on a line of its own, of which `title` and `text` are read. A first
//! round fills caches and compiles what is compiled when first needed; of the others the fastest counts.
//! `… -- --hostile` reads made-up texts that a rule might work at for ever, at two sizes, and prints by how much the time grows: about
//! as much as the size where all is well. It prints figures and judges nothing.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use watchline_analysis::{Analyzer, Input};

type Texts = Vec<(String, String)>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let started = seconds();
    let analyzer = Analyzer::new(&watchline_config::shipped_taxonomy());
    eprintln!("analyzer built in {:.0} ms", (seconds() - started) * 1e3);
    if words.iter().any(|word| word == "--hostile") {
        return hostile(&analyzer);
    }
    let mut rounds = 3;
    if let Some(at) = words.iter().position(|word| word == "--rounds") {
        rounds = words.get(at + 1).ok_or("--rounds needs a number")?.parse()?;
        words.drain(at..at + 2);
    }
    if words.is_empty() {
        return measure(&analyzer, "labelled documents", &labelled()?, rounds);
    }
    for path in &words {
        let lines = std::fs::read_to_string(path)?;
        let texts: Texts = lines.lines().filter_map(text_of).collect();
        let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
        measure(&analyzer, &name, &texts, rounds)?;
    }
    Ok(())
}

fn measure(analyzer: &Analyzer, name: &str, texts: &Texts, rounds: u32) -> Result<(), Box<dyn Error>> {
    let kilobytes = texts.iter().map(|(title, body)| title.len() + body.len()).sum::<usize>() as f64 / 1024.0;
    let mut best = f64::MAX;
    let mut events = 0;
    for round in 0..=rounds {
        let started = seconds();
        events = texts.iter().map(|(title, body)| read(analyzer, title, body)).sum();
        if round > 0 {
            best = best.min(seconds() - started);
        }
    }
    println!(
        "{name}: Watchline: {} documents, {kilobytes:.0} KB, {:.1} µs/KB, {:.0} documents/s ({events} events)",
        texts.len(),
        best * 1e6 / kilobytes,
        texts.len() as f64 / best
    );
    Ok(())
}

/// Texts of 1 MB and of 5 MB.
fn hostile(analyzer: &Analyzer) -> Result<(), Box<dyn Error>> {
    const MEGABYTE: usize = 1 << 20;
    let parts = [
        ("no space", "leak-ban-openai-data-"),
        ("one letter", "a"),
        ("one sentence", "openai leaked data of users and banned claude in march "),
        ("beginnings only", "leaked exposed stolen banned sued fined "),
        ("names only", "OpenAI Claude Gemini ChatGPT "),
        ("sentences", "OpenAI said on 3 May that data of users had leaked. "),
        ("quotes", "\"\"\"\"\" . "),
        ("breaks", "\n\n."),
        ("Chinese", "漏洞被利用后门"),
        ("people", "Ada Beispiel, an engineer at OpenAI, said. "),
    ];
    for (name, part) in parts {
        let mut spent = Vec::new();
        for size in [MEGABYTE, 5 * MEGABYTE] {
            let body = part.repeat(size / part.len());
            let started = seconds();
            read(analyzer, "", &body);
            spent.push(seconds() - started);
        }
        println!("{name}: {:.2} s for 1 MB, {:.2} s for 5 MB, {:.1} times", spent[0], spent[1], spent[1] / spent[0]);
    }
    Ok(())
}

fn read(analyzer: &Analyzer, title: &str, body: &str) -> usize {
    analyzer.analyze(&Input { title, body, ..Input::default() }).events.len()
}

/// Time that this thread has had of a processor, where the system tells it (Linux); else the time that has passed.
fn seconds() -> f64 {
    use std::sync::LazyLock;
    static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat");
    let nanoseconds = told.ok().and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| STARTED.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

fn labelled() -> Result<Texts, Box<dyn Error>> {
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
