//! Measures reading on a folder of real pages (`gold.jsonl` and `html/*.html.gz`), for BENCHMARKS.md:
//! `cargo run --release -p watchline-crawler --example measure_extraction -- ../shared/data/extraction`
//!
//! F1 is over lower-cased words, counted as often as they stand; the mean is over pages. `with` and `without`
//! are the shares of the snippets that must and must not stand in the text and do and do not, in lower case
//! and with single blanks. Time is the CPU's where the system tells it, else the clock's. A second argument
//! (a number) prints that many of the worst pages. Last comes what the memory of a host changes, over the hosts
//! that have enough pages in the folder.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use regex::Regex;
use serde::Deserialize;
use url::Url;
use watchline_crawler::{HostMemory, PageReading, ReadHints, read_page_of_host};

#[derive(Deserialize)]
struct Gold {
    id: String,
    url: String,
    #[serde(rename = "type")]
    kind: String,
    html_path: String,
    title: Option<String>,
    author: Option<String>,
    published: Option<String>,
    text: String,
    #[serde(default)]
    with: Option<Vec<String>>,
    #[serde(default)]
    without: Option<Vec<String>>,
}

#[derive(Default)]
struct Tally {
    with: (u32, u32),
    without: (u32, u32),
    pages: u32,
    f1: f64,
    time: Duration,
    titles: (u32, u32),
    dates_right: u32,
    dates_wrong: u32,
    dates_missing: u32,
    dates_unasked: u32,
    authors: (u32, u32),
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "../shared/data/extraction".to_owned());
    let worst: usize = arguments.next().map_or(Ok(0), |number| number.parse())?;
    let folder = Path::new(&folder);
    let gold = std::fs::read_to_string(folder.join("gold.jsonl"))
        .map_err(|error| format!("{}: {error}; name the folder that holds gold.jsonl", folder.display()))?;
    let word = Regex::new(r"\w+")?;
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut scores = Vec::new();
    let mut hosts: BTreeMap<String, Vec<HostPage>> = BTreeMap::new();
    for line in gold.lines() {
        let gold: Gold = serde_json::from_str(line)?;
        let mut html = Vec::new();
        flate2::read::GzDecoder::new(std::fs::File::open(folder.join(&gold.html_path))?).read_to_end(&mut html)?;
        let start = Moment::now();
        let read = read_page_of_host(&html, None, &gold.url, &ReadHints::default(), None);
        let time = start.elapsed();
        let PageReading { reading, paragraphs, .. } = read;
        let f1 = f1(&word, &reading.text, &gold.text);
        scores.push((f1, gold.kind.clone(), gold.id.clone(), reading.text.len(), gold.text.len()));
        if let Some(host) = Url::parse(&gold.url).ok().and_then(|url| url.host_str().map(str::to_owned)) {
            let page = HostPage { url: gold.url.clone(), html, paragraphs, gold: gold.text.clone(), f1 };
            hosts.entry(host).or_default().push(page);
        }
        let tally = tallies.entry(gold.kind.clone()).or_default();
        tally.pages += 1;
        tally.f1 += f1;
        tally.time += time;
        let found = blanks(&reading.text);
        for snippet in gold.with.iter().flatten() {
            count(&mut tally.with, found.contains(&blanks(snippet)));
        }
        for snippet in gold.without.iter().flatten() {
            count(&mut tally.without, !found.contains(&blanks(snippet)));
        }
        let published = reading.published.map(|date| date.value_text());
        let published = published.as_deref().and_then(|date| date.get(..10));
        match (&gold.published, published) {
            (Some(gold), Some(found)) if gold == found => tally.dates_right += 1,
            (Some(_), Some(_)) => tally.dates_wrong += 1,
            (Some(_), None) => tally.dates_missing += 1,
            (None, Some(_)) => tally.dates_unasked += 1,
            (None, None) => {}
        }
        if let Some(title) = &gold.title {
            count(&mut tally.titles, plain(title) == plain(&reading.title));
        }
        if let Some(author) = &gold.author {
            count(&mut tally.authors, reading.authors.iter().any(|found| plain(author).contains(&plain(found))));
        }
    }
    for (kind, tally) in &tallies {
        print(kind, tally);
    }
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (f1, kind, id, found, wanted) in scores.iter().take(worst) {
        println!("{id} {kind:13} F1 {f1:.3}  {found} of {wanted} bytes");
    }
    hosts.retain(|_, pages| pages.len() >= HOST_PAGES_MIN);
    print_hosts(&word, &hosts);
    Ok(())
}

