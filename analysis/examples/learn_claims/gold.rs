//! The labelled documents to tune on (docs/labelling.md), and how found claims are held against labels: as
//! `analyzer/tests/gold` does it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;
use watchline_analysis::{ClaimCandidate, Input};
use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{Basis, Dated, DocumentKind, EntityId, Taxonomy};

/// Documents published from this year on are tested on.
const TEST_FROM: &str = "2026";
/// The files of stories.
const STORIES: [&str; 9] = ["alder", "briar", "cedar", "dogwood", "elm", "fir", "gorse", "hazel", "ivy"];
/// Those whose made-up names are known to their own documents only, as they are common words.
const APART: [&str; 5] = ["elm", "fir", "gorse", "hazel", "ivy"];

pub(crate) struct Document {
    /// What belongs together is learnt from together.
    pub(crate) group: String,
    /// Without its ending.
    pub(crate) file: String,
    pub(crate) set: &'static str,
    pub(crate) weight: f64,
    /// Its names are in the second taxonomy.
    pub(crate) is_apart: bool,
    title: String,
    text: String,
    published: String,
    language: Option<String>,
    kind: Option<DocumentKind>,
    voice: Option<EntityId>,
    /// The claims of each reader.
    pub(crate) readers: Vec<Vec<Label>>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Label {
    pub(crate) party: String,
    pub(crate) stance: String,
    #[serde(default)]
    pub(crate) quote: Option<String>,
}

impl Document {
    pub(crate) fn input(&self) -> Input<'_> {
        Input {
            title: &self.title,
            body: &self.text,
            published: Dated::parse(&self.published, Basis::Published),
            kind: self.kind,
            voice: self.voice.as_ref(),
            language: self.language.as_deref(),
            ..Input::default()
        }
    }
}

type Failure = Box<dyn std::error::Error>;

/// The two taxonomies with the made-up vendors, and the documents.
pub(crate) fn read(folder: &Path) -> Result<([Taxonomy; 2], Vec<Document>), Failure> {
    let fixtures = folder.join("fixtures");
    let mut taxonomies = [watchline_config::shipped_taxonomy(), watchline_config::shipped_taxonomy()];
    let mut lists: Vec<(usize, PathBuf)> = STORIES
        .map(|file| (usize::from(APART.contains(&file)), fixtures.join(format!("stories/taxonomy/{file}.json"))))
        .into_iter()
        .collect();
    lists.push((0, fixtures.join("taxonomy/made-up.json")));
    for (at, list) in lists {
        let entities: Vec<TaxonomyEntity> = serde_json::from_str(&fs::read_to_string(list)?)?;
        taxonomies[at].entities.extend(entities);
    }
    let mut documents = Vec::new();
    for file in STORIES {
        let path = fixtures.join(format!("stories/{file}.jsonl"));
        for line in lines(&path)? {
            documents.push(document(&line, &path, "stories", 1.0)?);
        }
    }
    for path in paths(&fixtures)?.iter().filter(|path| path.extension().is_some_and(|end| end == "json")) {
        documents.push(document(&serde_json::from_str(&fs::read_to_string(path)?)?, path, "fixtures", 2.0)?);
    }
    documents.extend(records(folder, &fixtures)?);
    documents.retain(|document| document.set == "fixtures" || document.published.as_str() < TEST_FROM);
    Ok((taxonomies, documents))
}

/// The real records, each once with the claims of all its readers.
fn records(folder: &Path, fixtures: &Path) -> Result<Vec<Document>, Failure> {
    let texts: BTreeMap<String, Value> = lines(&folder.join("../../shared/data/incidents/records.jsonl"))?
        .into_iter()
        .map(|record| (text_of(&record, "id"), record))
        .collect();
    let mut documents: BTreeMap<String, Document> = BTreeMap::new();
    for reader in ["a", "b", "more", "further", "wide"] {
        let path = fixtures.join(format!("records/{reader}.jsonl"));
        for line in lines(&path)? {
            let id = text_of(&line, "id");
            let record = texts.get(&id).ok_or_else(|| format!("no record {id}"))?;
            let mut with_labels = record.clone();
            with_labels["expected"] = line;
            let read = document(&with_labels, &path, "records", 1.0)?;
            match documents.get_mut(&id) {
                Some(known) => known.readers.extend(read.readers),
                None => _ = documents.insert(id, read),
            }
        }
    }
    Ok(documents.into_values().collect())
}

fn document(line: &Value, path: &Path, set: &'static str, weight: f64) -> Result<Document, Failure> {
    let id = text_of(line, "id");
    let some = |key: &str| line[key].as_str().map(str::to_owned);
    let read = |key: &str| line.get(key).filter(|value| !value.is_null()).cloned();
    let file = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let claims = line["expected"].get("claims").cloned().unwrap_or_else(|| Value::Array(Vec::new()));
    Ok(Document {
        group: if set == "stories" {
            id.rsplit_once('-').map_or(id.as_str(), |(story, _)| story).to_owned()
        } else {
            id
        },
        is_apart: APART.contains(&file.as_str()),
        file,
        set,
        weight,
        title: text_of(line, "title"),
        text: text_of(line, "text"),
        published: text_of(line, "published"),
        language: some("language"),
        kind: read("kind").map(serde_json::from_value).transpose()?,
        voice: read("voice").map(serde_json::from_value).transpose()?,
        readers: vec![serde_json::from_value(claims)?],
    })
}

fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn paths(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths)
}

fn lines(path: &Path) -> Result<Vec<Value>, Failure> {
    let text = fs::read_to_string(path)?;
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// Micro-averaged over documents.
#[derive(Debug, Default)]
pub(crate) struct Score {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Score {
    pub(crate) fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }

    pub(crate) fn add(&mut self, found: &[(&ClaimCandidate, &str)], labels: &[Label], taxonomy: &Taxonomy) {
        let wanted: BTreeSet<String> =
            labels.iter().map(|label| format!("{} {}", bare(&label.party), label.stance)).collect();
        let found: BTreeSet<String> = found
            .iter()
            .map(|(candidate, stance)| {
                let met =
                    labels.iter().find(|label| label.stance == *stance && meets(candidate, &label.party, taxonomy));
                let name = met.map_or_else(|| bare(&candidate.party_name), |label| bare(&label.party));
                format!("{name} {stance}")
            })
            .collect();
        self.right += found.intersection(&wanted).count();
        self.found += found.len();
        self.wanted += wanted.len();
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |of: usize| self.right as f64 / of.max(1) as f64;
        write!(f, "F1 {:.3} ({:.2}, {:.2} of {})", self.f1(), share(self.found), share(self.wanted), self.wanted)
    }
}

/// Whether the candidate's party is the one labelled.
pub(crate) fn meets(candidate: &ClaimCandidate, party: &str, taxonomy: &Taxonomy) -> bool {
    let (name, party) = (bare(&candidate.party_name), bare(party));
    let is_named = |id: &EntityId| {
        taxonomy.entity(id).is_some_and(|entity| {
            entity.aliases.iter().chain(&entity.ambiguous).chain([&entity.name]).any(|known| bare(known) == party)
        })
    };
    party.contains(&name) || name.contains(&party) || candidate.party.as_ref().is_some_and(is_named)
}

/// In lower case and without its article.
fn bare(party: &str) -> String {
    let party = party.to_lowercase();
    ["the ", "a ", "an ", "its "].iter().find_map(|article| party.strip_prefix(article)).unwrap_or(&party).to_owned()
}
