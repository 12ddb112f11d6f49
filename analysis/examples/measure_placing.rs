//! Places made-up documents and prints what one placement costs in a small and in a large archive, and the memory taken.
//!
//! `cargo run --release -p watchline-analysis --example measure_placing [DOCUMENTS]`; seeded, so that every run places the same
//! 1,000,000 documents of 80,000 incidents (or the first DOCUMENTS of them).

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use watchline_analysis::cluster::{Clusterer, Signature, signature};
use watchline_analysis::{Analysis, Input};
use watchline_model::{Basis, Dated, Entity, EntityId, EntityKind, Event, EventKind, Evidence, Modality, Precision};

const DOCUMENTS: u64 = 1_000_000;
const INCIDENTS: u64 = 80_000;
const SMALL: u64 = 10_000;
/// Placements that a figure is the mean of.
const MEASURED: u64 = 2_000;
const WORDS: u64 = 400_000;
const KINDS: [&str; 6] = ["outage", "data_exposure", "ban", "vulnerability_disclosed", "fine", "prompt_injection"];

fn main() {
    let mut clusterer = Clusterer::new();
    let mut clusters = 0;
    let mut spent = Duration::ZERO;
    let mut figures = Vec::new();
    let last = std::env::args().nth(1).and_then(|last| last.parse().ok()).unwrap_or(DOCUMENTS);
    for number in 0..last {
        let signature = made_up(number);
        let start = run_time();
        let placement = clusterer.place(number, &signature);
        spent += run_time().saturating_sub(start);
        clusters = clusters.max(placement.clusters[0]);
        if (number + 1) % MEASURED == 0 {
            if number + 1 == SMALL || number + 1 == last || (number + 1).is_multiple_of(100_000) {
                let micros = spent.as_micros() as f64 / MEASURED as f64;
                let memory = memory_mib().map_or(String::new(), |mib| format!(", {mib} MiB"));
                println!("{} documents, {clusters} clusters: {micros:.0} µs per placement{memory}", number + 1);
                figures.push(micros);
            }
            spent = Duration::ZERO;
        }
    }
    println!("ratio {:.2}", figures[figures.len() - 1] / figures[0]);
}

/// Time that this process has had a processor, where the system tells: other programs on the machine do not count. Else the time on the wall.
fn run_time() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    nanos.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

/// What the process holds in memory, where the system tells.
fn memory_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

/// An incident's documents come within some weeks of each other; of its words each document tells about half.
fn made_up(number: u64) -> Signature {
    let window = number * INCIDENTS / DOCUMENTS;
    let incident = (window + mixed(number) % 40) % INCIDENTS;
    let own = |word: u64| mixed(incident * 1_000 + word) % WORDS;
    let mut body = String::new();
    for word in 0..120 {
        let dice = mixed(number * 1_000 + word);
        let word = if dice.is_multiple_of(3) { own(dice / 3 % 60) } else { squared(dice) };
        body.push_str(&format!("w{word}x "));
    }
    let vendor = EntityId::new(format!("vendor-{}", incident % 90));
    let product = EntityId::new(format!("product-{}", incident % 240));
    let published = DateTime::<Utc>::UNIX_EPOCH + chrono::Duration::hours(i64::try_from(number).unwrap_or(0));
    let entity = |id: &EntityId, kind| Entity { id: id.clone(), kind, name: id.as_str().to_owned(), owner: None };
    let analysis = Analysis {
        entities: vec![entity(&vendor, EntityKind::Vendor), entity(&product, EntityKind::Product)],
        events: vec![Event {
            kind: EventKind::from(KINDS[(incident % 6) as usize]),
            actors: vec![vendor.clone()],
            targets: vec![product.clone()],
            date: None,
            modality: Modality::Stated,
            evidence: Evidence { version: None, start: 0, end: 0, quote: String::new() },
            rule: "made-up".to_owned(),
            participants: Vec::new(),
        }],
        ..Analysis::default()
    };
    let url = format!("https://press{}.example/{number}", number % 50);
    let input = Input {
        title: "Made-up report",
        body: &body,
        url: Some(&url),
        published: Some(Dated { value: published, precision: Precision::Time, basis: Basis::Published }),
        ..Input::default()
    };
    signature(&input, &analysis, &[])
}

/// Common words are common: the square of an even draw falls mostly upon the low numbers.
fn squared(dice: u64) -> u64 {
    let share = (dice % 10_000) as f64 / 10_000.0;
    (share * share * WORDS as f64) as u64
}

/// SplitMix64 (S. Vigna, public domain): the same numbers on every machine.
fn mixed(seed: u64) -> u64 {
    let mut value = seed.wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
