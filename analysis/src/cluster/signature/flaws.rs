//! The number of the one flaw that a document is about.
//!
//! Two documents of which each is about one flaw are about two happenings if the numbers differ, whatever the words: those of
//! one product's flaws are nearly the same. A number in a document's own address is its own; else the only one of its
//! headline; else the only one of its text, if that stands near the beginning. Must never take a number that is named beside others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::Input;

/// A number that first stands later is mentioned in passing.
const NEAR_BEGINNING_BYTES: usize = 1500;

/// Numbers by the schemes of databases: CVE, GitHub, Zero Day Initiative, huntr, the OSV databases, national ones, AVID.
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:cve-(?:19|20)\d{2}-\d{4,7}|ghsa(?:-[23456789cfghjmpqrvwx]{4}){3}|zdi-can-\d{4,6}|zdi-\d{2}-\d{3,5}|",
        r"(?:pysec|rustsec|mal|osv|go|euvd|cnvd|cnnvd|jvndb|bdu)[-:](?:19|20)\d{2}-\d{1,8}|vu#\d{5,7}|avid-20\d{2}-[vr]\d{3,5}|",
        r"snyk-[a-z]+-[a-z0-9]+-\d{5,9})\b|",
        r"\bhuntr\.(?:dev|com)/bounties/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
    ))
    .expect("a valid pattern")
});

/// The letters before the first digit: numbers of one scheme can be compared.
pub(in crate::cluster) fn scheme(number: &str) -> &str {
    if number.starts_with("ghsa-") {
        return "ghsa-";
    }
    let end = number.find(|symbol: char| symbol.is_ascii_digit() || symbol == '/').unwrap_or(number.len());
    number.get(..end).unwrap_or(number)
}

/// At most one a scheme.
pub(super) fn own(input: &Input) -> BTreeSet<String> {
    let mut own: BTreeMap<String, String> = BTreeMap::new();
    let mut end = input.body.len().min(NEAR_BEGINNING_BYTES);
    while !input.body.is_char_boundary(end) {
        end -= 1;
    }
    let beginning = numbers(input.body.get(..end).unwrap_or_default());
    let everywhere: BTreeSet<String> = numbers(input.title).into_iter().chain(numbers(input.body)).collect();
    let places = [numbers(input.url.unwrap_or_default()), numbers(input.title), everywhere];
    for (place, found) in places.iter().enumerate() {
        for number in found {
            let alone = found.iter().filter(|other| scheme(other) == scheme(number)).count() == 1;
            let prominent = place < 2 || beginning.contains(number);
            if alone && prominent && !own.contains_key(scheme(number)) {
                own.insert(scheme(number).to_owned(), number.clone());
            }
        }
    }
    own.into_values().collect()
}

fn numbers(text: &str) -> BTreeSet<String> {
    NUMBERS.find_iter(text).map(|found| found.as_str().to_lowercase()).collect()
}

#[cfg(test)]
mod tests;
