//! A million made-up documents: this product's index and bare tantivy over them, asked through HTTP.
//!
//! `benches/search.sh` runs it, beside SQLite and PostgreSQL. By hand:
//! ```text
//! million corpus N > corpus.jsonl      the records, for peers
//! million queries N > queries.jsonl    the 200 queries, for peers
//! million fill ours|bare FOLDER N      an index; prints speed and size
//! million space FOLDER               what takes the space, by kind of file and by field
//! million serve ours|bare FOLDER N PORT
//! million ask ours|bare PORT PROCESS N [FILE]   the figures; FILE is given what each query found
//! million live PORT PROCESS N          asks while 50 documents a second come in
//! ```

mod bare;
mod corpus;
mod http;
mod live;
mod measure;
mod ours;
mod queries;
mod space;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use corpus::Corpus;

/// Queries of the mix.
const QUERIES: usize = 200;
/// Times that each is asked and counted.
const ROUNDS: usize = 3;

type Done = Result<(), Box<dyn std::error::Error>>;

fn main() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["corpus", count] => write_corpus(count.parse()?),
        ["queries", count] => {
            let mut out = std::io::stdout().lock();
            for query in queries::queries(&Corpus::new(), count.parse()?, QUERIES) {
                writeln!(out, "{}", query.as_json())?;
            }
            Ok(())
        }
        ["fill", what, folder, count] => fill(what, Path::new(folder), count.parse()?),
        ["space", folder] => {
            println!("{}", space::of(Path::new(folder))?);
            Ok(())
        }
        ["serve", what, folder, count, port] => serve(what, Path::new(folder), count.parse()?, port.parse()?),
        ["ask", what, port, process, count, file @ ..] => {
            let asked = queries::queries(&Corpus::new(), count.parse()?, QUERIES);
            let asked: Vec<Value> = match *what {
                "ours" => asked.iter().map(ours::wire).collect(),
                _ => asked.iter().map(queries::Asked::as_json).collect(),
            };
            let (figures, totals) = measure::ask(port.parse()?, process.parse()?, &asked, ROUNDS)?;
            if let Some(file) = file.first() {
                std::fs::write(file, json!(totals).to_string())?;
            }
            println!("{}", json!({"engine": what, "figures": figures}));
            Ok(())
        }
        ["live", port, process, count] => live::run(port.parse()?, process.parse()?, count.parse()?),
        _ => Err("see the head of examples/million/main.rs".into()),
    }
}

fn write_corpus(count: i64) -> Done {
    let corpus = Corpus::new();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for number in 0..count {
        writeln!(out, "{}", corpus::line(&corpus.record(number)))?;
    }
    Ok(())
}

fn fill(what: &str, folder: &Path, count: i64) -> Done {
    let corpus = Corpus::new();
    let writing = match what {
        "ours" => ours::fill(folder, &corpus, count)?,
        _ => bare::fill(folder, &corpus, count)?,
    };
    let text: usize =
        (0..count.min(20_000)).map(|id| corpus.record(id)).map(|one| one.title.len() + one.text.len()).sum();
    let text = text as f64 / count.clamp(1, 20_000) as f64 * count as f64;
    let size = measure::size(folder);
    println!(
        "{}",
        json!({
            "engine": what,
            "documents": count,
            "seconds": writing.as_secs_f64().round(),
            "documents_per_second": (count as f64 / writing.as_secs_f64()).round(),
            "text_mb": (text / 1e6).round(),
            "index_mb": (size as f64 / 1e6).round(),
            "index_per_text": (size as f64 / text * 100.0).round() / 100.0,
        })
    );
    Ok(())
}

fn serve(what: &str, folder: &Path, count: i64, port: u16) -> Done {
    if what != "ours" {
        let bare = bare::Bare::open(folder)?;
        return Ok(http::serve(port, move |_, asked| bare.answer(&asked))?);
    }
    let (index, corpus, inbox) = (ours::open(folder)?, Corpus::new(), Arc::new(ours::Inbox::default()));
    let now = chrono::DateTime::from_timestamp(1_786_000_000, 0).ok_or("not a date")?;
    let (follower, waiting) = (index.clone(), inbox.clone());
    std::thread::spawn(move || waiting.follow(&follower));
    Ok(http::serve(port, move |path, asked| match path {
        "/add" => {
            let number = count + asked["number"].as_i64().unwrap_or_default();
            let mut record = corpus.record(number);
            record.title = asked["title"].as_str().unwrap_or_default().to_owned();
            inbox.put(record);
            Value::Null
        }
        _ => ours::answer(&index, &asked, now),
    })?)
}
