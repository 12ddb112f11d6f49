//! Who rules, fines and bans, and whom it meets: never the vendor whose product it is, unless the sentence makes it the subject.

use watchline_model::{EntityId, EntityKind};

use super::{Roles, is_object, owner};
use crate::entities::{Found, Seen};
use crate::events::Sighting;
use crate::text::Text;

pub(super) fn settle(text: &Text, roles: &mut Roles, found: &Found, sighting: &Sighting, here: &[Seen]) {
    let kind_of = |id: &EntityId| found.entities.get(id).map(|entity| entity.kind);
    let is_subject = |id: &EntityId| {
        here.iter().any(|seen| seen.entity == *id && seen.end <= sighting.start && !is_object(text, seen))
    };
    match sighting.kind.as_str() {
        "fine" | "ruling" | "investigation_opened" | "guidance_issued" => {
            let met: Vec<EntityId> = roles
                .actors
                .iter()
                .filter(|actor| kind_of(actor) == Some(EntityKind::Vendor) && is_in(here, actor))
                .cloned()
                .collect();
            roles.actors.retain(|actor| match kind_of(actor) {
                Some(EntityKind::Regulator | EntityKind::Country) => true,
                Some(EntityKind::Organization) => is_subject(actor),
                _ => false,
            });
            // "Acme was fined": who was taken for the actor is met by it.
            if roles.targets.is_empty() && sighting.kind.as_str() != "guidance_issued" {
                roles.targets = met;
            }
        }
        "lawsuit_filed" => roles.actors.retain(|actor| is_in(here, actor)),
        "ban" => {
            let owners: Vec<EntityId> = roles.targets.iter().filter_map(|target| owner(found, target)).collect();
            roles.actors.retain(|actor| {
                let is_met = owners.contains(actor) || roles.targets.contains(actor);
                let is_guess = roles.targets.is_empty() && kind_of(actor) == Some(EntityKind::Vendor);
                is_subject(actor) || !(is_met || (is_guess && !is_in(here, actor)))
            });
        }
        "access_restriction" if sighting.rule.ends_with("#7") => {
            let owners: Vec<EntityId> = roles.targets.iter().filter_map(|target| owner(found, target)).collect();
            roles.actors.retain(|actor| !owners.contains(actor));
        }
        "product_withdrawal" if sighting.rule.ends_with("#4") => roles.actors.retain(|actor| is_in(here, actor)),
        _ => {}
    }
}

fn is_in(here: &[Seen], id: &EntityId) -> bool {
    here.iter().any(|seen| seen.entity == *id)
}
