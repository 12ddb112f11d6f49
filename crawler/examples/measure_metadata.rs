//! Measures headline, authors and dates on a folder of real pages (`gold.jsonl` and `html/*.html.gz`), for
//! BENCHMARKS.md:
//! `cargo run --release -p watchline-crawler --example measure_metadata -- ../shared/data/extraction [ANSWERS]…`
//!
//! ANSWERS are other programs' results on the same pages, JSON Lines {id, title, author, date}; they are scored by
//! the same rules. The pages are halved by a hash of their id, so that what is tuned on one half can be checked on
//! the other. `--misses title|author|date [HALF]` prints what was not read as the gold has it; `--dates` prints all
//! dates that the pages give themselves, JSON Lines. With `--seen` all that is told to machines is cut out first: what
//! is measured then is how well that is read which readers see, on the pages whose day readers see.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use regex::Regex;
use scraper::Html;
use serde::Deserialize;
use watchline_crawler::read::{encoding, metadata};
use watchline_crawler::{ReadHints, read_page};
use watchline_model::{Dated, Precision, Reading};

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
}

#[derive(Deserialize, Default, Clone)]
struct Answer {
    id: String,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

#[derive(Default)]
struct Tally {
    pages: u32,
    title_exact: u32,
    title_same: u32,
    authored: u32,
    author_exact: u32,
    author_f1: f64,
    author_unasked: u32,
    dated: u32,
    date_right: u32,
    date_wrong: u32,
    date_unasked: u32,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(arguments.first().map_or("../shared/data/extraction", String::as_str));
    let gold = std::fs::read_to_string(folder.join("gold.jsonl"))
        .map_err(|error| format!("{}: {error}; name the folder that holds gold.jsonl", folder.display()))?;
    let gold: Vec<Gold> = gold.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    if arguments.iter().any(|argument| argument == "--dates") {
        return print_dates(folder, &gold);
    }
    let (own, spent) = own_answers(folder, &gold)?;
    println!("metadata alone: {:.3} ms a page", spent.as_secs_f64() * 1000.0 / gold.len() as f64);
    if let Some(at) = arguments.iter().position(|argument| argument == "--misses") {
        let half = arguments.get(at + 2).and_then(|half| half.parse().ok());
        print_misses(&gold, &own, arguments.get(at + 1).map_or("date", String::as_str), half);
        return Ok(());
    }
    report("watchline", &gold, &own);
    for path in arguments.iter().skip(1) {
        let lines = std::fs::read_to_string(path)?;
        let answers: Vec<Answer> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        let answers = answers.into_iter().map(|answer| (answer.id.clone(), answer)).collect();
        report(path, &gold, &answers);
    }
    Ok(())
}

fn own_answers(folder: &Path, gold: &[Gold]) -> Result<(BTreeMap<String, Answer>, Duration), Box<dyn Error>> {
    let mut answers = BTreeMap::new();
    let mut spent = Duration::ZERO;
    for page in gold {
        let html = page_bytes(&folder.join(&page.html_path))?;
        let document = Html::parse_document(&encoding::decode(&html, None).text);
        let start = spent_here();
        std::hint::black_box(metadata::of_document(&document, &page.url, &ReadHints::default()));
        spent += spent_here().saturating_sub(start);
        let reading = read_page(&html, None, &page.url, &ReadHints::default());
        let answer = Answer {
            id: page.id.clone(),
            title: Some(reading.title.clone()),
            author: Some(reading.authors.join("; ")),
            date: local_day(&reading),
        };
        answers.insert(page.id.clone(), answer);
    }
    Ok((answers, spent))
}

fn unpacked(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut html = Vec::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path)?).read_to_end(&mut html)?;
    Ok(html)
}

/// The page, or with `--seen` what readers see of it.
fn page_bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    static IS_SEEN_ONLY: LazyLock<bool> = LazyLock::new(|| std::env::args().any(|argument| argument == "--seen"));
    static TOLD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?is)<script\b.*?</script>|<meta\b[^>]*>|\s(?:datetime|itemprop|content|property|pubdate)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)"#)
            .expect("a valid pattern")
    });
    let html = unpacked(path)?;
    if !*IS_SEEN_ONLY {
        return Ok(html);
    }
    Ok(TOLD.replace_all(&encoding::decode(&html, None).text, "").into_owned().into_bytes())
}

fn print_dates(folder: &Path, gold: &[Gold]) -> Result<(), Box<dyn Error>> {
    for page in gold {
        let html = page_bytes(&folder.join(&page.html_path))?;
        let document = Html::parse_document(&encoding::decode(&html, None).text);
        let found = metadata::dates_of_document(&document, &page.url, &ReadHints::default());
        let dates: Vec<serde_json::Value> = found
            .iter()
            .map(|one| {
                serde_json::json!([one.local_day, one.place, one.said, one.distance, one.is_marked, one.date.value])
            })
            .collect();
        println!(
            "{}",
            serde_json::json!({"id": page.id, "half": half(&page.id), "type": page.kind, "published": page.published, "dates": dates})
        );
    }
    Ok(())
}

