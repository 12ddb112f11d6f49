//! The floor under placing, on real texts that nobody here wrote.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::cluster::{Clusterer, Signature, signature};
use crate::{Analysis, Input};

#[path = "../../../examples/stories/read.rs"]
mod read;
#[path = "../../../examples/stories/records.rs"]
mod records;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/clustering/ecbplus.jsonl");
/// Figures below which placing has become worse.
static FLOORS: LazyLock<Floors> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../fixtures/placing-floors.toml")).expect("the floors are readable")
});

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Floors {
    news: News,
    stories_tuning: Stories,
    stories_test: Stories,
    records_tuning: Records,
    records_test: Records,
    records_tuning_without_addresses: Records,
    records_test_without_addresses: Records,
}

#[derive(Deserialize)]
struct News {
    pairwise: f64,
    b_cubed: f64,
}

#[derive(Deserialize)]
struct Stories {
    documents: usize,
    pairwise: f64,
    precision: f64,
    b_cubed: f64,
}

#[derive(Deserialize)]
struct Records {
    pairs: usize,
    pairwise: f64,
    precision: f64,
}

#[test]
fn confusable_news_stays_above_the_floor() {
    let Ok(text) = std::fs::read_to_string(FILE) else {
        eprintln!("skipped: {FILE} is not there");
        return;
    };
    let mut clusterer = Clusterer::new();
    let mut placed: Vec<(String, u64)> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(line).expect("a record a line");
        let input = Input { body: record["text"].as_str().unwrap_or_default(), ..Input::default() };
        let placement = clusterer.place(number as u64, &signature(&input, &Analysis::default(), &[]));
        placed.push((record["cluster"].to_string(), placement.clusters[0]));
    }
    let (pairwise, b_cubed) = figures(&placed);
    eprintln!("pairwise F1 {pairwise:.3}, B-cubed F1 {b_cubed:.3}");
    let floors = &FLOORS.news;
    assert!(pairwise >= floors.pairwise && b_cubed >= floors.b_cubed, "pairwise {pairwise:.3}, B-cubed {b_cubed:.3}");
}

#[test]
fn made_up_stories_stay_above_the_floors() {
    let documents = read::documents().expect("the fixtures are readable");
    let mut clusterer = Clusterer::new();
    let place = |(number, document): (usize, &read::Document)| {
        let placement = clusterer.place(number as u64, &document.signature);
        let sum: f32 = placement.reasons.iter().map(|reason| reason.weight).sum();
        assert!((sum - placement.score).abs() < 1e-4, "the reasons of {} add up", document.title);
        assert_eq!(placement.clusters.len(), placement.also.len() + 1);
        (document.home.clone().unwrap_or_else(|| document.id.clone()), placement.clusters[0])
    };
    let placed: Vec<(String, u64)> = documents.iter().enumerate().map(place).collect();
    for (floors, is_test) in [(&FLOORS.stories_tuning, false), (&FLOORS.stories_test, true)] {
        let of_part = documents.iter().zip(&placed).filter(|(document, _)| document.is_test == is_test);
        let part: Vec<(String, u64)> = of_part.map(|(_, placed)| placed.clone()).collect();
        let ((pairwise, b_cubed), precision) = (figures(&part), precision(&part));
        eprintln!("{} documents: pairwise {pairwise:.3}, precision {precision:.3}, B-cubed {b_cubed:.3}", part.len());
        assert!(part.len() >= floors.documents);
        assert!(pairwise >= floors.pairwise && precision >= floors.precision && b_cubed >= floors.b_cubed);
    }
}

#[test]
fn real_records_stay_above_the_floors() {
    let records = records::records().expect("the labels are readable");
    if records.is_empty() {
        eprintln!("skipped: the texts of the records are not there");
        return;
    }
    let known = placed(records.iter().map(|record| &record.signature));
    judge(&records, &known, &FLOORS.records_tuning, &FLOORS.records_test);
    let unknown = placed(records.iter().map(|record| &record.without_address));
    judge(&records, &unknown, &FLOORS.records_tuning_without_addresses, &FLOORS.records_test_without_addresses);
}

fn placed<'s>(signatures: impl Iterator<Item = &'s Signature>) -> Vec<u64> {
    let mut clusterer = Clusterer::new();
    signatures.enumerate().map(|(number, signature)| clusterer.place(number as u64, signature).clusters[0]).collect()
}

/// Of the pairs that a reader has judged, by part.
fn judge(records: &[records::Record], placed: &[u64], tuning: &Records, test: &Records) {
    for (floors, is_test) in [(tuning, false), (test, true)] {
        let (mut right, mut made, mut wanted, mut judged) = (0.0, 0.0, 0.0, 0);
        for (number, record) in records.iter().enumerate().filter(|(_, record)| record.is_test == is_test) {
            for (other, earlier) in
                records[..number].iter().enumerate().filter(|(_, earlier)| earlier.is_judged_with(record))
            {
                let (together, belong) = (placed[number] == placed[other], record.home == earlier.home);
                if together != belong && !is_test && std::env::var_os("WATCHLINE_MISSES").is_some() {
                    println!("{} {} {}", if together { "wrongly joined" } else { "missed" }, earlier.id, record.id);
                }
                right += f64::from(u8::from(together && belong));
                made += f64::from(u8::from(together));
                wanted += f64::from(u8::from(belong));
                judged += 1;
            }
        }
        let (precision, recall) = (right / made, right / wanted);
        let pairwise = f1(precision, recall);
        eprintln!(
            "{judged} pairs, {wanted} of one incident: pairwise {pairwise:.3}, precision {precision:.3}, recall {recall:.3}"
        );
        assert!(judged >= floors.pairs && pairwise >= floors.pairwise && precision >= floors.precision);
    }
}

/// Share of the pairs put together that belong together.
fn precision(placed: &[(String, u64)]) -> f64 {
    let (made, both) = (sizes(placed.iter().map(|(_, made)| *made)), sizes(placed.iter().cloned()));
    pairs(both.values()) / pairs(made.values())
}

fn figures(placed: &[(String, u64)]) -> (f64, f64) {
    let gold = sizes(placed.iter().map(|(gold, _)| gold.clone()));
    let made = sizes(placed.iter().map(|(_, made)| *made));
    let both = sizes(placed.iter().cloned());
    let documents = placed.len() as f64;
    let share = |size_of: &dyn Fn(&(String, u64)) -> f64| {
        both.iter().map(|(key, size)| size * size / size_of(key)).sum::<f64>() / documents
    };
    let pairwise = f1(pairs(both.values()) / pairs(made.values()), pairs(both.values()) / pairs(gold.values()));
    (pairwise, f1(share(&|key| made[&key.1]), share(&|key| gold[&key.0])))
}

fn sizes<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, f64> {
    let mut sizes = BTreeMap::new();
    for key in keys {
        *sizes.entry(key).or_default() += 1.0;
    }
    sizes
}

fn pairs<'a>(sizes: impl Iterator<Item = &'a f64>) -> f64 {
    sizes.map(|size| size * (size - 1.0) / 2.0).sum()
}

fn f1(precision: f64, recall: f64) -> f64 {
    2.0 * precision * recall / (precision + recall)
}
