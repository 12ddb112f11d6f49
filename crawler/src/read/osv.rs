//! Records of the Open Source Vulnerability schema (1.0 to 1.7) as documents: JSON, or YAML as some databases keep them.
//!
//! <https://ossf.github.io/osv-schema/>. Lenient: every field but `id` may be missing or of another kind. What a database
//! adds for itself (`database_specific`) is noise, but for its word for the severity and its list of weaknesses.

mod ranges;

use serde_json::Value;
use url::Url;
use watchline_model::{Affected, Reading, Score};

use crate::read::advisory::{ENTRIES_MAX, Record, Reference, TellsOf, compose, cvss_score, disputed_sentence};
use crate::read::lenient::{date, list, object, plain, text, texts};
use crate::read::{collapse, encoding, markdown, yaml};

/// Databases by the prefix of their ids, where the prefix is not their name.
const DATABASES: &[(&str, &str)] = &[
    ("GHSA", "GitHub"),
    ("PYSEC", "PyPA"),
    ("RUSTSEC", "RustSec"),
    ("GO", "Go"),
    ("MAL", "OpenSSF"),
    ("OSV", "OSS-Fuzz"),
    ("HSEC", "Haskell"),
    ("RSEC", "R Consortium"),
    ("PSF", "Python Software Foundation"),
    ("CURL", "curl"),
];

pub(crate) fn read(body: &[u8], _url: &str) -> Option<Reading> {
    Some(compose(record(&parse(body)?)?))
}

/// The record in `body`; `None` where it is none.
pub(crate) fn parse(body: &[u8]) -> Option<Value> {
    let start = body.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte))?;
    let value = match start {
        b'{' => object(body)?,
        b'<' | b'[' => return None,
        _ => yaml::parse(&encoding::decode(body, Some("text/yaml; charset=utf-8")).text)?,
    };
    let known = ["modified", "published", "details", "summary", "affected", "aliases", "withdrawn"];
    let is_record = text(&value, "id").is_some() && known.iter().any(|key| value.get(key).is_some());
    is_record.then_some(value)
}

/// The page for people.
pub(crate) fn page_url(id: &str) -> Option<String> {
    let mut url = Url::parse("https://osv.dev/vulnerability/").ok()?;
    url.path_segments_mut().ok()?.pop_if_empty().push(id);
    Some(url.into())
}

/// The packages that a record names: `PyPI/langchain`.
pub(crate) fn packages(value: &Value) -> impl Iterator<Item = String> + '_ {
    list(value, "affected").iter().filter_map(|affected| {
        let package = affected.get("package")?;
        Some(format!("{}/{}", text(package, "ecosystem")?, text(package, "name")?))
    })
}

fn record(value: &Value) -> Option<Record> {
    let id = text(value, "id")?;
    let mut body = text(value, "details").map(|details| markdown::paragraphs(&details)).unwrap_or_default();
    let title = text(value, "summary").map(|summary| collapse(&markdown::paragraphs(&summary).join(" ")));
    if body.is_empty() {
        body.extend(title.clone());
    }
    let mut warnings = Vec::new();
    for key in ["modified", "affected"] {
        if value.get(key).is_none() {
            warnings.push(format!("the record has no `{key}`"));
        }
    }
    Some(Record {
        disputed: disputed_sentence(&body),
        tells_of: tells_of(value, &id),
        affected: list(value, "affected").iter().take(ENTRIES_MAX).filter_map(affected).collect(),
        scores: scores(value, &id),
        weaknesses: weaknesses(value),
        aliases: texts(value, "aliases"),
        related: ["related", "upstream"].iter().flat_map(|key| texts(value, key)).collect(),
        credits: list(value, "credits").iter().take(ENTRIES_MAX).filter_map(credit).collect(),
        published: date(value, "published"),
        modified: date(value, "modified"),
        withdrawn: date(value, "withdrawn"),
        references: list(value, "references").iter().take(ENTRIES_MAX).filter_map(reference).collect(),
        page_url: page_url(&id)?,
        site_name: "OSV",
        id,
        title,
        body,
        warnings,
        ..Record::default()
    })
}

