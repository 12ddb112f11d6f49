//! Names of code and versions of programs: what tells two flaws of one product apart where no number does.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

/// More of either are a listing.
const MOST: usize = 24;

/// `load_prompt`, `loadPrompt()`, `/api/v1/run`, `loader.py`. A name of a firm in two capitals is none.
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b[A-Za-z0-9]*_[A-Za-z0-9_]+\b|\b[A-Za-z][A-Za-z0-9]+\(\)|\b[a-z]{2,}[A-Z][A-Za-z0-9]+\b|(?:/[\w.{}-]+){2,}|",
        r"\b[\w-]+\.(?:py|js|ts|tsx|php|cpp|cc|rs|go|java|rb|cs|json|ya?ml|toml|ipynb|aspx?|jsp|html|sh)\b"
    ))
    .expect("a valid pattern")
});

/// `1.2.3`, `v0.9.4-rc1`: at least two numbers, and no amount of money or percentage.
static RELEASES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s(<=>~^,:])v?(\d{1,4}(?:\.\d{1,4}){1,3}(?:[-.]?(?:rc|beta|alpha|dev|post|b|a)\.?\d*)?)(?P<after>\s?[%$€£\w]*)")
        .expect("a valid pattern")
});
/// After these figures are versions, with fewer than two points.
static SAID_VERSION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:versions?|before|through|prior to|up to|until|upgrade to|fixed in|<=?|>=?)\s*v?$")
        .expect("a valid pattern")
});

pub(super) fn names(title: &str, body: &str) -> BTreeSet<String> {
    let found = NAMES.find_iter(title).chain(NAMES.find_iter(body));
    let found = found.map(|name| name.as_str().trim_matches(['(', ')', '_', '.', '/']).to_lowercase());
    found.filter(|name| name.len() > 3).take(MOST).collect()
}

pub(super) fn releases(title: &str, body: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in [title, body] {
        for release in RELEASES.captures_iter(text) {
            let Some(number) = release.get(1) else { continue };
            let before = text.get(..number.start()).unwrap_or_default().trim_end_matches(['v', ' ']);
            let points = number.as_str().matches('.').count();
            let said = SAID_VERSION.is_match(before.get(before.len().saturating_sub(24)..).unwrap_or(before));
            if points >= 2 || said {
                found.insert(number.as_str().to_lowercase());
            }
        }
    }
    found.into_iter().take(MOST).collect()
}

#[cfg(test)]
mod tests;
