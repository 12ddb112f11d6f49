//! CSAF 2.0 documents (and 2.1 where its names differ) as documents: advisories of a vendor or of a coordinator.
//!
//! <https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html>, section 3. Lenient: every field but the tracking id may be
//! missing. Products are named through the product tree; what has a date (remediations, threats, involvements, revisions)
//! becomes a dated step. A document on one weakness has its numbers as aliases; one on many is none of them.

mod products;
mod remarks;
mod scores;
mod steps;

use serde_json::Value;
use watchline_model::{Basis, Dated, Reading};

use crate::read::advisory::{Record, Reference, compose};
use crate::read::collapse;
use crate::read::csaf::products::{Products, affected};
use crate::read::lenient::{day_or_moment as date, list, object, text};

/// Weaknesses of one document that are read; the largest name a few hundred.
const VULNERABILITIES_MAX: usize = 500;

pub(crate) fn read(body: &[u8], url: &str) -> Option<Reading> {
    let csaf = object(body)?;
    let document = csaf.get("document")?;
    let publisher = document.get("publisher").and_then(|publisher| text(publisher, "name"));
    let mut reading = compose(record(&csaf, document, url)?);
    reading.site_name = publisher.map(|name| collapse(&name)).or(reading.site_name);
    Some(reading)
}

fn record(csaf: &Value, document: &Value, url: &str) -> Option<Record> {
    let tracking = document.get("tracking")?;
    let id = text(tracking, "id").map(|id| collapse(&id)).filter(|id| !id.is_empty() && id.len() <= 200)?;
    let mut warnings = Vec::new();
    let all = list(csaf, "vulnerabilities");
    if all.len() > VULNERABILITIES_MAX {
        warnings.push(format!("{} weaknesses, of which the first {VULNERABILITIES_MAX} are read", all.len()));
    }
    let vulnerabilities: Vec<&Value> = all.iter().take(VULNERABILITIES_MAX).collect();
    let products = Products::of(csaf.get("product_tree").unwrap_or(&Value::Null));
    warnings.extend(products.warning());
    warnings.extend(label_warning(document));
    let title = text(document, "title").map(|title| collapse(&title));
    let withdrawal = withdrawal(document, title.as_deref());
    let current = date(tracking, "current_release_date");
    let numbers = numbers(&vulnerabilities);
    let is_one = vulnerabilities.len() == 1;
    Some(Record {
        body: remarks::body(document, &vulnerabilities),
        affected: affected(&vulnerabilities, &products),
        scores: scores::scores(document, &vulnerabilities),
        weaknesses: vulnerabilities.iter().flat_map(|vulnerability| weaknesses(vulnerability)).collect(),
        sections: remarks::sections(tracking, &vulnerabilities, &products),
        steps: steps::steps(tracking, &vulnerabilities),
        disputed: steps::disputed(&vulnerabilities),
        aliases: if is_one { numbers.clone() } else { Vec::new() },
        related: if is_one { Vec::new() } else { numbers },
        credits: credits(document, &vulnerabilities),
        published: date(tracking, "initial_release_date"),
        public_since: public_since(&vulnerabilities),
        modified: current,
        withdrawn: withdrawal.as_ref().and(current),
        withdrawal,
        references: references(document, &vulnerabilities),
        page_url: page_url(document, &id).unwrap_or_else(|| url.to_owned()),
        language: text(document, "lang"),
        title,
        id,
        warnings,
        ..Record::default()
    })
}

/// The mark for whom the document is (Traffic Light Protocol; 2.1 has a sharing group besides).
fn label_warning(document: &Value) -> Option<String> {
    let label = text(document.get("distribution")?.get("tlp")?, "label")?;
    let is_open = ["WHITE", "CLEAR"].iter().any(|open| label.eq_ignore_ascii_case(open));
    (!is_open).then(|| format!("the document is marked TLP:{label}, which is not for everybody"))
}

