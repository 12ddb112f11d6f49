//! Labelled documents: `fixtures/<id>.json`.

use std::path::PathBuf;
use std::sync::LazyLock;

use serde::Deserialize;
use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{Basis, Dated, DocumentKind, EntityId, RelevanceVerdict};

use crate::{Analysis, Analyzer, Input};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) published: String,
    pub(super) kind: Option<DocumentKind>,
    pub(super) voice: Option<EntityId>,
    pub(super) language: Option<String>,
    pub(super) expected: Expected,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expected {
    pub(super) relevance: RelevanceVerdict,
    pub(super) vendors: Vec<String>,
    pub(super) products: Vec<String>,
    pub(super) events: Vec<ExpectedEvent>,
    pub(super) claims: Vec<ExpectedClaim>,
}

/// What is left out is not asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedEvent {
    pub(super) kind: String,
    pub(super) date: Option<String>,
    pub(super) actor: Option<String>,
    pub(super) target: Option<String>,
    pub(super) modality: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExpectedClaim {
    /// Part of the party's name as shown.
    pub(super) party: String,
    pub(super) stance: String,
}

impl Document {
    pub(super) fn analyze(&self) -> Analysis {
        analyzer().analyze(&Input {
            title: &self.title,
            body: &self.text,
            published: Dated::parse(&self.published, Basis::Published),
            kind: self.kind,
            voice: self.voice.as_ref(),
            language: self.language.as_deref(),
            ..Input::default()
        })
    }
}

/// One analyzer for all tests: the shipped taxonomy and the made-up vendors of the fixtures.
pub(crate) fn analyzer() -> &'static Analyzer {
    static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| {
        let made_up = std::fs::read_to_string(folder().join("taxonomy/made-up.json")).unwrap();
        let made_up: Vec<TaxonomyEntity> = serde_json::from_str(&made_up).unwrap();
        let mut taxonomy = watchline_config::shipped_taxonomy();
        taxonomy.entities.extend(made_up);
        Analyzer::new(&taxonomy)
    });
    &ANALYZER
}

pub(super) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

pub(super) fn document(id: &str) -> Document {
    let path = folder().join(format!("{id}.json"));
    let text = std::fs::read_to_string(&path).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// By id.
pub(super) fn documents() -> Vec<Document> {
    let mut ids: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().unwrap().strip_suffix(".json").map(str::to_owned))
        .collect();
    ids.sort();
    ids.iter().map(|id| document(id)).collect()
}