/// A page, and how it was read without knowing its host.
struct HostPage {
    url: String,
    html: Vec<u8>,
    paragraphs: Vec<u64>,
    gold: String,
    f1: f64,
}

/// What repeats must stand on three other pages.
const HOST_PAGES_MIN: usize = 4;

/// Reads each page again with the memory of all others of its host.
fn print_hosts(word: &Regex, hosts: &BTreeMap<String, Vec<HostPage>>) {
    let (mut pages, mut alone, mut together) = (0_u32, 0.0, 0.0);
    for page_of_host in hosts.values() {
        for page in page_of_host {
            let mut memory = HostMemory::default();
            for other in page_of_host.iter().filter(|other| other.url != page.url) {
                memory.remember(&other.url, &other.paragraphs);
            }
            let read = read_page_of_host(&page.html, None, &page.url, &ReadHints::default(), Some(&memory));
            pages += 1;
            alone += page.f1;
            together += f1(word, &read.reading.text, &page.gold);
        }
    }
    let mean = |sum: f64| sum / f64::from(pages.max(1));
    println!(
        "{pages} pages of {} hosts: F1 {:.4} alone, {:.4} with the host's memory",
        hosts.len(),
        mean(alone),
        mean(together)
    );
}

/// A moment of this thread.
struct Moment {
    cpu: Option<Duration>,
    clock: Instant,
}

impl Moment {
    fn now() -> Self {
        Self { cpu: cpu_time(), clock: Instant::now() }
    }

    fn elapsed(&self) -> Duration {
        match (self.cpu, cpu_time()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.clock.elapsed(),
        }
    }
}

/// What Linux says that this thread has spent on a CPU.
fn cpu_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_ascii_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn blanks(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count((right, all): &mut (u32, u32), is_right: bool) {
    *right += u32::from(is_right);
    *all += 1;
}

fn print(kind: &str, tally: &Tally) {
    let pages = f64::from(tally.pages.max(1));
    println!(
        "{kind:13} {:4} pages  F1 {:.4}  with {:.4}  without {:.4}  {:5.1} ms/page  titles {}/{}  dates: {} right, {} wrong, {} missing, {} unasked  authors {}/{}",
        tally.pages,
        tally.f1 / pages,
        share(tally.with),
        share(tally.without),
        tally.time.as_secs_f64() * 1000.0 / pages,
        tally.titles.0,
        tally.titles.1,
        tally.dates_right,
        tally.dates_wrong,
        tally.dates_missing,
        tally.dates_unasked,
        tally.authors.0,
        tally.authors.1,
    );
}

fn share((right, all): (u32, u32)) -> f64 {
    f64::from(right) / f64::from(all.max(1))
}

fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

fn f1(word: &Regex, found: &str, gold: &str) -> f64 {
    let bag = |text: &str| {
        let mut bag: HashMap<String, u32> = HashMap::new();
        for word in word.find_iter(&text.to_lowercase()) {
            *bag.entry(word.as_str().to_owned()).or_default() += 1;
        }
        bag
    };
    let (found, gold) = (bag(found), bag(gold));
    let size = |bag: &HashMap<String, u32>| f64::from(bag.values().sum::<u32>());
    let shared: u32 = found.iter().map(|(word, count)| gold.get(word).map_or(0, |other| *count.min(other))).sum();
    let (precision, recall) = (f64::from(shared) / size(&found).max(1.0), f64::from(shared) / size(&gold).max(1.0));
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}
