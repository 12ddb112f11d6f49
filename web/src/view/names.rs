//! Entities by their names as shown, from the documents at hand and the taxonomy.

use std::collections::HashMap;

use watchline_model::{Entity, EntityId, EntityKind, Taxonomy};
use watchline_store::DocumentView;

use crate::view::marks::Chip;

/// Looks up what an id is called.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<EntityId, Entity>);

impl Names {
    pub(crate) fn new(documents: &[DocumentView], taxonomy: &Taxonomy) -> Self {
        let mut names = HashMap::new();
        let ids = |document: &DocumentView| {
            let events = document.events.iter().flat_map(|event| event.actors.iter().chain(&event.targets));
            let claims = document.claims.iter().filter_map(|claim| claim.party.as_ref());
            events.chain(claims).cloned().collect::<Vec<_>>()
        };
        for id in documents.iter().flat_map(ids) {
            if let Some(entity) = taxonomy.entity(&id) {
                names.insert(id, entity.entity());
            }
        }
        for entity in documents.iter().flat_map(|document| &document.entities) {
            names.insert(entity.id.clone(), entity.clone());
        }
        Self(names)
    }

    /// The name; an id nobody names is shown as it is.
    pub(crate) fn name(&self, id: &EntityId) -> String {
        self.0.get(id).map_or_else(|| id.to_string(), |entity| entity.name.clone())
    }

    pub(crate) fn chip(&self, id: &EntityId) -> Chip {
        let kind = self.0.get(id).map_or(EntityKind::Organization, |entity| entity.kind);
        Chip { address: entity_address(id), name: self.name(id), kind: kind.as_str() }
    }

    pub(crate) fn chips(&self, ids: &[EntityId]) -> Vec<Chip> {
        ids.iter().map(|id| self.chip(id)).collect()
    }
}

pub(crate) fn entity_address(id: &EntityId) -> String {
    format!("/entities/{}", url::form_urlencoded::byte_serialize(id.as_str().as_bytes()).collect::<String>())
}

/// The entities of these kinds over all documents, the most often mentioned first.
pub(crate) fn leading(documents: &[DocumentView], kinds: &[EntityKind], limit: usize) -> Vec<Chip> {
    let mut counts: Vec<(&Entity, usize)> = Vec::new();
    for document in documents {
        for entity in document.entities.iter().filter(|entity| kinds.contains(&entity.kind)) {
            let mentions = document.mentions.iter().filter(|mention| mention.entity == entity.id).count().max(1);
            match counts.iter_mut().find(|(known, _)| known.id == entity.id) {
                Some((_, count)) => *count += mentions,
                None => counts.push((entity, mentions)),
            }
        }
    }
    counts.sort_by(|(a, left), (b, right)| a.kind.cmp(&b.kind).then(right.cmp(left)).then(a.name.cmp(&b.name)));
    let chip = |(entity, _): (&Entity, usize)| Chip {
        address: entity_address(&entity.id),
        name: entity.name.clone(),
        kind: entity.kind.as_str(),
    };
    counts.into_iter().take(limit).map(chip).collect()
}
