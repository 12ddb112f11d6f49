//! The documents and their labels, as they lie in the files.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;
use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{Basis, Dated, DocumentKind, EntityId, Taxonomy};

use super::super::labelled::folder;
use crate::{Analysis, Analyzer, Input};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    /// Real records of AI incidents, labelled by id.
    Records,
    /// Made-up stories.
    Stories,
}

impl Set {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Stories => "stories",
        }
    }
}

/// By time: what is published from 2026 on is tested on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Tuning,
    Test,
}

impl Part {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Tuning => "tuning",
            Self::Test => "test",
        }
    }

    fn of(published: &str) -> Self {
        if published < "2026" { Self::Tuning } else { Self::Test }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) published: String,
    #[serde(default)]
    pub(super) language: Option<String>,
    #[serde(default)]
    pub(super) kind: Option<DocumentKind>,
    #[serde(default)]
    pub(super) voice: Option<EntityId>,
    #[serde(rename = "expected")]
    pub(super) labels: Labels,
}

/// An entity is its id, or `new:Name` where the taxonomy has none.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Labels {
    pub(super) relevance: String,
    #[serde(default)]
    pub(super) vendors: Vec<String>,
    #[serde(default)]
    pub(super) products: Vec<String>,
    #[serde(default)]
    pub(super) models: Vec<String>,
    #[serde(default)]
    pub(super) events: Vec<EventLabel>,
    #[serde(default)]
    pub(super) claims: Vec<ClaimLabel>,
    #[serde(default)]
    pub(super) status: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct EventLabel {
    pub(super) kind: String,
    #[serde(default)]
    pub(super) date: Option<String>,
    #[serde(default)]
    quote: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct ClaimLabel {
    pub(super) party: String,
    pub(super) stance: String,
    #[serde(default)]
    quote: Option<String>,
}

impl Labels {
    pub(super) fn quotes(&self) -> impl Iterator<Item = &String> {
        let events = self.events.iter().filter_map(|event| event.quote.as_ref());
        events.chain(self.claims.iter().filter_map(|claim| claim.quote.as_ref()))
    }
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

/// The shipped taxonomy and the made-up vendors of the stories.
pub(super) fn taxonomy() -> &'static Taxonomy {
    static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(|| {
        let mut taxonomy = watchline_config::shipped_taxonomy();
        for file in std::fs::read_dir(folder().join("stories/taxonomy")).unwrap() {
            let entities = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let entities: Vec<TaxonomyEntity> = serde_json::from_str(&entities).unwrap();
            taxonomy.entities.extend(entities);
        }
        taxonomy
    });
    &TAXONOMY
}

fn analyzer() -> &'static Analyzer {
    static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(taxonomy()));
    &ANALYZER
}

/// In the order of the files, a real record once for each of its two readers; `None` if the texts are not on this machine.
pub(super) fn read(set: Set, part: Part) -> Option<Vec<Document>> {
    let documents = match set {
        Set::Records => records()?,
        Set::Stories => stories(),
    };
    Some(documents.into_iter().filter(|document| Part::of(&document.published) == part).collect())
}

fn stories() -> Vec<Document> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder().join("stories")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    paths.sort();
    paths.iter().flat_map(|path| lines(path)).collect()
}

#[derive(Debug, Deserialize)]
struct Labelled {
    id: String,
    #[serde(flatten)]
    labels: Labels,
}

#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    title: String,
    text: String,
    published: Option<String>,
}

fn records() -> Option<Vec<Document>> {
    let texts = folder().join("../../../shared/data/incidents/records.jsonl");
    if !texts.exists() {
        return None;
    }
    let texts: BTreeMap<String, Record> =
        lines::<Record>(&texts).into_iter().map(|record| (record.id.clone(), record)).collect();
    let readers = ["a", "b", "more"].map(|reader| lines::<Labelled>(&folder().join(format!("records/{reader}.jsonl"))));
    let document = |labelled: Labelled| {
        let record = texts.get(&labelled.id).unwrap_or_else(|| panic!("no record {}", labelled.id));
        Document {
            id: labelled.id,
            title: record.title.clone(),
            text: record.text.clone(),
            published: record.published.clone().unwrap_or_default(),
            language: None,
            kind: None,
            voice: None,
            labels: labelled.labels,
        }
    };
    Some(readers.into_iter().flatten().map(document).collect())
}

fn lines<T: for<'a> Deserialize<'a>>(path: &Path) -> Vec<T> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let read =
        |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{}: {error}: {line}", path.display()));
    text.lines().filter(|line| !line.trim().is_empty()).map(read).collect()
}
