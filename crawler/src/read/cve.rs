//! CVE records (JSON 5.0, 5.1 and 5.2) as documents.
//!
//! <https://github.com/CVEProject/cve-schema>. A record has one container of the authority that gave the number (`cna`)
//! and any number of others' (`adp`), which add scores, references, products, and whether it is known to be exploited.
//! Lenient: every field but the id may be missing. Decision trees (`SSVC`) are advice to the reader and are not read.

mod affected;
mod scores;
mod steps;

use serde_json::Value;
use watchline_model::Reading;

use crate::read::advisory::{ENTRIES_MAX, Record, Reference, compose, disputed_sentence};
use crate::read::lenient::{date, day_or_moment, has_word, list, object, plain, text, texts};
use crate::read::{collapse, markdown};

/// Containers of others than the numbering authority that are read.
const ADP_MAX: usize = 20;

/// Reference tags that say what kind of source it is, before those that only say that it exists.
const TAGS_LAST: &[&str] = &["x_transferred", "x_refsource", "not-applicable", "broken-link"];

pub(crate) fn read(body: &[u8], _url: &str) -> Option<Reading> {
    Some(compose(record(&object(body)?)?))
}

/// The record's number; `None` where it is no CVE record.
pub(crate) fn id(value: &Value) -> Option<String> {
    let meta = value.get("cveMetadata")?;
    text(meta, "cveId").filter(|id| id.len() < 64 && id.to_ascii_uppercase().starts_with("CVE-"))
}

/// The page for people.
pub(crate) fn page_url(id: &str) -> String {
    let id: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    format!("https://www.cve.org/CVERecord?id={id}")
}

fn record(value: &Value) -> Option<Record> {
    let id = id(value)?;
    let meta = value.get("cveMetadata")?;
    let containers = value.get("containers").unwrap_or(&Value::Null);
    let cna = containers.get("cna").unwrap_or(&Value::Null);
    let adp: Vec<&Value> = list(containers, "adp").iter().take(ADP_MAX).collect();
    let all: Vec<&Value> = std::iter::once(cna).chain(adp).collect();
    let mut body = prose(cna, "descriptions");
    if body.is_empty() {
        body = all
            .iter()
            .map(|container| prose(container, "descriptions"))
            .find(|body| !body.is_empty())
            .unwrap_or_default();
    }
    let rejected = text(meta, "state").is_some_and(|state| state.eq_ignore_ascii_case("REJECTED"));
    let withdrawal = rejected.then(|| {
        let reasons = prose(cna, "rejectedReasons");
        let said = if reasons.is_empty() { std::mem::take(&mut body) } else { reasons };
        format!("the number was rejected. {}", said.join(" "))
    });
    let mut warnings = Vec::new();
    if !rejected && body.is_empty() {
        warnings.push("the record has no description".to_owned());
    }
    let tagged = |tag: &str| all.iter().any(|container| has_word(container, "tags", tag));
    let disputed =
        disputed_sentence(&body).or_else(|| tagged("disputed").then(|| "the record is marked as disputed.".to_owned()));
    let published = date(meta, "datePublished");
    let public = day_or_moment(cna, "datePublic");
    let withdrawn = rejected.then(|| date(meta, "dateRejected").or_else(|| date(meta, "dateUpdated"))).flatten();
    Some(Record {
        title: withdrawal
            .as_deref()
            .map(rejected_title)
            .or_else(|| text(cna, "title"))
            .or_else(|| weakness_title(&all, &body)),
        sections: sections(cna, &tagged),
        affected: affected::affected(&all),
        scores: all.iter().flat_map(|container| scores::scores(container)).collect(),
        weaknesses: all.iter().flat_map(|container| weaknesses(container)).collect(),
        steps: steps::steps(&all),
        aliases: aliases(cna),
        related: texts(cna, "replacedBy"),
        credits: list(cna, "credits").iter().take(ENTRIES_MAX).filter_map(credit).collect(),
        published,
        public_since: public
            .filter(|public| published.is_none_or(|date| date.value.date_naive() != public.value.date_naive())),
        modified: date(meta, "dateUpdated"),
        withdrawn,
        references: all.iter().flat_map(|container| references(container)).collect(),
        page_url: page_url(&id),
        site_name: "CVE",
        language: language_of(cna),
        id,
        body,
        withdrawal,
        disputed,
        warnings,
        ..Record::default()
    })
}