/// CPU time of this thread where the system tells it, so that a busy machine does not count; else the time of day.
fn spent_here() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = stat.split_whitespace().next().and_then(|first| first.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// The day of publication as the publisher's calendar showed it; the month where the page names no day.
fn local_day(reading: &Reading) -> Option<String> {
    let offset = TimeDelta::minutes(i64::from(reading.published_offset_minutes.unwrap_or(0)));
    let is_month = |date: &Dated| date.precision == Precision::Month;
    let form = if reading.published.as_ref().is_some_and(is_month) { "%Y-%m" } else { "%Y-%m-%d" };
    reading.published.map(|date| (date.value + offset).format(form).to_string())
}

fn half(id: &str) -> u32 {
    id.bytes().fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619)) >> 7 & 1
}

fn report(name: &str, gold: &[Gold], answers: &BTreeMap<String, Answer>) {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for page in gold {
        let answer = answers.get(&page.id).cloned().unwrap_or_default();
        for group in ["all".to_owned(), format!("half {}", half(&page.id)), page.kind.clone()] {
            take(tallies.entry(group).or_default(), page, &answer);
        }
    }
    println!("{name}");
    for (group, tally) in &tallies {
        let share = |part: u32, whole: u32| f64::from(part) / f64::from(whole.max(1));
        println!(
            "  {group:13} {:4} pages  title {:.3} exact {:.3} same  authors {:.3} exact {:.3} F1 ({} pages, {:.3} named on pages without)  date {:.3} right {:.3} wrong ({} pages), {:.3} given on undated",
            tally.pages,
            share(tally.title_exact, tally.pages),
            share(tally.title_same, tally.pages),
            share(tally.author_exact, tally.authored),
            tally.author_f1 / f64::from(tally.authored.max(1)),
            tally.authored,
            share(tally.author_unasked, tally.pages - tally.authored),
            share(tally.date_right, tally.dated),
            share(tally.date_wrong, tally.dated),
            tally.dated,
            share(tally.date_unasked, tally.pages - tally.dated),
        );
    }
}

fn take(tally: &mut Tally, gold: &Gold, answer: &Answer) {
    tally.pages += 1;
    let (wanted, title) = (gold.title.as_deref().unwrap_or_default(), answer.title.as_deref().unwrap_or_default());
    tally.title_exact += u32::from(blanks(wanted) == blanks(title));
    tally.title_same += u32::from(plain(wanted) == plain(title));
    let found = names(answer.author.as_deref().unwrap_or_default());
    match gold.author.as_deref().filter(|author| !author.is_empty()) {
        Some(author) => {
            let wanted = names(author);
            tally.authored += 1;
            tally.author_exact += u32::from(wanted == found);
            let shared = wanted.intersection(&found).count() as f64;
            tally.author_f1 += 2.0 * shared / ((wanted.len() + found.len()).max(1) as f64);
        }
        None => tally.author_unasked += u32::from(!found.is_empty()),
    }
    let day = answer.date.as_deref().map(|date| date.get(..10).unwrap_or(date));
    match (&gold.published, day) {
        (Some(wanted), found) => {
            tally.dated += 1;
            tally.date_right += u32::from(found == Some(wanted));
            tally.date_wrong += u32::from(found.is_some_and(|found| found != wanted));
        }
        (None, found) => tally.date_unasked += u32::from(found.is_some()),
    }
}

fn print_misses(gold: &[Gold], answers: &BTreeMap<String, Answer>, what: &str, only: Option<u32>) {
    for page in gold.iter().filter(|page| only.is_none_or(|wanted| wanted == half(&page.id))) {
        let answer = answers.get(&page.id).cloned().unwrap_or_default();
        let (wanted, found) = match what {
            "title" => (page.title.clone(), answer.title),
            "author" => (page.author.clone(), answer.author.filter(|names| !names.is_empty())),
            _ => (page.published.clone(), answer.date),
        };
        let is_miss = match what {
            "title" => wanted.as_deref().map(blanks) != found.as_deref().map(blanks),
            "author" => names(wanted.as_deref().unwrap_or_default()) != names(found.as_deref().unwrap_or_default()),
            _ => wanted != found,
        };
        if is_miss {
            println!("{} {:13} {wanted:?} | {found:?} | {}", page.id, page.kind, page.url);
        }
    }
}

fn blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The names of a list as people write it; degrees and titles left out.
fn names(list: &str) -> BTreeSet<String> {
    let list = list.replace(" and ", ",").replace(" & ", ",").replace(';', ",");
    let is_degree = |part: &str| {
        let letters: Vec<char> = part.chars().filter(|c| c.is_alphabetic()).collect();
        letters.len() <= 5 && !part.contains(' ') && letters.iter().filter(|c| c.is_uppercase()).count() >= 2
    };
    let parts = list.split(',').map(str::trim).filter(|part| !is_degree(part));
    parts
        .map(|part| plain(part.trim_start_matches("Dr. ").trim_start_matches("Dr ").trim_start_matches("By ")))
        .filter(|part| !part.is_empty())
        .collect()
}
