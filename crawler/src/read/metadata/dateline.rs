//! The day in the dateline that opens a press release or a report: "BERLIN, 3 July 2026 – The council …",
//! "PARIS, July 3, 2026 /Wire/ -- …", "(Milano, 3 luglio 2026) – …". Pure.
//!
//! A dateline is a place, a day and a dash, before the first sentence. A day that the sentence itself tells of is none:
//! "On July 3, 2026, the council …".

use crate::read::dates_text::{self, Found, Order};

/// Place, wire and day take no more; bytes.
const DATELINE_MAX_BYTES: usize = 140;
/// A longer place is a sentence; bytes.
const PLACE_MAX_BYTES: usize = 60;
/// Words in lower case that stand between a place and its day, or within the names of places.
const SMALL_WORDS: &[&str] = &[
    "and", "the", "of", "on", "de", "del", "la", "le", "am", "den", "der", "an", "im", "a", "di", "da", "do", "du",
    "el",
];

/// The day that the dateline at the beginning of `text` names.
pub(super) fn day_of(text: &str, order: Order) -> Option<Found> {
    let opening = text.get(..text.floor_char_boundary(DATELINE_MAX_BYTES))?;
    let found = dates_text::find_all(opening, order).into_iter().next()?;
    let (before, after) = (opening.get(..found.place.start)?, opening.get(found.place.end..)?);
    (is_place(before) && ends(after)).then_some(found)
}

/// "BERLIN, ", "WASHINGTON – ", "Frankfurt am Main, den ", "【東京 ": names, and no sentence.
fn is_place(before: &str) -> bool {
    let letters = before.chars().filter(|c| c.is_alphabetic()).count();
    if before.len() > PLACE_MAX_BYTES || letters < 2 {
        return false;
    }
    // A sentence would have a verb, and verbs are written small.
    let mut words = before.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').filter(|word| !word.is_empty());
    let begins_as_name =
        words.clone().next().is_some_and(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()));
    let is_name = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase()) || SMALL_WORDS.contains(&word);
    let is_divided = before.trim_end().ends_with([',', '(', '–', '—', '-', '|', '/', ')', ':', '】', '，', '、', '】'])
        || before.split_whitespace().next_back().is_some_and(|last| SMALL_WORDS.contains(&last))
        || before.starts_with(['【', '[', '(']);
    begins_as_name && is_divided && words.all(is_name)
}

/// A dash after the day, or after the wire that carries it.
fn ends(after: &str) -> bool {
    let after = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ')' | ']'));
    let rest = match after.chars().next() {
        Some('/') => after.get(1..).and_then(|rest| rest.split_once('/')).map(|(_, rest)| rest),
        Some('(') => after.split_once(')').map(|(_, rest)| rest),
        _ => Some(after),
    };
    rest.is_some_and(|rest| rest.trim_start().starts_with(['–', '—', '-', '―', '】', '|']))
}

#[cfg(test)]
mod tests;
