//! Who wrote it: names out of bylines. Pure. Better no name than a wrong one: desks, dates, addresses
//! and roles are not people.

use std::sync::LazyLock;

use regex::Regex;

use crate::read::{collapse, dates_text};

/// Longest byline that is taken for one, in characters.
const BYLINE_MAX_CHARS: usize = 160;

static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\s*(?:(?:written|posted|published|reported|reviewed|edited|story|words|article|report)\s+by|by|author|authors|von|par|por|di|door|文|作者|记者|記者)\s*[:：|]?\s+",
    )
    .expect("a valid pattern")
});
static PREFIX_CJK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?:文|作者|记者|記者|编辑|撰文)\s*[:：|/丨]\s*").expect("a valid pattern"));
/// What ends a name: a role, a place, a date, a separator.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\s*(?:[|•·–—/\t(\[@]|\s-\s|\bon\s+(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d)|\b(?:published|updated|posted|last updated|reviewed|fact.checked|edited|medically|follow|min read|minutes read|contributor$|senior |staff |special to|for the ).*|\s(?:on|in|at)\s*$).*$",
    )
    .expect("a valid pattern")
});
static DIVIDER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\s*(?:[,;、，&]|\band\b|\bund\b|\bet\b)\s*").expect("a valid pattern"));

/// Letters after a name: degrees and generations, which a comma does not divide from it.
const SUFFIXES: &[&str] = &[
    "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "md", "m.d.", "phd", "ph.d.", "ph.d", "rn", "rd", "ms", "m.s.", "ma",
    "mph", "dds", "dvm", "esq", "esq.", "cpa", "mba", "jd", "j.d.", "dnp", "rdn", "facp", "cissp", "cfp", "cfa", "bsc",
    "msc", "pharmd", "do", "np", "fand", "ldn", "lcsw", "cscs",
];
/// Words that make it a desk, a role or a button, not a person.
const NOBODY: &[&str] = &[
    "staff",
    "admin",
    "administrator",
    "editor",
    "editors",
    "editorial",
    "team",
    "desk",
    "newsroom",
    "news",
    "press",
    "webmaster",
    "guest",
    "contributor",
    "contributors",
    "author",
    "authors",
    "anonymous",
    "unknown",
    "none",
    "null",
    "undefined",
    "wire",
    "agencies",
    "agency",
    "reporter",
    "reporters",
    "correspondent",
    "bureau",
    "support",
    "moderator",
    "user",
    "view",
    "profile",
    "posts",
    "more",
    "share",
    "comments",
    "comment",
    "subscribe",
    "login",
    "home",
    "about",
    "contact",
    "read",
    "minutes",
    "min",
    "updated",
    "published",
    "company",
    "inc",
    "inc.",
    "llc",
    "ltd",
    "blog",
    "department",
    "university",
    "institute",
    "center",
    "centre",
    "foundation",
    "association",
    "group",
    "magazine",
    "bio",
    "full",
    "sat",
    "sun",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "today",
    "yesterday",
    "development",
    "clinic",
    "the",
    "our",
    "your",
    "this",
    "with",
    "from",
    "by",
    "copyright",
    "rights",
    "reserved",
    "photo",
    "image",
    "getty",
];

/// The names of one byline ("By Ana Ruiz and Li Wei, Example News"), each once.
pub fn split(byline: &str) -> Vec<String> {
    let byline = collapse(byline);
    if byline.is_empty() || byline.chars().count() > BYLINE_MAX_CHARS {
        return Vec::new();
    }
    let byline = PREFIX_CJK.replace(&byline, "");
    let byline = PREFIX.replace(&byline, "");
    let byline = match dates_text::find_with_place(&byline) {
        Some((_, place)) => byline.get(..place.start).unwrap_or_default().trim_end().to_owned(),
        None => byline.into_owned(),
    };
    let byline = TAIL.replace(&byline, "").into_owned();
    let mut names: Vec<String> = Vec::new();
    for part in DIVIDER.split(&byline) {
        let part = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ':' | '"' | '\'')).trim();
        let is_suffix = SUFFIXES.contains(&part.to_lowercase().as_str());
        if is_suffix || !is_name(part) || names.iter().any(|known| known == part) {
            continue;
        }
        names.push(part.to_owned());
    }
    names
}

/// Whether text near a headline is a byline: it must begin as one.
pub(crate) fn is_byline(text: &str) -> bool {
    (PREFIX.is_match(text) || PREFIX_CJK.is_match(text)) && !split(text).is_empty()
}

fn is_name(text: &str) -> bool {
    let chars = text.chars().count();
    if !(2..=60).contains(&chars) || text.chars().any(|c| c.is_ascii_digit() || "@/\\<>{}=?!#…_:".contains(c)) {
        return false;
    }
    if text.chars().all(|c| ('\u{3400}'..='\u{9fff}').contains(&c) || ('\u{3040}'..='\u{30ff}').contains(&c)) {
        return chars <= 5;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = text.to_lowercase();
    let nobody = lower.split_whitespace().any(|word| NOBODY.contains(&word.trim_matches('.')));
    let has_capital = text.chars().any(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    let is_host = words.len() == 1 && text.trim_end_matches('.').contains('.');
    words.len() <= 6 && !nobody && !is_host && (has_capital || words.len() >= 2)
}

#[cfg(test)]
mod tests;
