//! Names of the taxonomy looked up one by one, whatever separates their words: "llama_index" is "LlamaIndex".

use std::collections::{BTreeMap, BTreeSet};

use watchline_model::{Entity, EntityId, EntityKind, Taxonomy};

/// Every name, the ambiguous ones too, without case and without what separates words.
#[derive(Debug)]
pub(super) struct Names {
    entities: Vec<Entity>,
    by_name: BTreeMap<String, Vec<usize>>,
    ids: BTreeSet<EntityId>,
}

impl Names {
    pub(super) fn new(taxonomy: &Taxonomy) -> Self {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, entity) in taxonomy.entities.iter().enumerate() {
            for name in std::iter::once(&entity.name).chain(&entity.aliases).chain(&entity.ambiguous) {
                let numbers = by_name.entry(bare(name)).or_default();
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
        }
        by_name.remove("");
        Self {
            entities: taxonomy.entities.iter().map(watchline_model::taxonomy::TaxonomyEntity::entity).collect(),
            by_name,
            ids: taxonomy.entities.iter().map(|entity| entity.id.clone()).collect(),
        }
    }

    /// The entity of that name: one of that kind before others; none where a product's name is asked for and only a
    /// country, a regulator or a person has it.
    pub(super) fn find(&self, name: &str, kind: EntityKind) -> Option<&Entity> {
        let numbers = self.by_name.get(&bare(name))?;
        let entities = || numbers.iter().map(|&number| &self.entities[number]);
        entities().find(|entity| entity.kind == kind).or_else(|| entities().find(|entity| is_near(entity.kind, kind)))
    }

    pub(super) fn by_id(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|entity| entity.id.as_str() == id)
    }

    pub(super) fn is_taken(&self, id: &EntityId) -> bool {
        self.ids.contains(id)
    }
}

/// Whether what is named may be what is meant.
fn is_near(known: EntityKind, meant: EntityKind) -> bool {
    let made = |kind: EntityKind| matches!(kind, EntityKind::Product | EntityKind::Model | EntityKind::Vendor);
    let body = |kind: EntityKind| matches!(kind, EntityKind::Organization | EntityKind::Regulator | EntityKind::Vendor);
    made(known) && made(meant) || body(known) && body(meant)
}

/// Letters and digits, without case.
fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `Ada Beispiel` -> `ada-beispiel`.
pub(super) fn slug(name: &str) -> String {
    let plain = crate::text::plain_text(name);
    let words: Vec<String> = plain
        .split(|byte| !byte.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| String::from_utf8_lossy(word).into_owned())
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests;
