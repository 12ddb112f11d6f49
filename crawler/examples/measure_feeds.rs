//! Measures reading broken feeds, for BENCHMARKS.md: every feed of a folder is broken in every class of
//! breakage, several times, and read; an item counts as recovered if its address and title are those of
//! the sound feed, and it is whole if its dates, authors, id and summary are, too.
//! `cargo run --release -p watchline-crawler --example measure_feeds -- ../shared/data/feeds`
//!
//! A second argument names a folder to write the broken feeds to, for other readers. The classes that add words
//! to the titles (to have some in another alphabet) are held against the sound feed with the same words.

#[path = "../src/collect/feed/tests/breakage/mod.rs"]
mod breakage;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use breakage::{Broken, Seed};
use watchline_crawler::{FeedItem, read_feed};

const URL: &str = "https://measured.example/feed.xml";
/// How often each feed is broken in each class.
const ROUNDS: u64 = 3;

struct Sound {
    name: String,
    text: String,
}

#[derive(Default)]
struct Tally {
    expected: usize,
    ours: usize,
    whole: usize,
    peer: usize,
    peer_expected: usize,
    added: usize,
    time: Duration,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "../shared/data/feeds".to_owned());
    let dump = arguments.next().map(PathBuf::from);
    let mut files = Vec::new();
    gather(Path::new(&folder), &mut files)?;
    files.sort();
    let feeds: Vec<Sound> = files.iter().filter_map(|file| sound(file)).collect();
    println!("{} sound feeds with items", feeds.len());
    speed(&feeds);
    let mut total = Tally::default();
    println!("{:<44} {:>8} {:>7} {:>7} {:>7} {:>7}", "class", "items", "ours", "whole", "added", "feed-rs");
    for (number, (class, breaking)) in breakage::classes().into_iter().enumerate() {
        let mut tally = Tally::default();
        for feed in &feeds {
            for round in 0..ROUNDS {
                let mut seed = Seed::new(round * 7919 + number as u64);
                let Some(broken) = breaking(&feed.text, &mut seed) else { continue };
                if let Some(dump) = &dump {
                    write(dump, number, class, feed, round, &broken)?;
                }
                count(&mut tally, feed, &broken, class);
            }
        }
        print_row(class, &tally);
        total.expected += tally.expected;
        total.ours += tally.ours;
        total.whole += tally.whole;
        total.added += tally.added;
        total.peer += tally.peer;
        total.peer_expected += tally.peer_expected;
        total.time += tally.time;
    }
    print_row("all", &total);
    println!("{:.1} s for all of them", total.time.as_secs_f64());
    Ok(())
}

fn print_row(class: &str, tally: &Tally) {
    let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    println!(
        "{class:<44} {:>8} {:>7.4} {:>7.4} {:>7} {:>7.4}",
        tally.expected,
        share(tally.ours, tally.expected),
        share(tally.whole, tally.expected),
        tally.added,
        share(tally.peer, tally.peer_expected)
    );
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "xml") {
            files.push(path);
        }
    }
    Ok(())
}

fn sound(file: &Path) -> Option<Sound> {
    let text = String::from_utf8(std::fs::read(file).ok()?).ok()?;
    let mut reader = quick_xml::Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return None,
        }
    }
    let name = file.file_stem()?.to_string_lossy().into_owned();
    (!ours(text.as_bytes(), None).is_empty()).then_some(Sound { name, text })
}

/// All that is kept of the items but their markup, which breakage may change.
fn read(body: &[u8], content_type: Option<&str>) -> Vec<FeedItem> {
    let items = read_feed(body, content_type, URL).map(|reading| reading.items).unwrap_or_default();
    items.into_iter().map(|item| FeedItem { content_html: None, ..item }).collect()
}

/// Addresses and titles.
fn ours(body: &[u8], content_type: Option<&str>) -> Vec<(String, String)> {
    read(body, content_type).into_iter().map(|item| (item.url, item.title.unwrap_or_default())).collect()
}

fn feed_rs_alone(body: &[u8]) -> Vec<(String, String)> {
    let parsed = std::panic::catch_unwind(|| feed_rs::parser::Builder::new().base_uri(Some(URL)).build().parse(body));
    let entries = parsed.ok().and_then(Result::ok).map(|feed| feed.entries).unwrap_or_default();
    let pair = |entry: feed_rs::model::Entry| {
        let link = entry.links.first().map(|link| link.href.clone())?;
        Some((link, entry.title.map(|title| title.content).unwrap_or_default()))
    };
    entries.into_iter().filter_map(pair).collect()
}

