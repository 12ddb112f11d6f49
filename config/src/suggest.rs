//! The nearest valid spelling of a mistyped word.

use rapidfuzz::distance::{jaro_winkler, osa};

/// Below this likeness (Jaro-Winkler, 0 to 1) a suggestion would be a guess.
const LEAST_LIKENESS: f64 = 0.80;

/// The known word that is nearest to `typed`: by edits if there are at most two, else by likeness, which favours a
/// common beginning (`user_agnet` -> `user_agent_contact`).
pub(crate) fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.to_lowercase().chars().collect();
    let mut best: Option<(&str, f64)> = None;
    for word in known {
        let lower: Vec<char> = word.to_lowercase().chars().collect();
        let edits = osa::distance(typed.iter().copied(), lower.iter().copied());
        let likeness = if edits <= 2 && edits < lower.len().min(typed.len()) {
            2.0 - edits as f64 / 10.0
        } else {
            jaro_winkler::similarity(typed.iter().copied(), lower.iter().copied())
        };
        if likeness >= LEAST_LIKENESS && best.is_none_or(|(_, so_far)| likeness > so_far) {
            best = Some((word, likeness));
        }
    }
    best.map(|(word, _)| word)
}

/// "; did you mean `x`?", or else the words there are: "; use one of: a, b".
pub(crate) fn remedy(typed: &str, known: &[&str]) -> String {
    match nearest(typed, known.iter().copied()) {
        Some(word) => format!("; did you mean `{word}`?"),
        None => format!("; use one of: {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests;