/// Malicious packages have a database of their own; RustSec marks what is only a notice.
fn tells_of(value: &Value, id: &str) -> TellsOf {
    if id.starts_with("MAL-") {
        return TellsOf::Harm;
    }
    let mark = |entry: &Value| entry.get("database_specific").and_then(|own| text(own, "informational"));
    let marks: Vec<String> = list(value, "affected").iter().take(ENTRIES_MAX).filter_map(mark).collect();
    let is_notice = |mark: &String| mark == "unmaintained" || mark == "notice";
    if !marks.is_empty() && marks.iter().all(is_notice) { TellsOf::Notice } else { TellsOf::Weakness }
}

fn affected(affected: &Value) -> Option<Affected> {
    let package = affected.get("package").unwrap_or(&Value::Null);
    let named = text(package, "name").map(|name| match text(package, "ecosystem") {
        Some(ecosystem) => format!("{ecosystem}/{name}"),
        None => name,
    });
    let repository = || list(affected, "ranges").iter().find_map(|range| text(range, "repo"));
    let product = named.or_else(|| text(package, "purl")).or_else(repository)?;
    Some(Affected { product: collapse(&product), versions: ranges::versions(affected) })
}

/// The record's own scores, then those of single packages, then the word of the database for it.
fn scores(value: &Value, id: &str) -> Vec<Score> {
    let packages = list(value, "affected").iter().take(ENTRIES_MAX);
    let mut scores: Vec<Score> = Vec::new();
    for severity in list(value, "severity").iter().chain(packages.flat_map(|package| list(package, "severity"))) {
        let Some(given) = text(severity, "score") else { continue };
        let scheme = text(severity, "type").unwrap_or_else(|| "severity".to_owned());
        let score = cvss_score(&given).unwrap_or_else(|| match given.parse::<f32>() {
            Ok(number) => Score { scheme, vector: None, score: Some(number), rating: None, rated_by: None },
            Err(_) => Score { scheme, vector: None, score: None, rating: Some(given), rated_by: None },
        });
        if !scores.contains(&score) {
            scores.push(score);
        }
    }
    let word = value.get("database_specific").and_then(|own| text(own, "severity"));
    if let Some(word) = word.filter(|word| cvss_score(word).is_none()) {
        let rated_by = Some(database(id)).filter(|name| !name.is_empty());
        scores.push(Score { scheme: "severity".to_owned(), vector: None, score: None, rating: Some(word), rated_by });
    }
    scores
}

fn database(id: &str) -> String {
    let prefix = id.split('-').next().unwrap_or_default();
    let known = DATABASES.iter().find(|(known, _)| *known == prefix);
    known.map_or(prefix, |(_, name)| *name).to_owned()
}

/// Weaknesses stand where each database likes: as ids, or with their names.
fn weaknesses(value: &Value) -> Vec<String> {
    let Some(own) = value.get("database_specific") else { return Vec::new() };
    let ids = texts(own, "cwe_ids");
    let named = list(own, "cwes").iter().filter_map(|cwe| {
        let id = text(cwe, "cweId").or_else(|| text(cwe, "cwe_id")).or_else(|| plain(cwe))?;
        Some(format!("{id} {}", text(cwe, "name").unwrap_or_default()).trim_end().to_owned())
    });
    ids.into_iter().chain(named).collect()
}

fn credit(credit: &Value) -> Option<String> {
    let name = collapse(&text(credit, "name").or_else(|| plain(credit))?);
    Some(match text(credit, "type") {
        Some(role) if !role.eq_ignore_ascii_case("other") => {
            format!("{name} ({})", role.to_lowercase().replace('_', " "))
        }
        _ => name,
    })
}

fn reference(reference: &Value) -> Option<Reference> {
    let url = text(reference, "url").or_else(|| plain(reference))?;
    Some(Reference { url, label: text(reference, "type").unwrap_or_default() })
}

#[cfg(test)]
mod tests;
