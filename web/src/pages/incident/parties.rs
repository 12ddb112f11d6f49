//! Who and what an incident is about: everyone with a part in what happened, and which; then all other names.

use std::collections::{BTreeMap, BTreeSet};

use watchline_model::{EntityId, EntityKind, ParticipantRole};

use crate::material::IncidentMaterial;
use crate::view::marks::Chip;
use crate::view::names;

/// Parties with a part that are named; in a long story many have one.
const PARTIES: usize = 12;
/// Names of each kind besides.
const OTHERS: usize = 24;

pub(crate) struct Party {
    pub(crate) chip: Chip,
    /// "acted, answered".
    pub(crate) roles: String,
}

/// Parties by how often they have a part, the most often first.
pub(crate) fn parties(material: &IncidentMaterial) -> Vec<Party> {
    let mut parts: BTreeMap<&EntityId, (usize, BTreeSet<ParticipantRole>)> = BTreeMap::new();
    for event in material.documents.iter().flat_map(|view| &view.events) {
        let named = event.participants.iter().map(|part| (&part.entity, part.role));
        let actors = event.actors.iter().map(|id| (id, ParticipantRole::Actor));
        let targets = event.targets.iter().map(|id| (id, ParticipantRole::Target));
        for (id, role) in named.chain(actors).chain(targets) {
            let (count, roles) = parts.entry(id).or_default();
            *count += 1;
            roles.insert(role);
        }
    }
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_by(|(a, (left, _)), (b, (right, _))| right.cmp(left).then(a.cmp(b)));
    let party = |(id, (_, roles)): (&EntityId, (usize, BTreeSet<ParticipantRole>))| Party {
        chip: material.names.chip(id),
        roles: roles.into_iter().map(word).collect::<Vec<_>>().join(", "),
    };
    parts.into_iter().take(PARTIES).map(party).collect()
}

/// All other names by kind, the most spoken of first.
pub(crate) fn others(material: &IncidentMaterial, parties: &[Party]) -> Vec<(&'static str, Vec<Chip>)> {
    let kinds = EntityKind::all().iter().map(|kind| {
        let mut chips = names::leading(&material.documents, &[*kind], OTHERS);
        chips.retain(|chip| !parties.iter().any(|party| party.chip.address == chip.address));
        (kind.as_str(), chips)
    });
    kinds.filter(|(_, chips)| !chips.is_empty()).collect()
}

fn word(role: ParticipantRole) -> &'static str {
    match role {
        ParticipantRole::Actor => "acted",
        ParticipantRole::Target => "was acted on",
        ParticipantRole::Affected => "bears what came of it",
        ParticipantRole::Discloser => "made it known",
        ParticipantRole::Researcher => "looked into it",
        ParticipantRole::Regulator => "watches over it",
        ParticipantRole::Respondent => "answered",
        ParticipantRole::Accuser => "blames",
    }
}
