//! What the weights are learnt from: sentences of the bank and the labelled documents to tune on (docs/labelling.md).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use watchline_analysis::{Analyzer, Input, KindSentence};
use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{Basis, Dated, DocumentKind, EntityId};

use super::model::Example;

/// Documents published from this year on are tested on.
const TEST_FROM: &str = "2026";
/// Headline of a sentence of the bank: it speaks of AI, as a sentence alone may not.
const HEADLINE: &str = "Velmora and Quillmate";
/// Files of stories whose made-up names are known to their own documents only, as they are common words.
const APART: [&str; 5] = ["elm", "fir", "gorse", "hazel", "ivy"];
/// So many times is an example of the taxonomy, and a document of one page made for one rule, learnt from.
const TIMES: usize = 4;
/// What the placeholders of the bank are read as; all made up.
const NAMES: [(&str, &str, &str, &str); 10] = [
    ("[V1]", "Velmora", "vendor", ""),
    ("[V2]", "Tarnwick", "vendor", ""),
    ("[P1]", "Quillmate", "product", "velmora"),
    ("[P2]", "Brightpilot", "product", "tarnwick"),
    ("[O1]", "Norrmark", "organization", ""),
    ("[O2]", "Ellersby", "organization", ""),
    ("[X1]", "Ann Drummond", "", ""),
    ("[X2]", "Paul Keller", "", ""),
    ("[C1]", "Sundland", "country", ""),
    ("[C2]", "Vestria", "country", ""),
];

/// A document, or a sentence of the bank, as it was read.
pub(crate) struct Document {
    pub(crate) id: String,
    /// `bank`, `stories`, `records`, `fixtures` or `examples`.
    pub(crate) set: &'static str,
    /// Without its ending.
    pub(crate) file: String,
    pub(crate) is_test: bool,
    pub(crate) sentences: Vec<KindSentence>,
    /// The kinds of each reader.
    pub(crate) readers: Vec<BTreeSet<String>>,
    /// Kind and quote.
    pub(crate) quotes: Vec<(String, String)>,
    /// By rules alone.
    pub(crate) found: BTreeSet<String>,
}

/// Parts of shorter sentences are not taken for the quote.
const LEAST_OF_QUOTE: usize = 25;

impl Document {
    /// Whose sentence of the bank it is.
    pub(crate) fn writer(&self) -> Option<char> {
        self.file.chars().next().filter(|_| self.set == "bank")
    }

    /// Whether it is a sentence alone, of no document.
    fn is_of_sentences(&self) -> bool {
        matches!(self.set, "bank" | "examples")
    }

    /// The part of so many to which it belongs.
    pub(crate) fn part(&self, parts: usize) -> usize {
        self.id.bytes().map(usize::from).sum::<usize>() % parts
    }

    /// Its sentences, and what is known of what they tell: of a kind that the document tells, the sentences quoted for it, or seen by
    /// a rule, tell it, of the others it is not known; of a kind that the document does not tell, none does.
    pub(crate) fn examples(&self, kinds: &[String]) -> Vec<Example> {
        let told = |sentence: &KindSentence, kind: &String| {
            let is_labelled = self.readers.iter().any(|labels| labels.contains(kind));
            let is_quoted = || {
                self.quotes.iter().filter(|(quoted, _)| quoted == kind).any(|(_, quote)| {
                    !quote.is_empty()
                        && (sentence.text.contains(quote)
                            || (sentence.text.len() > LEAST_OF_QUOTE && quote.contains(&sentence.text)))
                })
            };
            let is_ruled = || sentence.ruled.iter().any(|ruled| ruled.as_str() == kind);
            match (is_labelled, self.set) {
                (_, "examples") => (self.id == *kind).then_some(is_labelled),
                (false, _) => Some(false),
                (true, "bank") => Some(true),
                (true, _) => (is_quoted() || is_ruled()).then_some(true),
            }
        };
        let example = |sentence: &KindSentence| Example {
            more: if self.is_of_sentences() { 0.0 } else { sentence.more },
            signs: sentence.signs.clone(),
            whole: sentence
                .whole
                .iter()
                .copied()
                .chain((!self.is_of_sentences()).then_some(sentence.document))
                .collect(),
            tells: kinds.iter().map(|kind| told(sentence, kind)).collect(),
            is_text: false,
        };
        self.sentences.iter().map(example).collect()
    }

    /// All its sentences as one; `None` of what is no document.
    pub(crate) fn text(&self, kinds: &[String]) -> Option<Example> {
        let signs: BTreeSet<u32> = self.sentences.iter().flat_map(|sentence| sentence.signs.iter().copied()).collect();
        let tells = |kind: &String| Some(self.readers.iter().any(|labels| labels.contains(kind)));
        (!self.is_of_sentences()).then(|| Example {
            signs: signs.into_iter().collect(),
            whole: Vec::new(),
            tells: kinds.iter().map(tells).collect(),
            more: 0.0,
            is_text: true,
        })
    }
}

type Failure = Box<dyn std::error::Error>;

