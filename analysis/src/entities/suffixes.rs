//! The legal form behind a company's name: "Acme Group", "Acme Inc." is Acme, and "Group" is nobody.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::Text;

/// The longest form, in characters.
const LONGEST: usize = 32;

static FORM: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:,? (?:Group|Holdings?|Inc|Corp|Corporation|Incorporated|Limited|Ltd|LLC|PLC|plc|SAS|S\.A\.S|SA|SE|AG|GmbH|Co|Company|Pte|PBC|BV|B\.V|AB|Oy|KK|S\.p\.A)\b)+",
    )
    .expect("the pattern is a constant")
});

/// Where the name that ends at character `end` ends with its form; a name that begins at `next` is left alone.
pub(super) fn end(text: &Text, end: usize, next: usize) -> usize {
    let behind = text.slice(end, end + LONGEST);
    let Some(form) = FORM.find(behind) else { return end };
    let length = form.as_str().chars().count();
    // The stop of an abbreviation, unless the sentence may end with it.
    let goes_on = behind[form.end()..].starts_with('.')
        && behind[form.end() + 1..].trim_start().starts_with(|next: char| next.is_lowercase() || next == ',');
    let whole = end + length + usize::from(goes_on);
    if whole <= next { whole } else { end }
}

#[cfg(test)]
mod tests;
