//! Which of the vendors, products and models that a document names have a part in what it tells, and which stand there in
//! passing: the platform on which a package lies, the service whose key is given away, the maker of a library beside it.
//!
//! What each sign says is learnt (`learnt/parts.weights`); an entity of which the signs say that it has none is left out of what
//! the document is about, out of its events and mentions. What rules put aside already ([`super::passing`]) is taken back where
//! the signs say that it has a part. Nobody whose claim is told is ever left out.

mod signs;

use std::collections::BTreeSet;

use watchline_model::{Claim, EntityId, EntityKind, Mention};

use super::Found;
use crate::events::Told;
use crate::text::Text;
use signs::{Candidate, Scene, is_made};

/// An entity is left out where the odds that it has a part are smaller; a logarithm. Chosen on documents that were left out of the
/// learning; of thresholds that do as well there, one that keeps more.
const LEAST: f32 = -0.4;

/// An entity of a document with the signs of its part, as their weights are learnt.
#[derive(Debug, Clone, PartialEq)]
pub struct PartCandidate {
    pub entity: EntityId,
    pub kind: EntityKind,
    pub name: String,
    /// Its claim is told: it is never left out.
    pub is_kept: bool,
    /// By the way that it is spoken of, it stands there in passing.
    pub is_aside: bool,
    /// Number of the sign, what it stands for, and how much of it there is.
    pub signs: Vec<(u32, String, f32)>,
}

/// Who of a document has a part in it, as far as that is not what [`Found`] says.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    /// Found, and yet in passing.
    passing: BTreeSet<EntityId>,
    /// Put aside, and yet with a part.
    besides: BTreeSet<EntityId>,
}

/// Judges every vendor, product and model of the document.
pub(crate) fn judge(text: &Text, found: &Found, told: &[Told], claims: &[Claim]) -> Parts {
    let weights = crate::weights::of_parts();
    let scene = Scene::new(text, found, told, claims);
    let has_part = |candidate: &Candidate<'_>| {
        let mut odds = weights.before;
        scene.signs(candidate, &mut |sign| {
            let number = sign.number();
            odds += (weights.of(number) + weights.of(of_kind(number, candidate.kind))) * sign.count;
        });
        candidate.speaks || odds >= LEAST
    };
    let mut kept: BTreeSet<&EntityId> =
        scene.candidates().iter().filter(|candidate| has_part(candidate)).map(|candidate| candidate.id).collect();
    // Whom only something implies that has no part has none either.
    for candidate in scene.candidates().iter().filter(|candidate| !candidate.speaks) {
        if !candidate.is_named() && !candidate.implied_by().any(|id| kept.contains(id)) {
            kept.remove(candidate.id);
        }
    }
    let mut parts = Parts::default();
    for candidate in scene.candidates() {
        match (found.entities.contains_key(candidate.id), kept.contains(candidate.id)) {
            (true, false) => parts.passing.insert(candidate.id.clone()),
            (false, true) => parts.besides.insert(candidate.id.clone()),
            _ => false,
        };
    }
    parts
}

impl Parts {
    /// Leaves out of entities, mentions and events who has no part, and adds who has one after all.
    pub(crate) fn settle(&self, text: &Text, found: &mut Found, told: &mut [Told]) {
        found.entities.retain(|id, _| !self.passing.contains(id));
        found.mentions.retain(|mention| !self.passing.contains(&mention.entity));
        for told in told {
            told.event.actors.retain(|id| !self.passing.contains(id));
            told.event.targets.retain(|id| !self.passing.contains(id));
        }
        if self.besides.is_empty() {
            return;
        }
        for id in &self.besides {
            if let Some(entity) = found.aside.entities.get(id) {
                found.entities.insert(id.clone(), entity.clone());
            }
        }
        let named: BTreeSet<&EntityId> = found.aside.seen.iter().map(|seen| &seen.entity).collect();
        for seen in &found.aside.seen {
            let owner = seen.owner.as_ref().filter(|owner| is_made(seen.kind) && !named.contains(*owner));
            for (id, rule) in [(Some(&seen.entity), seen.rule.as_str()), (owner, "owner")] {
                let Some(id) = id.filter(|id| self.besides.contains(*id)) else { continue };
                found.mentions.push(Mention {
                    entity: id.clone(),
                    start: seen.start,
                    end: seen.end,
                    text: text.slice(seen.start, seen.end).to_owned(),
                    rule: rule.to_owned(),
                });
            }
        }
        found.mentions.sort_by(|a, b| (a.start, a.end, &a.entity, &a.rule).cmp(&(b.start, b.end, &b.entity, &b.rule)));
    }
}

/// The candidates of the document, for learning.
pub(crate) fn weighable(text: &Text, found: &Found, told: &[Told], claims: &[Claim]) -> Vec<PartCandidate> {
    let scene = Scene::new(text, found, told, claims);
    let mut out = Vec::new();
    for candidate in scene.candidates() {
        let mut signs = Vec::new();
        scene.signs(candidate, &mut |sign| {
            let number = sign.number();
            let shown = format!("{}={}", sign.tag, sign.value);
            signs.push((of_kind(number, candidate.kind), format!("{} {shown}", candidate.kind.as_str()), sign.count));
            signs.push((number, shown, sign.count));
        });
        out.push(PartCandidate {
            entity: candidate.id.clone(),
            kind: candidate.kind,
            name: candidate.entity.name.clone(),
            is_kept: candidate.speaks,
            is_aside: found.aside.entities.contains_key(candidate.id),
            signs,
        });
    }
    out
}

/// Each sign has a weight for all kinds, and one of its own for each kind.
fn of_kind(number: u32, kind: EntityKind) -> u32 {
    let salt = match kind {
        EntityKind::Vendor => 0x9e37_79b9,
        EntityKind::Product => 0x85eb_ca6b,
        _ => 0xc2b2_ae35,
    };
    number.rotate_left(7) ^ salt
}

#[cfg(test)]
mod tests;
