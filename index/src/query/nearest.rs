//! What may have been meant: the nearest of the words that would have been understood.

use rapidfuzz::distance::osa;

/// The candidate nearest to what was typed, if it is near enough to be meant; both are compared without
/// regard to case. Of equally near ones the first.
pub(crate) fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let length = typed.chars().count();
    let allowed = match length {
        0..=1 => return None,
        2..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let folded = candidate.to_lowercase();
        let distance = osa::distance(typed.chars(), folded.chars());
        // The beginning of a word counts as near: somebody stopped typing.
        let distance = if length >= 3 && folded.starts_with(&typed) { distance.min(allowed) } else { distance };
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