/// All of them, those to test on among them.
pub(crate) fn read(folder: &Path) -> Result<Vec<Document>, Failure> {
    let fixtures = folder.join("fixtures");
    let (analyzer, apart) = (analyzer(&fixtures, false)?, analyzer(&fixtures, true)?);
    let mut documents = Vec::new();
    for path in paths(&fixtures.join("sentences"), "jsonl")? {
        for (number, line) in lines(&path)?.iter().enumerate() {
            documents.push(bank(&analyzer, &path, number, line));
        }
    }
    for path in paths(&fixtures.join("stories"), "jsonl")? {
        for line in lines(&path)? {
            let of_file = if APART.contains(&stem(&path).as_str()) { &apart } else { &analyzer };
            documents.push(document(of_file, &line, &path, "stories"));
        }
    }
    for path in paths(&fixtures, "json")?.iter().filter(|path| stem(path) != "weights") {
        let line: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
        for _ in 0..TIMES {
            documents.push(Document { is_test: false, ..document(&analyzer, &line, path, "fixtures") });
        }
    }
    for event in watchline_config::shipped_taxonomy().events {
        let kind = event.id.as_str();
        for _ in 0..TIMES {
            documents.push(example(&analyzer, kind, &event.example, true));
            if let Some(counter_example) = &event.counter_example {
                documents.push(example(&analyzer, kind, counter_example, false));
            }
        }
    }
    let texts = folder.join("../../shared/data/incidents/records.jsonl");
    if texts.exists() {
        let texts: BTreeMap<String, Value> =
            lines(&texts)?.into_iter().map(|record| (text_of(&record, "id"), record)).collect();
        let mut known: BTreeMap<String, Document> = BTreeMap::new();
        for reader in ["a", "b", "more", "further", "wide"] {
            let path = fixtures.join(format!("records/{reader}.jsonl"));
            for line in lines(&path)? {
                let id = text_of(&line, "id");
                if let Some(known) = known.get_mut(&id) {
                    known.readers.push(kinds(&line));
                    continue;
                }
                let mut with_labels = texts.get(&id).ok_or_else(|| format!("no record {id}"))?.clone();
                with_labels["expected"] = line;
                known.insert(id, document(&analyzer, &with_labels, &path, "records"));
            }
        }
        documents.extend(known.into_values());
    }
    Ok(documents)
}

/// Over the shipped taxonomy, the names of the bank and those of the fixtures.
fn analyzer(fixtures: &Path, with_apart: bool) -> Result<Analyzer, Failure> {
    let mut taxonomy = watchline_config::shipped_taxonomy();
    let mut lists = paths(&fixtures.join("stories/taxonomy"), "json")?;
    lists.retain(|list| with_apart || !APART.contains(&stem(list).as_str()));
    lists.push(fixtures.join("taxonomy/made-up.json"));
    for list in lists {
        let entities: Vec<TaxonomyEntity> = serde_json::from_str(&fs::read_to_string(list)?)?;
        taxonomy.entities.extend(entities);
    }
    for (_, name, kind, owner) in NAMES.iter().filter(|(_, _, kind, _)| !kind.is_empty()) {
        let owner = if owner.is_empty() { Value::Null } else { Value::from(*owner) };
        let ai = matches!(*kind, "vendor" | "product");
        let id = name.to_lowercase();
        let entity = serde_json::json!({"id": id, "kind": kind, "name": name, "aliases": [], "owner": owner, "ai": ai});
        taxonomy.entities.push(serde_json::from_value(entity)?);
    }
    Ok(Analyzer::new(&taxonomy).by_rules_alone())
}

/// An example of the taxonomy, or a counter-example: of other kinds it says nothing.
fn example(analyzer: &Analyzer, kind: &str, text: &str, tells: bool) -> Document {
    let input = Input { title: HEADLINE, body: text, ..Input::default() };
    let mut document = read_one(analyzer, &input, kind.to_owned(), Path::new("examples"), "examples");
    document.sentences.retain(|sentence| !sentence.headline);
    document.readers.push(if tells { BTreeSet::from([kind.to_owned()]) } else { BTreeSet::new() });
    document
}

fn bank(analyzer: &Analyzer, path: &Path, number: usize, line: &Value) -> Document {
    let mut text = text_of(line, "text");
    for (placeholder, name, _, _) in NAMES {
        text = text.replace(placeholder, name);
    }
    let input = Input { title: HEADLINE, body: &text, ..Input::default() };
    let kinds: BTreeSet<String> = line["kinds"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|kind| kind.as_str().unwrap_or_default().to_owned())
        .collect();
    let mut document = read_one(analyzer, &input, format!("{}-{number}", stem(path)), path, "bank");
    document.sentences.retain(|sentence| !sentence.headline);
    document.readers.push(kinds);
    document
}

fn document(analyzer: &Analyzer, line: &Value, path: &Path, set: &'static str) -> Document {
    let (title, body, published) = (text_of(line, "title"), text_of(line, "text"), text_of(line, "published"));
    let kind: Option<DocumentKind> = serde_json::from_value(line["kind"].clone()).ok();
    let voice: Option<EntityId> = serde_json::from_value(line["voice"].clone()).ok().flatten();
    let input = Input {
        title: &title,
        body: &body,
        published: Dated::parse(&published, Basis::Published),
        kind,
        voice: voice.as_ref(),
        language: line["language"].as_str(),
        ..Input::default()
    };
    let mut document = read_one(analyzer, &input, text_of(line, "id"), path, set);
    document.is_test = published.as_str() >= TEST_FROM;
    document.readers.push(kinds(&line["expected"]));
    for event in line["expected"]["events"].as_array().into_iter().flatten() {
        document.quotes.push((text_of(event, "kind"), text_of(event, "quote")));
    }
    document
}

fn read_one(analyzer: &Analyzer, input: &Input, id: String, path: &Path, set: &'static str) -> Document {
    Document {
        id,
        set,
        file: stem(path),
        is_test: false,
        sentences: analyzer.kind_sentences(input),
        readers: Vec::new(),
        quotes: Vec::new(),
        found: analyzer.analyze(input).events.iter().map(|event| event.kind.as_str().to_owned()).collect(),
    }
}

fn kinds(labels: &Value) -> BTreeSet<String> {
    labels["events"].as_array().into_iter().flatten().map(|event| text_of(event, "kind")).collect()
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
