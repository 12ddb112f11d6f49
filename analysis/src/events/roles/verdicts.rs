//! Who rules, fines and bans, and whom it meets: never the vendor whose product it is, unless the sentence makes it the subject.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::{EntityId, EntityKind};

use super::{Roles, is_object, owner};
use crate::entities::{Found, Seen};
use crate::events::Sighting;
use crate::text::Text;

/// Just behind the name that suffers it: "Acme was sued".
static SUFFERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)^(?:, [^,.;:]{0,50},)? (?:was|were|is|are|has been|have been|had been|being|got|gets) (?:\w+ ){0,2}(?:sued|fined|charged|indicted|penali[sz]ed|investigated|probed)\b")
        .expect("the pattern is a constant")
});

static COURT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:judge|court|jury|tribunal|magistrate)s?\b").expect("the pattern is a constant")
});

/// "Acme was sued by three writers": Acme is met, and who does it stands behind.
fn turn_passive(text: &Text, roles: &mut Roles, sighting: &Sighting, here: &[Seen]) {
    if !matches!(sighting.kind.as_str(), "lawsuit_filed" | "fine" | "investigation_opened") {
        return;
    }
    let suffers = |seen: &&Seen| {
        matches!(seen.kind, EntityKind::Vendor | EntityKind::Organization)
            && SUFFERS.is_match(&text.plain()[seen.end..text.sentences[sighting.sentence].end.max(seen.end)])
    };
    let Some(met) = here.iter().find(suffers) else { return };
    roles.actors.retain(|actor| *actor != met.entity);
    if roles.actors.is_empty() {
        let by = |seen: &&Seen| {
            seen.start >= sighting.end
                && [&b" by "[..], b" by the "].iter().any(|word| text.plain()[..seen.start].ends_with(word))
        };
        roles.actors = here.iter().find(by).map(|seen| seen.entity.clone()).into_iter().collect();
    }
    roles.targets = vec![met.entity.clone()];
}

pub(super) fn settle(text: &Text, roles: &mut Roles, found: &Found, sighting: &Sighting, here: &[Seen]) {
    turn_passive(text, roles, sighting, here);
    let kind_of = |id: &EntityId| found.entities.get(id).map(|entity| entity.kind);
    let is_subject = |id: &EntityId| {
        here.iter().any(|seen| seen.entity == *id && seen.end <= sighting.start && !is_object(text, seen))
    };
    let names_a_court = COURT.is_match(text.sentences[sighting.sentence].plain(text));
    match sighting.kind.as_str() {
        "fine" | "ruling" | "investigation_opened" | "guidance_issued" => {
            let met: Vec<EntityId> = roles
                .actors
                .iter()
                .filter(|actor| kind_of(actor) == Some(EntityKind::Vendor) && is_in(here, actor))
                .cloned()
                .collect();
            roles.actors.retain(|actor| match kind_of(actor) {
                // A court of no name rules, not the authority of an earlier sentence.
                Some(EntityKind::Regulator | EntityKind::Country) => is_in(here, actor) || !names_a_court,
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
