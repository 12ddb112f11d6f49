//! Vendors, products and models that a document names and the taxonomy does not: what an editor may take into it.
//!
//! Pure: nothing is kept here, and nothing is proposed twice within a document.

use watchline_model::{Entity, EntityKind, Mention};

use crate::entities::is_coined;
use crate::input::Analysis;

/// An entity in no list, and the words by which it was seen, by start.
#[derive(Debug, Clone, PartialEq)]
pub struct Unlisted<'a> {
    pub entity: &'a Entity,
    pub mentions: Vec<&'a Mention>,
}

/// In the order of the analysis' entities.
pub fn unlisted(analysis: &Analysis) -> Vec<Unlisted<'_>> {
    let wanted = |kind: EntityKind| matches!(kind, EntityKind::Vendor | EntityKind::Product | EntityKind::Model);
    let seen = |entity: &Entity| -> Vec<&Mention> {
        let own = analysis.mentions.iter().filter(|mention| mention.entity == entity.id);
        own.filter(|mention| is_coined(&mention.rule)).collect()
    };
    let entities = analysis.entities.iter().filter(|entity| wanted(entity.kind));
    entities
        .map(|entity| Unlisted { entity, mentions: seen(entity) })
        .filter(|unlisted| !unlisted.mentions.is_empty())
        .collect()
}

#[cfg(test)]
mod tests;
