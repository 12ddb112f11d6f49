//! Examples: the paragraphs of the pages, what the scorer knows of each, and how far each is in the gold.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::io::Read;
use std::path::Path;

use serde::Deserialize;
use watchline_crawler::read::article::learning;
use watchline_crawler::read::encoding;

use crate::grow::Table;

/// Words that must follow each other in the gold for a paragraph to be found there.
const RUN: usize = 4;
/// Pages that are no articles are fewer; each counts so many times.
const OTHERS_WEIGHT: f32 = 2.0;

/// One page, and what a reader should find in it.
#[derive(Deserialize)]
pub(crate) struct Gold {
    pub(crate) id: String,
    pub(crate) url: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    html_path: String,
    pub(crate) text: String,
    /// Words that must stand in the text.
    pub(crate) with: Option<Vec<String>>,
    /// Words that must not.
    pub(crate) without: Option<Vec<String>>,
}

/// All examples, one index a paragraph.
#[derive(Default)]
pub(crate) struct Examples {
    pub(crate) pages: Vec<Gold>,
    /// Their markup, decoded.
    pub(crate) html: Vec<String>,
    pub(crate) names: Vec<&'static str>,
    /// Values of all features, paragraph by paragraph.
    pub(crate) values: Vec<f32>,
    /// How far the paragraph is in the gold, 0 to 1.
    pub(crate) right: Vec<f32>,
    pub(crate) weight: Vec<f32>,
    /// Which of the pages it stands on.
    pub(crate) page_of: Vec<usize>,
}

impl Examples {
    /// For the first look.
    pub(crate) fn table(&self) -> Table<'_> {
        Table { names: &self.names, values: &self.values, right: &self.right, weight: &self.weight }
    }

    pub(crate) fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let gold = std::fs::read_to_string(folder.join("gold.jsonl"))
            .map_err(|error| format!("{}: {error}; name the folder that holds gold.jsonl", folder.display()))?;
        let mut examples = Self::default();
        for line in gold.lines() {
            let gold: Gold = serde_json::from_str(line)?;
            let mut body = Vec::new();
            flate2::read::GzDecoder::new(std::fs::File::open(folder.join(&gold.html_path))?).read_to_end(&mut body)?;
            examples.add(gold, encoding::decode(&body, None).text);
        }
        Ok(examples)
    }

    fn add(&mut self, gold: Gold, html: String) {
        let (names, rows) = learning::rows(&html, &gold.url);
        if !names.is_empty() {
            self.names = names;
        }
        let paragraphs: Vec<Vec<String>> = rows.iter().map(|(text, _)| words(text)).collect();
        let wanted = words(&gold.text);
        let right = found(&paragraphs, &wanted);
        let all = paragraphs.iter().map(Vec::len).sum::<usize>() as f32;
        let size = (wanted.len() as f32).max(20.0);
        let page = (size * size.max(all.min(5.0 * size))).sqrt();
        let kind = if gold.kind == "article" { 1.0 } else { OTHERS_WEIGHT };
        for ((paragraph, right), (_, values)) in paragraphs.iter().zip(right).zip(rows) {
            self.values.extend(values);
            self.right.push(right);
            self.weight.push(paragraph.len() as f32 / page * kind + 1e-5);
            self.page_of.push(self.pages.len());
        }
        self.pages.push(gold);
        self.html.push(html);
    }
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How far each paragraph stands in the gold. Long ones are looked for by runs of words; short ones only
/// between those found before and after them, and each word of the gold is used once.
fn found(paragraphs: &[Vec<String>], gold: &[String]) -> Vec<f32> {
    let mut places: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (place, run) in gold.windows(RUN).enumerate() {
        places.entry(run).or_default().push(place);
    }
    let mut right = vec![0.0_f32; paragraphs.len()];
    let mut place: Vec<Option<usize>> = vec![None; paragraphs.len()];
    let mut used = vec![false; gold.len()];
    let mut seen: HashMap<&[String], usize> = HashMap::new();
    let mut last = 0_usize;
    for (index, words) in paragraphs.iter().enumerate().filter(|(_, words)| words.len() >= RUN) {
        let mut matched = HashSet::new();
        let mut at = Vec::new();
        for (start, run) in words.windows(RUN).enumerate() {
            let Some(found) = places.get(run) else { continue };
            matched.extend(start..start + RUN);
            at.extend(found.iter().copied().min_by_key(|place| place.abs_diff(last)));
        }
        let share = matched.len() as f32 / words.len() as f32;
        let copies = seen.entry(words.as_slice()).or_default();
        *copies += 1;
        let in_gold = places.get(&words[..RUN]).map_or(1, Vec::len).max(1);
        right[index] = if *copies > in_gold { 0.0 } else { share };
        if share >= 0.5 && !at.is_empty() {
            place[index] = at.first().copied();
            last = at.last().copied().unwrap_or(last) + RUN;
            at.iter().flat_map(|start| *start..*start + RUN).for_each(|word| used[word] = true);
        }
    }
    for (index, words) in paragraphs.iter().enumerate().filter(|(_, words)| (1..RUN).contains(&words.len())) {
        let before = place[..index].iter().rev().flatten().next().copied().unwrap_or(0);
        let after = place[index..].iter().flatten().next().copied().unwrap_or(gold.len());
        let (low, high) = (before.min(after).saturating_sub(5), (before.max(after) + 5).min(gold.len()));
        let start = (low..(high + 1).saturating_sub(words.len())).find(|start| {
            let range = *start..*start + words.len();
            gold[range.clone()] == words[..] && !used[range].iter().any(|used| *used)
        });
        if let Some(start) = start {
            used[start..start + words.len()].fill(true);
            right[index] = 1.0;
        }
    }
    right
}
