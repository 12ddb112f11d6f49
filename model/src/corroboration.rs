//! Which kinds of event an incident of several documents tells.
//!
//! A reader that has learnt from examples is often right about a sentence and now and then wrong; of many documents each adds
//! its own mistakes, and an incident would collect them all. So what only such a reader has seen, and in one document alone,
//! stays with that document until a second one says so too. What a rule or a record has seen counts by itself.

use std::collections::BTreeMap;

use crate::{Event, EventKind};

/// An incident of fewer documents (copies apart) shows all that they tell.
const SEVERAL: usize = 3;

/// The kinds that count for an incident; `documents` are the events of each of its documents, copies left out.
#[derive(Debug, Clone, Default)]
pub struct Corroborated {
    /// By how many documents a kind is told, one told by other than the learnt counting as two; empty where all count.
    told: BTreeMap<EventKind, usize>,
    several: bool,
}

impl Corroborated {
    pub fn new<'d>(documents: impl Iterator<Item = &'d [Event]>) -> Self {
        let mut told: BTreeMap<EventKind, usize> = BTreeMap::new();
        let mut count = 0;
        for events in documents {
            count += 1;
            let mut here: BTreeMap<&EventKind, usize> = BTreeMap::new();
            for event in events {
                let weight = if event.is_learnt() { 1 } else { 2 };
                let known = here.entry(&event.kind).or_default();
                *known = weight.max(*known);
            }
            for (kind, weight) in here {
                *told.entry(kind.clone()).or_default() += weight;
            }
        }
        Self { told, several: count >= SEVERAL }
    }

    pub fn counts(&self, event: &Event) -> bool {
        !self.several || self.told.get(&event.kind).is_some_and(|told| *told >= 2)
    }
}

#[cfg(test)]
mod tests;
