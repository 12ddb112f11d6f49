//! What the made-up web publishes for programs: records of incidents and of weaknesses, and who answers with them.

use serde::Deserialize;
use watchline_model::SourceKind;

/// A place of a host where programs are answered.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Interface {
    /// The source's id.
    pub id: String,
    /// `statuspage`, `osv`, `ghsa`, `cve` or `csaf`: whose answers it imitates.
    pub kind: SourceKind,
    /// Path of the source's address.
    pub path: String,
    /// What the source asks for, for kind `osv`.
    #[serde(default)]
    pub packages: Vec<String>,
    #[serde(rename = "record")]
    pub records: Vec<Record>,
}

/// One record, in the words of its format.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    /// Path on this host, for what is fetched by itself (`cve`, `csaf`) or shown to people (`statuspage`).
    #[serde(default)]
    pub path: Option<String>,
    /// The edition in which it appears.
    #[serde(default = "first_edition")]
    pub since: u32,
    /// JSON, as first published.
    pub json: String,
    /// Other words from the second edition on: `[[from, to], …]`.
    #[serde(default)]
    pub edits: Vec<[String; 2]>,
    /// The hash that its publisher gives is that of another text.
    #[serde(default)]
    pub wrong_hash: bool,
}

fn first_edition() -> u32 {
    1
}

impl Interface {
    /// What is there in an edition.
    pub(super) fn records_in(&self, edition: u32) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(move |record| record.since <= edition)
    }

    pub(super) fn record_at(&self, path: &str, edition: u32) -> Option<&Record> {
        self.records_in(edition).find(|record| record.path.as_deref() == Some(path))
    }
}

impl Record {
    /// The record as it stands in an edition.
    pub(super) fn json_in(&self, edition: u32) -> String {
        let mut json = self.json.trim().to_owned();
        if edition >= 2 {
            for [from, to] in &self.edits {
                json = json.replace(from.as_str(), to);
            }
        }
        json
    }

    /// A text within it, by its JSON pointer; empty where there is none.
    pub(super) fn text(&self, pointer: &str, edition: u32) -> String {
        let value: serde_json::Value = serde_json::from_str(&self.json_in(edition)).unwrap_or_default();
        value.pointer(pointer).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    }
}
