//! What archiving costs: CPU a page for listing, for taking in answers, for 304s and for readings, flat or not as the store
//! grows; and, given a folder of pages, size against CPU of each level of compression.
//!
//! `cargo run --release -p watchline-store --example measure_archive -- [PAGES] [BATCH] [FOLDER]`

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use watchline_model::page::FetchedPage;
use watchline_model::{DocumentKind, EntryId, PageId, Reading, Source, SourceId, SourceKind, Tier};
use watchline_store::{
    EntryOutcome, Fetched, Keep, NewEntry, ReadOutcome, Round, RoundOutcome, SourceAnswer, Store, pack_page,
};

const HOSTS: usize = 300;
const PARTS: usize = 5;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let pages: usize = arguments.next().map_or(30_000, |text| text.parse().expect("PAGES is a number"));
    let batch: usize = arguments.next().map_or(64, |text| text.parse().expect("BATCH is a number"));
    if let Some(folder) = arguments.next() {
        measure_levels(Path::new(&folder));
    }
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let url = format!("sqlite:{}", folder.path().join("w.db").display());
    let store = Store::open(&url).await.expect("a new store opens");
    let now = DateTime::from_timestamp(1_780_000_000, 0).expect("a moment of 2026");
    let sources: Vec<Source> = (0..HOSTS).map(source).collect();
    store.sync_sources(&sources, now).await.expect("sources are taken over");

    let meter = Meter::start();
    for (index, source) in sources.iter().enumerate() {
        list(&store, source, pages / HOSTS, index, now).await;
    }
    meter.say("listing", pages);
    let meter = Meter::start();
    let due = store.due_entries(now, 500).await.expect("entries are due");
    meter.say("due entries, of 500 among all", 500);
    assert!(due.len() == 500 || pages < 500);

    for part in 0..PARTS {
        measure_part(&store, part, pages / PARTS, batch, now).await;
    }
    let meter = Meter::start();
    let verified = store.verify().await.expect("the store is examined");
    meter.say("verify", pages);
    assert_eq!(verified.broken, None);
    store.close().await;
    let size = std::fs::metadata(folder.path().join("w.db")).map_or(0, |file| file.len());
    println!("{:.1} KB a page in the file", size as f64 / 1024.0 / pages as f64);
}

/// One fifth of the entries: fetched, asked again (304), read.
async fn measure_part(store: &Store, part: usize, pages: usize, batch: usize, now: DateTime<Utc>) {
    let first = part * pages;
    let bodies: Vec<EntryOutcome> = (first..first + pages)
        .map(|number| EntryOutcome {
            entry: EntryId(number as i64 + 1),
            next_due: Some(now + TimeDelta::hours(6)),
            what: Fetched::Page(pack_page(page(number, 200, now))),
        })
        .collect();
    let mut to_read: Vec<PageId> = Vec::with_capacity(pages);
    let meter = Meter::start();
    for some in bodies.chunks(batch) {
        to_read.extend(store.record_entry_outcomes(some, now).await.expect("pages are archived").into_iter().flatten());
    }
    meter.say("pages archived", pages);
    let unchanged: Vec<EntryOutcome> = (first..first + pages)
        .map(|number| EntryOutcome {
            entry: EntryId(number as i64 + 1),
            next_due: None,
            what: Fetched::Unchanged(page(number, 304, now)),
        })
        .collect();
    let meter = Meter::start();
    for some in unchanged.chunks(batch) {
        store.record_entry_outcomes(some, now).await.expect("answers are archived");
    }
    meter.say("304s archived", pages);
    let read: Vec<(PageId, ReadOutcome)> = to_read.iter().map(|page| (*page, reading(*page))).collect();
    let meter = Meter::start();
    for some in read.chunks(batch) {
        store.record_readings(some, now).await.expect("readings are recorded");
    }
    meter.say("readings", pages);
}

fn source(number: usize) -> Source {
    let url = format!("https://host{number}.example/feed");
    Source::new(format!("host{number}"), SourceKind::Feed, Tier::Press, url)
}

