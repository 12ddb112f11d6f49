//! Learns what the parts of a placement's score should weigh, and prints the weights.
//!
//! `cargo run --release -p watchline-analysis --example learn_placing [PULL]`. Documents of `fixtures/stories` whose incident began before 2026, the
//! even topics of ECB+ and the records of the AI Incident Database before 2026 (each an incident of its own; both only where
//! `../shared/data` is there) are shown to the Clusterer one by one and then put where they belong. Each part's value against the right cluster
//! and against the likeliest wrong ones makes a row; a logistic regression with its threshold at the joining score is fitted to the rows,
//! held near the weights that it began with (PULL, 1 by default). Left out in turn, each file is decided by what was learnt from the others.

use std::collections::BTreeMap;
use std::error::Error;

use serde_json::Value;
use watchline_analysis::cluster::{Candidate, Clusterer, Signature, signature, weights};
use watchline_analysis::{Analysis, Analyzer, Input};
use watchline_model::{Basis, Dated};

#[path = "stories/read.rs"]
mod read;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
const JOIN: f64 = 0.28;
/// How sharply the chance of joining rises about the threshold.
const SHARPNESS: f64 = 18.0;
/// Wrong clusters of one document that make rows, the likeliest.
const WRONG: usize = 6;
/// A first report that joins a wrong incident takes all that follow it along.
const FIRST_REPORT: f64 = 1.6;
const LEAST: f64 = 0.005;
/// Set by hand: too rare in what is learnt from, or certain.
const LAWS: &[&str] = &[
    "near-copy",
    "same-weakness",
    "other-weakness",
    "other-numbers",
    "same-vulnerability",
    "other-vulnerability",
    "links-to",
    "same-link",
    "told-in-part",
];

/// A document against a cluster.
struct Row {
    group: usize,
    document: usize,
    right: bool,
    weight: f64,
    /// Value of each part that is learnt, by its place.
    values: Vec<(usize, f64)>,
    /// What the laws add.
    fixed: f64,
}

struct Learner {
    parts: Vec<&'static str>,
    start: Vec<f64>,
    rows: Vec<Row>,
    documents: usize,
    /// Documents whose incident has begun, by place.
    has_home: Vec<bool>,
    groups: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let pull: f64 = std::env::args().nth(1).map_or(Ok(1.0), |pull| pull.parse())?;
    let learnt = weights().iter().filter(|(part, _)| !LAWS.contains(part));
    let (parts, start): (Vec<&str>, Vec<f64>) = learnt.map(|(part, weight)| (*part, f64::from(*weight))).unzip();
    let mut learner =
        Learner { parts, start, rows: Vec::new(), documents: 0, has_home: Vec::new(), groups: Vec::new() };
    stories(&mut learner)?;
    news(&mut learner)?;
    records(&mut learner)?;
    println!("{} documents, {} rows", learner.documents, learner.rows.len());
    for (number, name) in learner.groups.iter().enumerate() {
        let (before, after) = (learner.start.clone(), learner.fit(pull, Some(number)));
        println!(
            "{name}: before {}; learnt from the others {}",
            learner.decisions(&before, number),
            learner.decisions(&after, number)
        );
    }
    let all = learner.fit(pull, None);
    for (number, name) in learner.groups.iter().enumerate() {
        println!("{name}: learnt from all {}", learner.decisions(&all, number));
    }
    for (part, weight) in weights() {
        let place = learner.parts.iter().position(|other| other == part);
        let weight = place.map_or(f64::from(*weight), |place| all[place]);
        println!("    (\"{part}\", {weight:.3}),");
    }
    Ok(())
}

fn stories(learner: &mut Learner) -> Result<(), Box<dyn Error>> {
    let documents = read::documents()?;
    let mut clusterer = Clusterer::new();
    let mut homes: BTreeMap<String, u64> = BTreeMap::new();
    for (number, document) in documents.iter().enumerate().filter(|(_, document)| !document.is_test) {
        let file = document.id.split('-').next().unwrap_or_default().to_owned();
        let next = homes.len() as u64 + 1;
        let known = document.home.as_ref().and_then(|home| homes.get(home)).copied();
        let also: Vec<u64> = document
            .incidents
            .iter()
            .filter_map(|incident| homes.get(incident))
            .copied()
            .filter(|cluster| Some(*cluster) != known)
            .collect();
        let candidates = clusterer.candidates(number as u64, &document.signature);
        learner.see(&file, 1.0, &candidates, known, &also);
        let cluster = known.unwrap_or(next);
        homes.insert(document.home.clone().unwrap_or_else(|| document.id.clone()), cluster);
        clusterer.insert(number as u64, &[cluster], &document.signature);
    }
    Ok(())
}

fn news(learner: &mut Learner) -> Result<(), Box<dyn Error>> {
    let Ok(text) = std::fs::read_to_string(format!("{SHARED}/clustering/ecbplus.jsonl")) else { return Ok(()) };
    let mut clusterer = Clusterer::new();
    let mut homes: BTreeMap<String, u64> = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let record: Value = serde_json::from_str(line)?;
        let gold = record["cluster"].as_str().unwrap_or_default().to_owned();
        let topic: u32 = gold.chars().take_while(char::is_ascii_digit).collect::<String>().parse()?;
        let input = Input { body: record["text"].as_str().unwrap_or_default(), ..Input::default() };
        let signature = signature(&input, &Analysis::default(), &[]);
        let known = homes.get(&gold).copied();
        if topic.is_multiple_of(2) {
            learner.see("news", 0.8, &clusterer.candidates(number as u64, &signature), known, &[]);
        }
        let next = homes.len() as u64 + 1;
        let cluster = *homes.entry(gold).or_insert(next);
        clusterer.insert(number as u64, &[cluster], &signature);
    }
    Ok(())
}

