//! What the weights are learnt from: labelled documents to tune on (docs/labelling.md), sentences of the bank, and what feeds bring.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use watchline_analysis::{Analyzer, Input, RelevanceSign};
use watchline_model::taxonomy::TaxonomyEntity;
use watchline_model::{Basis, Dated, DocumentKind, EntityId};

pub(crate) const SETS: [&str; 6] = ["records", "stories", "quiet", "sentences", "feeds", "news"];
/// Parts of the cross-validation.
pub(crate) const PARTS: usize = 5;
/// Documents published from this year on are tested on.
const TEST_FROM: &str = "2026";
/// Files of stories in each of them.
const STORIES: [&[&str]; PARTS] =
    [&["alder", "dogwood"], &["briar", "gorse"], &["cedar", "hazel"], &["elm"], &["fir", "ivy"]];
/// Files of stories whose made-up names are known to their own documents only, as they are common words.
const APART: [&str; 5] = ["elm", "fir", "gorse", "hazel", "ivy"];
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
/// What an example counts as analyzed, by rules alone, and with no event told: rules and learnt readers know the documents to tune on
/// better than others.
const SHARES: [f32; 3] = [0.4, 0.3, 0.3];

pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) set: &'static str,
    pub(crate) part: usize,
    /// Whether each of its readers calls it relevant.
    pub(crate) labels: Vec<bool>,
    pub(crate) is_learnt_from: bool,
    /// Its signs as analyzed, by rules alone, and with no event told.
    pub(crate) readings: Vec<Vec<RelevanceSign>>,
}

impl Document {
    pub(crate) fn is_relevant(&self) -> bool {
        self.labels.first().copied().unwrap_or(false)
    }

    pub(crate) fn is_our_own(&self) -> bool {
        matches!(self.set, "stories" | "quiet" | "sentences")
    }

    /// What each of its readings counts.
    pub(crate) fn shares(&self) -> Vec<f32> {
        match self.set {
            "records" => SHARES.to_vec(),
            "stories" | "quiet" => SHARES.map(|share| share * 2.0).to_vec(),
            "sentences" => vec![0.12],
            "feeds" => vec![0.25],
            _ => vec![3.0],
        }
    }
}

type Failure = Box<dyn std::error::Error>;

struct Analyzers {
    whole: Analyzer,
    by_rules: Analyzer,
}

pub(crate) fn read(folder: &Path) -> Result<Vec<Document>, Failure> {
    let fixtures = folder.join("fixtures");
    let (analyzers, apart) = (analyzers(&fixtures, false)?, analyzers(&fixtures, true)?);
    let mut documents = Vec::new();
    for path in paths(&fixtures.join("stories"), "jsonl")? {
        let file = stem(&path);
        let part = STORIES.iter().position(|known| known.contains(&file.as_str())).unwrap_or(0);
        let of_file = if APART.contains(&file.as_str()) { &apart } else { &analyzers };
        for line in lines(&path)?.iter().filter(|line| text_of(line, "published").as_str() < TEST_FROM) {
            documents.push(labelled(of_file, line, &line["expected"], "stories", part));
        }
    }
    for path in paths(&fixtures.join("quiet"), "jsonl")? {
        // Every fifth is tested on (`quiet_news_of_ai_is_irrelevant`).
        for (number, line) in lines(&path)?.iter().enumerate().filter(|(number, _)| number % 5 != 0) {
            let mut line = line.clone();
            for of in ["title", "text"] {
                line[of] = named(&text_of(&line, of)).into();
            }
            documents.push(labelled(&analyzers, &line, &line, "quiet", number / 5 % PARTS));
        }
    }
    for path in paths(&fixtures.join("sentences"), "jsonl")? {
        let file = stem(&path);
        let part = file.bytes().next().map_or(0, |writer| usize::from(writer.saturating_sub(b'a'))) % PARTS;
        for (number, line) in lines(&path)?.iter().enumerate() {
            documents.push(sentence(&analyzers, line, format!("{file}-{number}"), part));
        }
    }
    let shared = folder.join("../../shared/data");
    let texts = shared.join("incidents/records.jsonl");
    if texts.exists() {
        documents.extend(records(&analyzers, &fixtures, &texts)?);
    }
    let feeds = shared.join("feeds/vendors");
    if feeds.exists() {
        for path in paths(&feeds, "xml")? {
            documents.extend(feed(&analyzers, &path)?);
        }
    }
    let news = shared.join("clustering/ecbplus.jsonl");
    if news.exists() {
        // Every twelfth is tested on (`ordinary_news_is_irrelevant`).
        for (number, line) in lines(&news)?.iter().enumerate().filter(|(number, _)| number % 12 != 0) {
            documents.push(unlabelled(&analyzers, "", &text_of(line, "text"), format!("news-{number}"), "news"));
        }
    }
    Ok(documents)
}

fn analyzers(fixtures: &Path, with_apart: bool) -> Result<Analyzers, Failure> {
    let mut taxonomy = watchline_config::shipped_taxonomy();
    let mut lists = paths(&fixtures.join("stories/taxonomy"), "json")?;
    lists.retain(|list| with_apart == APART.contains(&stem(list).as_str()));
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
    Ok(Analyzers { whole: Analyzer::new(&taxonomy), by_rules: Analyzer::new(&taxonomy).by_rules_alone() })
}