async fn list(store: &Store, source: &Source, entries: usize, index: usize, now: DateTime<Utc>) {
    let listed = |number: usize| NewEntry {
        url: format!("{}/{}", source.url, index * entries + number),
        title: Some(format!("The {number}th story of {}", source.id)),
        summary: Some("Something happened, and somebody says so.".repeat(4)),
        ..NewEntry::default()
    };
    let entries: Vec<NewEntry> = (0..entries).map(listed).collect();
    let page = FetchedPage { url: source.url.clone(), body: source.url.clone().into_bytes(), ..page(0, 200, now) };
    let answer = SourceAnswer { page: &page, keep: Keep::Answer, entries: &entries };
    store.record_answer(&source.id, &answer, now).await.expect("a listing is taken in");
    let (memory, outcome) = (BTreeMap::new(), RoundOutcome::Changed);
    let next_due = now + TimeDelta::hours(1);
    let round = Round { next_due, interval_seconds: None, memory, validators: None, outcome, new_entries: 0 };
    store.finish_round(&SourceId::from(source.id.as_str()), &round, now).await.expect("a round ends");
}

/// About 30 KB that compress as prose does not quite: words in an order of their own for each page.
fn page(number: usize, status: u16, now: DateTime<Utc>) -> FetchedPage {
    let url = format!("https://host{}.example/{number}", number % HOSTS);
    let header = |name: &str, value: String| (name.to_owned(), value);
    FetchedPage {
        final_url: url.clone(),
        url,
        status,
        headers: vec![
            header("content-type", "text/html; charset=utf-8".to_owned()),
            header("etag", format!("\"{number:x}\"")),
            header("last-modified", "Wed, 01 Jul 2026 10:00:00 GMT".to_owned()),
            header("server", "measure".to_owned()),
            header("cache-control", "max-age=300".to_owned()),
        ],
        fetched_at: now,
        body: if status == 200 { words(number, 5_000).into_bytes() } else { Vec::new() },
    }
}

fn words(seed: usize, count: usize) -> String {
    let mut state = seed as u64 + 1;
    let mut text = String::with_capacity(count * 7);
    for _ in 0..count {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text.push_str(&format!("{:x} ", (state >> 40) % 5_000 + 4_000));
    }
    text
}

fn reading(page: PageId) -> ReadOutcome {
    let reading = Reading {
        canonical_url: Some(format!("https://canonical.example/{page}")),
        title: format!("The story of page {page}"),
        text: words(page.0.unsigned_abs() as usize, 600),
        ..Reading::default()
    };
    ReadOutcome::Document { kind: DocumentKind::Article, reading, words_sha256: None }
}

/// Size and CPU of compressing the files of a folder, by level.
fn measure_levels(folder: &Path) {
    let files: Vec<Vec<u8>> = std::fs::read_dir(folder)
        .expect("FOLDER can be read")
        .filter_map(|file| std::fs::read(file.ok()?.path()).ok())
        .collect();
    let bytes: usize = files.iter().map(Vec::len).sum();
    println!("{} files, {:.1} MB", files.len(), bytes as f64 / 1e6);
    for level in [-3, -1, 1, 2, 3, 4, 5, 6, 9] {
        let before = cpu_ms();
        let size: usize = files.iter().map(|file| zstd::bulk::compress(file, level).map_or(0, |out| out.len())).sum();
        let micros = (cpu_ms() - before) as f64 * 1000.0;
        println!(
            "level {level:>2}: {:.3} of the size, {:.0} µs a file, {:.0} MB/s",
            size as f64 / bytes as f64,
            micros / files.len() as f64,
            bytes as f64 / micros
        );
    }
}

struct Meter {
    started: Instant,
    cpu_ms: u64,
}

impl Meter {
    fn start() -> Self {
        Self { started: Instant::now(), cpu_ms: cpu_ms() }
    }

    fn say(&self, what: &str, count: usize) {
        let (wall, cpu) = (self.started.elapsed().as_micros() as f64, (cpu_ms() - self.cpu_ms) as f64 * 1000.0);
        println!("{what:<30} {:>7.1} µs CPU each, {:>7.1} µs", cpu / count as f64, wall / count as f64);
    }
}

/// CPU time of this process so far (Linux: fields 14 and 15 of /proc/self/stat, in hundredths of a second).
fn cpu_ms() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    fields.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10
}
