//! What differs between a version's present tags and those that would replace them. Pure.

use std::collections::BTreeSet;

use watchline_model::{Claim, Entity, EntityId, Event, Evidence, RelevanceVerdict};
use watchline_store::{StaleVersion, Tagged};

/// What became of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Gained,
    Lost,
    /// Another sentence, date, actor, …
    Changed,
}

/// One tag that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) turn: Turn,
    /// The entity's name, the event's kind, the claim's stance.
    pub(super) name: String,
    pub(super) quote: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Difference {
    /// From and to.
    pub(super) relevance: Option<(RelevanceVerdict, RelevanceVerdict)>,
    pub(super) entities: Vec<Moved>,
    pub(super) events: Vec<Moved>,
    pub(super) claims: Vec<Moved>,
}

impl Difference {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Tags that a person corrected do not differ, since they stay.
pub(super) fn find(stale: &StaleVersion, tagged: &Tagged) -> Difference {
    if stale.tags_are_kept {
        return Difference::default();
    }
    let (before, after) = (stale.relevance.verdict, tagged.relevance.verdict);
    Difference {
        relevance: (before != after).then_some((before, after)),
        entities: entities(&stale.entities, tagged),
        events: pair(&stale.events, &tagged.events, |event| event.kind.to_string(), same_event),
        claims: pair(&stale.claims, &tagged.claims, stance, same_claim),
    }
}

fn entities(before: &[Entity], tagged: &Tagged) -> Vec<Moved> {
    let ids = |entities: &[Entity]| entities.iter().map(|entity| entity.id.clone()).collect::<BTreeSet<EntityId>>();
    let (old, new) = (ids(before), ids(&tagged.entities));
    let words = |entity: &Entity| {
        let mention = tagged.mentions.iter().find(|mention| mention.entity == entity.id);
        mention.map_or_else(|| entity.name.clone(), |mention| mention.text.clone())
    };
    let gained = tagged.entities.iter().filter(|entity| !old.contains(&entity.id)).map(|entity| (Turn::Gained, entity));
    let lost = before.iter().filter(|entity| !new.contains(&entity.id)).map(|entity| (Turn::Lost, entity));
    gained
        .chain(lost)
        .map(|(turn, entity)| Moved { turn, name: format!("{} {}", entity.kind, entity.name), quote: words(entity) })
        .collect()
}

/// What can be told apart by evidence.
trait Quoted {
    fn evidence(&self) -> &Evidence;
}

impl Quoted for Event {
    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Quoted for Claim {
    fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

/// Pairs equals first, then those of one name that share words, then those of one name; what is left over was lost or
/// gained.
fn pair<T: Quoted>(
    before: &[T],
    after: &[T],
    name: impl Fn(&T) -> String,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Moved> {
    let mut old: Vec<&T> = before.iter().collect();
    let mut new: Vec<&T> = after.iter().collect();
    new.retain(|tag| take(&mut old, |known| name(known) == name(tag) && same(known, tag)).is_none());
    let mut moved = Vec::new();
    let mut changed = |new: &mut Vec<&T>, old: &mut Vec<&T>, fits: &dyn Fn(&T, &T) -> bool| {
        new.retain(|tag| {
            let found = take(old, |known| name(known) == name(tag) && fits(known, tag)).is_some();
            if found {
                moved.push(moved_tag(Turn::Changed, name(tag), tag.evidence()));
            }
            !found
        });
    };
    changed(&mut new, &mut old, &|a, b| overlap(a.evidence(), b.evidence()));
    changed(&mut new, &mut old, &|_, _| true);
    moved.extend(new.iter().map(|tag| moved_tag(Turn::Gained, name(tag), tag.evidence())));
    moved.extend(old.iter().map(|tag| moved_tag(Turn::Lost, name(tag), tag.evidence())));
    moved
}

fn take<'a, T>(tags: &mut Vec<&'a T>, fits: impl Fn(&T) -> bool) -> Option<&'a T> {
    let place = tags.iter().position(|tag| fits(tag))?;
    Some(tags.remove(place))
}

fn moved_tag(turn: Turn, name: String, evidence: &Evidence) -> Moved {
    Moved { turn, name, quote: evidence.quote.clone() }
}

fn overlap(a: &Evidence, b: &Evidence) -> bool {
    a.start < b.end && b.start < a.end
}

fn same_words(a: &Evidence, b: &Evidence) -> bool {
    (a.start, a.end) == (b.start, b.end) && a.quote == b.quote
}

fn same_event(a: &Event, b: &Event) -> bool {
    same_words(&a.evidence, &b.evidence)
        && (&a.actors, &a.targets, &a.participants) == (&b.actors, &b.targets, &b.participants)
        && (a.date, a.modality) == (b.date, b.modality)
}

/// The event's number is left out: it changes with events before it.
fn same_claim(a: &Claim, b: &Claim) -> bool {
    same_words(&a.evidence, &b.evidence) && (&a.party, &a.party_name) == (&b.party, &b.party_name)
}

fn stance(claim: &Claim) -> String {
    claim.stance.to_string()
}

#[cfg(test)]
pub(super) mod tests;