fn records(analyzers: &Analyzers, fixtures: &Path, texts: &Path) -> Result<Vec<Document>, Failure> {
    let texts: BTreeMap<String, Value> =
        lines(texts)?.into_iter().map(|record| (text_of(&record, "id"), record)).collect();
    let mut known: BTreeMap<String, Document> = BTreeMap::new();
    for reader in ["a", "b", "more", "wide"] {
        for labels in lines(&fixtures.join(format!("records/{reader}.jsonl")))? {
            let id = text_of(&labels, "id");
            let record = texts.get(&id).ok_or_else(|| format!("no record {id}"))?;
            if text_of(record, "published").as_str() >= TEST_FROM {
                continue;
            }
            if let Some(known) = known.get_mut(&id) {
                known.labels.push(labels["relevance"] == "relevant");
                continue;
            }
            let part = id.bytes().map(usize::from).sum::<usize>() % PARTS;
            known.insert(id, labelled(analyzers, record, &labels, "records", part));
        }
    }
    Ok(known.into_values().collect())
}

fn labelled(analyzers: &Analyzers, line: &Value, labels: &Value, set: &'static str, part: usize) -> Document {
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
    let whole = analyzers.whole.relevance_signs(&input);
    let by_rules = analyzers.by_rules.relevance_signs(&input);
    let is_told =
        |sign: &RelevanceSign| ["told=", "read=", "family=", "place="].iter().any(|of| sign.shown.starts_with(of));
    let without = by_rules
        .iter()
        .filter(|sign| {
            sign.is_word
                || !is_told(sign)
                    && !["weight", "kinds="].iter().any(|of| sign.shown.starts_with(of))
                    && !sign.shown.starts_with("told-")
        })
        .cloned()
        .collect();
    Document {
        id: text_of(line, "id"),
        set,
        part,
        labels: vec![labels["relevance"] == "relevant"],
        is_learnt_from: true,
        readings: vec![whole, by_rules, without],
    }
}

/// Of a sentence alone only the words are learnt from: what surrounds it is not known.
fn sentence(analyzers: &Analyzers, line: &Value, id: String, part: usize) -> Document {
    let text = named(&text_of(line, "text"));
    let mut signs = analyzers.whole.relevance_signs(&Input { body: &text, ..Input::default() });
    signs.retain(|sign| sign.is_word);
    // Its own odds before anything is read, which serve it alone.
    signs.push(RelevanceSign { number: 1, shown: "sentence".to_owned(), count: 1.0, is_word: false });
    let tells = line["kinds"].as_array().is_some_and(|kinds| !kinds.is_empty());
    Document { id, set: "sentences", part, labels: vec![tells], is_learnt_from: true, readings: vec![signs] }
}

/// With names for the placeholders.
fn named(text: &str) -> String {
    NAMES.iter().fold(text.to_owned(), |text, (placeholder, name, _, _)| text.replace(placeholder, name))
}

fn unlabelled(analyzers: &Analyzers, title: &str, body: &str, id: String, set: &'static str) -> Document {
    let signs = analyzers.whole.relevance_signs(&Input { title, body, ..Input::default() });
    let part = id.bytes().map(usize::from).sum::<usize>() % PARTS;
    Document { id, set, part, labels: vec![false], is_learnt_from: true, readings: vec![signs] }
}

/// Title and summary of each entry; those whose title names a fault are left out, as they may be relevant.
fn feed(analyzers: &Analyzers, path: &Path) -> Result<Vec<Document>, Failure> {
    let xml = fs::read_to_string(path)?;
    let mut documents = Vec::new();
    let entries = xml
        .split("<item>")
        .chain(xml.split("<entry>"))
        .filter(|part| part.contains("</item>") || part.contains("</entry>"));
    for (number, entry) in entries.filter(|entry| !entry.contains("<rss") && !entry.contains("<feed")).enumerate() {
        let field = |name: &str| {
            let from = entry.find(&format!("<{name}"))?;
            let from = from + entry[from..].find('>')? + 1;
            Some(plain(entry[from..].split(&format!("</{name}>")).next()?))
        };
        let title = field("title").unwrap_or_default();
        let body = field("description").or_else(|| field("summary")).or_else(|| field("content")).unwrap_or_default();
        let body: String = body.chars().take(1500).collect();
        let lower = title.to_lowercase();
        let faults = [
            "vulnerab",
            "misuse",
            "incident",
            "postmortem",
            "outage",
            "attack",
            "threat",
            "malicious",
            "disrupt",
            "breach",
            "lawsuit",
            "jailbreak",
            "security",
            "misalign",
            "exploit",
        ];
        if title.is_empty() || faults.iter().any(|fault| lower.contains(fault)) {
            continue;
        }
        documents.push(unlabelled(analyzers, &title, &body, format!("{}-{number} {title}", stem(path)), "feeds"));
    }
    Ok(documents)
}

/// Without marks of XML and HTML.
fn plain(marked: &str) -> String {
    let marked = marked.replace("<![CDATA[", "").replace("]]>", "").replace("&lt;", "<").replace("&gt;", ">");
    let mut text = String::new();
    let mut is_within = false;
    for sign in marked.chars() {
        match sign {
            '<' => is_within = true,
            '>' => {
                is_within = false;
                text.push(' ');
            }
            _ if !is_within => text.push(sign),
            _ => {}
        }
    }
    text.replace("&amp;", "&").replace("&quot;", "\"").replace("&#39;", "'").replace("&nbsp;", " ").trim().to_owned()
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
