//! Fills an index with made-up records and prints how long things take.
//!
//! `cargo run --release -p watchline-index --example measure -- 100000`

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use watchline_index::{Index, Request, Sort};
use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{
    Basis, ChangeSeq, Dated, DocumentId, EntityId, EntityKind, Record, RecordKind, Severity, Status, Taxonomy,
};

/// Runs of each query; the median is printed.
const RUNS: usize = 21;
const VOCABULARY: u64 = 20_000;

/// A small generator (xorshift64*), so that every run makes the same records.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % bound
    }

    /// Small numbers far more often than large ones, as with words.
    fn skewed(&mut self, bound: u64) -> u64 {
        let widest = self.below(bound) + 1;
        let wide = self.below(widest) + 1;
        self.below(wide)
    }
}

fn record(random: &mut Random, id: i64, start: DateTime<Utc>) -> Record {
    let words = |random: &mut Random, count: u64| -> String {
        (0..count).map(|_| format!("word{} ", random.skewed(VOCABULARY))).collect()
    };
    let published = start + TimeDelta::minutes(i64::try_from(random.below(1_500_000)).unwrap_or_default());
    let vendor = EntityId::new(format!("vendor-{}", random.skewed(60)));
    let product = EntityId::new(format!("product-{}", random.skewed(200)));
    let length = 200 + random.below(600);
    Record {
        kind: RecordKind::Document,
        key: format!("d{id}"),
        document: Some(DocumentId(id)),
        incidents: Vec::new(),
        title: words(random, 8),
        text: words(random, length),
        url: None,
        vendors: vec![vendor.clone()],
        products: vec![product.clone()],
        entities: vec![vendor, product],
        vulnerabilities: Vec::new(),
        countries: vec![format!("c{}", random.skewed(9))],
        event_kinds: (0..1 + random.below(3)).map(|_| format!("event_{}", random.skewed(40))).collect(),
        status: Status::all().get(usize::try_from(random.below(8)).unwrap_or_default()).copied(),
        severity: Severity::all().get(usize::try_from(random.below(6)).unwrap_or_default()).copied(),
        document_kind: Some("article".to_owned()),
        tiers: vec!["press".to_owned()],
        sources: vec![format!("source-{}", random.skewed(120))],
        languages: vec!["en".to_owned()],
        published: Some(published),
        happened: (0..random.below(4))
            .map(|_| {
                let days = i64::try_from(random.below(60)).unwrap_or_default();
                Dated::day((published - TimeDelta::days(days)).date_naive(), Basis::Occurred)
            })
            .collect(),
        known: None,
        independent_sources: 0,
    }
}

fn taxonomy() -> Taxonomy {
    let entity = |place: u32| TaxonomyEntity {
        id: EntityId::new(format!("vendor-{place}")),
        kind: EntityKind::Vendor,
        name: format!("Vendor {place}"),
        owner: None,
        aliases: Vec::new(),
        ambiguous: Vec::new(),
        context: Vec::new(),
        except: Vec::new(),
        domains: Vec::new(),
        country: None,
        ai: true,
    };
    Taxonomy { entities: (0..60).map(entity).collect(), ..Taxonomy::default() }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: i64 = std::env::args().nth(1).map_or(Ok(20_000), |count| count.parse())?;
    let folder = std::env::temp_dir().join(format!("watchline-measure-{}", std::process::id()));
    let taxonomy = taxonomy();
    let index = Index::open(&folder, 50_000_000, &taxonomy)?;
    let mut random = Random(0x5eed);
    let start: DateTime<Utc> = "2023-06-01T00:00:00Z".parse()?;
    let now: DateTime<Utc> = "2026-06-01T00:00:00Z".parse()?;
    let mut writing = Duration::ZERO;
    for first in (0..count).step_by(2_000) {
        let records: Vec<Record> = (first..count.min(first + 2_000)).map(|id| record(&mut random, id, start)).collect();
        let began = Instant::now();
        index.apply(&records, &[], &[], ChangeSeq(first))?;
        writing += began.elapsed();
    }
    println!("{count} records in {:.1} s, {:.0} a second", writing.as_secs_f64(), count as f64 / writing.as_secs_f64());

    for query in [
        "",
        "word3",
        "word3 word700",
        "\"word1 word2\"",
        "vendor:vendor-3 -word5",
        "happened:2025-03",
        "word1 OR word2",
    ] {
        for (sort, facets) in [(Sort::Newest, false), (Sort::Newest, true), (Sort::Relevance, true)] {
            let parsed = index.parse(query, now);
            let request = Request {
                parsed: &parsed,
                kind: RecordKind::Document,
                sort,
                limit: 20,
                cursor: None,
                after: None,
                before: None,
                facets,
                resolution: watchline_index::Resolution::Month,
            };
            let mut times = Vec::with_capacity(RUNS);
            let mut total = 0;
            for _ in 0..RUNS {
                let began = Instant::now();
                total = index.search(&request)?.total;
                times.push(began.elapsed());
            }
            times.sort_unstable();
            let facets = if facets { "facets" } else { "" };
            println!(
                "{:>9.2} ms {:>8} hits  {:<10} {facets:<7} `{query}`",
                milliseconds(times[RUNS / 2]),
                total,
                sort.as_str()
            );
        }
    }

    let batch = Index::in_memory(&taxonomy)?;
    let records: Vec<Record> = (0..50).map(|id| record(&mut random, id, start)).collect();
    batch.apply(&records, &[], &[], ChangeSeq(1))?;
    let keys: Vec<String> = records.iter().map(|record| record.key.clone()).collect();
    let began = Instant::now();
    for number in 0..1_000 {
        let parsed = batch.parse(&format!("vendor:vendor-{} word{}", number % 60, number % 100), now);
        batch.matches(&parsed, &keys)?;
    }
    println!("{:>9.2} ms for 1,000 stored queries over a batch of 50", milliseconds(began.elapsed()));
    drop(index);
    let began = Instant::now();
    drop(Index::open(&folder, 50_000_000, &taxonomy)?);
    println!("{:>9.2} ms to open and verify", milliseconds(began.elapsed()));
    let size: u64 =
        std::fs::read_dir(&folder)?.filter_map(|entry| entry.ok()?.metadata().ok()).map(|file| file.len()).sum();
    println!("{:>9.1} MB on disk", size as f64 / 1e6);
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
