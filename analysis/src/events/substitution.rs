//! A ban and what is to be used instead: told together or in two sentences, with one date for both.

use std::sync::LazyLock;

use regex::bytes::Regex;
use watchline_model::taxonomy::Family;
use watchline_model::{Basis, EntityId, EntityKind, Event, Evidence, Modality};

use super::Told;
use crate::entities::Found;
use crate::text::Text;

const BAN: &str = "ban";
const SUBSTITUTION: &str = "product_substitution";
/// A quote that must show both the deed and its date may span this many characters.
const LONGEST_QUOTE: usize = 520;

static OFFERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u)\b(?:use|using|switch\w*|adopt\w*|recommend\w*|turn\w*|instead|move|moving|replace\w*|replacement|prefer\w*|migrat\w*|alternative|steer\w*|direct\w*|encourag\w*|urg\w+|promot\w*|in-house|homegrown|own)\b")
        .expect("the pattern is a constant")
});

/// Adds the substitution that a sentence about the banning party's own product tells, and lends one event the other's date.
pub(super) fn complete(text: &Text, found: &Found, told: &mut Vec<Told>) {
    leave_out_the_banned(found, told);
    let bans: Vec<Told> = told.iter().filter(|told| told.event.kind.as_str() == BAN).cloned().collect();
    for ban in &bans {
        add_substitution(text, found, ban, told);
    }
    lend_date(text, told, BAN, SUBSTITUTION);
    lend_date(text, told, SUBSTITUTION, BAN);
}

/// What is forbidden is not what is taken instead, nor is its maker the one who takes.
fn leave_out_the_banned(found: &Found, told: &mut [Told]) {
    let bans = || told.iter().filter(|told| told.event.kind.as_str() == BAN);
    let banned: Vec<EntityId> = bans().flat_map(|told| told.event.targets.iter().cloned()).collect();
    let banning: Vec<EntityId> = bans().flat_map(|told| told.event.actors.iter().cloned()).collect();
    let makers: Vec<EntityId> = banned
        .iter()
        .filter_map(|product| found.entities.get(product)?.owner.clone())
        .filter(|maker| !banning.contains(maker))
        .collect();
    for told in told.iter_mut().filter(|told| told.event.kind.as_str() == SUBSTITUTION) {
        told.event.targets.retain(|target| !banned.contains(target));
        told.event.actors.retain(|actor| !makers.contains(actor));
    }
}

fn add_substitution(text: &Text, found: &Found, ban: &Told, told: &mut Vec<Told>) {
    if told.iter().any(|told| told.event.kind.as_str() == SUBSTITUTION) {
        return;
    }
    let Some(&first) = ban.sentences.first() else { return };
    let is_own = |owner: Option<&EntityId>| owner.is_some_and(|owner| ban.event.actors.contains(owner));
    for number in first..text.sentences.len().min(first + 6) {
        let sentence = &text.sentences[number];
        let own = found.within(sentence.start, sentence.end).iter().find(|seen| {
            matches!(seen.kind, EntityKind::Product | EntityKind::Model)
                && is_own(seen.owner.as_ref())
                && !ban.event.targets.contains(&seen.entity)
        });
        let Some(own) = own.filter(|_| !sentence.clutter && OFFERED.is_match(sentence.plain(text))) else { continue };
        told.push(Told {
            event: Event {
                kind: SUBSTITUTION.into(),
                actors: ban.event.actors.clone(),
                targets: vec![own.entity.clone()],
                date: None,
                modality: ban.event.modality,
                evidence: Evidence {
                    version: None,
                    start: sentence.start,
                    end: sentence.end,
                    quote: sentence.words(text).to_owned(),
                },
                rule: "own-product-after-ban".to_owned(),
                participants: Vec::new(),
            },
            family: Family::Restriction,
            sentences: vec![number],
        });
        return;
    }
}

/// An undated ban takes the day of effect of a substitution by the same party close by, and the other way round; the quote
/// then shows both sentences.
fn lend_date(text: &Text, told: &mut [Told], to: &str, from: &str) {
    let dated: Vec<Event> = told
        .iter()
        .map(|told| &told.event)
        .filter(|event| event.kind.as_str() == from && event.date.is_some_and(|date| date.basis == Basis::Effective))
        .cloned()
        .collect();
    for event in
        told.iter_mut().map(|told| &mut told.event).filter(|event| event.kind.as_str() == to && event.date.is_none())
    {
        let lender = dated.iter().find(|lender| {
            lender.actors.is_empty()
                || event.actors.is_empty()
                || lender.actors.iter().any(|actor| event.actors.contains(actor))
        });
        let Some(lender) = lender else { continue };
        let start = event.evidence.start.min(lender.evidence.start);
        let end = event.evidence.end.max(lender.evidence.end);
        if start >= text.body && end - start <= LONGEST_QUOTE {
            event.date = lender.date;
            event.evidence = Evidence { version: None, start, end, quote: text.slice(start, end).to_owned() };
            if lender.modality == Modality::Planned {
                event.modality = Modality::Planned;
            }
        }
    }
}
