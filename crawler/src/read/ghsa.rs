//! GitHub's global advisories, as its REST interface gives them, as documents.
//!
//! <https://docs.github.com/en/rest/security-advisories/global-advisories>. Lenient: every field but `ghsa_id` may be
//! missing. The probability of exploitation (`epss`) is computed anew every day and is not read.

use serde_json::Value;
use watchline_model::{Affected, Reading, Score};

use crate::read::advisory::{
    ENTRIES_MAX, Record, Reference, Step, TellsOf, compose, cvss_score, disputed_sentence, range_text,
};
use crate::read::lenient::{date, list, number, object, plain, text};
use crate::read::{collapse, markdown};

/// GitHub's words for ecosystems, and OSV's.
const ECOSYSTEMS: &[(&str, &str)] = &[
    ("pip", "PyPI"),
    ("rubygems", "RubyGems"),
    ("maven", "Maven"),
    ("go", "Go"),
    ("rust", "crates.io"),
    ("nuget", "NuGet"),
    ("composer", "Packagist"),
    ("actions", "GitHub Actions"),
    ("pub", "Pub"),
    ("swift", "SwiftURL"),
    ("erlang", "Hex"),
    ("npm", "npm"),
];

pub(crate) fn read(body: &[u8], _url: &str) -> Option<Reading> {
    Some(compose(record(&object(body)?)?))
}

/// The page for people: the record's own word, where it is GitHub's.
pub(crate) fn page_url(value: &Value) -> Option<String> {
    let id = text(value, "ghsa_id")?;
    let own = text(value, "html_url").filter(|url| url.starts_with("https://github.com/advisories/"));
    Some(own.unwrap_or_else(|| format!("https://github.com/advisories/{id}")))
}

/// GitHub's word for an ecosystem of OSV; `None` where it has none.
pub(crate) fn ecosystem_of(osv: &str) -> Option<&'static str> {
    ECOSYSTEMS.iter().find(|(_, known)| known.eq_ignore_ascii_case(osv)).map(|(github, _)| *github)
}

fn record(value: &Value) -> Option<Record> {
    let id = text(value, "ghsa_id")?;
    let body = text(value, "description").map(|description| markdown::paragraphs(&description)).unwrap_or_default();
    let title = text(value, "summary").map(|summary| collapse(&markdown::paragraphs(&summary).join(" ")));
    let numbers = list(value, "identifiers").iter().filter_map(|identifier| text(identifier, "value"));
    let mut warnings = Vec::new();
    if title.is_none() && body.is_empty() {
        warnings.push("the record has neither summary nor description".to_owned());
    }
    Some(Record {
        disputed: disputed_sentence(&body),
        tells_of: if text(value, "type").is_some_and(|kind| kind == "malware") {
            TellsOf::Harm
        } else {
            TellsOf::Weakness
        },
        affected: list(value, "vulnerabilities").iter().take(ENTRIES_MAX).filter_map(affected).collect(),
        scores: scores(value),
        weaknesses: list(value, "cwes").iter().filter_map(weakness).collect(),
        steps: steps(value),
        aliases: text(value, "cve_id").into_iter().chain(numbers).collect(),
        credits: list(value, "credits").iter().filter_map(credit).collect(),
        published: date(value, "published_at"),
        modified: date(value, "updated_at"),
        withdrawn: date(value, "withdrawn_at"),
        references: references(value),
        page_url: page_url(value)?,
        site_name: "GitHub Advisory Database",
        id,
        title,
        body,
        warnings,
        ..Record::default()
    })
}

fn affected(vulnerability: &Value) -> Option<Affected> {
    let package = vulnerability.get("package")?;
    let name = text(package, "name")?;
    let product = match text(package, "ecosystem").filter(|ecosystem| ecosystem != "other") {
        Some(ecosystem) => {
            let known = ECOSYSTEMS.iter().find(|(github, _)| *github == ecosystem.to_lowercase());
            format!("{}/{name}", known.map_or(ecosystem.as_str(), |(_, osv)| osv))
        }
        None => name,
    };
    let range = text(vulnerability, "vulnerable_version_range").map(|range| range_text(&range)).unwrap_or_default();
    let first_patched = vulnerability.get("first_patched_version");
    let fixed = first_patched.and_then(|fixed| plain(fixed).or_else(|| text(fixed, "identifier")));
    let versions = match fixed {
        // "before 1.2" has said it already.
        Some(fixed) if !range.ends_with(&format!("before {fixed}")) => format!("{range} (fixed in {fixed})"),
        _ => range,
    };
    Some(Affected { product: collapse(&product), versions: versions.trim().to_owned() })
}

fn scores(value: &Value) -> Vec<Score> {
    let rated = |given: &Value| {
        let mut score = cvss_score(&text(given, "vector_string")?)?;
        // A score of 0 stands for "not rated".
        #[allow(clippy::cast_possible_truncation)]
        if let Some(number) = number(given, "score").filter(|number| *number > 0.0) {
            score.score = Some(number as f32);
        }
        Some(score)
    };
    let by_version = value.get("cvss_severities");
    let versions = ["cvss_v4", "cvss_v3"].into_iter().filter_map(|version| by_version?.get(version));
    let mut scores: Vec<Score> = versions.chain(value.get("cvss")).filter_map(rated).collect();
    scores.dedup_by(|a, b| a.vector == b.vector);
    let word = text(value, "severity").filter(|word| word != "unknown");
    scores.extend(word.map(|word| Score {
        scheme: "severity".to_owned(),
        vector: None,
        score: None,
        rating: Some(word),
        rated_by: Some("GitHub".to_owned()),
    }));
    scores
}

fn weakness(cwe: &Value) -> Option<String> {
    let id = text(cwe, "cwe_id").or_else(|| plain(cwe))?;
    Some(format!("{id} {}", text(cwe, "name").unwrap_or_default()).trim_end().to_owned())
}

fn steps(value: &Value) -> Vec<Step> {
    let steps = [
        ("nvd_published_at", "published in the National Vulnerability Database."),
        ("github_reviewed_at", "reviewed by the database."),
    ];
    let dated = |(key, text): (&str, &str)| {
        Some(Step { date: date(value, key)?, state: None, text: text.to_owned(), kind: None })
    };
    steps.into_iter().filter_map(dated).collect()
}

fn credit(credit: &Value) -> Option<String> {
    let login = credit.get("user").and_then(|user| text(user, "login")).or_else(|| text(credit, "login"))?;
    Some(match text(credit, "type") {
        Some(role) => format!("{login} ({})", role.replace('_', " ")),
        None => login,
    })
}

fn references(value: &Value) -> Vec<Reference> {
    let own = |key: &str, label: &str| text(value, key).map(|url| Reference { url, label: label.to_owned() });
    let own = [own("repository_advisory_url", "repository advisory"), own("source_code_location", "source code")];
    let given = list(value, "references").iter().take(ENTRIES_MAX).filter_map(|reference| {
        let url = plain(reference).or_else(|| text(reference, "url"))?;
        Some(Reference { url, label: String::new() })
    });
    own.into_iter().flatten().chain(given).collect()
}

#[cfg(test)]
mod tests;