fn count(tally: &mut Tally, feed: &Sound, broken: &Broken, class: &str) {
    let added_words = breakage::words_of(class);
    let mut expected = ours(breakage::with_words(&feed.text, added_words).as_bytes(), None);
    let sound = read(breakage::with_words(&feed.text, added_words).as_bytes(), None);
    let mut peer_expected = feed_rs_alone(breakage::with_words(&feed.text, added_words).as_bytes());
    if let Some(left) = broken.items_left {
        if expected.len() != feed.text.matches("</item>").count() + feed.text.matches("</entry>").count() {
            return;
        }
        expected.truncate(left);
        peer_expected.truncate(left);
    }
    let start = Instant::now();
    let found = ours(&broken.body, broken.content_type);
    tally.time += start.elapsed();
    tally.expected += expected.len();
    let recovered = common(&expected, &found);
    tally.ours += recovered;
    let left = expected.len();
    let whole = read(&broken.body, broken.content_type);
    let is_whole = |item: &&FeedItem| whole.iter().any(|other| other == *item);
    tally.whole += sound.iter().take(left).filter(is_whole).count();
    let known: BTreeSet<&String> = expected.iter().map(|(url, _)| url).collect();
    if broken.items_left.is_none() {
        tally.added += found.iter().filter(|(url, _)| !known.contains(url)).count();
    }
    tally.peer_expected += peer_expected.len();
    tally.peer += common(&peer_expected, &feed_rs_alone(&broken.body));
    if recovered < expected.len() && std::env::var("SHOW").is_ok_and(|show| class.contains(&show)) {
        println!("  {}: {recovered} of {}", feed.name, expected.len());
        for (url, title) in expected.iter().filter(|pair| !found.contains(pair)).take(3) {
            let near = found.iter().find(|(other, words)| other == url || words == title);
            println!("    {url} {title:?}\n    {near:?}");
        }
    }
}

fn common(expected: &[(String, String)], found: &[(String, String)]) -> usize {
    let found: BTreeSet<&(String, String)> = found.iter().collect();
    expected.iter().filter(|pair| found.contains(pair)).count()
}

/// Time for one feed of about thirty items, on one thread.
fn speed(feeds: &[Sound]) {
    let mut per_item = Vec::new();
    let mut of_thirty = Vec::new();
    for feed in feeds {
        let items = ours(feed.text.as_bytes(), None).len();
        // The quickest of many: on a busy machine the others measure its other work.
        let mut time = f64::MAX;
        for _ in 0..50 {
            let start = Instant::now();
            std::hint::black_box(read_feed(feed.text.as_bytes(), None, URL).is_ok());
            time = time.min(start.elapsed().as_secs_f64() * 1000.0);
        }
        if items >= 5 {
            per_item.push(time / items as f64 * 30.0);
        }
        if (20..=40).contains(&items) {
            of_thirty.push(format!("{} {items} items {} bytes {time:.3} ms", feed.name, feed.text.len()));
        }
    }
    per_item.sort_by(f64::total_cmp);
    let at = |share: f64| per_item.get((per_item.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!("ms for 30 items: median {:.3}, 90 % {:.3}, slowest {:.3}", at(0.5), at(0.9), at(0.9999));
    for line in of_thirty {
        println!("  {line}");
    }
}

fn write(folder: &Path, number: usize, class: &str, feed: &Sound, round: u64, broken: &Broken) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let stem = format!("{number:03}.{}.{round}", feed.name);
    std::fs::write(folder.join(format!("{stem}.broken")), &broken.body)?;
    let words = breakage::words_of(class);
    let sound = breakage::with_words(&feed.text, words);
    std::fs::write(folder.join(format!("{stem}.sound")), sound)?;
    let left = broken.items_left.map_or(-1, |left| i64::try_from(left).unwrap_or(-1));
    let header = broken.content_type.unwrap_or_default();
    std::fs::write(folder.join(format!("{stem}.meta")), format!("{class}\t{left}\t{header}"))
}