/// The entries of a list of texts with languages: all that are English, else all of the first one's language.
fn prose(container: &Value, key: &str) -> Vec<String> {
    let entries = list(container, key);
    let language = |entry: &Value| text(entry, "lang").unwrap_or_else(|| "en".to_owned()).to_lowercase();
    let is_english = |entry: &&Value| language(entry).starts_with("en");
    let value = |entry: &Value| text(entry, "value").or_else(|| plain(entry)).unwrap_or_default();
    let paragraphs = |entries: Vec<&Value>| -> Vec<String> {
        entries.into_iter().flat_map(|entry| markdown::plain_paragraphs(&value(entry))).collect()
    };
    let english = paragraphs(entries.iter().filter(is_english).collect());
    if !english.is_empty() {
        return english;
    }
    let first = entries.iter().find(|entry| !value(entry).is_empty()).map(language);
    paragraphs(entries.iter().filter(|entry| Some(language(entry)) == first).collect())
}

/// The language that [`prose`] chooses of the descriptions.
fn language_of(cna: &Value) -> Option<String> {
    let entries = list(cna, "descriptions").iter().filter(|entry| text(entry, "value").is_some());
    let languages: Vec<String> =
        entries.filter_map(|entry| text(entry, "lang")).map(|lang| lang.to_lowercase()).collect();
    let english = languages.iter().any(|language| language.starts_with("en"));
    if english { Some("en".to_owned()) } else { languages.into_iter().next() }
}

/// GitHub names its own advisory as the source of the numbers that it gives.
fn aliases(cna: &Value) -> Vec<String> {
    let source = cna.get("source").unwrap_or(&Value::Null);
    texts(source, "advisory").into_iter().filter(|id| id.starts_with("GHSA-") && !id.contains(' ')).collect()
}

fn rejected_title(withdrawal: &str) -> String {
    let reason = withdrawal.strip_prefix("the number was rejected. ").unwrap_or_default();
    match reason.trim().trim_end_matches('.') {
        "" => "CVE number rejected".to_owned(),
        reason => format!("CVE number rejected: {reason}"),
    }
}

/// Where the record has no title and no sentence: the name of its weakness.
fn weakness_title(containers: &[&Value], body: &[String]) -> Option<String> {
    if !body.is_empty() {
        return None;
    }
    containers.iter().flat_map(|container| weaknesses(container)).next()
}

fn sections(cna: &Value, tagged: &dyn Fn(&str) -> bool) -> Vec<(&'static str, String)> {
    let named = [
        ("Solution", "solutions"),
        ("Workaround", "workarounds"),
        ("Exploits", "exploits"),
        ("Configuration", "configurations"),
    ];
    let mut sections: Vec<(&'static str, String)> =
        named.into_iter().map(|(label, key)| (label, prose(cna, key).join(" "))).collect();
    if tagged("unsupported-when-assigned") {
        sections.push(("Note", "the product was no longer supported when the number was assigned.".to_owned()));
    }
    if tagged("exclusively-hosted-service") {
        sections.push(("Note", "the product is a hosted service only; its users have nothing to update.".to_owned()));
    }
    sections
}

/// `CWE-79 Improper neutralization …`, or the words for it where there is no number.
fn weaknesses(container: &Value) -> Vec<String> {
    let descriptions = list(container, "problemTypes").iter().flat_map(|kind| list(kind, "descriptions"));
    let mut weaknesses = Vec::new();
    for description in descriptions {
        let id = text(description, "cweId").unwrap_or_default();
        let words = text(description, "description").map(|words| collapse(&words)).unwrap_or_default();
        let words = words.strip_prefix(&id).unwrap_or(&words).trim_start_matches([':', '-', '–', ' ']);
        let weakness = format!("{id} {words}").trim().to_owned();
        if !matches!(weakness.to_lowercase().as_str(), "" | "n/a" | "cwe-other" | "not-applicable") {
            weaknesses.push(weakness);
        }
    }
    weaknesses
}

fn credit(credit: &Value) -> Option<String> {
    let name = collapse(&text(credit, "value").or_else(|| plain(credit))?);
    Some(match text(credit, "type").filter(|role| role != "other") {
        Some(role) => format!("{name} ({role})"),
        None => name,
    })
}

fn references(container: &Value) -> Vec<Reference> {
    let read = |reference: &Value| {
        let url = text(reference, "url").or_else(|| plain(reference))?;
        let mut tags = texts(reference, "tags");
        tags.retain(|tag| !TAGS_LAST.contains(&tag.as_str()));
        let label =
            if tags.is_empty() { text(reference, "name").filter(|name| *name != url) } else { Some(tags.join(", ")) };
        Some(Reference { url, label: label.unwrap_or_default() })
    };
    list(container, "references").iter().take(ENTRIES_MAX).filter_map(read).collect()
}

#[cfg(test)]
mod tests;
