//! Who wrote it: names out of bylines. Pure. Better no name than a wrong one: desks, dates, addresses
//! and roles are not people.

mod words;

use std::sync::LazyLock;

use regex::Regex;

use crate::read::{collapse, dates_text};
use words::{NOBODY, PREFIXES, PREFIXES_CJK, ROLES, SUFFIXES, TITLES_CJK};

/// Longest byline that is taken for one, in characters.
const BYLINE_MAX_CHARS: usize = 240;

static PREFIX: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)^[\s|•·–—-]*{PREFIXES}[\s|:]*")).expect("a valid pattern"));
static PREFIX_CJK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^\s*(?:{PREFIXES_CJK}\s*(?:[:：|/丨／]\s*|\s+)|(?:本报|本刊|特约|新华社)?记者)"))
        .expect("a valid pattern")
});
/// What ends the names: a role, a place, a date, a separator.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\s*(?:[|•·⋅»›→]|\s[–—-]\s|\([^)]*\)?\s*$|[\t\[<]|[–—]|\bon\s+(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d)|\b(?:published|updated|posted|last updated|last modified|reviewed|medically|fact.checked|edited|photo(?:s|graph\w*)? by|follow|min(?:utes?)?\.? read|\d+ min|senior |staff |special to|for the |filed |in [A-Z]\w+$|categor|is an? |was an? |has been|who |when |via ).*|\s(?:on|in|at|for)\s*$).*$",
    )
    .expect("a valid pattern")
});
static DIVIDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\s*[,;、，；&+]\s*(?:(?:and|und|et|y|e|i|и|og|och|&)\s+)?",
        r"|\s+(?:/|and|und|with|avec|mit|og|och|и|та|ve)\s+",
    ))
    .expect("a valid pattern")
});
/// Words that join names and also stand within them.
static JOINER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s+(?:y|e|et|en|ed|i|con|و|和|与|與|및)\s+").expect("a valid pattern"));

