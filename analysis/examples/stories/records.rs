//! Real records of `../shared/data`, of which `fixtures/placing/records.jsonl` says which tell one incident, block by block.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use serde::Deserialize;
use serde_json::Value;
use watchline_analysis::cluster::{Signature, signature};
use watchline_analysis::{Analyzer, Input};
use watchline_model::{Basis, Dated};

const TEXTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/incidents/records.jsonl");
const LABELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/placing/records.jsonl");
/// Of so many blocks, one is tested on.
const BLOCKS: u32 = 3;

/// Records that are alike in words, and which of them belong together.
#[derive(Debug, Deserialize)]
struct Block {
    block: u32,
    records: Vec<String>,
    /// Of two and more.
    incidents: Vec<Vec<String>>,
    /// Pairs that a reader could not decide on.
    unsure: Vec<(String, String)>,
}

#[allow(dead_code, reason = "each reader needs what it needs")]
pub(crate) struct Record {
    pub(crate) id: String,
    /// The first record of its incident.
    pub(crate) home: String,
    /// `None`: like no other.
    pub(crate) block: Option<u32>,
    pub(crate) is_test: bool,
    pub(crate) signature: Signature,
    /// As if nothing were known of its address, which often holds the number of a flaw.
    pub(crate) without_address: Signature,
    unsure: BTreeSet<String>,
}

#[allow(dead_code, reason = "each reader needs what it needs")]
impl Record {
    /// Whether it was judged if these two tell one incident.
    pub(crate) fn is_judged_with(&self, other: &Self) -> bool {
        self.block.is_some() && self.block == other.block && !self.unsure.contains(&other.id)
    }
}

/// By day of publication, then id; none where the texts are not on this machine.
pub(crate) fn records() -> Result<Vec<Record>, Box<dyn Error>> {
    let Ok(texts) = std::fs::read_to_string(TEXTS) else { return Ok(Vec::new()) };
    let mut blocks: BTreeMap<String, u32> = BTreeMap::new();
    let mut homes: BTreeMap<String, String> = BTreeMap::new();
    let mut unsure: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in std::fs::read_to_string(LABELS)?.lines() {
        let block: Block = serde_json::from_str(line)?;
        blocks.extend(block.records.into_iter().map(|record| (record, block.block)));
        for incident in block.incidents {
            let first = incident[0].clone();
            homes.extend(incident.into_iter().map(|record| (record, first.clone())));
        }
        for (one, other) in block.unsure {
            unsure.entry(one.clone()).or_default().insert(other.clone());
            unsure.entry(other).or_default().insert(one);
        }
    }
    let analyzer = Analyzer::new(&watchline_config::shipped_taxonomy());
    let mut records: Vec<Value> = texts.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let text = |record: &Value, key: &str| record[key].as_str().unwrap_or_default().to_owned();
    records.sort_by_key(|record| (text(record, "published"), text(record, "id")));
    let read = |record: &Value| {
        let (id, title, body) = (text(record, "id"), text(record, "title"), text(record, "text"));
        let published = Dated::parse(&text(record, "published"), Basis::Published);
        let url = text(record, "url");
        let bare = Input { title: &title, body: &body, published, ..Input::default() };
        let input = Input { url: Some(&url), ..bare };
        let analysis = analyzer.analyze(&bare);
        let block = blocks.get(&id).copied();
        Record {
            signature: signature(&input, &analysis, &[]),
            without_address: signature(&bare, &analysis, &[]),
            home: homes.get(&id).cloned().unwrap_or_else(|| id.clone()),
            block,
            is_test: block.is_some_and(|block| block.is_multiple_of(BLOCKS)),
            unsure: unsure.remove(&id).unwrap_or_default(),
            id,
        }
    };
    Ok(records.iter().map(read).collect())
}