/// Why it counts no more: by its category (2.1), or by the mark that publishers of 2.0 put into the title.
fn withdrawal(document: &Value, title: Option<&str>) -> Option<String> {
    let category = text(document, "category").unwrap_or_default().to_lowercase();
    let reason = || {
        let notes = list(document, "notes").iter();
        let told = notes.filter(|note| {
            let title = text(note, "title").unwrap_or_default().to_lowercase();
            title.contains("withdraw") || title.contains("supersed")
        });
        told.filter_map(|note| text(note, "text")).map(|text| collapse(&text)).next()
    };
    match category.as_str() {
        "csaf_withdrawn" => return Some(reason().unwrap_or_else(|| "its publisher took it back.".to_owned())),
        "csaf_superseded" => return Some(reason().unwrap_or_else(|| "another document took its place.".to_owned())),
        _ => {}
    }
    let title = title?.to_uppercase();
    let marks = ["[WITHDRAWN]", "(WITHDRAWN)", "WITHDRAWN:", "WITHDRAWN -", "[REJECTED]", "[RETRACTED]", "[REVOKED]"];
    let is_marked = marks.iter().any(|mark| title.contains(mark)) || title.ends_with(" WITHDRAWN");
    is_marked.then(|| "its title says so.".to_owned())
}

/// CVE numbers and other databases' numbers of the weaknesses.
fn numbers(vulnerabilities: &[&Value]) -> Vec<String> {
    let mut numbers = Vec::new();
    for vulnerability in vulnerabilities {
        numbers.extend(text(vulnerability, "cve"));
        for id in list(vulnerability, "ids") {
            // A number that means something only in its own system says so by the system's name.
            let number = text(id, "text").map(|number| collapse(&number)).filter(|number| number.len() <= 100);
            let is_global = |number: &String| {
                let parts = ["CVE-", "GHSA-", "PYSEC-", "RUSTSEC-", "GO-", "EUVD-", "JVNDB-", "VU#", "ICSA-"];
                parts.iter().any(|part| number.to_ascii_uppercase().starts_with(part))
            };
            numbers.extend(number.filter(is_global));
        }
    }
    numbers
}

/// 2.0 has one `cwe`, 2.1 a list of `cwes`.
fn weaknesses(vulnerability: &Value) -> Vec<String> {
    let entries = list(vulnerability, "cwe").iter().chain(list(vulnerability, "cwes"));
    let name = |entry: &Value| {
        let (id, name) = (text(entry, "id")?, text(entry, "name").unwrap_or_default());
        Some(collapse(&format!("{id} {name}")))
    };
    entries.filter_map(name).collect()
}

fn credits(document: &Value, vulnerabilities: &[&Value]) -> Vec<String> {
    let all = list(document, "acknowledgments").iter();
    let all = all.chain(vulnerabilities.iter().flat_map(|vulnerability| list(vulnerability, "acknowledgments")));
    let mut credits = Vec::new();
    for acknowledgment in all {
        let organization = text(acknowledgment, "organization").map(|name| collapse(&name));
        let names: Vec<String> = list(acknowledgment, "names").iter().filter_map(Value::as_str).map(collapse).collect();
        match (names.is_empty(), organization) {
            (true, Some(organization)) => credits.push(organization),
            (false, Some(organization)) => credits.extend(names.iter().map(|name| format!("{name} ({organization})"))),
            (_, None) => credits.extend(names),
        }
    }
    credits
}

/// The first day on which one of the weaknesses was public.
fn public_since(vulnerabilities: &[&Value]) -> Option<Dated> {
    // 2.1 calls it the disclosure.
    let dates =
        vulnerabilities.iter().filter_map(|it| date(it, "disclosure_date").or_else(|| date(it, "release_date")));
    dates.min_by_key(|date| date.value).map(|date| date.with_basis(Basis::Occurred))
}

fn references(document: &Value, vulnerabilities: &[&Value]) -> Vec<Reference> {
    let own = list(document, "references").iter();
    let all = own.chain(vulnerabilities.iter().flat_map(|vulnerability| list(vulnerability, "references")));
    let reference = |entry: &Value| {
        let label = text(entry, "summary").or_else(|| text(entry, "category")).unwrap_or_default();
        Some(Reference { url: text(entry, "url")?, label })
    };
    all.filter_map(reference).collect()
}

/// The page for people: a reference of category `self` that is no file for machines and names the document.
fn page_url(document: &Value, id: &str) -> Option<String> {
    let own = list(document, "references").iter();
    let own = own.filter(|entry| text(entry, "category").is_some_and(|category| category.eq_ignore_ascii_case("self")));
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let mut urls = own.filter_map(|entry| text(entry, "url"));
    urls.find(|url| !url.to_ascii_lowercase().ends_with(".json") && letters(url).contains(&letters(id)))
}

#[cfg(test)]
mod tests;
