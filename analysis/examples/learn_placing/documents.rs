//! The labelled documents that are learnt from.

use std::error::Error;

use serde_json::Value;
use watchline_analysis::cluster::{Signature, signature};
use watchline_analysis::{Analysis, Input};

use crate::read::Document;
use crate::real::Record;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");

/// What a short record weighs beside a story; each is shown with its address and without.
const RECORD: f64 = 0.3;
/// What news weigh: they are few, and nothing but their words is known.
const NEWS: f64 = 6.0;

pub(crate) struct Labelled {
    /// The file, or the sort of text.
    pub(crate) group: String,
    /// `None` where it tells of no incident.
    pub(crate) home: Option<String>,
    /// All incidents that it tells of.
    pub(crate) incidents: Vec<String>,
    pub(crate) signature: Signature,
    /// Rows are made of it; the others are only there.
    pub(crate) is_lesson: bool,
    pub(crate) weight: f64,
}

/// Those of incidents that began before 2026.
pub(crate) fn stories(documents: &[Document]) -> Vec<Labelled> {
    let labelled = |document: &Document| Labelled {
        group: document.id.split('-').next().unwrap_or_default().to_owned(),
        home: document.home.clone(),
        incidents: document.incidents.iter().cloned().collect(),
        signature: document.signature.clone(),
        is_lesson: true,
        weight: 1.0,
    };
    documents.iter().filter(|document| !document.is_test).map(labelled).collect()
}

pub(crate) fn news() -> Result<Vec<Labelled>, Box<dyn Error>> {
    let Ok(text) = std::fs::read_to_string(format!("{SHARED}/clustering/ecbplus.jsonl")) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for line in text.lines() {
        let record: Value = serde_json::from_str(line)?;
        let cluster = record["cluster"].as_str().unwrap_or_default().to_owned();
        let topic: u32 = cluster.chars().take_while(char::is_ascii_digit).collect::<String>().parse()?;
        let input = Input { body: record["text"].as_str().unwrap_or_default(), ..Input::default() };
        found.push(Labelled {
            group: "news".to_owned(),
            home: Some(cluster),
            incidents: Vec::new(),
            signature: signature(&input, &Analysis::default(), &[]),
            is_lesson: topic.is_multiple_of(2),
            weight: NEWS,
        });
    }
    Ok(found)
}

/// Real records: those that were read for which of them tell one incident, but for the blocks to test on.
pub(crate) fn records(records: &[Record], of: impl Fn(&Record) -> &Signature) -> Vec<Labelled> {
    let labelled = |record: &Record| Labelled {
        group: "records".to_owned(),
        home: Some(record.home.clone()),
        incidents: Vec::new(),
        signature: of(record).clone(),
        is_lesson: record.block.is_some() && !record.is_test,
        weight: RECORD,
    };
    records.iter().map(labelled).collect()
}
