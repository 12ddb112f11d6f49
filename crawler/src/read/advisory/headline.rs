//! A headline that a person understands, with the id: the record's own, else the sentence of its text that names the
//! weakness, else what is affected.

use std::sync::LazyLock;

use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

use crate::read::advisory::Record;
use crate::read::collapse;

/// Longest headline without its id, in characters; longer ones are cut at a word.
const MAX_CHARS: usize = 160;
/// Longest product name that leads a sentence.
const NAME_MAX_CHARS: usize = 40;
/// The weakness is named early, or the text is about something else first.
const SENTENCES: usize = 6;

/// Words by which a sentence tells what is wrong, and not what the product is for.
static WEAKNESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:vulnerab\w*|flaws?|attackers?|exploit\w*|malicious\w*|malware|backdoor\w*|inject(?:ion|ed|s)?|overflows?|out[- ]of[- ]bounds|",
        r"bypass\w*|travers\w+|denial[- ]of[- ]service|(?:re)?dos|crash(?:es|ed)?|xss|csrf|ssrf|rce|cross[- ]site|code execution|deserializ\w+|",
        r"untrusted|unauthori[sz]ed|unauthenticated|escalat\w+|exfiltrat\w+|arbitrary|improper\w*|incorrect\w*|insecure\w*|leak(?:s|ed|age)?|disclos\w+|",
        r"segfault|segmentation fault|null pointer|use[- ]after[- ]free|double free|weakness(?:es)?|exposes?|exposure|race condition|infinite loop|",
        r"allow(?:s|ed|ing)? .{0,60}(?:execut|read|writ|access|cause|run|steal|obtain)\w*)\b"
    ))
    .expect("a valid pattern")
});

/// The next best: which versions, or what may happen.
static EFFECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:affected|prior to|before (?:version )?v?\d|issues?|bugs?|may|might|could|can be|fail(?:s|ed)?|missing|invalid)\b")
        .expect("a valid pattern")
});

pub(super) fn headline(record: &Record) -> String {
    let own = record.title.as_deref().map(collapse).filter(|title| !title.eq_ignore_ascii_case(&record.id));
    let own = own.filter(|title| !title.is_empty());
    let telling = own.clone().filter(|title| !says_little(title));
    let told = telling.or_else(|| telling_sentence(record)).or(own);
    let text = told.or_else(|| {
        let product = record.affected.first().map(|affected| affected.product.as_str())?;
        Some(format!("Weakness in {product}"))
    });
    let taken_back = if record.withdrawal.is_some() { Some("Withdrawn") } else { None };
    match text.or(taken_back.map(str::to_owned)) {
        None => record.id.clone(),
        Some(text) if contains_ignoring_case(&text, &record.id) => cut(&text),
        Some(text) => format!("{} ({})", cut(&text), record.id),
    }
}

/// A headline such as "XSS", "SQL injection" or the mere name of a product; the text says more.
fn says_little(title: &str) -> bool {
    title.is_ascii() && title.split_whitespace().count() < 3
}

/// The first sentence that names a weakness, else one that names an effect, else the first one; led by the package
/// where the sentence does not name it.
fn telling_sentence(record: &Record) -> Option<String> {
    let paragraphs: Vec<String> = record.body.iter().take(SENTENCES).map(|paragraph| collapse(paragraph)).collect();
    let sentences = paragraphs.iter().flat_map(|paragraph| paragraph.unicode_sentences()).map(without_mark);
    let sentences: Vec<&str> = sentences.filter(|sentence| !sentence.starts_with("NOTE:")).take(SENTENCES).collect();
    let find = |pattern: &Regex| sentences.iter().find(|sentence| pattern.is_match(sentence));
    let told = find(&WEAKNESS).or_else(|| find(&EFFECT)).or_else(|| sentences.first())?;
    let told = told.trim().trim_end_matches(['.', ':', ';', ',', '。']);
    let product = record.affected.first().map(|affected| affected.product.as_str()).unwrap_or_default();
    let path = product.split_once("://").map_or(product, |(_, path)| path);
    let name = path.split_once('/').map_or(path, |(_, name)| name);
    let words = name.split(['-', '_', ' ', '/', ',']).filter(|word| word.chars().count() > 2);
    let is_named = words.clone().next().is_none() || words.into_iter().any(|word| contains_ignoring_case(told, word));
    match told {
        "" => None,
        told if is_named || name.chars().count() > NAME_MAX_CHARS => Some(told.to_owned()),
        told => Some(format!("{name}: {told}")),
    }
}

/// A mark as `** DISPUTED **` before a sentence is no part of it.
fn without_mark(sentence: &str) -> &str {
    let sentence = sentence.trim();
    let marked = sentence.strip_prefix("**").and_then(|rest| rest.split_once("**"));
    marked.map_or(sentence, |(_, rest)| rest.trim())
}

fn contains_ignoring_case(text: &str, part: &str) -> bool {
    text.to_ascii_lowercase().contains(&part.to_ascii_lowercase())
}

fn cut(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(MAX_CHARS) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or(text);
    let head = head.rsplit_once(' ').map_or(head, |(words, _)| words);
    format!("{}…", head.trim_end_matches([',', ';', ':', ' ', '(']))
}
