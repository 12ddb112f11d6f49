//! What a structured record states itself goes before what its words were understood to say. Pure.

use watchline_analysis::Analysis;
use watchline_model::{Entity, EntityId, EntityKind, Event, Evidence, Modality, Reading, StatedEvent};

/// Puts what the record states before what was understood. Of a kind that the record states, only the stated ones stay:
/// its words tell of the same happening again and again, in each of its updates. What was claimed of one that goes is
/// claimed of the stated one in its place.
pub(super) fn merge(analysis: &mut Analysis, reading: &Reading, voice: Option<&EntityId>) {
    if reading.stated_events.is_empty() {
        return;
    }
    let text = reading.full_text();
    let stated = reading.stated_events.iter().filter_map(|stated| event(stated, &text, voice, &analysis.entities));
    let mut events: Vec<Event> = stated.collect();
    let is_stated = |event: &Event| reading.stated_events.iter().any(|stated| stated.kind == event.kind);
    let mut moved: Vec<Option<usize>> = Vec::with_capacity(analysis.events.len());
    for understood in std::mem::take(&mut analysis.events) {
        if is_stated(&understood) {
            moved.push(events.iter().position(|event| event.kind == understood.kind));
        } else {
            moved.push(Some(events.len()));
            events.push(understood);
        }
    }
    for claim in &mut analysis.claims {
        claim.event = claim.event.and_then(|event| moved.get(event).copied().flatten());
    }
    analysis.events = events;
}

/// `None` if its quote does not stand in the text: nothing is shown without its words.
fn event(stated: &StatedEvent, text: &str, voice: Option<&EntityId>, entities: &[Entity]) -> Option<Event> {
    let start = text[..text.find(&stated.quote)?].chars().count();
    let is_thing = |entity: &&Entity| matches!(entity.kind, EntityKind::Product | EntityKind::Model);
    Some(Event {
        kind: stated.kind.clone(),
        actors: voice.into_iter().cloned().collect(),
        targets: entities.iter().filter(is_thing).map(|entity| entity.id.clone()).collect(),
        date: Some(stated.date),
        modality: Modality::Stated,
        evidence: Evidence::cut(text, start, start + stated.quote.chars().count()),
        rule: "record".to_owned(),
        participants: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
