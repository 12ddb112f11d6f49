//! The documents and their labels, as they lie in the files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
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
    /// All other records of the same collection, labelled once, after the rules.
    Wide,
    /// Made-up stories.
    Stories,
    /// Made-up stories that were written after all rules and of which only figures were looked at.
    Later,
    /// Those that were written last, all published before 2026.
    Last,
}

impl Set {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Wide => "wide",
            Self::Stories => "stories",
            Self::Later => "later",
            Self::Last => "last",
        }
    }
}

/// In which files of stories the made-up names stand that an analyzer knows: some are common words, and would be seen elsewhere too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Names {
    #[default]
    First,
    Later,
    Last,
}

impl Names {
    const ALL: [Self; 3] = [Self::First, Self::Later, Self::Last];

    fn of(file: &Path) -> Self {
        match file.file_stem().and_then(|name| name.to_str()) {
            Some("elm" | "fir") => Self::Later,
            Some("gorse" | "hazel" | "ivy") => Self::Last,
            _ => Self::First,
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
    #[serde(skip)]
    names: Names,
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
        analyzer(self.names).analyze(&Input {
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
fn taxonomy(names: Names) -> &'static Taxonomy {
    static TAXONOMIES: LazyLock<[Taxonomy; 3]> = LazyLock::new(|| Names::ALL.map(with_vendors));
    &TAXONOMIES[names as usize]
}

fn with_vendors(names: Names) -> Taxonomy {
    let mut taxonomy = watchline_config::shipped_taxonomy();
    for path in files("stories/taxonomy", names) {
        let entities = std::fs::read_to_string(path).unwrap();
        let entities: Vec<TaxonomyEntity> = serde_json::from_str(&entities).unwrap();
        taxonomy.entities.extend(entities);
    }
    taxonomy
}

/// Of any taxonomy.
pub(super) fn entity(id: &EntityId) -> Option<&'static TaxonomyEntity> {
    Names::ALL.into_iter().find_map(|names| taxonomy(names).entity(id))
}

/// In the order of their names, without folders.
fn files(of: &str, names: Names) -> Vec<PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(folder().join(of)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_file() && Names::of(path) == names);
    paths.sort();
    paths
}

fn analyzer(names: Names) -> &'static Analyzer {
    static ANALYZERS: LazyLock<[Analyzer; 3]> =
        LazyLock::new(|| Names::ALL.map(|names| Analyzer::new(taxonomy(names))));
    &ANALYZERS[names as usize]
}

/// In the order of the files, a real record once for each of its two readers; `None` if the texts are not on this machine.
pub(super) fn read(set: Set, part: Part) -> Option<Vec<Document>> {
    let documents = match set {
        Set::Records => records(&["a", "b", "more"])?,
        Set::Wide => records(&["wide"])?,
        Set::Stories => stories(Names::First),
        Set::Later => stories(Names::Later),
        Set::Last => stories(Names::Last),
    };
    Some(documents.into_iter().filter(|document| Part::of(&document.published) == part).collect())
}

fn stories(names: Names) -> Vec<Document> {
    let documents = files("stories", names).into_iter().flat_map(|path| lines::<Document>(&path));
    documents.map(|document| Document { names, ..document }).collect()
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

fn records(readers: &[&str]) -> Option<Vec<Document>> {
    let texts = folder().join("../../../shared/data/incidents/records.jsonl");
    if !texts.exists() {
        return None;
    }
    let texts: BTreeMap<String, Record> =
        lines::<Record>(&texts).into_iter().map(|record| (record.id.clone(), record)).collect();
    let readers = readers.iter().map(|reader| lines::<Labelled>(&folder().join(format!("records/{reader}.jsonl"))));
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
            names: Names::First,
        }
    };
    Some(readers.flatten().map(document).collect())
}

fn lines<T: for<'a> Deserialize<'a>>(path: &Path) -> Vec<T> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let read =
        |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{}: {error}: {line}", path.display()));
    text.lines().filter(|line| !line.trim().is_empty()).map(read).collect()
}
