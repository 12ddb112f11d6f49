//! Whom an incident is about: the vendors whose answer counts as the answer.

use std::collections::{BTreeMap, BTreeSet};

use watchline_model::taxonomy::Family;
use watchline_model::{Entity, EntityId, EntityKind, Event, Stance, Taxonomy};

use super::Told;
use super::family::family_of;

/// The entities of all documents, by id.
pub(super) struct Cast<'a> {
    entities: BTreeMap<&'a EntityId, &'a Entity>,
    /// Vendors whose product, service or conduct the events are about.
    concerned: BTreeSet<&'a EntityId>,
    /// Who bans, forbids or restricts.
    measuring: BTreeSet<&'a EntityId>,
    /// Vendors that charge another one in a document of their own.
    accusing: BTreeSet<&'a EntityId>,
}

impl<'a> Cast<'a> {
    pub(super) fn of(documents: &[Told<'a>], taxonomy: &Taxonomy) -> Self {
        let mut entities = BTreeMap::new();
        for entity in documents.iter().flat_map(|told| told.entities) {
            entities.entry(&entity.id).or_insert(entity);
        }
        let mut cast =
            Self { entities, concerned: BTreeSet::new(), measuring: BTreeSet::new(), accusing: BTreeSet::new() };
        let events: Vec<&'a Event> = documents.iter().flat_map(|told| told.events).collect();
        cast.concerned = cast.concerned_vendors(&events, taxonomy);
        let measures = events.iter().filter(|event| family_of(&event.kind, taxonomy) == Some(Family::Restriction));
        cast.measuring =
            measures.flat_map(|event| &event.actors).filter(|actor| !cast.concerned.contains(*actor)).collect();
        let own = documents.iter().filter_map(|told| Some((told.voice?, told.claims)));
        cast.accusing = own
            .filter(|(voice, claims)| {
                claims.iter().any(|claim| claim.stance == Stance::Alleges && claim.party.as_ref() == Some(*voice))
            })
            .map(|(voice, _)| voice)
            .collect();
        // Unless nobody else is left to answer.
        if cast.concerned.iter().any(|vendor| !cast.accusing.contains(*vendor)) {
            cast.concerned.retain(|vendor| !cast.accusing.contains(*vendor));
        }
        cast
    }

    fn concerned_vendors(&self, events: &[&'a Event], taxonomy: &Taxonomy) -> BTreeSet<&'a EntityId> {
        let mut concerned = BTreeSet::new();
        for event in events {
            let family = family_of(&event.kind, taxonomy);
            if family == Some(Family::Response) {
                continue;
            }
            let targets: Vec<&EntityId> = event.targets.iter().filter_map(|id| self.vendor(id)).collect();
            let actors: Vec<&EntityId> = event.actors.iter().filter_map(|id| self.vendor(id)).collect();
            // Misuse is answered for by who is said to have done it, not by who suffered it.
            if family == Some(Family::Misuse) && !actors.is_empty() {
                concerned.extend(actors);
                continue;
            }
            // Who bans or sues is not the one who has to answer for it.
            let own_conduct = matches!(family, Some(Family::Weakness | Family::Breach | Family::Service) | None);
            if targets.is_empty() && own_conduct {
                concerned.extend(actors);
            }
            concerned.extend(targets);
        }
        concerned
    }

    /// The vendor that an entity is, or that makes it.
    fn vendor(&self, id: &'a EntityId) -> Option<&'a EntityId> {
        let entity = self.entities.get(id)?;
        match entity.kind {
            EntityKind::Vendor => Some(&entity.id),
            EntityKind::Product | EntityKind::Model => entity.owner.as_ref(),
            _ => None,
        }
    }

    /// Whether this party answers for the matter; where no event names a vendor, any vendor's word counts.
    pub(super) fn is_concerned(&self, id: &'a EntityId) -> bool {
        let Some(vendor) = self.vendor(id).or_else(|| self.employer(id)) else {
            // A voice need not be an entity of any document.
            return self.concerned.contains(id);
        };
        self.concerned.is_empty() || self.concerned.contains(vendor)
    }

    pub(super) fn takes_measure(&self, id: &EntityId) -> bool {
        self.measuring.contains(id)
    }

    pub(super) fn accuses(&self, id: &EntityId) -> bool {
        self.accusing.contains(id)
    }

    pub(super) fn is_maker(&self, id: &EntityId) -> bool {
        self.entities.get(id).is_some_and(|entity| entity.kind == EntityKind::Vendor)
    }

    /// A vendor's spokesperson speaks for it.
    fn employer(&self, id: &EntityId) -> Option<&'a EntityId> {
        let entity = self.entities.get(id)?;
        if entity.kind == EntityKind::Person { entity.owner.as_ref() } else { None }
    }

    pub(super) fn is_regulator(&self, id: &EntityId) -> bool {
        self.entities.get(id).is_some_and(|entity| entity.kind == EntityKind::Regulator)
    }

    pub(super) fn name<'b>(&'b self, id: &'b EntityId) -> &'b str {
        self.entities.get(id).map_or(id.as_str(), |entity| entity.name.as_str())
    }
}
