//! Entities, events and claims, exactly as `watchline tag` prints them.

use serde_json::{Value, json};
use watchline_model::{Claim, Entity, Event, Evidence, Mention, Reading, Relevance, RelevanceVerdict, Status};

use super::{dated, reason};

/// What the analysis makes of one text, by its parts.
#[derive(Debug, Clone, Copy)]
pub struct Tags<'a> {
    pub relevance: &'a Relevance,
    pub status: Option<Status>,
    pub entities: &'a [Entity],
    pub mentions: &'a [Mention],
    pub events: &'a [Event],
    pub claims: &'a [Claim],
    pub warnings: &'a [String],
}

/// `{relevant, relevance, score, reasons[], status, entities[], events[], claims[], warnings[]}`. Of `reading` only
/// title and text are looked at.
pub fn analysis(tags: &Tags<'_>, reading: &Reading) -> Value {
    json!({
        "relevant": tags.relevance.verdict == RelevanceVerdict::Relevant,
        "relevance": tags.relevance.verdict.as_str(),
        "score": (f64::from(tags.relevance.score) * 1000.0).round() / 1000.0,
        "reasons": tags.relevance.reasons.iter().map(reason).collect::<Vec<_>>(),
        "status": tags.status.map(Status::as_str),
        "entities": entities(tags.entities, tags.mentions, reading),
        "events": events(tags.events, reading),
        "claims": claims(tags.claims, tags.events, reading),
        "warnings": tags.warnings,
    })
}

/// Puts `start`, `end` and, within the headline, `field` into `into`.
fn place(into: &mut Value, start: usize, end: usize, reading: &Reading) {
    let offset = reading.body_offset();
    let (start, end) = if start >= offset {
        (start - offset, end.saturating_sub(offset))
    } else {
        into["field"] = json!("title");
        (start, end)
    };
    into["start"] = json!(start);
    into["end"] = json!(end);
}

/// `{start, end, quote, field?}`.
pub(crate) fn evidence(evidence: &Evidence, reading: &Reading) -> Value {
    let mut value = json!({"quote": evidence.quote});
    place(&mut value, evidence.start, evidence.end, reading);
    value
}

/// `[{id, kind, name, owner, mentions[{start, end, text, rule}]}]`.
pub(crate) fn entities(entities: &[Entity], mentions: &[Mention], reading: &Reading) -> Vec<Value> {
    let entity = |entity: &Entity| {
        let own = mentions.iter().filter(|mention| mention.entity == entity.id).map(|mention| {
            let mut value = json!({"text": mention.text, "rule": mention.rule});
            place(&mut value, mention.start, mention.end, reading);
            value
        });
        json!({
            "id": entity.id,
            "kind": entity.kind.as_str(),
            "name": entity.name,
            "owner": entity.owner,
            "mentions": own.collect::<Vec<_>>(),
        })
    };
    entities.iter().map(entity).collect()
}

/// `{kind, date{value, precision, basis}, actors[], targets[], modality, evidence{start, end, quote}}`.
pub(crate) fn event(event: &Event, reading: &Reading) -> Value {
    json!({
        "kind": event.kind,
        "date": event.date.as_ref().map(dated),
        "actors": event.actors,
        "targets": event.targets,
        "modality": event.modality.as_str(),
        "evidence": evidence(&event.evidence, reading),
        "rule": event.rule,
    })
}

pub(crate) fn events(events: &[Event], reading: &Reading) -> Vec<Value> {
    events.iter().map(|one| event(one, reading)).collect()
}

/// `[{party, party_name, stance, event, event_kind, evidence}]`; `event` is the place in `events[]`.
pub(crate) fn claims(claims: &[Claim], events: &[Event], reading: &Reading) -> Vec<Value> {
    claims.iter().map(|one| claim(one, one.event, events, reading)).collect()
}

/// A claim whose event stands at `place` of the list it is printed beside.
pub(crate) fn claim(claim: &Claim, place: Option<usize>, events: &[Event], reading: &Reading) -> Value {
    let kind = claim.event.and_then(|event| events.get(event)).map(|event| event.kind.as_str());
    let party = claim.party.as_ref().map_or(claim.party_name.as_str(), |party| party.as_str());
    json!({
        "party": party,
        "party_name": claim.party_name,
        "stance": claim.stance.as_str(),
        "event": place,
        "event_kind": kind,
        "evidence": evidence(&claim.evidence, reading),
        "rule": claim.rule,
    })
}
