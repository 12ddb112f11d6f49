//! The labelled documents that are learnt from.

use std::error::Error;

use serde_json::Value;
use watchline_analysis::cluster::{Signature, signature};
use watchline_analysis::{Analysis, Analyzer, Input};
use watchline_model::{Basis, Dated};

use crate::read::Document;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");

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
            weight: 1.0,
        });
    }
    Ok(found)
}

pub(crate) fn records() -> Result<Vec<Labelled>, Box<dyn Error>> {
    let Ok(text) = std::fs::read_to_string(format!("{SHARED}/incidents/records.jsonl")) else { return Ok(Vec::new()) };
    let analyzer = Analyzer::new(&watchline_config::shipped_taxonomy());
    let mut found = Vec::new();
    for line in text.lines() {
        let record: Value = serde_json::from_str(line)?;
        let told = |key: &str| record[key].as_str().unwrap_or_default();
        if record["aiid"].is_null() || told("published") >= "2026" {
            continue;
        }
        let published = Dated::parse(told("published"), Basis::Published);
        let input = Input { title: told("title"), body: told("text"), published, ..Input::default() };
        found.push(Labelled {
            group: "records".to_owned(),
            home: Some(told("id").to_owned()),
            incidents: Vec::new(),
            signature: signature(&input, &analyzer.analyze(&input), &[]),
            is_lesson: true,
            weight: 0.3,
        });
    }
    Ok(found)
}
