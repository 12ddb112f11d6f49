//! Floors of extraction: word F1 (lower-cased words, as often as they stand), mean over pages. Over the
//! bundled pages always; over the pages of `../shared/data/extraction` when they are there: all of them in
//! an optimised build, every twentieth in a debug build.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::pages;
use crate::read::{ReadHints, read_page};

#[derive(Debug, Deserialize)]
struct Floors {
    bundled_pages: usize,
    bundled: f64,
    /// Pages of the development set by their type.
    all: BTreeMap<String, f64>,
    /// Every twentieth page, of all types.
    sample: f64,
}

#[derive(Debug, Deserialize)]
struct Gold {
    url: String,
    #[serde(rename = "type")]
    kind: String,
    html_path: String,
    text: String,
}

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\w+").expect("a pattern"));

fn floors() -> Floors {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/floors.toml");
    toml::from_str(&std::fs::read_to_string(path).expect("the floors")).expect("TOML")
}

fn bag(text: &str) -> HashMap<String, u32> {
    let mut bag = HashMap::new();
    for word in WORD.find_iter(&text.to_lowercase()) {
        *bag.entry(word.as_str().to_owned()).or_default() += 1;
    }
    bag
}

fn f1(found: &str, expected: &str) -> f64 {
    let (found, expected) = (bag(found), bag(expected));
    let size = |bag: &HashMap<String, u32>| bag.values().sum::<u32>();
    let shared: u32 = found.iter().map(|(word, count)| expected.get(word).map_or(0, |other| *count.min(other))).sum();
    let all = size(&found) + size(&expected);
    if all == 0 { 1.0 } else { 2.0 * f64::from(shared) / f64::from(all) }
}

fn mean(scores: &[f64]) -> f64 {
    scores.iter().sum::<f64>() / scores.len().max(1) as f64
}

#[test]
fn the_bundled_pages_are_read_above_their_floor() {
    let floors = floors();
    let cases = pages::cases();
    assert!(cases.len() >= floors.bundled_pages, "{} pages", cases.len());
    let mut scores = Vec::new();
    for case in &cases {
        let score = f1(&case.found, &case.expected);
        println!("{}: F1 {score:.3}", case.name);
        scores.push(score);
    }
    assert!(mean(&scores) >= floors.bundled, "F1 {:.4} is below its floor {}", mean(&scores), floors.bundled);
}

#[test]
fn real_pages_are_read_above_their_floors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/extraction");
    let Ok(gold) = std::fs::read_to_string(folder.join("gold.jsonl")) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let step = if cfg!(debug_assertions) { 20 } else { 1 };
    let mut scores: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for line in gold.lines().step_by(step) {
        let gold: Gold = serde_json::from_str(line).expect("a line of gold");
        let file = std::fs::File::open(folder.join(&gold.html_path)).expect("a page");
        let mut body = Vec::new();
        flate2::read::GzDecoder::new(file).read_to_end(&mut body).expect("gzip");
        let reading = read_page(&body, None, &gold.url, &ReadHints::default());
        scores.entry(gold.kind).or_default().push(f1(&reading.text, &gold.text));
    }
    let floors = floors();
    if step > 1 {
        let all: Vec<f64> = scores.into_values().flatten().collect();
        println!("{} pages: F1 {:.4}, floor {}", all.len(), mean(&all), floors.sample);
        assert!(mean(&all) >= floors.sample, "F1 {:.4} is below its floor {}", mean(&all), floors.sample);
        return;
    }
    for (kind, floor) in floors.all {
        let score = mean(scores.get(&kind).map(Vec::as_slice).unwrap_or_default());
        println!("{kind}: F1 {score:.4}, floor {floor}");
        assert!(score >= floor, "{kind}: F1 {score:.4} is below its floor {floor}");
    }
}
