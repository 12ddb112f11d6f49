//! Who is what to an event: its actors and targets, those who answer, accuse, disclose or look into it.
//!
//! Made of what the rules found already: the roles of the event, the claims on it and what kind of entity each is. Nobody
//! gets a part whom neither names.

use std::collections::{BTreeMap, BTreeSet};

use watchline_model::{Claim, Entity, EntityId, EntityKind, Event, Participant, ParticipantRole as Role, Stance};

/// Kinds of event in which the one who acts is an authority.
const OF_AUTHORITY: [&str; 6] =
    ["investigation_opened", "fine", "ruling", "legislation", "guidance_issued", "letter_to_lawmakers"];
/// Kinds of event that are somebody's own answer.
const ANSWERS: [&str; 7] =
    ["acknowledgement", "denial", "mitigation", "apology", "user_notification", "postmortem", "vulnerability_patched"];
/// Kinds of event in which the one who acts made a weakness known.
const DISCLOSURES: [&str; 5] =
    ["vulnerability_disclosed", "prompt_injection", "safety_bypass", "backdoor_alleged", "model_extraction"];

/// Fills the participants of every event; `claims` count the events by their place.
pub(crate) fn fill(events: &mut [Event], claims: &[Claim], entities: &[Entity]) {
    let known: BTreeMap<&EntityId, &Entity> = entities.iter().map(|entity| (&entity.id, entity)).collect();
    for (number, event) in events.iter_mut().enumerate() {
        let on_it = claims.iter().filter(|claim| claim.event == Some(number));
        event.participants = of_event(event, on_it, &known);
    }
}

fn of_event<'c>(
    event: &Event,
    claims: impl Iterator<Item = &'c Claim>,
    known: &BTreeMap<&EntityId, &Entity>,
) -> Vec<Participant> {
    let kind_of = |id: &EntityId| known.get(id).map(|entity| entity.kind);
    let kind = event.kind.as_str();
    let mut parts: BTreeSet<Participant> = BTreeSet::new();
    let mut add = |entity: &EntityId, role: Role| {
        parts.insert(Participant { entity: entity.clone(), role });
    };
    for actor in &event.actors {
        add(actor, Role::Actor);
        match kind_of(actor) {
            Some(EntityKind::Regulator) => add(actor, Role::Regulator),
            Some(EntityKind::Organization) if OF_AUTHORITY.contains(&kind) => add(actor, Role::Regulator),
            Some(EntityKind::Organization | EntityKind::Person) if DISCLOSURES.contains(&kind) => {
                add(actor, Role::Discloser);
                add(actor, Role::Researcher);
            }
            _ => {}
        }
        if ANSWERS.contains(&kind) {
            add(actor, Role::Respondent);
        }
        if kind == "lawsuit_filed" {
            add(actor, Role::Accuser);
        }
    }
    for target in &event.targets {
        add(target, Role::Target);
        let hurt = matches!(kind_of(target), Some(EntityKind::Organization | EntityKind::Person));
        if hurt && !OF_AUTHORITY.contains(&kind) && kind != "lawsuit_filed" {
            add(target, Role::Affected);
        }
        // Whose product it is that is sued or looked into has to answer.
        if let Some(owner) = known.get(target).and_then(|entity| entity.owner.as_ref())
            && (OF_AUTHORITY.contains(&kind) || kind == "lawsuit_filed")
        {
            add(owner, Role::Target);
        }
    }
    for claim in claims {
        let Some(party) = &claim.party else { continue };
        let role = match (claim.stance, kind_of(party)) {
            (Stance::Alleges, _) => Some(Role::Accuser),
            (Stance::Acknowledges | Stance::Denies | Stance::Disputes | Stance::Retracts, _) => Some(Role::Respondent),
            (Stance::Reports | Stance::Confirms, Some(EntityKind::Regulator)) => Some(Role::Regulator),
            (Stance::Reports, Some(EntityKind::Organization | EntityKind::Person)) => Some(Role::Researcher),
            (Stance::Reports | Stance::Announces | Stance::Confirms, _) => Some(Role::Discloser),
        };
        if let Some(role) = role {
            parts.insert(Participant { entity: party.clone(), role });
        }
    }
    parts.into_iter().collect()
}

#[cfg(test)]
mod tests;
