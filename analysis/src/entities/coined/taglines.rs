//! What stands behind a product's name to praise or to number it: "Corvid Writer (Chat, Images) All in One", "Corvid | The Cursor
//! Plugin", "Corvid 1.2.3-b": readers call it "Corvid Writer" and "Corvid".

use watchline_model::EntityKind;

use super::Coined;
use super::advisories::is_version;
use crate::text::Text;

/// A shorter name has no tagline behind a colon.
const LONG: usize = 60;
/// What is left is shorter than no name.
const SHORTEST: usize = 3;

/// Shortens the name to what it is called; the rest still is covered by it.
pub(super) fn cut(text: &Text, name: &mut Coined) {
    if name.kind != EntityKind::Product || name.end <= name.start {
        return;
    }
    let written = text.slice(name.start, name.end);
    let Some(length) = called(written).filter(|length| (SHORTEST..written.chars().count()).contains(length)) else {
        return;
    };
    name.covers = name.covers.max(name.end);
    name.end = name.start + length;
}

/// How many characters of the name it is called by, if not by all.
fn called(written: &str) -> Option<usize> {
    let mut kept = written;
    for part in [" (", " | "] {
        kept = kept.split_once(part).map_or(kept, |(kept, _)| kept);
    }
    if kept.chars().count() > LONG {
        kept = kept.split_once(": ").map_or(kept, |(kept, _)| kept);
    }
    // "Corvid 1.2.3": at least one word stays.
    while let Some((before, last)) = kept.rsplit_once(' ') {
        let last = last.to_ascii_lowercase();
        if last.matches('.').count() < 2 || !is_version(&last) {
            break;
        }
        kept = before;
    }
    let kept = kept.trim_end();
    (kept.len() < written.len()).then(|| kept.chars().count())
}

#[cfg(test)]
mod tests;
