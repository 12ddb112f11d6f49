//! Who a proposal means: somebody whom the rules found, or a name of the taxonomy that stands in the text.

use std::collections::{BTreeMap, HashMap};

use watchline_model::{Entity, EntityId, Mention, Taxonomy};

use crate::input::Analysis;
use crate::text::Text;

/// Names of the taxonomy.
#[derive(Debug)]
pub(super) struct Names {
    entities: BTreeMap<EntityId, Entity>,
    /// A name in lower case -> whose it is, in the order of the taxonomy.
    owners: HashMap<String, Vec<EntityId>>,
}

/// Whom the rules did not find and a proposal named.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub(super) entities: Vec<Entity>,
    pub(super) mentions: Vec<Mention>,
}

impl Names {
    pub(super) fn new(taxonomy: &Taxonomy) -> Self {
        let mut owners: HashMap<String, Vec<EntityId>> = HashMap::new();
        for entity in &taxonomy.entities {
            let names = std::iter::once(&entity.name).chain(&entity.aliases).chain(&entity.ambiguous);
            for name in names {
                let ids = owners.entry(name.trim().to_lowercase()).or_default();
                if !ids.contains(&entity.id) {
                    ids.push(entity.id.clone());
                }
            }
        }
        let entities = taxonomy.entities.iter().map(|entity| (entity.id.clone(), entity.entity())).collect();
        Self { entities, owners }
    }

    /// The entity that `name` means in this document. One that the rules did not find is added to `named`.
    pub(super) fn resolve(
        &self,
        name: &str,
        text: &Text,
        analysis: &Analysis,
        rule: &str,
        named: &mut Named,
    ) -> Option<Entity> {
        let name = name.trim();
        let lower = name.to_lowercase();
        if lower.is_empty() {
            return None;
        }
        let found = |id: &EntityId| analysis.entities.iter().find(|entity| entity.id == *id);
        let by_name = |entity: &&Entity| entity.name.to_lowercase() == lower || entity.id.as_str() == lower;
        if let Some(entity) = analysis.entities.iter().find(by_name) {
            return Some(entity.clone());
        }
        let mention =
            analysis.mentions.iter().find(|mention| mention.rule != "owner" && mention.text.to_lowercase() == lower);
        if let Some(entity) = mention.and_then(|mention| found(&mention.entity)) {
            return Some(entity.clone());
        }
        let ids = self.owners.get(&lower)?;
        if let Some(entity) = ids.iter().find_map(found) {
            return Some(entity.clone());
        }
        let entity = self.entities.get(ids.first()?)?;
        let (start, end) = stands(name, text)?;
        named.entities.push(entity.clone());
        named.mentions.push(Mention {
            entity: entity.id.clone(),
            start,
            end,
            text: text.slice(start, end).to_owned(),
            rule: rule.to_owned(),
        });
        Some(entity.clone())
    }
}

/// The first place where the name stands as whole words, in just this case: a common word is not taken for a name.
fn stands(name: &str, text: &Text) -> Option<(usize, usize)> {
    let full = text.full();
    let is_letter = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() && u32::from(char) < 0x2e80);
    let byte = full.match_indices(name).map(|(byte, _)| byte).find(|&byte| {
        !is_letter(full[..byte].chars().next_back()) && !is_letter(full[byte + name.len()..].chars().next())
    })?;
    let start = text.character(byte);
    Some((start, start + name.chars().count()))
}
