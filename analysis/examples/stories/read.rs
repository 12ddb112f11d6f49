//! The made-up stories of `fixtures/stories`, read and analysed with the made-up names that come with them; some of the last ones'
//! names are common words, which would be seen in the others too.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use serde_json::Value;
use watchline_analysis::cluster::{Signature, signature};
use watchline_analysis::{Analyzer, Input};
use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{Basis, Dated};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/stories");
/// Files whose names are known to their own documents only.
const LAST: [&str; 3] = ["gorse", "hazel", "ivy"];

#[allow(dead_code, reason = "each example reads what it needs")]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) incidents: BTreeSet<String>,
    /// Of the first of [`Self::incidents`]; `None` where it tells of none.
    pub(crate) home: Option<String>,
    pub(crate) copy_of: Option<String>,
    /// Since 1970.
    pub(crate) day: i64,
    /// Its incident began in 2026.
    pub(crate) is_test: bool,
    pub(crate) signature: Signature,
}

/// By day of publication, then id.
pub(crate) fn documents() -> Result<Vec<Document>, Box<dyn Error>> {
    let mut analyzers: Vec<Analyzer> = Vec::new();
    let mut records: Vec<(usize, Value)> = Vec::new();
    for last in [false, true] {
        let mut taxonomy = watchline_config::shipped_taxonomy();
        for file in files(&Path::new(FOLDER).join("taxonomy"), "json", last)? {
            let entities: Vec<TaxonomyEntity> = serde_json::from_str(&file)?;
            taxonomy.entities.extend(entities);
        }
        for file in files(Path::new(FOLDER), "jsonl", last)? {
            for line in file.lines() {
                records.push((analyzers.len(), serde_json::from_str(line)?));
            }
        }
        analyzers.push(Analyzer::new(&taxonomy));
    }
    let text = |record: &Value, key: &str| record[key].as_str().unwrap_or_default().to_owned();
    records.sort_by_key(|(_, record)| (text(record, "published"), text(record, "id")));
    let mut began: BTreeMap<String, String> = BTreeMap::new();
    for (_, record) in &records {
        began.entry(text(record, "incident")).or_insert_with(|| text(record, "published"));
    }
    let read = |(names, record): &(usize, Value)| {
        let analyzer = &analyzers[*names];
        let (title, body) = (text(record, "title"), text(record, "text"));
        let published = Dated::parse(&text(record, "published"), Basis::Published);
        let input = Input { title: &title, body: &body, published, ..Input::default() };
        let signature = signature(&input, &analyzer.analyze(&input), &[]);
        let home = record["incident"].as_str().map(str::to_owned);
        let began = home.as_ref().and_then(|home| began.get(home)).cloned();
        let also = record["also"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        Document {
            id: text(record, "id"),
            incidents: home.iter().cloned().chain(also).collect(),
            home,
            copy_of: record["copy_of"].as_str().map(str::to_owned),
            day: published.map_or(0, |dated| dated.value.timestamp() / 86_400),
            is_test: began.unwrap_or_else(|| text(record, "published")).as_str() >= "2026",
            signature,
            title,
        }
    };
    Ok(records.iter().map(read).collect())
}

fn files(folder: &Path, extension: &str, last: bool) -> Result<Vec<String>, Box<dyn Error>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path()).collect();
    let is_last = |path: &Path| path.file_stem().is_some_and(|name| LAST.iter().any(|last| name == *last));
    paths.retain(|path| path.extension().is_some_and(|found| found == extension) && is_last(path) == last);
    paths.sort();
    paths.into_iter().map(|path| Ok(std::fs::read_to_string(path)?)).collect()
}
