//! What the weights are learnt from: labelled documents to tune on (docs/labelling.md), with the entities that are found in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use watchline_analysis::{Analyzer, Input, PartCandidate};
use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{Basis, Dated, DocumentKind, EntityId, EntityKind};

/// Parts of the cross-validation.
pub(crate) const PARTS: usize = 5;
/// Documents published from this year on are tested on.
const TEST_FROM: &str = "2026";
/// Files of stories whose made-up names are known to their own documents only, as they are common words.
const APART: [&str; 2] = ["elm", "fir"];
const READERS: [&str; 4] = ["a", "b", "more", "wide"];

/// What one reader calls the vendors, products and models of a document.
pub(crate) struct Labels {
    vendors: BTreeSet<String>,
    products: BTreeSet<String>,
    models: BTreeSet<String>,
}

pub(crate) struct Document {
    pub(crate) set: &'static str,
    pub(crate) part: usize,
    pub(crate) labels: Vec<Labels>,
    pub(crate) verdicts: Vec<Verdict>,
}

/// What the readers say of an entity.
pub(crate) struct Verdict {
    pub(crate) candidate: PartCandidate,
    /// By reader.
    pub(crate) has_part: Vec<bool>,
    /// Its name is part of a labelled one, or the other way round: it may be meant.
    is_near: bool,
}

impl Verdict {
    /// A name that is only wrongly written says nothing of the part of who bears it.
    pub(crate) fn is_clear(&self) -> bool {
        !self.is_near || self.has_part.contains(&true)
    }
}

type Failure = Box<dyn std::error::Error>;

impl Labels {
    fn of(labels: &Value) -> Self {
        let list = |of: &str| labels[of].as_array().into_iter().flatten().filter_map(Value::as_str).map(key).collect();
        Self { vendors: list("vendors"), products: list("products"), models: list("models") }
    }

    fn of_kind(&self, kind: EntityKind) -> &BTreeSet<String> {
        match kind {
            EntityKind::Vendor => &self.vendors,
            EntityKind::Product => &self.products,
            _ => &self.models,
        }
    }

    fn all(&self) -> impl Iterator<Item = &String> {
        self.vendors.iter().chain(&self.products).chain(&self.models)
    }
}

impl Document {
    /// How many of that kind the readers name.
    pub(crate) fn wanted(&self, kind: EntityKind) -> usize {
        self.labels.iter().map(|labels| labels.of_kind(kind).len()).sum()
    }

    fn judge(&mut self, candidates: Vec<PartCandidate>) {
        for candidate in candidates {
            let (id, name) = (candidate.entity.to_string(), letters(&candidate.name));
            let has = |labels: &BTreeSet<String>| labels.contains(&id) || labels.contains(&format!("new:{name}"));
            let has_part = self.labels.iter().map(|labels| has(labels.of_kind(candidate.kind))).collect();
            let is_near = self.labels.iter().flat_map(Labels::all).any(|label| is_alike(label, &name));
            self.verdicts.push(Verdict { candidate, has_part, is_near });
        }
    }
}

/// Whether one of the names is part of the other.
fn is_alike(label: &str, name: &str) -> bool {
    let label = letters(label.trim_start_matches("new:"));
    label == name || label.len().min(name.len()) >= 4 && (label.contains(name) || name.contains(&label))
}

pub(crate) fn read(folder: &Path) -> Result<Vec<Document>, Failure> {
    let fixtures = folder.join("fixtures");
    let (with, apart) = (analyzer(&fixtures, false)?, analyzer(&fixtures, true)?);
    let mut documents = Vec::new();
    for path in paths(&fixtures.join("stories"), "jsonl")? {
        let file = stem(&path);
        let analyzer = if APART.contains(&file.as_str()) { &apart } else { &with };
        for line in lines(&path)?.iter().filter(|line| text_of(line, "published").as_str() < TEST_FROM) {
            // All documents of an incident are learnt from, or none.
            let incident = line["incident"].as_str().map_or_else(|| text_of(line, "id"), str::to_owned);
            let mut document = Document {
                set: "stories",
                part: part_of(&incident),
                labels: vec![Labels::of(&line["expected"])],
                verdicts: Vec::new(),
            };
            document.judge(candidates(analyzer, line));
            documents.push(document);
        }
    }
    let texts = folder.join("../../shared/data/incidents/records.jsonl");
    if texts.exists() {
        documents.extend(records(&with, &fixtures, &texts)?);
    }
    Ok(documents)
}

fn part_of(id: &str) -> usize {
    id.bytes().fold(7_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 10_007) % PARTS
}

fn records(analyzer: &Analyzer, fixtures: &Path, texts: &Path) -> Result<Vec<Document>, Failure> {
    let texts: BTreeMap<String, Value> =
        lines(texts)?.into_iter().map(|record| (text_of(&record, "id"), record)).collect();
    let mut known: BTreeMap<String, Document> = BTreeMap::new();
    for reader in READERS {
        for labels in lines(&fixtures.join(format!("records/{reader}.jsonl")))? {
            let id = text_of(&labels, "id");
            let record = texts.get(&id).ok_or_else(|| format!("no record {id}"))?;
            if text_of(record, "published").as_str() >= TEST_FROM {
                continue;
            }
            let set = if reader == "wide" { "wide" } else { "records" };
            let part = part_of(&id);
            let new = || Document { set, part, labels: Vec::new(), verdicts: Vec::new() };
            known.entry(id).or_insert_with(new).labels.push(Labels::of(&labels));
        }
    }
    for (id, document) in &mut known {
        document.judge(candidates(analyzer, &texts[id]));
    }
    Ok(known.into_values().collect())
}

fn candidates(analyzer: &Analyzer, line: &Value) -> Vec<PartCandidate> {
    let (title, body, published) = (text_of(line, "title"), text_of(line, "text"), text_of(line, "published"));
    let kind: Option<DocumentKind> = serde_json::from_value(line["kind"].clone()).ok();
    let voice: Option<EntityId> = serde_json::from_value(line["voice"].clone()).ok().flatten();
    analyzer.part_candidates(&Input {
        title: &title,
        body: &body,
        published: Dated::parse(&published, Basis::Published),
        kind,
        voice: voice.as_ref(),
        language: line["language"].as_str(),
        ..Input::default()
    })
}

fn analyzer(fixtures: &Path, with_apart: bool) -> Result<Analyzer, Failure> {
    let mut taxonomy = watchline_config::shipped_taxonomy();
    let mut lists = paths(&fixtures.join("stories/taxonomy"), "json")?;
    lists.retain(|list| with_apart == APART.contains(&stem(list).as_str()));
    for list in lists {
        let entities: Vec<TaxonomyEntity> = serde_json::from_str(&fs::read_to_string(list)?)?;
        taxonomy.entities.extend(entities);
    }
    Ok(Analyzer::new(&taxonomy))
}

/// An id as it is; a name that the taxonomy does not have by its letters and digits alone.
fn key(label: &str) -> String {
    label.strip_prefix("new:").map_or_else(|| label.to_owned(), |name| format!("new:{}", letters(name)))
}

fn letters(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn text_of(line: &Value, key: &str) -> String {
    line[key].as_str().unwrap_or_default().to_owned()
}

fn paths(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|end| end == extension));
    paths.sort();
    Ok(paths)
}

fn lines(path: &Path) -> Result<Vec<Value>, Failure> {
    let text = fs::read_to_string(path)?;
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
}
