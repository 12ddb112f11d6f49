//! Which versions are affected, as a person says it: "from 1.2 before 1.4.1".

use std::cmp::Ordering;

/// Versions listed one by one before the rest are only counted.
const LISTED_MAX: usize = 8;

/// Where a span of affected versions ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bound {
    /// The first version that is not affected.
    Before(String),
    /// The last version that is.
    To(String),
    Open,
}

/// One span of versions; a beginning of "0" or nothing is the first version.
pub(crate) fn span_text(from: Option<&str>, end: &Bound) -> String {
    let from = from.map(str::trim).filter(|from| !is_nothing(from));
    match (from, end) {
        (None, Bound::Before(end)) => format!("before {end}"),
        (None, Bound::To(end)) => format!("up to {end}"),
        (None, Bound::Open) => "all versions".to_owned(),
        (Some(from), Bound::Before(end)) => format!("from {from} before {end}"),
        (Some(from), Bound::To(end)) if from == end => from.to_owned(),
        (Some(from), Bound::To(end)) => format!("from {from} to {end}"),
        (Some(from), Bound::Open) => format!("from {from} on"),
    }
}

/// Spans and single versions as one phrase; what repeats is said once, and a long list is counted.
pub(crate) fn spans_text(spans: &[String]) -> String {
    let mut said: Vec<&str> = Vec::new();
    for span in spans.iter().map(|span| span.trim()).filter(|span| !span.is_empty()) {
        if said.len() < LISTED_MAX && !said.contains(&span) {
            said.push(span);
        }
    }
    let more = spans.len().saturating_sub(said.len());
    let text = said.join(", ");
    if said.len() == LISTED_MAX && more > 0 { format!("{text} and {more} more") } else { text }
}

/// A range in comparisons, as GitHub writes it: ">= 1.0, < 1.4.1"; alternatives divided by `||`. What is not understood
/// stands as it is.
pub(crate) fn range_text(range: &str) -> String {
    let spans: Vec<String> = range.split("||").map(|part| comparison_text(part.trim())).collect();
    spans_text(&spans)
}

fn comparison_text(range: &str) -> String {
    let mut from: Option<String> = None;
    let mut end = Bound::Open;
    for part in range.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let digits = part.trim_start_matches(['<', '>', '=', '~', '^', ' ']);
        let sign: String = part.chars().take_while(|c| "<>=".contains(*c)).collect();
        let version = digits.trim().to_owned();
        match sign.as_str() {
            ">=" => from = Some(version),
            ">" if is_nothing(&version) => from = None,
            ">" => from = Some(format!("after {version}")),
            "<" => end = Bound::Before(version),
            "<=" => end = Bound::To(version),
            "=" | "==" => {
                from = Some(version.clone());
                end = Bound::To(version);
            }
            _ => return range.to_owned(),
        }
    }
    match (from, &end) {
        (Some(from), Bound::Open) if from.starts_with("after ") => from,
        (Some(from), Bound::Before(end)) if from.starts_with("after ") => format!("{from} before {end}"),
        (Some(from), Bound::To(end)) if from.starts_with("after ") => format!("{from} up to {end}"),
        (from, end) => span_text(from.as_deref(), end),
    }
}

/// A rough order of versions: numbers by value, words by letter. Good enough to put the ends of ranges in order.
pub(crate) fn compare_versions(a: &str, b: &str) -> Ordering {
    let (mut a_parts, mut b_parts) = (parts(a), parts(b));
    loop {
        match (a_parts.next(), b_parts.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(a_part), Some(b_part)) => {
                let order = match (a_part.parse::<u64>(), b_part.parse::<u64>()) {
                    (Ok(a_number), Ok(b_number)) => a_number.cmp(&b_number),
                    _ => a_part.cmp(b_part),
                };
                if order != Ordering::Equal {
                    return order;
                }
            }
        }
    }
}

fn parts(version: &str) -> impl Iterator<Item = &str> {
    version.split(['.', '-', '_', '+']).filter(|part| !part.is_empty())
}

/// What records write where they name no version.
pub(crate) fn is_nothing(version: &str) -> bool {
    let version = version.trim();
    version.chars().all(|c| matches!(c, '0' | '.' | '-' | '*' | '?'))
        || ["n/a", "na", "unspecified", "unknown", "none", "any", "all"]
            .iter()
            .any(|word| version.eq_ignore_ascii_case(word))
}
