//! What a structured record states itself goes before what its words were understood to say. Pure.

use watchline_model::{Entity, EntityId, EntityKind, Event, Evidence, Modality, Reading, StatedEvent};

/// The events of a version. Of a kind that the record states, only the stated ones stay: its words tell of the same
/// happening again and again, in each of its updates.
pub(super) fn merge(
    understood: Vec<Event>,
    reading: &Reading,
    voice: Option<&EntityId>,
    entities: &[Entity],
) -> Vec<Event> {
    if reading.stated_events.is_empty() {
        return understood;
    }
    let text = reading.full_text();
    let stated = reading.stated_events.iter().filter_map(|stated| event(stated, &text, voice, entities));
    let mut events: Vec<Event> = stated.collect();
    let is_stated = |event: &Event| reading.stated_events.iter().any(|stated| stated.kind == event.kind);
    events.extend(understood.into_iter().filter(|event| !is_stated(event)));
    events
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
    })
}

#[cfg(test)]
mod tests;
