//! What a model proposes beside the rules, and what of it counts.
//!
//! A model is not believed. A proposal counts only if its quote stands in the text letter by letter, its kind or stance is
//! one of ours, everyone it names is found in the text, and the words do not take it back; its date is read from the quoted
//! words, not from the model. What counts is marked with the model's name and is added behind what the rules found: it
//! must never move relevance, status, severity or placement, which are made of what the rules found alone.
//!
//! So it does not matter who wrote the answer: a document that talks the model into something can at most make it quote
//! the document's own words under a kind that they do not deny.

mod names;
mod parse;
mod quote;

use std::collections::{BTreeMap, BTreeSet};

use watchline_model::taxonomy::Family;
use watchline_model::{
    Basis, Claim, Dated, Entity, EntityId, Event, EventKind, Evidence, Mention, Participant, ParticipantRole,
    Precision, Stance, Taxonomy,
};

use crate::dates::DateFinder;
use crate::events::{self, Setting};
use crate::input::{Analysis, Input};
use crate::text::Text;
use names::Names;
pub use parse::{Proposals, ProposedClaim, ProposedEvent};
use quote::Span;

/// How the rules of what a model proposed begin: `model:<name>`.
const RULE: &str = "model:";
/// Of a model's name; the rest is cut off.
const MODEL_NAME_CHARS: usize = 80;

/// Whether a model proposed it, by its rule.
pub fn is_proposed(rule: &str) -> bool {
    rule.starts_with(RULE)
}

/// Decides what of a model's proposals counts; built once from the taxonomy.
#[derive(Debug)]
pub struct Admission {
    names: Names,
    families: BTreeMap<EventKind, Family>,
    dates: DateFinder,
}

/// What counts, and what does not and why.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Admitted {
    /// Named by proposals that count and not found by the rules.
    pub entities: Vec<Entity>,
    pub mentions: Vec<Mention>,
    pub events: Vec<Event>,
    /// Their `event` counts the analysis' own events first, then `events`.
    pub claims: Vec<Claim>,
    pub rejected: Vec<Rejected>,
}

/// A proposal that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// `event ban`, `claim denies`.
    pub what: String,
    pub reason: String,
}

impl Admitted {
    /// Adds what counts behind what the rules found.
    pub fn add_to(self, analysis: &mut Analysis) {
        analysis.entities.extend(self.entities);
        analysis.entities.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        analysis.mentions.extend(self.mentions);
        analysis
            .mentions
            .sort_by(|a, b| (a.start, a.end, &a.entity, &a.rule).cmp(&(b.start, b.end, &b.entity, &b.rule)));
        analysis.events.extend(self.events);
        analysis.claims.extend(self.claims);
    }
}

impl Admission {
    pub fn new(taxonomy: &Taxonomy) -> Self {
        let families = taxonomy.events.iter().map(|event| (event.id.clone(), event.family)).collect();
        Self { names: Names::new(taxonomy), families, dates: DateFinder::new() }
    }

    /// Weighs what `model` proposed about the document of `input`, of which the rules found `analysis`.
    pub fn admit(&self, input: &Input, analysis: &Analysis, proposals: &Proposals, model: &str) -> Admitted {
        let text = Text::new(input);
        let mut weighing = Weighing {
            admission: self,
            text: &text,
            setting: setting(input),
            analysis,
            rule: rule(model),
            admitted: Admitted::default(),
        };
        for proposed in &proposals.events {
            match weighing.event(proposed) {
                Ok(event) => weighing.admitted.events.push(event),
                Err(reason) => weighing.reject(format!("event {}", proposed.kind), reason),
            }
        }
        for proposed in &proposals.claims {
            match weighing.claim(proposed) {
                Ok(claim) => weighing.admitted.claims.push(claim),
                Err(reason) => weighing.reject(format!("claim {}", proposed.stance), reason),
            }
        }
        weighing.admitted
    }
}

fn setting<'a>(input: &Input<'a>) -> Setting<'a> {
    let reference =
        input.published.filter(|date| date.precision >= Precision::Month).map(|date| date.value.date_naive());
    Setting { reference, kind: input.kind, voice: input.voice }
}

fn rule(model: &str) -> String {
    let name: String = model.chars().filter(|char| !char.is_control()).take(MODEL_NAME_CHARS).collect();
    format!("{RULE}{}", name.trim())
}

fn participants(actors: &[EntityId], targets: &[EntityId]) -> Vec<Participant> {
    let part = |role: ParticipantRole| move |entity: &EntityId| Participant { entity: entity.clone(), role };
    let all = actors.iter().map(part(ParticipantRole::Actor)).chain(targets.iter().map(part(ParticipantRole::Target)));
    all.collect::<BTreeSet<Participant>>().into_iter().collect()
}

/// One document's proposals on the scales.
struct Weighing<'a> {
    admission: &'a Admission,
    text: &'a Text,
    setting: Setting<'a>,
    analysis: &'a Analysis,
    rule: String,
    admitted: Admitted,
}

