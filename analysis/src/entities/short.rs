//! "Copilot" in a text that names "GitHub Copilot" is GitHub's: a short name of something else is taken for the last words of a
//! longer one, unless the text names that other thing in full, too.

use std::collections::BTreeMap;

use watchline_model::{EntityId, EntityKind};

use super::{Found, Seen};
use crate::text::Text;

pub(super) fn resolve(text: &Text, found: &mut Found) {
    let is_made = |seen: &&Seen| matches!(seen.kind, EntityKind::Product | EntityKind::Model);
    let mut longest: BTreeMap<EntityId, usize> = BTreeMap::new();
    for seen in found.seen.iter().filter(is_made) {
        let length = longest.entry(seen.entity.clone()).or_default();
        *length = (*length).max(seen.end - seen.start);
    }
    let mut full: BTreeMap<&str, EntityId> = BTreeMap::new();
    for seen in found.seen.iter().filter(is_made) {
        if let Some((_, last)) = text.slice(seen.start, seen.end).rsplit_once(' ') {
            full.entry(last).or_insert_with(|| seen.entity.clone());
        }
    }
    let mut moved = Vec::new();
    for (number, seen) in found.seen.iter().enumerate().filter(|(_, seen)| is_made(seen)) {
        let written = text.slice(seen.start, seen.end);
        let alone = longest.get(&seen.entity) == Some(&(seen.end - seen.start)) && !written.contains(' ');
        if let Some(entity) = full.get(written).filter(|entity| alone && **entity != seen.entity) {
            moved.push((number, entity.clone()));
        }
    }
    let mut formers = Vec::new();
    for (number, entity) in moved {
        let Some(known) = found.entities.get(&entity).cloned() else { continue };
        let seen = &mut found.seen[number];
        let former = std::mem::replace(&mut seen.entity, entity);
        seen.kind = known.kind;
        seen.owner = known.owner;
        "short-name".clone_into(&mut seen.rule);
        formers.push(former);
    }
    if !formers.is_empty() {
        found.forget_unseen();
    }
}

#[cfg(test)]
mod tests;
