//! A person corrects a document's tags: an entity or a kind of event is missing, or wrong.
//!
//! The latest version's tags change at once, and as they stand then they stay. What was said is kept besides, so that it
//! holds in versions to come, which the machine tags anew. Nothing is added without the words that support it.

use watchline_model::{
    Correction, DecisionKind, DocumentId, Entity, EntityId, Event, EventKind, Evidence, Mention, Modality, Reading,
    Step, Subject, Tag, TagLists, VersionId,
};

use super::scene::Scene;
use super::{Matter, carry_out, take};
use crate::columns::Columns;
use crate::entities::upsert_entities;
use crate::{Decided, Deciding, NewEvent, Retag, Store, StoreError};

/// The rule that stands at what a person added.
const PERSON: &str = "person";

impl Store {
    /// Corrects the tags of a document's latest version, and of its versions to come.
    ///
    /// # Errors
    /// `Conflict` where the document is not stored or not tagged, nothing would change, or a quote does not stand in its
    /// text.
    pub async fn retag_document(
        &self,
        document: DocumentId,
        retag: &Retag,
        by: &Deciding,
    ) -> Result<Decided, StoreError> {
        let mut writing = self.write().await?;
        let mut scene = Scene::default();
        scene.load_document(&mut writing, document).await?;
        let version = scene.documents.get(&document).expect("it was loaded above").latest;
        scene.load_version(&mut writing, version).await?;
        let Some(before) = scene.tags.get(&version).cloned() else {
            return Err(StoreError::Conflict(format!("document {document} is not tagged yet; try again in a moment")));
        };
        let row =
            sqlx::query("SELECT reading FROM versions WHERE id = $1").bind(version.0).fetch_one(&mut *writing).await?;
        let text = Columns::of("versions", &row).json::<Reading>("reading")?.full_text();
        let said = said(retag, &text, version)?;
        let mut after = before.clone();
        for (tag, correction) in &said {
            correct(&mut after, tag, correction, &text, version);
        }
        if after == before {
            return Err(StoreError::Conflict(format!("the tags of document {document} are so already")));
        }
        for (tag, correction) in said {
            let known = scene.documents.get(&document).and_then(|state| state.corrections.get(&tag)).cloned();
            if known.as_ref() != Some(&correction) {
                take(&mut scene, Step::Corrected { document, tag, before: known, after: Some(correction) })?;
            }
        }
        upsert_entities(&mut writing, retag.add_entities.iter(), by.at).await?;
        take(&mut scene, Step::Retagged { version, before: Box::new(before), after: Box::new(after) })?;
        let matter = Matter { kind: DecisionKind::Retag, subject: Subject::Document(document), undoes: None, by };
        let decision = carry_out(&mut writing, &scene, &matter).await?;
        writing.commit().await?;
        Ok(Decided { decision, incident: None })
    }
}

/// What is said of each tag, with the evidence of what is added.
fn said(retag: &Retag, text: &str, version: VersionId) -> Result<Vec<(Tag, Correction)>, StoreError> {
    let mut said = Vec::new();
    for entity in &retag.remove_entities {
        said.push((Tag::Entity(entity.0.clone()), Correction::Remove));
    }
    for kind in &retag.remove_kinds {
        said.push((Tag::EventKind(kind.0.clone()), Correction::Remove));
    }
    for entity in &retag.add_entities {
        said.push((Tag::Entity(entity.id.0.clone()), Correction::AddEntity(entity.clone())));
    }
    let mut kinds: Vec<&EventKind> = retag.add_events.iter().map(|event| &event.kind).collect();
    kinds.sort();
    kinds.dedup();
    for kind in kinds {
        let mut events = Vec::new();
        for NewEvent { quote, .. } in retag.add_events.iter().filter(|event| event.kind == *kind) {
            let evidence = find_quote(text, quote.trim(), version).ok_or_else(|| {
                StoreError::Conflict(format!("the words \"{}\" do not stand in the document", quote.trim()))
            })?;
            events.push(event_of(kind, evidence));
        }
        said.push((Tag::EventKind(kind.0.clone()), Correction::AddEvents(events)));
    }
    Ok(said)
}