impl Weighing<'_> {
    fn event(&mut self, proposed: &ProposedEvent) -> Result<Event, String> {
        let kind = EventKind::from(proposed.kind.as_str());
        let family = self.admission.families.get(&kind).copied();
        let family = family.ok_or_else(|| "the taxonomy has no such kind".to_owned())?;
        let span = quote::find(self.text, &proposed.quote)?;
        let is_told = |event: &&Event| event.kind == kind && span.touches(&event.evidence);
        if let Some(known) = self.events().find(is_told) {
            return Err(format!("told already by {}", known.rule));
        }
        if quote::is_negated(&span, family, &kind) {
            return Err("the quoted words say that it did not happen".to_owned());
        }
        let mut named = names::Named::default();
        let actors = self.everyone(&proposed.actors, &mut named)?;
        let targets = self.everyone(&proposed.targets, &mut named)?;
        let date = self.date(proposed.date.as_deref(), &span);
        let modality = events::weigh(self.text, &self.setting, &kind, family, span.proposed, date.as_ref())
            .ok_or_else(|| "the quoted words do not say that it happened".to_owned())?;
        self.keep(named);
        let participants = participants(&actors, &targets);
        Ok(Event {
            kind,
            actors,
            targets,
            date,
            modality,
            evidence: span.evidence(),
            rule: self.rule.clone(),
            participants,
        })
    }

    fn claim(&mut self, proposed: &ProposedClaim) -> Result<Claim, String> {
        let stance: Stance = proposed.stance.parse().map_err(|error: watchline_model::NotAWord| error.to_string())?;
        let span = quote::find(self.text, &proposed.quote)?;
        let mut named = names::Named::default();
        let party = self.someone(&proposed.party, &mut named)?;
        let mut claims = self.analysis.claims.iter().chain(&self.admitted.claims);
        let is_told = |claim: &&Claim| {
            claim.party.as_ref() == Some(&party.id) && claim.stance == stance && span.touches(&claim.evidence)
        };
        if let Some(known) = claims.find(is_told) {
            return Err(format!("told already by {}", known.rule));
        }
        let event = self.events().position(|event| span.touches(&event.evidence));
        self.keep(named);
        Ok(Claim {
            party: Some(party.id),
            party_name: party.name,
            stance,
            event,
            evidence: span.evidence(),
            rule: self.rule.clone(),
        })
    }

    /// The rules' events, then those admitted so far.
    fn events(&self) -> impl Iterator<Item = &Event> {
        self.analysis.events.iter().chain(&self.admitted.events)
    }

    fn everyone(&self, proposed: &[String], named: &mut names::Named) -> Result<Vec<EntityId>, String> {
        let mut ids: Vec<EntityId> = Vec::new();
        for name in proposed {
            let id = self.someone(name, named)?.id;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    fn someone(&self, name: &str, named: &mut names::Named) -> Result<Entity, String> {
        self.admission
            .names
            .resolve(name, self.text, self.analysis, &self.rule, named)
            .ok_or_else(|| format!("`{}` is nobody who is named in the text", quote::shortened(name)))
    }

    /// The date that the model means, as far as the quoted sentence gives it.
    fn date(&self, proposed: Option<&str>, span: &Span) -> Option<Dated> {
        let wanted = Dated::parse(proposed?.trim(), Basis::Occurred)?;
        let sentences = &self.text.sentences[span.first_sentence..=span.last_sentence];
        let mut dates = Vec::new();
        for sentence in sentences {
            dates.extend(self.admission.dates.find(self.text, sentence, self.setting.reference));
        }
        let fits = |found: &Dated| {
            let (coarse, fine) = if found.precision <= wanted.precision { (found, &wanted) } else { (&wanted, found) };
            coarse.value <= fine.value && (fine.value < coarse.end() || fine.value == coarse.value)
        };
        let fitting: Vec<Dated> = dates.into_iter().map(|date| date.dated).filter(fits).collect();
        let exact = fitting.iter().find(|found| (found.value, found.precision) == (wanted.value, wanted.precision));
        match (exact, fitting.as_slice()) {
            (Some(exact), _) => Some(*exact),
            (None, []) => None,
            (None, [only]) => Some(*only),
            // "in July" of a sentence with two days in it: which of them is not said.
            (None, _) => Some(wanted),
        }
    }

    fn keep(&mut self, named: names::Named) {
        for entity in named.entities {
            if !self.admitted.entities.contains(&entity) {
                self.admitted.entities.push(entity);
            }
        }
        for mention in named.mentions {
            if !self.admitted.mentions.contains(&mention) {
                self.admitted.mentions.push(mention);
            }
        }
    }

    fn reject(&mut self, what: String, reason: String) {
        self.admitted.rejected.push(Rejected { what: quote::shortened(&what), reason });
    }
}

impl Span {
    fn evidence(&self) -> Evidence {
        Evidence { version: None, start: self.start, end: self.end, quote: self.quote.clone() }
    }
}

#[cfg(test)]
mod tests;
