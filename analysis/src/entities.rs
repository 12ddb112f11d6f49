//! Who and what a document speaks of: names and aliases of the taxonomy, vulnerability ids, people with their employer.
//!
//! All names are searched in one pass; of overlapping names the longest counts. A name that is also a common word counts only
//! in its exact case and in company of something unmistakable.

mod again;
mod aliases;
mod coined;
mod names;
pub(crate) mod parts;
mod passing;
mod people;
mod ranges;
mod short;
mod suffixes;
mod variants;
mod versions;
mod vulnerabilities;
mod wide;
mod word_set;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::{Entity, EntityId, EntityKind, Mention, Taxonomy};

use crate::text::Text;
use aliases::Aliases;
pub(crate) use coined::is_coined;
use names::Names;
pub use parts::PartCandidate;
use people::People;

static OWN_VOICE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u)\b(?:we|our|us)\b").expect("the pattern is a constant"));

/// In characters.
const LONGEST_MENTION: usize = 120;

/// Finds entities; built once.
#[derive(Debug)]
pub(crate) struct EntityFinder {
    known: BTreeMap<EntityId, KnownEntity>,
    aliases: Aliases,
    names: Names,
    people: People,
}

#[derive(Debug, Clone)]
struct KnownEntity {
    entity: Entity,
    ai: bool,
}

/// A mention with what the rules need to know of its entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) entity: EntityId,
    pub(crate) kind: EntityKind,
    pub(crate) owner: Option<EntityId>,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) rule: String,
}

/// The entities of one document.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) entities: BTreeMap<EntityId, Entity>,
    /// Named in the text, by start; owners that are only implied are left out here.
    pub(crate) seen: Vec<Seen>,
    pub(crate) mentions: Vec<Mention>,
    /// Entities that are about AI as such.
    pub(crate) ai: BTreeSet<EntityId>,
    /// What is named in passing by the way that it is spoken of.
    aside: Aside,
}

/// Entities that play no part in what is told, unless other signs say so ([`parts`]).
#[derive(Debug, Default)]
struct Aside {
    /// By start.
    seen: Vec<Seen>,
    /// Those that are only implied among them.
    entities: BTreeMap<EntityId, Entity>,
}

impl EntityFinder {
    /// Also says what in the taxonomy could not be used.
    pub(crate) fn new(taxonomy: &Taxonomy, warnings: &mut Vec<String>) -> Self {
        let known = taxonomy
            .entities
            .iter()
            .map(|entity| (entity.id.clone(), KnownEntity { entity: entity.entity(), ai: entity.ai }))
            .collect();
        Self {
            known,
            aliases: Aliases::new(&variants::expand(taxonomy), warnings),
            names: Names::new(taxonomy),
            people: People::new(),
        }
    }

    /// `voice` is the vendor that "we" means.
    pub(crate) fn find(&self, text: &Text, voice: Option<&EntityId>) -> Found {
        let mut found = Found::default();
        let hits = self.aliases.find(text);
        for (index, hit) in hits.iter().enumerate() {
            let Some(known) = self.known.get(&hit.entity) else { continue };
            let next = hits.get(index + 1).map_or(text.length(), |next| next.start);
            let end = match known.entity.kind {
                EntityKind::Vendor | EntityKind::Organization => suffixes::end(text, hit.end, next),
                _ => hit.end,
            };
            found.add(&known.entity, hit.start, end, hit.rule.clone());
        }
        for (entity, start, end) in vulnerabilities::find(text) {
            found.add(&entity, start, end, "vulnerability-id".to_owned());
        }
        found.seen.sort_by(|a, b| (a.start, a.end, &a.entity).cmp(&(b.start, b.end, &b.entity)));
        versions::add(text, &self.names, &mut found);
        short::resolve(text, &mut found);
        let people = coined::add(text, &self.names, &mut found);
        wide::add(text, &self.names, &mut found);
        again::add(text, &mut found);
        passing::drop(text, &mut found);
        for (entity, start, end, rule) in self.people.find(text, &found) {
            found.add(&entity, start, end, rule.to_owned());
        }
        found.seen.sort_by(|a, b| (a.start, a.end, &a.entity).cmp(&(b.start, b.end, &b.entity)));
        coined::add_people(text, &mut found, &people);
        found.seen.dedup();
        if let Some(known) = voice.and_then(|voice| self.known.get(voice))
            && !found.entities.contains_key(&known.entity.id)
            && let Some(hit) = OWN_VOICE.find(text.plain())
        {
            found.add(&known.entity, hit.start(), hit.end(), "voice".to_owned());
            found.seen.sort_by(|a, b| (a.start, a.end, &a.entity).cmp(&(b.start, b.end, &b.entity)));
        }
        self.close(&mut found, text);
        found
    }

