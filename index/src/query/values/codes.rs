//! Values that are codes: languages, vulnerabilities.

use super::{Meaning, is, nearest_value};
use crate::label::{LANGUAGES, language_code};
use crate::query::field::KeywordField;

/// A two-letter code (ISO 639-1), or a language's English name.
pub(super) fn language(typed: &str) -> Meaning {
    let field = KeywordField::Language;
    let lower = typed.to_lowercase();
    // `en-US` is asked for as `en`: readings keep no region.
    let code = lower.split(['-', '_']).next().unwrap_or_default();
    if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Meaning::of(is(field, code.to_owned()));
    }
    match language_code(&lower) {
        Some(code) => Meaning::of(is(field, code.to_owned())),
        None => {
            let suggestion = nearest_value(field, &lower, LANGUAGES.iter().map(|(_, name)| *name));
            Meaning::unknown("a language is a two-letter code, like `en`, or its English name", suggestion)
        }
    }
}

/// `CVE-2026-1234`, `2026-1234`, `GHSA-abcd-efgh-ijkl`, and the ids of other databases (`PYSEC-2026-17`).
pub(super) fn vulnerability(typed: &str) -> Meaning {
    let field = KeywordField::Vulnerability;
    let upper = typed.to_uppercase();
    let id = if upper.starts_with(|first: char| first.is_ascii_digit()) { format!("CVE-{upper}") } else { upper };
    if is_vulnerability_id(&id) {
        return Meaning::of(is(field, id));
    }
    Meaning::unknown("a vulnerability looks like CVE-2026-1234 or GHSA-abcd-efgh-ijkl", None)
}

/// Whether an upper-case text has the form of an id: letters, then two or more parts; CVE's are year and number.
pub(crate) fn is_vulnerability_id(id: &str) -> bool {
    let parts: Vec<&str> = id.split('-').collect();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        ["CVE", year, number] => year.len() == 4 && digits(year) && number.len() >= 4 && digits(number),
        ["GHSA", rest @ ..] => {
            rest.len() == 3
                && rest.iter().all(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        }
        [prefix, rest @ ..] => {
            prefix.len() >= 2
                && prefix.bytes().all(|byte| byte.is_ascii_uppercase())
                && !rest.is_empty()
                && rest.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
                && rest.iter().any(|part| digits(part))
        }
        [] => false,
    }
}
