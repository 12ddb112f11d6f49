//! What a CSAF document says in words without a date: notes, fixed products, remedies, justifications.

use serde_json::Value;

use crate::read::csaf::products::Products;
use crate::read::csaf::steps::{PRODUCTS_IN_NOTE, involvement_words, label, product_note};
use crate::read::lenient::{date, list, text, texts};
use crate::read::markdown::plain_paragraphs;
use crate::read::{collapse, plain_text};

/// Notes kept of one document.
const NOTES_MAX: usize = 300;
/// Sections kept; a document on a thousand weaknesses repeats itself.
const SECTIONS_MAX: usize = 120;

/// The document's own notes, then those of each weakness under its number and title.
pub(super) fn body(document: &Value, vulnerabilities: &[&Value]) -> Vec<String> {
    let mut body = notes(document, &["summary", "description", "details"]);
    if body.is_empty() {
        body = notes(document, &["general"]);
    }
    for vulnerability in vulnerabilities {
        let mut own = notes(vulnerability, &["summary", "description", "details", "general", "faq"]);
        let heading = heading(vulnerability);
        // One note and its heading are one paragraph.
        match own.first_mut() {
            Some(first) if heading.is_empty() || first.starts_with(&heading) => {}
            Some(first) if heading.ends_with(first.as_str()) => *first = heading,
            Some(first) => *first = format!("{heading}: {first}"),
            None if heading.is_empty() => {}
            None => own.push(format!("{heading}.")),
        }
        body.extend(own);
    }
    let mut seen = std::collections::BTreeSet::new();
    body.retain(|paragraph| seen.insert(paragraph.clone()));
    body
}

/// "CVE-2026-1234, Cache shared by tenants"; the number once where the title has it, too.
fn heading(vulnerability: &Value) -> String {
    let (cve, title) = (text(vulnerability, "cve"), text(vulnerability, "title").map(|title| collapse(&title)));
    match (cve, title) {
        (Some(cve), Some(title)) if title.contains(&cve) => title,
        (Some(cve), Some(title)) => format!("{cve}, {title}"),
        (cve, title) => cve.or(title).unwrap_or_default(),
    }
}

/// Terms of use and other matter of the publisher's own (`legal_disclaimer`, `other`) say nothing of the weakness.
fn notes(of: &Value, categories: &[&str]) -> Vec<String> {
    let mut paragraphs = Vec::new();
    for category in categories {
        let all = list(of, "notes").iter().take(NOTES_MAX);
        for note in all.filter(|note| text(note, "category").as_deref() == Some(category)) {
            let words = text(note, "text").unwrap_or_default();
            // A note without a blank is for machines: a decision path, a digest.
            if words.contains(char::is_whitespace) || !words.is_ascii() {
                paragraphs.extend(plain(&words));
            }
        }
    }
    paragraphs
}

/// Notes are plain text; some publishers put HTML there.
fn plain(words: &str) -> Vec<String> {
    if words.contains("</") || words.contains("<br") || words.contains("<p>") {
        let words = words.replace("</p>", "</p>\n\n").replace("</li>", "</li>\n\n");
        let paragraphs = words.split("\n\n").map(plain_text);
        return paragraphs.filter(|paragraph| !paragraph.is_empty()).collect();
    }
    plain_paragraphs(words)
}

/// Sections by their label; the same words about several products are said once.
pub(super) fn sections(
    tracking: &Value,
    vulnerabilities: &[&Value],
    products: &Products,
) -> Vec<(&'static str, String)> {
    let mut remarks = Remarks::default();
    let status = |keys: &[&str]| {
        let lists = vulnerabilities.iter().filter_map(|vulnerability| vulnerability.get("product_status"));
        let ids: Vec<String> = lists.flat_map(|lists| keys.iter().flat_map(|key| texts(lists, key))).collect();
        products.names(&ids)
    };
    remarks.add("Fixed", &status(&["first_fixed", "fixed"]), Vec::new());
    remarks.add("Not affected", &status(&["known_not_affected"]), Vec::new());
    remarks.add("Under investigation", &status(&["under_investigation"]), Vec::new());
    for vulnerability in vulnerabilities {
        for remediation in list(vulnerability, "remediations").iter().filter(|it| date(it, "date").is_none()) {
            let category = text(remediation, "category").unwrap_or_default();
            let details = text(remediation, "details").unwrap_or_default();
            remarks.add(label(&category), &details, products.ids(remediation));
        }
        for threat in list(vulnerability, "threats").iter().filter(|it| date(it, "date").is_none()) {
            let category = text(threat, "category").unwrap_or_default();
            remarks.add(label(&category), &text(threat, "details").unwrap_or_default(), products.ids(threat));
        }
        for flag in list(vulnerability, "flags") {
            let words = text(flag, "label").unwrap_or_default().replace('_', " ");
            remarks.add("Justification", &words, products.ids(flag));
        }
        for involvement in list(vulnerability, "involvements").iter().filter(|it| date(it, "date").is_none()) {
            remarks.add("Involvement", &involvement_words(involvement), Vec::new());
        }
    }
    let state = text(tracking, "status").unwrap_or_default().to_lowercase();
    if matches!(state.as_str(), "draft" | "interim") {
        remarks.add("State of the document", &state, Vec::new());
    }
    let told =
        |(label, words, ids): (_, String, Vec<String>)| (label, format!("{words}{}", product_note(&ids, products)));
    remarks.all.into_iter().map(told).collect()
}

/// Label, words, and the ids of the products that they are about.
#[derive(Default)]
struct Remarks {
    all: Vec<(&'static str, String, Vec<String>)>,
}

impl Remarks {
    fn add(&mut self, label: &'static str, words: &str, ids: Vec<String>) {
        let words = collapse(words);
        if words.is_empty() {
            return;
        }
        if let Some((_, _, known)) = self.all.iter_mut().find(|(known, said, _)| *known == label && *said == words) {
            for id in ids {
                if known.len() <= PRODUCTS_IN_NOTE && !known.contains(&id) {
                    known.push(id);
                }
            }
        } else if self.all.len() < SECTIONS_MAX {
            self.all.push((label, words, ids));
        }
    }
}