    /// Adds implied owners, and writes the mentions.
    fn close(&self, found: &mut Found, text: &Text) {
        let mention = |entity: &EntityId, seen: &Seen, rule: &str| Mention {
            entity: entity.clone(),
            start: seen.start,
            end: seen.end,
            text: text.slice(seen.start, seen.end).to_owned(),
            rule: rule.to_owned(),
        };
        let named: BTreeSet<EntityId> = found.seen.iter().map(|seen| seen.entity.clone()).collect();
        let mut mentions: Vec<Mention> = Vec::new();
        for seen in &found.seen {
            mentions.push(mention(&seen.entity, seen, &seen.rule));
            let made = matches!(seen.kind, EntityKind::Product | EntityKind::Model);
            let mut owner = seen.owner.clone().filter(|_| made);
            // A model of a product of a vendor: two steps; more would be a fault of the taxonomy.
            for _ in 0..3 {
                let Some(id) = owner.take() else { break };
                let Some(known) = self.known.get(&id) else { break };
                if !named.contains(&id) {
                    found.entities.entry(id.clone()).or_insert_with(|| known.entity.clone());
                    mentions.push(mention(&id, seen, "owner"));
                }
                // Whom a maker belongs to is not said by its product.
                owner = known.entity.owner.clone().filter(|_| known.entity.kind != EntityKind::Vendor);
            }
        }
        for (entity, start, end) in ranges::find(text, found) {
            let text = text.slice(start, end).to_owned();
            mentions.push(Mention { entity, start, end, text, rule: "version-range".to_owned() });
        }
        mentions.sort_by(|a, b| (a.start, a.end, &a.entity, &a.rule).cmp(&(b.start, b.end, &b.entity, &b.rule)));
        mentions.dedup();
        found.mentions = mentions;
        let implied: Vec<&Entity> = found
            .aside
            .seen
            .iter()
            .filter_map(|seen| {
                seen.owner.as_ref().filter(|_| matches!(seen.kind, EntityKind::Product | EntityKind::Model))
            })
            .filter(|owner| !found.entities.contains_key(*owner))
            .filter_map(|owner| self.known(owner))
            .collect();
        for entity in implied {
            found.aside.entities.entry(entity.id.clone()).or_insert_with(|| entity.clone());
        }
        let named: Vec<EntityId> = found.entities.keys().filter(|id| self.is_ai(id)).cloned().collect();
        found.ai.extend(named);
    }

    fn is_ai(&self, id: &EntityId) -> bool {
        self.known.get(id).is_some_and(|known| {
            known.ai && matches!(known.entity.kind, EntityKind::Vendor | EntityKind::Product | EntityKind::Model)
        })
    }

    /// The entity of the taxonomy with this id.
    pub(crate) fn known(&self, id: &EntityId) -> Option<&Entity> {
        self.known.get(id).map(|known| &known.entity)
    }
}

impl Found {
    fn add(&mut self, entity: &Entity, start: usize, end: usize, rule: String) {
        self.entities.entry(entity.id.clone()).or_insert_with(|| entity.clone());
        self.seen.push(Seen {
            entity: entity.id.clone(),
            kind: entity.kind,
            owner: entity.owner.clone(),
            start,
            end,
            rule,
        });
    }

    /// Whether something is seen within characters `start..end` already; `seen` is in order, no mention is longer than
    /// [`LONGEST_MENTION`].
    fn touches(&self, start: usize, end: usize) -> bool {
        let from = self.seen.partition_point(|seen| seen.start + LONGEST_MENTION < start);
        self.seen[from..].iter().take_while(|seen| seen.start < end).any(|seen| start < seen.end)
    }

    /// Leaves out entities that nothing names any more.
    fn forget_unseen(&mut self) {
        let seen: BTreeSet<&EntityId> = self.seen.iter().map(|seen| &seen.entity).collect();
        self.entities.retain(|id, _| seen.contains(id));
    }

    /// By kind, then id.
    pub(crate) fn sorted_entities(&self) -> Vec<Entity> {
        let mut entities: Vec<Entity> = self.entities.values().cloned().collect();
        entities.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        entities
    }

    /// The mentions that begin within characters `start..end`.
    pub(crate) fn within(&self, start: usize, end: usize) -> &[Seen] {
        let from = self.seen.partition_point(|seen| seen.start < start);
        let to = self.seen.partition_point(|seen| seen.start < end);
        &self.seen[from..to.max(from)]
    }
}

#[cfg(test)]
mod tests;