/// The names of one byline ("By Ana Ruiz and Li Wei, Example News"), each once.
pub fn split(byline: &str) -> Vec<String> {
    let byline = collapse(byline);
    if byline.is_empty() || byline.chars().count() > BYLINE_MAX_CHARS || byline.contains("://") {
        return Vec::new();
    }
    let byline = without_prefix(after_date(&byline));
    let byline = match dates_text::find_with_place(byline) {
        Some((_, place)) => byline.get(..place.start).unwrap_or_default().trim_end(),
        None => byline,
    };
    let byline = before_address(byline);
    let byline = if cjk_share(byline) { byline.to_owned() } else { TAIL.replace(byline, "").into_owned() };
    if let Some(name) = turned(&byline) {
        return vec![name];
    }
    let mut names: Vec<String> = Vec::new();
    for part in DIVIDER.split(&byline) {
        for name in joined(part) {
            let name = trimmed(name);
            if name.is_empty() || is_suffix(name) {
                continue;
            }
            let name = without_degrees(name);
            // Who is named after a role or a company is not the author ("Ana Ruiz, editor of The Courier").
            if !is_name(name) {
                // "Writer, Hardware" names nobody; "Example News, Ana Ruiz" does.
                if names.is_empty() && !has_role(name) { continue } else { return names }
            }
            let name = once(name);
            if !names.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// "Ana Ruiz ana@a.example" without what begins with the address.
fn before_address(byline: &str) -> &str {
    let Some(at) = byline.find('@') else { return byline };
    let before = byline.get(..at).unwrap_or_default();
    before.rfind(char::is_whitespace).and_then(|end| before.get(..end)).unwrap_or_default()
}

/// Whether text near a headline is a byline: it must begin as one.
pub(crate) fn is_byline(text: &str) -> bool {
    let text = after_date(text);
    let names = || split(text);
    // "홍길동 기자": the reporter is named before the word for one.
    let is_told = without_prefix(text).len() < text.len();
    let is_titled =
        text.chars().count() <= 16 && ["기자", "특파원", "記者", "记者"].iter().any(|title| text.ends_with(title));
    (is_titled || is_told) && names().first().is_some_and(|name| !name.starts_with(char::is_lowercase))
}

/// "3 July 2026 | by Ana Ruiz" without its date.
fn after_date(text: &str) -> &str {
    match dates_text::find_with_place(text) {
        Some((_, place)) if place.start == 0 => text.get(place.end..).unwrap_or_default(),
        _ => text,
    }
}

/// Whether a line anywhere on the page says who wrote it, in so many words and nothing else: "Written by Ana Ruiz".
pub(crate) fn is_signature(text: &str) -> bool {
    let lower = text.trim_start().get(..24).unwrap_or(text.trim_start()).to_lowercase();
    if text.len() > 150 || !SIGNATURES.iter().any(|start| lower.starts_with(start)) {
        return false;
    }
    without_prefix(text).len() < text.len() && !split(text).is_empty()
}

/// Whether a line only announces that the author's name follows: "Author", "Written by:".
pub(crate) fn is_label(text: &str) -> bool {
    if text.len() > 24 {
        return false;
    }
    let lower = text.trim().trim_end_matches([':', '：']).to_lowercase();
    [
        "author",
        "authors",
        "by",
        "written by",
        "words by",
        "posted by",
        "published by",
        "autor",
        "autorin",
        "von",
        "auteur",
        "par",
        "por",
        "autore",
        "автор",
        "作者",
        "文",
        "記者",
        "작성자",
        "글",
        "بقلم",
        "contributor",
        "contributors",
        "about the author",
    ]
    .contains(&lower.as_str())
}

fn without_prefix(byline: &str) -> &str {
    let mut rest = byline;
    for _ in 0..2 {
        let Some(found) = PREFIX_CJK.find(rest).or_else(|| PREFIX.find(rest)) else { break };
        let after = rest.get(found.end()..).unwrap_or_default();
        // "Von Braun" and "Di Maria" are names; "Von Jürgen Groß" is a byline.
        let word = found.as_str().trim().to_lowercase();
        let is_name_part =
            matches!(word.as_str(), "von" | "di" | "av" | "af" | "por" | "par" | "door" | "text" | "words");
        if after.is_empty() || (is_name_part && after.split_whitespace().count() < 2) {
            break;
        }
        rest = after;
    }
    rest
}

/// "Ana Ruiz Ana Ruiz": the words of a picture and of a link.
fn once(name: &str) -> &str {
    let half = name.len() / 2;
    match (name.get(..half), name.get(half..)) {
        (Some(first), Some(second)) if !first.is_empty() && first.trim() == second.trim() => first.trim(),
        _ => name,
    }
}

fn has_role(text: &str) -> bool {
    text.to_lowercase().split([' ', '-']).any(|word| ROLES.contains(&word))
}

/// "Ruiz, Ana B." as libraries write it.
fn turned(byline: &str) -> Option<String> {
    let (family, given) = byline.split_once(", ")?;
    let has_initial = given.split_whitespace().any(|word| word.len() == 2 && word.ends_with('.'));
    let is_one = !family.contains(' ') && !given.contains(',') && given.split_whitespace().count() <= 2;
    let name = format!("{given} {family}");
    (is_one && has_initial && !is_suffix(given) && is_name(&name)).then_some(name)
}

/// "Ana Ruiz y Luis Gil": a short word that joins two whole names.
fn joined(part: &str) -> Vec<&str> {
    let parts: Vec<&str> = JOINER.split(part).collect();
    let are_whole = parts.iter().all(|part| part.split_whitespace().count() >= 2 || cjk_share(part));
    if are_whole { parts } else { vec![part] }
}

fn trimmed(part: &str) -> &str {
    let mut part = part.trim_matches(|c: char| c.is_whitespace() || ".,:;\"'“”‘’|*~-–—_/".contains(c));
    for title in TITLES_CJK {
        part = part.strip_suffix(title).unwrap_or(part).trim_end();
    }
    part
}

fn is_suffix(part: &str) -> bool {
    let lower = part.to_lowercase();
    let is_known = |word: &str| SUFFIXES.contains(&word.trim_matches(['.', '(', ')']));
    lower.split_whitespace().all(|word| is_known(word) || word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// "Ana Ruiz PhD", "Ana Ruiz M.D. FACP".
fn without_degrees(name: &str) -> &str {
    let mut kept = name;
    while let Some((rest, last)) = kept.rsplit_once(' ') {
        let is_capital = last.chars().filter(|c| c.is_uppercase()).count() >= 2;
        if rest.split_whitespace().count() < 2 || !is_capital || !is_suffix(last) {
            break;
        }
        kept = rest.trim_end_matches([',', ' ']);
    }
    kept
}

fn cjk_share(text: &str) -> bool {
    text.chars().any(is_cjk) && !text.chars().any(|c| c.is_ascii_alphabetic())
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Whether it can be a person's name: a few words, none of them a desk, a role or a place to click.
pub(crate) fn is_name(text: &str) -> bool {
    let chars = text.chars().count();
    if !(2..=60).contains(&chars) || text.chars().any(|c| "@/\\<>{}=?!#…_:|%$*\"".contains(c)) {
        return false;
    }
    let lower = text.to_lowercase();
    let is_nobody = |word: &str| {
        let word = word.trim_matches(['.', ',', '(', ')', '\'']).trim_end_matches("'s").trim_end_matches("’s");
        NOBODY.contains(&word) || ROLES.contains(&word)
    };
    if lower.split([' ', '-']).any(is_nobody) || NOBODY.contains(&lower.as_str()) {
        return false;
    }
    if text.chars().all(|c| is_cjk(c) || matches!(c, ' ' | '·' | '・' | '•')) {
        let most = if text.contains(['·', '・', '•']) { 14 } else { 6 };
        return chars <= most;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let digits = text.chars().filter(|c| c.is_ascii_digit()).count();
    // "ana_92" writes under a name of her own making; "2 hours ago" does not.
    if digits > 0 && (words.len() > 1 || digits * 2 >= chars || !text.starts_with(char::is_alphabetic)) {
        return false;
    }
    let is_particle = |word: &str| {
        let word = word.split(['\'', '’']).next().unwrap_or_default();
        PARTICLES.contains(&word)
    };
    let starts_small = |word: &str| word.starts_with(char::is_lowercase);
    let smalls = words.iter().filter(|word| starts_small(word) && !is_particle(word)).count();
    // Names are capital throughout, or small throughout by choice; "Personal finance" is neither.
    if smalls > 0 && smalls < words.iter().filter(|word| !is_particle(word)).count() {
        return false;
    }
    if words.len() == 1 && text.matches('.').count() > 2 {
        return false;
    }
    let is_host = words.len() == 1 && lower.rsplit_once('.').is_some_and(|(_, end)| HOST_ENDS.contains(&end));
    words.len() <= 6 && !is_host && (smalls == 0 || words.len() <= 2)
}

/// How lines begin that say who wrote something, wherever they stand.
const SIGNATURES: &[&str] = &[
    "written",
    "author",
    "contributor",
    "this post was",
    "this article was",
    "word",
    "text by",
    "by:",
    "story by",
    "article by",
    "post by",
    "geschrieben",
    "autor",
    "écrit",
    "rédigé",
    "auteur",
    "escrito",
    "scritto",
    "a cura",
    "автор",
    "текст",
    "بقلم",
    "作者",
    "文",
    "撰",
    "記者",
    "记者",
    "글",
    "기자",
];

/// Small words within names.
const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ten", "ter",
    "zu", "zur", "af", "av", "al", "el", "bin", "bint", "ibn", "ben", "y", "e", "d", "o", "t", "st", "mac", "dr",
    "prof",
];

/// Ends of host names that stand as authors.
const HOST_ENDS: &[&str] = &[
    "com", "org", "net", "io", "co", "example", "gov", "edu", "news", "ai", "de", "fr", "uk", "cn", "jp", "in", "us",
    "tv", "info", "me", "app", "dev", "au", "nl", "it", "es", "ru", "br", "kr", "ca",
];

#[cfg(test)]
mod tests;