fn event_of(kind: &EventKind, evidence: Evidence) -> Event {
    Event {
        kind: kind.clone(),
        actors: Vec::new(),
        targets: Vec::new(),
        date: None,
        modality: Modality::Stated,
        evidence,
        rule: PERSON.to_owned(),
        participants: Vec::new(),
    }
}

/// Where these words stand for the first time.
fn find_quote(text: &str, quote: &str, version: VersionId) -> Option<Evidence> {
    let byte = text.find(quote).filter(|_| !quote.is_empty())?;
    let start = text.get(..byte)?.chars().count();
    let end = start + quote.chars().count();
    Some(Evidence { version: Some(version), start, end, quote: quote.to_owned() })
}

/// Brings tags in line with what a person said of one of them. Pure; also used on tags that the machine makes later, where
/// an added event stays out whose words the new text does not hold.
pub(crate) fn correct(tags: &mut TagLists, tag: &Tag, correction: &Correction, text: &str, version: VersionId) {
    match (tag, correction) {
        (Tag::Entity(id), Correction::Remove) => remove_entity(tags, &EntityId(id.clone())),
        (Tag::EventKind(kind), Correction::Remove) => remove_events(tags, |event| event.kind.0 == *kind),
        (_, Correction::AddEntity(entity)) => add_entity(tags, entity, text),
        (_, Correction::AddEvents(events)) => {
            for event in events {
                let is_known =
                    |known: &&Event| known.kind == event.kind && known.evidence.quote == event.evidence.quote;
                if tags.events.iter().any(|known| is_known(&known)) {
                    continue;
                }
                if let Some(evidence) = find_quote(text, &event.evidence.quote, version) {
                    tags.events.push(Event { evidence, ..event.clone() });
                }
            }
        }
    }
}

/// Its mentions go with it; events and claims stay without that party.
fn remove_entity(tags: &mut TagLists, id: &EntityId) {
    tags.entities.retain(|entity| entity.id != *id);
    tags.mentions.retain(|mention| mention.entity != *id);
    for event in &mut tags.events {
        event.actors.retain(|actor| actor != id);
        event.targets.retain(|target| target != id);
        event.participants.retain(|participant| participant.entity != *id);
    }
    for claim in &mut tags.claims {
        claim.party = claim.party.take().filter(|party| party != id);
    }
}

/// Claims still point at their events; those about a removed one point at none.
fn remove_events(tags: &mut TagLists, is_wrong: impl Fn(&Event) -> bool) {
    let mut moved: Vec<Option<usize>> = Vec::with_capacity(tags.events.len());
    let mut kept = Vec::with_capacity(tags.events.len());
    for event in tags.events.drain(..) {
        let stays = !is_wrong(&event);
        moved.push(stays.then_some(kept.len()));
        if stays {
            kept.push(event);
        }
    }
    tags.events = kept;
    for claim in &mut tags.claims {
        claim.event = claim.event.and_then(|event| moved.get(event).copied().flatten());
    }
}

/// Where its name stands in the text, that is where it is mentioned.
fn add_entity(tags: &mut TagLists, entity: &Entity, text: &str) {
    if tags.entities.iter().any(|known| known.id == entity.id) {
        return;
    }
    let mut from = 0;
    while let Some(found) =
        text.get(from..).and_then(|rest| rest.find(&entity.name)).filter(|_| !entity.name.is_empty())
    {
        let byte = from + found;
        let start = text.get(..byte).map_or(0, |before| before.chars().count());
        tags.mentions.push(Mention {
            entity: entity.id.clone(),
            start,
            end: start + entity.name.chars().count(),
            text: entity.name.clone(),
            rule: PERSON.to_owned(),
        });
        from = byte + entity.name.len();
    }
    tags.entities.push(entity.clone());
}
