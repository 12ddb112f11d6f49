//! The curve of docs/relevance.md: what each threshold would find and miss of the labelled documents to tune on.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::documents::{self, Part, Set};
use crate::relevance::{BORDERLINE, RELEVANT};

const BEGIN: &str = "<!-- curve -->\n";
const END: &str = "<!-- end of curve -->";

/// So much may a figure of the page be off before the page is to be written anew.
const TOLERANCE: f64 = 0.02;

/// A document's score and whether its reader called it relevant.
type Judged = (f32, bool);

/// `None` where the texts of the real records are not on this machine.
fn judged() -> Option<Vec<Judged>> {
    let mut judged = Vec::new();
    for set in [Set::Records, Set::Stories] {
        // A record has two readers; it is analyzed once.
        let mut known: BTreeMap<String, f32> = BTreeMap::new();
        for document in documents::read(set, Part::Tuning)? {
            let score = *known.entry(document.id.clone()).or_insert_with(|| document.analyze().relevance.score);
            judged.push((score, document.labels.relevance == "relevant"));
        }
    }
    Some(judged)
}

fn table(judged: &[Judged]) -> String {
    let wanted = judged.iter().filter(|(_, relevant)| *relevant).count() as f64;
    let mut out = String::from("| relevant from | precision | recall | F1 |\n|---|---|---|---|\n");
    for step in 4..=18_u8 {
        let threshold = f32::from(step) / 20.0;
        let taken = |score: f32| score >= threshold - 0.001;
        let found = judged.iter().filter(|(score, _)| taken(*score)).count() as f64;
        let right = judged.iter().filter(|(score, relevant)| *relevant && taken(*score)).count() as f64;
        let mark = if (threshold - RELEVANT).abs() < 0.001 { " (chosen)" } else { "" };
        let (precision, recall, f1) = (right / found, right / wanted, 2.0 * right / (found + wanted));
        writeln!(out, "| {threshold:.2}{mark} | {precision:.3} | {recall:.3} | {f1:.3} |").unwrap();
    }
    let band: Vec<&Judged> =
        judged.iter().filter(|(score, _)| (BORDERLINE..RELEVANT - 0.001).contains(score)).collect();
    let relevant = band.iter().filter(|(_, relevant)| *relevant).count();
    writeln!(
        out,
        "\nOf {} judgements {} are borderline (from {BORDERLINE:.2}), {relevant} of them on relevant documents.",
        judged.len(),
        band.len()
    )
    .unwrap();
    out
}

#[test]
fn the_curve_in_the_documentation_is_that_of_the_labelled_documents() {
    let Some(judged) = judged() else {
        println!("skipped: the texts of the records are not here");
        return;
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/relevance.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    let table = table(&judged);
    if std::env::var_os("WATCHLINE_BLESS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}")).unwrap();
        return;
    }
    let (shown, true_ones) = (figures(written), figures(&table));
    let is_near = shown.len() == true_ones.len()
        && shown.iter().zip(&true_ones).all(|(shown, true_one)| (shown - true_one).abs() <= TOLERANCE);
    assert!(
        is_near && !shown.is_empty(),
        "docs/relevance.md shows another curve; run `WATCHLINE_BLESS=1 cargo test -p watchline-analysis curve`:\n{table}"
    );
}

/// The numbers in the rows of a table, from left to right and from top to bottom.
fn figures(table: &str) -> Vec<f64> {
    table
        .lines()
        .filter(|line| line.starts_with("| 0."))
        .flat_map(|line| line.split(['|', ' ']).filter_map(|word| word.parse().ok()))
        .collect()
}
