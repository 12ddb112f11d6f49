//! "The statement was edited": an event made from two readings of one document. Pure.

use chrono::{DateTime, Utc};
use watchline_analysis::difference::edit_summary;
use watchline_model::{Basis, Dated, EntityId, Event, EventKind, Evidence, Modality, Reading};

/// The event, noticed at `at`, with the first paragraph that differs as its evidence; where words were only taken
/// away, the headline under which they stood. `None` if the words are the same.
pub(super) fn edited(
    previous: &Reading,
    reading: &Reading,
    voice: Option<EntityId>,
    at: DateTime<Utc>,
) -> Option<Event> {
    edit_summary(&previous.full_text(), &reading.full_text())?;
    let text = reading.full_text();
    let old: Vec<&str> = previous.text.split("\n\n").collect();
    let mut paragraphs = text.split("\n\n");
    let changed = paragraphs.find(|paragraph| !old.contains(paragraph) && *paragraph != previous.title);
    let changed = changed.or_else(|| text.split("\n\n").next())?;
    let start = text[..text.find(changed)?].chars().count();
    Some(Event {
        kind: EventKind::from("statement_edited"),
        actors: voice.into_iter().collect(),
        targets: Vec::new(),
        date: Some(Dated::time(at, Basis::FirstReported)),
        modality: Modality::Stated,
        evidence: Evidence::cut(&text, start, start + changed.chars().count()),
        rule: "version-differs".to_owned(),
        participants: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
