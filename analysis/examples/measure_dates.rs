//! How many date expressions come out right, and how fast.
//!
//! `cargo run --release -p watchline-analysis --example measure_dates -- [english.json] [--misses TYPE] [--cases OUT]
//! [--score NAME FILE]…` or `… -- --speed RECORDS.jsonl` for the time alone, over `title` and `text` of each record.
//!
//! # What is counted
//!
//! Of a collection in the form of microsoft/Recognizers-Text (a list of records with input, reference and results): every result
//! of the types `date`, `daterange`, `datetime` and `datetimerange` that carries a value, in every specification file, each type
//! on a line of its own; first those of the library's default behaviour (`DateParser`, `DatePeriodParser`, `DateTimeParser`,
//! `DateTimePeriodParser`, `MergedParser`, `DateTimeModel`), then those of its optional modes (`…Calendar`, `…Experimental`,
//! `…Tasks`, `…Extended`, `…Split`), which want other values for the same words, then holidays. Nothing of these types is left
//! out but values that the collection itself calls unresolved (seasons, days that do not exist) and records without a
//! reference. Durations, recurrences, times of day without a day, zones and alternatives are other types and not counted.
//!
//! # When it is right
//!
//! An expression of ours must overlap the marked words and mean the same. The collection gives two values where the words leave
//! the year or the week open, the nearest past and the nearest future one; we answer with one (the past one unless the
//! words point forward, a day without a year up to three weeks ahead), which is right if it is either. The end of a range may
//! be the day after the last (as the collection has it for weeks and months) or the last day named (as it has it for "from …
//! to …"). An open range ("since", "before") is right if we name the bound and read it as one. A figure with `start` compares
//! beginnings only, which is all that some peers give.
//!
//! The same results are also printed by the form in which the collection writes their values, so that the kinds that come out
//! well and those that do not are told apart by its notation and not by our choice.
//!
//! Our own labelled sentences (`fixtures/dates/*.tsv`) are right if the beginnings of all marked expressions are, at the
//! precision of the label, and nothing else is found.

#[path = "measure_dates/cases.rs"]
mod cases;
#[path = "measure_dates/score.rs"]
mod score;

use std::error::Error;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use watchline_analysis::dates::DateFinder;

use cases::Case;
use score::Answer;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut collection = root.join("../../shared/data/dates/english.json");
    let (mut misses, mut out, mut peers) = (None, None, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--misses" => misses = arguments.next(),
            "--cases" => out = arguments.next(),
            "--speed" => return speed(&std::fs::read_to_string(arguments.next().unwrap_or_default())?),
            "--score" => peers.extend(arguments.next().zip(arguments.next())),
            path => collection = path.into(),
        }
    }
    let mut cases = Vec::new();
    match std::fs::read_to_string(&collection) {
        Ok(text) => cases.extend(cases::of_collection(&text)?),
        Err(error) => println!("without {}: {error}", collection.display()),
    }
    cases.extend(cases::of_fixtures(&root.join("fixtures/dates"))?);
    if let Some(out) = out {
        let lines: Result<Vec<String>, _> = cases.iter().map(serde_json::to_string).collect();
        std::fs::write(out, lines?.join("\n"))?;
        return Ok(());
    }
    let answers = own(&cases);
    score::print("Watchline", &cases, &answers, misses.as_deref());
    for (name, path) in peers {
        let answers = score::answers(&std::fs::read_to_string(path)?)?;
        score::print(&name, &cases, &answers, None);
    }
    Ok(())
}

/// Running text as it is published.
fn speed(lines: &str) -> Result<(), Box<dyn Error>> {
    let mut texts = Vec::new();
    for line in lines.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
        texts.push(format!("{}\n\n{}{}", field("title"), field("text"), field("description")));
    }
    let finder = DateFinder::new();
    let reference = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).map(|day| day.and_time(chrono::NaiveTime::MIN));
    let bytes: usize = texts.iter().map(String::len).sum();
    for round in 1..=3 {
        let started = processor_time();
        let found: usize = texts.iter().map(|text| finder.expressions(text, reference, None).len()).sum();
        let micros = (processor_time() - started).as_secs_f64() * 1e6 * 1024.0 / bytes as f64;
        println!("round {round}: {} texts, {} KB, {found} expressions, {micros:.1} µs/KB", texts.len(), bytes / 1024);
    }
    Ok(())
}

fn own(cases: &[Case]) -> Vec<Answer> {
    let finder = DateFinder::new();
    let started = processor_time();
    let answers = cases
        .iter()
        .map(|case| Answer {
            found: finder
                .expressions(&case.text, Some(case.reference), case.language.as_deref())
                .into_iter()
                .map(Into::into)
                .collect(),
        })
        .collect();
    let bytes: usize = cases.iter().map(|case| case.text.len()).sum();
    let seconds = (processor_time() - started).as_secs_f64();
    println!(
        "Watchline: {:.1} µs a text, {:.1} µs/KB",
        seconds * 1e6 / cases.len() as f64,
        seconds * 1e6 * 1024.0 / bytes as f64
    );
    answers
}

/// Time of this process on a processor, which other work on the machine does not lengthen; time on the wall where the system
/// does not tell (the first figure of Linux's `schedstat`, in nanoseconds).
fn processor_time() -> Duration {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    let begun = BEGUN.get_or_init(Instant::now);
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}
