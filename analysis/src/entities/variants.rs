//! Names as packages and addresses write them: "Corvid Code" is "corvid-code" and "corvid_code", too.

use std::collections::BTreeSet;

use watchline_model::{EntityKind, Taxonomy};

/// A shorter name means too much with other signs between its words.
const SHORTEST: usize = 8;

/// The taxonomy with those ways of writing added to its unmistakable names; one that is somebody's name already is left alone.
pub(super) fn expand(taxonomy: &Taxonomy) -> Taxonomy {
    let mut taken: BTreeSet<String> = taxonomy
        .entities
        .iter()
        .flat_map(|entity| std::iter::once(&entity.name).chain(&entity.aliases).chain(&entity.ambiguous))
        .map(|name| name.to_lowercase())
        .collect();
    let mut entities = taxonomy.entities.clone();
    let made = |kind| matches!(kind, EntityKind::Product | EntityKind::Model);
    for entity in entities.iter_mut().filter(|entity| made(entity.kind)) {
        if entity.ambiguous.contains(&entity.name) {
            continue;
        }
        let name = entity.name.to_lowercase();
        let parts: Vec<&str> = name.split([' ', '-', '_']).collect();
        let whole = parts.len() > 1 && parts.len() < 5 && parts.iter().all(|part| part.len() > 1 && part.is_ascii());
        if name.len() < SHORTEST || !whole {
            continue;
        }
        for sign in [" ", "-", "_"] {
            let variant = parts.join(sign);
            if taken.insert(variant.clone()) {
                entity.aliases.push(variant);
            }
        }
    }
    Taxonomy { entities, events: Vec::new(), severity: taxonomy.severity.clone() }
}

#[cfg(test)]
mod tests;