fn records(learner: &mut Learner) -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(2).unwrap_or_else(|| format!("{SHARED}/incidents/records.jsonl"));
    let Ok(text) = std::fs::read_to_string(file) else { return Ok(()) };
    let analyzer = Analyzer::new(&watchline_config::shipped_taxonomy());
    let mut clusterer = Clusterer::new();
    let mut homes: BTreeMap<String, u64> = BTreeMap::new();
    for (number, line) in text.lines().enumerate() {
        let record: Value = serde_json::from_str(line)?;
        let told = |key: &str| record[key].as_str().unwrap_or_default();
        if (record["aiid"].is_null() && told("home").is_empty()) || told("published") >= "2026" {
            continue;
        }
        let published = Dated::parse(told("published"), Basis::Published);
        let input = Input { title: told("title"), body: told("text"), published, ..Input::default() };
        let signature: Signature = signature(&input, &analyzer.analyze(&input), &[]);
        let home = if told("home").is_empty() { told("id") } else { told("home") }.to_owned();
        let known = homes.get(&home).copied();
        learner.see("records", 0.35, &clusterer.candidates(number as u64, &signature), known, &[]);
        let next = homes.len() as u64 + 1;
        let cluster = *homes.entry(home).or_insert(next);
        clusterer.insert(number as u64, &[cluster], &signature);
    }
    Ok(())
}

impl Learner {
    fn see(&mut self, group: &str, weight: f64, candidates: &[Candidate], home: Option<u64>, also: &[u64]) {
        let group = match self.groups.iter().position(|other| other == group) {
            Some(place) => place,
            None => {
                self.groups.push(group.to_owned());
                self.groups.len() - 1
            }
        };
        let document = self.documents;
        self.documents += 1;
        self.has_home.push(home.is_some());
        let wrong =
            candidates.iter().filter(|candidate| Some(candidate.cluster) != home && !also.contains(&candidate.cluster));
        let right = candidates.iter().filter(|candidate| Some(candidate.cluster) == home);
        for (candidate, right) in right.map(|one| (one, true)).chain(wrong.take(WRONG).map(|one| (one, false))) {
            let mut row = Row {
                group,
                document,
                right,
                weight: if right {
                    1.5 * weight
                } else if home.is_none() {
                    FIRST_REPORT * weight
                } else {
                    weight
                },
                values: Vec::new(),
                fixed: 0.0,
            };
            for reason in &candidate.reasons {
                match self.parts.iter().position(|part| *part == reason.rule) {
                    Some(part) => row.values.push((part, f64::from(reason.weight) / self.start[part])),
                    None => row.fixed += f64::from(reason.weight),
                }
            }
            self.rows.push(row);
        }
    }

    fn score(row: &Row, weights: &[f64]) -> f64 {
        row.fixed + row.values.iter().map(|(part, value)| weights[*part] * value).sum::<f64>()
    }

    /// Adam (D. Kingma and J. Ba, 2015) on the penalised loss; every row at once.
    fn fit(&self, pull: f64, left_out: Option<usize>) -> Vec<f64> {
        let mut weights = self.start.clone();
        let (mut first, mut second) = (vec![0.0; weights.len()], vec![0.0; weights.len()]);
        for step in 1..=700 {
            let mut slope: Vec<f64> = weights
                .iter()
                .zip(&self.start)
                .map(|(weight, start)| pull * 40.0 * (weight - start) / (start.abs() + 0.05))
                .collect();
            for row in self.rows.iter().filter(|row| Some(row.group) != left_out) {
                let chance = 1.0 / (1.0 + (-SHARPNESS * (Self::score(row, &weights) - JOIN)).exp());
                let error = (chance - f64::from(u8::from(row.right))) * row.weight * SHARPNESS;
                row.values.iter().for_each(|(part, value)| slope[*part] += error * value);
            }
            for part in 0..weights.len() {
                first[part] = 0.9 * first[part] + 0.1 * slope[part];
                second[part] = 0.999 * second[part] + 0.001 * slope[part] * slope[part];
                let (mean, square) =
                    (first[part] / (1.0 - 0.9_f64.powi(step)), second[part] / (1.0 - 0.999_f64.powi(step)));
                weights[part] -= 0.002 * mean / (square.sqrt() + 1e-8);
                // A part that speaks for joining may come to say little, never the opposite.
                weights[part] =
                    if self.start[part] > 0.0 { weights[part].max(LEAST) } else { weights[part].min(-LEAST) };
            }
        }
        weights
    }

    /// How the documents of a group would be placed, all before them being where they belong.
    fn decisions(&self, weights: &[f64], group: usize) -> String {
        let mut best: BTreeMap<usize, (f64, bool)> = BTreeMap::new();
        for row in self.rows.iter().filter(|row| row.group == group) {
            let score = Self::score(row, weights);
            let known = best.entry(row.document).or_insert((score, row.right));
            if score > known.0 {
                *known = (score, row.right);
            }
        }
        let (mut right, mut wrong, mut missed) = (0, 0, 0);
        for (document, (score, is_right)) in &best {
            match (*score >= JOIN, is_right) {
                (true, true) => right += 1,
                (true, false) => wrong += 1,
                (false, _) if self.has_home[*document] => missed += 1,
                (false, _) => {}
            }
        }
        format!("{right} joined rightly, {wrong} wrongly, {missed} not")
    }
}
