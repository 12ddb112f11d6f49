//! Entities: in a list, and one with its incidents.

use schemars::JsonSchema;
use serde::Serialize;
use watchline_model as model;
use watchline_store::EntityCount;

use super::found::Month;
use super::{IncidentItem, Word};
use crate::state::WebState;
use crate::view::names::entity_address;

/// An entity and how often it is spoken of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct EntityItem {
    #[schemars(example = &"anthropic")]
    id: String,
    kind: Word<model::EntityKind>,
    name: String,
    /// Who makes or employs it.
    owner: Option<String>,
    documents: u64,
    incidents: u64,
}

impl EntityItem {
    pub(crate) fn new(count: &EntityCount) -> Self {
        Self {
            id: count.entity.id.to_string(),
            kind: Word(count.entity.kind),
            name: count.entity.name.clone(),
            owner: count.entity.owner.as_ref().map(ToString::to_string),
            documents: count.documents,
            incidents: count.incidents,
        }
    }
}

/// An entity with its newest incidents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Entity {
    id: String,
    kind: Word<model::EntityKind>,
    name: String,
    owner: Option<String>,
    aliases: Vec<String>,
    /// Two letters, lower case.
    country: Option<String>,
    owns: Vec<Owned>,
    /// What finds it in a search.
    query: String,
    document_count: u64,
    incident_count: u64,
    /// Documents a month.
    histogram: Vec<Month>,
    /// The newest 50.
    incidents: Vec<IncidentItem>,
    address: String,
}

/// What an entity makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
struct Owned {
    id: String,
    kind: Word<model::EntityKind>,
    name: String,
}

impl Entity {
    pub(crate) fn new(
        entity: &model::Entity,
        query: String,
        documents: &watchline_index::Found,
        (incident_count, incidents): (u64, &[model::Incident]),
        state: &WebState,
    ) -> Self {
        let known = state.taxonomy.entity(&entity.id);
        let owned = state.taxonomy.entities.iter().filter(|other| other.owner.as_ref() == Some(&entity.id));
        Self {
            id: entity.id.to_string(),
            kind: Word(entity.kind),
            name: entity.name.clone(),
            owner: entity.owner.as_ref().map(ToString::to_string),
            aliases: known.map(|known| known.aliases.clone()).unwrap_or_default(),
            country: known.and_then(|known| known.country.clone()),
            owns: owned
                .map(|other| Owned { id: other.id.to_string(), kind: Word(other.kind), name: other.name.clone() })
                .collect(),
            query,
            document_count: documents.total,
            incident_count,
            histogram: Month::all(&documents.histogram),
            incidents: incidents.iter().map(|incident| IncidentItem::new(incident, state)).collect(),
            address: state.address(&entity_address(&entity.id)),
        }
    }
}
