//! The attributes of a tag, quoted in any way or not at all. Pure.

use super::entities::{self, Declared};
use super::markup::Tag;

/// What word processors make of straight quotes.
const CURLY_QUOTES: [char; 8] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}', '`'];

/// Names and values in order, the values as written. An attribute without a value has an empty one.
pub(super) fn all(attributes: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = attributes;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | ',' | '?'));
        if rest.is_empty() {
            return None;
        }
        let length = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (name, behind) = rest.split_at_checked(length)?;
        let Some(value) = behind.trim_start().strip_prefix('=') else {
            rest = behind;
            return Some((name, ""));
        };
        let (value, behind) = value_of(value.trim_start());
        rest = behind;
        Some((name, value))
    })
}

/// The value of the attribute `name`, references resolved; the first one that is not empty.
pub(super) fn value(tag: &Tag<'_>, name: &str, declared: &Declared) -> Option<String> {
    if tag.attributes.is_empty() {
        return None;
    }
    let value = all(tag.attributes).find(|(known, value)| known.eq_ignore_ascii_case(name) && !value.is_empty())?.1;
    Some(entities::resolve(value, declared).into_owned())
}

/// The value at the start of `text`, and what follows it.
fn value_of(text: &str) -> (&str, &str) {
    let bare = text.strip_prefix('\\').unwrap_or(text);
    if let Some(quote) = bare.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
        let inner = bare.get(1..).unwrap_or_default();
        if let Some((value, behind)) = inner.split_once(quote)
            && behind.chars().next().is_none_or(|next| next.is_whitespace() || !swallowed_name(value))
        {
            return (value.trim_end_matches('\\'), behind);
        }
        // The quote was never closed: the value ends with the first blank.
        return cut(inner);
    }
    if let Some(inner) = text.strip_prefix(CURLY_QUOTES)
        && let Some((value, behind)) = inner.split_once(CURLY_QUOTES)
    {
        return (value, behind);
    }
    cut(text)
}

/// `https://a.example/ rel=`: the value of an open quote runs into the next attribute.
fn swallowed_name(value: &str) -> bool {
    value.trim_end().strip_suffix('=').is_some_and(|before| before.contains(char::is_whitespace))
}

fn cut(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests;
