//! Looking into JSON that may be anything: a number where a text is due, one thing where a list is due, nothing at all.
//!
//! Pure, and never fails: what is of another shape than expected is read as what it plainly means, or as missing. The
//! order of an object's keys never shows.

use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, Utc};
use serde_json::Value;
use watchline_model::{Basis, Dated, Precision};

use crate::read::dates;

const YEARS: std::ops::RangeInclusive<i32> = 1980..=2099;

/// One object, whatever stands around it (byte order mark, stray bytes); `None` for anything else. Nesting deeper than
/// 128 is refused by the parser.
pub(crate) fn object(body: &[u8]) -> Option<Value> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let value = serde_json::from_slice(body).or_else(|_| serde_json::from_str(&String::from_utf8_lossy(body)));
    value.ok().filter(Value::is_object)
}

/// The text at `key`, trimmed; numbers are written out. `None` where it is empty or of another kind.
pub(crate) fn text(value: &Value, key: &str) -> Option<String> {
    plain(value.get(key)?)
}

/// What `read::collapse` leaves something of.
fn is_visible(c: char) -> bool {
    !(c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}' | '\u{ad}'))
}

/// A scalar as text.
pub(crate) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| text.contains(is_visible)),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The list at `key`; a single thing is a list of one, nothing is an empty one.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    match value.get(key) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(items)) => items,
        Some(single) => std::slice::from_ref(single),
    }
}

/// The texts of the list at `key`.
pub(crate) fn texts(value: &Value, key: &str) -> Vec<String> {
    list(value, key).iter().filter_map(plain).collect()
}

/// Whether the list of words at `key` has `word`.
pub(crate) fn has_word(value: &Value, key: &str, word: &str) -> bool {
    list(value, key).iter().filter_map(Value::as_str).any(|text| text.eq_ignore_ascii_case(word))
}

/// The number at `key`, also where it is written as a text.
pub(crate) fn number(value: &Value, key: &str) -> Option<f64> {
    match value.get(key)? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The date at `key`. A time without a zone is UTC, as OSV, GitHub and the CVE schema all lay down; a year that no
/// record can mean (a program's zero) is none.
pub(crate) fn date(value: &Value, key: &str) -> Option<Dated> {
    let text = text(value, key)?;
    match moment(&text) {
        Some(moment) => YEARS.contains(&moment.year()).then(|| Dated::time(moment, Basis::Published)),
        None => dates::parse(&text),
    }
}

fn moment(text: &str) -> Option<DateTime<Utc>> {
    let zoned = DateTime::parse_from_rfc3339(text).map(|moment| moment.with_timezone(&Utc));
    let local = || NaiveDateTime::parse_from_str(&text.replacen(' ', "T", 1), "%Y-%m-%dT%H:%M:%S%.f");
    zoned.or_else(|_| local().map(|moment| moment.and_utc())).ok()
}

/// The date at `key`, where an exact midnight is how the format writes a mere day.
pub(crate) fn day_or_moment(value: &Value, key: &str) -> Option<Dated> {
    let date = date(value, key)?;
    let midnight = date.precision == Precision::Time && date.value.time() == NaiveTime::MIN;
    Some(if midnight { Dated { precision: Precision::Day, ..date } } else { date })
}

#[cfg(test)]
mod tests;
