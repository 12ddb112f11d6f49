//! The taxonomy's names and aliases, for looking up what a query calls an entity or a kind of event.

use std::collections::HashMap;

use watchline_model::taxonomy::Family;
use watchline_model::{EntityId, EntityKind, Taxonomy};

use crate::query::nearest::nearest;
use crate::tokenize::fold;

/// All names of a taxonomy.
#[derive(Debug, Default)]
pub(crate) struct Names {
    entities: Vec<NamedEntity>,
    /// Folded name, alias or id -> places in `entities`.
    by_name: HashMap<String, Vec<usize>>,
    /// Id -> place in `entities`.
    by_id: HashMap<String, usize>,
    /// Id and label of each kind of event, with its family.
    events: Vec<(String, String, Family)>,
}

#[derive(Debug, Clone)]
pub(crate) struct NamedEntity {
    pub(crate) id: EntityId,
    pub(crate) kind: EntityKind,
    pub(crate) name: String,
    pub(crate) country: Option<String>,
    /// As written in the taxonomy, the canonical name first.
    spellings: Vec<String>,
}

impl Names {
    pub(crate) fn new(taxonomy: &Taxonomy) -> Self {
        let mut names = Self::default();
        for entity in &taxonomy.entities {
            let place = names.entities.len();
            let mut spellings = vec![entity.name.clone(), entity.id.as_str().to_owned()];
            spellings.extend(entity.aliases.iter().chain(&entity.ambiguous).cloned());
            for spelling in &spellings {
                let places = names.by_name.entry(fold(spelling)).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            names.by_id.insert(entity.id.as_str().to_owned(), place);
            names.entities.push(NamedEntity {
                id: entity.id.clone(),
                kind: entity.kind,
                name: entity.name.clone(),
                country: entity.country.clone(),
                spellings,
            });
        }
        names.events = taxonomy
            .events
            .iter()
            .map(|event| (event.id.as_str().to_owned(), event.label.clone(), event.family))
            .collect();
        names
    }

    /// The entity of a name, alias or id; one of the wanted kinds before any other.
    pub(crate) fn entity(&self, name: &str, wanted: &[EntityKind]) -> Option<&NamedEntity> {
        let places = self.by_name.get(&fold(name))?;
        let all = || places.iter().filter_map(|place| self.entities.get(*place));
        all().find(|entity| wanted.contains(&entity.kind)).or_else(|| all().next())
    }

    /// The canonical name of an id.
    pub(crate) fn name_of(&self, id: &str) -> Option<&str> {
        self.by_id.get(id).and_then(|place| self.entities.get(*place)).map(|entity| entity.name.as_str())
    }

    /// Entities of the wanted kinds (of any, where none is named) of which a name begins so, or a word of a name; those
    /// whose own name begins so come first.
    pub(crate) fn beginning(&self, typed: &str, wanted: &[EntityKind]) -> Vec<&NamedEntity> {
        let typed = fold(typed);
        let begins = |spelling: &str| fold(spelling).starts_with(&typed);
        let holds = |spelling: &str| fold(spelling).split(' ').any(|word| word.starts_with(&typed));
        let rank = |entity: &NamedEntity| {
            if begins(&entity.name) {
                Some(0)
            } else if entity.spellings.iter().any(|spelling| begins(spelling)) {
                Some(1)
            } else {
                entity.spellings.iter().any(|spelling| holds(spelling)).then_some(2)
            }
        };
        let fitting = self.entities.iter().filter(|entity| wanted.is_empty() || wanted.contains(&entity.kind));
        let mut found: Vec<(i32, &NamedEntity)> = fitting.filter_map(|entity| Some((rank(entity)?, entity))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, entity)| entity).collect()
    }

    /// Id and label of each kind of event.
    pub(crate) fn events(&self) -> impl Iterator<Item = (&str, &str)> {
        self.events.iter().map(|(id, label, _)| (id.as_str(), label.as_str()))
    }

    /// Code and name of each country.
    pub(crate) fn country_names(&self) -> impl Iterator<Item = (String, &str)> {
        self.countries().map(|entity| (country_code(entity), entity.name.as_str()))
    }

    /// The name of the country with this ISO 3166-1 code.
    pub(crate) fn country_name(&self, code: &str) -> Option<&str> {
        self.countries().find(|entity| country_code(entity) == code).map(|entity| entity.name.as_str())
    }

    /// The code of the country with this name.
    pub(crate) fn country_code(&self, name: &str) -> Option<String> {
        let entity = self.entity(name, &[EntityKind::Country])?;
        (entity.kind == EntityKind::Country).then(|| country_code(entity))
    }

    fn countries(&self) -> impl Iterator<Item = &NamedEntity> {
        self.entities.iter().filter(|entity| entity.kind == EntityKind::Country)
    }

    /// Id of the kind of event with this id or label: `data_exposure`, `data-exposure`, `Data exposure`.
    pub(crate) fn event(&self, name: &str) -> Option<&str> {
        let wanted = fold(&name.replace('_', " "));
        self.events
            .iter()
            .find(|(id, label, _)| fold(&id.replace('_', " ")) == wanted || fold(label) == wanted)
            .map(|(id, ..)| id.as_str())
    }

    /// Ids of all kinds of event of a family.
    pub(crate) fn family(&self, name: &str) -> Option<(Family, Vec<String>)> {
        let family: Family = name.to_lowercase().parse().ok()?;
        let members: Vec<String> =
            self.events.iter().filter(|(_, _, of)| *of == family).map(|(id, ..)| id.clone()).collect();
        (!members.is_empty()).then_some((family, members))
    }

    /// For people: the label of a kind of event.
    pub(crate) fn event_label(&self, id: &str) -> Option<&str> {
        self.events.iter().find(|(known, ..)| known == id).map(|(_, label, _)| label.as_str())
    }

    pub(crate) fn nearest_event(&self, typed: &str) -> Option<&str> {
        let typed = typed.replace(['-', ' '], "_");
        nearest(&typed, self.events.iter().map(|(id, ..)| id.as_str()))
    }

    /// The nearest spelling of an entity of the wanted kinds, else of any.
    pub(crate) fn nearest_entity(&self, typed: &str, wanted: &[EntityKind]) -> Option<(&NamedEntity, &str)> {
        let near = |of_kind: &dyn Fn(EntityKind) -> bool| {
            let entities = || self.entities.iter().filter(|entity| of_kind(entity.kind));
            let spelling = nearest(typed, entities().flat_map(|entity| entity.spellings.iter().map(String::as_str)))?;
            let entity = entities().find(|entity| entity.spellings.iter().any(|known| known == spelling))?;
            Some((entity, spelling))
        };
        near(&|kind| wanted.contains(&kind)).or_else(|| near(&|kind| !wanted.contains(&kind)))
    }

    pub(crate) fn nearest_country(&self, typed: &str) -> Option<&str> {
        let spelling = nearest(typed, self.countries().flat_map(|entity| entity.spellings.iter().map(String::as_str)))?;
        let entity = self.countries().find(|entity| entity.spellings.iter().any(|known| known == spelling))?;
        Some(&entity.name)
    }
}

fn country_code(entity: &NamedEntity) -> String {
    entity.country.as_deref().unwrap_or(entity.id.as_str()).to_lowercase()
}
